"""Everybody first, then what is worth most; languages, windows, loads, shifts and teams."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from nabij_methods.rounds import (
    Basis,
    Effort,
    Ended,
    Mode,
    Priority,
    Progress,
    Question,
    Reason,
    Step,
    Window,
    checking,
    moment,
    plan_round,
    usual_effort,
)
from tests.rounds.making import AFTERNOON, MORNING, QUICK, at, planned, visit, walker


def test_everybody_is_visited_when_that_can_be_done() -> None:
    question = Question(tuple(visit(f"v{n}", at(n % 5, n // 5)) for n in range(10)), (walker(), walker("bo")))
    plan = planned(question)
    assert plan.visit_ids == {f"v{n}" for n in range(10)}
    assert plan.left_out == ()
    assert plan.ended is Ended.WORK_DONE
    assert plan.basis is Basis.CROW_FLIES


def test_the_same_question_gives_the_same_plan() -> None:
    question = Question(
        tuple(visit(f"v{n}", at(n * 7 % 11, n * 5 % 13)) for n in range(16)), (walker(), walker("bo"))
    )
    assert planned(question) == planned(question)


def test_who_speaks_the_language_goes() -> None:
    question = Question(
        (visit("a", languages=frozenset({"ar", "fr"})), visit("b", languages=frozenset({"tr"})), visit("c")),
        (walker("an", languages=frozenset({"tr"})), walker("bo", languages=frozenset({"fr"}))),
    )
    plan = planned(question)
    who = {stop.visit_id: route.walker_id for route in plan.routes for stop in route.stops}
    assert (who["a"], who["b"]) == ("bo", "an")
    assert set(who) == {"a", "b", "c"}


def test_one_of_several_windows_is_kept() -> None:
    both = (Window(moment(hour=8), moment(hour=9)), Window(moment(hour=15), moment(hour=15, minute=30)))
    question = Question(
        (visit("far", at(40), windows=both), *(visit(f"v{n}", at(n)) for n in range(4))),
        (walker("an", MORNING, AFTERNOON),),
    )
    plan = planned(question)
    begins = next(s.begins_second for r in plan.routes for s in r.stops if s.visit_id == "far")
    assert moment(hour=15) <= begins <= moment(hour=15, minute=30)


def test_nobody_leaves_too_early_to_wait_at_a_door() -> None:
    late = visit("late", at(3), windows=(Window(moment(hour=11), moment(hour=11, minute=15)),))
    (route,) = planned(Question((late,), (walker(),))).routes
    assert route.stops[0].arrives_second == route.stops[0].begins_second == moment(hour=11)
    assert route.leaves_second > moment(hour=10, minute=45)


def test_packages_fit_in_the_car() -> None:
    question = Question(
        tuple(visit(f"v{n}", at(n), 5, load=3) for n in range(6)),
        (walker("an", MORNING, AFTERNOON, capacity=9),),
    )
    assert [sum(3 for _ in route.stops) for route in planned(question).routes] == [9, 9]


def test_teams_help_each_other_unless_a_town_does_not_want_it() -> None:
    question = Question((visit("a", team="north"), visit("b", team="south")), (walker(team="north"),))
    assert planned(question).visit_ids == {"a", "b"}
    (out,) = planned(replace(question, teams_help=False)).left_out
    assert (out.visit_id, out.reason) == ("b", Reason.NOBODY_OF_TEAM)


def test_what_is_worth_most_goes_first_when_the_hours_do_not_suffice() -> None:
    visits = [visit(f"low{n}", at(n), 60, priority=Priority.WHEN_IT_FITS) for n in range(4)]
    visits += [visit(f"high{n}", at(-n), 60, priority=Priority.FIRST) for n in range(3)]
    plan = planned(Question(tuple(visits), (walker(),)))
    assert plan.visit_ids == {"high0", "high1", "high2"}


def test_what_fits_is_done_even_when_the_way_is_longer_than_it_is_worth() -> None:
    far = visit("far", at(0, 25), 5, priority=Priority.WHEN_IT_FITS)
    (route,) = planned(Question((far,), (walker(mode=Mode.FOOT),))).routes
    assert route.travel_seconds > 3_600


def test_what_is_obligatory_goes_before_everything() -> None:
    visits = [visit(f"high{n}", at(n), 60, priority=Priority.FIRST) for n in range(5)]
    visits.append(visit("must", at(60), 30, priority=Priority.WHEN_IT_FITS, is_obligatory=True))
    assert "must" in planned(Question(tuple(visits), (walker(),))).visit_ids


def test_more_obligatory_visits_than_fit_still_give_a_plan() -> None:
    visits = tuple(visit(f"v{n}", at(n), 60, is_obligatory=True) for n in range(6))
    plan = planned(Question(visits, (walker(),)))
    assert len(plan.visit_ids) == 3
    assert len(plan.left_out) == 3


def test_a_day_later_is_as_good_as_the_first_day() -> None:
    shift = replace(
        MORNING, starts_second=moment(hour=9, day=1), ends_second=moment(hour=12, minute=30, day=1)
    )
    (route,) = planned(Question((visit("a"),), (walker("an", shift),))).routes
    assert route.leaves_second >= moment(hour=9, day=1)


def test_somebody_may_end_somewhere_else() -> None:
    home = at(30)
    (route,) = planned(Question((visit("a", at(29)),), (replace(walker(), end=home),))).routes
    there_and_back = planned(Question((visit("a", at(29)),), (walker(),))).routes[0]
    assert route.travel_seconds < there_and_back.travel_seconds


def a_long_list() -> Question:
    return Question(tuple(visit(f"v{n}", at(n % 9, n // 9), 30) for n in range(60)), (walker(), walker("bo")))


@pytest.mark.parametrize(
    "question", [a_long_list, lambda: replace(a_long_list(), visits=a_long_list().visits[:8])]
)
def test_who_cancels_at_once_still_has_a_plan(question: Callable[[], Question]) -> None:
    plan = planned(question(), cancelled=lambda: True)
    assert plan.ended is Ended.CANCELLED
    assert plan.visit_ids


def test_progress_is_told_and_grows() -> None:
    told: list[Progress] = []
    ticks = iter(range(10_000))
    effort = Effort(seconds=40, clock=lambda: next(ticks))
    plan = planned(a_long_list(), effort, listener=told.append)
    shares = [one.share for one in told]
    assert plan.ended is Ended.TIME
    assert {one.step for one in told} == {Step.MOST_WORTH}
    assert shares == sorted(shares)
    assert shares[0] < 0.2 < 0.8 < shares[-1] <= 1


def test_a_round_of_a_day_first_tries_everybody() -> None:
    told: list[Progress] = []
    ticks = iter(range(10_000))
    question = replace(a_long_list(), visits=a_long_list().visits[:8])
    planned(question, Effort(seconds=20, clock=lambda: next(ticks)), listener=told.append)
    assert {one.step for one in told} == {Step.EVERYBODY}
    assert told[-1].found_a_plan


def test_the_usual_effort_grows_with_the_list() -> None:
    assert usual_effort(a_long_list()).seconds == 2
    many = tuple(visit(f"v{n}", at(n % 30, n // 30), 1) for n in range(150))
    enough = tuple(walker(f"w{n}") for n in range(9))
    assert usual_effort(Question(many, enough)).seconds == 30
    assert usual_effort(Question(many, enough[:1])).seconds == 60


def test_routes_are_about_equally_long_when_asked() -> None:
    doors = tuple(visit(f"v{n}", at(n % 8, n // 8), 12) for n in range(44))
    question = Question(doors, tuple(walker(f"w{n}") for n in range(4)))
    fair = planned(replace(question, is_balanced=True), Effort(turns=200))
    assert fair.visit_ids == {one.visit_id for one in doors}
    assert checking.spread(question, fair) <= 0.15
    assert checking.spread(question, planned(question)) > 0.15


def test_balance_of_one_route_changes_nothing() -> None:
    question = Question((visit("a"), visit("b")), (walker(),), is_balanced=True)
    assert planned(question).visit_ids == {"a", "b"}


def test_a_question_of_which_nothing_can_be_done_still_gets_its_reasons() -> None:
    plan = plan_round(Question((visit("a", languages=frozenset({"ar"})),), (walker(),)), effort=QUICK)
    assert plan.routes == ()
    assert [one.reason for one in plan.left_out] == [Reason.NO_SPEAKER]
