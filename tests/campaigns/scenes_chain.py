"""Batches of letters and mailings in each relation to somebody, for the walk over all routes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from nabij.campaigns.models import LetterBatch, Mailing
from nabij.kernel import clock
from tests.campaigns.scenes import _made

if TYPE_CHECKING:
    from tests.house.scenes import Stage

Address = dict[str, Any]


def letter_batch(stage: Stage, relation: str) -> Address | None:
    """A batch of letters of a campaign."""
    if (made := _made(stage, relation)) is None:
        return None
    campaign, by, _team = made
    return {"batch_id": LetterBatch.objects.create(campaign=campaign, made_at=clock.now(), made_by=by).pk}


def mailing(stage: Stage, relation: str) -> Address | None:
    """A mailing that is being prepared."""
    if (made := _made(stage, relation)) is None:
        return None
    campaign, by, _team = made
    found = Mailing.objects.create(
        town=campaign.town,
        name="Steun voor zelfstandigen",
        purpose="Vertellen waar men terechtkan",
        legal_basis="Gemeenteraadsbesluit",
        sender_name="Stad",
        words="Wij kijken samen.",
        from_on=date(2026, 11, 20),
        until_on=date(2026, 12, 20),
        made_at=clock.now(),
        made_by=by,
    )
    return {"mailing_id": found.pk}
