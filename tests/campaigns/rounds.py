"""A campaign that goes to doors, with visitors and shifts, for the tests."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from nabij.campaigns import actions
from nabij.campaigns.actions import ShiftWish
from nabij.campaigns.models import Planning, Shift, Stop, Target
from nabij.campaigns.queries.asking_rounds import Wanted
from nabij.campaigns.types import Channel, DayPart, GoingMode
from nabij.directory.models import Landmark
from nabij.kernel.actors import Actor
from nabij.registry.types import Door, Place
from nabij.staff.models import RoleGrant, StaffLanguage, TownGrant
from nabij.staff.types import Role
from nabij_methods.rounds import Effort
from tests.campaigns.town import Round as Town
from tests.campaigns.town import a_senior, a_town, fixed, senior
from tests.registry.people import NOW, TOWN, account, actor

TODAY = date(2026, 11, 23)
DAY = date(2026, 11, 24)
NORTH, EAST = 51.36, 2.91
LITTLE = Effort(turns=40)
"""Turns, not seconds: the same plan on any machine, and quick."""


def a_visitor(
    name: str = "siska", role: Role = Role.DOORSTEP_VISITOR, languages: tuple[str, ...] = ()
) -> Actor:
    user = account(name)
    RoleGrant.objects.create(user=user, role=role)
    TownGrant.objects.create(user=user, town=TOWN)
    for code in languages:
        StaffLanguage.objects.create(user=user, code=code)
    return actor(user, role)


def a_station() -> str:
    """A place of the town where rounds begin; gives its key."""
    mark, _new = Landmark.objects.get_or_create(
        town=TOWN, folded="station", defaults={"name": "Station", "latitude": NORTH, "longitude": EAST}
    )
    return f"mark-{mark.pk}"


def a_home(at: Town, number: int = 1, *, is_known: bool = True, **more: Any) -> int:
    """A household of a senior at a door some steps from the station; returns its number."""
    point = {"latitude": NORTH + 0.001 * number, "longitude": EAST + 0.0007 * number} if is_known else {}
    door = Door(
        "Kaai" if is_known else "Nieuwe Dreef", str(number), postcode="9901", municipality="Zonnedam", **point
    )
    somebody = senior("Godelieve", f"Peerdam{number}", year=1919 + number)
    return a_senior(at, somebody, phone="", place=Place(door=door), **more)


def a_door_campaign(
    doors: int = 3, visitors: int = 1, channel: Channel = Channel.DOOR, now: datetime = NOW, **more: Any
) -> Town:
    """A town with a fixed door campaign: so many doors on its list, and so many people who go."""
    at = a_town(callers=0)
    role = Role.DELIVERER if channel == Channel.PACKAGE else Role.DOORSTEP_VISITOR
    at.callers = [a_visitor(f"bezoeker{n}", role) for n in range(visitors)]
    for number in range(1, doors + 1):
        a_home(at, number)
    fixed(at, now, channel=channel, **more)
    for visitor in at.callers:
        assert visitor.staff_id is not None
        actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=visitor.staff_id, now=now)
    return at


def goes(
    at: Town,
    who: Actor | None = None,
    day: date = DAY,
    part: DayPart = DayPart.MORNING,
    now: datetime = NOW,
    **more: Any,
) -> Shift:
    """Somebody goes out in this half day."""
    visitor = who or at.callers[0]
    assert visitor.staff_id is not None
    wish = ShiftWish(visitor.staff_id, (day,), (part,), more.pop("mode", GoingMode.FOOT), a_station(), **more)
    actions.add_shifts(actor=at.lead, campaign_id=at.campaign_id, wish=wish, client_id=uuid.uuid4(), now=now)
    return Shift.objects.get(staff=visitor.staff_id, day=day, part=part)


def plan(at: Town, now: datetime = NOW, **more: Any) -> Planning:
    """Ask for rounds of these days and work them out."""
    wanted = Wanted(more.pop("from_on", DAY), more.pop("until_on", DAY + timedelta(days=6)), **more)
    number = actions.ask_planning(
        actor=at.lead, campaign_id=at.campaign_id, wanted=wanted, client_id=uuid.uuid4(), now=now
    )
    actions.carry_out(number, moment=lambda: now, effort=LITTLE)
    return Planning.objects.get(pk=number)


def stops(at: Town) -> list[Stop]:
    """The open stops, in the order in which they are walked."""
    return list(Stop.objects.open().filter(round__campaign=at.campaign_id).order_by("arrives_at"))


def target_of(household: int) -> Target:
    return Target.objects.get(household=household)
