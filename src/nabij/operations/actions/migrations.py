"""Applies migrations so that a kill at any moment leaves each whole: tables and record, or neither."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor


class _RecordedWithItsTables(MigrationExecutor):
    """Django makes the indexes of a migration, commits, and only then records that it was applied.

    Cut off in between, it would make the same tables again and stop for good. Here the record is part of the
    same transaction.
    """

    def apply_migration(
        self, state: Any, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> Any:
        if fake or fake_initial or not migration.atomic:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement)
            editor.deferred_sql.clear()
            self.record_migration(migration)
        return state


def apply_all() -> None:
    """Apply every migration that is still to be applied. Raises what the database says."""
    # The command takes no executor, and does more than run its migrations: signals, permissions.
    before = vars(migrate)["MigrationExecutor"]
    vars(migrate)["MigrationExecutor"] = _RecordedWithItsTables
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        vars(migrate)["MigrationExecutor"] = before
