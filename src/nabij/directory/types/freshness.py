"""How long ago somebody checked an entry, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TERM_DAYS = 365
"""After a year an entry is checked again (a directory of which nobody knows how old it is helps nobody)."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """When an entry was last checked, seen from a day."""

    checked_on: date | None
    on: date

    @property
    def is_due(self) -> bool:
        """Whether it has to be checked (again)."""
        return self.checked_on is None or (self.on - self.checked_on).days > TERM_DAYS

    def __str__(self) -> str:
        if self.checked_on is None:
            return _("Nobody has checked this yet. Call before you go.")
        days = max(0, (self.on - self.checked_on).days)
        if days == 0:
            return _("Checked today.")
        if days < 14:
            return ngettext("Checked {number} day ago.", "Checked {number} days ago.", days).format(
                number=days
            )
        if days < 61:
            weeks = days // 7
            return ngettext("Checked {number} week ago.", "Checked {number} weeks ago.", weeks).format(
                number=weeks
            )
        months = days // 30
        told = ngettext("Checked {number} month ago.", "Checked {number} months ago.", months).format(
            number=months
        )
        call = _("Call before you go.")
        return f"{told} {call}" if self.is_due else told
