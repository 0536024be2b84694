"""Tables in which a row, once written, is never changed: the database itself refuses.

Name the operation in the migration that makes the table, and again in any later migration that changes its
columns: SQLite then builds the table anew, and its triggers go with the old one.
"""

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "{table} is append-only: a row is never changed{or_removed}"


def append_only(table: str, *, key: Sequence[str], can_be_erased: bool = False) -> migrations.RunPython:
    """Return the migration step that refuses UPDATE, DELETE and TRUNCATE on a table, on both databases.

    `key` names the columns of the primary key: on SQLite a `REPLACE` would else take an old row away unseen.
    With `can_be_erased` rows may be removed, but still never changed: what is kept about people must be able
    to go when they ask for it, or when its term is over.
    """

    def put_on(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _statements(editor.connection.vendor, table, key, can_be_erased):
            editor.execute(statement)

    def take_off(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _undoing(editor.connection.vendor, table, can_be_erased):
            editor.execute(statement)

    return migrations.RunPython(put_on, take_off, elidable=False)


def _statements(vendor: str, table: str, key: Sequence[str], can_be_erased: bool) -> list[str]:
    refusal = _REFUSAL.format(table=table, or_removed="" if can_be_erased else " or removed")
    refused = "UPDATE" if can_be_erased else "UPDATE OR DELETE OR TRUNCATE"
    if vendor == "postgresql":
        return [
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {table}_append_only BEFORE {refused} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
        ]
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    abort = f"SELECT RAISE(ABORT, '{refusal}')"
    statements = [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {abort}; END",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {abort}; END",
    ]
    if not can_be_erased:
        statements.append(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {abort}; END")
    return statements


def _undoing(vendor: str, table: str, can_be_erased: bool) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP TRIGGER {table}_append_only ON {table}", f"DROP FUNCTION {table}_refuse()"]
    names = ["no_update", "no_replace"] + ([] if can_be_erased else ["no_delete"])
    return [f"DROP TRIGGER {table}_{name}" for name in names]
