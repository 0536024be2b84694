"""What signals and planned calls keep about people: their own copy of it, erasing it, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.actions.keeping import TERM_MONTHS, as_day, homes_of_subject, months_before, part_of_copy
from nabij.casework.models import CallRhythm, PlannedCall, Signal, SignalPass
from nabij.casework.types import REJECTED_STAYS_DAYS, CallKind, CallState, SignalState
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.types import Topic

REJECTED_TERM_MONTHS = 1

SIGNAL_MODELS = ("casework.Signal", "casework.SignalPass")
CALL_MODELS = ("casework.PlannedCall", "casework.CallRhythm")
ABOUT_PEOPLE = SIGNAL_MODELS + CALL_MODELS


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """Signals and planned calls of a household, or of those that a person belongs to now.

    By whom something was seen is left out: that tells of somebody else, and the privacy officer looks at it
    first (GDPR, art. 15, 4).
    """
    homes = homes_of_subject(subject, on=day_of(now))
    if not homes:
        return []
    parts = [_signals(homes), _passes(homes), _calls(homes), _rhythms(homes)]
    return [part for part in parts if part.records]


def _labels_of_a_signal() -> dict[str, str]:
    return {
        "seen": _("What was seen"),
        "seen_where": _("Where"),
        "seen_on": _("When"),
        "concerns": _("Whom it concerns"),
        "topic": _("About"),
        "is_family_told": _("Was the family told"),
        "told_because": _("What the family said, or why they were not told"),
        "has_consent": _("Did the family agree"),
        "no_consent_because": _("Why without their consent"),
        "told_name": _("Name, as it was told"),
        "told_place": _("Place, as it was told"),
        "told_phone": _("Telephone, as it was told"),
        "sent_on": _("Signalled on"),
        "due_on": _("Decided before"),
        "state": _("What became of it"),
        "decided_on": _("Decided on"),
        "rejected_because": _("Why it was rejected"),
        "read_on": _("Read by your contact person on"),
    }


def _signals(homes: list[int]) -> Part:
    rows = (
        {
            "seen": one.seen,
            "seen_where": one.seen_where,
            "seen_on": as_day(one.seen_on),
            "concerns": one.concerns,
            "topic": str(Topic(one.topic).label),
            "is_family_told": one.is_family_told,
            "told_because": one.told_because,
            "has_consent": one.has_consent,
            "no_consent_because": one.no_consent_because,
            "told_name": one.told_name,
            "told_place": one.told_place,
            "told_phone": one.told_phone,
            "sent_on": as_day(one.sent_at),
            "due_on": as_day(one.due_on),
            "state": str(SignalState(one.state).label),
            "decided_on": as_day(one.decided_at),
            "rejected_because": one.rejected_because,
            "read_on": as_day(one.read_at),
        }
        for one in Signal.objects.filter(household__in=homes)
    )
    return part_of_copy("signals", _("What others told us they saw"), _labels_of_a_signal(), rows)


def _passes(homes: list[int]) -> Part:
    labels = {"from": _("From team"), "to": _("To team"), "because": _("Why"), "on": _("On")}
    found = SignalPass.objects.filter(signal__household__in=homes).select_related("from_team", "to_team")
    rows = (
        {"from": one.from_team.name, "to": one.to_team.name, "because": one.because, "on": as_day(one.at)}
        for one in found
    )
    return part_of_copy("passes", _("Signals that went to another team"), labels, rows)


def _calls(homes: list[int]) -> Part:
    labels = {
        "kind": _("How"),
        "on": _("Day"),
        "team": _("Team"),
        "because": _("Why close to another one"),
        "state": _("What became of it"),
        "ended_on": _("Noted on"),
        "cancelled_because": _("Why it was cancelled"),
    }
    rows = (
        {
            "kind": str(CallKind(one.kind).label),
            "on": as_day(one.on),
            "team": one.team.name if one.team else "",
            "because": one.because,
            "state": str(CallState(one.state).label),
            "ended_on": as_day(one.ended_at),
            "cancelled_because": one.cancelled_because,
        }
        for one in PlannedCall.objects.filter(household__in=homes).select_related("team")
    )
    return part_of_copy("calls", _("Calls and visits that we planned"), labels, rows)


def _rhythms(homes: list[int]) -> Part:
    labels = {"days": _("At most once in so many days"), "agreed_on": _("Agreed on")}
    rows = (
        {"days": one.days, "agreed_on": as_day(one.agreed_on)}
        for one in CallRhythm.objects.filter(household__in=homes)
    )
    return part_of_copy("rhythm", _("How often you want to hear from us"), labels, rows)


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase all about a household; for a person that of households in which nobody else ever was."""
    homes = homes_of_subject(subject, on=None, alone=True)
    found: list[QuerySet[Any]] = [
        SignalPass.objects.filter(signal__household__in=homes),
        Signal.objects.filter(household__in=homes),
        PlannedCall.objects.filter(household__in=homes),
        CallRhythm.objects.filter(household__in=homes),
    ]
    for rows in found:
        number = rows.count()
        if not only_look:
            rows.delete()
        yield Outcome(rows.model._meta.label, number)


def signals_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Signals that were rejected 30 days ago or longer: what the work of the night has not erased."""
    last = on - timedelta(days=REJECTED_STAYS_DAYS)
    rejected = Signal.objects.rejected().filter(decided_at__date__lte=last, pk__gt=int(after or 0))
    for one in rejected.order_by("pk")[:limit]:
        assert one.decided_at is not None
        about = (registry.number_of_household(one.household_id),) if one.household_id is not None else ()
        yield Due(str(one.pk), about, day_of(one.decided_at))


def remove_signals(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these signals with how they went from team to team; returns how many rows went."""
    return Signal.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]


def calls_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Planned calls of longer ago than the term, whatever became of them."""
    last = months_before(on, TERM_MONTHS)
    found = PlannedCall.objects.filter(on__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), one.on)


def remove_calls(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these planned calls; returns how many went."""
    return PlannedCall.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]
