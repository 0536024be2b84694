from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Residents: persons, households, addresses, consent, partner lists."""

    name = "nabij.registry"
    label = "registry"
