"""What is wrong with a right that is data, in sentences for whoever wrote it.

A problem is a code with its values and a place, so that a page can say it in the language of the reader;
as text it is English, as commands and the lint say it. The sentences stand in ``_sentences.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from nabij_rights.texts.sentences import sentence, word

Step = tuple[str, str]
"""One step to a place: ("version", "1"), ("condition", "low_income"), ("field", "town")."""
Place = tuple[Step, ...]
Names = Mapping[Step, str]
"""What a reader calls a condition or an amount, where the file has its key."""

UNFINISHED: Final = frozenset({
    "group_empty", "version_no_condition", "amount_lacks", "does_not_fit", "texts_lacking", "versions_clash",
    "age_order", "day_far",
})  # fmt: skip
"""What may be wrong with a draft that somebody still works on; anything else is no draft at all."""


@dataclass(frozen=True)
class Words:
    """Keys of a file, in a sentence: each by its word in a section, in the language of the reader."""

    section: str
    keys: tuple[str, ...]

    def said(self, language: str) -> str:
        """The words, with semicolons: a word may have a comma of its own."""
        return "; ".join(word(self.section, key, language) for key in self.keys)


@dataclass(frozen=True)
class Problem:
    """One thing to change: where it stands, and what to do."""

    code: str
    steps: Place = ()
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_unfinished(self) -> bool:
        """Whether a draft may have this, for now."""
        return self.code in UNFINISHED

    @property
    def place(self) -> str:
        """Where it stands, in English and with the keys of the file."""
        return self._where("en", {})

    @property
    def message(self) -> str:
        """What to do, in English."""
        return self._what("en")

    def said(self, language: str, names: Names) -> str:
        """Place and sentence in a language, with the names that a reader knows."""
        where, what = self._where(language, names), self._what(language)
        colon = " :" if language == "fr" else ":"
        return f"{where[:1].upper()}{where[1:]}{colon} {what}" if where else f"{what[:1].upper()}{what[1:]}"

    def _where(self, language: str, names: Names) -> str:
        joint = " " if language == "en" and not names else ", "
        return joint.join(_step(step, language, names) for step in self.steps)

    def _what(self, language: str) -> str:
        plain = {
            key: value.said(language) if isinstance(value, Words) else value
            for key, value in self.values.items()
        }
        return sentence("town_problem", self.code, language, **plain)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.steps else self.message


def _step(step: Step, language: str, names: Names) -> str:
    kind, value = step
    if kind in ("field", "language"):
        return sentence("town_place", kind, language, value=word(f"town_{kind}", value, language))
    if not names and language == "en":
        return f"{kind} {value}" if kind == "version" else f"amounts {value}" if kind == "amount" else value
    return sentence("town_place", kind, language, value=names.get(step, value.replace("_", " ")))


class BadTownRight(ValueError):
    """A right that cannot be used as it is written; ``problems`` has every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def wrong(place: Place, code: str, **values: object) -> BadTownRight:
    """One problem, to raise."""
    return BadTownRight([Problem(code, place, values)])


def field_of(name: str) -> Place:
    """The place of a value at the top of a file, or of a version."""
    return (("field", name),)
