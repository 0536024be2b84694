"""The pages of letters: how many wait, and one batch with names and addresses, which is in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nabij.campaigns.models import AskedNeed, Campaign, LetterBatch, LetterHead, LetterTo
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.chain import for_letters, for_the_door, who_may_go_on
from nabij.campaigns.queries.letter_words import LetterWords, letter_words
from nabij.campaigns.queries.plates import persons_meant
from nabij.campaigns.types import CampaignState, NeedCode
from nabij.campaigns.types.chain import AGAINST_LETTERS, LETTER_WAIT_DAYS, LetterAnswer
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.registry.queries.outreach_names import Doorplate, people_to_write_to


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch without anybody's name: how many letters, and how many came back with something."""

    number: int
    made_at: datetime
    sent_at: datetime | None
    letters: int
    answered: int


@dataclass(frozen=True, slots=True)
class Onward:
    """Who goes on from a campaign, in counts, with its batches of letters and the campaigns after it."""

    campaign: Campaign
    for_letters: int
    for_the_door: int
    batches: tuple[BatchLine, ...]
    words: tuple[LetterWords, ...]
    reach: str
    later: tuple[Campaign, ...]
    before: Campaign | None
    wait_days: int
    may_go_on: bool


def onward_of(actor: Actor, campaign_id: int, *, now: datetime) -> Onward:
    """How a campaign goes on by letter and at the door; nobody is named. Raises Refused, NotFoundHere."""
    campaign = campaign_of(actor, campaign_id)
    rows = LetterBatch.objects.filter(campaign=campaign).prefetch_related("letters").order_by("-pk")
    batches = (
        BatchLine(
            number=one.pk,
            made_at=one.made_at,
            sent_at=one.sent_at,
            letters=len(one.letters.all()),
            answered=sum(bool(letter.answer) for letter in one.letters.all()),
        )
        for one in rows
    )
    link = getattr(campaign, "goes_on_from", None)
    begun = campaign.state in (CampaignState.RUNNING, CampaignState.STOPPED, CampaignState.CLOSED)
    return Onward(
        campaign=campaign,
        for_letters=for_letters(campaign).count(),
        for_the_door=for_the_door(campaign, on=day_of(now)).count(),
        batches=tuple(batches),
        words=tuple(letter_words(campaign).values()),
        reach=reach_of(campaign),
        later=tuple(one.campaign for one in campaign.goes_on_in.select_related("campaign").order_by("pk")),
        before=link.before if link is not None else None,
        wait_days=LETTER_WAIT_DAYS,
        may_go_on=begun and campaign.cleaned_at is None,
    )


def reach_of(campaign: Campaign) -> str:
    """How people answer a letter of this campaign; empty while nobody said so."""
    return LetterHead.objects.filter(campaign=campaign).values_list("reach", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of a batch: to whom, in which language, and what came back."""

    number: int
    plate: Doorplate
    language: str
    answer: LetterAnswer | None
    is_held_back: bool
    """Whether one may not write to them any more since the batch was made, or no address is known."""

    @property
    def called(self) -> str:
        """What they are called, together."""
        return " & ".join(self.plate.names)


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch with names and addresses."""

    number: int
    campaign: Campaign
    made_at: datetime
    sent_at: datetime | None
    lines: tuple[LetterLine, ...]
    words: dict[str, LetterWords]
    reach: str
    needs: tuple[NeedCode, ...]

    @property
    def to_print(self) -> tuple[LetterLine, ...]:
        """The letters that may go out."""
        return tuple(one for one in self.lines if not one.is_held_back)


@transaction.atomic
def batch_of(actor: Actor, batch_id: int, *, now: datetime, to_print: bool = False) -> Batch:
    """A batch of a campaign of this lead; everybody in it is in the log, once. To print: only who may go on.

    Whoever asked for no letters since, may not be found, or has no address that may stand on paper, is held
    back. Raises Refused, NotFoundHere.
    """
    batch = LetterBatch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotFoundHere
    campaign = campaign_of(actor, batch.campaign_id)
    letters = list(
        LetterTo.objects.filter(batch=batch).select_related("target").order_by("target__rank", "pk")
    )
    targets = [one.target for one in letters]
    welcome, _left_out = who_may_go_on(targets, town=campaign.town, against=AGAINST_LETTERS, now=now)
    welcome_ids = {one.target.pk: one.person_ids for one in welcome}
    if to_print:
        letters = [one for one in letters if one.target_id in welcome_ids]
        targets = [one.target for one in letters]
    meant = persons_meant(targets)
    persons = {one.home_id: welcome_ids.get(one.pk, tuple(meant[one.pk])) for one in targets}
    plates = people_to_write_to(actor, persons, event="campaigns.letters_read", now=now)
    codes = AskedNeed.objects.filter(campaign=campaign).order_by("pk").values_list("code", flat=True)
    return Batch(
        number=batch.pk,
        campaign=campaign,
        made_at=batch.made_at,
        sent_at=batch.sent_at,
        lines=tuple(_line(one, plates[one.target.home_id], welcome_ids) for one in letters),
        words=letter_words(campaign),
        reach=reach_of(campaign),
        needs=tuple(NeedCode(code) for code in codes),
    )


def _line(one: LetterTo, plate: Doorplate, welcome: dict[int, tuple[int, ...]]) -> LetterLine:
    return LetterLine(
        number=one.pk,
        plate=plate,
        language=one.target.language,
        answer=LetterAnswer(one.answer) if one.answer else None,
        is_held_back=one.target_id not in welcome or not plate.place,
    )
