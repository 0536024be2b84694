"""Names as people bear them, made fit to keep and to search; nothing is taken away that they would miss."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nabij.registry.types.problems import NotPossible
from nabij_methods.linkage.normal import folded, skeleton, without_particles

LONGEST_NAME = 120

# Signs that turn text round or hide in it; a name never needs them. The zero-width joiners (U+200C, U+200D)
# stay: Persian and Arabic names use them.
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")


def clean_text(text: str, *, longest: int = LONGEST_NAME, field: str = "") -> str:
    """A short text in one form (NFC), without control signs, with single spaces.

    Raises NotPossible when it is too long or holds half a sign.
    """
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise NotPossible(_("This text holds a sign that is broken. Type it again."), field=field)
    spaced = _SPACES.sub(" ", _HIDDEN.sub("", text))
    plain = "".join(sign for sign in spaced if unicodedata.category(sign) != "Cc")
    cleaned = unicodedata.normalize("NFC", plain).strip()
    if len(cleaned) > longest:
        raise NotPossible(
            _("This text has %(length)d signs; %(longest)d is the most. Make it shorter.")
            % {"length": len(cleaned), "longest": longest},
            field=field,
        )
    return cleaned


@dataclass(frozen=True, slots=True)
class Naming:
    """What somebody is called. At least one of the four is known, except for a child that is expected."""

    given: str = ""
    family: str = ""
    called: str = ""
    nickname: str = ""

    def cleaned(self) -> Naming:
        """The same, fit to keep. Raises NotPossible."""
        return Naming(
            given=clean_text(self.given, field="given"),
            family=clean_text(self.family, field="family"),
            called=clean_text(self.called, field="called"),
            nickname=clean_text(self.nickname, field="nickname"),
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is no name at all."""
        return not (self.given or self.family or self.called or self.nickname)

    @property
    def shown(self) -> str:
        """The name as it stands on a page: the name they go by, then the surname; a nickname in quotes."""
        first = self.called or self.given.partition(" ")[0]
        plain = f"{first} {self.family}".strip()
        return plain or (f"“{self.nickname}”" if self.nickname else "")

    @property
    def folded(self) -> str:
        """Surname, first names, the name they go by and the nickname, as the normaliser writes them."""
        parts = (folded(part) for part in (self.family, self.given, self.called, self.nickname))
        return " ".join(part for part in parts if part)

    @property
    def sound(self) -> str:
        """The consonants of surname (without particles) and first name; empty unless both are known."""
        return sound_of(self.family, self.called or self.given)


def sound_of(family: str, given: str) -> str:
    """The key by which spellings of one name meet: Mohammed Verhaege and Mohamed Verhaeghe alike."""
    first = folded(given).partition(" ")[0]
    surname = without_particles(family) if family else ""
    return f"{skeleton(surname)} {skeleton(first)}" if surname and first else ""
