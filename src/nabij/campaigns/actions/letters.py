"""Letters to whoever could not be called: in batches, each household once, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.actions.ending_rounds import leave_rounds, leave_where_unwelcome
from nabij.campaigns.actions.preparing import LONGEST_TEXT, refuse_telling
from nabij.campaigns.actions.settling import Told, settle
from nabij.campaigns.models import LetterBatch, LetterHead, LetterText, LetterTo, NextTarget, Target
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.chain import for_letters, who_may_go_on
from nabij.campaigns.queries.letter_words import LANGUAGES
from nabij.campaigns.types import CampaignMovedOn, CampaignState, Outcome, PassedBecause, TargetState
from nabij.campaigns.types.chain import AGAINST_LETTERS, MOST_LETTERS, LetterAnswer
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.actions.outreach import keep_wish_heard
from nabij.registry.types import NotPossible, WishKind, clean_text

GO_ON = (CampaignState.RUNNING, CampaignState.STOPPED, CampaignState.CLOSED)


@transaction.atomic
def write_letter(
    *, actor: Actor, campaign_id: int, reach: str, words: Mapping[str, str], now: datetime
) -> None:
    """Say how people answer, and give the letter other words; an empty text brings those of the house back.

    Raises Refused, NotFoundHere, NotPossible with the word that tells too much.
    """
    campaign_of(actor, campaign_id)
    reach = clean_text(reach, longest=200, field="reach")
    if not reach:
        raise NotPossible(
            _("Say how people can answer: a telephone number, an address. Nothing was saved yet."),
            field="reach",
        )
    refuse_telling(reach, "nl", "reach")
    LetterHead.objects.update_or_create(campaign_id=campaign_id, defaults={"reach": reach})
    kept = _checked(words)
    LetterText.objects.filter(campaign=campaign_id).delete()
    LetterText.objects.bulk_create(
        LetterText(campaign_id=campaign_id, language=language, words=text) for language, text in kept.items()
    )
    record("campaigns.letter_written", actor=actor, at=now, detail={"campaign": campaign_id})


def _checked(words: Mapping[str, str]) -> dict[str, str]:
    """The texts that say something, by language. Raises NotPossible."""
    kept: dict[str, str] = {}
    for language, text in words.items():
        if language not in LANGUAGES:
            raise NotPossible(_("There is no letter in this language."))
        lines = [clean_text(line, longest=LONGEST_TEXT) for line in text.splitlines()]
        said = "\n".join(lines).strip()
        if len(said) > LONGEST_TEXT:
            raise NotPossible(
                _("This text is too long: %(most)d signs at most. Make it shorter.") % {"most": LONGEST_TEXT},
                field=f"letter_{language}",
            )
        if said:
            refuse_telling(said, language, f"letter_{language}")
            kept[language] = said
    return kept


@transaction.atomic
def make_letters(*, actor: Actor, campaign_id: int, client_id: UUID, now: datetime) -> int:
    """Put everybody who could not be called, and got no letter yet, in one batch; returns its number.

    Who asked for no letters, or whose address stays secret, is not in it and stays on the list for the door.
    Raises Refused, NotFoundHere, NotPossible when nobody waits for one, CampaignMovedOn, ClientIdReused.
    """
    campaign = campaign_of(actor, campaign_id)
    if campaign.state not in GO_ON or campaign.cleaned_at is not None:
        raise CampaignMovedOn
    if not LetterHead.objects.filter(campaign=campaign).exists():
        raise NotPossible(_("Say first how people can answer the letter. Nothing was made."))

    def work() -> int:
        waiting = for_letters(campaign).select_for_update(of=("self",))
        found, _left_out = who_may_go_on(list(waiting), town=campaign.town, against=AGAINST_LETTERS, now=now)
        if not found:
            raise NotPossible(_("Nobody waits for a letter whom one may be sent. Nothing was made."))
        batch = LetterBatch.objects.create(campaign=campaign, made_at=now, made_by_id=worker(actor))
        LetterTo.objects.bulk_create(LetterTo(batch=batch, target=one.target) for one in found[:MOST_LETTERS])
        detail = {"campaign": campaign_id, "batch": batch.pk}
        record("campaigns.letters_made", actor=actor, at=now, detail=detail)
        return batch.pk

    content = {"campaign": campaign_id}
    return once("campaigns.letters", actor=actor, client_id=client_id, content=content, now=now, work=work)


def own_batch(actor: Actor, batch_id: int) -> LetterBatch:
    """A batch of a campaign of this lead. Raises Refused, NotFoundHere."""
    found = LetterBatch.objects.select_related("campaign").filter(pk=batch_id).first()
    if found is None:
        raise NotFoundHere
    campaign_of(actor, found.campaign_id)
    return found


@transaction.atomic
def send_letters(*, actor: Actor, batch_id: int, now: datetime) -> None:
    """Mark a batch as sent: once. A repeat changes nothing. Raises Refused, NotFoundHere."""
    batch = own_batch(actor, batch_id)
    waiting = LetterBatch.objects.filter(pk=batch_id, sent_at=None)
    if waiting.update(sent_at=now, sent_by=worker(actor)):
        persons = Target.objects.filter(letter__batch=batch).values_list("persons__person", flat=True)
        about = registry.numbers_of_persons([one for one in persons if one is not None])
        detail = {"campaign": batch.campaign_id, "batch": batch_id}
        record("campaigns.letters_sent", actor=actor, about=about, at=now, detail=detail)


@transaction.atomic
def drop_letters(*, actor: Actor, batch_id: int, now: datetime) -> None:
    """Take back a batch that was not sent; its households wait for a letter again.

    Raises Refused, NotFoundHere, NotPossible when it was sent.
    """
    batch = own_batch(actor, batch_id)
    if not LetterBatch.objects.filter(pk=batch_id, sent_at=None).delete()[0]:
        raise NotPossible(_("These letters were marked as sent. Nothing was changed."))
    record("campaigns.letters_dropped", actor=actor, at=now, detail={"campaign": batch.campaign_id})


@transaction.atomic
def settle_letter(
    *,
    actor: Actor,
    batch_id: int,
    letter_id: int,
    answer: LetterAnswer,
    told: Told,
    client_id: UUID,
    now: datetime,
) -> int:
    """Write down what came back on a letter; returns how many things there are to do.

    It counts where the household is now: when somebody would go to its door already, nobody goes any more.
    Raises Refused, NotFoundHere, NotPossible for a letter that was not sent or answered before.
    """
    batch = own_batch(actor, batch_id)

    def work() -> int:
        waiting = LetterTo.objects.filter(pk=letter_id, batch=batch_id, answer="")
        if batch.sent_at is None:
            raise NotPossible(_("Mark the letters as sent first. Nothing was changed."))
        if not waiting.update(answer=answer, answered_at=now, answered_by=worker(actor)):
            raise NotPossible(_("What came back on this letter was written down already."))
        target = _last_of(LetterTo.objects.get(pk=letter_id).target_id)
        return _settle(target, answer, told, actor, now)

    content = {"batch": batch_id, "letter": letter_id, "answer": answer, **told.content()}
    return once("campaigns.answer", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _last_of(target_id: int) -> Target:
    """The target as which the household of a letter stands on the last list of the chain, locked."""
    number = target_id
    while (
        after := NextTarget.objects.filter(target=number).values_list("after", flat=True).first()
    ) is not None:
        number = after
    return Target.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=number)


def _settle(target: Target, answer: LetterAnswer, told: Told, actor: Actor, now: datetime) -> int:
    free = {"held_by": None, "held_until": None, "hold": None, "paper": None}
    if answer == LetterAnswer.REFUSED:
        Target.objects.filter(pk=target.pk).update(
            **free, state=TargetState.ENDED, passed_because=PassedBecause.NO_MORE_CALLS
        )
        leave_rounds([target.pk], now)
        persons = list(target.persons.values_list("person_id", flat=True))
        reason = _("Said so in answer to a letter")
        keep_wish_heard(actor=actor, person_ids=persons, kind=WishKind.DO_NOT_CONTACT, detail=reason, now=now)
        leave_where_unwelcome(Q(target__household=target.home_id), now)
        return 0
    Target.objects.filter(pk=target.pk).update(**free, state=TargetState.OPEN, passed_because="")
    target.refresh_from_db()
    if answer == LetterAnswer.RETURNED:
        return settle(target, Told(Outcome.MOVED_OR_DIED), actor=actor, caller_id=worker(actor), now=now)
    todo = settle(
        target,
        Told(Outcome.TALKED, told.needs, told.words),
        actor=actor,
        caller_id=worker(actor),
        now=now,
    )
    # A round that calls again after some days has no number to call here.
    Target.objects.filter(pk=target.pk, state=TargetState.OPEN).update(state=TargetState.REACHED)
    return todo
