"""From evidence to a level: certain, probable or no. Points and doubts written by people; nothing is learned.

A point is roughly a factor two: how much more often two rows of one child show this than two rows of different
children do. A doubt forbids the machine to merge, however many points there are: then a person looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nabij_methods.linkage.births import BirthLikeness
from nabij_methods.linkage.evidence import Evidence, supports
from nabij_methods.linkage.names import STRONG, Likeness
from nabij_methods.linkage.places import HouseLikeness, PhoneLikeness


class Level(StrEnum):
    """What may happen with two rows of campaign lists. In a dossier even a certain pair is only proposed."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    NO = "no"


class Doubt(StrEnum):
    """Why a person must look."""

    FIRST_NAMES_ONLY_ALIKE = "first_names_only_alike"
    FIRST_NAME_MISSING = "first_name_missing"
    BIRTH_HALF_KNOWN = "birth_half_known"
    BIRTH_DIFFERS = "birth_differs"
    OTHER_BIRTH_YEAR = "other_birth_year"
    OTHER_SURNAME = "other_surname"
    NEIGHBOURS = "neighbours"
    NOTHING_ELSE_AGREES = "nothing_else_agrees"
    PARENT_OF_THE_SAME_NAME = "parent_of_the_same_name"
    SAME_LIST = "same_list"
    ANOTHER_FITS_TOO = "another_fits_too"
    GROUP_CONTRADICTS = "group_contradicts"


CERTAIN_FROM = 17
PROBABLE_FROM = 14
SIBLING_POINTS = 5
SWAPPED_POINTS = -1
FIRST_POINTS: Mapping[Likeness, int] = {
    Likeness.SAME: 6,
    Likeness.SPELLING: 6,
    Likeness.NEAR: 4,
    Likeness.PART: 4,
    Likeness.WEAK: 1,
    Likeness.MISSING: -1,
}
LAST_POINTS: Mapping[Likeness, int] = {
    Likeness.SAME: 5,
    Likeness.SPELLING: 5,
    Likeness.NEAR: 4,
    Likeness.PART: 3,
    Likeness.MISSING: 0,
    Likeness.DIFFERENT: -3,
}
BIRTH_POINTS: Mapping[BirthLikeness, int] = {
    BirthLikeness.SAME: 11,
    BirthLikeness.SWAPPED: 7,
    BirthLikeness.MONTH: 7,
    BirthLikeness.TYPO: 4,
    BirthLikeness.YEAR: 3,
    BirthLikeness.YEAR_TYPO: 2,
    BirthLikeness.SLIP: 1,
    BirthLikeness.UNKNOWN: 0,
}
PHONE_POINTS: Mapping[PhoneLikeness, int] = {
    PhoneLikeness.SAME: 6,
    PhoneLikeness.NEAR: 3,
    PhoneLikeness.DIFFERENT: -1,
    PhoneLikeness.UNKNOWN: 0,
}
HOUSE_POINTS: Mapping[HouseLikeness, int] = {
    HouseLikeness.SAME: 6,
    HouseLikeness.HOUSE: 5,
    HouseLikeness.OTHER_BOX: -1,
    HouseLikeness.NEXT_DOOR: -1,
    HouseLikeness.DIFFERENT: -1,
    HouseLikeness.UNKNOWN: 0,
}
GUARDIAN_POINTS: Mapping[Likeness, int] = {
    Likeness.SAME: 4,
    Likeness.SPELLING: 4,
    Likeness.WEAK: 1,
    Likeness.DIFFERENT: -1,
    Likeness.MISSING: 0,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A level, the points behind it, and what stands in the way of merging by machine."""

    level: Level
    points: int
    doubts: tuple[Doubt, ...]


def judge(found: Evidence) -> Judgement:
    """Weigh the evidence of two rows that the veto let through."""
    points = _points(found)
    doubts = tuple(_doubts(found))
    if found.same_group or points < PROBABLE_FROM:
        return Judgement(Level.NO, points, doubts)
    level = Level.PROBABLE if doubts or points < CERTAIN_FROM else Level.CERTAIN
    return Judgement(level, points, doubts)


def _points(found: Evidence) -> int:
    return (
        FIRST_POINTS[found.first]
        + LAST_POINTS[found.last]
        + BIRTH_POINTS[found.birth]
        + PHONE_POINTS[found.phone]
        + HOUSE_POINTS[found.house]
        + GUARDIAN_POINTS[found.guardian]
        + SIBLING_POINTS * found.sibling
        + SWAPPED_POINTS * found.names_swapped
    )


def _doubts(found: Evidence) -> Iterator[Doubt]:
    if found.first is Likeness.WEAK:
        yield Doubt.FIRST_NAMES_ONLY_ALIKE
    if found.first is Likeness.MISSING:
        yield Doubt.FIRST_NAME_MISSING
    if found.last in {Likeness.DIFFERENT, Likeness.MISSING} and not (supports(found) and _is_firm(found)):
        yield Doubt.OTHER_SURNAME
    if found.same_list and not _is_word_for_word(found):
        yield Doubt.SAME_LIST
    yield from _doubts_without_birthday(found)
    if found.birth is BirthLikeness.SAME and _all_else_differs(found):
        yield Doubt.NOTHING_ELSE_AGREES


def _doubts_without_birthday(found: Evidence) -> Iterator[Doubt]:
    if found.birth is BirthLikeness.SAME:
        return
    if found.birth is BirthLikeness.YEAR_TYPO:
        yield Doubt.OTHER_BIRTH_YEAR
    elif found.birth is BirthLikeness.SLIP or (
        found.birth is BirthLikeness.TYPO and not (found.sibling and _same_door(found))
    ):
        yield Doubt.BIRTH_DIFFERS
    elif found.birth is not BirthLikeness.TYPO and not supports(found):
        yield Doubt.BIRTH_HALF_KNOWN
    if found.house in {HouseLikeness.OTHER_BOX, HouseLikeness.NEXT_DOOR} and not found.sibling:
        yield Doubt.NEIGHBOURS
    if found.has_namesake_parent:
        yield Doubt.PARENT_OF_THE_SAME_NAME


def _same_door(found: Evidence) -> bool:
    return found.house in {HouseLikeness.SAME, HouseLikeness.HOUSE}


def _is_firm(found: Evidence) -> bool:
    return found.birth is BirthLikeness.SAME and found.first in STRONG


def _is_word_for_word(found: Evidence) -> bool:
    return _is_firm(found) and found.last in STRONG and not found.names_swapped


def _all_else_differs(found: Evidence) -> bool:
    return (
        found.phone in {PhoneLikeness.DIFFERENT, PhoneLikeness.UNKNOWN}
        and found.house not in {HouseLikeness.SAME, HouseLikeness.HOUSE}
        and found.guardian in {Likeness.DIFFERENT, Likeness.MISSING}
        and not found.sibling
    )
