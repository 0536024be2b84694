from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log of events and of reads, keeping and erasing, the own copy of a person."""

    name = "nabij.audit"
    label = "audit"

    def ready(self) -> None:
        """Say what this app itself keeps about people."""
        from nabij.audit.types import register_exempt

        register_exempt(
            "audit.Line",
            reason="The log knows a number only; who looked is a chapter of the own copy, and the number
            stays " "without the person after erasing.",
        )
