"""How hard a text for residents is to read: length of sentences, long words, and a score per language.

The score is the Flesch reading ease: of Douma for Dutch, of Kandel and Moles for French, of Flesch for
English. Higher is easier. A name that somebody hears at a counter (of a right, of a service, between
brackets, in capitals) cannot be written more simply: in a sentence it counts as one short word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from nabij_rights.blocks import dutch_names
from nabij_rights.catalogue import catalogue
from nabij_rights.facts.questions import questions
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.lint.findings import Finding, error
from nabij_rights.lint.syllables import dutch_syllables, english_syllables, french_syllables
from nabij_rights.lint.words import official
from nabij_rights.shelf import rests_on_shelf
from nabij_rights.texts.citations import DUTCH, PROVIDERS, forms
from nabij_rights.texts.leaflets import SECTIONS, Leaflet, leaflet

LONGEST_SENTENCE = 25
"""Words in one sentence or list item, anywhere."""

LONGEST_MEAN = 15.0
"""Words in a sentence, on the average of one leaflet."""

LOWEST_SCORE = 70.0
"""Reading ease of one leaflet. From 70 on a text is called fairly easy, which is what B1 asks."""

LARGEST_SHARE_OF_PASSIVES = 0.10
"""Sentences in which something "is done" by nobody, in one Dutch leaflet."""

FEWEST_SENTENCES = 10
"""Shares of a shorter text say nothing."""


@dataclass(frozen=True)
class Scale:
    """How one language is measured; ``letters`` make a long word, and ``long_share`` of them is the most."""

    start: float
    per_word_in_sentence: float
    per_syllable_in_word: float
    syllables: Callable[[str], int]
    letters: int
    long_share: float


SCALES = {
    "nl": Scale(206.835, 0.93, 77.0, dutch_syllables, letters=12, long_share=0.08),
    "fr": Scale(207.0, 1.015, 73.6, french_syllables, letters=12, long_share=0.06),
    "en": Scale(206.835, 1.015, 84.6, english_syllables, letters=12, long_share=0.05),
}


@dataclass(frozen=True)
class Reading:
    """What was measured in one text; the shares are parts of its words and of its sentences."""

    sentences: int
    longest: int
    mean: float
    score: float
    long_words: float
    passives: float


# -------------------------------------------------------------------------------------- measuring

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+")
_ITEM = re.compile(r"(?:[-*+]|\d+\.)\s+")
_SENTENCE_END = re.compile(r"(?<=[.?!…])[\"”»’)]*\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,/]*")
_CAPITALS = re.compile(r"\w*[A-Z]\w*[A-Z][-\w]*")
_PASSIVE = re.compile(r"\b(?:wordt|worden|werd|werden)\b", re.IGNORECASE)
_NAME = "Nabij"  # stands for a name in what is measured


def sentences_of(markdown: str, language: str) -> list[str]:
    """The sentences and list items of a text, without marks of Markdown; each name is one word."""
    found: list[str] = []
    for block in _blocks(markdown):
        plain = _BRACKETS.sub("", _LINK.sub(r"\1", block).replace("*", ""))
        plain = _CAPITALS.sub(_NAME, _names(language).sub(_NAME, plain))
        found += [part for part in _SENTENCE_END.split(plain) if _WORD.search(part)]
    return found


def _blocks(markdown: str) -> Iterator[str]:
    """Paragraphs, and list items each on its own."""
    block: list[str] = []
    for line in [*markdown.splitlines(), ""]:
        text = line.strip()
        if block and (not text or _ITEM.match(text)):
            yield " ".join(block)
            block = []
        if text:
            block.append(_ITEM.sub("", text, count=1) if _ITEM.match(text) else text)


@rests_on_shelf
@cache
def _names(language: str) -> re.Pattern[str]:
    """What a right or a service is called in this language and in Dutch, the longest first."""
    written = (leaflet(right_id, language) for right_id in dutch_names())
    names = {one.name for one in written if one is not None} | set(dutch_names().values())
    for tongue in ("fr", "en"):  # the keys are Dutch
        names |= forms(tongue, PROVIDERS).keys()
    names |= set(forms(language, PROVIDERS).values())
    bare = {_BRACKETS.sub("", name).strip() for name in names} - {""}
    longest_first = sorted((re.escape(name) for name in bare), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)


def words_of(sentence: str) -> list[str]:
    """The words and numbers of a sentence."""
    return _WORD.findall(sentence)


def read(markdown: str, language: str) -> Reading:
    """How hard a text is to read, in a language that has a scale."""
    scale = SCALES[language]
    sentences = sentences_of(markdown, language)
    lengths = [len(words_of(sentence)) for sentence in sentences]
    words = [word for sentence in sentences for word in words_of(sentence)]
    if not words:
        return Reading(0, 0, 0.0, scale.start, 0.0, 0.0)
    mean = len(words) / len(sentences)
    syllables = sum(1 if word == _NAME or word[0].isdigit() else scale.syllables(word) for word in words)
    per_word = syllables / len(words)
    passives = sum(_PASSIVE.search(sentence) is not None for sentence in sentences if language == DUTCH)
    return Reading(
        sentences=len(sentences),
        longest=max(lengths),
        mean=mean,
        score=scale.start - scale.per_word_in_sentence * mean - scale.per_syllable_in_word * per_word,
        long_words=sum(len(word) >= scale.letters for word in words) / len(words),
        passives=passives / len(sentences),
    )


def prose_of(found: Leaflet) -> str:
    """What somebody reads from the top to the bottom of a leaflet."""
    return "\n\n".join([found.summary, found.apply_line, *(found.sections[key] for key in SECTIONS)])


# ---------------------------------------------------------------------------------------- findings


def lint_sentence_length(place: str, text: str, language: str) -> Iterable[Finding]:
    """No sentence is too long, and no word comes out of a decree."""
    if language not in SCALES:
        return
    for sentence in sentences_of(text, language):
        words = words_of(sentence)
        if len(words) > LONGEST_SENTENCE:
            begin = " ".join(words[:6])
            message = f"has a sentence of {len(words)} words; {LONGEST_SENTENCE} is the most: {begin!r} …"
            yield error(place, message)
    for word, plain in official(text, language):
        yield error(place, f"{word!r} is a word of letters and decrees; write {plain!r}.")


def lint_readability(place: str, found: Leaflet) -> Iterable[Finding]:
    """A leaflet that is as easy as B1 asks, as a whole and in each of its sentences."""
    language = found.language
    if language not in SCALES:
        return
    prose = prose_of(found)
    yield from lint_sentence_length(place, prose, language)
    for key, text in found.terms.items():
        yield from lint_sentence_length(f"{place}: [terms] {key}", text, language)
    reading = read(prose, language)
    if reading.sentences < FEWEST_SENTENCES:
        return
    if reading.mean > LONGEST_MEAN:
        yield error(place, f"has {reading.mean:.1f} words in a mean sentence; {LONGEST_MEAN} is the most.")
    if reading.score < LOWEST_SCORE:
        yield error(place, f"has a reading ease of {reading.score:.0f}; {LOWEST_SCORE:.0f} is the least.")
    if reading.long_words > (most := SCALES[language].long_share):
        yield error(place, f"has {reading.long_words:.0%} long words; {most:.0%} is the most.")
    if reading.passives > LARGEST_SHARE_OF_PASSIVES:
        share = f"{reading.passives:.0%} of its sentences have wordt or worden"
        yield error(place, f"{share}; say who does it ({LARGEST_SHARE_OF_PASSIVES:.0%} is the most).")


def readings() -> list[tuple[str, str, Reading]]:
    """Every leaflet that has a scale, by right and language, and all questions; the hardest first."""
    found = [
        (right_id, language, read(prose_of(one), language))
        for right_id in catalogue()
        for language in SCALES
        if (one := leaflet(right_id, language)) is not None
    ]
    found += [("(questions)", language, read(_asked(language), language)) for language in SCALES]
    return sorted(found, key=lambda row: row[2].score)


def _asked(language: str) -> str:
    """What the questions and the facts ask, and why, each a paragraph."""
    texts = [one.texts for one in questions().values()] + [one.texts for one in vocabulary().values()]
    kinds = ("title", "question", "help", "why")
    return "\n\n".join(one.get(kind, {}).get(language, "") for one in texts for kind in kinds)
