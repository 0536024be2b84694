"""The rounds that are measured on stay the same, and the best plans known of them hold."""

import pytest
from benchmarks.rounds import best_known, plan_of
from benchmarks.rounds_instances import INSTANCES

from nabij_methods.rounds import checking


@pytest.mark.parametrize("name", INSTANCES)
def test_the_best_plan_known_holds_and_costs_what_is_told(name: str) -> None:
    question = INSTANCES[name]()
    kept = best_known()[name]
    plan = plan_of(question, kept["routes"])
    assert plan.visit_ids == {one for _who, _shift, visits in kept["routes"] for one in visits}
    left_out = len(question.visits) - len(plan.visit_ids)
    assert len(checking.broken(question, plan)) == left_out  # they are left out without a reason here
    assert checking.cost_seconds(question, plan) == kept["cost_seconds"]


def test_the_packages_are_those_of_a_real_campaign_in_number() -> None:
    question = INSTANCES["950 doors with packages"]()
    assert (len(question.visits), sum(visit.load for visit in question.visits)) == (950, 2_159)
    assert (len(question.walkers), len({walker.team for walker in question.walkers})) == (35, 12)
