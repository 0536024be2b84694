"""The letters of our own: from whom to whom, what the dossier fills in, and the texts of a town instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nabij.casework.types import LetterCode, LetterLanguage
from nabij.registry.types import Topic
from nabij.rights.queries.town_folders import text_of_town

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "casework"
BLANK = "……………………"
"""What stands where something is not known yet: it can be written on the paper by hand."""

_FIELD = re.compile(r"\{(\w+)\}")


class From(StrEnum):
    """Who writes, and to whom."""

    SERVICE_TO_FAMILY = "service_to_family"
    SERVICE_TO_ANYBODY = "service_to_anybody"
    FAMILY_TO_OTHERS = "family_to_others"
    FAMILY_TO_ANYBODY = "family_to_anybody"
    NEUTRAL = "neutral"
    """Found behind a door, perhaps by somebody else: it names no service and nobody who lives there."""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """What belongs to one letter: who writes to whom, for what, and what is asked of the worker beside it.

    `asks` names the fields that the dossier does not always know; `signers` who signs by hand.
    """

    code: LetterCode
    way: From
    topic: Topic
    about: str | Promise
    asks: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()

    @property
    def is_to_others(self) -> bool:
        """Whether it goes to an organisation, which the worker names."""
        return self.way == From.FAMILY_TO_OTHERS


_KINDS = (
    LetterKind(
        LetterCode.PROOF_OF_GUIDANCE,
        From.SERVICE_TO_ANYBODY,
        Topic.FAMILY,
        _("Shows that there is guidance, and says nothing about why."),
    ),
    LetterKind(
        LetterCode.REQUEST_RIGHT,
        From.FAMILY_TO_OTHERS,
        Topic.MONEY,
        _("The family asks for a right, in its own name."),
        asks=("right",),
        signers=("name",),
    ),
    LetterKind(
        LetterCode.APPEAL,
        From.FAMILY_TO_OTHERS,
        Topic.LEGAL,
        _("The family does not agree with a refusal."),
        asks=("right", "day", "reference", "reason"),
        signers=("name",),
    ),
    LetterKind(
        LetterCode.PAYMENT_PLAN,
        From.FAMILY_TO_OTHERS,
        Topic.MONEY,
        _("The family proposes to pay a debt in parts."),
        asks=("amount", "monthly", "day", "reference"),
        signers=("name",),
    ),
    LetterKind(
        LetterCode.ASK_DOCUMENT,
        From.FAMILY_TO_OTHERS,
        Topic.LEGAL,
        _("The family asks an organisation for a paper."),
        asks=("document", "day"),
        signers=("name",),
    ),
    LetterKind(
        LetterCode.APPOINTMENT,
        From.SERVICE_TO_FAMILY,
        Topic.FAMILY,
        _("Asks the family to come, or says when we come."),
        asks=("day", "hour", "place", "document"),
    ),
    LetterKind(
        LetterCode.NOT_AT_HOME,
        From.NEUTRAL,
        Topic.FAMILY,
        _("For behind the door: names no service and nobody who lives there."),
    ),
    LetterKind(
        LetterCode.CONSENT_TO_SHARE,
        From.FAMILY_TO_ANYBODY,
        Topic.FAMILY,
        _("Somebody agrees on paper with what is shared, with whom and until when."),
        asks=("organisation", "document", "reason", "day"),
        signers=("name",),
    ),
    LetterKind(
        LetterCode.MANDATE,
        From.FAMILY_TO_ANYBODY,
        Topic.LEGAL,
        _("The contact person may do something in the name of the family."),
        asks=("organisation", "document", "day"),
        signers=("name", "contact_person"),
    ),
    LetterKind(
        LetterCode.NEW_CONTACT_PERSON,
        From.SERVICE_TO_FAMILY,
        Topic.FAMILY,
        _("Tells the family who is contact person from now on."),
        asks=("day", "colleague"),
    ),
    LetterKind(
        LetterCode.AGREED,
        From.SERVICE_TO_FAMILY,
        Topic.FAMILY,
        _("The steps of the plan under one topic, in a letter."),
        asks=("agreed",),
    ),
    LetterKind(
        LetterCode.COMPLAINT,
        From.FAMILY_TO_OTHERS,
        Topic.LEGAL,
        _("The family is not satisfied with a service."),
        asks=("day", "reason"),
        signers=("name",),
    ),
)
KINDS: Mapping[LetterCode, LetterKind] = {kind.code: kind for kind in _KINDS}

LETTER_WORDS: Mapping[str, tuple[str, str, str]] = {
    "contact": ("Contactpersoon", "Personne de contact", "Contact person"),
    "signature": ("Handtekening", "Signature", "Signature"),
    "page": ("Blad", "Page", "Page"),
    "again": (
        "Deze brief is opnieuw gemaakt. De woorden zijn die van toen; de opmaak kan anders zijn.",
        "Cette lettre a été refaite. Les mots sont ceux d’alors ; la mise en page peut être différente.",
        "This letter was made again. The words are those of then; the layout can differ.",
    ),
}
"""What the paper of a letter says beside its text, per language, in the order of LetterLanguage."""


def words_in(language: LetterLanguage) -> dict[str, str]:
    """The fixed words of the paper in one language."""
    place = LetterLanguage.values.index(language)
    return {name: texts[place] for name, texts in LETTER_WORDS.items()}


@dataclass(frozen=True, slots=True)
class LetterText:
    """The text of a letter before it is filled in. `is_of_town`: the town has its own."""

    title: str
    body: str
    is_of_town: bool

    @property
    def version(self) -> str:
        """Names this text together with the layout of the paper: the first signs of their hashes."""
        layout = sha256((TEMPLATES / "letter.typ").read_bytes()).hexdigest()
        return f"{sha256(f'{self.title}|{self.body}'.encode()).hexdigest()[:24]}-{layout[:24]}"

    def filled(self, known: Mapping[str, str]) -> tuple[str, str]:
        """Title and text with what is known; what is not stays open, to be written by hand."""

        def value(found: re.Match[str]) -> str:
            return known.get(found[1], "") or BLANK

        return _FIELD.sub(value, self.title), _FIELD.sub(value, self.body)


def text_of(code: LetterCode, language: LetterLanguage, *, town: str) -> LetterText:
    """The text of a letter: that of the town when its folder has one (letters/<language>/<code>.md)."""
    name = f"{code.value}.md"
    own = text_of_town(town, "letters", language.value, name)
    text = own or (TEMPLATES / "letters" / language.value / name).read_text(encoding="utf-8")
    head, _newline, body = text.strip().partition("\n")
    return LetterText(head.lstrip("# ").strip(), body.strip(), own is not None)
