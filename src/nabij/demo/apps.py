from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The fictional town of Zonnedam."""

    name = "nabij.demo"
    label = "demo"

    def ready(self) -> None:
        """Let the terminal of the demonstration stand in for the phone of its invented staff."""
        from nabij.demo.phone import show_code
        from nabij.staff.types import register_second_step_listener

        register_second_step_listener(show_code)
