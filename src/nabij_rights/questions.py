"""The next best question: which answer is expected to settle most rights and euros.

For each question that can still matter we try the answers somebody may give, work out all rights for
each (in one go, with NumPy), and weigh what becomes certain by how likely the answer is. The shares are
plain assumptions that a town may replace by its own aggregate counts; they never touch an answer, only
the order of the questions, and they are the same for everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from nabij_rights.answers import Answers, Group, Missing, answer
from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.engine.arrays import ArrayEvaluation, Column, population_of
from nabij_rights.engine.expression import Op
from nabij_rights.engine.program import Situation
from nabij_rights.facts.likely import LikelyAnswer, likely_answers
from nabij_rights.facts.questions import Question, question_about, question_on, questions
from nabij_rights.facts.vocabulary import vocabulary

MOST_CANDIDATES = 40
"""So many questions are compared at most; those that the most rights wait for come first."""

_EURO_WEIGHT_CEILING_CENTS = 500_000
"""A right counts once, and once more as its yearly worth nears this amount."""

_EASE = {1: 1.0, 2: 0.9, 3: 0.75}
"""A sensitive question must settle more before it is asked."""

_TIMES_A_YEAR = {"month": 12, "day": 100}

Asking = tuple[str, int | None]
"""A question about a person (counted from 0), or about the household."""


@dataclass(frozen=True)
class Asked:
    """The question to ask now. ``settles`` is the expected number of rights it settles, by weight of euros;
    ``remaining`` how many more questions can still matter."""

    question: Question
    person: int | None
    settles: float
    remaining: int
    waiting_rights: tuple[str, ...]
    on: date

    @property
    def question_id(self) -> str:
        """The id of the question."""
        return self.question.id

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that its answer gives."""
        return self.question.facts

    def title(self, language: str, name: str | None = None) -> str:
        """The question in this language, to the person who answers or about somebody with this name."""
        return self.question.title(language, name, on=self.on)


@dataclass(frozen=True)
class _Candidate:
    question: Question
    person: int | None
    waiting: tuple[str, ...]


def next_question(
    situation: Situation, *, on: date, answered: frozenset[Asking] = frozenset(), found: Answers | None = None
) -> Asked | None:
    """The next best question, or None when no question can change an answer any more.

    ``answered`` holds what was asked before, also when it was skipped or not known. Raises TooEarly.
    """
    found = found or answer(situation, on=on)
    candidates = _candidates(found, answered)
    if not candidates:
        return None
    values = _worth(situation, rules_on(on), found, candidates[:MOST_CANDIDATES])
    best = max(range(len(values)), key=lambda index: values[index])
    chosen = candidates[best]
    return Asked(chosen.question, chosen.person, values[best], len(candidates) - 1, chosen.waiting, on)


def open_questions(
    found: Answers, *, answered: frozenset[Asking] = frozenset()
) -> list[tuple[Question, int | None]]:
    """Every question that can still matter, those that the most rights wait for first."""
    return [(candidate.question, candidate.person) for candidate in _candidates(found, answered)]


def _candidates(found: Answers, answered: frozenset[Asking]) -> list[_Candidate]:
    waiting: dict[Asking, tuple[Question, set[str]]] = {}
    for outcome in found.outcomes:
        if outcome.group is Group.ELSEWHERE:
            continue
        for missing in outcome.missing:
            if (question := _question_for(missing, found, answered)) is not None:
                person = missing.person if question.subject == "person" else None
                waiting.setdefault((question.id, person), (question, set()))[1].add(outcome.right.id)
    ordered = sorted(waiting.items(), key=lambda item: (-len(item[1][1]), item[1][0].order, item[0][1] or 0))
    return [
        _Candidate(question, person, tuple(sorted(rights))) for (_, person), (question, rights) in ordered
    ]


