from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Working with a household from beginning to end."""

    name = "nabij.casework"
    label = "casework"

    def ready(self) -> None:
        """Hang casework on the page of a household, the menu, the night, and what is kept about people."""
        from nabij.casework import panels
        from nabij.casework.actions.contacts import pass_on_hidden
        from nabij.casework.actions.guidance import require_no_guidance, require_not_guided
        from nabij.casework.actions.referral_moves import require_no_open_referral
        from nabij.casework.policies import may_open_board, may_open_referrals, may_open_today
        from nabij.kernel.menu import MenuEntry, add_to_menu
        from nabij.kernel.running import register_upkeep
        from nabij.registry.types import Panel, hooks, register_panel

        register_panel(Panel("casework.step", 1, "casework/guidance_panel.html", panels.next_step))
        register_panel(Panel("casework.plan", 20, "casework/plan_panel.html", panels.plan))
        register_panel(Panel("casework.contacts", 30, "casework/contacts_panel.html", panels.contacts))
        register_panel(Panel("casework.referrals", 25, "casework/referrals_panel.html", panels.referrals))
        hooks.register_before_end("casework", require_no_guidance)
        hooks.register_before_end("casework.referrals", require_no_open_referral)
        hooks.register_before_stop("casework", require_not_guided)
        hooks.register_hidden("casework", pass_on_hidden)
        register_upkeep("casework", panels.nightly_check)
        register_upkeep("casework.referrals", panels.nightly_referrals)
        add_to_menu(MenuEntry(_("Today"), "calendar", "casework:today", may_open_today, order=5))
        add_to_menu(MenuEntry(_("Team"), "team", "casework:board", may_open_board, order=7))
        add_to_menu(MenuEntry(_("Referrals"), "hand", "casework:referrals", may_open_referrals, order=8))
        _say_what_is_kept()


def _say_what_is_kept() -> None:
    """Own copy, erasing and terms."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping

    register_own_copy("casework", models=keeping.ABOUT_PEOPLE, gather=keeping.own_copy)
    register_erasure("casework", models=keeping.ABOUT_PEOPLE, erase=keeping.erase)
    archive = _(
        "The selection list that the town agreed with the State Archives sets the term. "
        "Ten years is the default until the town sets its own."
    )
    register_retention(
        RetentionClass(
            code="casework.guidance",
            title=_("Guidance of households"),
            models=keeping.GUIDANCE_MODELS,
            term_months=keeping.TERM_MONTHS,
            counted_from=_("The day on which guidance closed"),
            legal_reason=archive,
            find_due=keeping.guidance_past_term,
            remove=keeping.remove_guidance,
        )
    )
    register_retention(
        RetentionClass(
            code="casework.story",
            title=_("Contacts, needs and plans of households"),
            models=keeping.STORY_MODELS,
            term_months=keeping.TERM_MONTHS,
            counted_from=_("The last contact, when no guidance or plan is open"),
            legal_reason=archive,
            find_due=keeping.stories_past_term,
            remove=keeping.remove_stories,
        )
    )
    _say_how_long_drafts_stay()
    _say_what_is_kept_of_referrals(archive)


def _say_what_is_kept_of_referrals(archive: str | Promise) -> None:
    """Referrals with what was said about them; also of families whom nobody knows here."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping, keeping_referrals

    register_own_copy(
        "casework.referrals", models=keeping_referrals.MODELS, gather=keeping_referrals.own_copy
    )
    register_erasure("casework.referrals", models=keeping_referrals.MODELS, erase=keeping_referrals.erase)
    register_retention(
        RetentionClass(
            code="casework.referrals",
            title=_("Referrals"),
            models=keeping_referrals.MODELS,
            term_months=keeping.TERM_MONTHS,
            counted_from=_(
                "The day on which the referral ended; of somebody who is not known here it goes after a year"
            ),
            legal_reason=archive,
            find_due=keeping_referrals.past_term,
            remove=keeping_referrals.remove,
        )
    )


def _say_how_long_drafts_stay() -> None:
    """Texts that nobody sent are working copies."""
    from nabij.audit.types import RetentionClass, register_retention
    from nabij.casework.actions import keeping

    register_retention(
        RetentionClass(
            code="casework.drafts",
            title=_("Texts that were not sent"),
            models=keeping.DRAFT_MODELS,
            term_months=keeping.DRAFT_TERM_MONTHS,
            counted_from=_("The last letter that was typed"),
            legal_reason=_("Working copies: no longer than needed (GDPR, art. 5, 1, e)."),
            find_due=keeping.drafts_past_term,
            remove=keeping.remove_drafts,
            needs_archivist=False,
        )
    )
