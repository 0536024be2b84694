from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log of events and of reads, keeping and erasing, the own copy of a person."""

    name = "nabij.audit"
    label = "audit"
