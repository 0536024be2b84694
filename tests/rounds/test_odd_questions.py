"""What cannot be planned is refused with a sentence for each thing that is wrong, and nothing is guessed."""

from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest

from nabij_methods.rounds import (
    GivenTimes,
    Mode,
    NotPlannable,
    Place,
    Promise,
    Question,
    Shift,
    Visit,
    Walker,
    Window,
    Wrong,
    moment,
    plan_round,
    team_hours,
)
from nabij_methods.rounds.refusals import ENGLISH
from tests.rounds.making import AFTERNOON, MORNING, QUICK, at, planned, visit, walker

EVENING = (Window(moment(hour=20), moment(hour=21)),)


def wrong(question: Question) -> set[tuple[Wrong, str]]:
    with pytest.raises(NotPlannable) as refused:
        plan_round(question, effort=QUICK)
    assert all(str(fault) in str(refused.value) for fault in refused.value.faults)
    return {(fault.wrong, fault.which) for fault in refused.value.faults}


@pytest.mark.parametrize(
    ("odd", "expected"),
    [
        (visit("a", Place(float("nan"), 3.2)), Wrong.NO_PLACE),
        (visit("a", Place(0.0, 0.0)), Wrong.NO_PLACE),
        (visit("a", Place(95.0, 3.2)), Wrong.NO_PLACE),
        (replace(visit("a"), place=cast(Any, None)), Wrong.NO_PLACE),
        (visit("a", minutes=-1), Wrong.NEGATIVE_MINUTES),
        (visit("a", promised=Promise("an", moment(hour=10), -5)), Wrong.NEGATIVE_MINUTES),
        (visit("a", load=-1), Wrong.NEGATIVE_LOAD),
        (visit("a", priority=cast(Any, "very")), Wrong.UNKNOWN_PRIORITY),
        (visit("a", windows=(Window(moment(hour=11), moment(hour=10)),)), Wrong.WINDOW_BACKWARDS),
        (visit("a", windows=EVENING), Wrong.OUTSIDE_EVERY_SHIFT),
        (visit("a", promised=Promise("cy", moment(hour=10))), Wrong.PROMISED_TO_STRANGER),
    ],
)
def test_a_visit_that_cannot_be(odd: Visit, expected: Wrong) -> None:
    assert (expected, "a") in wrong(Question((odd, visit("b")), (walker(),)))


@pytest.mark.parametrize(
    ("odd", "expected"),
    [
        (replace(walker(), mode=cast(Any, "horse")), Wrong.UNKNOWN_MODE),
        (replace(walker(), start=Place(0.0, 0.0)), Wrong.NO_PLACE),
        (replace(walker(), capacity=-1), Wrong.NEGATIVE_CAPACITY),
        (walker("an", replace(MORNING, capacity=-2)), Wrong.NEGATIVE_CAPACITY),
        (replace(walker(), shifts=()), Wrong.NO_SHIFTS),
        (walker("an", Shift(moment(hour=12), moment(hour=9)), AFTERNOON), Wrong.SHIFT_BACKWARDS),
        (walker("an", MORNING, Shift(moment(hour=12), moment(hour=15))), Wrong.SHIFTS_OVERLAP),
    ],
)
def test_somebody_who_cannot_go_like_that(odd: Walker, expected: Wrong) -> None:
    assert (expected, "an") in wrong(Question((visit("a"),), (odd,)))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    question = Question((visit("a", minutes=-1), visit("b", load=-1), visit("b")), (walker(), walker()))
    assert wrong(question) == {
        (Wrong.NEGATIVE_MINUTES, "a"), (Wrong.NEGATIVE_LOAD, "b"), (Wrong.TWICE, "b"), (Wrong.TWICE, "an"),
    }  # fmt: skip


def test_no_visits_and_nobody_who_goes() -> None:
    assert wrong(Question((), ())) == {(Wrong.NO_VISITS, ""), (Wrong.NO_WALKERS, "")}


def test_the_hours_of_teams_are_refused_in_the_same_way() -> None:
    with pytest.raises(NotPlannable, match="below zero"):
        team_hours(Question((visit("a", minutes=-1),), (walker(),)))


def test_every_fault_has_a_sentence() -> None:
    assert set(ENGLISH) == set(Wrong)


def town(times: Any, *, mode: Mode = Mode.BICYCLE) -> Question:
    start, door = Place(50.83, 3.26, "house"), Place(50.84, 3.27, "door")
    going = replace(walker(), start=start, end=start)
    return Question((visit("a", door),), (going,), travel=GivenTimes(("house", "door"), {mode: times}))


def test_the_times_of_a_town_are_used_and_rounded_up() -> None:
    (route,) = planned(town([[0, 119.2], [300, 0]])).routes
    assert route.travel_seconds == 120 + 300


@pytest.mark.parametrize("times", [[[0, 1]], [[0, -1], [1, 0]], [[0, np.inf], [1, 0]]])
def test_times_that_are_no_table(times: Any) -> None:
    assert wrong(town(times)) == {(Wrong.MATRIX_NOT_SQUARE, "")}


def test_a_place_or_a_way_of_going_that_the_town_does_not_know() -> None:
    question = town([[0, 1], [1, 0]])
    assert wrong(replace(question, visits=(visit("a", at(1)),))) == {(Wrong.NOT_IN_MATRIX, "?")}
    assert wrong(town([[0, 1], [1, 0]], mode=Mode.CAR)) == {(Wrong.NO_TIMES_FOR_MODE, "bicycle")}
