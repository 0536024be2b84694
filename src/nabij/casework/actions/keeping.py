"""What this app keeps about people: their own copy of it, erasing it, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.models import (
    ContactDraft,
    ContactMoment,
    ContactVersion,
    EndedStep,
    Goal,
    Guidance,
    Need,
    Plan,
    PlanStep,
    SelfReport,
)
from nabij.casework.types import (
    Channel,
    ClosingOutcome,
    ContactOutcome,
    GuidanceState,
    StepEnd,
    StepOwner,
    Way,
)
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.types import Layer, Topic

TERM_MONTHS = 120
"""How long guidance and contacts stay, in months: the term of the selection list for social files."""

DRAFT_TERM_MONTHS = 1

GUIDANCE_MODELS = ("casework.Guidance", "casework.EndedStep")
STORY_MODELS = (
    "casework.ContactMoment",
    "casework.ContactVersion",
    "casework.Need",
    "casework.Plan",
    "casework.Goal",
    "casework.PlanStep",
    "casework.SelfReport",
)
DRAFT_MODELS = ("casework.ContactDraft",)
ABOUT_PEOPLE = GUIDANCE_MODELS + STORY_MODELS + DRAFT_MODELS


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """Guidance, contacts, needs and plan of a household, or of those that a person belongs to now.

    What one worker keeps hidden is left out: the privacy officer looks at that first (GDPR, art. 15, 4).
    """
    homes = homes_of_subject(subject, on=day_of(now))
    if not homes:
        return []
    parts = [_guidance(homes), _steps(homes), _contacts(homes), _earlier(homes), _needs(homes)]
    parts += [_plans(homes), _goals(homes), _reports(homes)]
    return [part for part in parts if part.records]


def homes_of_subject(subject: UUID, *, on: date | None, alone: bool = False) -> list[int]:
    """The household itself, or those of a person on a day; with `alone` where nobody else ever was."""
    person, household = registry.behind(subject)
    if household is not None:
        return [household]
    return registry.homes_of(person, on=on, alone=alone) if person is not None else []


def as_day(moment: datetime | date | None) -> str | None:
    """A day as it stands in the copy, of a day or a moment; None for none."""
    if isinstance(moment, datetime):
        moment = day_of(moment)
    return moment.isoformat() if moment else None


def part_of_copy(
    code: str, title: str, labels: Mapping[str, str], rows: Iterable[dict[str, Any]], note: str = ""
) -> Part:
    """One part of the copy, under the code that casework has for it."""
    return Part(f"casework.{code}", title, labels, tuple(rows), note)


def _guidance(homes: list[int]) -> Part:
    labels = {
        "state": _("Stage"),
        "signal": _("What was seen or asked"),
        "signalled_on": _("Signalled on"),
        "started_on": _("Begun on"),
        "is_intensive": _("Intensive guidance"),
        "step": _("Next step"),
        "step_due_on": _("Before"),
        "closed_on": _("Closed on"),
        "outcome": _("What came of it"),
        "outcome_note": _("In words"),
        "family_view": _("What you think of it"),
        "not_asked_because": _("Why you were not asked"),
    }
    rows = (
        {
            "state": str(GuidanceState(one.state).label),
            "signal": one.signal,
            "signalled_on": as_day(one.signalled_at),
            "started_on": as_day(one.started_at),
            "is_intensive": one.is_intensive,
            "step": one.step,
            "step_due_on": as_day(one.step_due_on),
            "closed_on": as_day(one.closed_at),
            "outcome": str(ClosingOutcome(one.outcome).label) if one.outcome else "",
            "outcome_note": one.outcome_note,
            "family_view": one.family_view,
            "not_asked_because": one.not_asked_because,
        }
        for one in Guidance.objects.filter(household__in=homes).order_by("signalled_at", "pk")
    )
    return part_of_copy("guidance", _("Guidance"), labels, rows)


def _steps(homes: list[int]) -> Part:
    labels = {
        "step": _("Step"),
        "due_on": _("Before"),
        "end": _("What became of it"),
        "note": _("Why"),
        "ended_on": _("On"),
    }
    rows = (
        {
            "step": one.step,
            "due_on": as_day(one.due_on),
            "end": str(StepEnd(one.end).label),
            "note": one.note,
            "ended_on": as_day(one.ended_at),
        }
        for one in EndedStep.objects.filter(guidance__household__in=homes).order_by("ended_at", "pk")
    )
    return part_of_copy("steps", _("Steps that were taken"), labels, rows)


def _contacts(homes: list[int]) -> Part:
    labels = {
        "on": _("Day"),
        "channel": _("How"),
        "topic": _("About"),
        "outcome": _("What came of it"),
        "note": _("Note"),
    }
    found = ContactMoment.objects.filter(household__in=homes).exclude(layer=Layer.HIDDEN)
    rows = (
        {
            "on": as_day(one.happened_at),
            "channel": str(Channel(one.channel).label),
            "topic": str(Topic(one.topic).label),
            "outcome": str(ContactOutcome(one.outcome).label),
            "note": one.note,
        }
        for one in found.order_by("happened_at", "pk")
    )
    note = _(
        "Notes that one worker keeps apart to protect somebody are looked at first, and are not in here."
    )
    return part_of_copy("contacts", _("Contacts we had with you"), labels, rows, note)


def _earlier(homes: list[int]) -> Part:
    labels = {"note": _("Note"), "at": _("Until"), "beside": _("A second text, written at the same time")}
    found = ContactVersion.objects.filter(contact__household__in=homes).exclude(contact__layer=Layer.HIDDEN)
    rows = (
        {"note": one.fields.get("note", ""), "at": as_day(one.at), "beside": one.is_beside}
        for one in found.order_by("at", "pk")
    )
    return part_of_copy("earlier_contacts", _("How notes read before they were changed"), labels, rows)


def _needs(homes: list[int]) -> Part:
    labels = {
        "what": _("What is needed"),
        "topic": _("About"),
        "noted_on": _("Noted on"),
        "way": _("What it led to"),
        "settled_on": _("Decided on"),
        "referred_to": _("Passed on to"),
        "not_now_because": _("Why not now"),
    }
    found = Need.objects.filter(household__in=homes).exclude(layer=Layer.HIDDEN)
    rows = (
        {
            "what": one.what,
            "topic": str(Topic(one.topic).label),
            "noted_on": as_day(one.noted_at),
            "way": str(Way(one.way).label) if one.way else "",
            "settled_on": as_day(one.settled_at),
            "referred_to": one.referred_to,
            "not_now_because": one.not_now_because,
        }
        for one in found.order_by("noted_at", "pk")
    )
    return part_of_copy("needs", _("Needs"), labels, rows)


def _plans(homes: list[int]) -> Part:
    labels = {"opened_on": _("Begun on"), "review_on": _("Looked at again on"), "closed_on": _("Closed on")}
    rows = (
        {
            "opened_on": as_day(one.opened_at),
            "review_on": as_day(one.review_on),
            "closed_on": as_day(one.closed_at),
        }
        for one in Plan.objects.filter(household__in=homes).order_by("opened_at", "pk")
    )
    return part_of_copy("plans", _("Plans"), labels, rows)


def _goals(homes: list[int]) -> Part:
    labels = {
        "goal": _("Goal"),
        "topic": _("About"),
        "set_on": _("Noted on"),
        "reached_on": _("Reached on"),
        "step": _("Step"),
        "owner": _("Who"),
        "due_on": _("Before"),
        "done_on": _("Done on"),
        "dropped_because": _("Dropped, because"),
    }
    rows: list[dict[str, Any]] = []
    for goal in (
        Goal.objects.filter(plan__household__in=homes).prefetch_related("steps").order_by("set_at", "pk")
    ):
        first = {
            "goal": goal.words,
            "topic": str(Topic(goal.topic).label),
            "set_on": as_day(goal.set_at),
            "reached_on": as_day(goal.reached_on),
        }
        rows += [
            {
                **first,
                "step": step.what,
                "owner": step.owner_name or str(StepOwner(step.owner).label),
                "due_on": as_day(step.due_on),
                "done_on": as_day(step.done_on),
                "dropped_because": step.dropped_because,
            }
            for step in goal.steps.all()
        ] or [{**first, "step": "", "owner": "", "due_on": None, "done_on": None, "dropped_because": ""}]
    return part_of_copy("goals", _("Goals and steps of your plan"), labels, rows)


def _reports(homes: list[int]) -> Part:
    labels = {
        "topic": _("About"),
        "family_says": _("You say (0 to 10)"),
        "worker_says": _("We say (0 to 10)"),
        "told_on": _("On"),
    }
    rows = (
        {
            "topic": str(Topic(one.topic).label),
            "family_says": one.family_says,
            "worker_says": one.worker_says,
            "told_on": as_day(one.told_on),
        }
        for one in SelfReport.objects.filter(household__in=homes).order_by("told_on", "pk")
    )
    return part_of_copy("reports", _("How it goes, as you and we said"), labels, rows)


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase all about a household; for a person that of households in which nobody else ever was."""
    homes = homes_of_subject(subject, on=None, alone=True)
    for rows in _all_rows(homes):
        number = rows.count()
        if not only_look:
            rows.delete()
        yield Outcome(rows.model._meta.label, number)


