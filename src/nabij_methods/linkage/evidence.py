"""What two rows say beside each other, field by field, without judging yet."""

from __future__ import annotations

from dataclasses import dataclass

from nabij_methods.linkage.births import BirthLikeness, births
from nabij_methods.linkage.names import (
    FAIR,
    STRONG,
    Likeness,
    are_one_surname,
    crossed,
    first_names,
    surnames,
    whole_names,
)
from nabij_methods.linkage.normal import House, folded, house, phones, spelling, without_particles
from nabij_methods.linkage.places import HouseLikeness, PhoneLikeness, houses, telephones
from nabij_methods.linkage.rows import Row

SWAPPED = STRONG | {Likeness.NEAR, Likeness.WEAK}
CLOSE = frozenset({HouseLikeness.SAME, HouseLikeness.HOUSE})
ELSEWHERE = frozenset({HouseLikeness.OTHER_BOX, HouseLikeness.NEXT_DOOR, HouseLikeness.DIFFERENT})
_ORDER = tuple(Likeness)
_SAME_DAY = frozenset({BirthLikeness.SAME})
_ONE_DAY = _SAME_DAY | {BirthLikeness.MONTH, BirthLikeness.SWAPPED}
"""As good as the same day, for a family that is known: also when both lists say 1 January."""
_MAY_BE_ONE_DAY = _ONE_DAY | {BirthLikeness.YEAR, BirthLikeness.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Reading:
    """A row, read once for all comparisons; `first` and `last` turned where the first name is the parent's
    surname."""

    row: Row
    first: str
    last: str
    phones: frozenset[str]
    house: House
    has_namesake_parent: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much each field agrees.

    `sibling`: another child of these two families is certainly the same. `twin`: one of the two families
    names
    another child of the same birth date.
    """

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
    twin: bool = False


def read(row: Row) -> Reading:
    """Read the telephone and the address of a row."""
    names = folded(row.first).split() + folded(row.last).split()
    namesake = bool(row.first and row.guardian) and sorted(folded(row.guardian).split()) == sorted(names)
    turned = row.first and row.last and _is_surname_in(row.first, row.guardian)
    first, last = row.first, row.last
    if turned and not _is_surname_in(row.last, row.guardian):
        first, last = last, first
    return Reading(
        row=row,
        first=first,
        last=last,
        phones=phones(row.phone),
        house=house(row.street, row.number, row.box, row.postcode),
        has_namesake_parent=namesake,
    )


def _is_surname_in(name: str, guardian: str) -> bool:
    words = folded(guardian).split()[1:]
    heard = spelling(without_particles(name))
    return any(spelling(without_particles(" ".join(words[place:]))) == heard for place in range(len(words)))


def evidence(one: Reading, other: Reading, *, sibling: bool = False) -> Evidence | None:
    """Lay two rows beside each other; None when first names or birth dates veto a match.

    The veto keeps brothers, sisters and twins apart, who share all the rest: a match needs first names that
    agree (or a full swap of first name and surname) and birth dates that one slip of the pen can explain.
    What it stops is still worth a question when the birth date and the surname, telephone or house are the
    same, or when one family names a child of the same name on another day; the machine never merges that.
    `sibling`: another child of these two families is certainly the same; then what is left over of both is
    asked about sooner.
    """
    a, b = one.row, other.row
    birth = births(a.birth, b.birth)
    if birth is BirthLikeness.DIFFERENT and not _may_ask_about_births(one, other, sibling=sibling):
        return None
    first, last, swapped = _names(one, other)
    if first is Likeness.DIFFERENT and birth not in (_ONE_DAY if sibling else _SAME_DAY):
        return None
    found = Evidence(
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
        sibling=sibling,
    )
    vetoed = first is Likeness.DIFFERENT or birth is BirthLikeness.DIFFERENT
    return None if vetoed and not _worth_asking(found) else found


def _may_ask_about_births(one: Reading, other: Reading, *, sibling: bool) -> bool:
    """What `_worth_asking` needs when the birth dates differ, as far as it can be seen at once."""
    if one.row.list_id == other.row.list_id:
        return False
    if not sibling and one.phones.isdisjoint(other.phones) and one.house.number != other.house.number:
        return False
    return first_names(one.first, other.first) in STRONG


def _names(a: Reading, b: Reading) -> tuple[Likeness, Likeness, bool]:
    first, last = first_names(a.first, b.first), surnames(a.last, b.last)
    may_be_turned = first not in FAIR or last is Likeness.DIFFERENT
    if may_be_turned and (are_one_surname(a.first, b.last) or are_one_surname(a.last, b.first)):
        turned = crossed(a.first, b.last), crossed(a.last, b.first)
        if any(likeness in STRONG for likeness in turned) and all(likeness in SWAPPED for likeness in turned):
            weaker = max(turned, key=_ORDER.index)
            return weaker, Likeness.SAME if weaker in STRONG else Likeness.SPELLING, True
    return first, last, False


def _worth_asking(found: Evidence) -> bool:
    """One family, but the first names or the birth dates are too far apart for the machine."""
    if found.same_list:
        return False
    if found.sibling:
        return True
    same_door = found.house in CLOSE
    same_parent = found.guardian in STRONG
    if found.first is Likeness.DIFFERENT:
        return found.last in FAIR or found.phone is PhoneLikeness.SAME or same_door
    return found.last in FAIR and same_parent and (found.phone is PhoneLikeness.SAME or same_door)


def family_signs(found: Evidence) -> int:
    """How many of four things say that these are the same family: telephone, house, parent, another child."""
    return sum(
        (
            found.phone is PhoneLikeness.SAME,
            found.house in CLOSE,
            found.guardian in STRONG,
            found.sibling,
        )
    )


def is_almost_the_same(found: Evidence) -> bool:
    """One surname, and the same first name with a birth date that may be the same, or the same birth date
    with a first name that is alike. Says more of the family than of the child: it may be a twin."""
    if found.last not in FAIR or found.same_list:
        return False
    if found.birth is BirthLikeness.SAME:
        return found.first is not Likeness.DIFFERENT and found.first is not Likeness.MISSING
    return found.first in STRONG and found.birth in _MAY_BE_ONE_DAY


def contradictions(found: Evidence) -> int:
    """How many of telephone, house and parent are known and different."""
    return sum(
        (
            found.phone is PhoneLikeness.DIFFERENT,
            found.house in ELSEWHERE,
            found.guardian is Likeness.DIFFERENT,
        )
    )
