from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    """People who work here."""

    name = "nabij.staff"
    label = "staff"

    def ready(self) -> None:
        """Put the start page first in the menu."""
        from nabij.kernel.menu import MenuEntry, add_to_menu
        from nabij.staff.policies import may_open_work

        add_to_menu(MenuEntry(_("Start"), "home", "staff:start", may_open_work, order=0))