def _all_rows(homes: list[int]) -> list[QuerySet[Any]]:
    """Every table, leaves first."""
    return [
        ContactDraft.objects.filter(household__in=homes),
        Need.objects.filter(household__in=homes),
        ContactVersion.objects.filter(contact__household__in=homes),
        ContactMoment.objects.filter(household__in=homes),
        PlanStep.objects.filter(goal__plan__household__in=homes),
        Goal.objects.filter(plan__household__in=homes),
        Plan.objects.filter(household__in=homes),
        SelfReport.objects.filter(household__in=homes),
        EndedStep.objects.filter(guidance__household__in=homes),
        Guidance.objects.filter(household__in=homes),
    ]


def guidance_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Periods of guidance that closed longer ago than the term, in order."""
    last = months_before(on, TERM_MONTHS)
    found = Guidance.objects.filter(closed_at__date__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        assert one.closed_at is not None
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), day_of(one.closed_at))


def remove_guidance(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these periods with their steps; returns how many rows went."""
    return Guidance.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]


def stories_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Households not in guidance whose last contact, need or plan lies longer back than the term."""
    last = months_before(on, TERM_MONTHS)
    newer = Exists(ContactMoment.objects.filter(household=OuterRef("household"), happened_at__date__gte=last))
    standing = Exists(Guidance.objects.open().filter(household=OuterRef("household")))
    planned = Exists(Plan.objects.filter(household=OuterRef("household"), closed_at=None))
    found = (
        ContactMoment.objects.filter(happened_at__date__lt=last, household__gt=int(after or 0))
        .filter(~newer, ~standing, ~planned)
        .order_by("household")
        .values_list("household", flat=True)
        .distinct()
    )
    for household in found[:limit]:
        yield Due(str(household), (registry.number_of_household(household),), last)


def remove_stories(keys: Iterable[str], *, now: datetime) -> int:
    """Remove contacts, needs, plans and reports of these households; returns how many rows went."""
    homes = [int(key) for key in keys]
    kept = (Guidance, EndedStep, ContactDraft)
    return sum(rows.delete()[0] for rows in _all_rows(homes) if rows.model not in kept)


def drafts_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Drafts that nobody took up for a month."""
    last = months_before(on, DRAFT_TERM_MONTHS)
    found = ContactDraft.objects.filter(saved_at__date__lt=last).order_by("client_id")
    if after:
        found = found.filter(client_id__gt=after)
    for one in found[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), day_of(one.saved_at))


def remove_drafts(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these drafts; returns how many went."""
    return ContactDraft.objects.filter(pk__in=list(keys)).delete()[0]


def months_before(day: date, months: int) -> date:
    """So many months before a day, never after the 28th."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
