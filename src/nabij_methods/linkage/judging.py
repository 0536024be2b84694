"""From evidence to a level: certain, probable or no. Points and doubts written by people; nothing is learned.

A point is roughly a factor two: how much more often two rows of one child show this than two rows of
different
children do. A doubt forbids the machine to merge, however many points there are: then a person looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nabij_methods.linkage.births import BirthLikeness
from nabij_methods.linkage.evidence import Evidence, contradictions, family_signs
from nabij_methods.linkage.names import FAIR, STRONG, Likeness
from nabij_methods.linkage.places import HouseLikeness, PhoneLikeness


class Level(StrEnum):
    """What may happen with two rows of campaign lists. In a dossier even a certain pair is only proposed."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    NO = "no"


class Doubt(StrEnum):
    """Why a person must look."""

    FIRST_NAMES_ONLY_ALIKE = "first_names_only_alike"
    FIRST_NAMES_DIFFER = "first_names_differ"
    FIRST_NAME_MISSING = "first_name_missing"
    BIRTH_HALF_KNOWN = "birth_half_known"
    BIRTH_DIFFERS = "birth_differs"
    OTHER_BIRTH_YEAR = "other_birth_year"
    OTHER_SURNAME = "other_surname"
    NEIGHBOURS = "neighbours"
    NOTHING_ELSE_AGREES = "nothing_else_agrees"
    PARENT_OF_THE_SAME_NAME = "parent_of_the_same_name"
    SAME_LIST = "same_list"
    TWINS = "twins"


