"""What happened at a door, told once: the first word is the visit, what comes later about it is a note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.actions.ending_rounds import close_finished
from nabij.campaigns.actions.settling import Told, keep_wish, pass_on_needs, settle
from nabij.campaigns.models import Attempt, DoorTold, Stop, TakenRound, Target, Worry
from nabij.campaigns.models.door import DoorToldQuerySet
from nabij.campaigns.types import (
    ENDS_AT_DOOR,
    TOLD_AT_DOOR,
    Channel,
    NeedCode,
    NotThisDoor,
    Outcome,
)
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.brought import Answer, ItemState
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text

PROMISED_FOR = timedelta(hours=1)
"""Whoever was told “I come back at three” expects somebody between three and four."""


@dataclass(frozen=True, slots=True)
class AtDevice:
    """Where and when something was told: by the clock of the device, and by that clock when it was sent."""

    told_at: datetime
    sent_at: datetime
    sequence: int = 0
    taken: TakenRound | None = None
    card_left: bool = False

    def skew(self, now: datetime) -> timedelta:
        """How far the clock of the device is behind that of the server."""
        return now - self.sent_at

    def happened_at(self, stop: Stop, now: datetime) -> datetime:
        """When it happened by our clock: never before the round was made, never in the future."""
        earliest = self.taken.taken_at if self.taken else stop.round.made_at
        return min(now, max(earliest, self.told_at + self.skew(now)))


def told_here(now: datetime, *, card_left: bool = False) -> AtDevice:
    """Told on a page of the server: there is one clock."""
    return AtDevice(told_at=now, sent_at=now, card_left=card_left)


@transaction.atomic
def tell_at_door(
    *, actor: Actor, stop_id: int, told: Told, client_id: UUID, at_device: AtDevice, now: datetime
) -> Answer:
    """Say what happened at a door of a round of one's own. Also after the campaign was stopped.

    Who was first has the visit. A second word about it is kept as a note; what was asked in it that nobody
    asked before goes to its team all the same. Somebody found at home after all is a visit of its own. A
    repeat of `client_id` changes nothing. Raises Refused, NotThisDoor, NotPossible, ClientIdReused.
    """
    require(policies.may_go(actor))
    return write_told(actor, stop_id, told, client_id=client_id, at_device=at_device, now=now)


def write_told(
    goer: Actor, stop_id: int, told: Told, *, client_id: UUID, at_device: AtDevice, now: datetime
) -> Answer:
    """The same in the caller's transaction, of whoever was there and may go or may not any more.

    Raises as `tell_at_door`.
    """

    def work() -> int:
        stop, target = _stop_of(worker(goer), stop_id)
        said = _checked(stop, told, now)
        return _keep(goer, stop, target, said, client_id, at_device, now).pk

    content = {
        "stop": stop_id,
        "may_contact": told.may_contact,
        "told_at": at_device.told_at,
        "sequence": at_device.sequence,
        "card_left": at_device.card_left,
        **told.content(),
    }
    number = once(
        "campaigns.tell_at_door", actor=goer, client_id=client_id, content=content, now=now, work=work
    )
    return answer_of(number)


def answer_of(number: int) -> Answer:
    """What is answered for something that was told: the same each time it is asked."""
    found = DoorTold.objects.select_related("goer").filter(pk=number).first()
    if found is None or found.attempt_id is not None:
        return Answer(ItemState.ACCEPTED, str(number))
    first = (
        DoorTold.objects.visits()
        .filter(target=found.target_id, pk__lt=number)
        .order_by("-ends", "pk")
        .first()
    )
    at = first.happened_at.astimezone(BRUSSELS) if first else found.received_at.astimezone(BRUSSELS)
    said = _("This door was told about before, at %(at)s. Yours is kept as a note for the coordinator.") % {
        "at": at.strftime("%H.%M")
    }
    return Answer(ItemState.NOTE, str(number), said)


def _stop_of(goer_id: int, stop_id: int) -> tuple[Stop, Target]:
    """A door of a round of this visitor with its target, locked. Raises NotThisDoor."""
    stop = Stop.objects.select_related("round").filter(pk=stop_id, round__goer=goer_id).first()
    if stop is None:
        raise NotThisDoor
    target = Target.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=stop.target_id)
    stop.refresh_from_db(fields=["done_at", "taken_off_at"])
    return stop, target


def _checked(stop: Stop, told: Told, now: datetime) -> Told:
    channel = Channel(stop.round.campaign.channel)
    if told.outcome not in TOLD_AT_DOOR.get(channel, ()):
        raise NotPossible(_("Tap what happened at the door."), field="outcome")
    if told.call_back_at is not None and told.call_back_at <= now:
        # It came later than the moment itself: then the door waits for the next round.
        told = replace(told, call_back_at=None)
    return told.checked(now)


def _keep(
    goer: Actor,
    stop: Stop,
    target: Target,
    told: Told,
    client_id: UUID,
    at_device: AtDevice,
    now: datetime,
) -> DoorTold:
    earlier = _about(stop)
    ends = told.outcome in ENDS_AT_DOOR
    is_visit = _is_visit(stop, earlier, ends=ends)
    asked = replace(told, needs=_new_needs(earlier, told))
    happened_at = at_device.happened_at(stop, now)
    attempt = None
    if is_visit:
        _close_stops(stop, target, ends=ends, now=now)
        settle(target, asked, actor=goer, caller_id=worker(goer), now=now, at=happened_at)
        attempt = Attempt.objects.filter(target=target).latest("number")
        _promise(target, told)
    else:
        keep_wish(target, told, actor=goer, now=now)
        pass_on_needs(target, asked, actor=goer, now=now)
        _record("campaigns.told_again", target, goer, now)
    return DoorTold.objects.create(
        client_id=client_id,
        stop=stop,
        target=target,
        goer_id=worker(goer),
        taken=at_device.taken,
        attempt=attempt,
        outcome=told.outcome,
        ends=ends,
        needs=sorted(told.needs),
        may_contact=bool(told.needs) and told.may_contact,
        card_left=at_device.card_left and told.outcome == Outcome.NO_ANSWER,
        told_at=at_device.told_at,
        happened_at=happened_at,
        received_at=now,
        skew_seconds=round(at_device.skew(now).total_seconds()),
        sequence=at_device.sequence,
    )


def _about(stop: Stop) -> DoorToldQuerySet:
    """What was told about this door in this round, also by a colleague to whom it was given meanwhile."""
    same = Q(stop=stop)
    elsewhere = Q(target=stop.target_id, ends=True, received_at__gte=stop.round.made_at)
    return DoorTold.objects.filter(same | elsewhere)


def _is_visit(stop: Stop, earlier: DoorToldQuerySet, *, ends: bool) -> bool:
    """Whether this word is a visit: nobody told about the door, or it found somebody after all."""
    if earlier.visits().filter(ends=True).exists():
        return False
    return ends or not earlier.visits().filter(stop=stop).exists()


def _new_needs(earlier: DoorToldQuerySet, told: Told) -> tuple[NeedCode, ...]:
    """What nobody asked before at this door: two colleagues who hear the same make one question of it.

    Words of the second are not lost: they go to the team with one of the questions.
    """
    heard = earlier.filter(may_contact=True).values_list("needs", flat=True)
    known = {code for codes in heard for code in codes}
    new = tuple(one for one in told.needs if one not in known)
    return new or (told.needs[:1] if told.words else ())


def _close_stops(stop: Stop, target: Target, *, ends: bool, now: datetime) -> None:
    # The door may have been given to a colleague meanwhile: then nobody has to go there any more.
    told = Q(target=target.pk) if ends else Q(pk=stop.pk)
    stops = Stop.objects.open().filter(told)
    rounds = set(stops.order_by().values_list("round", flat=True))
    stops.update(done_at=now)
    close_finished(rounds, now)


def _promise(target: Target, told: Told) -> None:
    """A moment that was agreed at the door is a promised visit; any other outcome ends an older promise."""
    at = told.call_back_at
    until = at + PROMISED_FOR if at else None
    Target.objects.filter(pk=target.pk).update(promised_from=at, promised_until=until)


@transaction.atomic
def raise_worry_at_door(*, actor: Actor, stop_id: int, words: str, client_id: UUID, now: datetime) -> Answer:
    """“I am worried”, at a door: the duty team is called at once.

    A second tap about the same door keeps the hour of the first. Raises Refused, NotThisDoor, NotPossible.
    """
    require(policies.may_go(actor))
    return write_worry(actor, stop_id, words, client_id=client_id, now=now)


def write_worry(goer: Actor, stop_id: int, words: str, *, client_id: UUID, now: datetime) -> Answer:
    """The same in the caller's transaction, of whoever was there. Raises as `raise_worry_at_door`."""
    words = clean_text(words, longest=300, field="worry")

    def work() -> int:
        _stop, target = _stop_of(worker(goer), stop_id)
        try:
            with transaction.atomic():
                worry = Worry.objects.create(
                    campaign=target.campaign,
                    target=target,
                    household_id=target.home_id,
                    words=words,
                    team_id=target.campaign.duty_team_id,
                    raised_at=now,
                    raised_by_id=worker(goer),
                )
        except IntegrityError:
            return Worry.objects.open().get(target=target).pk
        _record("campaigns.worry_raised", target, goer, now)
        return worry.pk

    content = {"stop": stop_id, "words": words}
    number = once(
        "campaigns.worry_at_door", actor=goer, client_id=client_id, content=content, now=now, work=work
    )
    return Answer(ItemState.ACCEPTED, str(number), _("The duty team is called."))


def _record(event: str, target: Target, actor: Actor, now: datetime) -> None:
    about = registry.numbers_of_persons(target.persons.values_list("person_id", flat=True))
    record(event, actor=actor, about=about, at=now, detail={"campaign": target.campaign_id})
