"""Zonnedam at its real size: who works there, and the families."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nabij.demo import colleagues, whole_town
from nabij.demo.households import load_places
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.registry.models import ContactAssignment, Household
from nabij.staff.models import Team, User
from nabij.staff.queries import actor_of, work_times_on
from nabij.staff.types import FULL_TIME, Role

BEHEER = Actor(roles=frozenset({Role.ADMINISTRATOR}), towns=frozenset({"zonnedam"}))


def test_there_are_950_families_with_2159_children() -> None:
    doors = whole_town.doors()
    assert (len(doors), sum(len(door.children) for door in doors)) == (950, 2159)


@pytest.mark.django_db
def test_178_full_time_equivalents_in_twelve_locations_of_which_77_social_workers_54_before() -> None:
    """M-80 and M-81, AC-J9.5."""
    now = clock.now()
    followed = colleagues.load_colleagues(administrator=BEHEER, now=now)
    again = colleagues.load_colleagues(administrator=BEHEER, now=now)
    assert {name: [one.pk for one in who] for name, (_team, who) in followed.items()} == {
        name: [one.pk for one in who] for name, (_team, who) in again.items()
    }
    assert Team.objects.count() == 12
    assert fte_on(colleagues.GROWN_ON) == (77 * FULL_TIME, 178 * FULL_TIME)
    assert fte_on(colleagues.GROWN_ON - timedelta(days=1)) == (54 * FULL_TIME, 155 * FULL_TIME)


def fte_on(day: date) -> tuple[int, int]:
    """The hundredths of social workers, and of everybody."""
    works = work_times_on(list(User.objects.values_list("pk", flat=True)), on=day)
    own = User.objects.filter(role_grants__role=Role.SOCIAL_WORKER).values_list("pk", flat=True)
    return sum(works.get(one, 0) for one in own), sum(works.values())


@pytest.mark.django_db
def test_a_family_lives_in_the_district_of_whoever_follows_it_and_twice_is_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_places()
    monkeypatch.setattr(colleagues, "LOCATIONS", colleagues.LOCATIONS[:2])
    now = clock.now()
    following = [
        whole_town.Following(actor_of(one, on=clock.today()), team.pk, district)
        for district, (team, workers) in colleagues.load_colleagues(administrator=BEHEER, now=now).items()
        for one in workers[-2:]
    ]
    first = whole_town.doors()[:6]
    monkeypatch.setattr(whole_town, "doors", lambda: first)
    monkeypatch.setattr(whole_town, "SHORTEST_REST", 0)
    assert whole_town.load_families(following, now=now) == 6
    assert whole_town.load_families(following, now=now + timedelta(days=3)) == 6
    assert Household.objects.count() == 6
    assert ContactAssignment.objects.count() == 6
