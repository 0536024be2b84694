"""From text to the words, letters and figures by which the search box finds: no database, no person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA, JaroWinkler

from nabij.registry.types.births import EARLIEST_YEAR
from nabij.registry.types.names import clean_text
from nabij_methods.linkage.normal import folded, skeleton

LONGEST_WORD = 60
SHORTEST_TAIL = 4
SHORT = 5
"""Up to so many letters a word is looked up by twos, for three of them would all be touched by one slip."""

_FIGURES = re.compile(r"\+?[\d()./ -]*\d")
_LEFT_OUT = frozenset(
    {"van", "de", "den", "der", "het", "ter", "ten", "te", "la", "le", "el", "al", "d", "l"}
)


def words_of(*texts: str) -> list[str]:
    """The folded words of a name, street or spot, each once; a surname in parts also joined."""
    found: dict[str, None] = {}
    for text in texts:
        words = folded(text).split()
        found.update(dict.fromkeys(word[:LONGEST_WORD] for word in words))
        if 1 < len(words) <= 4:
            found["".join(words)[:LONGEST_WORD]] = None
    return list(found)


def skeleton_of(word: str) -> str:
    """The consonants of one word, as it is kept beside it."""
    return skeleton(word)[:LONGEST_WORD]


def grams_of(word: str) -> set[str]:
    """What is kept of a word: twos of its first letters, threes of the whole; "^" is the beginning."""
    return _twos(word[: SHORT + 1]) | _threes(word)


def grams_to_find(typed: str) -> set[str]:
    """What is looked up for a typed word: twos when it is short, else threes."""
    return _twos(typed) if len(typed) <= SHORT else _threes(typed)


def _twos(word: str) -> set[str]:
    begun = f"^{word}"
    return {begun[at : at + 2] for at in range(len(begun) - 1)}


def _threes(word: str) -> set[str]:
    begun = f"^{word}"
    return {begun[at : at + 3] for at in range(len(begun) - 2)}


def tails_of(number: str) -> list[str]:
    """A telephone number from each of its figures on, at least four at a time; "+32470…" also from the 0."""
    figures = re.sub(r"\D", "", number)
    if figures.startswith("32"):
        figures = "0" + figures[2:]
    return [figures[at:] for at in range(len(figures) - SHORTEST_TAIL + 1)]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed in the search box: words, a year of birth, figures of a telephone number.

    Four figures may be a year and a part of a number: then both are tried.
    """

    words: tuple[str, ...] = ()
    year: int | None = None
    figures: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.words and self.year is None and not self.figures


def read_typed(text: str, *, this_year: int) -> Typed:
    """Take apart what was typed. Raises NotPossible for broken or endless text."""
    cleaned = clean_text(text, longest=200, field="search")
    figures, year = "", None
    for group in _FIGURES.findall(cleaned):
        digits = re.sub(r"\D", "", group)
        if re.fullmatch(r"\d{4}", group.strip()) and EARLIEST_YEAR <= int(digits) <= this_year:
            year = int(digits)
        if len(digits) >= SHORTEST_TAIL and len(digits) > len(figures):
            figures = digits
    words = [word for word in folded(_FIGURES.sub(" ", cleaned)).split() if len(word) > 1]
    telling = [word for word in words if word not in _LEFT_OUT] or words
    if figures.startswith("32") and len(figures) > 9:
        figures = "0" + figures[2:]
    return Typed(words=tuple(telling[:6]), year=year, figures=figures)


def likeness(typed: str, word: str) -> float:
    """How well a typed word leads to a kept one: 1 the same, 0.95 its beginning, less with slips.

    It orders the hits of a search; it says nothing about a person.
    """
    if typed == word:
        return 1.0
    if word.startswith(typed):
        return 0.95
    size = len(typed)
    beginnings = (word[: size - 1], word[:size], word[: size + 1])
    slips = min(OSA.distance(typed, beginning) for beginning in beginnings)
    begun = 0.92 - slips / max(size, 1)
    whole = JaroWinkler.similarity(typed, word) * 0.9
    sounds = 0.85 if skeleton(typed) == skeleton(word) and len(skeleton(typed)) > 1 else 0.0
    return max(begun, whole, sounds)
