"""What rounds keep about people, for their own copy: visits that were planned, and why one was not."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Part
from nabij.campaigns.models import NotPlanned, Stop, Target
from nabij.campaigns.queries.round_sheets import why_in_words
from nabij.casework.actions.keeping import as_day


def planned_visits(targets: QuerySet[Target]) -> Iterable[Part]:
    """The visits that were planned to somebody, and the times that a visit was in no round."""
    yield _stops(targets)
    yield _not_planned(targets)


def _stops(targets: QuerySet[Target]) -> Part:
    labels = {
        "campaign": _("Campaign"),
        "arrives_on": _("Planned for"),
        "number": _("Which door of the round"),
        "minutes": _("Minutes at the door"),
        "done_on": _("Visited on"),
        "taken_off_on": _("Taken off on"),
    }
    found = Stop.objects.filter(target__in=targets.values("pk")).select_related("round__campaign")
    rows = (
        {
            "campaign": one.round.campaign.name,
            "arrives_on": as_day(one.arrives_at),
            "number": one.number,
            "minutes": one.minutes,
            "done_on": as_day(one.done_at),
            "taken_off_on": as_day(one.taken_off_at),
        }
        for one in found.order_by("arrives_at", "pk")
    )
    return Part("campaigns.visits", _("Visits that were planned to you"), labels, tuple(rows))


def _not_planned(targets: QuerySet[Target]) -> Part:
    labels = {"campaign": _("Campaign"), "asked_on": _("On"), "because": _("Why no visit was planned")}
    found = NotPlanned.objects.filter(target__in=targets.values("pk")).select_related("planning__campaign")
    rows = (
        {
            "campaign": one.planning.campaign.name,
            "asked_on": as_day(one.planning.asked_at),
            "because": why_in_words(one),
        }
        for one in found.order_by("planning", "pk")
    )
    return Part("campaigns.not_planned", _("Times that no visit could be planned"), labels, tuple(rows))
