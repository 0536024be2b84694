"""What is kept of letters that devices brought about visits: the own copy, erasing them, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.actions.held_visits import words_of
from nabij.casework.actions.keeping import as_day, homes_of_subject, months_before, part_of_copy
from nabij.casework.actions.photo_parts import drop_parts
from nabij.casework.actions.told_on_visits import Noted, Photographed, Stepped, Told, Unfinished
from nabij.casework.models import VisitLetter
from nabij.casework.types.taken import LetterKind, LetterState
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.types import Layer

MODELS = ("casework.VisitLetter",)

TERM_MONTHS = 12
"""As visits: what was written down stands in the file itself."""


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """What a device brought about visits to a household, or to those that a person belongs to now.

    The words of a letter that is held stand here, since they stand nowhere else yet.
    """
    homes = homes_of_subject(subject, on=day_of(now))
    labels = {
        "arrived_on": _("Arrived at our server on"),
        "kind": _("What it is"),
        "state": _("What became of it"),
        "words": _("What it says, while nobody filed it"),
    }
    rows = [_row(one) for one in VisitLetter.objects.filter(household__in=homes).order_by("arrived_at", "pk")]
    return (
        [part_of_copy("brought", _("What was written on visits without a network"), labels, rows)]
        if rows
        else []
    )


def _row(one: VisitLetter) -> dict[str, Any]:
    item = words_of(one) if one.state == LetterState.HELD else None
    return {
        "arrived_on": as_day(one.arrived_at),
        "kind": str(LetterKind(one.kind).label),
        "state": str(LetterState(one.state).label),
        "words": _words(item) if item is not None else "",
    }


def _words(item: Told) -> str:
    said: tuple[str, ...] = ()
    match item:
        case Noted():
            said = (item.note, item.need)
        case Stepped():
            said = (item.step.what, item.why)
        case Photographed():
            said = (item.title,)
        case Unfinished():
            # Who chose that only they may read it is not read over their shoulder here either.
            if item.fields.get("layer") != Layer.HIDDEN:
                said = (item.fields.get("note", ""), item.fields.get("need", ""))
    return " ".join(one for one in said if one)


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase the letters of a household with their photos; of a person where nobody else ever was."""
    homes = homes_of_subject(subject, on=None, alone=True)
    found = VisitLetter.objects.filter(household__in=homes)
    number = found.count()
    if not only_look:
        drop_parts(found.values_list("sealed_as", flat=True))
        found.delete()
    yield Outcome("casework.VisitLetter", number)


def past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Letters that arrived longer ago than the term and were filed or put aside, in order."""
    last = months_before(on, TERM_MONTHS)
    over = VisitLetter.objects.exclude(state=LetterState.HELD)
    found = over.filter(arrived_at__date__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        about = (registry.number_of_household(one.household_id),) if one.household_id else ()
        yield Due(str(one.pk), about, day_of(one.arrived_at))


def remove(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these rows; returns how many went."""
    return VisitLetter.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]
