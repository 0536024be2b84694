from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Working with a household from beginning to end."""

    name = "nabij.casework"
    label = "casework"

    def ready(self) -> None:
        """Hang casework on the page of a household, the menu, the night, and what is kept about people."""
        _on_the_page_of_a_household()
        _on_what_happens_to_households()
        _at_night()
        _in_the_menu()
        _say_what_is_kept()
        _say_what_is_kept_of_handovers()
        _say_how_long_visits_and_documents_stay()
        _say_how_long_signals_stay()
        _say_how_long_rights_stay()
        _say_what_is_kept_of_reach()
        _say_how_long_budgets_stay()


def _on_the_page_of_a_household() -> None:
    """The panels, in their order."""
    from nabij.casework import panels
    from nabij.registry.types import Panel, register_panel

    for panel in (
        Panel("casework.step", 1, "casework/guidance_panel.html", panels.next_step),
        Panel("casework.register", 12, "casework/register_panel.html", panels.rights_register),
        Panel("casework.plan", 20, "casework/plan_panel.html", panels.plan),
        Panel("casework.budget", 25, "casework/budget_panel.html", panels.budget, is_later=True),
        Panel("casework.contacts", 30, "casework/contacts_panel.html", panels.contacts),
        Panel("casework.calls", 37, "casework/calls_panel.html", panels.calls, is_later=True),
        Panel("casework.referrals", 38, "casework/referrals_panel.html", panels.referrals, is_later=True),
        Panel("casework.visits", 39, "casework/visits_panel.html", panels.visits, is_later=True),
        Panel("casework.documents", 40, "casework/documents_panel.html", panels.documents, is_later=True),
        Panel("casework.letters", 41, "casework/letters_panel.html", panels.letters, is_later=True),
        Panel("casework.school", 42, "casework/school_panel.html", panels.school, is_later=True),
    ):
        register_panel(panel)


def _on_what_happens_to_households() -> None:
    """What must be settled before a household ends, and what goes along with it to a colleague."""
    from nabij.casework.actions.ceiling import require_reasons
    from nabij.casework.actions.contacts import pass_on_hidden
    from nabij.casework.actions.documents import pass_on_hidden_documents
    from nabij.casework.actions.guidance import require_no_guidance, require_not_guided
    from nabij.casework.actions.handovers import follow_moves
    from nabij.casework.actions.referral_moves import require_no_open_referral
    from nabij.registry.types import hooks

    hooks.register_before_end("casework", require_no_guidance)
    hooks.register_before_end("casework.referrals", require_no_open_referral)
    hooks.register_before_stop("casework", require_not_guided)
    hooks.register_hidden("casework", pass_on_hidden)
    hooks.register_hidden("casework.documents", pass_on_hidden_documents)
    hooks.register_moves("casework", before=require_reasons, after=follow_moves)


def _at_night() -> None:
    """Work that needs nobody, and the part of each page that is asked again each minute."""
    from nabij.casework import panels
    from nabij.casework.actions import upkeep
    from nabij.casework.policies import may_visit
    from nabij.kernel.live import LivePart, add_live_part
    from nabij.kernel.running import register_upkeep

    register_upkeep("casework", panels.nightly_check)
    register_upkeep("casework.register", panels.nightly_renewals)
    register_upkeep("casework.referrals", panels.nightly_referrals)
    register_upkeep("casework.signals", panels.nightly_signals)
    register_upkeep("casework.digests", upkeep.send_digests)
    register_upkeep("casework.files", upkeep.clear_files)
    add_live_part(LivePart("casework:visit-calls", may_visit))


def _in_the_menu() -> None:
    from nabij.casework import policies
    from nabij.kernel.menu import MenuEntry, add_to_menu

    decided = ("triage", "decide", "household", "pass-on", "reject")
    team = ("casework:board", *(f"casework:signal-{page}" for page in decided))
    signals = ("casework:signals",)
    add_to_menu(MenuEntry(_("Today"), "calendar", "casework:today", policies.may_open_today, 5))
    add_to_menu(MenuEntry(_("Team"), "team", "casework:board", policies.may_open_board, 7, team))
    add_to_menu(MenuEntry(_("Referrals"), "hand", "casework:referrals", policies.may_open_referrals, 8))
    add_to_menu(
        MenuEntry(_("Signals"), "bell", "casework:signals", policies.may_see_signals_in_menu, 8, signals)
    )
    add_to_menu(MenuEntry(_("Partners"), "hand", "casework:partners", policies.may_bring_partners, 92))
    add_to_menu(MenuEntry(_("Reach"), "school", "casework:reach", policies.may_open_reach, 9))
    add_to_menu(
        MenuEntry(_("Decisions"), "law", "casework:case-proposals", policies.may_settle_proposals, 75)
    )


def _say_what_is_kept() -> None:
    """Own copy, erasing and terms."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping, keeping_reach

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
            models=(*keeping.STORY_MODELS, *keeping_reach.REACHED_MODELS),
            term_months=keeping.TERM_MONTHS,
            counted_from=_("The last contact, when no guidance or plan is open"),
            legal_reason=archive,
            find_due=keeping.stories_past_term,
            remove=keeping.remove_stories,
        )
    )
    _say_how_long_drafts_stay()
    _say_what_is_kept_of_letters()
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


