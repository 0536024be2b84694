"""Letting partners in with a list: organisations, their teams, and an invitation for each person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.queries.partners import partner_changes
from nabij.casework.types.partners import NewPerson, PartnerChanges, PartnerList, PartnersMovedOn, Waiting
from nabij.directory import actions as directory
from nabij.directory.types import NotPossible as NotInDirectory
from nabij.directory.types import OrganisationKind
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.staff import actions as staff
from nabij.staff import queries as staff_queries
from nabij.staff.queries.people import teams_to_give
from nabij.staff.types import AlreadyOpen, Role

if TYPE_CHECKING:
    from nabij.staff.models import Team, User


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody with a link to come in; the secret part of it stands here only, and nobody keeps it."""

    organisation: str
    account: User
    token: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What a list brought."""

    organisations: int
    teams: int
    newcomers: tuple[Newcomer, ...]


@transaction.atomic
def bring_partners(
    *, actor: Actor, town: str, asked: PartnerList, mark: str, again: bool, now: datetime
) -> Brought:
    """Take in a list as it was shown: all of it, or nothing. Sent once more, it changes nothing.

    ``mark`` is that of the changes that were shown; ``again`` makes a new link for whoever of the list never
    came in. Raises Refused, and PartnersMovedOn when something else was changed meanwhile.
    """
    require(policies.may_bring_partners_to(actor, town))
    changes = partner_changes(actor, town, asked, on=day_of(now))
    if changes.mark != mark:
        raise PartnersMovedOn
    try:
        _add_organisations(actor, town, changes, now)
        teams = _teams(actor, town, changes, now)
        newcomers = [_invited(actor, town, one, teams[one.folded], now) for one in changes.people]
    except (AlreadyOpen, NotInDirectory):  # two people at once: the other was first
        raise PartnersMovedOn from None
    if again:
        newcomers += _asked_again(actor, changes.waiting, now)
    if changes.number or newcomers:
        number = {"organisations": len(changes.organisations), "teams": len(changes.teams)}
        record(
            "casework.partners_brought",
            actor=actor,
            at=now,
            detail={"town": town, "invited": len(newcomers), **number},
        )
    return Brought(len(changes.organisations), len(changes.teams), tuple(newcomers))


def _add_organisations(actor: Actor, town: str, changes: PartnerChanges, now: datetime) -> None:
    for one in changes.organisations:
        content = directory.OrganisationContent(
            name=one.organisation,
            kind=OrganisationKind(one.kind or OrganisationKind.OTHER),
            phone=one.phone,
            website=one.website,
        )
        directory.add_organisation(actor=actor, town=town, content=content, now=now)


def _teams(actor: Actor, town: str, changes: PartnerChanges, now: datetime) -> dict[str, Team]:
    """The team of each organisation whose people are invited; those that stand, and the new ones."""
    named = teams_to_give(actor, on=day_of(now)).in_bulk(list(changes.joined.values()))
    found = {key: named[number] for key, number in changes.joined.items()}
    for name, key in changes.teams:
        found[key] = staff.open_team(
            actor=actor, name=name, town=town, location="", organisation=name, codes=(), now=now
        )
    return found


def _invited(actor: Actor, town: str, one: NewPerson, team: Team, now: datetime) -> Newcomer:
    account, token = staff.invite(
        actor=actor,
        email=one.email,
        name=one.person,
        roles=[Role.PARTNER],
        teams=[team],
        towns=[town],
        now=now,
    )
    return Newcomer(one.organisation, account, token)


def _asked_again(actor: Actor, waiting: tuple[Waiting, ...], now: datetime) -> list[Newcomer]:
    """A new link for whoever never came in; the one of before stops."""
    accounts = staff_queries.accounts_numbered([one.account_id for one in waiting])
    return [
        Newcomer(
            one.organisation,
            accounts[one.account_id],
            staff.invite_again(actor=actor, account=accounts[one.account_id], now=now),
        )
        for one in waiting
    ]
