"""Laying columns side by side for the kernels: of eight households at once the same fact of the same person.

In the columns of a population the persons of a household stand below each other, and households differ in
size. A processor reads eight numbers at once when they stand side by side. So a slice of households, small
enough for the cache, is first laid out in rows: one row per tile with the facts of its households, and one
per tile and person. Each number is fetched once, checked against its range and put in its width; every
kernel then reads it as often as it likes. These functions know no program, and are compiled once.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

from nabij_rights.engine.machine.compiling import Compiled
from nabij_rights.engine.machine.lines import BYTES, LONG, SHORT, TRUTH, Lines
from nabij_rights.engine.machine.plan import CACHE_LINE

WIDTHS = (LONG, SHORT)


@cache
def layer(lanes: int) -> Layer:
    """The functions for tiles of so many households. Raises NoCompiler."""
    return Layer(lanes)


class Layer:
    """The compiled functions that lay out a slice."""

    def __init__(self, lanes: int) -> None:
        texts = [_rows_text(lanes)]
        texts += [_columns_text(lanes, given, wanted) for given in WIDTHS for wanted in WIDTHS]
        self._compiled = Compiled(texts)
        pointer, number = ctypes.c_void_p, ctypes.c_int64
        rows = ctypes.CFUNCTYPE(number, *[pointer] * 5, *[number] * 2)
        columns = ctypes.CFUNCTYPE(None, *[pointer] * 4, *[number] * 5)
        self.rows: Any = rows(self._compiled.address("lay_rows"))
        """Says which person each lane of each row is, and how many rows there are."""
        self.columns: dict[tuple[str, str], Any] = {
            (given, wanted): columns(self._compiled.address(f"lay_{given}_{wanted}"))
            for given in WIDTHS
            for wanted in WIDTHS
        }
        """Lays columns of one width as another, by both widths."""


def _rows_text(lanes: int) -> str:
    """For each tile the row of its first persons, and for each row the place of each person in the columns.

    Where a household has no further person the last one stands again.
    """
    lines = Lines(lanes)
    lines.begin("entry")
    with lines.loop("tile", "%tiles") as tile:
        rows = lines.carry(tile, LONG, "0")
        order = lines.tile(LONG, "%order", tile.number)
        first = lines.gather(LONG, "%offsets", order)
        after = lines.gather(LONG, "%offsets", lines.both("add", LONG, order, lines.all(LONG, 1)))
        last = lines.both("sub", LONG, after, lines.all(LONG, 1))
        sizes = lines.both("sub", LONG, after, first)
        short = lines.cast("trunc", LONG, sizes, SHORT)
        home = lines.new(
            f"getelementptr i8, ptr %home, i64 {lines.new(f'mul i64 {tile.number}, %home_size')}"
        )
        lines.line(f"store {lines.type(SHORT)} {short}, ptr {home}, align {lanes * BYTES[SHORT]}")
        start = lines.new(f"getelementptr i64, ptr %starts, i64 {tile.number}")
        lines.line(f"store i64 {rows}, ptr {start}, align 8")
        most = lines.reduced("smax", LONG, sizes)
        with lines.loop("person", most) as person:
            row = lines.both("add", LONG, first, lines.spread(LONG, person.number))
            is_before = lines.both("icmp slt", LONG, row, last)
            place = lines.choose(is_before, LONG, row, last)
            number = lines.new(f"add i64 {rows}, {person.number}")
            where = lines.new(f"getelementptr i64, ptr %who, i64 {lines.new(f'mul i64 {number}, {lanes}')}")
            lines.line(f"store {lines.type(LONG)} {place}, ptr {where}, align 8")
        all_rows = lines.new(f"add i64 {rows}, {most}")
        lines.becomes(tile, rows, all_rows)
    lines.line(f"ret i64 {all_rows}")
    arguments = "ptr %offsets, ptr %order, ptr %who, ptr %starts, ptr %home, i64 %home_size, i64 %tiles"
    return lines.function(f"i64 @lay_rows({arguments})")


_NUMBERS = 4
"""Of each column: where it stands in memory, its place in a row, its lowest value and its span."""


def _columns_text(lanes: int, given: str, wanted: str) -> str:
    """Columns of one width, laid as another. A number outside its range is reported, and must not be used."""
    lines = Lines(lanes)
    lines.begin("entry")
    with lines.loop("column", "%count") as column:
        at = lines.new(f"mul i64 {column.number}, {_NUMBERS}")
        table = lines.new(f"getelementptr i64, ptr %columns, i64 {at}")
        start = lines.new(f"getelementptr i8, ptr %out, i64 {lines.scalar(table, 1, LONG)}")
        lowest, span = (lines.spread(LONG, lines.scalar(table, place, LONG)) for place in (2, 3))
        base = lines.scalar(table, 0, "ptr")
        _fetch_ahead(lines, lines.scalar(table, _NUMBERS, "ptr"), given)
        with lines.loop("row", "%rows") as row:
            misfits = lines.carry(row, lines.type(TRUTH), lines.all(TRUTH, 0))
            value = lines.gather(given, base, lines.tile(LONG, "%who", row.number))
            long = value if given == LONG else lines.cast("sext", given, value, LONG)
            is_outside = lines.both("icmp ugt", LONG, lines.both("sub", LONG, long, lowest), span)
            found = lines.both("or", TRUTH, misfits, is_outside)
            lines.becomes(row, misfits, found)
            if given != wanted:
                value = lines.cast("trunc" if given == LONG else "sext", given, value, wanted)
            where = lines.new(
                f"getelementptr i8, ptr {start}, i64 {lines.new(f'mul i64 {row.number}, %size')}"
            )
            lines.line(f"store {lines.type(wanted)} {value}, ptr {where}, align {lanes * BYTES[wanted]}")
        seen = lines.new(f"zext i1 {lines.reduced('or', TRUTH, found)} to i64")
        both = lines.new(f"or i64 {lines.new('load i64, ptr %misfit, align 8')}, {seen}")
        lines.line(f"store i64 {both}, ptr %misfit, align 8")
    lines.line("ret void")
    arguments = (
        "ptr %columns, ptr %who, ptr %out, ptr %misfit, "
        "i64 %count, i64 %rows, i64 %size, i64 %begin, i64 %end"
    )
    return lines.function(f"void @lay_{given}_{wanted}({arguments})")


def _fetch_ahead(lines: Lines, following: str, given: str) -> None:
    """Asks memory for this part of the next column, where it is in order, while this one is laid by size."""
    with lines.loop("fetch", "%end", first="%begin", step=CACHE_LINE // BYTES[given]) as fetch:
        where = lines.new(f"getelementptr {given}, ptr {following}, i64 {fetch.number}")
        arguments = f"ptr {where}, i32 0, i32 2, i32 1"
        lines.line(lines.call("void", "llvm.prefetch.p0", "ptr, i32, i32, i32", arguments))