CERTAIN_FROM = 15
PROBABLE_FROM = 11
PROBABLE_WITHOUT_BIRTHDAY_FROM = 14
PROBABLE_ON_ONE_SLIP_FROM = 9
"""Both names the same and the birth date one slip of the pen away: asked, even when nothing else agrees."""
PROBABLE_IN_ONE_FAMILY_FROM = 8
"""Both names the same in a family that is: asked, whatever the birth date."""
SIBLING_POINTS = 5
SWAPPED_POINTS = -1
FIRST_POINTS: Mapping[Likeness, int] = {
    Likeness.SAME: 6,
    Likeness.SPELLING: 6,
    Likeness.NEAR: 4,
    Likeness.PART: 4,
    Likeness.WEAK: 1,
    Likeness.MISSING: -1,
    Likeness.DIFFERENT: -2,
}
LAST_POINTS: Mapping[Likeness, int] = {
    Likeness.SAME: 5,
    Likeness.SPELLING: 5,
    Likeness.NEAR: 4,
    Likeness.PART: 3,
    Likeness.WEAK: 2,
    Likeness.MISSING: 0,
    Likeness.DIFFERENT: -3,
}
BIRTH_POINTS: Mapping[BirthLikeness, int] = {
    BirthLikeness.SAME: 11,
    BirthLikeness.SWAPPED: 7,
    BirthLikeness.MONTH: 7,
    BirthLikeness.TYPO: 4,
    BirthLikeness.YEAR: 6,  # more than a year is worth: rather asked about than dropped
    BirthLikeness.YEAR_TYPO: 2,
    BirthLikeness.SLIP: 1,
    BirthLikeness.UNKNOWN: 0,
    BirthLikeness.DIFFERENT: -5,
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
    Likeness.SAME: 5,
    Likeness.SPELLING: 5,
    Likeness.WEAK: -1,  # mostly the surname, which the child has too: so do the parents of a cousin
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
    """Weigh the evidence of two rows that the veto let through.

    Two rows of one list with other birth dates, or one of them without, are two children: so their owner
    wrote.
    """
    points = _points(found)
    doubts = tuple(_doubts(found))
    same_day = found.birth is BirthLikeness.SAME
    if found.same_group or points < _enough(found) or (found.same_list and not same_day):
        return Judgement(Level.NO, points, doubts)
    level = Level.PROBABLE if doubts or points < CERTAIN_FROM else Level.CERTAIN
    return Judgement(level, points, doubts)


def _enough(found: Evidence) -> int:
    if found.birth is BirthLikeness.SAME:
        return PROBABLE_FROM
    one_name = found.first in STRONG and found.last in STRONG and not found.names_swapped
    if one_name and found.sibling:
        return PROBABLE_IN_ONE_FAMILY_FROM
    one_slip = found.birth in {BirthLikeness.TYPO, BirthLikeness.YEAR_TYPO}
    return PROBABLE_ON_ONE_SLIP_FROM if one_name and one_slip else PROBABLE_WITHOUT_BIRTHDAY_FROM


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
    signs = family_signs(found)
    if found.birth is BirthLikeness.SAME:
        yield from _doubts_of_one_birthday(found, signs)
    else:
        yield from _doubts_of_other_birthdays(found, signs)
    if found.first is Likeness.MISSING:
        yield Doubt.FIRST_NAME_MISSING
    if found.first is Likeness.DIFFERENT:
        yield Doubt.FIRST_NAMES_DIFFER
    if found.twin and not (found.first in STRONG and found.last in STRONG):
        yield Doubt.TWINS
    elif found.first in _TWINS_MAY_BE_CALLED_SO:
        yield Doubt.FIRST_NAMES_ONLY_ALIKE
    if found.same_list and not _is_word_for_word(found):
        yield Doubt.SAME_LIST


def _doubts_of_one_birthday(found: Evidence, signs: int) -> Iterator[Doubt]:
    if found.last not in FAIR and signs < (1 if found.first in STRONG else 2):
        yield Doubt.OTHER_SURNAME
    if signs == 0:
        yield Doubt.NOTHING_ELSE_AGREES


def _doubts_of_other_birthdays(found: Evidence, signs: int) -> Iterator[Doubt]:
    if found.last not in FAIR and (found.last is not Likeness.WEAK or signs < 2):
        yield Doubt.OTHER_SURNAME
    if found.birth is BirthLikeness.YEAR_TYPO:
        if not found.sibling or signs < 2:
            yield Doubt.OTHER_BIRTH_YEAR
    elif found.birth in _BAD_BIRTHS:
        sure = found.sibling or (found.birth is BirthLikeness.TYPO and found.guardian in STRONG)
        if not sure or signs < 2 or found.birth is BirthLikeness.DIFFERENT:  # cousins may share a telephone
            yield Doubt.BIRTH_DIFFERS
    elif not _carries_half_a_birthday(found, signs):
        yield Doubt.BIRTH_HALF_KNOWN
    if found.house in {HouseLikeness.OTHER_BOX, HouseLikeness.NEXT_DOOR} and not found.sibling:
        yield Doubt.NEIGHBOURS
    if found.has_namesake_parent:
        yield Doubt.PARENT_OF_THE_SAME_NAME


_TWINS_MAY_BE_CALLED_SO = frozenset({Likeness.NEAR, Likeness.WEAK})
"""No list needs to show both twins: each may have forgotten another one."""
_BAD_BIRTHS = frozenset({BirthLikeness.TYPO, BirthLikeness.SLIP, BirthLikeness.DIFFERENT})


def _carries_half_a_birthday(found: Evidence, signs: int) -> bool:
    """The names agree; the family must be beyond doubt, for cousins of one name may live next door."""
    if found.sibling:
        return True
    if signs == 0 or found.guardian is Likeness.WEAK:
        return False
    close_in_time = found.birth in {BirthLikeness.SWAPPED, BirthLikeness.MONTH}
    if signs >= 2:  # cousins behind two boxes of one house may share a telephone, never a parent
        return close_in_time or found.guardian is not Likeness.DIFFERENT
    if close_in_time:
        return contradictions(found) < 2  # two fathers may have one name
    if found.house is HouseLikeness.SAME and found.birth is BirthLikeness.YEAR:
        return True
    if contradictions(found) or found.house is HouseLikeness.HOUSE:
        return False  # cousins of one name: behind another box of this house, or with the same telephone
    return found.birth is BirthLikeness.YEAR or found.guardian not in STRONG


def _is_word_for_word(found: Evidence) -> bool:
    names = found.first is found.last is Likeness.SAME and not found.names_swapped
    return names and found.birth is BirthLikeness.SAME
