"""A pair of children in words: field by field what each list says, what differs, and why they were put
together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.kernel.days import written_day
from nabij.registry.queries.list_result import ListChild, address_in_words
from nabij_methods.linkage.normal import folded

_SAME: str | Promise = gettext_lazy("The same")
_OTHER: str | Promise = gettext_lazy("Another one")
_MISSING: str | Promise = gettext_lazy("Only on one of the two")
_WORDS: Mapping[str, Mapping[str, tuple[str, str | Promise]]] = {
    "first": {
        "same": ("yes", _SAME),
        "spelling": ("yes", gettext_lazy("The same name, spelled differently")),
        "near": ("yes", gettext_lazy("Nearly the same name")),
        "part": ("yes", gettext_lazy("One of two first names is the same")),
        "weak": (
            "maybe",
            gettext_lazy("Names that look alike. Brothers, sisters and twins may have such names"),
        ),
        "missing": ("maybe", _MISSING),
        "different": ("no", gettext_lazy("Another first name")),
    },
    "last": {
        "same": ("yes", _SAME),
        "spelling": ("yes", gettext_lazy("The same name, spelled differently")),
        "near": ("yes", gettext_lazy("Nearly the same name")),
        "part": ("yes", gettext_lazy("One half of a double surname is the same")),
        "weak": ("maybe", gettext_lazy("Names that look alike")),
        "missing": ("maybe", _MISSING),
        "different": ("no", gettext_lazy("Another surname")),
    },
    "birth": {
        "same": ("yes", _SAME),
        "swapped": ("yes", gettext_lazy("Day and month changed places")),
        "month": ("yes", gettext_lazy("The same month; one list has no day")),
        "typo": ("maybe", gettext_lazy("One digit differs")),
        "year": ("maybe", gettext_lazy("The same year; one list knows only the year")),
        "year_typo": ("maybe", gettext_lazy("The same day of another year")),
        "slip": ("maybe", gettext_lazy("Two digits differ")),
        "unknown": ("maybe", _MISSING),
        "different": ("no", gettext_lazy("Another birth date")),
    },
    "guardian": {
        "same": ("yes", _SAME),
        "spelling": ("yes", gettext_lazy("The same name, spelled differently")),
        "near": ("yes", gettext_lazy("Nearly the same name")),
        "part": ("yes", gettext_lazy("A part of the name is the same")),
        "weak": ("maybe", gettext_lazy("One of the names is the same")),
        "missing": ("maybe", _MISSING),
        "different": ("no", gettext_lazy("Another adult")),
    },
    "phone": {
        "same": ("yes", _SAME),
        "near": ("maybe", gettext_lazy("One digit differs")),
        "unknown": ("maybe", _MISSING),
        "different": ("no", gettext_lazy("Another number")),
    },
    "house": {
        "same": ("yes", _SAME),
        "house": ("yes", gettext_lazy("The same house; one list has no box")),
        "other_box": ("maybe", gettext_lazy("The same building, another box: perhaps neighbours")),
        "next_door": ("maybe", gettext_lazy("A few doors further: perhaps neighbours")),
        "unknown": ("maybe", _MISSING),
        "different": ("no", gettext_lazy("Another address. Perhaps they moved")),
    },
}
_DOUBTS: Mapping[str, str | Promise] = {
    "first_names_only_alike": gettext_lazy("The first names are alike, but not the same."),
    "first_name_missing": gettext_lazy("One of the two has no first name."),
    "birth_half_known": gettext_lazy("One birth date is only half known."),
    "birth_differs": gettext_lazy("The birth dates differ a little."),
    "other_birth_year": gettext_lazy("The birth years differ: perhaps cousins."),
    "other_surname": gettext_lazy("The surnames differ."),
    "neighbours": gettext_lazy("The addresses are next to each other: perhaps relatives with the same name."),
    "nothing_else_agrees": gettext_lazy("Only name and birth date agree; nothing else does."),
    "parent_of_the_same_name": gettext_lazy("A parent has the same name as the child."),
    "same_list": gettext_lazy("Both stand on the same list: mostly two children."),
    "first_names_differ": gettext_lazy("The first names differ: perhaps they are twins."),
    "twins": gettext_lazy("There is a twin in this family."),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; it differs from the other list, or not."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """One field of both lists beside each other: sign is yes, maybe or no."""

    label: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    sign: str
    words: str


def pieces(mine: str, theirs: str) -> tuple[Piece, ...]:
    """The words of one text; what the other does not have is marked. Accents and capitals do not count."""
    known = {folded(word) for word in theirs.split()}
    return tuple(Piece(word, bool(theirs) and folded(word) not in known) for word in mine.split())


def birth_in_words(text: str) -> str:
    """A birth date as far as it is known."""
    if len(text) == 10:
        return written_day(date.fromisoformat(text))
    return _("%(month)s of %(year)s") % {"month": text[5:], "year": text[:4]} if len(text) == 7 else text


def doubts_in_words(reasons: Mapping[str, Sequence[str]]) -> list[str]:
    """Why a person must look."""
    return [str(_DOUBTS[doubt]) for doubt in reasons.get("doubts", ()) if doubt in _DOUBTS]


def beside(left: ListChild, right: ListChild, reasons: Mapping[str, Mapping[str, str]]) -> list[Beside]:
    """Every field of a pair, with how much it agrees."""
    evidence = reasons.get("evidence", {})
    texts = (
        ("first", _("First name"), left.first, right.first),
        ("last", _("Surname"), left.last, right.last),
        ("birth", _("Born"), birth_in_words(left.birth), birth_in_words(right.birth)),
        ("guardian", _("Parent"), _guardian(left), _guardian(right)),
        ("house", _("Address"), address_in_words(left.read), address_in_words(right.read)),
        ("phone", _("Telephone"), ", ".join(left.read.phones), ", ".join(right.read.phones)),
    )
    found = [
        Beside(label, pieces(mine, theirs), pieces(theirs, mine), *_compared(key, evidence, mine, theirs))
        for key, label, mine, theirs in texts
    ]
    mine, theirs = _others(left), _others(right)
    if mine or theirs:
        found.append(
            Beside(_("Other children"), pieces(mine, theirs), pieces(theirs, mine), *_of_others(mine, theirs))
        )
    return found


def _compared(key: str, evidence: Mapping[str, str], mine: str, theirs: str) -> tuple[str, str]:
    if not mine and not theirs:
        return "maybe", _("On neither list")
    sign, words = _WORDS[key].get(evidence.get(key, ""), ("maybe", ""))
    if not words:
        same = folded(mine) == folded(theirs)
        sign, words = ("yes", _SAME) if same else ("maybe", _OTHER)
    return sign, str(words)


def _of_others(mine: str, theirs: str) -> tuple[str, str]:
    if not mine or not theirs:
        return "maybe", str(_MISSING)
    shared = {folded(word) for word in mine.split()} & {folded(word) for word in theirs.split()}
    return ("yes", _("There are the same brothers or sisters")) if shared else ("maybe", str(_OTHER))


def _guardian(child: ListChild) -> str:
    return f"{child.read.guardian_first} {child.read.guardian_last}".strip()


def _others(child: ListChild) -> str:
    me = (child.first, child.last, child.birth)
    rest = [one for one in child.read.children if (one.first, one.last, one.birth) != me]
    return ", ".join(f"{one.first} ({one.birth[:4]})" if one.birth else one.first for one in rest)


def place_of(child: ListChild) -> str:
    """Which list and row."""
    if child.row.number is None:
        return child.partner
    return _("%(partner)s, row %(row)s") % {"partner": child.partner, "row": child.row.number}
