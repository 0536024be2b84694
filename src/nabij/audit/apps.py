from django.apps import AppConfig

from nabij.audit.types import register_erasure, register_exempt, register_own_copy, register_retention


class AuditConfig(AppConfig):
    """The log of events and of reads, keeping and erasing, the own copy of a person."""

    name = "nabij.audit"
    label = "audit"

    def ready(self) -> None:
        """Say what this app itself keeps about people."""
        from nabij.audit import panels
        from nabij.kernel.running import register_upkeep

        register_upkeep("audit.odd_reading", panels.nightly_odd_reading)
        own = ["audit.SubjectRequest", "audit.Hold"]
        register_own_copy("audit", models=own, gather=panels.gather_own_copy)
        register_erasure("audit", models=own, erase=panels.erase)
        register_retention(panels.KEPT)
        register_exempt(
            "audit.Line",
            reason="Who looked is a chapter of every own copy; a line knows only a number, and stays without "
            "the person after erasing.",
        )
        register_exempt(
            "audit.Erasure",
            reason="Only the number of who was erased: without it a restored backup brings the person back.",
        )
