"""Households of Zonnedam that a team follows. All people are made up; the telephone numbers are nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from nabij.demo import household_scenes
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, queries
from nabij.registry.actions import contact_person, contacts, geo
from nabij.registry.types import (
    BirthDate,
    ContactKind,
    ContactPersonTaken,
    Door,
    Naming,
    NewPerson,
    Place,
    Relation,
    StayKind,
)
from nabij.rights.actions.facts import Telling, Told, record_facts
from nabij.rights.types import FactSource

TOWN = "zonnedam"
STREETS = Path(__file__).parent / "zonnedam_streets.csv"


@dataclass(frozen=True)
class Home:
    """One made-up household: who, where, how to reach them, and what they told."""

    persons: tuple[NewPerson, ...]
    place: Place | None
    phone: str = ""
    told: tuple[tuple[str, Any], ...] = ()
    about_reference: tuple[tuple[str, Any], ...] = ()


def _at(street: str, number: str, box: str = "") -> Place:
    return Place(door=Door(street, number, box, "9901", "Zonnedam"))


def _person(
    given: str, family: str, birth: BirthDate, relation: Relation = Relation.REFERENCE, **more: Any
) -> NewPerson:
    return NewPerson(Naming(given=given, family=family), birth, relation=relation, **more)


HOMES = (
    Home(
        (
            _person("Selin", "Karadam", BirthDate(1992, 3, 14)),
            _person("Deniz", "Karadam", BirthDate(2017, 5, 2), Relation.CHILD),
            _person("Mila", "Karadam", BirthDate(2022, 8, 30), Relation.CHILD),
        ),
        _at("Marktstraat", "18", "3"),
        phone="09 000 33 12",
        told=(("tenure", "private_tenant"), ("rent_eur_month", "690.00"), ("heating_fuel", "oil")),
        about_reference=(("net_work_income_eur_month", "1780.40"),),
    ),
    Home(
        (
            _person("Tom", "Waterdrinker", BirthDate(1985, 11, 9)),
            _person("Noa", "Waterdrinker", BirthDate(2018, 1, 20), Relation.CHILD, share_pct=50),
        ),
        _at("Klokstraat", "7"),
        phone="09 000 41 20",
    ),
    Home((_person("Georgette", "Duinhof", BirthDate(1948)),), _at("Stadhuisstraat", "2")),
    Home(
        (NewPerson(Naming(nickname="Rosse Jo"), BirthDate(1979)),),
        Place(spot="Bank aan het station, meestal 's ochtends", kind=StayKind.MEETING_SPOT),
    ),
    Home(
        (
            _person("Amina", "Vloedlijn", BirthDate(1995, 7, 1)),
            _person("Yusuf", "Vloedlijn", BirthDate(1993, 2, 11), Relation.PARTNER),
            NewPerson(Naming(), BirthDate(2027, 3), is_expected=True, relation=Relation.CHILD),
        ),
        _at("Sluisplein", "11"),
        phone="09 000 52 07",
        told=(("tenure", "social_tenant"),),
    ),
)


TWICE = Home(
    (
        _person(
            "Selin",
            "Karadam",
            BirthDate(1992),
            unlike_because="Kwam zonder papieren aan het loket; nog na te gaan.",
        ),
    ),
    Place(spot="Inloophuis aan de Kaai", kind=StayKind.MEETING_SPOT),
)
"""Perhaps somebody who stands in another household already: a worker looks, the machine never decides."""

SAFE = Home(
    (
        _person("Nadia", "Golfslag", BirthDate(1990, 6, 6)),
        _person("Elif", "Golfslag", BirthDate(2019, 9, 12), Relation.CHILD),
    ),
    _at("Kaai", "9"),
)
"""Somebody who may not be found."""

SECOND_HOME = Home(
    (
        _person("Lien", "Meerkoet", BirthDate(1987, 4, 12)),
        _person("Bas", "Meerkoet", BirthDate(2021, 10, 3), Relation.CHILD),
    ),
    _at("Molenstraat", "5"),
)
"""Where Noa Waterdrinker lives for the other half of the time."""

ALL = (*HOMES, TWICE, SAFE, SECOND_HOME)


def load_places() -> None:
    """The neighbourhoods and streets of the made-up town. A repeat changes nothing."""
    geo.load_sectors(TOWN)
    geo.load_streets(TOWN, geo.read_streets(STREETS))


def load_households(*, by: Actor, colleague: Actor, team_id: int, now: datetime) -> dict[str, int]:
    """The households of the demo, opened by somebody of the team; returns their numbers by surname.

    Each has a number of its own, so that loading again changes nothing.
    """
    homes = {home: _open(home, by=by, team_id=team_id, now=now) for home in ALL}
    named = {
        home.persons[0].naming.family or home.persons[0].naming.nickname: number
        for home, number in homes.items()
        if home is not TWICE
    }
    household_scenes.show(named, by=by, colleague=colleague, now=now)
    return named


def first_household(by: Actor, *, now: datetime) -> int | None:
    """The first household that somebody follows."""
    page = queries.household_list(by, purpose=Purpose.UPKEEP, on=now.date(), now=now, size=1)
    return page.rows[0].household_id if page.rows else None


def _open(home: Home, *, by: Actor, team_id: int, now: datetime) -> int:
    key = "/".join(str(one.naming) for one in home.persons)
    household = actions.open_household(
        actor=by,
        town=TOWN,
        team_id=team_id,
        persons=home.persons,
        place=home.place,
        from_on=date(2026, 1, 5),
        client_id=uuid5(NAMESPACE_URL, f"demo/{key}"),
        now=now,
    )
    with suppress(ContactPersonTaken):
        contact_person.become_contact_person(actor=by, household_id=household, now=now)
    if home.phone:
        contacts.add_contact_point(
            actor=by,
            household_id=household,
            person_id=None,
            kind=ContactKind.PHONE,
            typed=home.phone,
            client_id=uuid5(NAMESPACE_URL, f"demo/{key}/phone"),
            now=now,
        )
    _tell(home.told, None, household, key, by=by, now=now)
    if home.about_reference:
        _tell(home.about_reference, _reference(by, household, now), household, key, by=by, now=now)
    return household


def _reference(by: Actor, household: int, now: datetime) -> int:
    found, sight = queries.household_in_sight(by, household, at=now)
    return queries.members_of(found, sight, on=now.date())[0].person_id


def _tell(
    facts: Sequence[tuple[str, Any]],
    person: int | None,
    household: int,
    key: str,
    *,
    by: Actor,
    now: datetime,
) -> None:
    if facts:
        record_facts(
            actor=by,
            household_id=household,
            told=[Told(name, value, person) for name, value in facts],
            telling=Telling(date(2026, 1, 5), FactSource.TOLD),
            client_id=uuid5(NAMESPACE_URL, f"demo/{key}/facts/{person is None}"),
            now=now,
        )
