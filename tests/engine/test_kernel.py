"""Compiled kernels give what NumPy gives: on random programs, on all shapes of columns, on odd numbers."""

import tracemalloc
from random import Random

import numpy as np
import pytest

from nabij_rights.engine.arrays import ArrayEvaluation, Column, Population, population_of
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import (
    MOST_PERSONS,
    Entity,
    Node,
    Op,
    amount,
    build,
    const,
    decision,
    fact,
    fact_is,
    reduce,
    size,
)
from nabij_rights.engine.machine import compiling, running
from nabij_rights.engine.machine.fitting import shape_of
from nabij_rights.engine.machine.grouping import groups_of
from nabij_rights.engine.machine.running import Kernels, with_kernel
from nabij_rights.engine.machine.slices import SLICE_BYTES
from nabij_rights.engine.program import Program, Setting
from nabij_rights.lists.evaluators import best_evaluator
from nabij_rights.lists.screening import with_numpy
from tests.factories.random_programs import AMOUNT, AMOUNT_SPAN, random_roots, random_situation

needs_llvm = pytest.mark.skipif(not compiling.is_there(), reason="llvmlite is not installed: nabij[scale]")

SETTING = Setting({AMOUNT: AMOUNT_SPAN}, {})
NOTHING = Setting({}, {})


def random_program(seeds: range, *, bounds: bool) -> Program:
    """One program of many random expressions, so that compiling it once tests all of them."""
    roots = [root for seed in seeds for root in random_roots(Random(seed), may_tell_twice=True)]
    return Program([end for pair in to_bounds(roots) for end in pair] if bounds else roots)


def random_population(program: Program, number: int, seed: int = 1, largest: int = 6) -> Population:
    chance = Random(seed)
    return population_of([random_situation(chance, largest) for _ in range(number)], program)


def assert_same(program: Program, population: Population, setting: Setting, **options: int) -> None:
    """The kernel compiled all of it, and every column is NumPy's."""
    kernels = Kernels(program.roots, shape_of(program, population), **options)
    found = kernels.run(population, setting, threads=1)
    assert found is not None
    assert_equal(found, ArrayEvaluation(program, population, setting).results, program)


def assert_equal(found: list[Column], expected: list[Column], program: Program) -> None:
    for root, ours, numpys in zip(program.roots, found, expected, strict=True):
        assert ours.dtype == numpys.dtype
        assert np.array_equal(ours, numpys), f"{root}: household {np.flatnonzero(ours != numpys)[0]}"


def two_columns(**columns: list[int]) -> dict[str, tuple[Column, Column]]:
    return {name: (np.array(values), np.array(values)) for name, values in columns.items()}


@needs_llvm
@pytest.mark.parametrize("lanes", [1, 4, 8])
@pytest.mark.parametrize("bounds", [True, False])
def test_random_programs_give_what_numpy_gives(bounds: bool, lanes: int) -> None:
    program = random_program(range(60), bounds=bounds)
    assert len(program.roots) > 100
    assert_same(program, random_population(program, 301), SETTING, lanes=lanes)


@needs_llvm
@pytest.mark.parametrize("number", [1, 7, 8, 9, 255, 257, 1030])
def test_any_number_of_households(number: int) -> None:
    program = random_program(range(60, 70), bounds=True)
    assert_same(program, random_population(program, number, seed=number, largest=MOST_PERSONS), SETTING)


@needs_llvm
def test_a_fact_without_a_column_is_unknown() -> None:
    program = random_program(range(70, 90), bounds=True)
    population = random_population(program, 100)
    for missing in [*population.persons, *population.household, *population.decisions]:
        persons, household, decisions = (
            {name: ends for name, ends in columns.items() if name != missing}
            for columns in (population.persons, population.household, population.decisions)
        )
        fewer = Population(population.offsets, household, persons, decisions)
        assert_same(program, fewer, SETTING)
    assert_same(program, Population(population.offsets), SETTING)


