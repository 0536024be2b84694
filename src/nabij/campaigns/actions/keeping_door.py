"""What was told at doors, in somebody's own copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nabij.audit.types import Part
from nabij.campaigns.models import DoorTold, Target
from nabij.campaigns.types import LABELS_AT_DOOR, NeedCode, Outcome
from nabij.casework.actions.keeping import as_day


def told_at_doors(targets: QuerySet[Target]) -> Iterable[Part]:
    """Every visit to the door of these targets, and what was noted beside it."""
    labels = {
        "campaign": _("Campaign"),
        "happened_at": _("On"),
        "outcome": _("What came of it"),
        "needs": _("What you asked"),
        "may_contact": _("We may contact you about it"),
        "card_left": _("A card was left"),
        "counts_as": _("It counts as"),
        "received_at": _("Arrived at our server on"),
    }
    found = DoorTold.objects.filter(target__in=targets.values("pk")).select_related("target__campaign")
    rows = (_row(one) for one in found.order_by("received_at", "pk"))
    yield Part("campaigns.door", _("What was told about visits to you"), labels, tuple(rows))


def _row(one: DoorTold) -> dict[str, Any]:
    return {
        "campaign": one.target.campaign.name,
        "happened_at": as_day(one.happened_at),
        "outcome": str(LABELS_AT_DOOR[Outcome(one.outcome)]),
        "needs": ", ".join(str(NeedCode(code).label) for code in one.needs),
        "may_contact": _("Yes") if one.may_contact else _("No"),
        "card_left": _("Yes") if one.card_left else _("No"),
        "counts_as": _("A note beside a visit") if one.attempt_id is None else _("A visit"),
        "received_at": as_day(one.received_at),
    }
