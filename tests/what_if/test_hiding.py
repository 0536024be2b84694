"""Small numbers: hidden, and not to be found back by whoever subtracts what is shown."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nabij_rights.what_if.hiding import (
    GAIN,
    LOSE,
    MERGES,
    SAME,
    THRESHOLD,
    UNSURE,
    Counts,
    Shown,
    best_merge,
    finest_merge,
    is_safe,
    shown_rows,
    wide,
)

TABLES = (
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 15), st.integers(0, 200), st.integers(0, 25)),
        min_size=1,
        max_size=7,
    )
    .map(lambda rows: np.array(rows, dtype=np.int64))
    .filter(lambda counts: counts.sum() > 0)
)


def table(*rows: tuple[int, int, int, int]) -> Counts:
    return np.array(rows, dtype=np.int64)


def published(counts: Counts, threshold: int) -> tuple[tuple[Shown, ...], tuple[Shown, ...]] | None:
    """Everything that is told of a table: the total and the rows."""
    total = counts.sum(axis=0)
    merged = finest_merge(total, threshold)
    if merged is None:
        return None
    of_total = shown_rows(total[None, :], threshold, merged)
    return of_total, shown_rows(counts, threshold, best_merge(counts, threshold, merged))


def numbers_of(row: Shown) -> list[int]:
    return [number for number in (row.gain, row.lose, row.same, row.unsure) if number is not None]


@given(TABLES)
@settings(max_examples=300, deadline=None)
def test_every_number_that_is_shown_stands_for_nobody_or_for_enough(counts: Counts) -> None:
    told = published(counts, THRESHOLD)
    for row in () if told is None else (*told[0], *told[1]):
        assert all(number == 0 or number >= THRESHOLD for number in [row.households, *numbers_of(row)])


@given(TABLES)
@settings(max_examples=300, deadline=None)
def test_groups_that_are_put_together_are_two_at_least_and_no_household_gets_lost(counts: Counts) -> None:
    told = published(counts, THRESHOLD)
    if told is None:
        return
    (total,), rows = told
    assert sum(row.households for row in rows) == total.households == counts.sum()
    assert sorted(group for row in rows for group in row.groups) == [
        group for group in range(len(counts)) if counts[group].sum()
    ]
    assert sum(len(row.groups) > 1 for row in rows) <= 1
    alone = {row.groups[0] for row in rows if len(row.groups) == 1}
    merged = best_merge(counts, THRESHOLD, finest_merge(counts.sum(axis=0), THRESHOLD) or frozenset())
    assert all(is_safe(counts[group], THRESHOLD, merged) for group in alone if counts[group].sum())


def test_a_lonely_small_group_takes_another_with_it() -> None:
    """Hidden alone, the group would be the total less the others."""
    counts = table((30, 0, 70, 0), (40, 0, 60, 0), (3, 0, 50, 0))
    rows = shown_rows(counts, THRESHOLD, frozenset())
    assert [row.groups for row in rows] == [(1,), (0, 2)]
    assert rows[1].gain == 33


def test_a_group_joins_until_there_are_enough_to_hide_among() -> None:
    """Seven and eight together are fifteen: then one knows that neither is more than nine."""
    counts = table((7, 0, 60, 0), (8, 0, 60, 0), (40, 0, 60, 0), (50, 0, 60, 0))
    assert [row.groups for row in shown_rows(counts, THRESHOLD, frozenset())] == [(3,), (0, 1, 2)]


def test_when_too_few_notice_anything_nothing_is_shown() -> None:
    assert finest_merge(np.array([4, 0, 900, 2]), THRESHOLD) is None
    assert finest_merge(np.array([0, 0, 900, 0]), THRESHOLD) == frozenset()
    assert finest_merge(np.array([120, 3, 900, 0]), THRESHOLD) == frozenset({GAIN, LOSE})
    assert finest_merge(np.array([120, 3, 900, 20]), THRESHOLD) == frozenset({LOSE})
    assert finest_merge(np.array([120, 0, 4, 0]), THRESHOLD) == MERGES[-1]


def test_numbers_of_a_right_are_told_in_steps_and_never_too_narrow() -> None:
    assert wide(0, 0, 10) == (0, 0)
    assert wide(3, 3, 10) == (0, 10)
    assert wide(120, 145, 10) == (120, 150)
    for least, most in product(range(40), range(40)):
        low, high = wide(least, most, 10)
        assert low <= least
        assert high >= most
        assert low % 10 == high % 10 == 0


# ------------------------------------------------------------------ somebody tries to work it out

SMALL = 3
"""A threshold at which every possible table can be tried."""
HOUSEHOLDS = (4, 5, 5)
"""How many live in each of three groups: an attacker may know that."""


def _possible_tables() -> list[Counts]:
    """Every table of three groups in which households gain, stay the same, or are not sure."""

    def rows(number: int) -> list[tuple[int, int, int, int]]:
        return [
            (gain, 0, number - gain - unsure, unsure)
            for gain in range(number + 1)
            for unsure in range(number + 1 - gain)
        ]

    return [np.array(found, dtype=np.int64) for found in product(*(rows(number) for number in HOUSEHOLDS))]


def test_whoever_knows_the_method_and_tries_every_table_finds_no_hidden_number() -> None:
    """All tables that would be told in exactly these words leave every hidden cell open.

    The attacker knows how many households each group has, and how the hiding works.
    """
    told: dict[object, list[Counts]] = {}
    for counts in _possible_tables():
        key = published(counts, SMALL)
        told.setdefault(None if key is None else repr(key), []).append(counts)
    looked_at = 0
    for candidates in told.values():
        every = np.stack(candidates)
        own = candidates[0]
        merged = finest_merge(own.sum(axis=0), SMALL)
        rows = () if merged is None else shown_rows(own, SMALL, best_merge(own, SMALL, merged))
        alone = {row.groups[0] for row in rows if len(row.groups) == 1}
        for group in set(range(len(HOUSEHOLDS))) - alone:
            for which in (GAIN, UNSURE):
                cell = every[:, group, which]
                is_small = (cell > 0) & (cell < SMALL)
                if is_small.any():
                    looked_at += 1
                    assert len(set(cell.tolist())) > 1, (group, which, own.tolist(), rows)
    assert looked_at > 20


def test_classes_have_the_places_that_the_tables_use() -> None:
    assert (GAIN, LOSE, SAME, UNSURE) == (0, 1, 2, 3)
