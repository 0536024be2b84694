"""What kernels say of a list is what NumPy says: answers, amounts, warnings and missing facts."""

from __future__ import annotations

from datetime import date
from random import Random

import numpy as np
import pytest

from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.engine.arrays import Ends, Population, population_of
from nabij_rights.engine.expression import Entity, Op
from nabij_rights.engine.machine import compiling
from nabij_rights.engine.machine.running import with_kernel
from nabij_rights.engine.program import Program, Setting
from nabij_rights.lists.compiled_walk import CompiledWalk, to_amounts, to_facts
from nabij_rights.lists.outcomes import MissingFacts, Outcomes, RightOfList, Waiting, _bit, _join
from nabij_rights.lists.screening import with_numpy
from nabij_rights.lists.tracing import Live, Tracer, Values, Walk
from tests.factories.random_households import Draws
from tests.factories.random_programs import AMOUNT, AMOUNT_SPAN, random_roots, random_situation

pytestmark = pytest.mark.skipif(not compiling.is_there(), reason="llvmlite is not installed: nabij[scale]")

ON = date(2026, 11, 21)


def assert_same(rules: RuleSet, population: Population, compiled: Outcomes, reference: Outcomes) -> int:
    """Every column of every right; how many facts are missing in all."""
    assert compiled._compiled is not None
    assert compiled._compiled.of(population, rules.setting) is not None
    found, expected = compiled.of(population), reference.of(population)
    assert list(found) == list(expected)
    for right_id, one in expected.items():
        same_right(right_id, found[right_id], one)
    return sum(len(one.missing.numbers) for one in found.values() if one.missing is not None)


def same_right(right_id: str, found: RightOfList, expected: RightOfList) -> None:
    for name in ("answer", "lowest", "highest", "is_amount_known", "warnings"):
        ours, numpys = getattr(found, name), getattr(expected, name)
        assert (ours is None) == (numpys is None), (right_id, name)
        assert ours is None or (ours.dtype == numpys.dtype and np.array_equal(ours, numpys)), (right_id, name)
    assert (found.missing is None) == (expected.missing is None)
    if found.missing is not None and expected.missing is not None:
        assert found.missing.facts == expected.missing.facts
        assert np.array_equal(found.missing.offsets, expected.missing.offsets), right_id
        assert np.array_equal(found.missing.numbers, expected.missing.numbers), right_id


def without_every_third(columns: dict[str, Ends]) -> dict[str, Ends]:
    return {key: ends for number, (key, ends) in enumerate(columns.items()) if number % 3}


def exact(columns: dict[str, Ends]) -> dict[str, Ends]:
    """The lowest value is what is known of every second fact."""
    return {
        key: (low, low if number % 2 else high) for number, (key, (low, high)) in enumerate(columns.items())
    }


@pytest.mark.parametrize(
    ("day", "seed"),
    [
        ("2026-11-21", 1),
        pytest.param("2025-02-01", 2, marks=pytest.mark.nightly),
        pytest.param("2022-07-01", 3, marks=pytest.mark.nightly),
    ],
)
def test_every_right_of_random_households(day: str, seed: int) -> None:
    rules = rules_on(date.fromisoformat(day))
    population = Draws(rules, seed).population(501)
    assert assert_same(rules, population, Outcomes(rules, evaluate=with_kernel), Outcomes(rules)) > 10_000


def test_lists_without_some_columns_and_with_columns_that_are_exact() -> None:
    rules = rules_on(ON)
    compiled, reference = Outcomes(rules, evaluate=with_kernel), Outcomes(rules)
    full = Draws(rules, 7).population(130)
    fewer = Population(
        full.offsets,
        without_every_third(dict(full.household)),
        without_every_third(dict(full.persons)),
        without_every_third(dict(full.decisions)),
    )
    assert assert_same(rules, fewer, compiled, reference) > 1_000
    assert assert_same(rules, Population(full.offsets), compiled, reference) > 1_000
    known = Population(
        full.offsets, exact(dict(full.household)), exact(dict(full.persons)), exact(dict(full.decisions))
    )
    assert assert_same(rules, known, compiled, reference) > 1_000


