"""Compiled kernels give what NumPy gives on every right, and what they leave possible is never passed."""

from datetime import date

import numpy as np
import pytest
from benchmarks.made_up_columns import clashes, hidden, population

from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.engine.arrays import Population
from nabij_rights.engine.machine import compiling
from nabij_rights.engine.machine.running import with_kernel
from nabij_rights.engine.program import Program, Setting
from nabij_rights.lists.screening import screen, with_numpy
from tests.factories.random_households import Draws

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not compiling.is_there(), reason="llvmlite is not installed: nabij[scale]"),
]


def assert_same(rules: RuleSet, of: Population) -> None:
    program = rules.bounds_program
    found, expected = (work(program, of, rules.setting) for work in (with_kernel, with_numpy))
    for root, ours, numpys in zip(program.roots, found, expected, strict=True):
        assert np.array_equal(ours, numpys), root


@pytest.mark.parametrize("day", ["2019-01-01", "2022-07-01", "2024-02-29", "2026-11-21"])
def test_every_right_on_households_near_the_corners_of_the_law(day: str) -> None:
    rules = rules_on(date.fromisoformat(day))
    assert_same(rules, Draws(rules, seed=9000).population(3_000))


@pytest.mark.parametrize("share", [0.25, 0.75])
def test_every_right_on_made_up_households_of_which_much_is_not_known(share: float) -> None:
    rules = rules_on(date(2026, 11, 21))
    of = hidden(population(3_000, rules, written=300), rules, share).known
    assert_same(rules, of)
    ours, numpys = screen(of, rules, with_kernel), screen(of, rules, with_numpy)
    assert list(ours) == list(numpys)
    assert all((ours[right_id].possible == numpys[right_id].possible).all() for right_id in ours)


def test_whatever_turns_out_to_be_true_lies_within_the_bounds() -> None:
    rules = rules_on(date(2026, 11, 21))
    of = hidden(population(8_000, rules, written=300), rules, 0.25)
    ends = iter(with_kernel(rules.bounds_program, of.known, rules.setting))
    roots = [node for version in rules.versions.values() for node in (version.holds, version.amount)]
    spans = {slot: (low, low) for slot, (low, _) in rules.setting.amounts.items()}
    low_figures = Setting(spans, rules.setting.days)
    exact = iter(with_kernel(Program([r for r in roots if r is not None]), of.completed, low_figures))
    impossible = {
        right_id: with_kernel(program, of.completed, rules.setting)[0] != 0
        for right_id, program in clashes(rules).items()
    }
    compared = 0
    for right_id, version in rules.versions.items():
        counts = ~impossible.get(right_id, np.zeros(8_000, dtype=bool))
        compared += int(counts.sum())
        for _ in (version.holds, version.amount)[: 1 if version.amount is None else 2]:
            lowest, highest, true = next(ends), next(ends), next(exact)
            assert ((lowest <= true) & (true <= highest))[counts].all(), right_id
    assert compared > 700_000
