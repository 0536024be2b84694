"""Tables in which a row, once written, is never changed or removed: the database itself refuses.

Name the operation in the migration that makes the table, and again in any later migration that changes its
columns: SQLite then builds the table anew, and its triggers go with the old one.
"""

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "{table} is append-only: a row is never changed or removed"


def append_only(table: str, *, key: Sequence[str]) -> migrations.RunPython:
    """Return the migration step that refuses UPDATE, DELETE and TRUNCATE on a table, on both databases.

    `key` names the columns of the primary key: on SQLite a `REPLACE` would else take an old row away unseen.
    """

    def put_on(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _statements(editor.connection.vendor, table, key):
            editor.execute(statement)

    def take_off(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _undoing(editor.connection.vendor, table):
            editor.execute(statement)

    return migrations.RunPython(put_on, take_off, elidable=False)


def _statements(vendor: str, table: str, key: Sequence[str]) -> list[str]:
    refusal = _REFUSAL.format(table=table)
    if vendor == "postgresql":
        return [
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
        ]
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    abort = f"SELECT RAISE(ABORT, '{refusal}')"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {abort}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {abort}; END",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {abort}; END",
    ]


def _undoing(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP TRIGGER {table}_append_only ON {table}", f"DROP FUNCTION {table}_refuse()"]
    return [f"DROP TRIGGER {table}_{name}" for name in ("no_update", "no_delete", "no_replace")]
