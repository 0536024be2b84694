"""Enterprise numbers of the public register (KBO), and how enterprises answer."""

from __future__ import annotations

import re

from django.db import models
from django.utils.translation import gettext_lazy

MOST_ENTERPRISES = 20_000
LIST_KEPT_DAYS = 30
"""So many days after the last day of a mailing its list is erased; the counts stay."""

_LOOKS = re.compile(r"(?:BE)?[\s.]*((?:\d[\s.\-]*){9,10})", re.IGNORECASE)


class EnterpriseChannel(models.TextChoices):
    """By which way an enterprise answered."""

    MAIL = "mail", gettext_lazy("E-mail")
    PHONE = "phone", gettext_lazy("Telephone")
    LETTER = "letter", gettext_lazy("Letter")
    WEB = "web", gettext_lazy("Web form")
    DESK = "desk", gettext_lazy("At the desk")


def enterprise_number(typed: str) -> str:
    """The ten figures of an enterprise number as it is typed; empty when it cannot be one.

    The last two are 97 less the rest of the first eight by 97; the first is 0 or 1. A number of nine figures
    is an old VAT number without its nought.
    """
    found = _LOOKS.fullmatch(typed.strip())
    if found is None:
        return ""
    figures = re.sub(r"\D", "", found[1]).rjust(10, "0")
    if figures[0] not in "01" or int(figures[8:]) != 97 - int(figures[:8]) % 97:
        return ""
    return figures


def shown_number(figures: str) -> str:
    """The number as people write it: 0123.456.789."""
    return f"{figures[:4]}.{figures[4:7]}.{figures[7:]}"


class RowRefused(models.TextChoices):
    """Why a row of a list is not taken in. The first that holds is the one told."""

    NO_NUMBER = "no_number", gettext_lazy("No enterprise number: a private person is not written to here")
    WRONG_NUMBER = (
        "wrong_number",
        gettext_lazy("The enterprise number is wrong: its check figures do not fit"),
    )
    NOT_ACTIVE = "not_active", gettext_lazy("The enterprise is not active")
    NO_NAME = "no_name", gettext_lazy("No name of an enterprise")
    DOUBLE = "double", gettext_lazy("On the list already")
