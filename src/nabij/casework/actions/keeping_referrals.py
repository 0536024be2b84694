"""What this app keeps of referrals: the own copy, erasing, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.actions.keeping import TERM_MONTHS, as_day, months_before
from nabij.casework.models import Referral, ReferralLine
from nabij.casework.types import Basis, Fact, LineKind, ReferralOutcome, ReferralState, Urgency
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.types import ConsentGiven, Topic

MODELS = ("casework.Referral", "casework.ReferralLine")

UNKNOWN_TERM_MONTHS = 12
"""How long a referral of a partner stays whose family was never joined to a household here."""


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """Referrals of a household, or of those that a person belongs to now, with all that went along."""
    found = Referral.objects.filter(_about(subject, on=day_of(now), alone=False))
    numbers = list(found.values_list("pk", flat=True))
    person, _household = registry.behind(subject)
    parts = [_referrals(numbers, person), _lines(numbers)] if numbers else []
    return [part for part in parts if part.records]


def _about(subject: UUID, *, on: date | None, alone: bool) -> Q:
    person, household = registry.behind(subject)
    if household is not None:
        return Q(household=household)
    if person is None:
        return Q(pk__in=[])
    return Q(household__in=registry.homes_of(person, on=on, alone=alone)) | Q(person=person)


def _referrals(numbers: list[int], reader: int | None) -> Part:
    """The referrals; the facts that went along are those of one person, and only that person reads them."""
    labels = {
        "to": _("Passed on to"),
        "service": _("Service"),
        "question": _("What was asked"),
        "facts": _("What went along about you"),
        "basis": _("On what ground"),
        "given": _("How you agreed"),
        "why_urgent": _("Why it could not wait"),
        "topic": _("About"),
        "urgency": _("How soon"),
        "sent_on": _("Sent on"),
        "state": _("Stage"),
        "outcome": _("What came of it"),
        "outcome_note": _("In words"),
        "ended_on": _("Ended on"),
        "ended_because": _("Withdrawn, because"),
    }
    rows = [
        {
            "to": one.receiver_name,
            "service": one.service,
            "question": one.question,
            "facts": _facts(one) if reader in (None, one.person_id) else "",
            "basis": str(Basis(one.basis).label),
            "given": str(ConsentGiven(one.given).label) if one.given else "",
            "why_urgent": one.why_urgent,
            "topic": str(Topic(one.topic).label),
            "urgency": str(Urgency(one.urgency).label),
            "sent_on": as_day(one.sent_at),
            "state": str(ReferralState(one.state).label),
            "outcome": str(ReferralOutcome(one.outcome).label) if one.outcome else "",
            "outcome_note": one.outcome_note,
            "ended_on": as_day(one.ended_at),
            "ended_because": one.ended_because,
        }
        for one in Referral.objects.filter(pk__in=numbers).order_by("sent_at", "pk")
    ]
    return Part("casework.referrals", _("Referrals"), labels, tuple(rows), "")


def _facts(referral: Referral) -> str:
    return "; ".join(f"{Fact(one['code']).label}: {one['words']}" for one in referral.facts)


def _lines(numbers: list[int]) -> Part:
    labels = {
        "kind": _("What became of it"),
        "words": _("In words"),
        "alternative": _("Who could help instead"),
        "on": _("On"),
    }
    rows = [
        {
            "kind": str(LineKind(one.kind).label),
            "words": one.words,
            "alternative": one.alternative,
            "on": as_day(one.at),
        }
        for one in ReferralLine.objects.filter(referral__in=numbers).order_by("at", "pk")
    ]
    return Part("casework.referral_lines", _("What became of referrals"), labels, tuple(rows), "")


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase the referrals of a household or person, with what was said about them."""
    found = Referral.objects.filter(_about(subject, on=None, alone=True))
    numbers = list(found.values_list("pk", flat=True))
    for rows in (
        ReferralLine.objects.filter(referral__in=numbers),
        Referral.objects.filter(pk__in=numbers),
    ):
        number = rows.count()
        if not only_look:
            rows.delete()
        yield Outcome(rows.model._meta.label, number)


def past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Referrals that ended longer ago than their term, in order; sooner where no household is known."""
    ended = Q(household__isnull=False, ended_at__date__lt=months_before(on, TERM_MONTHS))
    unknown = Q(household=None, ended_at__date__lt=months_before(on, UNKNOWN_TERM_MONTHS))
    found = Referral.objects.filter(ended | unknown, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        assert one.ended_at is not None
        about = (registry.number_of_household(one.household_id),) if one.household_id else ()
        yield Due(str(one.pk), about, day_of(one.ended_at))


def remove(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these referrals with their lines; returns how many rows went."""
    return Referral.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]
