"""Why two rows are, or may be, one child: codes with parameters, and the same in English sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nabij_methods.linkage.births import BirthLikeness
from nabij_methods.linkage.linker import Comparison
from nabij_methods.linkage.names import Likeness
from nabij_methods.linkage.places import HouseLikeness, PhoneLikeness
from nabij_methods.linkage.rows import Row


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a match, against it, or asks for a person (`kind`: for, against, doubt)."""

    code: str
    kind: str
    one: str = ""
    other: str = ""


_FOR = "for"
_AGAINST = "against"
_DOUBT = "doubt"

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "first": {
        Likeness.SAME: _FOR, Likeness.SPELLING: _FOR, Likeness.NEAR: _FOR, Likeness.PART: _FOR,
        Likeness.WEAK: _FOR, Likeness.DIFFERENT: _AGAINST,
    },
    "last": {
        Likeness.SAME: _FOR, Likeness.SPELLING: _FOR, Likeness.NEAR: _FOR, Likeness.PART: _FOR,
        Likeness.WEAK: _FOR, Likeness.DIFFERENT: _AGAINST,
    },
    "birth": {
        BirthLikeness.SAME: _FOR, BirthLikeness.SWAPPED: _FOR, BirthLikeness.MONTH: _FOR,
        BirthLikeness.TYPO: _FOR, BirthLikeness.YEAR: _FOR, BirthLikeness.YEAR_TYPO: _AGAINST,
        BirthLikeness.SLIP: _AGAINST, BirthLikeness.DIFFERENT: _AGAINST,
    },
    "phone": {PhoneLikeness.SAME: _FOR, PhoneLikeness.NEAR: _FOR, PhoneLikeness.DIFFERENT: _AGAINST},
    "house": {
        HouseLikeness.SAME: _FOR, HouseLikeness.HOUSE: _FOR, HouseLikeness.OTHER_BOX: _AGAINST,
        HouseLikeness.NEXT_DOOR: _AGAINST, HouseLikeness.DIFFERENT: _AGAINST,
    },
    "guardian": {
        Likeness.SAME: _FOR, Likeness.SPELLING: _FOR, Likeness.WEAK: _FOR, Likeness.DIFFERENT: _AGAINST,
    },
}  # fmt: skip

ENGLISH: Mapping[str, str] = {
    "first_same": "same first name",
    "first_spelling": "first name in another spelling ({one}, {other})",
    "first_near": "first name almost the same ({one}, {other})",
    "first_part": "one of the first names is the same ({one}, {other})",
    "first_weak": "first names alike ({one}, {other})",
    "first_different": "other first name ({one}, {other})",
    "last_same": "same surname",
    "last_spelling": "surname in another spelling ({one}, {other})",
    "last_near": "surname almost the same ({one}, {other})",
    "last_part": "half of a double surname is the same ({one}, {other})",
    "last_weak": "surnames alike ({one}, {other})",
    "last_different": "other surname ({one}, {other})",
    "names_swapped": "first name and surname swapped",
    "birth_same": "same birth date",
    "birth_swapped": "birth day and month swapped ({one}, {other})",
    "birth_month": "same birth month, day unknown on one list ({one}, {other})",
    "birth_typo": "birth date one digit apart ({one}, {other})",
    "birth_year": "same birth year, date unknown on one list ({one}, {other})",
    "birth_year_typo": "same birthday in another year ({one}, {other})",
    "birth_slip": "birth date two digits apart ({one}, {other})",
    "birth_different": "other birth date ({one}, {other})",
    "phone_same": "same telephone",
    "phone_near": "telephone one digit apart",
    "phone_different": "other telephone",
    "house_same": "same address",
    "house_house": "same house, box number missing on one list",
    "house_other_box": "same house, other box number",
    "house_next_door": "a neighbouring house",
    "house_different": "other address",
    "guardian_same": "same parent",
    "guardian_spelling": "same parent in another spelling ({one}, {other})",
    "guardian_weak": "parents share a name ({one}, {other})",
    "guardian_different": "other parent ({one}, {other})",
    "sibling": "a brother or sister stands on both lists",
    "first_names_only_alike": "the first names are only alike: it may be a brother, a sister or a twin",
    "first_names_differ": "the first names differ: it may be a twin",
    "first_name_missing": "a first name is missing",
    "birth_half_known": "the birth date is half known, and too little else agrees",
    "birth_differs": "the birth dates differ: it may be a cousin",
    "other_birth_year": "the birth years differ: it may be a cousin",
    "other_surname": "the surnames differ",
    "neighbours": "neighbours of the same name may be relatives",
    "nothing_else_agrees": "only name and birth date agree",
    "parent_of_the_same_name": "a parent has the same name",
    "same_list": "both stand on the same list",
    "twins": "there is a twin in the family",
}


def reasons(one: Row, other: Row, comparison: Comparison) -> tuple[Reason, ...]:
    """What speaks for, what against, and what a person must look at, in this order."""
    return tuple(sorted(_reasons(one, other, comparison), key=lambda reason: _RANK[reason.kind]))


_RANK = {_FOR: 0, _AGAINST: 1, _DOUBT: 2}


def _reasons(one: Row, other: Row, comparison: Comparison) -> Iterator[Reason]:
    found = comparison.evidence
    if found is None:
        return
    for field, kinds in _FIELDS.items():
        likeness = str(getattr(found, field))
        if likeness in kinds:
            yield Reason(f"{field}_{likeness}", kinds[likeness], *_values(field, one, other))
    if found.names_swapped:
        yield Reason("names_swapped", _FOR)
    if found.sibling:
        yield Reason("sibling", _FOR)
    for doubt in comparison.judgement.doubts:
        yield Reason(str(doubt), _DOUBT)


def _values(field: str, one: Row, other: Row) -> tuple[str, str]:
    if field in {"phone", "house"}:
        return "", ""
    return str(getattr(one, field)), str(getattr(other, field))


def in_english(reason: Reason) -> str:
    """A reason as a piece of a sentence: "birth day and month swapped (2017-03-05, 2017-05-03)"."""
    return ENGLISH[reason.code].format(one=reason.one or "?", other=reason.other or "?")
