from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Residents: persons, households, addresses, consent, partner lists."""

    name = "nabij.registry"
    label = "registry"

    def ready(self) -> None:
        """Hang the registry on the extension points of the apps below."""
        from nabij.registry import panels

        panels.register()
