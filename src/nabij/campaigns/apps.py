"""Registers the app, and hangs it on the extension points of the apps below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Going to people: phone rounds first; doors and packages on the same engine."""

    name = "nabij.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """Hang campaigns in the menu, on the page of a household, in the night and in what is kept."""
        _in_the_menu()
        _around()
        _say_what_is_kept()


def _in_the_menu() -> None:
    from nabij.campaigns import policies
    from nabij.kernel.menu import MenuEntry, add_to_menu

    asked = ("campaigns:follow-up", "campaigns:worry")
    lead: tuple[str, ...] = ("campaigns:campaign", "campaigns:contacted", "campaigns:passed-on")
    lead += ("campaigns:paper", "campaigns:doors", "campaigns:onward")
    lead += ("campaigns:letters", "campaigns:mailing")
    planned: tuple[str, ...] = (
        "campaigns:rounds",
        "campaigns:rounds-day",
        "campaigns:shifts",
        "campaigns:round-plan",
    )
    rounds = (
        *planned,
        "campaigns:goers",
        "campaigns:doors",
        "campaigns:planning",
        "campaigns:planning-page",
        "campaigns:round",
    )
    add_to_menu(MenuEntry(_("Calling"), "phone", "campaigns:call", policies.may_call, 3, ("campaigns:call",)))
    walk = ("campaigns:my-door", "campaigns:round-phone")
    add_to_menu(MenuEntry(_("My round"), "door", "campaigns:my-round", policies.may_go, 4, walk))
    add_to_menu(MenuEntry(_("Questions"), "chat", "campaigns:follow-ups", policies.may_follow_up, 40, asked))
    leads = policies.may_lead_campaigns
    add_to_menu(MenuEntry(_("Campaigns"), "people", "campaigns:campaigns", leads, 9, lead + rounds))
    street, may_note = ("campaigns:street",), policies.may_note_street_contacts
    add_to_menu(MenuEntry(_("Street"), "walk", "campaigns:street", may_note, 4, street))
    # Who leads no campaigns comes to the rounds of packages from here.
    packs = ("campaigns:package-campaign", "campaigns:package-orders", "campaigns:package-stock", *planned)
    packs += ("campaigns:planning", "campaigns:round", "campaigns:goers")
    add_to_menu(MenuEntry(_("Packages"), "box", "campaigns:packages", policies.may_see_orders, 10, packs))
    handed = ("campaigns:package-quota",)
    add_to_menu(
        MenuEntry(_("My packages"), "box", "campaigns:own-packages", policies.may_hand_out, 11, handed)
    )


def _around() -> None:
    from nabij.campaigns import panels, policies, queries
    from nabij.kernel.live import LivePart, add_live_part
    from nabij.kernel.offline import register_offline_page
    from nabij.kernel.running import register_upkeep
    from nabij.registry.types import Panel, register_panel

    register_panel(Panel("campaigns.why", 45, "campaigns/why_panel.html", panels.why, is_later=True))
    register_upkeep("campaigns", panels.nightly)
    register_offline_page("campaigns:round-phone", may_wait=queries.may_wait)
    register_upkeep("campaigns.mailings", panels.nightly_mailings)
    add_live_part(LivePart("campaigns:worries-calling", policies.may_see_worries))


def _say_what_is_kept() -> None:
    """Lists go soon after a campaign; what was asked stays as long as work on it may be asked about."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.campaigns.actions import keeping, keeping_chain

    register_own_copy("campaigns", models=keeping.ABOUT_PEOPLE, gather=keeping.own_copy)
    register_own_copy("campaigns.letters", models=keeping_chain.LETTER_MODELS, gather=keeping_chain.own_copy)
    register_erasure("campaigns", models=keeping.ABOUT_PEOPLE, erase=keeping.erase)
    reason = _("No longer than needed for the campaign (GDPR, art. 5, 1, e); the counts stay.")
    register_retention(
        RetentionClass(
            code="campaigns.lists",
            title=_("Lists of campaigns"),
            models=keeping.LIST_MODELS,
            term_months=keeping.LIST_TERM_MONTHS,
            counted_from=_("The day on which the campaign ended and everything asked was done"),
            legal_reason=reason,
            find_due=keeping.lists_past_term,
            remove=keeping.remove_lists,
            needs_archivist=False,
        )
    )
    register_retention(
        RetentionClass(
            code="campaigns.follow_up",
            title=_("Questions and worries from campaigns"),
            models=keeping.TODO_MODELS,
            term_months=keeping.TODO_TERM_MONTHS,
            counted_from=_("The day on which it was done"),
            legal_reason=_("No longer than needed to show what was done (GDPR, art. 5, 1, e)."),
            find_due=keeping.todo_past_term,
            remove=keeping.remove_todo,
            needs_archivist=False,
        )
    )
