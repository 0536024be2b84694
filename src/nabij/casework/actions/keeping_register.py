"""What the rights register keeps of people: their own copy of it, erasing it, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.actions.keeping import TERM_MONTHS, homes_of_subject, months_before
from nabij.casework.models import Guidance, HeldRight, RightMove
from nabij.casework.types import AmountPer, DueBasis, DueKind, Feedback, RightState
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.rights.queries.decided import name_of

MODELS = ("casework.HeldRight", "casework.RightMove")


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """How the rights of a household stand, or of those that a person belongs to now, and how that came."""
    homes = homes_of_subject(subject, on=day_of(now))
    parts = [_rights(homes), _moves(homes)] if homes else []
    return [part for part in parts if part.records]


def _rights(homes: list[int]) -> Part:
    labels = {
        "right": _("Right"),
        "state": _("How it stands"),
        "since_on": _("Since"),
        "from_on": _("From"),
        "last_on": _("Until and including"),
        "amount_cents": _("Amount in cents"),
        "amount_per": _("For which period"),
        **_later_labels(),
        "feedback": _("Whether the editors of our rules were told, without your name"),
    }
    rows = (
        {
            "right": name_of(one.right_id),
            "state": str(RightState(one.state).label),
            "since_on": one.since_on.isoformat(),
            **_gained(one),
            "from_on": one.from_on.isoformat() if one.from_on else None,
            **_later(one),
            "feedback": str(Feedback(one.feedback).label) if one.feedback else "",
        }
        for one in HeldRight.objects.filter(household__in=homes).order_by("right_id", "pk")
    )
    return Part("casework.rights", _("Your rights, and how they stand"), labels, tuple(rows))


def _moves(homes: list[int]) -> Part:
    labels = {
        "right": _("Right"),
        "from_state": _("What it was"),
        "state": _("What it became"),
        "on": _("Day"),
        "note": _("Why"),
        "last_on": _("Until and including"),
        "amount_cents": _("Amount in cents"),
        "amount_per": _("For which period"),
        **_later_labels(),
    }
    found = RightMove.objects.filter(right__household__in=homes).select_related("right")
    rows = (
        {
            "right": name_of(one.right.right_id),
            "from_state": str(RightState(one.from_state).label),
            "state": str(RightState(one.to_state).label),
            "on": one.happened_on.isoformat(),
            "note": one.note,
            **_gained(one),
            **_later(one),
        }
        for one in found.order_by("recorded_at", "pk")
    )
    return Part("casework.right_moves", _("What happened with your rights"), labels, tuple(rows))


def _gained(one: HeldRight | RightMove) -> dict[str, Any]:
    return {
        "last_on": one.last_on.isoformat() if one.last_on else None,
        "amount_cents": one.amount_cents,
        "amount_per": str(AmountPer(one.amount_per).label) if one.amount_per else "",
    }


def _later_labels() -> dict[str, str]:
    return {
        "due_on": _("Day that is due"),
        "due_kind": _("Why that day"),
        "due_basis": _("On what that day rests"),
        "engine_said": _("What our rules said"),
    }


def _later(one: HeldRight | RightMove) -> dict[str, Any]:
    """What is due, and what the rules said: in words."""
    said = {"yes": _("Yes, probably"), "maybe": _("Maybe"), "probably_not": _("Probably not")}
    return {
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "due_kind": str(DueKind(one.due_kind).label) if one.due_kind else "",
        "due_basis": str(DueBasis(one.due_basis).label) if one.due_basis else "",
        "engine_said": said.get(one.engine_said, _("Only in another town") if one.engine_said else ""),
    }


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase the register of a household; for a person that of households in which nobody else ever was."""
    homes = homes_of_subject(subject, on=None, alone=True)
    for rows in (
        RightMove.objects.filter(right__household__in=homes),
        HeldRight.objects.filter(household__in=homes),
    ):
        number = rows.count()
        if not only_look:
            rows.delete()
        yield Outcome(rows.model._meta.label, number)


def past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Rights of households not in guidance, of which the last move was written down before the term."""
    last = months_before(on, TERM_MONTHS)
    guided = Exists(Guidance.objects.open().filter(household=OuterRef("household")))
    found = (
        HeldRight.objects.filter(~guided, pk__gt=int(after or 0))
        .annotate(moved_at=Max("moves__recorded_at"))
        .filter(moved_at__date__lt=last)
        .order_by("pk")
    )
    for one in found[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), last)


def remove(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these rights with their moves; returns how many rows went."""
    return HeldRight.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]
