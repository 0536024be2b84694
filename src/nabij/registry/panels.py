"""What the registry hangs on the extension points of the apps below it."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from nabij.audit.types import (
    RetentionClass,
    register_erasure,
    register_exempt,
    register_own_copy,
    register_retention,
)
from nabij.registry.actions.erasing import erase, remove_ended
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
    "registry.ExceptionalAccess",
    "registry.Notice",
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