def _question_for(missing: Missing, found: Answers, answered: frozenset[Asking]) -> Question | None:
    """The screen that asks this fact, else a question about this fact alone; None when both were asked."""
    for question in (question_on(missing.fact), question_about(missing.fact)):
        if question is None or (question.id, missing.person) in answered:
            continue
        if _can_still_tell(question, missing, found.situation):
            return question
    return None


def _can_still_tell(question: Question, missing: Missing, situation: Situation) -> bool:
    """A range that somebody gave already is not asked again, but the day of a known "yes" is."""
    facts = situation.household if missing.person is None else situation.persons[missing.person]
    known = facts.get(missing.fact)
    if known is None:
        return True
    fact = vocabulary()[missing.fact.partition("@")[0]]
    return question.is_about_one_fact and fact.is_date and known != (fact.lowest, fact.highest)


# ------------------------------------------------------------------------------- worth of a question


def _worth(
    situation: Situation, rule_set: RuleSet, found: Answers, candidates: Sequence[_Candidate]
) -> list[float]:
    """For each candidate how much its answer is expected to settle."""
    tries = [
        (index, likely)
        for index, candidate in enumerate(candidates)
        for likely in likely_answers(candidate.question, on=rule_set.on)
    ]
    imagined = [situation] + [_told(situation, candidates[index].person, likely) for index, likely in tries]
    program = rule_set.bounds_program
    results = ArrayEvaluation(program, population_of(imagined, program), rule_set.setting).results
    gain = _certainty_gained(rule_set, found, results)
    worth = [0.0] * len(candidates)
    for row, (index, likely) in enumerate(tries, 1):
        worth[index] += likely.share * float(gain[row])
    return [value * _ease(candidate.question) for value, candidate in zip(worth, candidates, strict=True)]


def _told(situation: Situation, person: int | None, likely: LikelyAnswer) -> Situation:
    """The situation after this answer."""
    if person is None:
        return Situation({**situation.household, **likely.facts}, situation.persons, situation.decisions)
    persons = list(situation.persons)
    persons[person] = {**persons[person], **likely.facts}
    return Situation(situation.household, persons, situation.decisions)


def _certainty_gained(rule_set: RuleSet, found: Answers, results: Sequence[Column]) -> Column:
    """Per imagined household how many rights became certain, and how far the amounts narrowed, by weight."""
    open_rights = {outcome.right.id for outcome in found.outcomes if outcome.missing}
    gained = np.zeros(len(results[0]))
    column = 0
    for right_id, version in rule_set.versions.items():
        width = 2 if version.amount is None else 4
        part = results[column : column + width]
        column += width
        if right_id in open_rights:
            gained += _gained_on_right(part, found.of(right_id).right.period)
    return gained


def _gained_on_right(part: Sequence[Column], period: str) -> Column:
    settled = (part[0] == part[1]).astype(float)
    gained = settled - settled[0]
    if len(part) == 2:
        return gained
    spread = (part[3] - part[2]).astype(float)
    if spread[0] > 0:
        gained = gained + np.clip((spread[0] - spread) / spread[0], 0, 1)
    yearly = part[3][0] * _TIMES_A_YEAR.get(period, 1)
    return np.asarray(gained * (1 + min(yearly, _EURO_WEIGHT_CEILING_CENTS) / _EURO_WEIGHT_CEILING_CENTS))


def _ease(question: Question) -> float:
    return min(_EASE[vocabulary()[fact.partition("@")[0]].sensitivity] for fact in question.facts)


def questions_in_order(on: date) -> list[Question]:
    """The questions of a fixed form, as far as the rules of the day use them."""
    used = facts_used(rules_on(on))
    return [question for question in questions().values() if used & set(question.facts)]


def facts_used(rule_set: RuleSet) -> set[str]:
    """The keys of all facts that the rules of a day read."""
    names = {node.meta for node in rule_set.program.leaves(Op.FACT)}
    return names | {node.meta[0] for node in rule_set.program.leaves(Op.FACT_IS)}
