"""What casework keeps about people: the own copy, erasing, and how long each kind of record stays."""

from django.utils.translation import gettext_lazy as _

from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
from nabij.casework.actions import (
    keeping,
    keeping_budget,
    keeping_given_tasks,
    keeping_letters,
    keeping_reach,
    keeping_referrals,
    keeping_register,
    keeping_signals,
    keeping_team,
    keeping_visits,
    keeping_visits_brought,
)
from nabij.kernel.running import register_append_only

AGREED_WITH_ARCHIVES = _(
    "The selection list that the town agreed with the State Archives sets the term. "
    "Ten years is the default until the town sets its own."
)


def say_what_is_kept() -> None:
    """Register every kind of record of this app: in the own copy, for erasing, and with its term."""
    _guidance()
    _drafts()
    _letters()
    _referrals()
    _handovers()
    _visits_and_documents()
    _brought_letters()
    _signals()
    _rights()
    _reach()
    _budgets()
    _given_tasks()


def _guidance() -> None:
    """Guidance, and the story of a household: contacts, needs and plans."""
    register_own_copy("casework", models=keeping.ABOUT_PEOPLE, gather=keeping.own_copy)
    register_erasure("casework", models=keeping.ABOUT_PEOPLE, erase=keeping.erase)
    register_retention(
        RetentionClass(
            code="casework.guidance",
            title=_("Guidance of households"),
            models=keeping.GUIDANCE_MODELS,
            term_months=keeping.TERM_MONTHS,
            counted_from=_("The day on which guidance closed"),
            legal_reason=AGREED_WITH_ARCHIVES,
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
            legal_reason=AGREED_WITH_ARCHIVES,
            find_due=keeping.stories_past_term,
            remove=keeping.remove_stories,
        )
    )


def _referrals() -> None:
    """Referrals with what was said about them; also of families whom nobody knows here."""
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
            legal_reason=AGREED_WITH_ARCHIVES,
            find_due=keeping_referrals.past_term,
            remove=keeping_referrals.remove,
        )
    )


def _drafts() -> None:
    """Texts that nobody sent are working copies."""
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


def _handovers() -> None:
    """What colleagues told one another when a household changed hands, and why a ceiling was passed."""
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


def _visits_and_documents() -> None:
    """Documents belong to the file; who went where and when is only for the safety of that day."""
    register_own_copy("casework.visits", models=keeping_visits.ABOUT_PEOPLE, gather=keeping_visits.own_copy)
    register_erasure("casework.visits", models=keeping_visits.ABOUT_PEOPLE, erase=keeping_visits.erase)
    register_retention(
        RetentionClass(
            code="casework.visits",
            title=_("Visits to households"),
            models=keeping_visits.VISIT_MODELS,
            term_months=keeping_visits.VISIT_TERM_MONTHS,
            counted_from=_("The day of the visit"),
            legal_reason=_("Safety of workers: no longer than needed (GDPR, art. 5, 1, e)."),
            find_due=keeping_visits.visits_past_term,
            remove=keeping_visits.remove_visits,
            needs_archivist=False,
        )
    )
    register_retention(
        RetentionClass(
            code="casework.documents",
            title=_("Documents of households"),
            models=keeping_visits.DOCUMENT_MODELS,
            term_months=keeping_visits.DOCUMENT_TERM_MONTHS,
            counted_from=_("The day on which it was filed, when no guidance is open"),
            legal_reason=AGREED_WITH_ARCHIVES,
            find_due=keeping_visits.documents_past_term,
            remove=keeping_visits.remove_documents,
        )
    )


def _brought_letters() -> None:
    """What devices brought about visits: that it came, and while nobody filed it the letter itself."""
    models = keeping_visits_brought.MODELS
    register_own_copy("casework.brought", models=models, gather=keeping_visits_brought.own_copy)
    register_erasure("casework.brought", models=models, erase=keeping_visits_brought.erase)
    register_retention(
        RetentionClass(
            code="casework.brought",
            title=_("Letters that devices brought about visits"),
            models=models,
            term_months=keeping_visits_brought.TERM_MONTHS,
            counted_from=_("The day on which it arrived, when nothing of it waits to be filed"),
            legal_reason=_("Working copies: no longer than needed (GDPR, art. 5, 1, e)."),
            find_due=keeping_visits_brought.past_term,
            remove=keeping_visits_brought.remove,
            needs_archivist=False,
        )
    )


