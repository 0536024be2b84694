from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Working with a household from beginning to end."""

    name = "nabij.casework"
    label = "casework"

    def ready(self) -> None:
        """Hang casework on the page of a household, the menu, the night, and what is kept about people."""
        from nabij.casework import panels
        from nabij.casework.actions.ceiling import require_reasons
        from nabij.casework.actions.contacts import pass_on_hidden
        from nabij.casework.actions.guidance import require_no_guidance, require_not_guided
        from nabij.casework.actions.handovers import follow_moves
        from nabij.casework.policies import may_open_board, may_open_today
        from nabij.kernel.menu import MenuEntry, add_to_menu
        from nabij.kernel.running import register_upkeep
        from nabij.registry.types import Panel, hooks, register_panel

        register_panel(Panel("casework.step", 1, "casework/guidance_panel.html", panels.next_step))
        register_panel(Panel("casework.plan", 20, "casework/plan_panel.html", panels.plan))
        register_panel(Panel("casework.contacts", 30, "casework/contacts_panel.html", panels.contacts))
        hooks.register_before_end("casework", require_no_guidance)
        hooks.register_before_stop("casework", require_not_guided)
        hooks.register_hidden("casework", pass_on_hidden)
        hooks.register_moves("casework", before=require_reasons, after=follow_moves)
        register_upkeep("casework", panels.nightly_check)
        add_to_menu(MenuEntry(_("Today"), "calendar", "casework:today", may_open_today, order=5))
        add_to_menu(MenuEntry(_("Team"), "team", "casework:board", may_open_board, order=7))
        _say_what_is_kept()
        _say_what_is_kept_of_handovers()


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


def _say_what_is_kept_of_handovers() -> None:
    """What colleagues told one another when a household changed hands, and why a ceiling was passed."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping_team

    register_own_copy("casework.team", models=keeping_team.ABOUT_PEOPLE, gather=keeping_team.own_copy)
    register_erasure("casework.team", models=keeping_team.ABOUT_PEOPLE, erase=keeping_team.erase)
    reason = _("Working papers between colleagues: no longer than needed (GDPR, art. 5, 1, e).")
    register_retention(
        RetentionClass(
            code="casework.handovers",
            title=_("Hand-overs of households"),
            models=keeping_team.HANDOVER_MODELS,
            term_months=keeping_team.TERM_MONTHS,
            counted_from=_("The day on which the hand-over ended"),
            legal_reason=reason,
            find_due=keeping_team.handovers_past_term,
            remove=keeping_team.remove_handovers,
        )
    )
    register_retention(
        RetentionClass(
            code="casework.ceilings",
            title=_("Why somebody got more households than the ceiling"),
            models=keeping_team.CEILING_MODELS,
            term_months=keeping_team.TERM_MONTHS,
            counted_from=_("The day on which the ceiling was passed"),
            legal_reason=reason,
            find_due=keeping_team.ceilings_past_term,
            remove=keeping_team.remove_ceilings,
        )
    )
