"""Imagined households: how often a question would have been needed, had every answer been known.

What is not known yet is filled in a few times by the assumed shares of answers. In each of these households
we look which questions were enough to settle everything. What nearly all of them needed is asked first: that
is hardly ever asked in vain. They are imagined the same way for everybody and every time: nothing is drawn by
chance, and nothing of it touches an answer, only the order of the questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from zlib import crc32

from nabij_rights.answers import Answers
from nabij_rights.catalogue import RuleSet
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.needed import Rows
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.engine.tracing import OpenFact
from nabij_rights.facts.likely import likely_values
from nabij_rights.facts.vocabulary import Fact, vocabulary

HOUSEHOLDS = 8
"""So many for each choice: in half of them a person decides everything with yes, in half with no."""

_OFTEN = 0.7
"""What this part of the households needed already costs nothing more in the next one."""


def decided(situation: Situation, rule_set: RuleSet, *, to_yes: bool) -> Situation:
    """The situation in which everything that only a person may decide, and was not, is decided like this."""
    span = (int(to_yes), int(to_yes))
    decisions = dict.fromkeys(rule_set.program.decisions, span) | dict(situation.decisions)
    return Situation(situation.household, situation.persons, decisions)


def times_needed(found: Answers, asked_by: Sequence[Iterable[OpenFact]]) -> list[int]:
    """In how many of the imagined households each of these questions was needed to settle everything.

    A question is told by the open facts that it asks.
    """
    bits = {fact: 1 << number for number, facts in enumerate(asked_by) for fact in facts}
    rule_set, known = found.view.rule_set, found.evaluation
    roots = [root for right_id in rule_set.versions for root in rule_set.seats[right_id].roots]
    counts = [0] * len(asked_by)
    for number in range(HOUSEHOLDS):
        free = sum(1 << place for place, count in enumerate(counts) if number and count >= _OFTEN * number)
        household = _filled_in(
            decided(found.situation, rule_set, to_yes=number % 2 == 1), bits, number, found.on
        )
        seen = Evaluation(rule_set.program, household, rule_set.setting)
        rows = (Rows(known.home, known.persons), Rows(seen.home, seen.persons))
        for _ in range(2):  # the second time what the first found is shared where it can be
            free = rule_set.program.needed.questions(roots, *rows, bits, free)
        for place in range(len(counts)):
            counts[place] += free >> place & 1
    return counts


def _filled_in(situation: Situation, missing: Iterable[OpenFact], number: int, on: date) -> Situation:
    household, persons = dict(situation.household), [dict(facts) for facts in situation.persons]
    for fact, person in missing:
        known = household if person is None else persons[person]
        known[fact] = _imagined(fact, person, number, on, known.get(fact))
    return Situation(household, persons, situation.decisions)


@lru_cache(maxsize=100_000)
def _imagined(key: str, person: int | None, number: int, on: date, known: Span | None) -> Span:
    """One exact value: the place of this person and household among all is spread by a checksum."""
    place = crc32(f"{number}/{person}/{key}".encode()) / 2**32
    fact = vocabulary()[key.partition("@")[0]]
    values = [(span, share) for span, share in likely_values(fact, key, on=on) if _fits(span, known, fact)]
    if not values:
        return _some_exact(known, fact)
    place *= sum(share for _, share in values)
    for span, share in values:
        place -= share
        if place < 0:
            return span
    return values[-1][0]


def _fits(span: Span, known: Span | None, fact: Fact) -> bool:
    """Whether a value agrees with what is known of a fact in part: a range, or some of its named values."""
    if known is None:
        return True
    return span[0] & known[0] != 0 if fact.type == "enum" else known[0] <= span[0] <= known[1]


def _some_exact(known: Span | None, fact: Fact) -> Span:
    low = known[0] if known is not None else fact.lowest
    return (low & -low,) * 2 if fact.type == "enum" else (low, low)
