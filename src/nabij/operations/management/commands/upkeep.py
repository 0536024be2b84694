"""The work of every night that nobody waits for."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from nabij.kernel import clock
from nabij.kernel.running import UPKEEP


class Command(BaseCommand):
    """Remove ended sessions, do what apps ask for every night, and let the database tidy up."""

    help = "Do the work of every night: ended sessions, what apps ask for, statistics of the database."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each part; one that fails does not keep the others from being done."""
        call_command("clearsessions")
        self.stdout.write("Ended sessions were removed.")
        failed = []
        for name, work in sorted(UPKEEP.items()):
            try:
                self.stdout.write(f"{name}: {work(clock.now())}")
            except (DatabaseError, OSError, ValueError) as error:
                failed.append(f"{name}: {error}")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")
        if failed:
            raise CommandError("Not everything was done. " + " ".join(failed))
