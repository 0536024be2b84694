"""Makes a sealed backup of database and files."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from nabij.kernel import clock
from nabij.operations.actions.backups import make_backup
from nabij.operations.queries.places import places
from nabij.operations.types import BackupProblem


class Command(BaseCommand):
    """Make a backup, copy it to the second place, remove what is too old."""

    help = (
        "Make a sealed backup of database and files; copy it to the second place; remove old ones (35 days)."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say what it holds."""
        began = time.monotonic()
        try:
            made = make_backup(connection, places(), now=clock.now())
        except BackupProblem as problem:
            raise CommandError(str(problem)) from None
        rows = sum(table.rows for table in made.manifest.tables.values())
        self.stdout.write(
            f"{made.sealed}: {len(made.manifest.tables)} tables, {rows} rows, {len(made.manifest.files)} "
            "files, "
            f"{made.label.size / 2**20:.1f} MB, {time.monotonic() - began:.1f} s."
        )
        self.stdout.write(
            f"Copied to {made.second} and read back."
            if made.second
            else "It stands on this server only: no second place is set (NABIJ_BACKUP_SECOND_DIR)."
        )
        if made.removed:
            self.stdout.write(f"Removed because they were old: {', '.join(made.removed)}.")
