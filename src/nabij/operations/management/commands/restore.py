"""Puts a backup back."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from nabij.kernel import clock
from nabij.operations.actions import grants, restores
from nabij.operations.management import asking
from nabij.operations.queries.places import places
from nabij.operations.types import BackupProblem


class Command(BaseCommand):
    """Verify a backup, put it back, compare every table, and do again what was erased since."""

    help = "Put a backup back: verified before anything changes, compared table by table afterwards."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the backup and what may be replaced."""
        parser.add_argument("backup", nargs="?", default="", help="file or name; without it the newest")
        parser.add_argument(
            "--replace", action="store_true", help="put it in place of what is in the database"
        )
        parser.add_argument("--key-file", default="", help="file with the recovery key; else it is asked")
        parser.add_argument(
            "--drill-key", action="store_true", help="open it with the drill key of this server"
        )
        parser.add_argument(
            "--forget-present", action="store_true", help="make no backup of the present state (it is broken)"
        )
        parser.add_argument(
            "--without-label", action="store_true", help="the label is lost; the seal still tells"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore and say what came back."""
        here = places()
        began = time.monotonic()
        try:
            restored = restores.restore(
                connection,
                here,
                asking.backup_meant(options["backup"], here),
                [asking.secret_of(options["key_file"], here, drill=options["drill_key"])],
                now=clock.now(),
                replace=options["replace"],
                keep_present=not options["forget_present"],
                without_label=options["without_label"],
            )
        except BackupProblem as problem:
            raise CommandError(str(problem)) from None
        grants.grant(connection, role=settings.SERVING_ROLE)
        self._say(restored, seconds=time.monotonic() - began)

    def _say(self, restored: restores.Restored, *, seconds: float) -> None:
        manifest = restored.manifest
        self.stdout.write(
            f"Restored the state of {manifest.made_at} (Nabij {manifest.version}): {len(manifest.tables)} "
            "tables, "
            f"{restored.rows} rows, {len(manifest.files)} files, each the same as on that day; "
            f"{seconds:.1f} s."
        )
        for log, head in sorted(manifest.heads.items()):
            self.stdout.write(f"Head of {log}: {head}")
        for name, count in sorted(restored.repeated.items()):
            self.stdout.write(f"Done again, because it was done after this backup: {name}, {count}.")
        if restored.kept_first:
            self.stdout.write(f"What was there before stands in {restored.kept_first}.")
        for folder in restored.set_aside:
            self.stdout.write(f"The files of before stand in {folder}. Remove them when all is well.")
        self.stdout.write("Everybody was logged out. If this backup is of an earlier version: nabij upgrade")