def _say_how_long_visits_and_documents_stay() -> None:
    """Documents belong to the file; who went where and when is only for the safety of that day."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping_visits as keeping

    register_own_copy("casework.visits", models=keeping.ABOUT_PEOPLE, gather=keeping.own_copy)
    register_erasure("casework.visits", models=keeping.ABOUT_PEOPLE, erase=keeping.erase)
    register_retention(
        RetentionClass(
            code="casework.visits",
            title=_("Visits to households"),
            models=keeping.VISIT_MODELS,
            term_months=keeping.VISIT_TERM_MONTHS,
            counted_from=_("The day of the visit"),
            legal_reason=_("Safety of workers: no longer than needed (GDPR, art. 5, 1, e)."),
            find_due=keeping.visits_past_term,
            remove=keeping.remove_visits,
            needs_archivist=False,
        )
    )
    register_retention(
        RetentionClass(
            code="casework.documents",
            title=_("Documents of households"),
            models=keeping.DOCUMENT_MODELS,
            term_months=keeping.DOCUMENT_TERM_MONTHS,
            counted_from=_("The day on which it was filed, when no guidance is open"),
            legal_reason=_(
                "The selection list that the town agreed with the State Archives sets the term. "
                "Ten years is the default until the town sets its own."
            ),
            find_due=keeping.documents_past_term,
            remove=keeping.remove_documents,
        )
    )


def _say_how_long_signals_stay() -> None:
    """Signals that were rejected go after 30 days; the others go with the guidance that they led to."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping, keeping_signals

    register_own_copy(
        "casework.signals", models=keeping_signals.ABOUT_PEOPLE, gather=keeping_signals.own_copy
    )
    register_erasure("casework.signals", models=keeping_signals.ABOUT_PEOPLE, erase=keeping_signals.erase)
    register_retention(
        RetentionClass(
            code="casework.signals",
            title=_("Signals that were rejected"),
            models=keeping_signals.SIGNAL_MODELS,
            term_months=keeping_signals.REJECTED_TERM_MONTHS,
            counted_from=_("The day on which the signal was rejected"),
            legal_reason=_("Nothing came of it: no longer than needed (GDPR, art. 5, 1, e)."),
            find_due=keeping_signals.signals_past_term,
            remove=keeping_signals.remove_signals,
            needs_archivist=False,
        )
    )
    register_retention(
        RetentionClass(
            code="casework.calls",
            title=_("Planned calls and visits"),
            models=keeping_signals.CALL_MODELS,
            term_months=keeping.TERM_MONTHS,
            counted_from=_("The day of the call or visit"),
            legal_reason=_(
                "The selection list that the town agreed with the State Archives sets the term. "
                "Ten years is the default until the town sets its own."
            ),
            find_due=keeping_signals.calls_past_term,
            remove=keeping_signals.remove_calls,
        )
    )


