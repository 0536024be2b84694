"""A letter of a campaign to one household of the town of canaries, and a mailing about nobody in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nabij.campaigns.models import Campaign, LetterBatch, LetterHead, LetterTo, Mailing, Target
from nabij.campaigns.types.chain import LetterAnswer
from nabij.kernel.days import day_of
from nabij.staff.types import Role

if TYPE_CHECKING:
    from tests.trust.canaries import Town


def plant_chain(town: Town) -> None:
    """A batch that was sent, of which one letter was answered."""
    campaign = Campaign.objects.get(pk=town.numbers["campaign"][0])
    lead = town.users[Role.CAMPAIGN_LEAD]
    LetterHead.objects.create(campaign=campaign, reach="Bel 056 00 00 00")
    batch = LetterBatch.objects.create(
        campaign=campaign, made_at=town.now, made_by=lead, sent_at=town.now, sent_by=lead
    )
    LetterTo.objects.create(
        batch=batch,
        target=Target.objects.get(campaign=campaign),
        answer=LetterAnswer.TALKED,
        answered_at=town.now,
        answered_by=lead,
    )
    mailing = Mailing.objects.create(
        town="zonnedam",
        name="Steun voor zelfstandigen",
        purpose="Vertellen waar men terechtkan",
        legal_basis="Gemeenteraadsbesluit",
        sender_name="Stad",
        words="Wij kijken samen.",
        from_on=day_of(town.now),
        until_on=day_of(town.now),
        made_at=town.now,
        made_by=lead,
    )
    town.numbers |= {"letter batch": [batch.pk], "mailing": [mailing.pk]}