@needs_llvm
def test_what_is_known_exactly_and_what_is_stored_in_32_bits() -> None:
    program = random_program(range(90, 120), bounds=True)
    population = random_population(program, 200)

    def exact(columns: dict[str, tuple[Column, Column]]) -> dict[str, tuple[Column, Column]]:
        return {name: (low, low) for name, (low, _) in columns.items()}

    def short(columns: dict[str, tuple[Column, Column]]) -> dict[str, tuple[Column, Column]]:
        return {name: (low.astype(np.int32), high.astype(np.int32)) for name, (low, high) in columns.items()}

    known = exact(population.household), exact(population.persons), exact(population.decisions)
    assert_same(program, Population(population.offsets, *known), SETTING)
    unmasked = {name: ends for name, ends in population.persons.items() if name != "kind"}
    narrow = short(population.household), short(unmasked), population.decisions
    assert_same(program, Population(population.offsets, *narrow), SETTING)


@needs_llvm
def test_any_number_of_threads_gives_the_same_bytes() -> None:
    program = random_program(range(120, 140), bounds=True)
    population = random_population(program, 9_000)
    one, two, many = (with_kernel(program, population, SETTING, threads=threads) for threads in (1, 2, 7))
    assert [column.tobytes() for column in one] == [column.tobytes() for column in two]
    assert [column.tobytes() for column in one] == [column.tobytes() for column in many]


@needs_llvm
def test_other_amounts_and_households_need_no_compilation(monkeypatch: pytest.MonkeyPatch) -> None:
    program = random_program(range(140, 150), bounds=True)
    with_kernel(program, random_population(program, 20), SETTING)
    monkeypatch.setattr(running, "Kernels", None)
    for seed, span in enumerate([(1, 1), (4, 40), (7, 9)], 2):
        setting = Setting({AMOUNT: span}, {})
        population = random_population(program, 50, seed=seed)
        found = with_kernel(program, population, setting)
        assert_equal(list(found), list(with_numpy(program, population, setting)), program)


# ---------------------------------------------------------------------------------- single operators

WIDE = 2**61


def divisions() -> list[Node]:
    """Divisions in each of the widths: in 32 bits, as reals, as reals put right, and one by one."""
    found = []
    for highest, lowest, most in [
        (10**6, 0, 99),
        (2**40, -(2**40), 2**20),
        (WIDE, -WIDE, 2**30),
        (WIDE, 0, 3),
    ]:
        number = fact(f"number {highest} {lowest}", Entity.HOUSEHOLD, None, lowest, highest)
        by = fact(f"by {most}", Entity.HOUSEHOLD, None, 1, most)
        found += [build(Op.DIV, number, by), build(Op.DIV, number, const(most))]
        found += [build(Op.DIV, number, build(Op.MAX, by, 2**12))] if most > 2**12 else []
    return found


@needs_llvm
@pytest.mark.parametrize("lanes", [1, 8])
def test_divisions_round_half_up_at_every_size(lanes: int) -> None:
    chance = Random(3)
    program = Program(divisions())
    rows: dict[str, list[int]] = {name: [] for name in program.inputs}
    for _ in range(4_000):
        by = {
            name: chance.choice([span[0], span[1], chance.randint(*span)])
            for name, (_, span) in ((n, (0, leaf.unknown)) for n, leaf in program.inputs.items())
            if name.startswith("by")
        }
        for name, value in by.items():
            rows[name].append(value)
        for name, leaf in program.inputs.items():
            if name.startswith("number"):
                rows[name].append(near_a_multiple(chance, leaf.unknown, chance.choice(list(by.values()))))
    population = Population(np.arange(4_001), two_columns(**rows))
    assert_same(program, population, NOTHING, lanes=lanes)


def near_a_multiple(chance: Random, span: tuple[int, int], of: int) -> int:
    """Where a quotient is whole, or half, or just not."""
    value = chance.choice([*span, chance.randint(*span), chance.randint(-(10**6), 10**6)])
    value = value // of * of + chance.choice([-1, 0, 1, of // 2, of // 2 + 1])
    return min(max(value, span[0]), span[1])


@needs_llvm
def test_counting_comparing_and_choosing_yes_and_no() -> None:
    is_here = fact("here", Entity.PERSON, None, 0, 1, is_yes_no=True)
    kind = fact_is("kind", 35, Entity.PERSON)
    decided = decision("decided")
    roots = [
        reduce(Op.TOTAL, is_here),
        reduce(Op.REFERENCE, kind),
        build(Op.LT, decided, reduce(Op.ANY, is_here)),
        build(Op.EQ, reduce(Op.REFERENCE, is_here), decided),
        build(Op.WHEN, decided, reduce(Op.REFERENCE, is_here), reduce(Op.ANY, kind)),
        reduce(
            Op.TOTAL, build(Op.WHEN, is_here, build(Op.SUB, size(), const(40, "person")), const(0, "person"))
        ),
        const(7),
        amount("a", None, 0, 9),
        const(True),
    ]
    program = Program([end for pair in to_bounds(roots) for end in pair])
    population = Population(
        np.array([0, 2, 3, 6]),
        {},
        two_columns(here=[1, 0, 0, 1, 1, 1], kind=[1 << 35, 3, 2**36 - 1, 1, 1 << 35, 1 << 34]),
        two_columns(decided=[0, 1, 1]),
    )
    assert_same(program, population, Setting({"a": (2, 5)}, {}))


