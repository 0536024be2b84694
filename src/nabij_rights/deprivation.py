"""The six criteria of Kind & Gezin: what is known of them, and what to ask next.

Income, education of the parents, stimulation of the children, work, housing and health. A family is flagged
when at least three of the six are weak. What nobody filled in is unknown, never "not weak". The six describe
what a worker saw on one day; they open no right by themselves and are no score of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from nabij_rights.engine.expression import Node, Op, build, const
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Program, Setting, Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import fact_named
from nabij_rights.reasons import Answer

WEAK_CRITERIA_TO_FLAG = 3
"""At least so many of the six criteria (Opgroeien, definition of the index)."""

CRITERIA = (
    "deprivation_income",
    "deprivation_education",
    "deprivation_work",
    "deprivation_housing",
    "deprivation_stimulation",
    "deprivation_health",
)
"""In the order of asking: what a worker mostly knows already first, what is most private last.

It is also the order in which they are found weak in Flanders: income 87 %, education 81.9 %, work 77.7 %
(2021), housing 56.5 % (2020), the other two less often.
"""


@dataclass(frozen=True)
class Deprivation:
    """What the six criteria say: ``flagged`` is yes, no or unknown.

    ``to_ask`` is the open criterion that costs least to ask and can still change the answer, or None.
    """

    flagged: Answer
    weak: int
    unknown: int
    to_ask: str | None


def deprivation_of(household: Mapping[str, Span]) -> Deprivation:
    """What the six facts of a household say; other facts and the persons play no part."""
    program = _program()
    evaluation = Evaluation(program, Situation(household, [{}]), Setting({}, {}))
    flagged, weak = (evaluation.span(root) for root in program.roots)
    open_criteria = {end[0] for end in evaluation.explanation.open_ends(program.roots[0])}
    to_ask = next((criterion for criterion in CRITERIA if criterion in open_criteria), None)
    return Deprivation(_answer(flagged), weak[0], weak[1] - weak[0], to_ask)


@cache
def _program() -> Program:
    """Whether the family is flagged, and how many of the criteria are weak."""
    number = _number_of_weak_criteria()
    return Program([build(Op.LE, WEAK_CRITERIA_TO_FLAG, number), number])


def _number_of_weak_criteria() -> Node:
    number = const(0)
    for criterion in CRITERIA:
        weak = build(Op.WHEN, fact_named(criterion).is_one_of("weak"), 1, 0)
        number = number + weak
    assert number is not None
    return number


def _answer(span: Span) -> Answer:
    low, high = span
    if low:
        return Answer.YES
    return Answer.UNKNOWN if high else Answer.NO
