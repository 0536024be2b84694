"""What the directory hangs on the extension points of the apps below: work of the night."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import ngettext

from nabij.directory.queries import due_count
from nabij.kernel.days import day_of
from nabij.kernel.running import register_append_only, register_upkeep


def register() -> None:
    """Look every night at what has to be checked again; the history only grows."""
    register_append_only("directory_change")
    register_upkeep("directory.freshness", count_due)


def count_due(now: datetime) -> str:
    """Tell how many entries nobody checked within a year."""
    number = due_count(None, on=day_of(now))
    return ngettext(
        "{number} entry of the directory waits to be checked.",
        "{number} entries of the directory wait to be checked.",
        number,
    ).format(number=number)
