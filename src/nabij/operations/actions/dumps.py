"""Copies of the whole database as it was at one moment, and the way back. SQLite and PostgreSQL."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

from nabij.operations.queries import tables
from nabij.operations.types import BackupProblem, TableDigest

SQLITE_NAME = "database.sqlite3"
POSTGRES_NAME = "database.pgdump"
_WIPE = "DROP SCHEMA IF EXISTS public CASCADE;\nCREATE SCHEMA public;\n"


def dump_name(vendor: str) -> str:
    """Return the name of the dump inside a backup."""
    return POSTGRES_NAME if vendor == "postgresql" else SQLITE_NAME


def dump(connection: BaseDatabaseWrapper, target: Path) -> dict[str, TableDigest]:
    """Write the whole database to a file and return the digest of each table at that same moment."""
    if connection.vendor == "postgresql":
        return _dump_postgres(connection, target)
    return _dump_sqlite(connection, target)


def load(connection: BaseDatabaseWrapper, dumped: Path) -> None:
    """Put a dump in place of everything in the database, all or nothing. Raises BackupProblem."""
    if connection.vendor == "postgresql":
        _load_postgres(connection, dumped)
    else:
        _load_sqlite(connection, dumped)


@contextmanager
def scratch(connection: BaseDatabaseWrapper, folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """Give an empty database beside the real one, and wipe it afterwards.

    On SQLite a file in `folder`; on PostgreSQL the database with `_drill` after its name, which
    `nabij setup` makes. Raises BackupProblem when it is not there.
    """
    wanted: dict[str, Any] = {**connection.settings_dict, "CONN_MAX_AGE": 0}
    wanted["OPTIONS"] = dict(wanted["OPTIONS"])
    postgres = connection.vendor == "postgresql"
    wanted["NAME"] = f"{wanted['NAME']}_drill" if postgres else str(folder / "scratch.sqlite3")
    beside: BaseDatabaseWrapper = load_backend(wanted["ENGINE"]).DatabaseWrapper(wanted, alias="scratch")
    try:
        if postgres:
            _as_its_owner(beside)
            with beside.cursor() as cursor:  # an interrupted drill left something; the name says it may go
                cursor.execute(_WIPE)
        yield beside
        if postgres:
            with beside.cursor() as cursor:
                cursor.execute(_WIPE)
    finally:
        beside.close()


def _as_its_owner(beside: BaseDatabaseWrapper) -> None:
    """Work as the owner of the scratch database, whoever of its members asks: what one makes another "
    "can drop."""
    name = beside.settings_dict["NAME"]
    try:
        with beside.cursor() as cursor:
            cursor.execute(
                "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
            )
            owner = cursor.fetchone()[0]
    except DatabaseError:
        raise BackupProblem(
            f"A drill needs an empty database named {name}, and it cannot be reached. Make it, as postgres: "
            f"createdb --owner {beside.settings_dict['USER'] or 'nabij'} {name}"
        ) from None
    beside.close()
    beside.settings_dict["OPTIONS"] = {**beside.settings_dict["OPTIONS"], "options": f"-c role={owner}"}


def _dump_sqlite(connection: BaseDatabaseWrapper, target: Path) -> dict[str, TableDigest]:
    target.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])  # one reading transaction: writers go on meanwhile
    target.chmod(0o600)
    return digests_of_file(connection, target)


def digests_of_file(connection: BaseDatabaseWrapper, file: Path) -> dict[str, TableDigest]:
    """Return the digests of a SQLite file that is not the database in use."""
    wanted = {**connection.settings_dict, "NAME": str(file), "OPTIONS": {}}
    copy: BaseDatabaseWrapper = load_backend(wanted["ENGINE"]).DatabaseWrapper(wanted, alias="copy")
    try:
        return tables.digests(copy)
    finally:
        copy.close()


def _load_sqlite(connection: BaseDatabaseWrapper, dumped: Path) -> None:
    connection.close()
    target = Path(connection.settings_dict["NAME"])
    # Through SQLite rather than by moving the file: a web server that still has the database open
    # sees the new contents, and its write-ahead log is never joined to another file.
    with sqlite3.connect(dumped) as source, sqlite3.connect(target, timeout=20) as into:
        if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupProblem("The database in the backup is not sound. Take an earlier backup.")
        source.backup(into)
    source.close()
    into.close()
    target.chmod(0o600)
    with sqlite3.connect(target) as once:
        once.execute("PRAGMA journal_mode=WAL")
    once.close()


def _dump_postgres(connection: BaseDatabaseWrapper, target: Path) -> dict[str, TableDigest]:
    with transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        wanted = ["--format=custom", "--no-owner", "--no-privileges"]
        _postgres_program(
            connection, ["pg_dump", *wanted, f"--snapshot={snapshot}", f"--file={target}"], "dumped"
        )
        target.chmod(0o600)
        return tables.digests(connection)


def _load_postgres(connection: BaseDatabaseWrapper, dumped: Path) -> None:
    connection.close()
    wipe, fill = dumped.with_suffix(".wipe.sql"), dumped.with_suffix(".fill.sql")
    try:
        wipe.write_text(
            "SET lock_timeout = '30s';\nSET client_min_messages = warning;\n" + _WIPE, encoding="ascii"
        )
        unpack = ["pg_restore", "--no-owner", "--no-privileges", f"--file={fill}", str(dumped)]
        _postgres_program(connection, unpack, "unpacked", address=False)
        at_once = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        files = [f"--file={wipe}", f"--file={fill}", "--output=/dev/null"]
        _postgres_program(connection, [*at_once, *files], "filled")
    finally:
        wipe.unlink(missing_ok=True)
        fill.unlink(missing_ok=True)


def _postgres_program(
    connection: BaseDatabaseWrapper, command: list[str], done: str, *, address: bool = True
) -> None:
    given = connection.settings_dict
    parts = {
        "PGHOST": given["HOST"],
        "PGPORT": given["PORT"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
        "PGDATABASE": given["NAME"],
        "PGOPTIONS": given["OPTIONS"].get("options", ""),
    }
    # By environment, not as arguments: the list of processes shows arguments to everybody.
    own = {name: str(value) for name, value in parts.items() if value} if address else {}
    try:
        ran = subprocess.run(
            command, env={**os.environ, **own}, capture_output=True, encoding="utf-8", check=False
        )
    except FileNotFoundError:
        raise BackupProblem(
            f"The database could not be {done}: {command[0]} is not installed. "
            "On Debian: apt install postgresql-client"
        ) from None
    if ran.returncode != 0:
        last = (ran.stderr.strip().splitlines() or ["it said nothing"])[0]
        raise BackupProblem(f"The database could not be {done}; {command[0]} said: {last}")
