"""From the telephone to the letter to the door: where a household of a chain ended."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

from nabij.registry.types import WishKind

AGAINST_LETTERS = (WishKind.NO_LETTERS, WishKind.DO_NOT_CONTACT, WishKind.ONLY_VIA_CONTACT_PERSON)
"""The wishes that keep a letter away."""

LETTER_WAIT_DAYS = 14
"""So long a letter has to be answered before somebody goes to the door."""

MOST_LETTERS = 300
"""So many letters in one batch: a pile that one person folds in a morning."""


class LetterAnswer(models.TextChoices):
    """What came back on a letter."""

    TALKED = "talked", gettext_lazy("Answered: somebody spoke with them")
    REFUSED = "refused", gettext_lazy("Does not want to be contacted")
    RETURNED = "returned", gettext_lazy("The letter came back: moved or died")


class ChainEnd(models.TextChoices):
    """Where a household of a chain stands; each stands in one place only."""

    PHONE = "phone", gettext_lazy("Reached by telephone")
    LETTER = "letter", gettext_lazy("Answered a letter")
    DOOR = "door", gettext_lazy("Reached at the door")
    REFUSED = "refused", gettext_lazy("Declined")
    GONE = "gone", gettext_lazy("Moved, died, or not to be contacted any more")
    NOT_REACHED = "not_reached", gettext_lazy("Not reached after every way")
    UNDER_WAY = "under_way", gettext_lazy("Still under way")
