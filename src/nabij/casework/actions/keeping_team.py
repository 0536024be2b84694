"""What is kept of hand-overs and passed ceilings: somebody's own copy, erasing it, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.actions.keeping import homes_of_subject, months_before
from nabij.casework.models import BeyondCeiling, Handover, HandoverItem, HandoverQuestion
from nabij.casework.types import FamilyTold, HandoverPoint, HandoverState
from nabij.kernel.days import day_of
from nabij.registry import queries as registry

TERM_MONTHS = 24
"""How long papers between colleagues stay after a household changed hands, in months."""

HANDOVER_MODELS = ("casework.Handover", "casework.HandoverItem", "casework.HandoverQuestion")
CEILING_MODELS = ("casework.BeyondCeiling",)
ABOUT_PEOPLE = HANDOVER_MODELS + CEILING_MODELS


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """Hand-overs of a household, or of those that a person belongs to now, with what was told and asked."""
    homes = homes_of_subject(subject, on=day_of(now))
    parts = [_handovers(homes), _items(homes), _questions(homes), _ceilings(homes)] if homes else []
    return [part for part in parts if part.records]


def _handovers(homes: list[int]) -> Part:
    labels = {
        "given_on": _("On"),
        "state": _("Stage"),
        "family_told": _("Whether you were told"),
        "family_words": _("How, or why not"),
        "ended_on": _("Ended on"),
    }
    rows = tuple(
        {
            "given_on": day_of(one.given_at).isoformat(),
            "state": str(HandoverState(one.state).label),
            "family_told": str(FamilyTold(one.family_told).label) if one.family_told else "",
            "family_words": one.family_words,
            "ended_on": day_of(one.ended_at).isoformat() if one.ended_at else None,
        }
        for one in Handover.objects.filter(household__in=homes).order_by("given_at", "pk")
    )
    return Part("casework.handovers", _("When you got another contact person"), labels, rows)


def _items(homes: list[int]) -> Part:
    labels = {
        "point": _("What was gone through"),
        "is_done": _("Done"),
        "words": _("In words"),
        "on": _("On"),
    }
    rows: tuple[Mapping[str, str | int | bool | None], ...] = tuple(
        {
            "point": str(HandoverPoint(one.point).label),
            "is_done": one.is_done,
            "words": one.words,
            "on": day_of(one.noted_at).isoformat(),
        }
        for one in HandoverItem.objects.filter(handover__household__in=homes).order_by("noted_at", "pk")
    )
    return Part("casework.handover_items", _("What we told one another then"), labels, rows)


def _questions(homes: list[int]) -> Part:
    labels = {
        "asked": _("Question"),
        "asked_on": _("Asked on"),
        "answer": _("Answer"),
        "answered_on": _("Answered on"),
    }
    rows = tuple(
        {
            "asked": one.asked,
            "asked_on": day_of(one.asked_at).isoformat(),
            "answer": one.answer,
            "answered_on": day_of(one.answered_at).isoformat() if one.answered_at else None,
        }
        for one in HandoverQuestion.objects.filter(handover__household__in=homes).order_by("asked_at", "pk")
    )
    return Part("casework.handover_questions", _("What we asked one another then"), labels, rows)


def _ceilings(homes: list[int]) -> Part:
    labels = {"because": _("Why"), "on": _("On")}
    rows = tuple(
        {"because": one.because, "on": day_of(one.at).isoformat()}
        for one in BeyondCeiling.objects.filter(household__in=homes).order_by("at", "pk")
    )
    return Part("casework.ceilings", _("Why a busy colleague took you on"), labels, rows)


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase all about a household; for a person that of households in which nobody else ever was."""
    for rows in _all_rows(homes_of_subject(subject, on=None, alone=True)):
        number = rows.count()
        if not only_look:
            rows.delete()
        yield Outcome(rows.model._meta.label, number)


def _all_rows(homes: list[int]) -> list[QuerySet[Any]]:
    return [
        HandoverItem.objects.filter(handover__household__in=homes),
        HandoverQuestion.objects.filter(handover__household__in=homes),
        Handover.objects.filter(household__in=homes),
        BeyondCeiling.objects.filter(household__in=homes),
    ]


def handovers_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Hand-overs that ended longer ago than the term, in order."""
    last = months_before(on, TERM_MONTHS)
    found = Handover.objects.filter(ended_at__date__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        assert one.ended_at is not None
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), day_of(one.ended_at))


def remove_handovers(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these with their points and questions; returns how many rows went."""
    return Handover.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]


def ceilings_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Ceilings that were passed longer ago than the term, in order."""
    last = months_before(on, TERM_MONTHS)
    found = BeyondCeiling.objects.filter(at__date__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), day_of(one.at))


def remove_ceilings(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these; returns how many went."""
    return BeyondCeiling.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]
