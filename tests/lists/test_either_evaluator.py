"""What-if, calendar, best question and workers say the same with kernels as with NumPy."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from nabij_rights.catalogue import catalogue, rules_on
from nabij_rights.coming.calendar import window_of
from nabij_rights.engine.arrays import population_of
from nabij_rights.engine.expression import Entity, const, fact
from nabij_rights.engine.machine import compiling
from nabij_rights.engine.machine.running import with_kernel
from nabij_rights.engine.program import Program, Setting
from nabij_rights.facts.likely import likely_answers
from nabij_rights.facts.reading import read_situation
from nabij_rights.lists.adapters.job import Job
from nabij_rights.lists.best_question import _Trial
from nabij_rights.lists.best_question_asked import askings_of
from nabij_rights.lists.coming_columns import calendar_program
from nabij_rights.lists.coming_days import RightOnDays, dated
from nabij_rights.lists.coming_rows import rows_of
from nabij_rights.lists.evaluators import evaluator_for
from nabij_rights.lists.screening import with_numpy
from nabij_rights.what_if.change import Change, NewAmount, sides_of
from nabij_rights.what_if.pairing import evaluated, pairing_of
from tests.factories.random_households import Draws
from tests.factories.tables import batch_of, hidden_households

pytestmark = pytest.mark.skipif(not compiling.is_there(), reason="llvmlite is not installed: nabij[scale]")

ON = date(2026, 11, 21)
FOLLOWED = ("leefloon", "groeipakket_basisbedrag", "groeipakket_sociale_toeslag")


def test_short_lists_are_for_numpy_and_long_ones_for_kernels() -> None:
    assert evaluator_for(14_999) is with_numpy
    assert evaluator_for(29_999, jobs=2) is with_numpy
    assert evaluator_for(15_000) is with_kernel
    assert evaluator_for(None) is with_kernel
    assert evaluator_for(15_000, few=20_000) is with_numpy


@pytest.mark.parametrize(
    "change",
    [
        Change((NewAmount.written("leefloon.family", "+10 %"),)),
        pytest.param(Change(on=date(2025, 3, 1)), marks=pytest.mark.slow),
    ],
)
def test_before_and_after_a_change(change: Change) -> None:
    pairing = pairing_of(sides_of(change, on=ON))
    population = Draws(rules_on(ON), 5).population(60)
    found, expected = (evaluated(pairing, population, one) for one in (with_kernel, with_numpy))
    assert len(found) == len(expected) > 0
    assert all(np.array_equal(ours, numpys) for ours, numpys in zip(found, expected, strict=True))


@pytest.mark.parametrize("right_id", FOLLOWED)
def test_a_right_on_the_days_of_the_coming_years(right_id: str) -> None:
    window = window_of(ON, 24)
    situations = [read_situation(case, on=ON) for case in hidden_households(12, seed=3, on=ON)]
    population = population_of(situations, calendar_program(window))
    rows, chance = rows_of(population, window), np.random.default_rng(1)
    which = np.repeat(np.arange(len(rows.viewers)), 9)
    days = chance.integers(0, 700, len(which))
    found, expected = (
        RightOnDays(catalogue()[right_id], population, rows, window, one).states(which, days)
        for one in (with_kernel, with_numpy)
    )
    for name in ("answers", "lowest", "highest"):
        assert np.array_equal(getattr(found, name), getattr(expected, name))
    assert len(np.unique(expected.answers)) > 1


def test_every_day_of_a_dated_rule_is_a_fact_of_the_household() -> None:
    version = rules_on(ON).versions["groeipakket_basisbedrag"]
    rule = dated(version)
    assert {name for name in rule.program.inputs if name.startswith("day:")} == set(rule.leaves) != set()


def test_roots_that_are_one_number_for_everybody() -> None:
    number = fact("number", Entity.HOUSEHOLD, None, 0, 9)
    program = Program([const(True), const(7), number, const(False)])
    population = population_of([], program)
    many = type(population)(np.arange(6), {"number": (np.arange(5), np.arange(5))})
    for one in (population, many):
        found, expected = (work(program, one, Setting({}, {})) for work in (with_kernel, with_numpy))
        assert all(np.array_equal(ours, numpys) for ours, numpys in zip(found, expected, strict=True))


def test_what_a_question_is_worth() -> None:
    population = Draws(rules_on(ON), 8).population(25)
    compiled, reference = (_Trial(population, rules_on(ON), one) for one in (with_kernel, with_numpy))
    few = [
        askings for number, askings in enumerate(askings_of(population, rules_on(ON))) if number in (20, 90)
    ]
    for askings in few:
        answers = likely_answers(askings.question, on=ON)
        found, expected = (trial.gains(askings, answers) for trial in (compiled, reference))
        for name in ("rights", "euros_year", "worth"):
            assert np.array_equal(getattr(found, name), getattr(expected, name))


def test_workers_give_the_same_table_with_either() -> None:
    batch = batch_of(hidden_households(30, seed=4, on=ON))
    ids = ("leefloon", "uitpas_kansentarief")
    found, expected, chosen = (
        Job(ON, right_ids=ids, evaluate=one).table(pa.Table.from_batches([batch]))
        for one in (with_kernel, with_numpy, None)
    )
    assert found.equals(expected)
    assert chosen.equals(expected)
