"""Pages of rounds that name people: one round with its doors, and the doors that are in none, with why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.campaigns.models import Campaign, NotPlanned, Planning, Round, Stop
from nabij.campaigns.queries.going import going_campaign_of
from nabij.campaigns.queries.list_names import plates_for_lead
from nabij.campaigns.queries.round_map import Drawing, drawn
from nabij.campaigns.queries.round_packages import Bag, ToBring, bags_of, to_bring
from nabij.campaigns.queries.rounds import (
    is_lost,
    minutes_of,
    reasons_of,
    way_of,
)
from nabij.campaigns.queries.target_doors import doors_of_targets
from nabij.campaigns.types import GoingMode, NotPlannedBecause
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import written_day
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.languages import language_name
from nabij.registry.queries.outreach_names import Doorplate
from nabij.staff import queries as staff

ON_A_PAGE = 50
MOST_MOVED = 50


@dataclass(frozen=True, slots=True)
class StopLine:
    """One door of a round."""

    stop: Stop
    plate: Doorplate
    language: str
    is_exact: bool
    is_promised: bool
    has_place: bool
    bag: Bag | None
    """What goes to this door; None where no packages are brought."""


@dataclass(frozen=True, slots=True)
class RoundSheet:
    """One round: who walks it, its doors in order, and a drawing."""

    campaign: Campaign
    round: Round
    name: str
    lines: tuple[StopLine, ...]
    drawing: Drawing | None
    is_by_roads: bool
    bring: ToBring
    has_labels: bool

    @property
    def minutes(self) -> int:
        """From leaving until being back."""
        return minutes_of(self.round)

    @property
    def kilometers(self) -> float:
        """How far it is."""
        return self.round.meters / 1000

    @property
    def begins_with(self) -> str:
        """Where it begins; empty when the shift was taken off."""
        return self.round.shift.start_name if self.round.shift else ""

    @property
    def ends_with(self) -> str:
        """Where it ends."""
        return self.round.shift.end_name if self.round.shift else ""

    @property
    def basis(self) -> str:
        """What the travel times rest on: it stands on every sheet."""
        return basis_of(self.round.mode, is_by_roads=self.is_by_roads)

    @property
    def has_vague(self) -> bool:
        """Whether of some door only the street or the neighbourhood is known."""
        return any(not line.is_exact for line in self.lines)


def basis_of(mode: str, *, is_by_roads: bool) -> str:
    """What travel times rest on, in a sentence."""
    if is_by_roads:
        return _("The times on the way come from the road service of the town.")
    speed = {GoingMode.FOOT: "4,5", GoingMode.BICYCLE: "14", GoingMode.CAR: "26"}[GoingMode(mode)]
    return _(
        "The times on the way are estimates: the straight line times 1.3, at %(speed)s km an hour. Water and "
        "railways are not counted."
    ) % {"speed": speed}


@transaction.atomic
def round_sheet(actor: Actor, round_id: int, *, now: datetime) -> RoundSheet:
    """One round of a campaign of this lead; everybody in it is in the log. Raises Refused, NotFoundHere."""
    found = Round.objects.select_related("shift").filter(pk=round_id).first()
    if found is None:
        raise NotFoundHere
    campaign = going_campaign_of(actor, found.campaign_id)
    stops = list(found.stops.standing().select_related("target").order_by("number"))
    doors = doors_of_targets(campaign, [stop.target_id for stop in stops], now=now)
    plates = plates_for_lead(
        actor, campaign, [stop.target for stop in stops], event="campaigns.round_read", now=now
    )
    bags = bags_of(campaign, stops)
    lines = []
    for stop in stops:
        point = doors[stop.target_id].point if stop.target_id in doors else None
        lines.append(
            StopLine(
                stop=stop,
                plate=plates[stop.target_id],
                language=language_name(stop.target.language) if stop.target.language else "",
                is_exact=point is not None and point.is_exact,
                is_promised=stop.target.promised_from is not None,
                has_place=point is not None,
                bag=bags.get(stop.target_id),
            )
        )
    last = Planning.objects.filter(campaign=campaign.pk, state__in=("done", "stopped")).order_by("-ended_at")
    return RoundSheet(
        campaign=campaign,
        round=found,
        name=staff.names_of([found.goer_id]).get(found.goer_id, ""),
        lines=tuple(lines),
        drawing=drawn([way_of(found, stops, doors)], is_alone=True),
        is_by_roads=bool(last.values_list("is_by_roads", flat=True).first()),
        bring=(bring := to_bring(campaign, stops)),
        has_labels=bool(bring.kinds),
    )


@dataclass(frozen=True, slots=True)
class NotPlannedLine:
    """A door that is in no round, and why in a sentence."""

    plate: Doorplate
    why: str
    because: NotPlannedBecause


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A door that went from one round to another: who and when, before and now; empty for no round."""

    plate: Doorplate
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlanningPage:
    """One planning: how far it is, and what came of it."""

    campaign: Campaign
    planning: Planning
    is_lost: bool
    reasons: tuple[tuple[str, int], ...]
    left_out: tuple[NotPlannedLine, ...]
    moved: tuple[MovedLine, ...]
    moved_number: int
    number: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages of doors that were left out."""
        return max(1, -(-self.number // ON_A_PAGE))


@transaction.atomic
def planning_page(
    actor: Actor, campaign_id: int, planning_id: int, *, page: int, now: datetime
) -> PlanningPage:
    """One planning with the doors it left out and the doors that moved; everybody named is in the log.

    Raises Refused, NotFoundHere.
    """
    campaign = going_campaign_of(actor, campaign_id)
    planning = Planning.objects.filter(pk=planning_id, campaign=campaign_id).first()
    if planning is None:
        raise NotFoundHere
    rows = NotPlanned.objects.filter(planning=planning_id).select_related("target")
    first = (page - 1) * ON_A_PAGE
    left_out = list(rows.order_by("because", "target__rank", "pk")[first : first + ON_A_PAGE])
    moved = _moved(planning)
    shown = moved[:MOST_MOVED] if page == 1 else []
    targets = [one.target for one in left_out] + [before.target for before, _after in shown]
    plates = plates_for_lead(actor, campaign, targets, event="campaigns.planning_read", now=now)
    rounds = [one for before, after in shown for one in (before.round, after.round if after else None) if one]
    names = staff.names_of({one.goer_id for one in rounds})
    return PlanningPage(
        campaign=campaign,
        planning=planning,
        is_lost=is_lost(planning, now),
        reasons=reasons_of(planning),
        left_out=tuple(
            NotPlannedLine(plates[one.target_id], why_in_words(one), NotPlannedBecause(one.because))
            for one in left_out
        ),
        moved=tuple(
            MovedLine(
                plates[before.target_id],
                _when(before, names),
                _when(after, names) if after else "",
            )
            for before, after in shown
        ),
        moved_number=len(moved),
        number=rows.count(),
        page=page,
    )


def _moved(planning: Planning) -> list[tuple[Stop, Stop | None]]:
    """The doors that this planning took out of a round and put elsewhere, at another time, or nowhere."""
    if planning.ended_at is None:
        return []
    mine = Stop.objects.filter(round__campaign=planning.campaign_id).select_related("round", "target")
    before = mine.filter(taken_off_at=planning.ended_at).order_by("arrives_at", "pk")
    later = mine.filter(target__in=before.values("target")).exclude(taken_off_at=planning.ended_at)
    after: dict[int, Stop] = {}
    for stop in later.filter(taken_off_at=None).order_by("pk"):
        after[stop.target_id] = stop
    pairs = [(stop, after.get(stop.target_id)) for stop in before]
    return [(old, new) for old, new in pairs if new is None or _is_elsewhere(old, new)]


def _is_elsewhere(old: Stop, new: Stop) -> bool:
    return old.round.goer_id != new.round.goer_id or old.arrives_at != new.arrives_at


def _when(stop: Stop, names: dict[int, str]) -> str:
    at = stop.arrives_at.astimezone(BRUSSELS)
    return f"{names.get(stop.round.goer_id, '')}, {written_day(at.date())} {at:%H:%M}"


def why_in_words(one: NotPlanned) -> str:
    """Why a door is in no round, with the facts."""
    facts, because = one.facts, NotPlannedBecause(one.because)
    said = facts.get("promised") or facts.get("at")
    at = datetime.fromisoformat(said).astimezone(BRUSSELS) if said else None
    known = {
        "moment": f"{written_day(at.date())} {at:%H:%M}" if at else "",
        "languages": ", ".join(language_name(code) for code in facts.get("languages", ())),
        "minutes": int(facts.get("minutes", 0)),
        "doors": int(facts.get("doors", 0)),
        "room": int(facts.get("room", 0)),
    }
    if because == NotPlannedBecause.WINDOW_CLOSED and "promised" in facts:
        return _("Nobody is out at the promised hour (%(moment)s).") % known
    return (_of_hours(because, known) or _of_people(because) or str(because.label)) % known


def _of_people(because: NotPlannedBecause) -> str:
    return {
        NotPlannedBecause.NO_SPEAKER: _("Nobody who goes speaks %(languages)s."),
        NotPlannedBecause.NOBODY_OF_TEAM: _(
            "Nobody of the team of this neighbourhood goes. Let teams help each other."
        ),
        NotPlannedBecause.CAPACITY: _("It does not fit in what goes along: there is room for %(room)d."),
    }.get(because, "")


def _of_hours(because: NotPlannedBecause, known: dict[str, Any]) -> str:
    return {
        NotPlannedBecause.WINDOW_CLOSED: _(
            "It is too late when somebody can be there: %(moment)s at the soonest."
        ),
        NotPlannedBecause.LATER: _("A next try is due from %(moment)s, after these days."),
        NotPlannedBecause.TOO_LONG: ngettext(
            "With the way there and back it takes %(minutes)d minute more than a half day.",
            "With the way there and back it takes %(minutes)d minutes more than a half day.",
            known["minutes"],
        ),
        NotPlannedBecause.PUSHES_OUT: ngettext(
            "There are not enough hours: it would take the place of %(doors)d other door.",
            "There are not enough hours: it would take the place of %(doors)d other doors.",
            known["doors"],
        ),
        NotPlannedBecause.NOT_ENOUGH_HOURS: ngettext(
            "There are not enough hours: %(minutes)d minute lacks.",
            "There are not enough hours: %(minutes)d minutes lack.",
            known["minutes"],
        ),
    }.get(because, "")