@pytest.mark.parametrize("number", [1, 8, 129])
def test_any_number_of_households(number: int) -> None:
    rules = rules_on(ON, ("leefloon", "verhoogde_tegemoetkoming", "groeipakket_sociale_toeslag"))
    population = Draws(rules, number).population(number)
    assert_same(rules, population, Outcomes(rules, evaluate=with_kernel), Outcomes(rules))


def test_without_missing_facts_and_warnings() -> None:
    rules = rules_on(ON)
    population = Draws(rules, 9).population(200)
    found, expected = (
        Outcomes(rules, evaluate=evaluate, missing=MissingFacts.NONE, with_warnings=False)
        for evaluate in (with_kernel, with_numpy)
    )
    assert assert_same(rules, population, found, expected) == 0


def test_numbers_outside_their_range_are_walked_by_numpy() -> None:
    rules = rules_on(ON, ("leefloon",))
    population = Draws(rules, 9).population(50)
    key = next(key for key, (low, high) in population.household.items() if low is not high)
    low, high = population.household[key]
    far = Population(
        population.offsets,
        {**population.household, key: (low, np.where(np.arange(50) == 3, 2**60, high))},
        population.persons,
        population.decisions,
    )
    compiled = Outcomes(rules, evaluate=with_kernel)
    assert compiled._compiled is not None
    assert compiled._compiled.of(far, rules.setting) is None
    for right_id, one in Outcomes(rules).of(far).items():
        same_right(right_id, compiled.of(far)[right_id], one)


def test_random_programs_of_more_rights_than_a_word_has_bits() -> None:
    roots = [[root] for seed in range(45) for root in random_roots(Random(seed), may_tell_twice=True)]
    program, setting = Program([root for (root,) in roots]), Setting({AMOUNT: AMOUNT_SPAN}, {})
    chance = Random(1)
    population = population_of([random_situation(chance, 6) for _ in range(203)], program)
    facts = tuple(program.inputs)
    compiled = CompiledWalk(
        roots, [to_facts(roots), to_amounts(roots, {"limit": frozenset({AMOUNT})})], facts
    )
    walked = compiled.of(population, setting)
    assert walked is not None
    to_fact = Walk(roots, leads_to=lambda node: node.op in (Op.FACT, Op.FACT_IS), to_facts=True)
    to_limit = Walk(roots, leads_to=lambda node: node.op is Op.AMOUNT, to_facts=False)
    values = Tracer([to_fact, to_limit], [root for (root,) in roots]).values(population, setting)
    waiting = waiting_of(to_fact, values, facts)
    limits: Live = {}
    for _node, live in to_limit.down(values):
        _join(limits, live)
    assert len(roots) > 70
    for number in range(len(roots)):
        expected, found = waiting.of(number), walked.lists[number]
        assert np.array_equal(found.offsets, expected.offsets), number
        assert np.array_equal(found.numbers, expected.numbers), number
        rests, known = walked.rests_on("limit", number), _bit(limits, number)
        nowhere = np.zeros(203, np.bool_)
        assert np.array_equal(nowhere if rests is None else rests, nowhere if known is None else known)
    assert sum(len(one.numbers) for one in walked.lists) > 5_000


def waiting_of(walk: Walk, values: Values, facts: tuple[str, ...]) -> Waiting:
    found: dict[str, tuple[bool, Live]] = {}
    for node, live in walk.down(values):
        key = node.meta if node.op is Op.FACT else node.meta[0]
        _join(found.setdefault(key, (node.entity is Entity.PERSON, {}))[1], live)
    return Waiting(facts, [(n, *found[key]) for n, key in enumerate(facts) if key in found], values)
