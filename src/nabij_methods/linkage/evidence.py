"""What two rows say beside each other, field by field, without judging yet."""

from __future__ import annotations

from dataclasses import dataclass

from nabij_methods.linkage.births import BirthLikeness, births
from nabij_methods.linkage.names import FAIR, STRONG, Likeness, first_names, surnames, whole_names
from nabij_methods.linkage.normal import House, folded, house, phones
from nabij_methods.linkage.places import HouseLikeness, PhoneLikeness, houses, telephones
from nabij_methods.linkage.rows import Row

SWAPPED = STRONG | {Likeness.NEAR}


@dataclass(frozen=True, slots=True)
class Reading:
    """A row, read once for all comparisons."""

    row: Row
    phones: frozenset[str]
    house: House
    has_namesake_parent: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much each field agrees. `sibling`: another child of these two families is certainly the same."""

    first: Likeness
    last: Likeness
    names_swapped: bool
    birth: BirthLikeness
    phone: PhoneLikeness
    house: HouseLikeness
    guardian: Likeness
    has_namesake_parent: bool
    same_list: bool
    same_group: bool
    sibling: bool = False


def read(row: Row) -> Reading:
    """Read the telephone and the address of a row."""
    namesake = bool(row.first and row.guardian) and sorted(folded(row.guardian).split()) == sorted(
        folded(f"{row.first} {row.last}").split()
    )
    return Reading(
        row, phones(row.phone), house(row.street, row.number, row.box, row.postcode), namesake
    )


def evidence(one: Reading, other: Reading) -> Evidence | None:
    """Lay two rows beside each other; None when first names or birth dates veto a match.

    The veto keeps brothers, sisters and twins apart, who share all the rest: a match needs first names that agree (or a
    full swap of first name and surname) and birth dates that one slip of the pen can explain.
    """
    a, b = one.row, other.row
    first, last, swapped = first_names(a.first, b.first), surnames(a.last, b.last), False
    if first is Likeness.DIFFERENT or last is Likeness.DIFFERENT:
        crossed = surnames(a.first, b.last), surnames(a.last, b.first)
        if crossed[0] in SWAPPED and crossed[1] in SWAPPED:
            swapped, first, last = True, *sorted(crossed)
    birth = births(a.birth, b.birth)
    if first is Likeness.DIFFERENT or birth is BirthLikeness.DIFFERENT:
        return None
    return Evidence(
        first=first,
        last=last,
        names_swapped=swapped,
        birth=birth,
        phone=telephones(one.phones, other.phones),
        house=houses(one.house, other.house),
        guardian=whole_names(a.guardian, b.guardian),
        has_namesake_parent=one.has_namesake_parent or other.has_namesake_parent,
        same_list=a.list_id == b.list_id,
        same_group=bool(a.group) and (a.list_id, a.group) == (b.list_id, b.group),
    )


def supports(found: Evidence) -> bool:
    """The same telephone or house, or another child of these families: then half a birth date may do."""
    return (
        found.phone is PhoneLikeness.SAME
        or found.house in {HouseLikeness.SAME, HouseLikeness.HOUSE}
        or found.sibling
    )


__all__ = ["FAIR", "Evidence", "Reading", "evidence", "read", "supports"]