def _signals() -> None:
    """Signals that were rejected go after 30 days; the others go with the guidance that they led to."""
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
            legal_reason=AGREED_WITH_ARCHIVES,
            find_due=keeping_signals.calls_past_term,
            remove=keeping_signals.remove_calls,
        )
    )


def _rights() -> None:
    """The rights register: own copy, erasing and terms."""
    register_append_only("casework_rightmove", can_be_erased=True)
    register_own_copy("casework.register", models=keeping_register.MODELS, gather=keeping_register.own_copy)
    register_erasure("casework.register", models=keeping_register.MODELS, erase=keeping_register.erase)
    register_retention(
        RetentionClass(
            code="casework.register",
            title=_("Rights register of households"),
            models=keeping_register.MODELS,
            term_months=keeping.TERM_MONTHS,
            counted_from=_("The last move of the right, when no guidance is open"),
            legal_reason=AGREED_WITH_ARCHIVES,
            find_due=keeping_register.past_term,
            remove=keeping_register.remove,
        )
    )


def _budgets() -> None:
    """Budgets belong to the file."""
    register_own_copy("casework.budget", models=keeping_budget.MODELS, gather=keeping_budget.own_copy)
    register_erasure("casework.budget", models=keeping_budget.MODELS, erase=keeping_budget.erase)
    register_retention(
        RetentionClass(
            code="casework.budget",
            title=_("Budgets of households"),
            models=keeping_budget.MODELS,
            term_months=keeping.TERM_MONTHS,
            counted_from=_("The last amount that was told, when no guidance is open"),
            legal_reason=AGREED_WITH_ARCHIVES,
            find_due=keeping_budget.past_term,
            remove=keeping_budget.remove,
        )
    )


def _given_tasks() -> None:
    """What somebody with a task wrote for their own work, and how the task ended."""
    register_own_copy(
        "casework.given_tasks", models=keeping_given_tasks.ABOUT_PEOPLE, gather=keeping_given_tasks.own_copy
    )
    register_erasure(
        "casework.given_tasks", models=keeping_given_tasks.ABOUT_PEOPLE, erase=keeping_given_tasks.erase
    )
    reason = _("Working papers between colleagues: no longer than needed (GDPR, art. 5, 1, e).")
    register_retention(
        RetentionClass(
            code="casework.task_notes",
            title=_("Notes of colleagues with a task"),
            models=keeping_given_tasks.NOTE_MODELS,
            term_months=keeping_given_tasks.TERM_MONTHS,
            counted_from=_("The day on which it was written"),
            legal_reason=reason,
            find_due=keeping_given_tasks.notes_past_term,
            remove=keeping_given_tasks.remove_notes,
        )
    )
    register_retention(
        RetentionClass(
            code="casework.task_reports",
            title=_("How tasks of colleagues ended"),
            models=keeping_given_tasks.REPORT_MODELS,
            term_months=keeping_given_tasks.TERM_MONTHS,
            counted_from=_("The day on which it ended"),
            legal_reason=reason,
            find_due=keeping_given_tasks.reports_past_term,
            remove=keeping_given_tasks.remove_reports,
        )
    )


def _reach() -> None:
    """Whom bridge workers reach, what a school may read, and programmes."""
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
            legal_reason=AGREED_WITH_ARCHIVES,
            find_due=keeping_reach.programmes_past_term,
            remove=keeping_reach.remove_programmes,
        )
    )


def _letters() -> None:
    """Letters stay as they were sent: a row is never changed, and goes when it is erased or past its term."""
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
            legal_reason=AGREED_WITH_ARCHIVES,
            find_due=keeping_letters.letters_past_term,
            remove=keeping_letters.remove_letters,
        )
    )
