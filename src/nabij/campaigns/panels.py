"""What campaigns hang on the page of a household, and the work of the night."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from nabij.campaigns.actions.delivering import try_newer_again
from nabij.campaigns.actions.ending_rounds import tidy_rounds
from nabij.campaigns.actions.enterprises import clean_mailings
from nabij.campaigns.actions.upkeep import close_and_clean
from nabij.campaigns.queries import why_contacted
from nabij.kernel.actors import Actor
from nabij.registry.types import Sight


def why(actor: Actor, household_id: int, sight: Sight, on: date, now: datetime) -> Mapping[str, Any] | None:
    """Which campaigns went to this household, and why; nothing where there was none."""
    found = why_contacted(actor, household_id, now=now)
    if not found:
        return None
    return {
        "anchor": "campaigns",
        "title": _("Why did we contact you?"),
        "household_id": household_id,
        "campaigns": found,
    }


def nightly(now: datetime) -> str:
    """Close campaigns past their last day and erase the people of those that ended; says how many."""
    closed, cleaned = close_and_clean(now)
    said = _("Campaigns: %(closed)d closed, the people of %(cleaned)d erased; the counts stay.") % {
        "closed": closed,
        "cleaned": cleaned,
    }
    written = _("Visits to doors: %(number)d kept from phones are written down.") % {
        "number": try_newer_again(now)
    }
    left = _("Rounds: %(number)d doors where nobody may be visited any more are taken off.") % {
        "number": tidy_rounds(now)
    }
    return f"{said} {written} {left}"


def nightly_mailings(now: datetime) -> str:
    """Erase the lists of mailings that ended thirty days ago; says how many."""
    return _("Mailings to enterprises: %(cleaned)d lists erased; the counts stay.") % {
        "cleaned": clean_mailings(now)
    }
