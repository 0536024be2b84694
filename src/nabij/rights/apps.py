from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Rights for residents."""

    name = "nabij.rights"
    label = "rights"
