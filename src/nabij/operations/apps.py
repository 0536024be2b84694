from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Running Nabij: backup, restore, drill, check, upgrade, setting up."""

    name = "nabij.operations"
    label = "operations"

    def ready(self) -> None:
        """Add our checks to those of Django; they run on demand (`nabij check`), not at every command."""
        from nabij.kernel.running import register_append_only
        from nabij.operations.management import django_checks

        django_checks.register()
        register_append_only("audit_line")
