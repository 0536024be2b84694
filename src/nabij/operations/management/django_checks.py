"""Our checks among those of Django: `nabij check --deploy --tag town`."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks as django_checks
from django.core.checks import CheckMessage

from nabij.kernel import clock
from nabij.operations.queries import checks
from nabij.operations.types import Finding, Severity

TAG = "town"
_LEVELS = {
    Severity.STOP: django_checks.CRITICAL,
    Severity.WRONG: django_checks.ERROR,
    Severity.MIND: django_checks.WARNING,
}


class TownMessage(CheckMessage):
    """A finding, as a message of Django."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(
            _LEVELS[finding.severity],
            finding.what,
            hint=f"{finding.why} {finding.do}",
            id=f"nabij.{finding.code}",
        )
        self.finding = finding


def check_town(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Check an installation; only when asked with --database, as with all checks that look into one."""
    if not databases:
        return []
    return [TownMessage(finding) for finding in checks.findings(clock.now())]


def register() -> None:
    """Add our checks to those of Django; they run with `--deploy`."""
    django_checks.register(check_town, TAG, deploy=True)
