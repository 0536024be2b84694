"""Teams, who works in them on a day, and what standing in gives and does not give."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from nabij.staff import actions, queries
from nabij.staff.models import Absence, CoveredNeighbourhood, Membership, StandIn, Team, User
from nabij.staff.types import AreaTaken, Role, StandInReason

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
PASSWORD = "a long phrase for a test"


def somebody(name: str, *roles: Role, towns: tuple[str, ...] = ("zonnedam",)) -> User:
    return actions.open_account(
        email=f"{name}@zonnedam.example", name=name, password=PASSWORD, roles=roles, towns=towns, now=NOW
    )


def a_team(name: str = "Noord", town: str = "zonnedam", *, is_open: bool = True) -> Team:
    return Team.objects.create(name=name, town=town, is_open=is_open)


def works_in(user: User, team: Team, from_on: date = TODAY - 9 * DAY, until_on: date | None = None) -> None:
    Membership.objects.create(user=user, team=team, from_on=from_on, until_on=until_on)


def stands_in(stand_in: User, absent: User, until_on: date = TODAY + 9 * DAY) -> None:
    StandIn.objects.create(
        absent=absent,
        stand_in=stand_in,
        from_on=TODAY - DAY,
        until_on=until_on,
        reason=StandInReason.PLANNED,
    )


def teams_of(user: User, on: date = TODAY) -> frozenset[int]:
    return queries.actor_of(user, on=on).team_ids


def test_an_actor_has_the_teams_of_the_day_and_the_last_day_is_not_included() -> None:
    noor, team = somebody("noor"), a_team()
    works_in(noor, team, from_on=TODAY, until_on=TODAY + 2 * DAY)
    found = {day: bool(teams_of(noor, TODAY + day * DAY)) for day in (-1, 0, 1, 2)}
    assert found == {-1: False, 0: True, 1: True, 2: False}


def test_a_closed_team_gives_nobody_access() -> None:
    noor = somebody("noor")
    works_in(noor, a_team(is_open=False))
    assert teams_of(noor) == frozenset()


def test_who_stands_in_reaches_the_teams_of_the_absent_colleague_and_gets_no_role() -> None:
    noor, jef, team = somebody("noor", Role.CASE_MANAGER), somebody("jef", Role.CALLER), a_team()
    works_in(noor, team)
    stands_in(jef, noor)
    actor = queries.actor_of(jef, on=TODAY)
    assert actor.team_ids == {team.pk}
    assert actor.roles == {Role.CALLER}


def test_standing_in_ends_by_itself() -> None:
    noor, jef, team = somebody("noor"), somebody("jef"), a_team()
    works_in(noor, team)
    stands_in(jef, noor, until_on=TODAY)
    assert teams_of(jef) == frozenset()
    assert teams_of(jef, TODAY - DAY) == {team.pk}


def test_standing_in_does_not_pass_on() -> None:
    noor, jef, selin, team = somebody("noor"), somebody("jef"), somebody("selin"), a_team()
    works_in(noor, team)
    stands_in(jef, noor)
    stands_in(selin, jef)
    assert teams_of(selin) == frozenset()


def test_standing_in_reaches_no_team_of_a_town_that_the_account_does_not_work_for() -> None:
    noor, jef = somebody("noor", towns=("zonnedam", "elders")), somebody("jef")
    here, there = a_team(), a_team(town="elders")
    works_in(noor, here)
    works_in(noor, there)
    stands_in(jef, noor)
    assert teams_of(jef) == {here.pk}


REFUSED = {
    "the name of another team": lambda user, team: a_team("NOORD"),
    "a team without a name": lambda user, team: a_team(""),
    "a team without a town": lambda user, team: a_team("West", town=""),
    "a second open membership": lambda user, team: works_in(user, team),
    "an end before the start": lambda user, team: works_in(user, team, until_on=TODAY - 9 * DAY),
    "standing in for oneself": lambda user, team: stands_in(user, user),
    "an absence that ends before it starts": lambda user, team: Absence.objects.create(
        user=user, from_on=TODAY, until_on=TODAY - DAY
    ),
    "a neighbourhood twice": lambda user, team: CoveredNeighbourhood.objects.create(team=team, code="noord"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what: str) -> None:
    noor, team = somebody("noor"), a_team()
    works_in(noor, team)
    CoveredNeighbourhood.objects.create(team=team, code="noord")
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what](noor, team)


def test_a_neighbourhood_is_the_area_of_one_team_of_the_town_and_partners_may_share_it() -> None:
    beheer = queries.actor_of(somebody("beheer", Role.ADMINISTRATOR), on=TODAY)
    place = {"actor": beheer, "town": "zonnedam", "location": "", "now": NOW}
    first = actions.open_team(name="Noord", organisation="", codes=["haven"], **place)
    with pytest.raises(AreaTaken) as taken:
        actions.open_team(name="Zuid", organisation="", codes=["kaai", "haven"], **place)
    assert (taken.value.code, taken.value.team) == ("haven", "Noord")
    assert not Team.objects.filter(name="Zuid").exists()
    actions.open_team(name="Partner", organisation="vzw De Boei", codes=["haven"], **place)
    actions.change_team(
        actor=beheer, team=first, name="Noord", location="", codes=["haven"], is_open=False, now=NOW
    )
    actions.open_team(name="Zuid", organisation="", codes=["haven"], **place)
    found = queries.team_of_area("zonnedam", "haven")
    assert found is not None
    assert found.name == "Zuid"
