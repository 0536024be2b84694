"""What is kept of letters to people: their own copy. They go with the list that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.audit.types import Part
from nabij.campaigns.models import LetterTo, TargetPerson
from nabij.campaigns.types.chain import LetterAnswer
from nabij.casework.actions.keeping import as_day
from nabij.registry import queries as registry

LETTER_MODELS = ("campaigns.LetterTo",)


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """The letters that went to somebody in a campaign, and what they answered."""
    person, household = registry.behind(subject)
    meant = TargetPerson.objects.filter(person=person or 0).values("target")
    of_them = Q(target__household=household) if household is not None else Q(target__in=meant)
    found = LetterTo.objects.filter(of_them).select_related("batch__campaign").order_by("pk")
    rows = tuple(
        {
            "campaign": one.batch.campaign.name,
            "made_on": as_day(one.batch.made_at),
            "sent_on": as_day(one.batch.sent_at),
            "answer": str(LetterAnswer(one.answer).label) if one.answer else "",
            "answered_on": as_day(one.answered_at),
        }
        for one in found
    )
    labels = {
        "campaign": _("Campaign"),
        "made_on": _("Made on"),
        "sent_on": _("Sent on"),
        "answer": _("What came back"),
        "answered_on": _("Written down on"),
    }
    return (
        [Part("campaigns.letters", _("Letters that we sent you in a campaign"), labels, rows)] if rows else []
    )
