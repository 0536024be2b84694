from django.apps import AppConfig


class StaffConfig(AppConfig):
    """People who work here."""

    name = "nabij.staff"
    label = "staff"
