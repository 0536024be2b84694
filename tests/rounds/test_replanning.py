"""What was promised stays, what moves is told, late doors go apart, teams see their hours."""

from dataclasses import replace

import pytest

from nabij_methods.rounds import (
    CrowFlies,
    Mode,
    Place,
    Plan,
    Question,
    clock,
    extra_round,
    moment,
    moved,
    team_hours,
    with_promises,
)
from tests.rounds.making import AFTERNOON, MORNING, at, planned, visit, walker

TOWN = Question(
    tuple(visit(f"v{n}", at(n * 7 % 12, n * 5 % 12), 25) for n in range(8)),
    (walker("an", MORNING, AFTERNOON), walker("bo", MORNING, AFTERNOON)),
)


def where(plan: Plan, visit_id: str) -> tuple[str, int]:
    return next(
        (route.walker_id, stop.begins_second)
        for route in plan.routes
        for stop in route.stops
        if stop.visit_id == visit_id
    )


def test_a_promised_visit_stays_with_whom_and_when_it_was_promised() -> None:
    before = planned(TOWN)
    promised = with_promises(TOWN, before, ["v1", "v5"], leeway_minutes=10)
    more = replace(promised, visits=(*promised.visits, *(visit(f"n{n}", at(-n), 25) for n in range(6))))
    after = planned(more)
    for visit_id in ("v1", "v5"):
        (who, begins), (still, now) = where(before, visit_id), where(after, visit_id)
        assert who == still
        assert abs(begins - now) <= 600


def test_a_promise_lasts_when_planned_again_and_again() -> None:
    promised = with_promises(TOWN, planned(TOWN), ["v1"])
    again = with_promises(promised, planned(promised), ["v5"])
    assert [one.visit_id for one in again.visits if one.promised] == ["v1", "v5"]


def test_what_is_not_planned_cannot_be_promised() -> None:
    with pytest.raises(KeyError):
        with_promises(TOWN, planned(TOWN), ["somewhere"])


def test_what_moves_is_told() -> None:
    before = planned(TOWN)
    assert moved(before, before) == ()
    (route, *others) = before.routes
    (first, *rest) = route.stops
    later = replace(first, begins_second=first.begins_second + 600)
    after = replace(before, routes=(replace(route, stops=(later, *rest)), *others))
    (one,) = moved(before, after)
    assert (one.visit_id, one.walker_before, one.walker_after) == (
        first.visit_id,
        route.walker_id,
        route.walker_id,
    )
    assert (one.begins_after or 0) - (one.begins_before or 0) == 600
    assert moved(before, after, at_least_minutes=11) == ()


def test_what_falls_out_and_what_comes_in_is_told() -> None:
    before = planned(TOWN)
    after = planned(replace(TOWN, visits=(*TOWN.visits[1:], visit("new", at(3)))))
    told = {one.visit_id: one for one in moved(before, after)}
    assert told["v0"].walker_after is None
    assert told["new"].walker_before is None


def test_late_doors_make_an_extra_round_in_the_time_that_is_left() -> None:
    small = replace(TOWN, walkers=TOWN.walkers[:1], visits=TOWN.visits[:3])
    plan = planned(small)
    late = tuple(visit(f"late{n}", at(2 + n), 30) for n in range(6))
    question = extra_round(small, plan, late)
    extra = planned(question)
    assert extra.visit_ids == {one.visit_id for one in late}
    for route in plan.routes:
        for other in extra.routes:
            assert (
                other.leaves_second >= route.stops[-1].ends_second
                or other.returns_second <= route.leaves_second
            )


def test_an_extra_round_carries_no_more_than_what_is_left_in_the_car() -> None:
    small = Question((visit("a", at(1), load=4),), (walker("an", MORNING, capacity=6),))
    question = extra_round(small, planned(small), [visit("b", at(2), load=2), visit("c", at(3), load=1)])
    assert len(planned(question).visit_ids) == 1


def test_hours_per_team_are_seen_before_planning() -> None:
    question = Question(
        (visit("a", at(1), 60, team="north"), visit("b", at(2), 300, team="north"), visit("c", team="east")),
        (walker(team="north"), walker("bo", MORNING, AFTERNOON, team="south")),
    )
    east, north, south = team_hours(question)
    assert (east.team, east.doors, east.available_minutes) == ("east", 1, 0)
    assert (north.door_minutes, north.available_minutes) == (360, 210)
    assert north.short_minutes == 150 + north.travel_minutes > 150
    assert (south.needed_minutes, south.available_minutes, south.short_minutes) == (0, 420, 0)


def test_the_way_is_the_straight_line_with_a_detour_at_a_speed() -> None:
    brussels_and_ghent = [Place(50.8466, 4.3528), Place(51.0536, 3.7253)]  # 49.7 km apart
    times = CrowFlies(detour=1.0, speed_km_hour={Mode.CAR: 60.0}).seconds(brussels_and_ghent, Mode.CAR)
    assert times.tolist()[0][0] == 0
    assert times[0, 1] == times[1, 0] == pytest.approx(49.7 * 60, rel=0.01)
    assert "line times 1.3" in CrowFlies().in_english()


def test_moments_are_read_as_hours() -> None:
    assert clock(moment(hour=9, minute=5)) == "9:05"
    assert clock(moment(hour=13, day=1)) == "day 2, 13:00"
