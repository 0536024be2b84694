"""What still holds of a round on a phone, and what came back from doors for the coordinator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nabij.campaigns import policies
from nabij.campaigns.models import (
    Campaign,
    DoorTold,
    HeldDelivery,
    Instruction,
    Round,
    Stop,
    TakenRound,
)
from nabij.campaigns.queries.door import not_ticked
from nabij.campaigns.queries.going import arranged_campaign_of
from nabij.campaigns.queries.held import held_at, notes_at
from nabij.campaigns.queries.list_names import plates_for_lead
from nabij.campaigns.queries.report import needs_without_consent
from nabij.campaigns.types import LABELS_AT_DOOR, SKEW_TOLD, CampaignState, NeedCode, Outcome, shown
from nabij.kernel.actors import Actor
from nabij.registry.queries.outreach_names import Doorplate
from nabij.staff import queries as staff

MOST_ROWS = 100
LAST_TAKEN = 10


@dataclass(frozen=True, slots=True)
class OnPhone:
    """A round on a phone of this visitor: whether it may still be walked, and which of its doors are left."""

    number: str
    holds: bool
    instruction: Instruction | None
    standing: tuple[int, ...]


def on_phones(actor: Actor, *, now: datetime) -> list[OnPhone]:
    """The rounds that this visitor took along and did not finish. Names nobody."""
    taken = list(TakenRound.objects.out(now).filter(goer=actor.staff_id).select_related("round__campaign"))
    may_go = policies.may_go(actor).allowed
    walkable = set(
        Round.objects.walkable().filter(pk__in={one.round_id for one in taken}).values_list("pk", flat=True)
    )
    holding = {
        one.pk
        for one in taken
        if may_go
        and now < one.gone_at
        and one.round_id in walkable
        and one.round.goer_id == actor.staff_id
        and one.round.campaign.state == CampaignState.RUNNING
        and one.round.campaign.town in actor.towns
    }
    instructions = {
        one.campaign_id: one
        for one in not_ticked(actor, {one.round.campaign_id for one in taken if one.pk in holding})
    }
    stops: dict[int, list[int]] = {}
    rows = Stop.objects.standing().filter(round__in={one.round_id for one in taken if one.pk in holding})
    for stop, found in rows.order_by("number").values_list("pk", "round_id"):
        stops.setdefault(found, []).append(stop)
    return [
        OnPhone(
            number=str(one.number),
            holds=one.pk in holding,
            instruction=instructions.get(one.round.campaign_id) if one.pk in holding else None,
            standing=tuple(stops.get(one.round_id, ())),
        )
        for one in taken
    ]


def may_wait(actor: Actor, now: datetime) -> bool:
    """Whether something that this visitor told may still be waiting on a phone."""
    return actor.is_known and TakenRound.objects.out(now).filter(goer=actor.staff_id).exists()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A second word about a door, beside the visit that stands."""

    told: DoorTold
    goer: str
    plate: Doorplate

    @property
    def said(self) -> str:
        """What the note says came of it."""
        return str(LABELS_AT_DOOR[Outcome(self.told.outcome)])

    @property
    def needs(self) -> tuple[str, ...]:
        """What was asked, in words."""
        return tuple(str(NeedCode(code).label) for code in self.told.needs)


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A note or something held that somebody took up: what it was, by whom, when, and what was done."""

    what: str
    by: str
    at: datetime
    done: str = ""


@dataclass(frozen=True, slots=True)
class PhonesPage:
    """What came back from doors, as the coordinator sees it."""

    campaign: Campaign
    instruction: Instruction | None
    ticked: int
    owner: str
    """Who prepared the campaign, and so takes up what comes back; empty for an account that is gone."""
    notes: tuple[NoteLine, ...]
    held: tuple[tuple[HeldDelivery, str], ...]
    taken_up: tuple[TakenUp, ...]
    """What was taken up last, of both; gone with the people of the campaign: words can tell of them."""
    out: tuple[tuple[TakenRound, str], ...]
    """Rounds that are on a phone which did not say yet that it is empty, with whose."""
    odd_clocks: tuple[tuple[str, int], ...]
    """Whose phone has a clock that is wrong, and by how many minutes at most."""
    without_consent: tuple[tuple[str, int | None], ...]
    """How often each thing was asked without consent to be contacted; a small number is hidden."""


@transaction.atomic
def phones_page(actor: Actor, campaign_id: int, *, now: datetime) -> PhonesPage:
    """A campaign and its doors; who stands on a note is in the log. Raises Refused, NotFoundHere."""
    campaign = arranged_campaign_of(actor, campaign_id)
    instruction = Instruction.objects.filter(campaign=campaign).order_by("-version").first()
    notes = _notes(campaign)
    every = held_at(actor, campaign)
    held = list(every.open()[:MOST_ROWS])
    seen = list(notes_at(campaign).exclude(seen_at=None).order_by("-seen_at", "-pk")[:LAST_TAKEN])
    settled = list(every.exclude(settled_at=None).order_by("-settled_at", "-pk")[:LAST_TAKEN])
    out = list(
        TakenRound.objects.out(now).filter(round__campaign=campaign).select_related("round")[:MOST_ROWS]
    )
    odd = _odd_clocks(campaign)
    people = {one.goer_id for one in notes} | {one.goer_id for one in held} | {one.goer_id for one in out}
    took = [one.seen_by_id for one in seen] + [one.settled_by_id for one in settled]
    names = staff.names_of({*people, *odd, *(one for one in took if one is not None), campaign.made_by_id})
    return PhonesPage(
        campaign=campaign,
        instruction=instruction,
        ticked=instruction.ticks.count() if instruction else 0,
        owner=names.get(campaign.made_by_id, ""),
        notes=_named(actor, campaign, notes, names, now),
        held=tuple((one, names.get(one.goer_id, "")) for one in held),
        taken_up=() if campaign.cleaned_at else _taken_up(seen, settled, names),
        out=tuple((one, names.get(one.goer_id, "")) for one in out),
        odd_clocks=tuple((names.get(goer, ""), minutes) for goer, minutes in odd.items()),
        without_consent=tuple(
            (str(NeedCode(code).label), number)
            for code, number in shown(needs_without_consent(campaign)).items()
        ),
    )


def _notes(campaign: Campaign) -> list[DoorTold]:
    rows = notes_at(campaign).filter(seen_at=None)
    return list(rows.select_related("target").order_by("received_at", "pk")[:MOST_ROWS])


def _taken_up(
    seen: list[DoorTold], settled: list[HeldDelivery], names: Mapping[int, str]
) -> tuple[TakenUp, ...]:
    lines = [
        TakenUp(str(LABELS_AT_DOOR[Outcome(one.outcome)]), names.get(one.seen_by_id or 0, ""), one.seen_at)
        for one in seen
        if one.seen_at is not None
    ]
    lines += [
        TakenUp(f"W{one.pk}", names.get(one.settled_by_id or 0, ""), one.settled_at, one.settled_what)
        for one in settled
        if one.settled_at is not None
    ]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:LAST_TAKEN])


def _named(
    actor: Actor, campaign: Campaign, notes: list[DoorTold], names: Mapping[int, str], now: datetime
) -> tuple[NoteLine, ...]:
    if not notes:
        return ()
    targets = {one.target_id: one.target for one in notes}
    event = "campaigns.door_notes_read"
    plates = plates_for_lead(actor, campaign, list(targets.values()), event=event, now=now)
    return tuple(NoteLine(one, names.get(one.goer_id, ""), plates[one.target_id]) for one in notes)


def _odd_clocks(campaign: Campaign) -> dict[int, int]:
    limit = SKEW_TOLD.total_seconds()
    found: dict[int, int] = {}
    rows = DoorTold.objects.filter(target__campaign=campaign).order_by()
    for goer, seconds in rows.values_list("goer_id", "skew_seconds"):
        if abs(seconds) > limit:
            found[goer] = max(found.get(goer, 0), abs(seconds) // 60)
    return found
