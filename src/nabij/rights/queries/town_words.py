"""A right of the town told in the language of the page: its rule, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij_rights.facts.reading import Problem as Misread
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.plain_text.words import span_text
from nabij_rights.texts.sentences import sentence, word
from nabij_rights.town_rights import trying
from nabij_rights.town_rights.document import amounts_of, with_days
from nabij_rights.town_rights.editing import conditions_in
from nabij_rights.town_rights.problems import BadTownRight, Problem, Step
from nabij_rights.town_rights.words import Speaker

NOT_TOLD = (AttributeError, LookupError, TypeError, ValueError)
"""What telling a document can raise that is no right yet."""


def language() -> str:
    """The language of the page, as the rules name it."""
    return (get_language() or "nl").split("-")[0]


def speaker_of(document: Mapping[str, Any], on: date, *, with_figures: bool = True) -> Speaker:
    """Who tells the rule of a document in words, as far as it can be read."""
    try:
        amounts = amounts_of(with_days(document))
    except BadTownRight:
        amounts = {}
    texts = document.get("texts", {})
    terms = (texts.get(language()) or texts.get("nl") or {}).get("terms", {})
    return Speaker(document, amounts, language(), on, terms, with_figures)


def problems_in_words(problems: Iterable[Problem], document: Mapping[str, Any]) -> list[str]:
    """What is wrong with a document, each with its place, in the language of the page."""
    names = names_in(document)
    return [problem.said(language(), names) for problem in problems]


def names_in(document: Mapping[str, Any]) -> dict[Step, str]:
    """What a reader calls the conditions, groups and amounts of a document, as far as they can be told."""
    try:
        names: dict[Step, str] = {
            ("amount", key): row["label"].get(language()) or row["label"]["nl"]
            for key, row in document.get("amounts", {}).items()
        }
        speaker = speaker_of(document, date.min, with_figures=False)
        written = (document.get("texts", {}).get(language()) or {}).get("terms", {})
        rows = [
            row
            for version in document["versions"]
            for _path, row in conditions_in(version.get("conditions", ()))
        ]
    except NOT_TOLD:  # a file from elsewhere: then the keys of the file stay
        return {}
    for row in rows:
        is_group = "any" in row or "all" in row
        try:
            said = (not is_group and written.get(row["key"])) or speaker.line(row).text
            names["group" if is_group else "condition", row["key"]] = str(said).rstrip(" .:")
        except NOT_TOLD:
            continue
    return names


def can_be_told(document: Mapping[str, Any]) -> bool:
    """Whether the pages of the editor can show every version of a document."""
    try:
        for version in document["versions"]:
            speaker = replace(speaker_of(document, date.min), on=date.fromisoformat(str(version["from"])))
            speaker.lines(version.get("conditions"))
            speaker.gain(version.get("amount"))
    except NOT_TOLD:
        return False
    return True


def misread_in_words(problems: Iterable[Misread]) -> tuple[str, ...]:
    """Why an example cannot be worked out, by the name of each fact."""
    return tuple(dict.fromkeys(_misread(problem) for problem in problems))


def _misread(problem: Misread) -> str:
    steps = list(problem.path)
    fact = next((vocabulary()[str(step)] for step in reversed(steps) if str(step) in vocabulary()), None)
    person = next((step for step in steps if isinstance(step, int)), None)
    if fact is None:
        return sentence("town_problem", "example_misread", language())
    label = fact.text("label", language())
    if person is None:
        return sentence("town_problem", "value_of_home", language(), label=label)
    return sentence("town_problem", "value_of_person", language(), label=label, number=person + 1)


def why_not(checked: trying.Checked) -> tuple[str, ...]:
    """What an example gives otherwise than expected, in the words of the page."""
    if checked.tried is None:
        return misread_in_words(checked.misread)
    wanted = checked.case.expected
    found = word("example_answer", checked.tried.answer, language())
    expected = word("example_answer", wanted.answer, language())
    if wanted.lowest is not None:
        nothing = sentence("town_problem", "no_amount", language())
        found = f"{found}, {amount_of_tried(checked.tried) or nothing}"
        ends = dict.fromkeys(end for end in (wanted.lowest, wanted.highest) if end is not None)
        expected = f"{expected}, {' – '.join(ends)}"
    return (_("%(found)s; expected: %(expected)s") % {"found": found, "expected": expected},)


def amount_of_tried(tried: trying.Tried) -> str:
    """What a draft gives to a household; empty when it gives no amount."""
    return "" if tried.amount is None else span_text(*tried.amount, tried.unit, language())
