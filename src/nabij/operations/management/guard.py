"""Stops a town from serving pages on the worst settings."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from nabij.kernel import clock
from nabij.operations.queries import checks
from nabij.operations.types import Finding


class DoesNotStart(ImproperlyConfigured):
    """Something is so wrong that no page is served; the message says what, why and what to do."""


def in_words(finding: Finding) -> str:
    """Return a finding as three sentences."""
    return " ".join(part for part in (finding.what, finding.why, finding.do) if part)


def start_or_refuse() -> None:
    """Raise DoesNotStart when a town would serve pages on settings that put people at risk."""
    if not settings.FOR_A_TOWN:
        return
    if found := checks.stops(clock.now()):
        raise DoesNotStart("Nabij does not start. " + " ".join(in_words(finding) for finding in found))