# ------------------------------------------------------------------------- what does not fit, and size


@needs_llvm
def test_numbers_outside_their_range_are_worked_out_by_numpy() -> None:
    program = random_program(range(150, 160), bounds=True)
    population = random_population(program, 600)
    low, high = (end.copy() for end in population.persons["number_0"])
    high[-1] = 10**15
    far = Population(
        population.offsets,
        population.household,
        {**population.persons, "number_0": (low, high)},
        population.decisions,
    )
    for one, setting in [(far, SETTING), (population, Setting({AMOUNT: (10**12, 10**12)}, {}))]:
        kernels = Kernels(program.roots, shape_of(program, one))
        assert kernels.run(one, setting, threads=2) is None
        found = with_kernel(program, one, setting, threads=2)
        assert_equal(list(found), list(with_numpy(program, one, setting)), program)


@needs_llvm
@pytest.mark.parametrize("entity", ["persons", "household"])
def test_a_column_of_another_length_is_refused(entity: str) -> None:
    program = random_program(range(160, 166), bounds=True)
    population = random_population(program, 40)
    columns = dict(getattr(population, entity))
    name = next(iter(columns))
    columns[name] = (columns[name][0][:-1], columns[name][1][:-1])
    parts = {"persons": population.persons, "household": population.household, entity: columns}
    with pytest.raises(ValueError, match=f"{name}: the column has .* Nothing was worked out"):
        with_kernel(program, Population(population.offsets, parts["household"], parts["persons"]), SETTING)


@needs_llvm
def test_no_households_at_all() -> None:
    program = random_program(range(160, 162), bounds=True)
    found = with_kernel(program, Population(np.zeros(1, dtype=np.int64)), SETTING)
    assert [len(column) for column in found] == [0] * len(program.roots)


@needs_llvm
def test_a_run_takes_no_more_memory_than_its_results() -> None:
    program = random_program(range(162, 172), bounds=True)
    population = random_population(program, 20_000)
    with_kernel(program, population, SETTING)
    tracemalloc.start()
    found = with_kernel(program, population, SETTING, threads=2)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    order_and_sizes = 6 * 8 * 20_000
    assert peak < sum(column.nbytes for column in found) + order_and_sizes + 4 * SLICE_BYTES


@needs_llvm
def test_small_results_are_the_same_numbers() -> None:
    program = random_program(range(172, 182), bounds=True)
    population = random_population(program, 500)
    small = running.compiled_for(program, population, narrow=True).run(population, SETTING, threads=1)
    assert small is not None
    expected = with_numpy(program, population, SETTING)
    for root, ours, numpys in zip(program.roots, small, expected, strict=True):
        assert ours.dtype.itemsize == (1 if root.is_yes_no else ours.dtype.itemsize) or not root.args
        assert np.array_equal(ours, numpys)


def test_groups_keep_every_root_once_and_stay_below_their_size() -> None:
    roots = list(enumerate(random_program(range(182, 200), bounds=True).roots))
    groups = groups_of(roots, most=60)
    assert [pair for group in groups for pair in group] == roots
    assert len(groups) > 3
    for group in groups:
        assert len(group) == 1 or len(Program([root for _, root in group]).nodes) <= 60


def test_without_a_compiler_numpy_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> object:
        raise compiling.NoCompiler("not here")

    monkeypatch.setattr(compiling, "llvm", absent)
    assert best_evaluator() is with_numpy
    program = random_program(range(200, 202), bounds=True)
    with pytest.raises(compiling.NoCompiler):
        with_kernel(program, random_population(program, 5), SETTING)


@needs_llvm
def test_with_a_compiler_the_kernels_do() -> None:
    assert best_evaluator() is with_kernel
