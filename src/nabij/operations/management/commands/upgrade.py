"""Brings the database to this version, after a backup."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from nabij.kernel import clock
from nabij.operations.actions import upgrades
from nabij.operations.queries.places import places
from nabij.operations.types import BackupProblem, UpgradeProblem


class Command(BaseCommand):
    """Check first, back up, migrate, verify; may be started again after any interruption."""

    help = "Bring the database to this version, the first time too: check, back up, migrate, verify."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the two other ways to use it."""
        parser.add_argument("--plan", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument(
            "--back", action="store_true", help="put the database back as it was before the upgrade"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Upgrade, or say what would be done, or go back."""
        began = time.monotonic()
        try:
            if options["plan"]:
                self._plan()
            elif options["back"]:
                self._back()
            else:
                done = upgrades.upgrade(
                    connection,
                    places(),
                    now=clock.now(),
                    serving_role=settings.SERVING_ROLE,
                    say=self.stdout.write,
                )
                seconds = time.monotonic() - began
                self.stdout.write(
                    f"The database is that of Nabij {done.to}; {seconds:.0f} s. Next: nabij check"
                )
        except (UpgradeProblem, BackupProblem) as problem:
            raise CommandError(str(problem)) from None

    def _plan(self) -> None:
        wanted = upgrades.plan(connection)
        upgrades.room_or_refused(connection, places())
        self.stdout.write("\n".join([f"{len(wanted)} changes of tables:", *(f"  {name}" for name in wanted)]))

    def _back(self) -> None:
        restored = upgrades.go_back(connection, places(), now=clock.now(), serving_role=settings.SERVING_ROLE)
        self.stdout.write(
            f"The database is as it was on {restored.manifest.made_at} (Nabij {restored.manifest.version}). "
            "Now put that version of Nabij back and start it."
        )
