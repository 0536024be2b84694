"""How much two telephones and two addresses agree. They only support a match: a whole family shares them."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from nabij_methods.linkage.normal import House

_SAME_STREET = 0.93


class PhoneLikeness(StrEnum):
    """Telephone numbers beside each other."""

    SAME = "same"
    NEAR = "near"
    """One digit differs, or two neighbouring digits changed places."""
    DIFFERENT = "different"
    UNKNOWN = "unknown"


class HouseLikeness(StrEnum):
    """Addresses beside each other."""

    SAME = "same"
    HOUSE = "house"
    """The same house; one of the two has no box number."""
    OTHER_BOX = "other_box"
    NEXT_DOOR = "next_door"
    """The same street, at most four numbers further: neighbours, often relatives."""
    DIFFERENT = "different"
    UNKNOWN = "unknown"


def telephones(one: frozenset[str], other: frozenset[str]) -> PhoneLikeness:
    """Compare the numbers of two rows."""
    if not one or not other:
        return PhoneLikeness.UNKNOWN
    if not one.isdisjoint(other):
        return PhoneLikeness.SAME
    near = any(_one_slip(mine, theirs) for mine in one for theirs in other)
    return PhoneLikeness.NEAR if near else PhoneLikeness.DIFFERENT


def houses(one: House, other: House) -> HouseLikeness:
    """Compare two addresses."""
    if not one.street or not other.street:
        return HouseLikeness.UNKNOWN
    if one.postcode and other.postcode and one.postcode != other.postcode:
        return HouseLikeness.DIFFERENT
    if not _same_street(one.street, other.street):
        return HouseLikeness.DIFFERENT
    if not one.number or not other.number:
        return HouseLikeness.UNKNOWN
    if one.number != other.number:
        return HouseLikeness.NEXT_DOOR if _beside(one.number, other.number) else HouseLikeness.DIFFERENT
    if one.box == other.box:
        return HouseLikeness.SAME
    return HouseLikeness.OTHER_BOX if one.box and other.box else HouseLikeness.HOUSE


@lru_cache(maxsize=200_000)
def _same_street(one: str, other: str) -> bool:
    return one == other or (
        min(len(one), len(other)) >= 6 and JaroWinkler.similarity(one, other) >= _SAME_STREET
    )


def _beside(one: str, other: str) -> bool:
    return one.isdecimal() and other.isdecimal() and abs(int(one) - int(other)) <= 4


def _one_slip(one: str, other: str) -> bool:
    return len(one) == len(other) and OSA.distance(one, other, score_cutoff=1) <= 1
