"""What is kept about who was reached, takes part in a programme, and what a school may read of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.actions.keeping import TERM_MONTHS, as_day, homes_of_subject, months_before, part_of_copy
from nabij.casework.models import AgreedFeedback, Participation, ReachedContact, ReachedPerson
from nabij.casework.types import ConsentOf, ProgrammeOutcome
from nabij.registry import queries as registry

REACHED_MODELS = ("casework.ReachedContact", "casework.ReachedPerson")
"""These go with the contact that they count."""
FEEDBACK_MODELS = ("casework.AgreedFeedback",)
PROGRAMME_MODELS = ("casework.Participation",)
ABOUT_PEOPLE = REACHED_MODELS + FEEDBACK_MODELS + PROGRAMME_MODELS


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """Where somebody was met, what a school may read, and programmes: of a household, or of one person."""
    about = _about(subject)
    if about is None:
        return []
    parts = [_met(subject), _feedback(about), _programmes(about)]
    return [part for part in parts if part.records]


def _about(subject: UUID) -> Q | None:
    """Rows about a household, or about one person in whichever household; None when it was erased."""
    person, household = registry.behind(subject)
    if household is not None:
        return Q(household=household)
    return Q(person=person) if person is not None else None


def _met(subject: UUID) -> Part:
    person, household = registry.behind(subject)
    own = Q(household=household) if household is not None else Q(persons__person=person)
    labels = {"on": _("Day"), "setting": _("Where")}
    found = ReachedContact.objects.filter(own).exclude(contact__layer="hidden").select_related("setting")
    rows = (
        {"on": as_day(one.on_day), "setting": one.setting.name}
        for one in found.order_by("on_day", "pk").distinct()
    )
    return part_of_copy("reached", _("Where we met you"), labels, rows)


def _feedback(about: Q) -> Part:
    labels = {
        "sentence": _("What the school may read"),
        "setting": _("School"),
        "agreed_with": _("Who of the family agreed"),
        "agreed_on": _("Agreed on"),
        "withdrawn_on": _("Withdrawn on"),
    }
    rows = (
        {
            "sentence": one.sentence,
            "setting": one.setting.name,
            "agreed_with": one.agreed_with,
            "agreed_on": as_day(one.agreed_on),
            "withdrawn_on": as_day(one.withdrawn_at),
        }
        for one in AgreedFeedback.objects.filter(about).select_related("setting").order_by("agreed_on", "pk")
    )
    return part_of_copy("feedback", _("What you agreed that a school may read"), labels, rows)


def _programmes(about: Q) -> Part:
    labels = {
        "programme": _("Programme"),
        "registered_on": _("Registered on"),
        "school": _("School"),
        "consent_of": _("Who agreed?"),
        "first_talk_on": _("First talk on"),
        "start_on": _("Starts on"),
        "end_on": _("Until"),
        "paused_on": _("Paused since"),
        "came": _("How often you came"),
        "outcome": _("How did it end?"),
        "outcome_on": _("Ended on"),
        "is_back_at_school": _("Back at school?"),
        "young_says": _("How satisfied you are (1 to 5)"),
        "parents_say": _("How satisfied your parents are (1 to 5)"),
    }
    found = Participation.objects.filter(about).select_related("programme", "school")
    counted = found.annotate(came=Count("attendances", filter=Q(attendances__has_come=True)))
    rows = (_participation(one) for one in counted.order_by("registered_on", "pk"))
    return part_of_copy("programmes", _("Programmes"), labels, rows)


def _participation(one: Participation) -> dict[str, Any]:
    return {
        "programme": one.programme.name,
        "registered_on": as_day(one.registered_on),
        "school": one.school.name if one.school else "",
        "consent_of": str(ConsentOf(one.consent_of).label),
        "first_talk_on": as_day(one.first_talk_on),
        "start_on": as_day(one.start_on),
        "end_on": as_day(one.end_on),
        "paused_on": as_day(one.paused_on),
        "came": vars(one)["came"],
        "outcome": str(ProgrammeOutcome(one.outcome).label) if one.outcome else "",
        "outcome_on": as_day(one.outcome_on),
        "is_back_at_school": one.is_back_at_school,
        "young_says": one.young_says,
        "parents_say": one.parents_say,
    }


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase all of a household; of a person what names that person, in whichever household."""
    person, _household = registry.behind(subject)
    homes = homes_of_subject(subject, on=None, alone=True)
    own = Q(household__in=homes) | Q(person=person) if person is not None else Q(household__in=homes)
    met = Q(reached__household__in=homes)
    rows: list[QuerySet[Any]] = [
        ReachedPerson.objects.filter(met | Q(person=person) if person is not None else met),
        ReachedContact.objects.filter(household__in=homes),
        AgreedFeedback.objects.filter(own),
        Participation.objects.filter(own),
    ]
    for found in rows:
        number = found.count()
        if not only_look:
            found.delete()
        yield Outcome(found.model._meta.label, number)


def feedback_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Sentences that were withdrawn, or agreed so long ago that no school reads them any more."""
    last = months_before(on, FEEDBACK_TERM_MONTHS)
    found = AgreedFeedback.objects.filter(agreed_on__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), one.agreed_on)


FEEDBACK_TERM_MONTHS = 36
"""A sentence for a school: three school years."""


def remove_feedback(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these sentences; returns how many went."""
    return AgreedFeedback.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]


def programmes_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Participations that ended longer ago than the term."""
    last = months_before(on, TERM_MONTHS)
    found = Participation.objects.filter(outcome_on__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        assert one.outcome_on is not None
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), one.outcome_on)


def remove_programmes(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these participations with who came; returns how many rows went."""
    return Participation.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]
