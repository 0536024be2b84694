from django.apps import AppConfig


class WebConfig(AppConfig):
    """Shell of the application."""

    name = "nabij.web"
    label = "web"
