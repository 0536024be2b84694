"""Tables of periods in which two rows of the same never hold on one day: the database itself refuses.

`from_on` is included, `until_on` is not, empty is open. A trigger and not an exclusion constraint: that one
needs an extension of PostgreSQL, and SQLite has none. On PostgreSQL the trigger first locks a parent row, so
that two transactions at the same time do not both see a free period.

Name the operation again in any later migration that changes the columns of the table: SQLite then builds the
table anew, and its triggers go with the old one.
"""

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def no_overlap(table: str, *, same: Sequence[str], parent: str, parent_key: str) -> migrations.RunPython:
    """Return the migration step that refuses two rows with the same `same` columns on one day.

    `parent` is the table whose row is locked, `parent_key` the column of `table` that points to its `id`.
    """

    def put_on(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _statements(editor.connection.vendor, table, same, parent, parent_key):
            editor.execute(statement)

    def take_off(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _undoing(editor.connection.vendor, table):
            editor.execute(statement)

    return migrations.RunPython(put_on, take_off, elidable=False)


def _statements(vendor: str, table: str, same: Sequence[str], parent: str, parent_key: str) -> list[str]:
    refusal = f"{table}: two periods of the same overlap"
    alike = " AND ".join(f"other.{column} = NEW.{column}" for column in same)
    found = (
        f"SELECT 1 FROM {table} AS other WHERE {alike} AND other.id <> NEW.id "
        "AND (other.until_on IS NULL OR other.until_on > NEW.from_on) "
        "AND (NEW.until_on IS NULL OR NEW.until_on > other.from_on)"
    )
    if vendor == "postgresql":
        return [
            f"CREATE FUNCTION {table}_no_overlap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"PERFORM 1 FROM {parent} WHERE id = NEW.{parent_key} FOR NO KEY UPDATE; "
            f"IF EXISTS ({found}) THEN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'exclusion_violation'; "
            "END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {table}_no_overlap BEFORE INSERT OR UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_no_overlap()",
        ]
    return [
        # After and not before: before an insert SQLite does not know the number of the new row yet.
        f"CREATE TRIGGER {table}_no_overlap_{what.lower()} AFTER {what} ON {table} "
        f"WHEN EXISTS ({found}) BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        for what in ("INSERT", "UPDATE")
    ]


def _undoing(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP TRIGGER {table}_no_overlap ON {table}", f"DROP FUNCTION {table}_no_overlap()"]
    return [f"DROP TRIGGER {table}_no_overlap_{what}" for what in ("insert", "update")]
