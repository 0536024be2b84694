"""What holds for every right, unless its own law says otherwise: then the right cites the article.

More income opens nothing, and one more child takes nothing away. Checked on households of which everything
is known, with values close to the limits of the law.
"""

from datetime import date

import numpy as np
import pytest

from nabij_rights.catalogue import RuleSet, catalogue, rules_on
from nabij_rights.engine.arrays import ArrayEvaluation, Ends, Population
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Node
from nabij_rights.engine.program import Program
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.rights import Kind, Law
from tests.factories.random_households import Draws

pytestmark = pytest.mark.slow

HOUSEHOLDS = 3_000
DAYS = ("2020-06-15", "2022-07-01", "2024-02-29", "2025-09-01", "2026-11-21")
INCOME = (
    "net_work_income_eur_month",
    "net_training_income_eur_month",
    "net_benefit_income_eur_month",
    "net_pension_eur_month",
    "maintenance_for_self_eur_month",
    "other_net_income_eur_month",
    "rent_received_eur_month",
    "gross_taxable_income_eur_month",
    "gross_taxable_income_eur_year",
    "net_taxable_income_eur_year",
    "joint_taxable_income_eur_year",
    "separate_taxable_income_eur_year",
    "exempt_foreign_income_eur_year",
    "taxed_benefits_eur_year",
    "self_employed_profit_eur_year",
    "care_resources_eur_year",
)
CHILD = {"relation_to_reference": "child", "lives_here": 1, "is_registered_here": 1}


def ends_of(root: Node, population: Population, rules: RuleSet) -> np.ndarray:
    program = Program([end for pair in to_bounds([root]) for end in pair])
    return np.stack(ArrayEvaluation(program, population, rules.setting).results)


def households(rules: RuleSet, seed: int) -> Population:
    return Draws(rules, seed=seed, share_unknown=0, share_ranges=0).population(HOUSEHOLDS)


def with_more(population: Population, fact_id: str, chance: np.random.Generator) -> Population:
    """The same households, each with somewhat more of this income."""
    highest = vocabulary()[fact_id].node().highest

    def raised(columns: dict[str, Ends]) -> dict[str, Ends]:
        low, high = columns[fact_id]
        more = chance.choice([1, 100, 5_000, 100_000], len(low))
        return {**columns, fact_id: (np.minimum(low + more, highest), np.minimum(high + more, highest))}

    household, persons = dict(population.household), dict(population.persons)
    household = raised(household) if fact_id in household else household
    persons = raised(persons) if fact_id in persons else persons
    return Population(population.offsets, household, persons, population.decisions)


def with_one_more_child(population: Population, on: date) -> Population:
    """The same households with one more child, who lives there and of whom nothing is special."""
    sizes = np.diff(population.offsets)
    places = population.offsets[1:]
    offsets = np.concatenate(([0], np.cumsum(sizes + 1))).astype(np.int64)
    persons = {
        key: (np.insert(low, places, child[0]), np.insert(high, places, child[1]))
        for key, (low, high) in population.persons.items()
        for child in [_as_the_parent(key, (low, high), population) or _of_child(key, on)]
    }
    return Population(offsets, population.household, persons, population.decisions)


def _as_the_parent(key: str, ends: Ends, population: Population) -> Ends | None:
    """What a child has because the parent has it.

    A child on your name at the health insurance fund has your increased reimbursement (law of 14 July 1994,
    art. 37, par. 19). Without it in a home where all others have it, the child would be nobody's.
    """
    if key.partition("@")[0] != "has_increased_reimbursement":
        return None
    parents = population.offsets[:-1]
    return ends[0][parents], ends[1][parents]


def _of_child(key: str, on: date) -> tuple[int, int]:
    fact_id = key.partition("@")[0]
    fact = vocabulary()[fact_id]
    if fact_id == "birth_on":
        return (born := on.replace(year=on.year - 8, day=1).toordinal(), born)
    if fact_id == "relation_to_reference":
        return (mask := 1 << fact.position("child"), mask)
    if fact.values:
        wanted = {"study_level": "primary", "register_kind": "population", "residence_status": "belgian"}
        value = wanted.get(fact_id, "none" if "none" in fact.values else fact.values[0])
        return (mask := 1 << fact.position(value), mask)
    if fact_id in ("lives_here", "is_registered_here", "gives_right_to_child_benefit"):
        return (1, 1)
    if fact_id in ("is_dependent_in_health_insurance", "is_fiscally_dependent", "is_in_own_charge"):
        return (1, 1)
    if fact_id == "custody_share_pct":
        return (fact.node().highest, fact.node().highest)
    lowest = fact.node(key.partition("@")[2] or None).highest if fact.type in ("since",) else None
    return (
        (lowest, lowest) if lowest is not None else (max(0, fact.node().lowest), max(0, fact.node().lowest))
    )


def assert_never_better(root: Node, kind: Kind, before: np.ndarray, after: np.ndarray) -> None:
    is_better = after < before if kind is Kind.PRICE and not root.is_yes_no else after > before
    assert not is_better.any(), f"{root}\nhousehold {np.argwhere(is_better)[0]}"


@pytest.mark.parametrize("right_id", catalogue())
def test_more_income_never_opens(right_id: str) -> None:
    right = catalogue()[right_id]
    if Law.MORE_INCOME_NEVER_OPENS in right.exceptions_to:
        return
    for day in DAYS:
        rules = rules_on(date.fromisoformat(day), (right_id,))
        if not rules.versions:
            continue
        version, chance = rules.versions[right_id], np.random.default_rng(5)
        population = households(rules, seed=5000 + DAYS.index(day))
        for fact_id in INCOME:
            if fact_id not in rules.program.inputs:
                continue
            more = with_more(population, fact_id, chance)
            for root in [version.holds] + ([] if version.amount is None else [version.amount]):
                before, after = (ends_of(root, one, rules) for one in (population, more))
                assert_never_better(root, right.kind, before, after)


@pytest.mark.parametrize("right_id", catalogue())
def test_one_more_child_never_lowers(right_id: str) -> None:
    right = catalogue()[right_id]
    if Law.ONE_MORE_CHILD_NEVER_LOWERS in right.exceptions_to:
        return
    for day in DAYS:
        rules = rules_on(date.fromisoformat(day), (right_id,))
        if not rules.versions:
            continue
        version = rules.versions[right_id]
        population = households(rules, seed=6000 + DAYS.index(day))
        more = with_one_more_child(population, rules.on)
        for root in [version.holds] + ([] if version.amount is None else [version.amount]):
            before, after = (ends_of(root, one, rules) for one in (population, more))
            assert_never_better(root, right.kind, after, before)
