"""What is asked now, and where each question lives."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from types import MappingProxyType

from nabij.rights.types import Asking, Check, Place, Role, Screen, SpoiledCheck, address_key
from nabij_rights.answers import Answers, answer
from nabij_rights.catalogue import rules_on
from nabij_rights.engine.program import Situation
from nabij_rights.facts.implied import implied_of, with_implied
from nabij_rights.facts.questions import (
    Question,
    question_about,
    question_for_all,
    question_named,
    question_on,
    without,
)
from nabij_rights.facts.reading import UnreadableCase, read_situation
from nabij_rights.questions import Asked, facts_used, next_question, open_questions
from nabij_rights.shelf import rests_on_shelf
from nabij_rights.towns.packs import Town, towns

_ASKED_ELSEWHERE = {"municipality", "relation_to_reference"}
"""Our own screens ask these."""

ANSWERS_BEFORE_RESULTS = 3
"""From here on the results are offered at every step."""

ENOUGH_ANSWERS = 12
"""After so many screens the results come by themselves; the start page promises it. More is optional."""

FEW_QUESTIONS = 10
"""Up to here we say how many questions are left; above it the number would only frighten."""

_FLEMISH_CODES = ((10_000, 20_000), (23_000, 25_000), (30_000, 50_000), (70_000, 80_000))
_OTHER_BELGIAN_CODES = {"min": 50_000, "max": 69_999}


@dataclass(frozen=True)
class Findings:
    """The situation of a check; its answers are worked out once, and only for a page that shows them."""

    check: Check
    on: date
    situation: Situation

    @cached_property
    def answers(self) -> Answers:
        """All rights for this situation."""
        return answer(self.situation, on=self.on)


def findings(check: Check, *, on: date) -> Findings:
    """What follows from this check on a day. Raises SpoiledCheck when the rules cannot read what was told."""
    return Findings(check, on, situation_of(check, on=on))


def situation_of(check: Check, *, on: date) -> Situation:
    """What the rules read, with what goes without saying about a child or an adult. Raises SpoiledCheck."""
    try:
        return with_implied(read_situation(check.described(), on=on), on=on)
    except UnreadableCase as error:
        raise SpoiledCheck("the rules cannot read this") from error


def screens_of(check: Check) -> list[Screen]:
    """The screens about home that this check needs, in order."""
    if not check.knows_the_home:
        return [Screen.HOME]
    others = any(member.role in (Role.PARTNER, Role.OTHER) for member in check.members)
    return [Screen.HOME, *([Screen.PEOPLE] if others else []), Screen.AGES]


def open_screen(check: Check) -> Screen | None:
    """The screen about home that still has to be passed."""
    for screen in screens_of(check):
        if check.reply_to((screen, None)) is None:
            return screen
    return None


def asked_before(check: Check) -> frozenset[Asking]:
    """What is not asked again: what was asked, and what our own screens ask."""
    own: set[Asking] = {("municipality", None), ("fact:municipality", None)}
    own |= {("fact:relation_to_reference", person) for person in range(len(check.members))}
    return frozenset(check.replies) | own


def next_asked(found: Findings, *, passed: Collection[Asking] = ()) -> Asked | None:
    """The next best question, or None when no question can change an answer any more.

    `passed`: what was asked just now, and is not asked again right away.
    """
    if not found.check.knows_the_home:
        return None
    return next_question(
        found.situation,
        on=found.on,
        answered=asked_before(found.check) | frozenset(passed),
        found=found.answers,
    )


def number_of_open_questions(found: Findings) -> int:
    """How many questions can still matter."""
    return len(open_questions(found.answers, answered=asked_before(found.check)))


# ---------------------------------------------------------------------------------------- addresses


def key_of_asking(question_id: str, person: int | None) -> str:
    """The key under which a question stands in the address."""
    return address_key("question", question_id, person)


def asking_at(key: str, found: Findings) -> tuple[Question, int | None] | None:
    """The question with this key, or None. Only questions that the rules of the day use have one."""
    asking = _askings(found.on, len(found.check.members)).get(key)
    if asking is None:
        return None
    question, person = question_named(asking[0]), asking[1]
    return (question if person is None else without(question, _settled(found, person))), person


def _settled(found: Findings, person: int) -> frozenset[str]:
    """What age and earlier answers settle of somebody, without what was told in so many words."""
    implied = implied_of(found.situation, person, on=found.on)
    return frozenset(implied) - frozenset(found.check.known_about(person))


@rests_on_shelf
@lru_cache(maxsize=64)
def _askings(on: date, persons: int) -> Mapping[str, Asking]:
    """Every question that may be asked in a home of so many persons, by its key."""
    askings: dict[str, Asking] = {}
    for fact in facts_used(rules_on(on)) - _ASKED_ELSEWHERE:
        for question in (question_for_all(fact), question_on(fact), question_about(fact)):
            if question is None:
                continue
            of_whom = range(persons) if question.subject == "person" else [None]
            askings.update({key_of_asking(question.id, one): (question.id, one) for one in of_whom})
    return MappingProxyType(askings)


def person_seen_from(viewer: int, person: int | None) -> int | None:
    """Who this is at home, when ``viewer`` was put first and the others kept their order."""
    if person is None or viewer == 0:
        return person
    if person == 0:
        return viewer
    return person - 1 if person - 1 < viewer else person


def asking_about(fact_key: str, person: int | None, check: Check) -> Asking | None:
    """The question that gives this fact, for a link: a screen of ours, else the screen or single question."""
    if fact_key == "municipality":
        return None
    if fact_key == "relation_to_reference":
        return (Screen.PEOPLE, None)
    if fact_key == "birth_on" and not (person is not None and "age" in check.members[person].facts):
        return (Screen.AGES, None)
    for question in (question_on(fact_key), question_about(fact_key)):
        if question is None:
            continue
        asking = (question.id, person if question.subject == "person" else None)
        if check.reply_to(asking) is None or question.is_about_one_fact or question.kind != "several":
            return asking
    return None


def asking_before(check: Check, asking: Asking | None) -> Asking | None:
    """The question before this one in the order in which they were answered; the last one when it is new."""
    order = list(check.replies)
    if asking in order:
        place = order.index(asking)
        return order[place - 1] if place else None
    return order[-1] if order else None


# -------------------------------------------------------------------------------------------- place


def town_of(check: Check) -> Town | None:
    """The town whose help is offered."""
    return towns().get(check.town or "")


def municipality_of(place: Place, town: str | None) -> object:
    """What is known of the municipality, as the rules read it; None when nothing is."""
    if place in (Place.TOWN, Place.NO_ADDRESS):
        return town
    if place is Place.FLANDERS:
        return _a_flemish_town_without_page()
    return dict(_OTHER_BELGIAN_CODES)


def _a_flemish_town_without_page() -> dict[str, int]:
    """The longest row of Flemish codes without a town of ours: "in Flanders, in none of these towns".

    A span cannot leave towns out, and to a rule every Flemish municipality without own rights is the same.
    """
    ours = sorted(town.nis_code for town in towns().values())
    spans = []
    for first, last in _FLEMISH_CODES:
        edges = [first - 1, *(code for code in ours if first <= code < last), last]
        spans += [(low + 1, high - 1) for low, high in pairwise(edges)]
    low, high = max(spans, key=lambda span: span[1] - span[0])
    return {"min": low, "max": high}
