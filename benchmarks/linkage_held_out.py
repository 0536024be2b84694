"""Mistakes that the normaliser was not written for, on the same families: a check against flattering
ourselves.

Written after the rules were settled, and not looked at to change them: letters beside each other on the
keyboard, scans
(rn for m, 1 for l), names cut off after eight letters, second given names, dialect (h for g, d at the end
for t), the
cell of the row above, a birth date a day or a century off, house numbers with a digit too many.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from nabij.demo.partner_lists import PartnerLists, child_lists
from nabij.demo.partner_lists.making import QUICK_PENS
from nabij.demo.partner_lists.noise import ListedChild, ListedFamily, Noise
from nabij_methods.linkage.rows import PartialDate

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SCANS = (("m", "rn"), ("l", "1"), ("o", "0"), ("cl", "d"), ("nn", "m"), ("e", "c"), ("h", "b"))
_DIALECT = (
    ("g", "h"),
    ("d", "t"),
    ("oo", "o"),
    ("ie", "e"),
    ("ee", "e"),
    ("ch", "g"),
    ("v", "f"),
    ("z", "s"),
)
_SECOND = ("Jozef", "Maria", "Ali", "Fatima", "Jan", "Anna", "Can", "Ivan")
_HIT = 0.12  # share of children, and of families, that something happens to
_CALM: Noise = replace(
    QUICK_PENS,
    typing_error=0.0,
    names_swapped=0.005,
    day_and_month_swapped=0.0,
    birth_typing_error=0.0,
)


def held_out(seed: int) -> PartnerLists:
    """Lists as `child_lists` makes them, with other mistakes in place of the usual ones."""
    lists, random = child_lists(seed, noise=_CALM), Random(f"held out {seed}")
    families: list[ListedFamily] = []
    for family in lists.families:
        above = families[-1] if families and families[-1].list_id == family.list_id else None
        families.append(_family(random, family, above))
    return replace(lists, families=tuple(families))


def _family(random: Random, family: ListedFamily, above: ListedFamily | None) -> ListedFamily:
    children = tuple(_child(random, child) for child in family.children)
    family = replace(family, children=children)
    if random.random() >= _HIT:
        return family
    luck = random.randrange(4)
    if luck == 0 and above is not None:
        return replace(family, phone=above.phone)
    if luck == 1 and above is not None:
        return replace(family, home=above.home)
    if luck == 2:
        return replace(
            family, home=replace(family.home, number=family.home.number + random.choice("0123456789"))
        )
    return replace(family, guardian_first=family.guardian_last, guardian_last="")


def _child(random: Random, child: ListedChild) -> ListedChild:
    if random.random() < _HIT:
        child = replace(child, first=_written(random, child.first))
    if random.random() < _HIT:
        child = replace(child, last=_written(random, child.last))
    if random.random() < _HIT / 3 and child.birth.is_full:
        child = replace(child, birth=_dated(random, child.birth))
    return child


def _written(random: Random, name: str) -> str:
    luck = random.randrange(5)
    if luck == 0:
        return _beside(random, name)
    if luck == 1:
        return _replaced(random, name, _SCANS)
    if luck == 2:
        return _replaced(random, name, _DIALECT)
    if luck == 3:
        return name[:8]
    return f"{name} {random.choice(_SECOND)}"


def _beside(random: Random, name: str) -> str:
    place = random.randrange(len(name))
    for row in _KEYS:
        if (at := row.find(name[place].lower())) >= 0:
            return (
                name[:place] + row[max(0, min(len(row) - 1, at + random.choice((-1, 1))))] + name[place + 1 :]
            )
    return name


def _replaced(random: Random, name: str, table: tuple[tuple[str, str], ...]) -> str:
    possible = [(old, new) for old, new in table if old in name.lower()]
    if not possible:
        return name
    old, new = random.choice(possible)
    at = name.lower().find(old)
    return name[:at] + new + name[at + len(old) :]


def _dated(random: Random, birth: PartialDate) -> PartialDate:
    assert birth.year is not None
    assert birth.day is not None
    luck = random.randrange(3)
    if luck == 0:
        return replace(birth, year=birth.year - 100)
    if luck == 1:
        return replace(birth, day=1)
    return replace(birth, day=birth.day - 1 if birth.day > 1 else 2)
