"""Tries whether the last backup can be restored."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from nabij.kernel import clock
from nabij.operations.actions import restores
from nabij.operations.management import asking
from nabij.operations.queries.places import places
from nabij.operations.types import BackupProblem


class Command(BaseCommand):
    """Restore the last backup beside the real database, compare every table, throw it away, note the "
    "outcome."""

    help = "Restore the last backup in a scratch place and compare every table; changes nothing in use."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another backup, or a key from elsewhere."""
        parser.add_argument("backup", nargs="?", default="", help="file or name; without it the newest")
        parser.add_argument("--key-file", default="", help="try with the recovery key in this file")
        parser.add_argument("--ask-key", action="store_true", help="try with the recovery key, typed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Try it and say how long it took."""
        here = places()
        now, began = clock.now(), time.monotonic()
        sealed = asking.backup_meant(options["backup"], here)
        rows, problem = 0, ""
        try:
            secret = asking.secret_of(options["key_file"], here, drill=not options["ask_key"])
            manifest = restores.drill(connection, here, sealed, [secret])
            rows = sum(table.rows for table in manifest.tables.values())
        except BackupProblem as found:
            problem = str(found)
        seconds = time.monotonic() - began
        restores.note_drill(here, at=now, backup=sealed.name, seconds=seconds, rows=rows, problem=problem)
        if problem:
            raise CommandError(f"The drill failed. {problem}")
        self.stdout.write(
            f"{sealed.name} can be restored: {len(manifest.tables)} tables, {rows} rows and "
            f"{len(manifest.files)} files are the same as when it was made; {seconds:.1f} s."
        )