def _say_how_long_rights_stay() -> None:
    """The rights register: own copy, erasing and terms."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping_register as keeping
    from nabij.casework.actions.keeping import TERM_MONTHS
    from nabij.kernel.running import register_append_only

    register_append_only("casework_rightmove", can_be_erased=True)
    register_own_copy("casework.register", models=keeping.MODELS, gather=keeping.own_copy)
    register_erasure("casework.register", models=keeping.MODELS, erase=keeping.erase)
    register_retention(
        RetentionClass(
            code="casework.register",
            title=_("Rights register of households"),
            models=keeping.MODELS,
            term_months=TERM_MONTHS,
            counted_from=_("The last move of the right, when no guidance is open"),
            legal_reason=_(
                "The selection list that the town agreed with the State Archives sets the term. "
                "Ten years is the default until the town sets its own."
            ),
            find_due=keeping.past_term,
            remove=keeping.remove,
        )
    )


def _say_how_long_budgets_stay() -> None:
    """Budgets belong to the file."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping_budget as keeping
    from nabij.casework.actions.keeping import TERM_MONTHS

    register_own_copy("casework.budget", models=keeping.MODELS, gather=keeping.own_copy)
    register_erasure("casework.budget", models=keeping.MODELS, erase=keeping.erase)
    register_retention(
        RetentionClass(
            code="casework.budget",
            title=_("Budgets of households"),
            models=keeping.MODELS,
            term_months=TERM_MONTHS,
            counted_from=_("The last amount that was told, when no guidance is open"),
            legal_reason=_(
                "The selection list that the town agreed with the State Archives sets the term. "
                "Ten years is the default until the town sets its own."
            ),
            find_due=keeping.past_term,
            remove=keeping.remove,
        )
    )


def _say_what_is_kept_of_reach() -> None:
    """Whom bridge workers reach, what a school may read, and programmes."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping, keeping_reach

    models = keeping_reach.ABOUT_PEOPLE
    register_own_copy("casework.reach", models=models, gather=keeping_reach.own_copy)
    register_erasure("casework.reach", models=models, erase=keeping_reach.erase)
    register_retention(
        RetentionClass(
            code="casework.feedback",
            title=_("Sentences for a school"),
            models=keeping_reach.FEEDBACK_MODELS,
            term_months=keeping_reach.FEEDBACK_TERM_MONTHS,
            counted_from=_("The day on which it was agreed"),
            legal_reason=_("No longer than needed (GDPR, art. 5, 1, e): three school years."),
            find_due=keeping_reach.feedback_past_term,
            remove=keeping_reach.remove_feedback,
            needs_archivist=False,
        )
    )
    register_retention(
        RetentionClass(
            code="casework.programmes",
            title=_("Taking part in programmes"),
            models=keeping_reach.PROGRAMME_MODELS,
            term_months=keeping.TERM_MONTHS,
            counted_from=_("The day on which it ended"),
            legal_reason=_(
                "The selection list that the town agreed with the State Archives sets the term. "
                "Ten years is the default until the town sets its own."
            ),
            find_due=keeping_reach.programmes_past_term,
            remove=keeping_reach.remove_programmes,
        )
    )


def _say_what_is_kept_of_letters() -> None:
    """Letters stay as they were sent: a row is never changed, and goes when it is erased or past its term."""
    from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
    from nabij.casework.actions import keeping, keeping_letters
    from nabij.kernel.running import register_append_only

    models = keeping_letters.LETTER_MODELS
    register_append_only("casework_letter", can_be_erased=True)
    register_own_copy("casework.letters", models=models, gather=keeping_letters.own_copy_of_letters)
    register_erasure("casework.letters", models=models, erase=keeping_letters.erase_letters)
    register_retention(
        RetentionClass(
            code="casework.letters",
            title=_("Letters to and for households"),
            models=models,
            term_months=keeping.TERM_MONTHS,
            counted_from=_("The day of the letter"),
            legal_reason=_(
                "The selection list that the town agreed with the State Archives sets the term. "
                "Ten years is the default until the town sets its own."
            ),
            find_due=keeping_letters.letters_past_term,
            remove=keeping_letters.remove_letters,
        )
    )
