"""Made-up families of Zonnedam, with what makes lists hard: twins, same-name neighbours, two homes, foster
care."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from nabij.demo.partner_lists.names import ORIGINS, STREETS, TWIN_NAMES, Name, Origin

DOORS = 950
CHILDREN = 2159
REFERENCE_ON = date(2026, 12, 24)
_DAYS_OF_CHILDHOOD = 13 * 365
_SIZES = ((1, 30), (2, 35), (3, 21), (4, 9), (5, 4), (6, 1))
_FOSTER_DOORS = 40
_FOSTER_ALSO_AT_HOME = 8
_NAMESAKE_NEIGHBOURS = 24


@dataclass(frozen=True, slots=True)
class Home:
    """An address."""

    street: str
    number: str
    box: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Parent:
    """An adult at a door, with a telephone."""

    first: Name
    last: Name
    phone: str


@dataclass(frozen=True, slots=True)
class Child:
    """A child that gets one package."""

    child_id: str
    first: Name
    last: Name
    born_on: date


@dataclass(frozen=True, slots=True)
class Door:
    """Where children get their packages. `away` are children who live at a foster door but get named here."""

    door_id: str
    home: Home
    parents: tuple[Parent, ...]
    children: tuple[Child, ...]
    is_foster: bool = False
    second_home: Home | None = None
    away: tuple[Child, ...] = ()


def made_up_doors(random: Random, *, separated: float) -> tuple[Door, ...]:
    """950 doors with together 2,159 children; `separated` is the share of families in two homes."""
    sizes = _sizes(random)
    doors: list[Door] = []
    for place, size in enumerate(sizes):
        doors.append(_door(random, place, size, is_foster=place < _FOSTER_DOORS, separated=separated))
    _twins(random, doors)
    _namesakes(random, doors)
    _fathers_and_sons(random, doors)
    _placed_children(random, doors)
    return tuple(doors)


def a_home(random: Random) -> Home:
    """A made-up address; three in ten have a box."""
    box = str(random.randint(1, 24)) if random.random() < 0.3 else ""
    return Home(random.choice(STREETS), str(random.randint(1, 180)), box, random.choice(("8599", "8598")))


def a_phone(random: Random) -> str:
    """A made-up mobile number."""
    return f"0499{random.randint(0, 999_999):06d}"


def _sizes(random: Random) -> list[int]:
    fosters = [1 if random.random() < 0.7 else 2 for _ in range(_FOSTER_DOORS)]
    values, weights = zip(*_SIZES, strict=True)
    sizes = fosters + random.choices(values, weights, k=DOORS - _FOSTER_DOORS)
    while (difference := CHILDREN - sum(sizes)) != 0:
        place = random.randrange(_FOSTER_DOORS, DOORS)
        if difference > 0 and sizes[place] < 6:
            sizes[place] += 1
        elif difference < 0 and sizes[place] > 1:
            sizes[place] -= 1
    return sizes


def _origin(random: Random) -> Origin:
    return random.choices(ORIGINS, [origin.weight for origin in ORIGINS])[0]


def _birthday(random: Random) -> date:
    return REFERENCE_ON - timedelta(days=random.randint(30, _DAYS_OF_CHILDHOOD - 1))


def _door(random: Random, place: int, size: int, *, is_foster: bool, separated: float) -> Door:
    origin, door_id = _origin(random), f"door-{place:04d}"
    surname, other = random.choice(origin.surnames), random.choice(origin.surnames)
    parents = [
        Parent(random.choice(origin.parents), name, a_phone(random))
        for name in (surname, other)[: 1 if random.random() < 0.3 else 2]
    ]
    children: list[Child] = []
    while len(children) < size:
        own = _origin(random) if is_foster else origin
        first, born_on = random.choice(own.children), _birthday(random)
        if any(first == child.first or abs((born_on - child.born_on).days) < 290 for child in children):
            continue
        last = random.choice(own.surnames) if is_foster else other if random.random() < 0.06 else surname
        children.append(Child(f"{door_id}.{len(children)}", first, last, born_on))
    two_homes = not is_foster and len(parents) == 2 and random.random() < separated
    second = a_home(random) if two_homes else None
    return Door(door_id, a_home(random), tuple(parents), tuple(children), is_foster, second)


def _ordinary(doors: Sequence[Door], least: int = 1) -> list[int]:
    return [place for place, door in enumerate(doors) if not door.is_foster and len(door.children) >= least]


def _twins(random: Random, doors: list[Door]) -> None:
    for place in random.sample(_ordinary(doors, 2), 24):
        door = doors[place]
        one, other, *rest = door.children
        other = replace(other, born_on=one.born_on, last=one.last)
        if random.random() < 0.4:
            first, second = random.choice(TWIN_NAMES)
            taken = {first, second} & {child.first.own for child in rest}
            if not taken:
                one, other = replace(one, first=Name(first)), replace(other, first=Name(second))
        doors[place] = replace(door, children=(one, other, *rest))


def _namesakes(random: Random, doors: list[Door]) -> None:
    """Cousins next door: the same surname, street and now and then telephone; one child of the same first
    name."""
    places = random.sample(_ordinary(doors), 2 * _NAMESAKE_NEIGHBOURS)
    for one, other in zip(places[::2], places[1::2], strict=True):
        door, next_door = doors[one], doors[other]
        surname = door.parents[0].last
        beside = str(int(door.home.number) + 2)
        home = (
            replace(door.home, box=str(int(door.home.box) + 1))
            if door.home.box
            else replace(door.home, number=beside)
        )
        phone = door.parents[0].phone if random.random() < 0.15 else next_door.parents[0].phone
        parents = (replace(next_door.parents[0], last=surname, phone=phone), *next_door.parents[1:])
        children = tuple(replace(child, last=surname) for child in next_door.children)
        if door.children[0].first not in {child.first for child in children[1:]}:
            namesake = replace(children[0], first=door.children[0].first)
            if random.random() < 0.25:  # a birthday that one slip of the pen would make the same
                namesake = replace(namesake, born_on=_nearly(door.children[0].born_on))
            children = (namesake, *children[1:])
        doors[one] = replace(door, children=(replace(door.children[0], last=surname), *door.children[1:]))
        doors[other] = replace(next_door, home=home, parents=parents, children=children)


def _nearly(born_on: date) -> date:
    days = 10 if born_on.day <= 15 else -10
    return born_on + timedelta(days=days)


def _fathers_and_sons(random: Random, doors: list[Door]) -> None:
    for place in random.sample(_ordinary(doors), 10):
        door = doors[place]
        father = replace(door.parents[0], first=door.children[0].first, last=door.children[0].last)
        doors[place] = replace(door, parents=(father, *door.parents[1:]))


def _placed_children(random: Random, doors: list[Door]) -> None:
    """Foster children whom another list still names with their parents, brothers and sisters."""
    fosters = random.sample(range(_FOSTER_DOORS), _FOSTER_ALSO_AT_HOME)
    for foster, place in zip(fosters, random.sample(_ordinary(doors, 2), len(fosters)), strict=True):
        door, child = doors[place], doors[foster].children[0]
        if child.first in {sibling.first for sibling in door.children}:
            continue
        child = replace(child, last=door.children[0].last)
        doors[foster] = replace(doors[foster], children=(child, *doors[foster].children[1:]))
        doors[place] = replace(door, away=(child,))
