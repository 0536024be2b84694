"""What holds for every right together, on households that visit the corners of the law."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabij_rights.answers import answer
from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.engine.arrays import ArrayEvaluation, Population
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Entity, Node, Op, in_order, reduce, unchecked
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Program, Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.reading import read_situation
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.output import to_json
from nabij_rights.synthetic import made_up_households
from tests.factories.random_households import Draws, situations_of

HOUSEHOLDS = 5_000
"""On each of twenty days: 100,000 in all."""
GROUPS = 15
"""In the everyday run the interpreter, which takes milliseconds where NumPy takes microseconds, works out one
of so many parts of the rights for each household, in turns and in another mix each day. `make nightly` has it
work out all rights of all."""

DAYS = (
    "2019-01-01",
    "2019-12-31",
    "2020-02-29",
    "2020-06-15",
    "2021-01-01",
    "2021-09-01",
    "2022-02-28",
    "2022-07-01",
    "2022-12-01",
    "2023-03-31",
    "2023-07-01",
    "2024-01-01",
    "2024-02-29",
    "2024-08-31",
    "2025-03-31",
    "2025-09-01",
    "2026-02-28",
    "2026-03-01",
    "2026-11-21",
    "2027-12-31",
)

pytestmark = pytest.mark.slow


@cache
def rules_of(day: str) -> RuleSet:
    return rules_on(date.fromisoformat(day))


def roots_of(rules: RuleSet) -> list[Node]:
    """Whether each right is held, and its amount."""
    both = [(version.holds, version.amount) for version in rules.versions.values()]
    return list(dict.fromkeys(node for pair in both for node in pair if node is not None))


def bounds_of(roots: list[Node], rules: RuleSet, population: Population) -> list[np.ndarray]:
    """For each root its lowest and its highest value, as rows of two columns."""
    program = Program([end for pair in to_bounds(roots) for end in pair])
    ends = ArrayEvaluation(program, population, rules.setting).results
    return [np.stack([low, high], axis=1) for low, high in zip(ends[::2], ends[1::2], strict=True)]


def assert_interpreter_agrees(rules: RuleSet, draws: Draws, number: int, groups: int) -> None:
    roots = roots_of(rules)
    population = draws.population(number)
    columns = [column.tolist() for column in bounds_of(roots, rules, population)]
    order = draws.chance.permutation(len(roots)).tolist()
    parts = [order[group::groups] for group in range(groups)]
    programs = [Program([roots[index] for index in part]) for part in parts]
    for row, situation in enumerate(situations_of(population)):
        evaluation = Evaluation(programs[row % groups], situation, rules.setting)
        for index in parts[row % groups]:
            found = evaluation.span(roots[index])
            assert list(found) == columns[index][row], f"{roots[index]}\n{situation}"


@pytest.mark.parametrize("day", DAYS)
def test_interpreter_and_numpy_agree_on_every_right(day: str) -> None:
    draws = Draws(rules_of(day), seed=DAYS.index(day))
    assert_interpreter_agrees(rules_of(day), draws, HOUSEHOLDS // 5, GROUPS)


@pytest.mark.nightly
@pytest.mark.parametrize("day", DAYS)
def test_interpreter_and_numpy_agree_on_every_right_of_a_hundred_thousand_households(day: str) -> None:
    draws = Draws(rules_of(day), seed=DAYS.index(day))
    assert_interpreter_agrees(rules_of(day), draws, HOUSEHOLDS, groups=1)


@given(seed=st.integers(0, 2**32), day=st.dates(date(2019, 1, 1), date(2027, 12, 31)))
@settings(max_examples=25, deadline=None)
def test_interpreter_and_numpy_agree_on_any_day(seed: int, day: date) -> None:
    rules = rules_on(day)
    assert_interpreter_agrees(rules, Draws(rules, seed=seed), number=4, groups=1)


@pytest.mark.parametrize("day", DAYS)
def test_of_a_household_of_which_all_is_known_the_exact_program_is_right(day: str) -> None:
    """The plain program is the second way to the same number as both ends of the bounds."""
    rules = rules_of(day)
    roots = [root for root in roots_of(rules) if not has_spans(root, rules)]
    draws = Draws(rules, seed=1000 + DAYS.index(day), share_unknown=0, share_ranges=0)
    population = draws.population(HOUSEHOLDS)
    decided = {name: (low, low) for name, (low, _) in population.decisions.items()}
    population = Population(population.offsets, population.household, population.persons, decided)
    plain = ArrayEvaluation(Program(roots), population, rules.setting).results
    for root, column, ends in zip(roots, plain, bounds_of(roots, rules, population), strict=True):
        assert (ends[:, 0] == ends[:, 1]).all(), root
        assert (ends[:, 0] == column).all(), root


def has_spans(root: Node, rules: RuleSet) -> bool:
    """Whether a figure of the law is itself a span on this day."""
    amounts = (node.meta for node in in_order([root]) if node.op is Op.AMOUNT)
    return any(low != high for low, high in (rules.setting.amounts[key] for key in amounts))


# ------------------------------------------------------------------------------- unknown is never no


@pytest.mark.parametrize("day", DAYS)
def test_forgetting_facts_never_narrows_an_answer(day: str) -> None:
    """So it never turns a yes or an unknown into a no."""
    rules = rules_of(day)
    draws = Draws(rules, seed=2000 + DAYS.index(day))
    population = draws.population(HOUSEHOLDS)
    roots = roots_of(rules)
    before = bounds_of(roots, rules, population)
    after = bounds_of(roots, rules, draws.forgetting(population))
    for root, was, becomes in zip(roots, before, after, strict=True):
        counts = ~contradicting(root, rules, population)
        assert counts.any(), root
        assert (becomes[counts, 0] <= was[counts, 0]).all(), root
        assert (becomes[counts, 1] >= was[counts, 1]).all(), root


def contradicting(root: Node, rules: RuleSet, population: Population) -> np.ndarray:
    """The households that tell one number as a whole and otherwise in its parts; they cannot exist."""
    clashes = []
    for node in in_order([root]):
        if node.op is Op.SAME:
            told, worked_out = to_bounds(node.args)
            too_low = unchecked(Op.LT, told[1], worked_out[0])
            clash = unchecked(Op.OR, too_low, unchecked(Op.LT, worked_out[1], told[0]))
            clashes.append(reduce(Op.ANY, clash) if clash.entity is Entity.PERSON else clash)
    columns = ArrayEvaluation(Program(clashes), population, rules.setting).results if clashes else []
    found = np.zeros(population.number_of_households, dtype=bool)
    for column in columns:
        found |= column > 0
    return found


@pytest.mark.parametrize("day", DAYS)
def test_whatever_the_facts_are_the_answer_lies_within_the_answer_without_facts(day: str) -> None:
    rules = rules_of(day)
    population = Draws(rules, seed=3000 + DAYS.index(day)).population(500)
    roots = roots_of(rules)
    without = bounds_of(roots, rules, Population(population.offsets))
    for root, was, empty in zip(roots, bounds_of(roots, rules, population), without, strict=True):
        counts = ~contradicting(root, rules, population)
        assert (empty[counts, 0] <= was[counts, 0]).all(), root
        assert (empty[counts, 1] >= was[counts, 1]).all(), root


# ----------------------------------------------------------------- what no law names changes nothing


@pytest.mark.parametrize("day", DAYS)
def test_in_which_order_the_others_are_named_changes_nothing(day: str) -> None:
    rules = rules_of(day)
    population = Draws(rules, seed=4000 + DAYS.index(day)).population(HOUSEHOLDS)
    back = others_turned_round(population.offsets)
    turned = {key: (low[back], high[back]) for key, (low, high) in population.persons.items()}
    other = Population(population.offsets, population.household, turned, population.decisions)
    roots = roots_of(rules)
    for root, one, two in zip(
        roots, bounds_of(roots, rules, population), bounds_of(roots, rules, other), strict=True
    ):
        assert (one == two).all(), root


def others_turned_round(offsets: np.ndarray) -> np.ndarray:
    """The places of all persons, with the others of each household from last to first."""
    places = np.arange(offsets[-1])
    sizes = np.diff(offsets)
    first, last = np.repeat(offsets[:-1], sizes), np.repeat(offsets[1:], sizes)
    return np.where(places == first, first, first + last - places)


@pytest.mark.parametrize("day", ["2022-07-01", "2025-03-31", "2026-11-21"])
def test_facts_that_a_rule_does_not_name_change_nothing(day: str) -> None:
    """Two households that differ in all else get the same answer, word for word."""
    rules = rules_of(day)
    chance = Random(day)
    for number, plain in enumerate(made_up_households(40, seed=17, on=rules.on)):
        right_id = list(rules.versions)[number % len(rules.versions)]
        situation = read_situation(plain, on=rules.on)
        other = scrambled(situation, facts_read_by(right_id, rules), chance)
        answers = [answer(one, on=rules.on, right_ids=(right_id,)) for one in (situation, other)]
        one, two = (to_json(one, language="en") for one in answers)
        assert one == two


def facts_read_by(right_id: str, rules: RuleSet) -> set[str]:
    """The facts in this rule, and those by which we know who the other adults are."""
    program = Program(rules.versions[right_id].roots())
    return {*program.inputs, "birth_on", "relation_to_reference", "municipality"}


def scrambled(situation: Situation, kept: set[str], chance: Random) -> Situation:
    """The situation with every fact that is not kept forgotten or replaced."""

    def other(facts: Mapping[str, Span]) -> dict[str, Span]:
        values = list(facts.values())
        changed = {key: chance.choice([span, chance.choice(values)]) for key, span in facts.items()}
        return {key: facts[key] if key in kept else span for key, span in changed.items()}

    return Situation(other(situation.household), [other(facts) for facts in situation.persons])


def test_the_vocabulary_does_not_even_have_a_place_for_what_no_law_names() -> None:
    never = {"sex", "gender", "religion", "origin", "colour", "neighbourhood", "street", "surname"}
    assert [fact_id for fact_id in vocabulary() if never & set(fact_id.split("_"))] == []
