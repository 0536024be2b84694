"""Campaigns and what follows from them, in each relation to somebody, for the walk over all routes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from nabij.campaigns.models import Campaign, FollowUp, PaperList, Worry
from nabij.kernel import clock
from nabij.registry.models import Household
from nabij.staff.models import Team, User

if TYPE_CHECKING:
    from tests.house.scenes import Stage

Address = dict[str, Any]
GROUP = {
    "age_from": 70,
    "age_under": None,
    "lives_independently": True,
    "neighbourhoods": [],
    "contact_from": None,
    "contact_until": None,
    "composition": "any",
}


def _of(town: str, team: Team, by: User) -> Campaign:
    return Campaign.objects.create(
        town=town,
        name="Telefoonster",
        purpose="Horen hoe het gaat",
        legal_basis="Gemeenteraadsbesluit",
        sender_name="De telefoonster",
        from_on=date(2026, 11, 20),
        until_on=date(2027, 11, 20),
        reference_on=date(2026, 11, 20),
        group=GROUP,
        max_attempts=5,
        duty_team=team,
        made_at=clock.now(),
        made_by=by,
    )


def _made(stage: Stage, relation: str) -> tuple[Campaign, User, Team] | None:
    """A campaign made by oneself, by another lead of the town, or elsewhere."""
    from tests.house.scenes import an_account

    if relation not in {"own", "town", "elsewhere"}:
        return None
    team = stage.teams["team" if relation == "own" else relation]
    by = stage.user if relation == "own" else an_account("leads", team.town)
    return _of(team.town, team, by), by, team


def campaign(stage: Stage, relation: str) -> Address | None:
    """A campaign that is being prepared."""
    made = _made(stage, relation)
    return {"campaign_id": made[0].pk} if made else None


def paper(stage: Stage, relation: str) -> Address | None:
    """A list on paper."""
    if (made := _made(stage, relation)) is None:
        return None
    found, by, _team = made
    sheet = PaperList.objects.create(campaign=found, caller=by, made_at=clock.now(), made_by=by)
    return {"paper_id": sheet.pk}


def _heard(stage: Stage, relation: str) -> dict[str, Any] | None:
    """What a caller heard of a household, for a team in this relation."""
    from tests.house.scenes import an_account, household

    home = household(stage, relation)
    if home is None:
        return None
    team, by = stage.teams[relation], an_account("caller", stage.teams[relation].town)
    return {
        "campaign": _of(team.town, team, by),
        "household": Household.objects.get(pk=home["household_id"]),
        "team": team,
    }


def follow_up(stage: Stage, relation: str) -> Address | None:
    """A question for a team."""
    if (heard := _heard(stage, relation)) is None:
        return None
    by = User.objects.get(email="caller@zonnedam.example")
    made = FollowUp.objects.create(
        **heard, kind="need", code="shopping", topic="care", made_at=clock.now(), made_by=by
    )
    return {"follow_up_id": made.pk}


def worry(stage: Stage, relation: str) -> Address | None:
    """A worry that was raised just now: it calls the duty team only. `own`: of another team, and taken on."""
    if (heard := _heard(stage, "town" if relation == "own" else relation)) is None:
        return None
    by = User.objects.get(email="caller@zonnedam.example")
    if relation == "own":
        heard |= {"taken_at": clock.now(), "taken_by": stage.user}
    return {"worry_id": Worry.objects.create(**heard, raised_at=clock.now(), raised_by=by).pk}
