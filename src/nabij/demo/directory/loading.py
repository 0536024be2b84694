"""Opens the organisations of the made-up town with what they offer, by chance that is the same each time."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from nabij.directory import actions, queries
from nabij.directory.types import Door, Exceptional, Hours, OrganisationKind, Point, ServiceContent
from nabij.directory.types.hours_text import read_week
from nabij.directory.types.words import folded
from nabij.kernel.actors import SYSTEM, Actor

HERE = Path(__file__).parent
TOWN = "zonnedam"
SEED = 9901
IN_THE_SEA = Point(51.36, 2.91)
"""The town lies where nobody lives, in front of the coast."""
STREETS = HERE.parent / "zonnedam_streets.csv"
DISTRICTS = ("Centrum", "Dijkzicht", "Kaaien", "Molenwijk", "Oude Haven", "Zonneveld")
MORE_LANGUAGES = ("fr", "en", "ar", "tr", "uk", "ru", "es", "pl", "bg", "ro")


@dataclass(frozen=True)
class Made:
    """One organisation to open, with the content of what it offers."""

    name: str
    kind: OrganisationKind
    description: str
    phone: str
    website: str
    services: tuple[ServiceContent, ...]


def load_directory(*, by: Actor, now: datetime) -> int:
    """The 110 organisations, opened by an editor; returns how many services there are. Twice is once."""
    if TOWN in queries.towns_with_services():
        return len(queries.entries([TOWN], now=now))
    points = dict(streets())
    with transaction.atomic():
        marks = [*points.items(), *districts(points), ("Station", _shifted(IN_THE_SEA, 0.4, -0.3))]
        actions.load_landmarks(town=TOWN, landmarks=marks, now=now, actor=SYSTEM)
        return sum(_open(one, by=by, now=now) for one in organisations())


def _open(made: Made, *, by: Actor, now: datetime) -> int:
    number = actions.add_organisation(
        actor=by,
        town=TOWN,
        content=actions.OrganisationContent(
            made.name, made.kind, made.description, made.phone, website=made.website
        ),
        now=now,
    )
    for content in made.services:
        actions.add_service(
            actor=by,
            organisation_id=number,
            content=content,
            client_id=uuid5(NAMESPACE_URL, f"demo/directory/{made.name}/{content.name}"),
            on=_checked(made.name, now.date()),
            now=now,
        )
    return len(made.services)


def _checked(name: str, today: date) -> date:
    """When somebody looked at it: most this year, one in ten too long ago."""
    chance = Random(f"{SEED}/{name}")
    days = chance.randint(370, 600) if chance.random() < 0.1 else chance.randint(0, 300)
    return today - timedelta(days=days)


def organisations() -> list[Made]:
    """All 110, in the order of the file."""
    written = tomllib.loads((HERE / "organisations.toml").read_text(encoding="utf-8"))
    named = [name for name, _point in streets()]
    chance = Random(SEED)
    made: list[Made] = []
    for kind in written["kind"]:
        for name in kind["names"]:
            number = len(made)
            phone = f"09 000 {number // 100:02d} {number % 100:02d}"
            website = f"https://{folded(name).replace(' ', '-')}.example"
            door = Door(chance.choice(named), str(chance.randint(1, 98)), "", "9901", "Zonnedam")
            services = tuple(
                _service(one, written["weeks"], phone, website, door, chance) for one in kind["services"]
            )
            code = OrganisationKind(kind["kind"])
            made.append(Made(name, code, kind["services"][0]["summary"], phone, website, services))
    return made


def _service(
    one: dict[str, Any], weeks: dict[str, str], phone: str, website: str, door: Door, chance: Random
) -> ServiceContent:
    more = chance.sample(MORE_LANGUAGES, k=chance.choice((0, 1, 1, 2, 3)))
    summer = Exceptional(date(2027, 7, 19), date(2027, 8, 1), note="zomersluiting")
    has_hours = chance.random() > 0.06
    waiting = one.get("waiting", 0 if one["way_in"] == "walk_in" else None)
    return ServiceContent(
        name=one["name"],
        summary=one["summary"],
        name_fr=one["name_fr"],
        summary_fr=one["summary_fr"],
        name_en=one["name_en"],
        summary_en=one["summary_en"],
        audience="Iedereen die in Zonnedam woont of verblijft.",
        needs=tuple(one["needs"]),
        languages=("nl", *sorted(more)),
        has_interpreter=one.get("interpreter", False),
        cost=one["cost"],
        cost_text=one.get("cost_text", ""),
        way_in=one["way_in"],
        how_to_refer=one.get(
            "refer", "Bel samen met de persoon, of stuur een mail met een naam en een nummer."
        ),
        waiting_weeks=waiting + chance.randint(0, 2) if waiting else waiting,
        phone=phone,
        email=f"onthaal@{website.removeprefix('https://')}",
        website=website,
        keywords=one.get("keywords", ""),
        door=Door() if one.get("secret") else door,
        hours=Hours(
            read_week(weeks[one["hours"]]).slots if has_hours else (),
            (summer,) if has_hours and one["hours"] != "always" else (),
            closed_on_holidays=one["hours"] != "always",
        ),
    )


def streets() -> Iterator[tuple[str, Point]]:
    """Each street of the town, once, with where it lies."""
    chance = Random(SEED)
    seen = set()
    with STREETS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["street"] in seen:
                continue
            seen.add(row["street"])
            middle = _middle_of(row["neighbourhood_name"])
            yield row["street"], _shifted(middle, chance.uniform(-0.3, 0.3), chance.uniform(-0.3, 0.3))


def districts(points: dict[str, Point]) -> Iterator[tuple[str, Point]]:
    """Each neighbourhood by its name, unless a street is called so."""
    for name in DISTRICTS:
        if name not in points:
            yield name, _middle_of(name)


def _middle_of(district: str) -> Point:
    at = DISTRICTS.index(district)
    return _shifted(IN_THE_SEA, (at % 3 - 1) * 1.2, (at // 3) * 1.2 - 0.6)


def _shifted(point: Point, km_east: float, km_north: float) -> Point:
    """A point some kilometres on; at this latitude a degree is 111.2 km north and 69.5 km east."""
    return Point(round(point.latitude + km_north / 111.2, 6), round(point.longitude + km_east / 69.5, 6))
