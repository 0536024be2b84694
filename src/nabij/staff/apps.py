from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    """People who work here."""

    name = "nabij.staff"
    label = "staff"

    def ready(self) -> None:
        """Put our pages in the menu, and tell the guards how somebody proves again who it is."""
        from nabij.audit.types import register_staff_names, register_towns_of_staff
        from nabij.directory.types import register_names
        from nabij.kernel.guards import register_proof
        from nabij.kernel.menu import MenuEntry, add_to_menu
        from nabij.staff.policies import may_open_work, may_see_people
        from nabij.staff.queries import names_of, towns_of_accounts
        from nabij.staff.views.proof import ask_proof

        register_proof(ask_proof)
        register_staff_names("staff", names_of)
        register_towns_of_staff("staff", towns_of_accounts)
        register_names(names_of)
        add_to_menu(MenuEntry(_("Start"), "home", "staff:start", may_open_work, order=0))
        people = ("staff:people", "staff:person", "staff:invite", "staff:team", "staff:roles")
        add_to_menu(
            MenuEntry(_("Colleagues"), "team", "staff:people", may_see_people, order=90, under=people)
        )
