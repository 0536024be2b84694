"""What somebody chooses from who refers a household: to whom, and which facts go along."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.casework import policies
from nabij.casework.types import NAMELESS_FACTS, Basis, Fact
from nabij.directory import queries as directory
from nabij.directory.types import language_name
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import ContactKind, Layer, Naming, Topic
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class Shareable:
    """What may go along about a household: each fact in the words in which the receiver reads it."""

    person_id: int | None
    """The reference person, whose consent it is."""
    facts: dict[Fact, str]
    names: frozenset[str]
    """What its members are called, in small letters: advice without names holds none of them."""

    def chosen(self, codes: Collection[str], basis: Basis) -> list[dict[str, str]]:
        """The chosen facts, as they are kept; without names only what leads to nobody."""
        allowed = NAMELESS_FACTS if basis == Basis.NO_NAMES else frozenset(Fact)
        return [
            {"code": str(code), "words": words}
            for code, words in self.facts.items()
            if code.value in codes and code in allowed
        ]


def mark_of(facts: list[dict[str, str]], receiver: str, question: str) -> str:
    """A mark of what was shown before sending: what is sent carries the same, or is shown again."""
    return hashlib.sha256(json.dumps([facts, receiver, question], sort_keys=True).encode()).hexdigest()[:32]


@transaction.atomic
def facts_to_share(actor: Actor, household_id: int, *, on: date, now: datetime) -> Shareable:
    """What may be chosen about a household; only facts that are known. Reading them is on record.

    The place of somebody who may not be found, and a place that is hidden, never go along.
    Raises NotFoundHere.
    """
    home = registry.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    reach = registry.reaching(actor, household_id, purpose=Purpose.HELP, now=now)
    reference = home.reference
    phones = [point.typed for point in reach.points if point.kind == ContactKind.PHONE]
    stay = next((one for one in home.stays if one.layer != Layer.HIDDEN), None)
    place = "" if home.is_protected or stay is None else _place(stay.address, stay.spot)
    names = staff.names_of({home.contact_person_id} if home.contact_person_id else set())
    known = {
        Fact.NAME: reference.naming.shown if reference else "",
        Fact.PHONE: phones[0] if phones else "",
        Fact.PLACE: place,
        Fact.LANGUAGE: ", ".join(dict.fromkeys(language_name(one.code) for one in reach.languages)),
        Fact.MEMBERS: ", ".join(
            registry.age_in_words(one, on) or _("age not known")
            for one in home.members
            if one.died_on is None
        ),
        Fact.CONTACT_PERSON: names.get(home.contact_person_id or 0, ""),
    }
    return Shareable(
        person_id=reference.person_id if reference else None,
        facts={code: words[:300] for code, words in known.items() if words},
        names=frozenset(word for one in home.members for word in _words_of(one.naming)),
    )


def _place(address: object, spot: str) -> str:
    return spot if address is None else str(getattr(address, "first_line", ""))


def _words_of(naming: Naming) -> set[str]:
    parts = (naming.given, naming.family, naming.called, naming.nickname)
    return {word.casefold() for part in parts for word in part.split() if len(word) > 2}


@dataclass(frozen=True, slots=True)
class Chosen:
    """To whom somebody is referred; without `team_id` it is a service that does not work in here."""

    team_id: int | None
    name: str
    service: str


Groups = list[tuple[str, list[tuple[str, str]]]]


def receiver_groups(town: str, *, but_team: int | None, now: datetime) -> Groups:
    """To whom can be referred from a town, in groups: partners that work in here, teams, other services."""
    teams = [one for one in staff.receivers([town]) if one.team_id != but_team]
    partners = [(f"team-{one.team_id}", one.organisation) for one in teams if one.organisation]
    own = [(f"team-{one.team_id}", one.name) for one in teams if not one.organisation]
    here = {one.organisation.casefold() for one in teams if one.organisation}
    others = [
        (f"service-{one.number}", f"{one.organisation}: {one.name}")
        for one in directory.entries([town], now=now)
        if one.organisation.casefold() not in here
    ]
    others.sort(key=lambda pair: pair[1].casefold())
    groups = [
        (_("Partners that answer here"), partners),
        (_("Teams of the town"), own),
        (_("Other services: you call, and write their answer down"), others),
    ]
    return [(str(title), choices) for title, choices in groups if choices]


def receiver_chosen(town: str, value: str, *, but_team: int | None, now: datetime) -> Chosen | None:
    """What was chosen, when it is one of the choices."""
    kind, _dash, number = value.partition("-")
    if kind == "team" and number.isdigit():
        for one in staff.receivers([town]):
            if one.team_id == int(number) != but_team:
                return Chosen(one.team_id, one.called, "")
    if kind == "service" and number.isdigit():
        for entry in directory.entries([town], now=now):
            if entry.number == int(number):
                return Chosen(None, entry.organisation[:150], entry.name[:200])
    return None


def town_of_household(actor: Actor, household_id: int, *, now: datetime) -> tuple[str, int | None]:
    """The town and the team of a household, for an empty form. Raises NotFoundHere."""
    household, _sight = registry.household_in_sight(actor, household_id, at=now)
    return household.town, household.team_id


def topics_to_refer(actor: Actor, household_id: int, *, now: datetime) -> frozenset[Topic]:
    """About which topics this actor may refer a household. Raises NotFoundHere, Refused when about none."""
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    require(policies.may_guide(actor, sight))
    return sight.topics


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a referral of a partner goes: a team of the town, with the person who leads it."""

    team_id: int
    name: str
    lead_id: int


def partner_team(actor: Actor) -> staff.Receiver | None:
    """The team of a partner organisation in which this actor works now."""
    own = (one for one in staff.receivers(actor.towns) if one.team_id in actor.team_ids and one.organisation)
    return next(own, None)


def arrives_at(town: str, code: str, *, on: date) -> Arrival | None:
    """Who receives what a partner refers: the team of the neighbourhood, with its lead.

    Where the neighbourhood is not known or has no team: the team that follows no neighbourhood in
    particular, else the first by name. A team without a lead is passed over: somebody has to be the owner.
    """
    teams = [one for one in staff.receivers([town]) if not one.organisation]
    teams.sort(key=lambda one: (code not in one.codes or not code, bool(one.codes), one.name))
    for one in teams:
        if (lead := staff.lead_of(one.team_id, on=on)) is not None:
            return Arrival(one.team_id, one.name, lead)
    return None
