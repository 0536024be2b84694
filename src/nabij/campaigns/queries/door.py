"""What a visitor sees: the doors of the own round of today, and nothing of why a household is on a list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nabij.campaigns import policies
from nabij.campaigns.models import (
    DoorTold,
    Instruction,
    InstructionTick,
    Round,
    Stop,
    Target,
    Worry,
)
from nabij.campaigns.queries.plates import persons_meant, plates_of
from nabij.campaigns.queries.round_packages import NOTHING, Bag, ToBring, bags_of, to_bring
from nabij.campaigns.types import (
    AGAINST,
    LABELS_AT_DOOR,
    TOLD_AT_DOOR,
    CampaignState,
    Channel,
    NeedCode,
    NotThisDoor,
    NotTicked,
    Outcome,
    RoundNotThere,
)
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.registry.queries.doors import doors_to_visit
from nabij.registry.queries.outreach_names import Doorplate


@dataclass(frozen=True, slots=True)
class Door:
    """One door of a round: who lives there as a doorbell says it, their language, and what came of it."""

    stop_id: int
    number: int
    names: tuple[str, ...]
    place: tuple[str, ...]
    language: str
    arrives_at: datetime
    promised_at: datetime | None
    told: str
    """The outcome that stands; empty while nobody told anything."""
    is_open: bool
    bag: Bag | None = None
    """The bag with packages for this door; None where none is brought."""

    @property
    def called(self) -> str:
        """What they are called, together."""
        return " & ".join(self.names)

    @property
    def said(self) -> str:
        """What came of it, in words for people."""
        return str(LABELS_AT_DOOR[Outcome(self.told)]) if self.told else ""


@dataclass(frozen=True, slots=True)
class WalkedRound:
    """A round with its doors in order. `hidden` doors may not be rung any more, so they name nobody."""

    round: Round
    sender_name: str
    channel: Channel
    doors: tuple[Door, ...]
    hidden: int
    needs: tuple[NeedCode, ...]
    texts: Mapping[str, str]
    bring: ToBring = NOTHING
    """What goes along for the doors that are still to be told."""

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What can be told here."""
        return TOLD_AT_DOOR[self.channel]

    @property
    def open_doors(self) -> tuple[Door, ...]:
        """Where nobody was yet, in order."""
        return tuple(one for one in self.doors if one.is_open)

    @property
    def done_doors(self) -> tuple[Door, ...]:
        """Where somebody was."""
        return tuple(one for one in self.doors if not one.is_open)

    def script(self, language: str) -> tuple[str, tuple[str, ...]]:
        """The language and the lines of what is said first at a door."""
        spoken = language if language in self.texts else "nl"
        return spoken, tuple(line for line in self.texts.get(spoken, "").splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class VisitorDay:
    """The day of a visitor. An instruction that is not ticked comes before any door."""

    instruction: Instruction | None
    walked: WalkedRound | None
    later: tuple[Round, ...]
    """Other rounds of today, without names."""


def rounds_to_walk(actor: Actor, *, now: datetime) -> list[Round]:
    """The rounds of this visitor today, of campaigns that run, in order."""
    rounds = Round.objects.walkable().of(worker(actor), day_of(now))
    return list(
        rounds.filter(campaign__state=CampaignState.RUNNING, campaign__town__in=actor.towns).select_related(
            "campaign"
        )
    )


def round_to_walk(actor: Actor, round_id: int, *, now: datetime) -> Round:
    """A round of this visitor that may be walked now. Raises RoundNotThere, NotTicked."""
    found = next((one for one in rounds_to_walk(actor, now=now) if one.pk == round_id), None)
    if found is None:
        raise RoundNotThere
    if not_ticked(actor, [found.campaign_id]):
        raise NotTicked
    return found


def not_ticked(actor: Actor, campaign_ids: Collection[int]) -> list[Instruction]:
    """The newest instruction of each of these campaigns that this visitor did not tick."""
    newest: dict[int, Instruction] = {}
    for one in Instruction.objects.filter(campaign__in=campaign_ids).order_by("campaign", "version"):
        newest[one.campaign_id] = one
    ticks = InstructionTick.objects.filter(staff=actor.staff_id, instruction__in=list(newest.values()))
    ticked = set(ticks.values_list("instruction_id", flat=True))
    return [one for one in newest.values() if one.pk not in ticked]


@transaction.atomic
def visitor_day(actor: Actor, *, now: datetime) -> VisitorDay:
    """The page of a visitor; whoever is shown is in the log, each person once. Raises Refused."""
    require(policies.may_go(actor))
    rounds = rounds_to_walk(actor, now=now)
    if waiting := not_ticked(actor, {one.campaign_id for one in rounds}):
        return VisitorDay(waiting[0], None, tuple(rounds))
    unfinished = set(
        Stop.objects.open().filter(round__in=rounds).order_by().values_list("round_id", flat=True).distinct()
    )
    here = next((one for one in rounds if one.pk in unfinished), rounds[0] if rounds else None)
    walked = _walked(actor, here, now) if here else None
    return VisitorDay(None, walked, tuple(one for one in rounds if one != here))


@transaction.atomic
def walked_round(actor: Actor, round_id: int, *, now: datetime) -> WalkedRound:
    """A round with all that a phone takes along. Raises Refused, RoundNotThere, NotTicked."""
    require(policies.may_go(actor))
    return _walked(actor, round_to_walk(actor, round_id, now=now), now)


@transaction.atomic
def visitor_door(actor: Actor, stop_id: int, *, now: datetime) -> tuple[WalkedRound, Door, bool]:
    """One door of a round of today, and whether a worry is open. Raises Refused, NotThisDoor, NotTicked."""
    require(policies.may_go(actor))
    stop = Stop.objects.standing().filter(pk=stop_id, round__goer=actor.staff_id).first()
    if stop is None:
        raise NotThisDoor
    try:
        found = round_to_walk(actor, stop.round_id, now=now)
    except RoundNotThere as gone:
        raise NotThisDoor from gone
    walked = _walked(actor, found, now, only=stop_id)
    if not walked.doors:
        raise NotThisDoor
    return walked, walked.doors[0], Worry.objects.open().filter(target=stop.target_id).exists()


def _walked(actor: Actor, found: Round, now: datetime, *, only: int | None = None) -> WalkedRound:
    campaign = found.campaign
    stops = Stop.objects.standing().filter(round=found).select_related("target").order_by("number")
    wanted = list(stops.filter(pk=only) if only else stops)
    persons = persons_meant([one.target for one in wanted])
    welcome = _welcome(persons, Channel(campaign.channel), now)
    # The family of a listed door is not in the register, so nothing there can speak against a visit.
    shown = [
        one for one in wanted if one.done_at or one.target.door_id is not None or welcome.get(one.target_id)
    ]
    meant = {one.target_id: welcome.get(one.target_id) or persons[one.target_id] for one in shown}
    plates = _plates(actor, [one.target for one in shown], meant, now)
    told, bags = _told(shown), bags_of(campaign, shown)
    return WalkedRound(
        round=found,
        sender_name=campaign.sender_name,
        channel=Channel(campaign.channel),
        doors=tuple(
            _door(one, plates[one.target_id], told.get(one.pk, ""), bags.get(one.target_id)) for one in shown
        ),
        hidden=len(wanted) - len(shown),
        needs=tuple(NeedCode(code) for code in campaign.needs.order_by("pk").values_list("code", flat=True)),
        texts=dict(campaign.texts.values_list("language", "words")),
        bring=NOTHING if only else to_bring(campaign, shown),
    )


def _welcome(persons: Mapping[int, list[int]], channel: Channel, now: datetime) -> dict[int, list[int]]:
    """Of each target whoever may still be visited at this moment: the register may have changed since."""
    known = Target.objects.filter(pk__in=list(persons), household__isnull=False)
    homes = dict(known.values_list("pk", "household_id"))
    doors = doors_to_visit(
        {home: persons[one] for one, home in homes.items()}, against=AGAINST[channel], now=now
    )
    return {
        one: [person for person in persons[one] if person in doors[home].welcome]
        for one, home in homes.items()
    }


def _plates(
    actor: Actor, targets: Sequence[Target], persons: Mapping[int, Collection[int]], now: datetime
) -> dict[int, Doorplate]:
    return plates_of(actor, targets, event="campaigns.door_read", now=now, meant=persons)


def _told(stops: Sequence[Stop]) -> dict[int, str]:
    rows = DoorTold.objects.visits().filter(stop__in=stops).order_by("ends", "pk")
    return dict(rows.values_list("stop_id", "outcome"))


def _door(stop: Stop, plate: Doorplate, told: str, bag: Bag | None) -> Door:
    return Door(
        stop_id=stop.pk,
        number=stop.number,
        names=plate.names,
        place=plate.place,
        language=stop.target.language,
        arrives_at=stop.arrives_at,
        promised_at=stop.target.promised_from,
        told=told,
        is_open=stop.done_at is None,
        bag=bag,
    )
