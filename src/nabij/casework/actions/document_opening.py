"""Opening a letter that somebody sends: in a process of its own, made anew, or refused with a sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from nabij.registry.types import NotPossible
from nabij_methods.letters.aside import Letter, read_letter
from nabij_methods.letters.refusals import NotALetter, Refusal

WORDS = {
    Refusal.EMPTY: gettext_lazy("This file is empty. Nothing was filed. Choose another one."),
    Refusal.TOO_LARGE: gettext_lazy(
        "This file is larger than 15 MB, or holds too much to open. Nothing was filed. Take the photo again, "
        "or make the scan smaller."
    ),
    Refusal.OTHER_KIND: gettext_lazy(
        "This is no photo (JPEG or PNG) and no PDF, whatever its name says. Nothing was filed. Take a photo "
        "of the letter, or save it as PDF."
    ),
    Refusal.HEIC: gettext_lazy(
        "This photo is a HEIC, which not every device can open. Nothing was filed. Set the camera to “most "
        "compatible”, or take the photo with the button here."
    ),
    Refusal.DAMAGED: gettext_lazy(
        "This file is damaged and cannot be opened. Nothing was filed. Take the photo again, or ask for the "
        "PDF once more."
    ),
    Refusal.LOCKED: gettext_lazy(
        "This PDF is locked with a password. Nothing was filed. Take the password off, or take a photo."
    ),
    Refusal.TOO_MANY_PAGES: gettext_lazy(
        "This PDF has more than 60 pages. Nothing was filed. Keep the pages that matter."
    ),
    Refusal.TOO_SLOW: gettext_lazy(
        "Opening this file took too long. Nothing was filed. Take a photo of the letter, or make the scan "
        "smaller."
    ),
}
"""Why a file is refused, what was kept, and what to do now."""


def opened_anew(sent: bytes) -> Letter:
    """The letter made anew from what was sent, without place, day and device. Raises NotPossible."""
    try:
        return read_letter(sent)
    except NotALetter as problem:
        raise NotPossible(str(WORDS[problem.refusal]), field="file") from problem
