"""Made-up people for the tests of the registry: staff with a team, and households of nobody real."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from nabij.kernel.actors import Actor
from nabij.registry import actions
from nabij.registry.types import BirthDate, Door, Naming, NewPerson, Place, Relation
from nabij.staff.models import Team, User
from nabij.staff.types import Role

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
TOWN = "zonnedam"


def account(name: str) -> User:
    return User.objects.create(email=f"{name}@zonnedam.example", name=name.title(), created_at=NOW)


def team(name: str = "Oude Haven", town: str = TOWN) -> Team:
    return Team.objects.create(name=name, town=town)


def actor(user: User, *roles: Role, teams: tuple[Team, ...] = (), towns: tuple[str, ...] = (TOWN,)) -> Actor:
    return Actor(
        staff_id=user.pk,
        roles=frozenset(roles),
        towns=frozenset(towns),
        team_ids=frozenset(team.pk for team in teams),
    )


@dataclass(frozen=True)
class Desk:
    """A team with somebody at work in it, and a second team with somebody else."""

    team: Team
    noor: Actor
    other_team: Team
    sam: Actor


def desk() -> Desk:
    ours, theirs = team(), team("Molenwijk")
    return Desk(
        team=ours,
        noor=actor(account("noor"), Role.SOCIAL_WORKER, teams=(ours,)),
        other_team=theirs,
        sam=actor(account("sam"), Role.SOCIAL_WORKER, teams=(theirs,)),
    )


def somebody(given: str = "Ayşe", family: str = "Zeewind", **more: Any) -> NewPerson:
    birth = more.pop("birth", BirthDate(1988, 3, 2))
    return NewPerson(naming=Naming(given=given, family=family), birth=birth, **more)


KAAI = Place(door=Door("Kaai", "4", postcode="9901", municipality="Zonnedam"))


def household(by: Actor, *persons: NewPerson, place: Place | None = KAAI, **more: Any) -> int:
    """Open a household in the first team of whoever opens it; returns its number."""
    given = {
        "town": TOWN,
        "team_id": min(by.team_ids) if by.team_ids else None,
        "persons": persons or (somebody(),),
        "place": place,
        "from_on": date(2026, 1, 1),
        "client_id": uuid.uuid4(),
        "now": NOW,
        **more,
    }
    return actions.open_household(actor=by, **given)


def child(given: str, family: str = "Zeewind", **more: Any) -> NewPerson:
    return somebody(
        given, family, relation=Relation.CHILD, birth=more.pop("birth", BirthDate(2016, 5, 9)), **more
    )
