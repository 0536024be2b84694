"""Days of the rights register that come near or have passed, for the list of the day and the board."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nabij.casework.models import HeldRight
from nabij.casework.queries.register import right_days_late
from nabij.casework.types import LEAD_SEES_AFTER_DAYS, DueKind
from nabij.registry import queries as registry
from nabij.rights.queries.decided import name_of


@dataclass(frozen=True, slots=True)
class DueRight:
    """What has to happen with a right of a household before a day; 0 days late while it is in time."""

    household_id: int
    words: str
    due_on: date
    days_late: int


def due_rights(
    households: Collection[int] | registry.Ids, seen: registry.Ids, *, on: date, ahead: timedelta
) -> list[DueRight]:
    """What is late or due within so many days in these households, the longest due first.

    No line in the log: whoever shows it names the households.
    """
    rows = HeldRight.objects.due(on + ahead).filter(household__in=households).filter(household__in=seen)
    return [_due(one, on) for one in rows]


def stuck_rights(homes: registry.Ids, *, on: date) -> list[DueRight]:
    """What is late for a week or more: the team lead looks along."""
    rows = HeldRight.objects.due(on - timedelta(days=LEAD_SEES_AFTER_DAYS)).filter(household__in=homes)
    return [_due(one, on) for one in rows]


def _due(held: HeldRight, on: date) -> DueRight:
    assert held.due_on is not None  # asked for by that day
    words = _("%(right)s: %(what)s") % {
        "right": name_of(held.right_id),
        "what": DueKind(held.due_kind).label.lower(),
    }
    return DueRight(held.household_id, words, held.due_on, right_days_late(held, on))
