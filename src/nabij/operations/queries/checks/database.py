"""Checks of the database: version, migrations, append-only logs, SQLite."""

import sqlite3
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import NotSupportedError

from nabij.kernel.running import APPEND_ONLY_TABLES, NEVER_CHANGED_TABLES
from nabij.operations.queries import tables
from nabij.operations.types import Finding, Severity

OLDEST_POSTGRES = 14
OLDEST_SQLITE = (3, 37, 0)


def unreachable(now: datetime) -> list[Finding]:
    """Find a database that does not answer."""
    try:
        connection.ensure_connection()
    except NotSupportedError:
        return []  # `version` says it
    except DatabaseError as error:
        said = str(error).strip().splitlines()[0]
        return [
            Finding(
                "database",
                Severity.WRONG,
                f"The database does not answer: {said}.",
                "No page that needs it works; what is about the database was not checked.",
                "Start it (systemctl start postgresql), or set NABIJ_DATABASE_URL right.",
            )
        ]
    return []


def version(now: datetime) -> list[Finding]:
    """Find a database that is too old."""
    if connection.vendor == "postgresql":
        connected = getattr(connection, "pg_version", 0) // 10000
        too_old, said = connected < OLDEST_POSTGRES, f"PostgreSQL {connected}"
    else:
        too_old, said = sqlite3.sqlite_version_info < OLDEST_SQLITE, f"SQLite {sqlite3.sqlite_version}"
    if not too_old:
        return []
    return [
        Finding(
            "database-version",
            Severity.WRONG,
            f"The database is {said}; Nabij needs PostgreSQL {OLDEST_POSTGRES} or SQLite 3.37, or newer.",
            "Constraints that protect the data do not work on it, and it gets no security updates.",
            "Upgrade the database (pg_upgradecluster on Debian) after a backup.",
        )
    ]


def migrations(now: datetime) -> list[Finding]:
    """Find tables that are behind the code."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return []
    first = f"{waiting[0][0].app_label}.{waiting[0][0].name}"
    return [
        Finding(
            "migrations",
            Severity.STOP,
            f"{len(waiting)} changes of the tables were not made yet; the first is {first}.",
            "The code writes to columns and relies on constraints that are not there.",
            "Run `nabij upgrade`: it makes a backup first.",
        )
    ]


def logs(now: datetime) -> list[Finding]:
    """Find a log that could be changed without a trace."""
    known = set(tables.table_names(connection))
    there, unchanged = sorted(APPEND_ONLY_TABLES & known), sorted(NEVER_CHANGED_TABLES & known)
    found = []
    bare = [table for table in there if not _has_triggers(table)]
    if bare := bare + [table for table in unchanged if not _has_triggers(table, can_be_erased=True)]:
        found.append(
            Finding(
                "log-triggers",
                Severity.STOP,
                f"Lines of {', '.join(bare)} can be changed or removed: the triggers against it are gone "
                "or off.",
                "Nobody could prove any more who looked into which dossier.",
                "Run `nabij audit verify`, find out who removed them, and restore the last backup.",
            )
        )
    open_to = _changeable_by_server(there, "UPDATE, DELETE, TRUNCATE")
    if open_to := open_to + _changeable_by_server(unchanged, "UPDATE, TRUNCATE"):
        found.append(_grants(open_to))
    return found


def _grants(open_to: list[str]) -> Finding:
    return Finding(
        "log-grants",
        Severity.WRONG,
        f"The role that serves the pages ({_serving_role()}) may change {', '.join(open_to)}.",
        "Who breaks into the web server can switch the triggers off and clean up behind him.",
        "Let another role own the tables (NABIJ_DATABASE_OWNER_URL, as `nabij setup` does) and run "
        "`nabij upgrade`.",
    )


def _has_triggers(table: str, *, can_be_erased: bool = False) -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                # Bits of tgtype: 8 delete, 16 update, 32 truncate. 'D' is a trigger that was switched off.
                "SELECT COALESCE(bit_or(tgtype), 0) FROM pg_trigger"
                " WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled <> 'D'",
                [connection.ops.quote_name(table)],
            )
            kinds = int(cursor.fetchone()[0])
            wanted = 16 if can_be_erased else 56
            return kinds & wanted == wanted
        cursor.execute(
            "SELECT upper(sql) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
        )
        written = " ".join(row[0] for row in cursor.fetchall())
        return "BEFORE UPDATE" in written and (can_be_erased or "BEFORE DELETE" in written)


def _serving_role() -> str:
    return str(settings.SERVING_ROLE or connection.settings_dict["USER"])


def _changeable_by_server(there: list[str], rights: str) -> list[str]:
    """The tables of which the role that serves pages owns them, or has one of these rights on them."""
    if connection.vendor != "postgresql" or not there:
        return []
    role = _serving_role()
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = %s", [role])
        known = cursor.fetchone()
        if known is None or known[1]:  # a superuser may do everything
            return there if known else []
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.oid = ANY(%s::regclass[]::oid[])"
            " AND (pg_has_role(%s, c.relowner, 'MEMBER')"
            " OR has_table_privilege(%s, c.oid, %s)) ORDER BY 1",
            [[connection.ops.quote_name(table) for table in there], role, role, rights],
        )
        return [row[0] for row in cursor.fetchall()]


def sqlite(now: datetime) -> list[Finding]:
    """Find a SQLite that is asked too much."""
    if connection.vendor != "sqlite":
        return []
    found = []
    if settings.WEB_WORKERS > 1:
        found.append(
            Finding(
                "sqlite-workers",
                Severity.WRONG,
                f"SQLite serves {settings.WEB_WORKERS} web workers.",
                "It has one writer at a time: at busy moments somebody waits and then gets an error.",
                "Set NABIJ_WORKERS=1, or move to PostgreSQL.",
            )
        )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = str(cursor.fetchone()[0])
    if mode.lower() not in {"wal", "memory"}:
        found.append(
            Finding(
                "sqlite-wal",
                Severity.WRONG,
                f"SQLite does not work with a write-ahead log (journal mode {mode}).",
                "Everybody who reads waits for everybody who writes.",
                "Put the file on a local disk, not on a network share, and keep the settings of the project.",
            )
        )
    return found
