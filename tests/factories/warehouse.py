"""Households as rows of the two tables that a SQL text reads, for tests."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nabij_rights.engine.expression import Entity
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.engine.sql.columns import Column

Cell = int | str | None
Rows = list[tuple[Cell, ...]]


def cell(column: Column, span: Span | None) -> Cell:
    """A value as a warehouse holds it: a number, a word, or NULL for anything that is not one value."""
    if span is None or span[0] != span[1]:
        return None
    if not column.values:
        return span[0]
    mask = span[0]
    return column.values[mask.bit_length() - 1] if mask.bit_count() == 1 else None


def rows_of(
    situations: Sequence[Situation], columns: Sequence[Column]
) -> tuple[tuple[list[str], Rows], tuple[list[str], Rows]]:
    """Names and rows of the table of households, and of the table of persons."""
    of_home = [column for column in columns if column.entity is Entity.HOUSEHOLD]
    of_person = [column for column in columns if column.entity is Entity.PERSON]
    homes: Rows = []
    persons: Rows = []
    for number, situation in enumerate(situations):
        known = {**situation.household, **situation.decisions}
        homes.append((number, *_cells(of_home, known)))
        for place, facts in enumerate(situation.persons, 1):
            persons.append((number, place, *_cells(of_person, facts)))
    home_names = ["household_id", *(column.key for column in of_home)]
    person_names = ["household_id", "person_number", *(column.key for column in of_person)]
    return (home_names, homes), (person_names, persons)


def _cells(columns: Sequence[Column], known: Mapping[str, Span]) -> Iterator[Cell]:
    return (cell(column, known.get(column.key)) for column in columns)


def fill(cursor: Any, situations: Sequence[Situation], columns: Sequence[Column], *, mark: str = "?") -> None:
    """Makes and fills both tables; ``mark`` is how the driver writes a parameter."""
    words = {"household_id", "person_number"}
    by_key = {column.key: column for column in columns}
    for table, (names, rows) in zip(("households", "persons"), rows_of(situations, columns), strict=True):
        kinds = ", ".join(
            f'"{name}" {"TEXT" if name not in words and by_key[name].values else "BIGINT"}' for name in names
        )
        cursor.execute(f"CREATE TEMPORARY TABLE {table} ({kinds})")
        cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join([mark] * len(names))})", rows)
