"""Small numbers stay hidden, and cannot be worked out from what is shown.

Every household stands in exactly one class: it gains, it loses, nothing changes, or that is not sure. A row
may be shown when each class of it holds no household, or at least as many as the threshold, and when those
who notice anything are none or at least so many.

1. When the total itself may not be shown so, classes are put together with "not sure" until it may. When that
   does not help, nothing is shown. A table may put more together, the same for all its rows.
2. Groups that may not be shown are put together in one row, of two groups at least, in which every class
   holds nobody or twice the threshold; until it does, the smallest group that may be shown joins it. Its sums
   are shown too: they are exactly what somebody would find by subtracting the other rows from the total.
   Twice, because of less somebody who knows this method could sometimes tell how it is divided: a test tries.
3. A right that so few notice is in no sum and in no total. The numbers of households of the other rights are
   rounded, down where they say "at least" and up where they say "at most": rights overlap, and two exact
   numbers could be subtracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

THRESHOLD = 10
"""The least number of households that a shown number may stand for; a user may ask for more, not for less."""

GAIN, LOSE, SAME, UNSURE = range(4)

Counts = NDArray[np.int64]
"""A row per group, a column per class."""

MERGES: tuple[frozenset[int], ...] = (
    frozenset(),
    frozenset({LOSE}),
    frozenset({GAIN}),
    frozenset({GAIN, LOSE}),
    frozenset({GAIN, LOSE, SAME}),
)
"""What is put together with "not sure", the finest first."""


@dataclass(frozen=True)
class Shown:
    """A row that may be shown: which groups it holds, and the households per class.

    A class that is put together with "not sure" is None, and is counted there.
    """

    groups: tuple[int, ...]
    households: int
    gain: int | None
    lose: int | None
    same: int | None
    unsure: int


def is_safe(counts: Counts, threshold: int, merged: frozenset[int] = frozenset()) -> bool:
    """Whether a row may be shown with these classes put together."""
    noticed = int(counts.sum() - counts[SAME])
    numbers = (int(counts.sum()), noticed, *(int(number) for number in _with(counts, merged)))
    return all(number == 0 or number >= threshold for number in numbers)


def _with(counts: Counts, merged: frozenset[int]) -> Counts:
    found = counts.copy()
    for group in merged:
        found[UNSURE] += found[group]
        found[group] = 0
    return found


def finest_merge(total: Counts, threshold: int) -> frozenset[int] | None:
    """Which classes must be put together for the total to be shown; None when it may not be shown at all."""
    return next((merged for merged in MERGES if is_safe(total, threshold, merged)), None)


def best_merge(counts: Counts, threshold: int, of_total: frozenset[int]) -> frozenset[int]:
    """Which classes to put together so that most groups of a table stand in a row of their own.

    Never fewer than the total needs. Each table may take its own: their rows share no sum but the total.
    """
    wider = [merged for merged in MERGES if merged >= of_total and (SAME not in merged or SAME in of_total)]
    return max(wider, key=lambda merged: sum(is_safe(row, threshold, merged) for row in counts))


def shown_rows(counts: Counts, threshold: int, merged: frozenset[int]) -> tuple[Shown, ...]:
    """The rows that may be shown, groups without households left out; put together what may not.

    One row that holds every group says no more than the total.
    """
    present = [group for group in range(len(counts)) if counts[group].sum() > 0]
    alone = [group for group in present if is_safe(counts[group], threshold, merged)]
    together = [group for group in present if group not in alone]
    waiting = sorted(alone, key=lambda group: (int(counts[group].sum()), group))
    while together and waiting and not _may_join(counts, together, threshold, merged):
        together.append(waiting.pop(0))
    alone = [group for group in alone if group not in together]
    rows = [(group,) for group in alone] + ([tuple(sorted(together))] if together else [])
    return tuple(_shown(counts, row, merged) for row in rows)


def _may_join(counts: Counts, together: Sequence[int], threshold: int, merged: frozenset[int]) -> bool:
    return len(together) > 1 and is_safe(counts[list(together)].sum(axis=0), 2 * threshold, merged)


def _shown(counts: Counts, groups: tuple[int, ...], merged: frozenset[int]) -> Shown:
    found = _with(counts[list(groups)].sum(axis=0), merged)
    gain, lose, same = (None if one in merged else int(found[one]) for one in (GAIN, LOSE, SAME))
    return Shown(groups, int(found.sum()), gain, lose, same, int(found[UNSURE]))


def wide(least: int, most: int, threshold: int) -> tuple[int, int]:
    """A number of households between two ends, told in steps of the threshold: never narrower than it is."""
    return least // threshold * threshold, -(-most // threshold) * threshold


def are_few(households: NDArray[np.bool_], threshold: int) -> bool:
    """Whether these are some households, but fewer than may be shown."""
    return 0 < int(households.sum()) < threshold
