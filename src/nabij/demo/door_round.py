"""A running door campaign in Zonnedam, "Oe ist?": three visitors, and rounds for today and tomorrow.

The people and their doors are made up; the doors lie where the town lies, in front of the coast.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.campaigns import actions
from nabij.campaigns.actions import CampaignPlan, ShiftWish
from nabij.campaigns.queries import campaign_page, campaigns_of
from nabij.campaigns.queries.asking_rounds import Wanted
from nabij.campaigns.types import CampaignState, Channel, DayPart, GoingMode, NeedCode
from nabij.directory.queries import known_places
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.registry import actions as registry
from nabij.registry.types import BirthDate, Door, Naming, NewPerson, NotPossible, Place, Relation
from nabij.rights.types import TargetGroup
from nabij_methods.rounds import Effort

NAME = "Oe ist?"
TOWN = "zonnedam"
VISITORS = {
    "siska@zonnedam.example": "Siska Zeelander",
    "wout@zonnedam.example": "Wout Duiner",
    "selma@zonnedam.example": "Selma Aydin",
}
NEIGHBOURHOOD = "zonnedam-dijkzicht"
STREETS = ("Dijkstraat", "Duinroosstraat", "Golfbrekerlaan", "Wierstraat")
FAMILY = (
    *("Wulpman", "Scholekster", "Plevier", "Kluut", "Stern", "Zilvermeeuw", "Bergeend", "Strandloper"),
    *("Tureluur", "Aalscholver", "Lepelaar", "Rotgans"),
)
GIVEN = (
    *("Nele", "Karim", "Joke", "Emre", "Sofie", "Pieter"),
    *("Hilde", "Bram", "Fatma", "Lotte", "Stijn", "Ines"),
)
HOUSEHOLDS = 24
WITHOUT_POINT = 11
"""Of this door nobody put the point on the map: the middle of its street takes its place."""
SCRIPT = """Dag, wij zijn van de stad Zonnedam. Wij gaan bij iedereen in de buurt langs.
Hoe gaat het met u en met wie hier woont?
Is er iets waar wij bij kunnen helpen?"""
MODES = (GoingMode.FOOT, GoingMode.BICYCLE, GoingMode.FOOT)


def load_door_round(
    *, worker: Actor, lead: Actor, visitors: Sequence[Actor], team_id: int, now: datetime
) -> None:
    """A campaign that goes to doors, with rounds of today and tomorrow. A repeat changes nothing.

    `worker` knows the people; `team_id` is the team that takes up what is asked, and worries.
    """
    if any(line.campaign.name == NAME for line in campaigns_of(lead)) or not known_places(TOWN):
        return
    _people(worker, now)
    number = _running(lead, team_id, now)
    for visitor in visitors:
        assert visitor.staff_id is not None
        actions.add_caller(actor=lead, campaign_id=number, staff_id=visitor.staff_id, now=now)
    for step, state in (
        (actions.fix_list, CampaignState.PREPARED),
        (actions.start_campaign, CampaignState.FROZEN),
    ):
        campaign = campaign_page(lead, number).campaign
        if campaign.state == state:
            step(actor=lead, campaign_id=number, base_version=campaign.version, now=now)
    today = day_of(now)
    for turn, visitor in enumerate(visitors):
        _goes(lead, number, visitor, MODES[turn % len(MODES)], *next_half_day(now), now)
    _rounds(lead, number, today, now)


def _running(lead: Actor, team_id: int, now: datetime) -> int:
    today = day_of(now)
    plan = CampaignPlan(
        name=NAME,
        purpose="Horen hoe het gaat met wie in Dijkzicht woont, en doorgeven wat nodig is.",
        legal_basis="Decreet lokaal sociaal beleid; gemeenteraadsbesluit 2026-052.",
        sender_name="De stad Zonnedam",
        channel=Channel.DOOR,
        from_on=today - timedelta(days=1),
        until_on=today + timedelta(days=60),
        reference_on=today,
        duty_team_id=team_id,
        group=TargetGroup(neighbourhoods=(NEIGHBOURHOOD,), age_from=18),
        is_oldest_first=False,
        texts={"nl": SCRIPT},
        needs=dict.fromkeys(NeedCode, team_id),
    )
    return actions.prepare_campaign(actor=lead, town=TOWN, plan=plan, client_id=_key("campaign"), now=now)


def next_half_day(now: datetime) -> tuple[date, DayPart]:
    """The next half day with time enough for a round: mostly today."""
    today, hour = day_of(now), now.astimezone(BRUSSELS).hour
    if hour >= 18:
        return today + timedelta(days=1), DayPart.MORNING
    if hour >= 15:
        return today, DayPart.EVENING
    return today, DayPart.AFTERNOON if hour >= 10 else DayPart.MORNING


def _goes(
    lead: Actor,
    number: int,
    visitor: Actor,
    mode: GoingMode,
    day: date,
    part: DayPart,
    now: datetime,
) -> None:
    start = next(one for one in known_places(TOWN) if one.name == "Dijkzicht")
    assert visitor.staff_id is not None
    wish = ShiftWish(visitor.staff_id, (day,), (part,), mode, start.key)
    key = _key(f"shift {visitor.staff_id} {day}")
    with suppress(NotPossible):
        actions.add_shifts(actor=lead, campaign_id=number, wish=wish, client_id=key, now=now)


def _rounds(lead: Actor, number: int, today: date, now: datetime) -> None:
    wanted = Wanted(today, today + timedelta(days=1), is_balanced=True)
    planning = actions.ask_planning(
        actor=lead, campaign_id=number, wanted=wanted, client_id=_key(f"planning {today}"), now=now
    )
    actions.carry_out(planning, moment=lambda: now, effort=Effort(turns=300))


def _people(worker: Actor, now: datetime) -> None:
    """Made-up households of Dijkzicht with doors some hundreds of metres from each other."""
    random = Random(NAME)
    middle = next(one for one in known_places(TOWN) if one.name == "Dijkzicht")
    for turn in range(HOUSEHOLDS):
        north, east = random.uniform(-0.0045, 0.0045), random.uniform(-0.0065, 0.0065)
        has_point = turn != WITHOUT_POINT
        door = Door(
            STREETS[turn % len(STREETS)],
            str(3 + 2 * turn),
            postcode="9901",
            municipality="Zonnedam",
            latitude=middle.latitude + north if has_point else None,
            longitude=middle.longitude + east if has_point else None,
        )
        with suppress(NotPossible):
            registry.open_household(
                actor=worker,
                town=TOWN,
                team_id=min(worker.team_ids),
                persons=[_somebody(random, turn)],
                place=Place(door=door),
                from_on=day_of(now) - timedelta(days=900),
                client_id=_key(f"home {turn}"),
                now=now,
            )


def _somebody(random: Random, turn: int) -> NewPerson:
    birth = BirthDate(1955 + random.randrange(45), 1 + random.randrange(12), 1 + random.randrange(28))
    naming = Naming(given=GIVEN[(turn * 5) % len(GIVEN)], family=FAMILY[turn % len(FAMILY)])
    return NewPerson(naming=naming, birth=birth, relation=Relation.REFERENCE)


def _key(what: str) -> UUID:
    """The number of a form: the same each time the town is loaded."""
    return uuid5(NAMESPACE_URL, f"nabij/demo/door/{what}")
