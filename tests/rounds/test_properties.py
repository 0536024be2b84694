"""Small random rounds: each plan holds when worked out again, and none is far from the best that there is."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from nabij_methods.rounds import (
    Effort,
    Mode,
    Priority,
    Promise,
    Question,
    Shift,
    Visit,
    Walker,
    Window,
    checking,
    moment,
    plan_round,
)
from nabij_methods.rounds.laid import lay
from nabij_methods.rounds.timing import hours, travel
from tests.rounds.making import MIDDLE, at

TONGUES = ("ar", "fr", "tr")
spots = st.builds(at, st.integers(-12, 12), st.integers(-12, 12))
spoken = st.frozensets(st.sampled_from(TONGUES), max_size=2)


@st.composite
def windows(draw: st.DrawFn) -> tuple[Window, ...]:
    opens = draw(st.lists(st.integers(16, 30), max_size=2))
    return tuple(Window(half * 1_800, (half + draw(st.integers(1, 3))) * 1_800) for half in opens)


@st.composite
def visits(draw: st.DrawFn, number: int, walkers: tuple[Walker, ...]) -> Visit:
    promise = None
    if draw(st.integers(0, 9)) == 0:
        promise = Promise(draw(st.sampled_from(walkers)).walker_id, draw(st.integers(16, 30)) * 1_800)
    return Visit(
        f"v{number}", draw(spots), draw(st.integers(0, 70)), draw(windows()),
        draw(st.one_of(st.just(frozenset[str]()), spoken)), draw(st.integers(0, 3)),
        draw(st.sampled_from(("north", "south", ""))), draw(st.sampled_from(Priority)),
        draw(st.integers(0, 5)) == 0, promise,
    )  # fmt: skip


@st.composite
def questions(draw: st.DrawFn, most: int = 9) -> Question:
    walkers = []
    for number in range(draw(st.integers(1, 3))):
        begins = draw(st.integers(16, 20))
        shifts = [Shift(begins * 1_800, (begins + draw(st.integers(2, 7))) * 1_800)]
        if draw(st.booleans()):
            shifts.append(Shift(moment(hour=14), moment(hour=15, minute=30)))
        walkers.append(
            Walker(
                f"w{number}", draw(st.sampled_from((MIDDLE, at(5, 5)))), MIDDLE, tuple(shifts),
                draw(st.sampled_from(Mode)), draw(spoken), draw(st.sampled_from((None, 4, 8))),
                draw(st.sampled_from(("north", "south"))),
            )
        )  # fmt: skip
    everybody = tuple(walkers)
    number_of_visits = draw(st.integers(1, most))
    asked = tuple(draw(visits(number, everybody)) for number in range(number_of_visits))
    return Question(
        asked, everybody, teams_help=draw(st.booleans()), is_balanced=draw(st.booleans()),
        seed=draw(st.integers(0, 3)),
    )  # fmt: skip


def without_what_is_outside(question: Question) -> Question | None:
    """Windows outside every shift are refused, which another test proves."""
    kept = []
    for visit in question.visits:
        opens = [(w.opens_second, w.closes_second) for w in visit.windows]
        if visit.promised is not None:
            opens = [(visit.promised.begins_second - 900, visit.promised.begins_second + 900)]
        if not opens or any(
            first <= shift.ends_second and last >= shift.starts_second
            for first, last in opens
            for walker in question.walkers
            for shift in walker.shifts
        ):
            kept.append(visit)
    return (
        Question(
            tuple(kept),
            question.walkers,
            question.travel,
            question.teams_help,
            question.is_balanced,
            question.seed,
        )
        if kept
        else None
    )


@settings(max_examples=60, deadline=None)
@given(questions())
def test_every_plan_holds_when_it_is_worked_out_again(asked: Question) -> None:
    question = without_what_is_outside(asked)
    if question is not None:
        plan = plan_round(question, effort=Effort(turns=15))
        assert checking.broken(question, plan) == ()
        assert plan == plan_round(question, effort=Effort(turns=15))


def best_cost(question: Question) -> int:
    """By trying everything: each visit to each shift or to nobody, and each order."""
    laid = lay(question)
    cheapest: list[dict[frozenset[int], int]] = []
    for shift in laid.shifts:
        costs = {}
        for chosen in product((False, True), repeat=laid.size):
            mine = [visit for visit, is_in in enumerate(chosen) if is_in]
            ways = [travel(laid, shift, order) for order in permutations(mine) if hours(laid, shift, order)]
            if ways:
                costs[frozenset(mine)] = min(ways)
        cheapest.append(costs)
    best = {frozenset[int](): 0}
    for costs in cheapest:
        further: dict[frozenset[int], int] = {}
        for done, cost in best.items():
            for mine, way in costs.items():
                if not done & mine:
                    both = done | mine
                    further[both] = min(further.get(both, cost + way), cost + way)
        best = further
    worth = {visit: int(laid.worth[visit]) for visit in range(laid.size)}
    return min(
        cost + sum(worth[visit] for visit in worth if visit not in done) for done, cost in best.items()
    )


@settings(max_examples=25, deadline=None)
@given(questions(most=5))
def test_small_rounds_are_as_good_as_trying_everything(asked: Question) -> None:
    question = without_what_is_outside(asked)
    if question is None or question.is_balanced:
        return
    # By bicycle no way here takes longer than a visit is worth; on foot what fits is done all the same.
    riding = tuple(replace(walker, mode=Mode.BICYCLE) for walker in question.walkers)
    question = replace(question, walkers=riding)
    plan = plan_round(question, effort=Effort(turns=150))
    assert checking.cost_seconds(question, plan) == best_cost(question)
