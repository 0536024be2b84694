"""Zonnedam at its real size: 950 families with 2,159 children, who live in all districts.

Whoever is shown in the stories of the demonstration stands in `households`; these families are drawn at
random from common names, the same ones each time. Each has a number of its own: twice is once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from nabij.casework import actions as casework
from nabij.casework.actions.contacts import Told
from nabij.casework.actions.guidance import NextStep
from nabij.casework.types import Channel, ContactOutcome, GuidanceStands
from nabij.demo.households import TOWN
from nabij.demo.partner_lists.town import Door, made_up_doors
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry import actions as registry
from nabij.registry.actions import contact_person
from nabij.registry.types import (
    BirthDate,
    ClientIdReused,
    ContactPersonTaken,
    Layer,
    Naming,
    NewPerson,
    Place,
    Relation,
    Topic,
)
from nabij.registry.types import Door as Entrance

SEED = 950
KNOWN_SINCE = date(2026, 1, 5)
SHORTEST_REST = 0.15
"""Seconds; who waits for SQLite looks every tenth of a second whether it is free."""
IN_GUIDANCE = 3
"""One in so many families is in guidance."""
STREETS = {
    "centrum": ("Sluisplein", "Marktstraat", "Stadhuisstraat", "Klokstraat", "Gasthuislaan"),
    "dijkzicht": ("Dijkstraat", "Duinroosstraat", "Golfbrekerlaan", "Wierstraat"),
    "kaaien": ("Kaai", "Loodsenstraat", "Pakhuisstraat", "Kraanlaan"),
    "molenwijk": ("Molenstraat", "Wiekstraat", "Maalderijlaan", "Meelstraat"),
    "oude-haven": ("Havenstraat", "Netboetersstraat"),
    "zonneveld": ("Zonneveldlaan", "Zomerstraat", "Korenbloemstraat", "Stiltelaan"),
}
ASKED = (
    ("Vraagt hulp bij een energiefactuur", "De factuur samen bekijken en een afbetaling vragen", Topic.MONEY),
    ("Zoekt een huis met een kamer meer", "Inschrijven bij de sociale huisvesting", Topic.HOUSING),
    ("Wil weer aan het werk", "Afspraak bij de VDAB vastleggen", Topic.WORK),
    ("Vraagt opvang voor de jongste", "Bellen met de opvang in de wijk", Topic.FAMILY),
    ("Heeft een brief van de school niet begrepen", "Samen naar de school gaan", Topic.SCHOOL),
    ("Stelt de tandarts uit om het geld", "De aanvraag bij het ziekenfonds nakijken", Topic.CARE),
)
NOTES = (
    "Koffie gedronken en de post samen doorgenomen.",
    "Kort gebeld. Het gaat beter dan vorige maand.",
    "Aan de schoolpoort gesproken. Vraagt om volgende week terug te bellen.",
    "Samen het formulier ingevuld. De rest volgt als het attest er is.",
)


@dataclass(frozen=True)
class Following:
    """Whoever follows families of a district, with the team and the districts where they live."""

    by: Actor
    team_id: int
    district: str


def doors() -> Sequence[Door]:
    """The 950 doors with 2,159 children, the same ones each time."""
    return made_up_doors(Random(f"whole town {SEED}"), separated=0.0)


def load_families(following: Sequence[Following], *, now: datetime) -> int:
    """Open each family for one of those who follow its district; returns how many there are.

    One family is one transaction, and after it the same time goes to whoever works meanwhile: SQLite has one
    writer at a time, and does not let the longest waiting go first.
    """
    by_district: dict[str, list[Following]] = {}
    for one in following:
        by_district.setdefault(one.district, []).append(one)
    districts, found = sorted(by_district), doors()
    for turn, door in enumerate(found):
        district = districts[turn % len(districts)]
        colleagues = by_district[district]
        started = time.monotonic()
        with transaction.atomic():
            _load(door, colleagues[turn // len(districts) % len(colleagues)], now)
        time.sleep(max(SHORTEST_REST, time.monotonic() - started))
    return len(found)


def _load(door: Door, following: Following, now: datetime) -> None:
    random = Random(f"{SEED} {door.door_id}")
    household = _opened(door, following, random, now)
    with suppress(ContactPersonTaken):
        contact_person.become_contact_person(actor=following.by, household_id=household, now=now)
    if random.randrange(IN_GUIDANCE) == 0:
        with suppress(ClientIdReused, GuidanceStands):
            _guide(door, household, following.by, random, now)


def _opened(door: Door, following: Following, random: Random, now: datetime) -> int:
    entrance = Entrance(
        random.choice(STREETS[following.district]), door.home.number, door.home.box, "9901", "Zonnedam"
    )
    return registry.open_household(
        actor=following.by,
        town=TOWN,
        team_id=following.team_id,
        persons=tuple(_persons(door, random)),
        place=Place(door=entrance),
        from_on=KNOWN_SINCE,
        client_id=_number(door, "open"),
        now=now,
    )


def _persons(door: Door, random: Random) -> Iterator[NewPerson]:
    eldest = min(child.born_on.year for child in door.children)
    for place, parent in enumerate(door.parents):
        born = BirthDate(eldest - random.randint(19, 38), random.randint(1, 12))
        relation = Relation.PARTNER if place else Relation.REFERENCE
        yield _person(parent.first.own, parent.last.own, born, relation)
    for child in door.children:
        born = BirthDate(child.born_on.year, child.born_on.month, child.born_on.day)
        yield _person(child.first.own, child.last.own, born, Relation.CHILD)


def _person(given: str, family: str, born: BirthDate, relation: Relation) -> NewPerson:
    naming = Naming(given=given, family=family)
    return NewPerson(naming, born, relation=relation, unlike_because="Verzonnen: iemand anders met deze naam")


def _guide(door: Door, household: int, by: Actor, random: Random, now: datetime) -> None:
    asked, step, topic = random.choice(ASKED)
    casework.start_guidance(
        actor=by,
        household_id=household,
        signal=asked,
        step=NextStep(step, day_of(now) + timedelta(days=random.randint(0, 21)), topic),
        is_intensive=random.random() < 0.25,
        client_id=_number(door, "start"),
        now=now,
    )
    for turn in range(random.randint(1, 3)):
        ago = timedelta(days=random.randint(1, 40), hours=random.randint(0, 8))
        told = Told(
            now - ago,
            random.choice(list(Channel)),
            topic,
            ContactOutcome.TALKED,
            random.choice(NOTES),
            "",
            Layer.TOPIC,
        )
        casework.note_contact(
            actor=by, household_id=household, told=told, client_id=_number(door, f"contact {turn}"), now=now
        )


def _number(door: Door, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/whole town/{door.door_id}/{what}")
