from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Running Nabij: backup, restore, drill, check, upgrade, setting up."""

    name = "nabij.operations"
    label = "operations"

    def ready(self) -> None:
        """Add our checks to those of Django; they run on demand (`nabij check`), not at every command."""
        from nabij.operations.actions import of_the_log
        from nabij.operations.management import django_checks

        django_checks.register()
        of_the_log.register()
