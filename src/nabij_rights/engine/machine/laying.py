"""Laying columns side by side for the kernels: of eight households at once the same fact of the same person.

In the columns of a population the persons of a household stand below each other, and households have different
numbers of them. A processor reads eight numbers at once when they stand side by side. So a slice of households,
small enough for the cache, is first laid out in rows: one row per tile with the facts of its households, and one
row per tile and person. Each number is fetched once, checked against its range and put in its width; every
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
    lines.line("br label %tile")
    lines.begin("tile")
    tile, rows = "%tile_number", "%rows"
    places = lines.hold(), lines.hold()
    order = _at(lines, LONG, "%order", tile)
    first = lines.gather(LONG, "%offsets", order)
    after = lines.gather(LONG, "%offsets", lines.both("add", LONG, order, lines.all(LONG, 1)))
    last = lines.both("sub", LONG, after, lines.all(LONG, 1))
    sizes = lines.both("sub", LONG, after, first)
    short = lines.cast("trunc", LONG, sizes, SHORT)
    home = lines.new(f"getelementptr i8, ptr %home, i64 {lines.new(f'mul i64 {tile}, %home_size')}")
    lines.line(f"store {lines.type(SHORT)} {short}, ptr {home}, align {lanes * BYTES[SHORT]}")
    lines.line(f"store i64 {rows}, ptr {lines.new(f'getelementptr i64, ptr %starts, i64 {tile}')}, align 8")
    most = lines.reduced("smax", LONG, sizes)
    lines.line("br label %person")
    lines.begin("person")
    person = "%person_number"
    lines.line(f"{person} = phi i64 [ 0, %tile ], [ %next_person, %person ]")
    row = lines.both("add", LONG, first, lines.spread(LONG, person))
    is_last = lines.both("icmp slt", LONG, row, last)
    place = lines.choose(is_last, LONG, row, last)
    number = lines.new(f"mul i64 {lines.new(f'add i64 {rows}, {person}')}, {lanes}")
    where = lines.new(f"getelementptr i64, ptr %who, i64 {number}")
    lines.line(f"store {lines.type(LONG)} {place}, ptr {where}, align 8")
    lines.line(f"%next_person = add i64 {person}, 1")
    lines.line(f"%has_person = icmp slt i64 %next_person, {most}")
    lines.line("br i1 %has_person, label %person, label %after")
    lines.begin("after")
    lines.line(f"%next_rows = add i64 {rows}, {most}")
    lines.line(f"%next_tile = add i64 {tile}, 1")
    lines.line("%has_tile = icmp slt i64 %next_tile, %tiles")
    lines.line("br i1 %has_tile, label %tile, label %done")
    lines.text[places[0]] = f"  {tile} = phi i64 [ 0, %entry ], [ %next_tile, %after ]"
    lines.text[places[1]] = f"  {rows} = phi i64 [ 0, %entry ], [ %next_rows, %after ]"
    lines.begin("done")
    lines.line("ret i64 %next_rows")
    arguments = "ptr %offsets, ptr %order, ptr %who, ptr %starts, ptr %home, i64 %home_size, i64 %tiles"
    return _function("i64", "lay_rows", arguments, lines)


def _columns_text(lanes: int, given: str, wanted: str) -> str:
    """Columns of one width, laid as another. A number outside its range is reported, and must not be used.

    Each column has four numbers: where it stands in memory, its place in a row, its lowest value, its span.
    """
    lines = Lines(lanes)
    lines.begin("entry")
    lines.line("br label %column")
    lines.begin("column")
    lines.line("%column_number = phi i64 [ 0, %entry ], [ %next_column, %after ]")
    table = lines.new(f"getelementptr i64, ptr %columns, i64 {lines.new('mul i64 %column_number, 4')}")
    base = lines.scalar(table, 0, "ptr")
    start = lines.new(f"getelementptr i8, ptr %out, i64 {lines.scalar(table, 1, LONG)}")
    lowest = lines.spread(LONG, lines.scalar(table, 2, LONG))
    span = lines.spread(LONG, lines.scalar(table, 3, LONG))
    _fetch_ahead(lines, table, given)
    lines.begin("row")
    lines.line("%row_number = phi i64 [ 0, %fetched ], [ %next_row, %row ]")
    misfits = lines.name()
    place = lines.hold()
    value = lines.gather(given, base, _at(lines, LONG, "%who", "%row_number"))
    long = value if given == LONG else lines.cast("sext", given, value, LONG)
    above = lines.both("sub", LONG, long, lowest)
    found = lines.both("or", TRUTH, misfits, lines.both("icmp ugt", LONG, above, span))
    if given != wanted:
        value = lines.cast("trunc" if given == LONG else "sext", given, value, wanted)
    where = lines.new(f"getelementptr i8, ptr {start}, i64 {lines.new('mul i64 %row_number, %size')}")
    lines.line(f"store {lines.type(wanted)} {value}, ptr {where}, align {lanes * BYTES[wanted]}")
    lines.text[place] = (
        f"  {misfits} = phi {lines.type(TRUTH)} [ {lines.all(TRUTH, 0)}, %fetched ], [ {found}, %row ]"
    )
    lines.line("%next_row = add i64 %row_number, 1")
    lines.line("%has_row = icmp slt i64 %next_row, %rows")
    lines.line("br i1 %has_row, label %row, label %after")
    lines.begin("after")
    seen = lines.new(f"zext i1 {lines.reduced('or', TRUTH, found)} to i64")
    before = lines.new("load i64, ptr %misfit, align 8")
    lines.line(f"store i64 {lines.new(f'or i64 {before}, {seen}')}, ptr %misfit, align 8")
    lines.line("%next_column = add i64 %column_number, 1")
    lines.line("%has_column = icmp slt i64 %next_column, %count")
    lines.line("br i1 %has_column, label %column, label %done")
    lines.begin("done")
    lines.line("ret void")
    arguments = "ptr %columns, ptr %who, ptr %out, ptr %misfit, i64 %count, i64 %rows, i64 %size, i64 %begin, i64 %end"
    return _function("void", f"lay_{given}_{wanted}", arguments, lines)


def _fetch_ahead(lines: Lines, table: str, given: str) -> None:
    """Asks memory for this part of the next column, which is in order there, while this one is laid by size."""
    step = CACHE_LINE // BYTES[given]
    following = lines.scalar(table, 4, "ptr")
    lines.line("br label %fetch")
    lines.begin("fetch")
    lines.line("%number = phi i64 [ %begin, %column ], [ %next_number, %fetch ]")
    where = lines.new(f"getelementptr {given}, ptr {following}, i64 %number")
    lines.line(
        lines.call("void", "llvm.prefetch.p0", "ptr, i32, i32, i32", f"ptr {where}, i32 0, i32 2, i32 1")
    )
    lines.line(f"%next_number = add i64 %number, {step}")
    lines.line("%has_number = icmp slt i64 %next_number, %end")
    lines.line("br i1 %has_number, label %fetch, label %fetched")
    lines.begin("fetched")
    lines.line("br label %row")


def _at(lines: Lines, element: str, table: str, number: str) -> str:
    """The values of all lanes of one tile or row of a table."""
    first = lines.new(f"mul i64 {number}, {lines.lanes}")
    where = lines.new(f"getelementptr {element}, ptr {table}, i64 {first}")
    return lines.new(f"load {lines.type(element)}, ptr {where}, align {BYTES[element]}")


def _function(result: str, name: str, arguments: str, lines: Lines) -> str:
    head = f"define {result} @{name}({arguments}) {{"
    return "\n".join([head, *lines.text, "}", *sorted(lines.needed), "!0 = !{}", ""])
