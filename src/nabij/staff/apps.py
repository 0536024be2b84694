from django.apps import AppConfig


class StaffConfig(AppConfig):
    """People who work here."""

    name = "nabij.staff"
    label = "staff"

    def ready(self) -> None:
        """Tell the guards how somebody proves again who it is."""
        from nabij.kernel.guards import register_proof
        from nabij.staff.views.proof import ask_proof

        register_proof(ask_proof)
