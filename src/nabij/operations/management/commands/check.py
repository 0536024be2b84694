"""Django's `check`, and with it everything that can be wrong with an installation."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import check as of_django
from django.db import connection

from nabij.kernel import clock
from nabij.operations.queries import checks
from nabij.operations.types import Finding, Severity

_SAID = {Severity.STOP: "STOP ", Severity.WRONG: "WRONG", Severity.MIND: "MIND "}


class Command(of_django.Command):
    """For a town: every check, in sentences. Elsewhere, or with an argument of Django: as Django does it."""

    help = "Check this installation: what is wrong, why it matters, what to do. Exit status 1 if so."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what Django takes, and two of our own."""
        super().add_arguments(parser)
        parser.add_argument("--town", action="store_true", help="check as for a town, whatever the settings")
        parser.add_argument(
            "--json", action="store_true", help="with --town or the settings of a town: as JSON"
        )

    def handle(self, *app_labels: Any, **options: Any) -> None:
        """Check, say what was found."""
        of_its_own = bool(app_labels or options["tags"] or options["list_tags"] or options["deploy"])
        if of_its_own or not (options["town"] or settings.FOR_A_TOWN):
            super().handle(*app_labels, **options)
            return
        found = checks.findings(clock.now())
        connection.close()
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(finding) for finding in found], indent=2))
        else:
            self._say(found)
        if any(finding.severity is not Severity.MIND for finding in found):
            raise CommandError("This installation is not in order.", returncode=1)

    def _say(self, found: list[Finding]) -> None:
        for finding in found:
            self.stdout.write(f"{_SAID[finding.severity]} {finding.code}: {finding.what}")
            self.stdout.write(f"      Why: {finding.why}")
            self.stdout.write(f"      Do:  {finding.do}")
        if not found:
            self.stdout.write("Everything is in order.")


def _as_json(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "what": finding.what,
        "why": finding.why,
        "do": finding.do,
    }
