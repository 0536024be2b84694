from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The fictional town of Zonnedam."""

    name = "nabij.demo"
    label = "demo"
