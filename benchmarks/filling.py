"""Writes millions of made-up rows into the tables of the application: COPY on PostgreSQL, lists on SQLite.

Checks of columns and unique indexes hold as always. Keys that point to another table are not looked up row by
row while filling, and indexes that are not unique are built once at the end; before anything is measured
they stand as the migrations made them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, models


class Table:
    """One table to fill: some columns come with each row, the others are the same or have their default."""

    def __init__(self, model: type[models.Model], *given: str, **same: Any) -> None:
        self.model, self.rows = model, []
        fields = {field.name: field for field in model._meta.concrete_fields}
        columns = [fields[name].column for name in given]
        constant = []
        for name, field in fields.items():
            if name in given:
                continue
            columns.append(field.column)
            constant.append(same[name] if name in same else field.get_default())
        self._columns, self._constant = ", ".join(columns), tuple(constant)
        self._places = ", ".join(["%s"] * len(columns))

    rows: list[tuple[Any, ...]]

    def add(self, *values: Any) -> None:
        """Keep one row until the next time that rows are written."""
        self.rows.append((*values, *self._constant))

    def write(self) -> None:
        """Write what was kept."""
        rows, self.rows = self.rows, []
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({self._columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                cursor.executemany(
                    f"INSERT INTO {table} ({self._columns}) VALUES ({self._places})",
                    [[_for_sqlite(value) for value in row] for row in rows],
                )


def _for_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value


@contextmanager
def quickly(tables: Sequence[str]) -> Iterator[None]:
    """Fill these tables without their indexes that are not unique; build them afterwards, as they were."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)"
            " AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
            [list(tables)],
        )
        indexes = cursor.fetchall()
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for name, _made in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for _name, made in indexes:
            cursor.execute(made)
        cursor.execute("RESET session_replication_role")
        cursor.execute("RESET maintenance_work_mem")


def settle(tables: Sequence[type[models.Model]]) -> None:
    """Let numbers go on after the last, and the database look at what it holds, as it does by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def rows_in(model: type[models.Model]) -> int:
    """How many rows a table holds, counted."""
    return model._default_manager.count()
