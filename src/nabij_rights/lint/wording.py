"""Lint of what residents read: complete in its languages, and without words that hurt."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from nabij_rights.answers import Group, Warning_
from nabij_rights.engine.expression import Op, in_order
from nabij_rights.facts.questions import questions
from nabij_rights.facts.vocabulary import Fact
from nabij_rights.lint.findings import Finding, error, warning
from nabij_rights.lint.readability import lint_readability, lint_sentence_length
from nabij_rights.lint.words import EXCLAMATION, belittling, never_said
from nabij_rights.rights import Right
from nabij_rights.shelf import documents
from nabij_rights.texts.leaflets import (
    COMPLETE_LANGUAGES,
    FURTHER_LANGUAGES,
    NEEDED_FIRST,
    BadLeaflet,
    Leaflet,
    leaflet,
    parse_leaflet,
)
from nabij_rights.texts.sentences import sentences


def lint_words(place: str, text: str, language: str) -> Iterable[Finding]:
    """Words and signs that a text for residents does not have."""
    for word in never_said(text, language):
        yield error(place, f"{word!r} is a word that we do not use for people.")
    for word in belittling(text, language):
        yield error(place, f"leave out {word!r}: it is not so for everybody.")
    if EXCLAMATION.search(text):
        yield error(place, "has an exclamation mark.")


def leaflets_of(right_id: str) -> Iterator[tuple[str, str | None]]:
    """The text of each leaflet of a right by language; None where a file must be and is not."""
    if right_id in documents():
        return  # a right that is data has its leaflets in the same file; see town_rights
    for language in (*COMPLETE_LANGUAGES, *FURTHER_LANGUAGES):
        path = files("nabij_rights.texts").joinpath(language).joinpath(f"{right_id}.md")
        if path.is_file():
            yield language, path.read_text(encoding="utf-8")
        elif language in COMPLETE_LANGUAGES or right_id in NEEDED_FIRST:
            yield language, None


def lint_leaflet(right: Right, language: str, text: str | None) -> Iterable[Finding]:
    """A leaflet is there, can be read, and has a sentence for all that the rule names."""
    place = f"texts/{language}/{right.id}.md"
    if text is None:
        yield error(place, "does not exist.")
        return
    try:
        found = parse_leaflet(right.id, language, text)
    except (BadLeaflet, tomllib.TOMLDecodeError) as problem:
        yield error(place, str(problem).removeprefix(f"{place} "))
        return
    yield from lint_words(place, text, language)
    yield from lint_terms(place, right, found)
    yield from lint_readability(place, found)
    if language in FURTHER_LANGUAGES:
        yield from lint_words_of_the_counter(place, found, leaflet(right.id, "nl"))


_BRACKETS = re.compile(r"\(([^()]*)\)")
_NUMBER = r"\d(?:[\d.,]|\s(?=\d{3}))*"
_FIGURE_IN_EURO = re.compile(
    rf"(?:€|\b(?:euros?|eur)\b)\s*{_NUMBER}|{_NUMBER}\s*(?:€|(?:euros?|eur)\b)", re.IGNORECASE
)


def figures_in_euro(text: str) -> list[str]:
    """The figures in euro in a text, as they stand there: they grow old when the amount changes."""
    return [match[0].strip(" .,") for match in _FIGURE_IN_EURO.finditer(text)]


_MONEY = re.compile(r"€|\b(?:euro|eur|avro|євро)\b|يورو", re.IGNORECASE)


def lint_words_of_the_counter(place: str, found: Leaflet, dutch: Leaflet | None) -> Iterable[Finding]:
    """The name keeps the Dutch word between brackets, to say at the counter; amounts come from the data."""
    kept = [part.casefold() for part in _BRACKETS.findall(found.name)]
    if dutch is not None and not any(part in dutch.name.casefold() for part in kept):
        yield error(f"{place}: name", f"does not keep the Dutch name between brackets: {dutch.name}.")
    for text in (found.summary, *found.sections.values(), *found.terms.values()):
        for match in _MONEY.finditer(text):
            yield error(place, f"has an amount in it ({match[0]!r}); amounts come from the data.")


def lint_terms(place: str, right: Right, found: Leaflet) -> Iterable[Finding]:
    """Every condition and named value of the rule has its sentence, and nothing else has one."""
    needed = terms_of(right)
    for key in sorted(needed - found.terms.keys()):
        yield error(f"{place}: [terms] {key}", "is not written, and the rule uses it.")
    questions = open_questions_of(right)
    for key in sorted(questions - found.terms.keys()):
        yield warning(f"{place}: [terms] {key}", "is not written, and the rule leaves this question open.")
    for key in sorted(found.terms.keys() - needed - questions):
        yield warning(f"{place}: [terms] {key}", "is used by no version of the rule.")
    for key, text in found.terms.items():
        if not text.strip():
            yield error(f"{place}: [terms] {key}", "is empty.")


def terms_of(right: Right) -> set[str]:
    """The keys of all conditions and named values, in all versions."""
    found: set[str] = set()
    for version in right.versions:
        found |= {part.key for condition in version.conditions for part in condition.walk()}
        found |= version.named.keys()
    return found


def open_questions_of(right: Right) -> set[str]:
    """The names of what only a person decides inside an expression, without the right in front."""
    nodes = (node for version in right.versions for node in in_order(version.roots()))
    return {str(node.meta).partition(".")[2] for node in nodes if node.op is Op.DECISION}


def lint_documents(rights: Iterable[Right]) -> Iterable[Finding]:
    """Every paper that a right asks for has a name in each language in which the right has a leaflet."""
    named = {language: _documents(language).keys() for language in (*COMPLETE_LANGUAGES, *FURTHER_LANGUAGES)}
    for right in rights:
        for language, keys in named.items():
            if language in FURTHER_LANGUAGES and right.id not in NEEDED_FIRST:
                continue
            for key in sorted(set(right.documents) - keys):
                yield error(
                    f"texts/{language}/_documents.toml: {key}", f"has no name; {right.id} asks for it."
                )


def _documents(language: str) -> Mapping[str, object]:
    path = files("nabij_rights.texts").joinpath(language).joinpath("_documents.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def lint_sentences() -> Iterable[Finding]:
    """The fixed sentences are there in every language, one for each warning and group."""
    dutch = sentences("nl")
    for language in COMPLETE_LANGUAGES:
        place = f"texts/{language}/_sentences.toml"
        found = sentences(language)
        needed = {(section, key) for section, rows in dutch.items() for key in rows}
        needed |= {("warning", str(code)) for code in Warning_} | {("group", str(group)) for group in Group}
        for section, key in sorted(needed):
            if not found.get(section, {}).get(key):
                yield error(f"{place}: [{section}] {key}", "is not written.")
        for section, rows in found.items():
            for key, text in rows.items():
                yield from lint_words(f"{place}: [{section}] {key}", text, language)
                yield from lint_sentence_length(f"{place}: [{section}] {key}", text, language)


def lint_fact(fact: Fact) -> Iterable[Finding]:
    """A fact that a rule uses can be asked in each language, in words that do not hurt."""
    for language in COMPLETE_LANGUAGES:
        for kind in ("label", "question"):
            if not fact.texts.get(kind, {}).get(language):
                place = f"facts: [{fact.id}] {kind}.{language}"
                yield error(place, "is not written, and a rule uses this fact.")
        for value in fact.values:
            if not fact.options.get(value, {}).get(language):
                yield error(f"facts: [{fact.id}] options.{value}.{language}", "is not written.")
    for kind, wording in fact.texts.items():
        for language, text in wording.items():
            yield from lint_words(f"facts: [{fact.id}] {kind}.{language}", text, language)
            yield from lint_sentence_length(f"facts: [{fact.id}] {kind}.{language}", text, language)


def lint_questions() -> Iterable[Finding]:
    """The words of every screen; one about a single fact has those of the fact, unless it says otherwise."""
    for question in questions().values():
        for kind, wording in question.texts.items():
            for language, text in wording.items():
                place = f"facts: question {question.id}, {kind}.{language}"
                yield from lint_words(place, text, language)
                yield from lint_sentence_length(place, text, language)
