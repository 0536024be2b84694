"""Visits that are taken along without a network, and what becomes of what is brought back."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy

GONE_AFTER = timedelta(hours=24)
"""So long after the planned end of a visit what was taken along of it is gone from the device."""

KEPT_WAITING = timedelta(days=40)
"""So long after visits were taken along something of them may still be waiting on a device."""

DAYS_ALONG = 2
"""Today and tomorrow."""

MOST_ALONG = 20
"""Visits that one device takes along."""

PART_BYTES = 128 * 1024
"""A photo travels in parts of this size: seven seconds on a telephone line of 150 kbit/s."""

MOST_PARTS = 24
"""Parts of one photo: three megabytes, ten times what a device makes of a letter."""


class LetterKind(models.TextChoices):
    """What stands in one letter of a device."""

    CONTACT = "contact", gettext_lazy("Note of the visit")
    DRAFT = "draft", gettext_lazy("Text that was not finished")
    STEP = "step", gettext_lazy("Next step")
    PHOTO = "photo", gettext_lazy("Photo of a letter")
    UNKNOWN = "", gettext_lazy("Something that cannot be read")


class LetterState(models.TextChoices):
    """What became of one letter of a device."""

    WRITTEN = "written", gettext_lazy("Kept where it belongs")
    NOTE = "note", gettext_lazy("Received, with a remark")
    HELD = "held", gettext_lazy("Kept, not written down yet")
    SETTLED = "settled", gettext_lazy("Settled")


class LetterHeld(models.TextChoices):
    """Why a letter of a device could not be written down by itself."""

    NEWER = "newer", gettext_lazy("The device runs a newer release than the server")
    BROKEN = "broken", gettext_lazy("It cannot be read")
    UNKNOWN = "unknown", gettext_lazy("The visit is not there any more")
    REUSED = "reused", gettext_lazy("The same number came before with something else in it")
    CHANGED = "changed", gettext_lazy("The next step changed meanwhile")
    NOT_POSSIBLE = "not_possible", gettext_lazy("It does not go together with what stands there")
    NOT_ALLOWED = "not_allowed", gettext_lazy("Whoever wrote it does not follow this household any more")
