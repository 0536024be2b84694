"""Taking a round along, and what a phone brings back: each letter opened, written down once, or held."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.actions.door import AtDevice, answer_of, write_told, write_worry
from nabij.campaigns.actions.recorded import Visit, Worried, read_item
from nabij.campaigns.models import DoorTold, HeldDelivery, TakenRound
from nabij.campaigns.queries.door import round_to_walk
from nabij.campaigns.queries.going import arranged_campaign_of
from nabij.campaigns.queries.held import held_for
from nabij.campaigns.types import GONE_AFTER, HeldBecause, NotThisDoor
from nabij.casework.types import worker
from nabij.kernel.actors import SYSTEM, Actor
from nabij.kernel.brought import Answer, ItemState, Letter, NotWritten, read_letter
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.types import ClientIdReused, NotPossible, clean_text


def key_name(number: UUID) -> str:
    """Under which name a phone seals what it tells about a round."""
    return f"campaigns.door/{number}"


@transaction.atomic
def take_round(*, actor: Actor, round_id: int, number: UUID, now: datetime) -> TakenRound:
    """Put a round of today on a phone: from now on what was sealed under `number` is known as this round.

    A repeat gives the same. Raises Refused, RoundNotThere, NotTicked.
    """
    require(policies.may_go(actor))
    found = round_to_walk(actor, round_id, now=now)
    standing = TakenRound.objects.filter(number=number).first()
    if standing is not None:
        if standing.goer_id != actor.staff_id or standing.round_id != found.pk:
            raise ClientIdReused
        return standing
    taken = TakenRound.objects.create(
        number=number,
        round=found,
        goer_id=worker(actor),
        taken_at=now,
        gone_at=max(found.ends_at, now) + GONE_AFTER,
    )
    detail = {"campaign": found.campaign_id, "round": found.pk}
    record("campaigns.round_taken", actor=actor, at=now, detail=detail)
    return taken


@transaction.atomic
def finish_taken(*, actor: Actor, number: UUID, now: datetime) -> None:
    """The phone says that nothing waits there and that no name is left; of one's own phone only."""
    TakenRound.objects.filter(number=number, goer=actor.staff_id, finished_at=None).update(finished_at=now)


def deliver(*, actor: Actor, letter: Letter, sent_at: datetime, now: datetime) -> Answer:
    """Open a letter and write down what stands in it, once; what cannot be written down is held.

    Nothing is dropped: whoever brings it may have lost the role since, the campaign may be stopped, the
    release of the phone may be older or newer. Of somebody else's round it stays on the phone (REFUSED).
    """
    taken = _taken_as(letter.taken)
    if taken is not None and taken.goer_id != actor.staff_id:
        return Answer(
            ItemState.REFUSED,
            "",
            _("Somebody else told this. Let that person log in on this phone; it stays here until then."),
        )
    if (standing := HeldDelivery.objects.filter(client_id=letter.client_id).first()) is not None:
        return _held_answer(standing, letter)
    try:
        if not policies.may_go(actor).allowed:
            raise NotWritten(HeldBecause.NOT_ALLOWED)
        return _write(worker(actor), taken, letter, sent_at=sent_at, now=now)
    except NotWritten as held:
        return _hold(actor, taken, letter, held, sent_at=sent_at, now=now)


def _taken_as(number: UUID | None) -> TakenRound | None:
    if number is None:
        return None
    return TakenRound.objects.select_related("round__campaign").filter(number=number).first()


def _write(
    goer_id: int, taken: TakenRound | None, letter: Letter, *, sent_at: datetime, now: datetime
) -> Answer:
    """Write down one letter in a transaction of its own, as told by whoever was there. Raises NotWritten."""
    if taken is None:
        raise NotWritten(HeldBecause.UNKNOWN)
    item, goer = _opened(letter), Actor(staff_id=goer_id)
    at = AtDevice(
        told_at=item.told_at, sent_at=sent_at, sequence=item.sequence, taken=taken, card_left=item.card_left
    )
    try:
        with transaction.atomic():
            if isinstance(item, Visit):
                return write_told(
                    goer, item.stop, item.told, client_id=letter.client_id, at_device=at, now=now
                )
            return write_worry(goer, item.stop, item.words, client_id=letter.client_id, now=now)
    except NotThisDoor as problem:
        raise NotWritten(HeldBecause.UNKNOWN) from problem
    except ClientIdReused as problem:
        raise NotWritten(HeldBecause.REUSED) from problem
    except NotPossible as problem:
        raise NotWritten(HeldBecause.NOT_POSSIBLE, str(problem)) from problem


def _opened(letter: Letter) -> Visit | Worried:
    assert letter.taken is not None
    return read_letter(letter, name=key_name(letter.taken), read=read_item)


