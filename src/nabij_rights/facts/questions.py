"""The questions as a resident reads them: which facts one screen gives, and in which words.

A question may give several facts ("which of these do you receive?"); a screen about one fact takes its words
from the vocabulary. A fact without a screen of its own, or whose screen with others left something open (a
"yes" without a date), is asked by a question about that fact alone. Nothing is asked twice in the same words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from nabij_rights.engine.days import Day
from nabij_rights.engine.expression import NEVER
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import Fact, UnknownFact, key_of, vocabulary

_ORDER_OF_SINGLE_QUESTIONS = 1000

_KIND_BY_TYPE = {
    "bool": "yes_no",
    "since": "since",
    "date": "date",
    "enum": "choice",
    "money": "money",
    "int": "number",
    "pct": "number",
    "nis": "choice",
}


@dataclass(frozen=True)
class Question:
    """One screen. ``kind``: several (tick what applies), choice, bands, money, number, date, since or yes_no.

    ``facts`` are keys (a fact, or a fact on a snapshot day); ``bands`` are limits in euro. ``order`` is its
    place in a fixed form. Of kind ``everyone`` it asks once about all people at home (or all children): one
    answer (``told_by``, yes or no) gives each of them ``values``, the other leads to a question per person.
    With ``unless_no_to`` it makes no sense once that fact was told to be "no".
    """

    id: str
    subject: str
    kind: str
    facts: tuple[str, ...]
    applies_to: str
    bands: tuple[int, ...]
    order: int
    texts: Mapping[str, Mapping[str, str]]
    options: Mapping[str, Mapping[str, str]]
    snapshot: str | None = None
    is_about_one_fact: bool = False
    values: tuple[Any, ...] = ()
    told_by: str = "yes"
    unless_no_to: str = ""

    def text(self, kind: str, language: str, *, name: str = "", on: date | None = None) -> str:
        """One of its texts (title, title_other, help, why), filled in; empty when there is none."""
        wording = self.texts.get(kind, {})
        raw = wording.get(language) or wording.get("nl", "")
        return raw.replace("{name}", name).replace("{date}", self._day_in_words(on))

    def title(self, language: str, name: str | None = None, *, on: date | None = None) -> str:
        """The question to the person who answers, or about somebody else with this name."""
        other = self.text("title_other", language, name=name or "", on=on) if name else ""
        return other or self.text("title", language, on=on)

    def option(self, fact_key: str, language: str) -> str:
        """What is ticked for this fact: its own wording, else the label of the fact."""
        plain = fact_key.partition("@")[0]
        wording = self.options.get(plain, {})
        return wording.get(language) or wording.get("nl") or vocabulary()[plain].text("label", language)

    @property
    def not_told_by(self) -> str:
        """The answer that leads to a question per person."""
        return "no" if self.told_by == "yes" else "yes"

    def if_so(self) -> dict[str, Span]:
        """What the answer ``told_by`` tells of each person, for a question about everybody."""
        pairs = zip(self.facts, self.values, strict=True)
        return {key: _span_of(vocabulary()[key.partition("@")[0]], value) for key, value in pairs}

    def _day_in_words(self, on: date | None) -> str:
        if self.snapshot is None or on is None:
            return ""
        return f"{Day.parse(self.snapshot).date_on(on):%d/%m/%Y}"


def _span_of(fact: Fact, value: Any) -> Span:
    if fact.type == "enum":
        mask = 1 << fact.position(value)
        return (mask, mask)
    return (NEVER, NEVER) if value == "no" else (int(value), int(value))


class BadQuestion(ValueError):
    """A question that cannot be asked: no such fact, or no wording."""


@cache
def questions() -> Mapping[str, Question]:
    """All screens of the question file by id, in the order of a fixed form. Raises BadQuestion."""
    text = files("nabij_rights.facts").joinpath("questions.toml").read_text(encoding="utf-8")
    found: dict[str, Question] = {}
    for order, row in enumerate(tomllib.loads(text)["question"]):
        if row["id"] in found:
            raise BadQuestion(f"two questions are called {row['id']}")
        found[row["id"]] = _question(order, row)
    return MappingProxyType(found)


def _question(order: int, row: Mapping[str, Any]) -> Question:
    for name in row["facts"]:
        if name not in vocabulary():
            raise BadQuestion(f"question {row['id']} asks {name}, which is not in the vocabulary")
    is_about_one_fact = len(row["facts"]) == 1 and row["subject"] != "home"
    own_texts = {key: value for key, value in row.items() if isinstance(value, dict) and key != "option"}
    words = _single_texts(vocabulary()[row["facts"][0]], is_snapshot=False) if is_about_one_fact else {}
    return Question(
        id=row["id"],
        subject=row["subject"],
        kind=row["kind"],
        facts=tuple(row["facts"]),
        applies_to=row.get("applies_to", "everyone"),
        bands=tuple(row.get("bands", ())),
        order=order,
        texts={**words, **own_texts},
        options=row.get("option", {}),
        snapshot="" if row.get("snapshot") else None,
        is_about_one_fact=is_about_one_fact,
        values=tuple(row.get("values", ())),
        told_by=row.get("told_by", "yes"),
        unless_no_to=row.get("unless_no_to", ""),
    )


@cache
def question_on(fact_key: str) -> Question | None:
    """The screen that gives this fact (on this snapshot day), or None."""
    plain, _, snapshot = fact_key.partition("@")
    for question in questions().values():
        is_of_day = bool(snapshot) == (question.snapshot is not None)
        if plain in question.facts and is_of_day and question.subject != "home":
            return _on_day(question, snapshot) if snapshot else question
    return None


@cache
def question_for_all(fact_key: str) -> Question | None:
    """The question that gives this fact of everybody (or of all children) at once, or None."""
    plain, _, snapshot = fact_key.partition("@")
    for question in questions().values():
        is_of_day = bool(snapshot) == (question.snapshot is not None)
        if question.subject == "home" and plain in question.facts and is_of_day:
            return _on_day(question, snapshot) if snapshot else question
    return None


def persons_meant(question: Question, situation: Situation) -> list[int]:
    """The people at home whom a question about everybody is about, counted from 0."""
    everybody = range(len(situation.persons))
    if question.applies_to == "everyone":
        return list(everybody)
    relation = vocabulary()["relation_to_reference"]
    children = (1 << relation.position("child")) | (1 << relation.position("foster_child"))
    masks = (facts.get(relation.id, (relation.any_value, 0))[0] for facts in situation.persons)
    return [number for number, mask in zip(everybody, masks, strict=True) if mask & ~children == 0]


def told_of_all(situation: Situation, question: Question) -> Situation:
    """The situation after a question about everybody was told; what was known of a person stays."""
    meant, told = set(persons_meant(question, situation)), question.if_so()
    persons = [{**told, **facts} if who in meant else facts for who, facts in enumerate(situation.persons)]
    return replace(situation, persons=persons)


def makes_sense(question: Question, told: Mapping[str, Span]) -> bool:
    """Whether it can be asked after what was told of this person: not why, after a "no" to whether."""
    return told.get(question.unless_no_to) != (NEVER, NEVER)


def without(question: Question, known: Collection[str]) -> Question:
    """A question about several things without those that are known; as it was when nothing would be left."""
    if question.kind != "several":
        return question
    left = tuple(key for key in question.facts if key not in known)
    return replace(question, facts=left or question.facts)


def _on_day(question: Question, snapshot: str) -> Question:
    facts = tuple(key_of(fact, snapshot) for fact in question.facts)
    return replace(question, id=key_of(question.id, snapshot), facts=facts, snapshot=snapshot)


@cache
def question_about(fact_key: str) -> Question | None:
    """A question about this fact alone, or None when the vocabulary has no wording for it.

    That is the screen of the question file that asks nothing else, when there is one.
    """
    for screen in questions().values():
        if screen.is_about_one_fact and screen.facts == (fact_key,) and screen.snapshot is None:
            return screen
    plain, _, snapshot = fact_key.partition("@")
    fact = vocabulary()[plain]
    texts = _single_texts(fact, is_snapshot=bool(snapshot))
    if not texts["title"]:
        return None
    kind = "yes_no" if snapshot and fact.type == "since" else _KIND_BY_TYPE[fact.type]
    return Question(
        id=f"fact:{fact_key}",
        subject=str(fact.entity),
        kind=kind,
        facts=(fact_key,),
        applies_to=fact.applies_to,
        bands=(),
        order=_ORDER_OF_SINGLE_QUESTIONS,
        texts=texts,
        options={},
        snapshot=snapshot or None,
        is_about_one_fact=True,
    )


def _single_texts(fact: Fact, *, is_snapshot: bool) -> dict[str, Mapping[str, str]]:
    kind = "question_snapshot" if is_snapshot else "question"
    return {
        "title": fact.texts.get(kind, {}),
        "title_other": fact.texts.get(f"{kind}_other", {}),
        "why": fact.texts.get("why", {}),
        "help": fact.texts.get("help", {}),
    }


def question_named(question_id: str) -> Question:
    """The question with this id, also of a snapshot day or about one fact. Raises UnknownFact."""
    if question_id in questions():
        return questions()[question_id]
    plain, _, snapshot = question_id.partition("@")
    if plain in questions() and snapshot and questions()[plain].snapshot is not None:
        return _on_day(questions()[plain], snapshot)
    fact_key = question_id.removeprefix("fact:")
    is_single = fact_key != question_id and fact_key.partition("@")[0] in vocabulary()
    if is_single and (question := question_about(fact_key)) is not None:
        return question
    raise UnknownFact(f"there is no question {question_id}")
