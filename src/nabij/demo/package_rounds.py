"""The packages of Winterpret on their way: two deliverers, rounds of the next half day, and what came of it.

The families of the list that live in Dijkzicht live at doors of which the point on the map is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.campaigns import actions, queries
from nabij.campaigns.actions import ShiftWish, Told, told_here
from nabij.campaigns.queries.asking_rounds import Wanted
from nabij.campaigns.types import CampaignState, CloseBecause, GoingMode, Outcome
from nabij.demo.door_round import next_half_day
from nabij.directory.queries import known_places
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij_methods.rounds import Effort

TOWN = "zonnedam"
DELIVERERS = {
    "dries@zonnedam.example": "Dries Zwin",
    "amal@zonnedam.example": "Amal Haddad",
}
MODES = (GoingMode.BICYCLE, GoingMode.FOOT)
ROOM = 16
"""So many packages one person takes along: less than all, so that both go."""
WHY_NOW = "De laatste boeken komen later deze week; wie nu thuis is, krijgt de rest na."
CAME_OF_IT = (
    *(Outcome.DELIVERED, Outcome.DELIVERED, Outcome.NO_ANSWER, Outcome.DELIVERED),
    *(Outcome.CALL_BACK, Outcome.MOVED_OR_DIED),
)
"""What the first deliverer told, door after door; at the last one nobody of the list lives any more."""


def load_package_rounds(
    *, coordinator: Actor, campaign_id: int, deliverers: Sequence[Actor], now: datetime
) -> None:
    """Let these people go out with packages of which the list is fixed. A repeat changes nothing."""
    campaign = queries.packages_page(coordinator, campaign_id).campaign
    places = [one for one in known_places(TOWN) if one.name == "Dijkzicht"]
    if campaign.state != CampaignState.FROZEN or not deliverers or not places:
        return
    for one in deliverers:
        assert one.staff_id is not None
        actions.add_caller(actor=coordinator, campaign_id=campaign_id, staff_id=one.staff_id, now=now)
    actions.start_packages(
        actor=coordinator,
        campaign_id=campaign_id,
        base_version=campaign.version,
        because=WHY_NOW,
        now=now,
    )
    day, part = next_half_day(now)
    for turn, one in enumerate(deliverers):
        assert one.staff_id is not None
        wish = ShiftWish(
            one.staff_id, (day,), (part,), MODES[turn % len(MODES)], places[0].key, capacity=ROOM
        )
        key = _key(f"shift {one.staff_id}")
        actions.add_shifts(actor=coordinator, campaign_id=campaign_id, wish=wish, client_id=key, now=now)
    wanted = Wanted(day_of(now), day_of(now) + timedelta(days=1), is_balanced=True)
    planning = actions.ask_planning(
        actor=coordinator, campaign_id=campaign_id, wanted=wanted, client_id=_key("planning"), now=now
    )
    actions.carry_out(planning, moment=lambda: now, effort=Effort(turns=200))
    _told(coordinator, campaign_id, deliverers[0], now)


def _told(coordinator: Actor, campaign_id: int, deliverer: Actor, now: datetime) -> None:
    """What the first doors of a deliverer came to, and one door that the coordinator closed."""
    page = queries.rounds_page(coordinator, campaign_id, day=None, now=now)
    own = [line.round for line in page.lines if line.round.goer_id == deliverer.staff_id]
    stops = [stop for one in own for stop in one.stops.order_by("number")]
    for turn, (stop, outcome) in enumerate(zip(stops, CAME_OF_IT, strict=False)):
        back = now + timedelta(days=1) if outcome == Outcome.CALL_BACK else None
        actions.tell_at_door(
            actor=deliverer,
            stop_id=stop.pk,
            told=Told(outcome, call_back_at=back),
            client_id=_key(f"told {turn}"),
            at_device=told_here(now, card_left=outcome == Outcome.NO_ANSWER),
            now=now,
        )
    if len(stops) > len(CAME_OF_IT):
        last = stops[-1]
        actions.close_door(
            actor=coordinator, target_id=last.target_id, because=CloseBecause.NOT_FOUND, now=now
        )


def _key(what: str) -> UUID:
    """The number of a form: the same each time the town is loaded."""
    return uuid5(NAMESPACE_URL, f"nabij/demo/package rounds/{what}")