@transaction.atomic
def _hold(
    actor: Actor,
    taken: TakenRound | None,
    letter: Letter,
    held: NotWritten,
    *,
    sent_at: datetime,
    now: datetime,
) -> Answer:
    campaign = taken.round.campaign if taken else None
    try:
        with transaction.atomic():
            kept = HeldDelivery.objects.create(
                client_id=letter.client_id,
                town=campaign.town if campaign else min(actor.towns, default=""),
                campaign=campaign,
                taken_number=letter.taken,
                goer_id=worker(actor),
                letter=dict(letter.sealed),
                because=held.because,
                said=held.said[:300],
                sent_at=sent_at,
                arrived_at=now,
            )
    except IntegrityError:  # the same, at the same moment
        return _held_answer(HeldDelivery.objects.get(client_id=letter.client_id), letter)
    detail: dict[str, str | int | bool] = {"because": str(held.because), "held": kept.pk}
    record("campaigns.delivery_held", actor=actor, at=now, detail=detail)
    return _held_answer(kept, letter)


def _held_answer(kept: HeldDelivery, letter: Letter) -> Answer:
    if dict(letter.sealed) != kept.letter:
        said = _(
            "The same number came before with something else in it. Both are kept; tell the coordinator."
        )
        return Answer(ItemState.REFUSED, "", said)
    written = DoorTold.objects.filter(client_id=kept.client_id).first()
    if written is not None and kept.because != HeldBecause.REUSED:
        return answer_of(written.pk)  # somebody tried again, and it worked
    said = _("This could not be written down by itself. It is kept, and the coordinator looks at it.")
    return Answer(ItemState.HELD, f"W{kept.pk}", said)


def try_again(*, actor: Actor, held_id: int, now: datetime) -> Answer:
    """Write down what was held, now that it may be possible: after a new release of the server, for instance.

    Raises Refused, NotFoundHere; NotPossible with the reason when it still is not.
    """
    held = held_for(actor, held_id)
    return _again(actor, held, now)


def _again(actor: Actor, held: HeldDelivery, now: datetime) -> Answer:
    letter = Letter(held.client_id, held.taken_number, held.letter)
    taken = _taken_as(held.taken_number)
    # The clock of the phone was as wrong then as it was; only what passed since is added.
    sent_at = held.sent_at + (now - held.arrived_at)
    try:
        with transaction.atomic():
            answer = _write(held.goer_id, taken, letter, sent_at=sent_at, now=now)
            said = _("Written down, number %(number)s") % {"number": answer.receipt}
            _settle(held, actor, said, now)
    except NotWritten as still:
        HeldDelivery.objects.filter(pk=held.pk).update(because=still.because, said=still.said[:300])
        raise NotPossible(
            still.said
            or _("It still cannot be written down: %(why)s.") % {"why": HeldBecause(still.because).label}
        ) from still
    return answer


def settle_held(*, actor: Actor, held_id: int, what: str, now: datetime) -> None:
    """Say how something that was held was settled, for instance by asking who told it.

    Raises Refused, NotFoundHere, NotPossible without words or when a colleague settled it.
    """
    held = held_for(actor, held_id)
    what = clean_text(what, longest=300, field="what")
    if not what:
        raise NotPossible(_("Say in a few words what was done."), field="what")
    with transaction.atomic():
        _settle(held, actor, what, now)


def _settle(held: HeldDelivery, actor: Actor, what: str, now: datetime) -> None:
    standing = HeldDelivery.objects.open().filter(pk=held.pk)
    if not standing.update(settled_at=now, settled_by=actor.staff_id, settled_what=what):
        raise NotPossible(_("A colleague settled this already. Nothing was changed."))
    detail: dict[str, str | int | bool] = {"held": held.pk}
    record("campaigns.held_settled", actor=actor, at=now, detail=detail)


def try_newer_again(now: datetime) -> int:
    """What waits for a new release of the server, tried once more; returns how many were written. Nightly."""
    number = 0
    for held in HeldDelivery.objects.open().filter(because=HeldBecause.NEWER).order_by("pk"):
        try:
            _again(SYSTEM, held, now)
            number += 1
        except NotPossible:
            continue
    return number


@transaction.atomic
def see_note(*, actor: Actor, told_id: int, now: datetime) -> int:
    """Somebody takes a note up; returns the campaign. Who was first stays. Raises Refused, NotFoundHere."""
    require(policies.may_plan_rounds(actor))
    found = DoorTold.objects.notes().select_related("target").filter(pk=told_id).first()
    if found is None:
        raise NotFoundHere
    arranged_campaign_of(actor, found.target.campaign_id)
    DoorTold.objects.filter(pk=told_id, seen_at=None).update(seen_at=now, seen_by=worker(actor))
    return found.target.campaign_id
