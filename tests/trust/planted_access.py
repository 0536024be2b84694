"""Ways into households in the town of canaries: hand-overs, tasks, exceptions; and who may not be found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.registry import actions
from nabij.registry.types import ExceptionCategory, PairVerdict, ReviewOutcome, Topic
from nabij.staff.types import Role
from tests.trust.planted_casework import end_step_unread

if TYPE_CHECKING:
    from tests.trust.canaries import Town


def plant_access(town: Town) -> None:
    """All that lets somebody in, or shuts somebody out, beside being in the team."""
    _to_and_back(town)
    _ways_in(town)
    _protected(town)
    _pairs(town)
    end_step_unread(town, "team", town.actor(Role.BRIDGE_WORKER))


def _to_and_back(town: Town) -> None:
    """The household of the team had another contact person for a moment."""
    for giver, taker in (("worker team", Role.TEAM_LEAD), (Role.TEAM_LEAD, "worker team")):
        actions.hand_over_contact(
            actor=town.actor(giver),
            household_id=town.homes["team"],
            to_staff_id=town.users[taker].pk,
            hidden_too=False,
            note=town.word("handover", "team", spot=f"to {taker}"),
            now=town.now,
        )


def _protected(town: Town) -> None:
    """In one household somebody may not be found; in the other that was so before."""
    by = town.actor("worker team")
    for home in ("shut", "team"):
        of = {"actor": by, "household_id": town.homes[home], "person_id": town.persons[home, "adult"]}
        reason = town.word("protection", home, "adult", "reason")
        actions.protect_person(**of, reason=f"gevlucht {reason}", now=town.now)
    why = town.word("protection", "team", "adult", "end reason")
    actions.end_protection(**of, reason=f"weer veilig {why}", now=town.now)


def _pairs(town: Town) -> None:
    """What workers said of persons who look the same: in one household, and across two."""
    mine = town.persons["team", "adult"]
    for home, who, other in (
        ("team", "worker team", town.persons["team", "child"]),
        ("contact", Role.CASE_MANAGER, town.persons["contact", "adult"]),
    ):
        actions.decide_on_pair(
            actor=town.actor(who),
            first_id=mine,
            second_id=other,
            verdict=PairVerdict.DIFFERENT,
            note=town.word("pair", home),
            now=town.now,
        )
    town.numbers |= {
        "first": [mine],
        "second": [town.persons["team", "child"], other, town.persons["town", "adult"]],
    }


def _ways_in(town: Town) -> None:
    """What lets somebody into a household of another team: being contact person, a task, an exception."""
    by = town.actor("worker town")
    actions.hand_over_contact(
        actor=by,
        household_id=town.homes["contact"],
        to_staff_id=town.users[Role.CASE_MANAGER].pk,
        hidden_too=False,
        note=town.word("handover", "contact"),
        now=town.now,
    )
    for role in (Role.PROVISION_DESK, Role.FUND_DECIDER):
        actions.give_task(
            actor=by,
            household_id=town.homes["task"],
            staff_id=town.users[role].pk,
            topic=Topic.MONEY,
            reason=town.word("task.money", "task", spot=role),
            until_at=None,
            client_id=uuid4(),
            now=town.now,
        )
    town.numbers["exception"] = [
        _exception(town, "exception", Role.STREET_WORKER, is_reviewed=False),
        _exception(town, "elsewhere-team", "worker town", is_reviewed=True, home="team"),
    ]


def _exception(town: Town, spot: str, who: str, *, is_reviewed: bool, home: str = "exception") -> int:
    access = actions.open_exceptionally(
        actor=town.actor(who),
        household_id=town.homes[home],
        category=ExceptionCategory.DANGER,
        reason=f"rook in het huis, zegt de buur {town.word('exception', home, spot=spot)}",
        now=town.now - timedelta(minutes=5),
    )
    if is_reviewed:
        actions.review_exception(
            actor=town.actor(Role.TEAM_LEAD),
            access_id=access.pk,
            outcome=ReviewOutcome.JUSTIFIED,
            note=town.word("review", home, spot=spot),
            now=town.now,
        )
    return access.pk
