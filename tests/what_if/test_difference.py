"""The difference of two rules under the same unknowns: never wrong, and no wider than two ranges apart."""

from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
import pytest

from nabij_rights.catalogue import rules_on
from nabij_rights.engine.arrays import ArrayEvaluation, Population, population_of
from nabij_rights.engine.program import Setting
from nabij_rights.facts.reading import read_situation
from nabij_rights.lists.screening import screen, with_numpy
from nabij_rights.synthetic import made_up_households
from nabij_rights.what_if.change import Change, NewAmount, sides_of
from nabij_rights.what_if.pairing import COLUMNS, Pairing, evaluated, pairing_of

ON = date(2026, 11, 21)
HOUSEHOLDS = 120
CHANGES = {
    "an amount": Change((NewAmount.written("leefloon.family", "+10 %"),)),
    "lower limits": Change(
        tuple(NewAmount.written(f"schooltoeslag.limit_{step}", "x 0.9") for step in range(0, 6))
    ),
    "an earlier day": Change(on=date(2025, 3, 1)),
    "a later day": Change(on=date(2027, 9, 1)),
}


@pytest.fixture(scope="module")
def whole() -> Population:
    """Households of which every fact is known."""
    situations = [read_situation(case, on=ON) for case in made_up_households(HOUSEHOLDS, seed=11, on=ON)]
    return population_of(situations, rules_on(ON).program)


def with_gaps(whole: Population, random: Random) -> Population:
    """The same households with whole columns and single values unknown."""
    domains = rules_on(ON).program.inputs

    def gaps(columns: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        found = {}
        for name, (low, high) in columns.items():
            if name in ("relation_to_reference", "birth_on"):
                found[name] = low, high
                continue
            is_gap = np.array([random.random() < 0.25 for _ in low], dtype=bool)
            unknown = domains[name].unknown
            found[name] = np.where(is_gap, unknown[0], low), np.where(is_gap, unknown[1], high)
        return found

    return replace(whole, household=gaps(dict(whole.household)), persons=gaps(dict(whole.persons)))


def settled(whole: Population, random: Random) -> Population:
    """Everything known, also what only a person decides."""
    domains = rules_on(ON).program.inputs

    def exact(name: str, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if domains[name].unknown[0] == domains[name].unknown[1]:  # named values: one bit that is possible
            one = low & -low
            return one, one
        return low, low

    decisions = {}
    for name in whole.decisions:
        column = np.array([random.randint(0, 1) for _ in range(whole.number_of_households)], dtype=np.int64)
        decisions[name] = (column, column)
    household = {name: exact(name, *ends) for name, ends in whole.household.items()}
    persons = {name: exact(name, *ends) for name, ends in whole.persons.items()}
    return Population(whole.offsets, household, persons, decisions)


def one_setting(setting: Setting, random: Random) -> Setting:
    """The same with one value for every amount that is a range."""
    return Setting(
        {slot: (v := random.randint(*span), v) for slot, span in setting.amounts.items()}, setting.days
    )


def columns_of(pairing: Pairing, population: Population, setting: Setting) -> list[list[np.ndarray]]:
    found = ArrayEvaluation(pairing.program, population, setting).results
    return [found[start : start + COLUMNS] for start in range(0, len(found), COLUMNS)]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_true_difference_lies_between_the_bounds(whole: Population, change: Change, seed: int) -> None:
    random = Random(seed)
    pairing = pairing_of(sides_of(change, on=ON))
    bounds = columns_of(pairing, with_gaps(whole, random), pairing.setting)
    exact = columns_of(pairing, settled(whole, random), one_setting(pairing.setting, random))
    seen = 0
    for touched, found, true in zip(pairing.touched, bounds, exact, strict=True):
        held, then = true[0] != 0, true[2] != 0
        assert (true[0] == true[1]).all()
        assert (true[4] == true[5]).all()
        difference = true[6] - true[4]
        # A made-up household may contradict itself: then what was told counts, and bounds promise nothing.
        is_sound = (
            (found[4] <= true[4]) & (true[4] <= found[5]) & (found[6] <= true[6]) & (true[6] <= found[7])
        )
        assert is_sound.mean() > 0.95
        is_between = (found[10] <= difference) & (difference <= found[11])
        assert (is_between | ~is_sound).all(), touched.right.id
        assert (found[8].astype(bool) | ~(~held & then)).all(), touched.right.id
        assert (found[9].astype(bool) | ~(held & ~then)).all(), touched.right.id
        seen += int((difference != 0).sum() + (held != then).sum())
    assert seen > 0


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_bounds_are_no_wider_than_the_two_ranges_apart(whole: Population, change: Change) -> None:
    pairing = pairing_of(sides_of(change, on=ON))
    for found in columns_of(pairing, with_gaps(whole, Random(5)), pairing.setting):
        assert (found[10] >= found[6] - found[5]).all()
        assert (found[11] <= found[7] - found[4]).all()
        assert (found[10] <= found[11]).all()


def test_a_raise_takes_nothing_from_a_household_whose_facts_are_not_known(whole: Population) -> None:
    pairing = pairing_of(sides_of(CHANGES["an amount"], on=ON))
    number = [touched.right.id for touched in pairing.touched].index("leefloon")
    found = columns_of(pairing, with_gaps(whole, Random(5)), pairing.setting)[number]
    assert (found[10] >= 0).all()
    assert not found[9].any()
    assert ((found[7] - found[4]) > found[11]).any()  # two ranges apart would say far less
    assert ((found[6] - found[5]) < 0).any()


def test_before_and_after_are_what_a_screening_says(whole: Population) -> None:
    sides = sides_of(CHANGES["an earlier day"], on=ON)
    pairing = pairing_of(sides)
    gaps = with_gaps(whole, Random(5))
    sides_screened = screen(gaps, sides.before), screen(gaps, sides.after)
    for touched, found in zip(pairing.touched, columns_of(pairing, gaps, pairing.setting), strict=True):
        for screened, at in zip(sides_screened, (0, 2), strict=True):
            if (one := screened.get(touched.right.id)) is None:
                assert not found[at + 1].any()
                continue
            assert (one.possible == (found[at + 1] != 0)).all()
            if one.lowest is not None and one.highest is not None:
                assert (one.lowest == found[at + 4]).all()
                assert (one.highest == found[at + 5]).all()


def test_a_change_of_nothing_touches_nothing() -> None:
    pairing = pairing_of(sides_of(Change(), on=ON))
    assert pairing.touched == ()
    assert pairing.untouched == len(rules_on(ON).versions)


def test_another_value_of_the_same_amount_needs_no_new_program() -> None:
    first, second = (
        pairing_of(sides_of(Change((NewAmount.written("leefloon.family", text),)), on=ON))
        for text in ("x 1.05", "x 1.20")
    )
    assert first.program is second.program
    assert first.setting != second.setting


def test_in_parts_it_is_the_same(whole: Population) -> None:
    pairing = pairing_of(sides_of(CHANGES["an amount"], on=ON))
    gaps = with_gaps(whole, Random(5))
    at_once, in_parts = (evaluated(pairing, gaps, with_numpy, part=part) for part in (1_000, 7))
    assert len(at_once) == len(in_parts) == COLUMNS * len(pairing.touched)
    for one, other in zip(at_once, in_parts, strict=True):
        assert (one == other).all()
