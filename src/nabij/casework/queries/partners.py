"""What taking in a list of partners would do, beside what stands here now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from nabij.casework import policies
from nabij.casework.types.partners import (
    NewPerson,
    PartnerChanges,
    PartnerList,
    PartnerRow,
    RowRemark,
    Waiting,
)
from nabij.directory import queries as directory
from nabij.directory.types.words import folded
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class _Here:
    """What stands here now, by the folded name or by the address."""

    organisations: Mapping[str, directory.OrganisationLine]
    teams: Mapping[str, staff.TeamStanding]
    """Of partners, and open."""
    taken: Mapping[str, staff.TeamStanding]
    """Every name of a team."""
    accounts: Mapping[str, staff.AccountStanding]


@dataclass(slots=True)
class _Found:
    """What the list would do, row after row."""

    organisations: dict[str, PartnerRow] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    joined: dict[str, int] = field(default_factory=dict)
    people: list[NewPerson] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    remarks: list[RowRemark] = field(default_factory=list)
    same: int = 0


def partner_changes(actor: Actor, town: str, asked: PartnerList, *, on: date) -> PartnerChanges:
    """What a list would add to the directory, the teams and the accounts of a town. Raises Refused.

    A list adds only: who does not stand on it stays, and what stands here is never overwritten.
    """
    require(policies.may_bring_partners_to(actor, town))
    teams = staff.teams_standing(town)
    here = _Here(
        organisations={one.folded: one for one in directory.organisations_of(actor, town)},
        teams={folded(one.organisation): one for one in teams if one.organisation and one.is_open},
        taken={folded(one.name): one for one in teams},
        accounts=staff.accounts_standing({one.email for one in asked.rows if one.email}, on=on),
    )
    found, left_out = _Found(), list(asked.left_out)
    for row in asked.rows:
        if why := _why_not(row, here):
            left_out.append(RowRemark(row.row, why))
        else:
            _sort_out(row, here, found)
    return PartnerChanges(
        organisations=tuple(found.organisations.values()),
        teams=tuple((name, key) for key, name in found.begun.items()),
        joined=found.joined,
        people=tuple(found.people),
        waiting=tuple(found.waiting),
        same=found.same,
        left_out=tuple(sorted(left_out, key=lambda one: one.row)),
        remarks=tuple(sorted([*asked.remarks, *found.remarks], key=lambda one: one.row)),
    )


def _why_not(row: PartnerRow, here: _Here) -> str:
    """Why the person of a row cannot be invited, with what to do now; empty when that is no matter."""
    if not row.email:
        return ""
    key = folded(row.organisation)
    team, account = here.teams.get(key), here.accounts.get(row.email.lower())
    if account is not None and (
        team is None or not account.is_active or team.team_id not in account.team_ids
    ):
        return _why_not_invited(account)
    if team is None and (blocker := here.taken.get(key)) is not None:
        return _why_no_team(blocker)
    return ""


def _sort_out(row: PartnerRow, here: _Here, found: _Found) -> None:
    """Put what a row brings where it belongs."""
    key = folded(row.organisation)
    account = here.accounts.get(row.email.lower()) if row.email else None
    is_new = key not in here.organisations and key not in found.organisations
    if is_new:
        found.organisations[key] = row
    elif key in here.organisations:
        found.remarks += _otherwise(row, here.organisations[key])
    if row.email and account is None:
        found.people.append(NewPerson(row.organisation, key, row.person, row.email))
        if (team := here.teams.get(key)) is None:
            found.begun.setdefault(key, row.organisation)
        else:
            found.joined[key] = team.team_id
        return
    if account is not None and not account.came_in:
        found.waiting.append(Waiting(account.account_id, row.organisation, row.person, row.email))
    found.same += int(not is_new)


def _why_no_team(blocker: staff.TeamStanding) -> str:
    if not blocker.is_open:
        return _(
            "The team of this organisation was closed. Open it again under Colleagues, Teams; then send "
            "the list again."
        )
    return _(
        "A team has this name and belongs to another organisation or to the town itself. Nobody was "
        "invited. Give the organisation in the list another name."
    )


def _why_not_invited(account: staff.AccountStanding) -> str:
    if not account.is_active:
        return _("The account with this e-mail address was closed. Somebody new gets an own address.")
    return _(
        "This e-mail address has an account already, for another team. Add the team on the page of this "
        "colleague, under Colleagues."
    )


def _otherwise(row: PartnerRow, here: directory.OrganisationLine) -> Iterable[RowRemark]:
    """What the list says otherwise than the directory: an editor decides, the list does not."""
    for typed, stands in ((row.phone, here.phone), (row.website, here.website)):
        if typed and typed.rstrip("/") != stands.rstrip("/"):
            yield RowRemark(
                row.row,
                _("The list says “%(typed)s”, the directory “%(stands)s”. The directory stays as it is.")
                % {"typed": typed[:100], "stands": stands[:100] or "–"},
            )
