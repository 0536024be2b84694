"""One object of each kind in each relation to somebody, for the walk over all routes (access.toml).

To add a kind: write a function that takes the `Stage` and a relation, makes the object, and returns the
parts of the address that name it; None where the relation cannot be. Put it into SCENES under the name that
`about` uses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from nabij.kernel.actors import SYSTEM, Actor
from nabij.registry.types import Layer
from nabij.rights.actions import town_rights
from nabij.staff.actions.invitations import new_link
from nabij.staff.models import Membership, Team, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import InvitationKind, Role
from tests.casework.desk import a_goal, a_need, guided, note, told
from tests.registry import people
from tests.rights.town_right import document

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
HERE, ELSEWHERE = "zonnedam", "kortrijk"
RELATIONS = ["own", "team", "town", "organisation", "elsewhere"]
Address = dict[str, Any]


@dataclass
class Stage:
    """Somebody with one role, and the teams around."""

    user: User
    teams: dict[str, Team]


def set_stage(role: str | None) -> Stage:
    """Make somebody with this role who works in, and leads, a team; beside it the teams of others."""
    teams = {
        "team": Team.objects.create(name="Noord", town=HERE),
        "town": Team.objects.create(name="Zuid", town=HERE),
        "organisation": Team.objects.create(name="Vzw", town=HERE, organisation="Vzw Bij Ons"),
        "elsewhere": Team.objects.create(name="Noord", town=ELSEWHERE),
    }
    user = an_account("own", HERE)
    if role is not None:
        user.role_grants.create(role=role)
    Membership.objects.create(user=user, team=teams["team"], from_on=LONG_AGO, is_lead=True)
    return Stage(user, teams)


def an_account(name: str, *towns: str) -> User:
    """An account without a password, so that a thousand of them cost nothing."""
    account = User(email=f"{name}@zonnedam.example", name=name, created_at=NOW)
    account.set_unusable_password()
    account.save()
    TownGrant.objects.bulk_create(TownGrant(user=account, town=town) for town in towns)
    return account


def colleague(stage: Stage, relation: str) -> Address | None:
    """Somebody else's account, or the own one."""
    if relation == "own":
        return {"number": stage.user.pk}
    other = an_account("other", ELSEWHERE if relation == "elsewhere" else HERE)
    Membership.objects.create(user=other, team=stage.teams[relation], from_on=LONG_AGO)
    return {"number": other.pk}


def team(stage: Stage, relation: str) -> Address | None:
    """A team; nobody owns one."""
    return None if relation == "own" else {"number": stage.teams[relation].pk}


def invitation(stage: Stage, relation: str) -> Address | None:
    """The open link of somebody who was invited; whoever has it has it."""
    invited = an_account("invited", HERE)
    return {"token": new_link(invited, InvitationKind.WELCOME, actor=SYSTEM, now=NOW)}


def draft(stage: Stage, relation: str) -> Address | None:
    """A draft of a right of the own town, or of another one. Towns have no teams for this."""
    if relation not in {"own", "elsewhere"}:
        return None
    town = HERE if relation == "own" else ELSEWHERE
    writer = an_account("writer", town)
    writer.role_grants.create(role=Role.EDITOR)
    written = {**document(), "town": town, "id": f"{town}_schooluitstap"}
    made = town_rights.import_draft(actor=actor_of(writer, on=NOW.date()), document=written, now=NOW)
    return {"number": made.pk}


def household(stage: Stage, relation: str) -> Address | None:
    """A household of the own team, or of another one, opened by somebody who works there."""
    if relation == "own":
        return None
    team = stage.teams[relation]
    worker = an_account("worker", team.town)
    worker.role_grants.create(role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=worker, team=team, from_on=LONG_AGO)
    by = actor_of(worker, on=NOW.date())
    return {"household_id": people.household(by, town=team.town, team_id=team.pk)}


def _in_guidance(stage: Stage, relation: str) -> tuple[Actor, int] | None:
    """A household in guidance with its worker, who is contact person."""
    found = household(stage, relation)
    if found is None:
        return None
    worker = User.objects.get(email="worker@zonnedam.example")
    by = actor_of(worker, on=NOW.date())
    number = guided(by, number=found["household_id"], now=NOW)
    return by, number


def guidance(stage: Stage, relation: str) -> Address | None:
    """A household in guidance, of the own team or of another one."""
    made = _in_guidance(stage, relation)
    return {"household_id": made[1]} if made else None


def contact(stage: Stage, relation: str) -> Address | None:
    """A contact that everybody who sees the household may read."""
    made = _in_guidance(stage, relation)
    return {"contact_id": note(*made, told(layer=Layer.SUMMARY))} if made else None


def goal(stage: Stage, relation: str) -> Address | None:
    """A goal about leisure, the topic that most roles see."""
    made = _in_guidance(stage, relation)
    return {"goal_id": a_goal(*made)} if made else None


def need(stage: Stage, relation: str) -> Address | None:
    """A need about leisure, the topic that most roles see."""
    made = _in_guidance(stage, relation)
    return {"need_id": a_need(*made)} if made else None


SCENES: dict[str, Callable[[Stage, str], Address | None]] = {
    "colleague": colleague,
    "contact": contact,
    "draft": draft,
    "goal": goal,
    "guidance": guidance,
    "household": household,
    "invitation": invitation,
    "need": need,
    "team": team,
}
