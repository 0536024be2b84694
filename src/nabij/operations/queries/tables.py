"""Digests of every table, the same before a backup and after a restore."""

import hashlib
from collections.abc import Iterable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from nabij.operations.types import TableDigest

_SQLITE_OWN = ("sqlite_",)


def table_names(connection: BaseDatabaseWrapper) -> list[str]:
    """Return every table, by name, of apps that are installed and of those that no longer are."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_list(cursor)
    return sorted(
        table.name for table in found if table.type in "tp" and not table.name.startswith(_SQLITE_OWN)
    )


def is_filled(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether there is any table."""
    return bool(table_names(connection))


def migrations(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Return the migrations that were applied."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def digests(connection: BaseDatabaseWrapper) -> dict[str, TableDigest]:
    """Return the digest of each table.

    The digest is the sum, modulo 2**256, of a BLAKE2b hash per row: no order and no sorting, so it takes
    constant memory. It tells an accident from no accident; against a forger stands the chain of the log.
    """
    rows_of = _rows_of_postgres if connection.vendor == "postgresql" else _rows_of_sqlite
    return {name: _digest(rows_of(connection, name)) for name in table_names(connection)}


def differences(
    expected: dict[str, TableDigest], found: dict[str, TableDigest], *, besides: Iterable[str] = ()
) -> list[str]:
    """Return a sentence for each table that is not what it should be, but for those named in `besides`."""
    said = []
    for name in sorted({*expected, *found} - set(besides)):
        wanted, there = expected.get(name), found.get(name)
        if wanted is None:
            said.append(f"{name}: a table that should not be there.")
        elif there is None:
            said.append(f"{name}: the table is missing.")
        elif wanted.rows != there.rows:
            said.append(f"{name}: {there.rows} rows instead of {wanted.rows}.")
        elif wanted != there:
            said.append(f"{name}: the same number of rows ({wanted.rows}), but not the same contents.")
    return said


def _digest(rows: Iterator[bytes]) -> TableDigest:
    total = count = 0
    blake, read = hashlib.blake2b, int.from_bytes
    for row in rows:
        total += read(blake(row, digest_size=32).digest(), "big")
        count += 1
    return TableDigest(rows=count, digest=f"{total % 2**256:064x}")


def _rows_of_sqlite(connection: BaseDatabaseWrapper, table: str) -> Iterator[bytes]:
    # The driver below Django's: dates and amounts as they are stored, nothing converted.
    connection.ensure_connection()
    raw = connection.connection.cursor()
    raw.row_factory = None
    name = connection.ops.quote_name(table)
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({name})")]
    # A plus sign before a column takes away its declared type, and with it the converters.
    plain = ", ".join(f"+{connection.ops.quote_name(column)}" for column in sorted(columns))
    for row in raw.execute(f"SELECT {plain} FROM {name}"):
        yield repr(row).encode("utf-8", "surrogatepass")


def _rows_of_postgres(connection: BaseDatabaseWrapper, table: str) -> Iterator[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'")
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT "
            "attisdropped"
            " AND attgenerated = ''",
            [connection.ops.quote_name(table)],
        )
        columns = sorted(row[0] for row in cursor.fetchall())
        plain = ", ".join(connection.ops.quote_name(column) for column in columns)
        name = connection.ops.quote_name(table)
        rest = b""
        with cursor.copy(f"COPY (SELECT {plain} FROM {name}) TO STDOUT") as copied:
            for block in copied:
                *rows, rest = (rest + bytes(block)).split(b"\n")  # a line end inside a value is written \n
                yield from rows
