"""A table of counts without somebody in it: small cells hidden, with others so that no total tells them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from nabij.campaigns.types.small_cells import SMALL

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)

ROOM = 2
"""A hidden cell lies further apart than this, for whoever adds and subtracts all that is shown."""
_NO_END = 10**9


@dataclass(frozen=True, slots=True)
class HiddenTable(Generic[Row, Column]):
    """Cells and totals as they may be shown; None for what is hidden."""

    cells: Mapping[tuple[Row, Column], int | None]
    rows: Mapping[Row, int | None]
    columns: Mapping[Column, int | None]


def hidden_table(
    cells: Mapping[tuple[Row, Column], int], *, also: Collection[tuple[Row, Column]] = ()
) -> HiddenTable[Row, Column]:
    """The table with its totals, of which no small number can be worked out.

    A row or column with exactly one hidden cell would give it away: then its smallest other cell that is not
    nought is hidden too; and as long as what is hidden in a line together stays small, one more. What is left
    is attacked with every total that is shown (`reached`): a total that still gives a small cell away is
    hidden. Cells in `also` are hidden whatever stands in them.
    """
    hidden = {at for at, number in cells.items() if 0 < number < SMALL} | set(also)
    lines = [[at for at in cells if at[side] == key] for side, key in _keys(cells)]
    while found := next((one for line in lines if (one := _one_more(line, hidden, cells))), None):
        hidden.add(found)
    told = {at: None if at in hidden else number for at, number in cells.items()}
    totals = dict(zip(_keys(cells), (_total(line, cells, told) for line in lines), strict=True))
    while (bad := _given_away(cells, told, totals)) is not None:
        for side in (0, 1):
            totals[side, bad[side]] = None
    return HiddenTable(
        told,
        {row: totals[0, row] for row, _column in cells},
        {column: totals[1, column] for _row, column in cells},
    )


def reached(
    told: Mapping[tuple[Row, Column], int | None], totals: Mapping[tuple[int, object], int | None]
) -> dict[tuple[Row, Column], tuple[int, int]]:
    """The least and the most that each cell can be, from all cells and totals that are shown."""
    known = {at: (0, _NO_END) if number is None else (number, number) for at, number in told.items()}
    shown = [
        (total, [at for at in told if at[side] == key])
        for (side, key), total in totals.items()
        if total is not None
    ]
    changed = True
    while changed:
        changed = False
        for total, line in shown:
            least, most = (sum(known[at][end] for at in line) for end in (0, 1))
            for at in line:
                low, high = known[at]
                closer = max(low, total - (most - high)), min(high, total - (least - low))
                if closer != (low, high):
                    least, most = least + closer[0] - low, most + closer[1] - high
                    known[at], changed = closer, True
    return known


def _keys(cells: Mapping[tuple[Row, Column], int]) -> list[tuple[int, object]]:
    """Every row (0) and column (1)."""
    return [(side, key) for side in (0, 1) for key in {at[side]: None for at in cells}]


def _one_more(
    line: Sequence[tuple[Row, Column]],
    hidden: set[tuple[Row, Column]],
    cells: Mapping[tuple[Row, Column], int],
) -> tuple[Row, Column] | None:
    """The cell that is hidden too in this row or column; None when nothing has to be, or nothing is left."""
    inside = [at for at in line if at in hidden]
    together = sum(cells[at] for at in inside)
    if not together or (sum(cells[at] > 0 for at in inside) > 1 and together >= SMALL):
        return None
    others = [at for at in line if cells[at] and at not in hidden]
    return min(others, key=lambda at: cells[at]) if others else None


def _total(
    line: Sequence[tuple[Row, Column]],
    cells: Mapping[tuple[Row, Column], int],
    told: Mapping[tuple[Row, Column], int | None],
) -> int | None:
    """The total of a line; None where it would tell the one cell, or the few people, hidden in it."""
    inside = [at for at in line if told[at] is None]
    total, together = sum(cells[at] for at in line), sum(cells[at] for at in inside)
    is_one = len(inside) == 1
    return None if is_one or 0 < together < SMALL or 0 < total < SMALL else total


def _given_away(
    cells: Mapping[tuple[Row, Column], int],
    told: Mapping[tuple[Row, Column], int | None],
    totals: Mapping[tuple[int, object], int | None],
) -> tuple[Row, Column] | None:
    """A small cell that can still be worked out, nearly; None when there is none, or no total is left."""
    known = reached(told, totals)
    for at, number in cells.items():
        is_close = known[at][1] - known[at][0] <= ROOM
        has_total = any(totals[side, at[side]] is not None for side in (0, 1))
        if 0 < number < SMALL and is_close and has_total:
            return at
    return None
