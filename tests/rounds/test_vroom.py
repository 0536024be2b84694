"""Another program, that knows nothing of ours, finds nothing much better; and it may make the start."""

import os

import pytest

from nabij_methods.rounds import Effort, Priority, Question, checking, vroom_start
from nabij_methods.rounds.laid import lay
from nabij_methods.rounds.planner import Plan, plan_round
from tests.rounds.making import AFTERNOON, MORNING, at, planned, visit, walker

pytestmark = pytest.mark.skipif(
    not vroom_start.is_there() and not os.environ.get("CI"),
    reason="VROOM is not installed: nabij[vroom]",
)

LONG = Question(
    tuple(
        visit(
            f"v{n}", at(n * 37 % 23, n * 11 % 19), 20, load=1,
            priority=Priority.SOON if n % 3 else Priority.ORDINARY,
            languages=frozenset({"ar"}) if n % 7 == 0 else frozenset(),
        )
        for n in range(60)
    ),
    (
        walker("an", MORNING, AFTERNOON, languages=frozenset({"ar"})),
        walker("bo", MORNING, AFTERNOON, capacity=9),
    ),
)  # fmt: skip


def test_a_plan_may_start_from_the_one_of_vroom() -> None:
    plan = planned(LONG, Effort(turns=40), start=vroom_start.started)
    assert len(plan.visit_ids) >= 24


def test_vroom_finds_nothing_that_is_much_better() -> None:
    ours = planned(LONG, Effort(turns=150))
    theirs: Plan = plan_round(
        LONG,
        effort=Effort(turns=1),
        start=lambda laid, broken: vroom_start.started(laid, broken, exploration=5),
    )
    assert checking.broken(LONG, theirs) == ()
    assert checking.cost_seconds(LONG, ours) <= 1.02 * checking.cost_seconds(LONG, theirs)


def test_what_cannot_be_reached_is_not_in_the_start() -> None:
    laid = lay(LONG)
    orders = vroom_start.started(laid, [[] for _ in laid.shifts])
    for shift, order in zip(laid.shifts, orders, strict=True):
        assert all(shift.may_visit[one] for one in order)
