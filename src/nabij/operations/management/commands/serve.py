"""Serves the pages of a town, after the checks that can stop it."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from nabij.kernel import clock
from nabij.operations.management.guard import in_words
from nabij.operations.queries import checks


class Command(BaseCommand):
    """Refuse to start on the worst mistakes; else hand over to the web server."""

    help = "Serve the pages on 127.0.0.1, behind a reverse proxy. Refuses to start on the worst mistakes."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, then become the web server."""
        if found := checks.stops(clock.now()):
            said = "\n".join(f"- {in_words(finding)}" for finding in found)
            raise CommandError(f"Nabij does not start.\n{said}")
        connection.close()
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *server_arguments(options["port"])])


def server_arguments(port: int) -> list[str]:
    """Return how the web server is called: one address that only the proxy on this machine reaches."""
    return [
        *("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(settings.WEB_WORKERS), "--blocking-threads", "4"),
        # Without the kill timeout a server that is stopped in its first seconds hangs.
        *("--workers-kill-timeout", "3", "--log-level", "warning", "nabij.config.wsgi:application"),
    ]
