from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Residents: persons, households, addresses, consent, partner lists."""

    name = "nabij.registry"
    label = "registry"

    def ready(self) -> None:
        """Hang the registry on the extension points of the apps below, and its lists in the menu."""
        from nabij.kernel.menu import MenuEntry, add_to_menu
        from nabij.registry import panels
        from nabij.registry.policies import may_list_households, may_review_exceptions, may_see_lists_in_menu

        panels.register()
        panels.register_lists()
        panels.register_oversight()
        panels.register_nightly_work()
        homes = (
            *("registry:household", "registry:change", "registry:person", "registry:pair", "registry:move"),
            *("registry:separate", "registry:known", "registry:places", "registry:history"),
            *("registry:conflicts", "registry:followers", "registry:hand-over", "registry:stand-in"),
            *("registry:stop-contact", "registry:task", "registry:national", "rights:household"),
            *(f"casework:{page}" for page in ("guidance", "step", "start", "close", "timeline", "call-")),
            *(
                f"casework:{page}"
                for page in ("contact", "plan", "goal", "need", "how-it-goes", "signal-known")
            ),
            *(f"casework:{page}" for page in ("guidance", "step", "start", "close", "timeline")),
            *(f"casework:{page}" for page in ("contact", "plan", "goal", "need", "how-it-goes")),
            *("casework:call-", "casework:signal-known"),
        )
        add_to_menu(
            MenuEntry(_("Households"), "people", "registry:households", may_list_households, 10, homes)
        )
        add_to_menu(
            MenuEntry(_("To look back at"), "eye", "registry:reviews", may_review_exceptions, order=50)
        )
        under = ("registry:list", "registry:own-")
        add_to_menu(
            MenuEntry(_("Lists"), "list", "registry:lists", may_see_lists_in_menu, order=60, under=under)
        )
