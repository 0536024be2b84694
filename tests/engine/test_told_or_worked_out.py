"""One number told as a whole and worked out from its parts: either is enough, and each narrows the other."""

import pytest

from nabij_rights.authoring import told_or_worked_out
from nabij_rights.engine.arrays import ArrayEvaluation, population_of
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import BadExpression, Entity, Op, fact, reduce
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Program, Setting, Situation, Span

WHOLE = fact("whole", Entity.HOUSEHOLD, "EUR/year", 0, 1000)
PART = fact("part", Entity.PERSON, "EUR/year", 0, 400)
INCOME = told_or_worked_out(WHOLE, reduce(Op.TOTAL, PART))
SETTING = Setting({}, {})


def span_of(whole: Span | None, *parts: Span | None) -> Span:
    """The span of the income, by both evaluators."""
    household = {} if whole is None else {"whole": whole}
    situation = Situation(household, [{} if part is None else {"part": part} for part in parts])
    bounds = Program([end for pair in to_bounds([INCOME]) for end in pair])
    low, high = ArrayEvaluation(bounds, population_of([situation], bounds), SETTING).results
    found = Evaluation(Program([INCOME]), situation, SETTING).span(INCOME)
    assert found == (low[0], high[0])
    return found


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        ((300, 300), (None, None), (300, 300)),
        (None, ((100, 100), (50, 50)), (150, 150)),
        ((300, 300), ((100, 100), (200, 200)), (300, 300)),
        ((200, 500), ((100, 100), (0, 250)), (200, 350)),
        (None, ((100, 100), None), (100, 500)),
        (None, (None,), (0, 400)),
    ],
)
def test_either_way_is_enough_and_each_narrows_the_other(
    whole: Span | None, parts: tuple[Span | None, ...], expected: Span
) -> None:
    assert span_of(whole, *parts) == expected


def test_what_was_told_as_a_whole_counts_when_the_two_contradict_each_other() -> None:
    assert span_of((300, 300), (100, 100)) == (300, 300)
    assert span_of((300, 350), (100, 200)) == (300, 350)
    assert span_of((0, 50), (100, 200)) == (0, 50)


def test_only_the_whole_is_asked() -> None:
    evaluation = Evaluation(Program([INCOME]), Situation({}, [{}, {}]), SETTING)
    assert evaluation.explanation.open_ends(INCOME) == [(WHOLE.meta, None)]


def test_the_two_ways_count_the_same_thing() -> None:
    with pytest.raises(BadExpression, match="do not go together"):
        told_or_worked_out(WHOLE, fact("monthly", Entity.HOUSEHOLD, "EUR/month", 0, 10))
