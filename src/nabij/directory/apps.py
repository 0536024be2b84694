from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Organisations and what they offer: who helps whom, where, when, in which language, at what cost."""

    name = "nabij.directory"
    label = "directory"

    def ready(self) -> None:
        """Put the directory in the menu, and look every night at what has to be checked again."""
        from nabij.directory import panels
        from nabij.directory.policies import may_see_directory
        from nabij.kernel.menu import MenuEntry, add_to_menu

        panels.register()
        add_to_menu(
            MenuEntry(
                _("Directory"), "refer", "directory:services", may_see_directory, 30, under=("directory:",)
            )
        )
