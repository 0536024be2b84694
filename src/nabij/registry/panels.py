"""What the registry hangs on the extension points of the apps below it."""

from datetime import datetime
from typing import cast

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nabij.audit.types import (
    RetentionClass,
    register_erasure,
    register_exempt,
    register_own_circle,
    register_own_copy,
    register_person_finder,
    register_retention,
    register_towns_of_subjects,
)
from nabij.kernel.running import register_upkeep
from nabij.registry.actions import list_ending
from nabij.registry.actions.access import escalate_overdue
from nabij.registry.actions.erasing import erase, remove_ended
from nabij.registry.actions.indexing import drop_unused
from nabij.registry.queries.for_oversight import own_circle, persons_for_oversight, towns_of_subjects
from nabij.registry.queries.keeping import TERM_MONTHS, ended_households
from nabij.registry.queries.own_copy import gather

ABOUT_PEOPLE = (
    "registry.Subject",
    "registry.Person",
    "registry.Household",
    "registry.Identity",
    "registry.NationalNumber",
    "registry.NumberReveal",
    "registry.Membership",
    "registry.FosterPlacement",
    "registry.Stay",
    "registry.ContactPoint",
    "registry.ContactWish",
    "registry.SpokenLanguage",
    "registry.Consent",
    "registry.ContactAssignment",
    "registry.TaskAccess",
    "registry.TeamChoice",
    "registry.ExceptionalAccess",
    "registry.Notice",
    "registry.Protection",
    "registry.PersonPair",
    "registry.Revision",
    "registry.Conflict",
)

INDEX = ("registry.SearchEntry", "registry.PhoneTail")


def register() -> None:
    """Say what goes into somebody's own copy, what erasing takes, and how long households are kept."""
    register_own_copy("registry", models=ABOUT_PEOPLE, gather=gather)
    register_erasure("registry", models=(*ABOUT_PEOPLE, *INDEX), erase=erase)
    for model in INDEX:
        register_exempt(
            model, reason="An index of words and figures that stand elsewhere; it goes with its household."
        )
    register_retention(
        RetentionClass(
            code="registry.households",
            title=cast("str", _("Households that ended")),
            models=ABOUT_PEOPLE,
            term_months=TERM_MONTHS,
            counted_from=cast("str", _("The day on which the household ended")),
            legal_reason=cast(
                "str",
                _(
                    "The selection list that the town agreed with the State Archives sets the term. "
                    "Ten years is the default until the town sets its own."
                ),
            ),
            find_due=ended_households,
            remove=remove_ended,
        )
    )


def register_lists() -> None:
    """The same for lists of partners: working copies, gone after the last day of their collection."""
    register_own_copy("registry.lists", models=list_ending.HELD_IN, gather=list_ending.rows_of_subject)
    register_erasure("registry.lists", models=list_ending.HELD_IN, erase=list_ending.erase_rows)
    register_retention(
        RetentionClass(
            code="registry.lists",
            title=cast("str", _("Lists of partners")),
            models=list_ending.HELD_IN,
            term_months=0,
            counted_from=cast("str", _("The last day of the collection, which its lead chose")),
            legal_reason=cast(
                "str",
                _("Working copies for one purpose: no longer than needed (GDPR, art. 5, 1, e)."),
            ),
            find_due=list_ending.due_lists,
            remove=list_ending.remove_due_lists,
            needs_archivist=False,
        )
    )


def register_oversight() -> None:
    """How the privacy officer finds somebody by name, and who counts as near to a reader."""
    register_person_finder("registry", persons_for_oversight)
    register_own_circle("registry", own_circle)
    register_towns_of_subjects("registry", towns_of_subjects)


def register_nightly_work() -> None:
    """What happens every night: lists past their period go, reviews that are late reach somebody, and words
    of the search box that lead to nobody any more go too.
    """
    register_upkeep("registry.lists", list_ending.end_lists)
    register_upkeep("registry.words", _unused_words)
    register_upkeep("registry.reviews", _late_reviews)


def _late_reviews(now: datetime) -> str:
    number = escalate_overdue(now=now)
    return ngettext(
        "%(number)d late review was passed on.", "%(number)d late reviews were passed on.", number
    ) % {"number": number}


def _unused_words(now: datetime) -> str:
    number = drop_unused()
    return ngettext(
        "%(number)d word that led to nobody went.", "%(number)d words that led to nobody went.", number
    ) % {"number": number}
