from django.apps import AppConfig

from nabij.audit.types import register_exempt


class AuditConfig(AppConfig):
    """The log of events and of reads, keeping and erasing, the own copy of a person."""

    name = "nabij.audit"
    label = "audit"

    def ready(self) -> None:
        """Say what this app itself keeps about people."""
        register_exempt(
            "audit.Line",
            reason="Who looked is a chapter of every own copy; a line knows only a number, and stays without "
            "the person after erasing.",
        )
