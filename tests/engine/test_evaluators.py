"""Two evaluators, one answer: the interpreter and NumPy agree, and bounds hold whatever turns out true."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabij_rights.engine.arrays import ArrayEvaluation, population_of
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Entity, Node, Op, build, fact, reduce
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Program, Setting, Situation
from nabij_rights.engine.spans import Span
from nabij_rights.engine.tracing import OpenDecision, OpenEnd
from tests.factories.random_programs import (
    AMOUNT,
    AMOUNT_SPAN,
    random_roots,
    random_situation,
    random_telling,
    random_truth,
)

SETTING = Setting({AMOUNT: AMOUNT_SPAN}, {})


def assert_equal(roots: list[Node], situations: list[Situation]) -> Program:
    """The interpreter and the NumPy program give the same lowest and highest value of every root."""
    bounds = Program([end for pair in to_bounds(roots) for end in pair])
    columns = ArrayEvaluation(bounds, population_of(situations, bounds), SETTING).results
    program = Program(roots)
    for row, situation in enumerate(situations):
        evaluation = Evaluation(program, situation, SETTING)
        for number, root in enumerate(roots):
            listed = (columns[2 * number][row], columns[2 * number + 1][row])
            assert evaluation.span(root) == listed, f"{root}\n{situation}"
    return program


def assert_sound(program: Program, situation: Situation, chance: Random) -> None:
    """Whatever the unknown facts turn out to be, the true value lies between the bounds."""
    before = Evaluation(program, situation, SETTING)
    for _ in range(5):
        truth = Evaluation(program, *random_truth(chance, situation))
        for root in program.roots:
            lowest, highest = before.span(root)
            true_lowest, true_highest = truth.span(root)
            assert true_lowest == true_highest, "a household of which all is known has one answer"
            assert lowest <= true_lowest <= highest, f"{root}\n{situation}"


@pytest.mark.parametrize("start", range(0, 1000, 250))
def test_interpreter_and_numpy_agree_and_the_bounds_hold(start: int) -> None:
    written = 0
    for seed in range(start, start + 250):
        chance = Random(seed)
        if not (roots := random_roots(chance)):
            continue
        written += 1
        situations = [random_situation(chance) for _ in range(6)]
        program = assert_equal(roots, situations)
        for situation in situations:
            assert_sound(program, situation, chance)
    assert written > 200


def test_interpreter_and_numpy_agree_on_numbers_that_are_told_twice() -> None:
    for seed in range(200):
        chance = Random(seed)
        roots = random_roots(chance, may_tell_twice=True)
        if roots:
            assert_equal(roots, [random_situation(chance) for _ in range(4)])


def test_a_number_told_as_a_whole_and_in_parts_is_narrowed_by_both() -> None:
    whole = fact("whole", Entity.HOUSEHOLD, None, 0, 100)
    part = fact("part", Entity.PERSON, None, 0, 50)
    same = build(Op.SAME, whole, reduce(Op.TOTAL, part))

    def span(told: dict[str, Span], parts: list[dict[str, Span]]) -> Span:
        return Evaluation(Program([same]), Situation(told, parts), SETTING).span(same)

    assert span({}, [{"part": (10, 10)}, {"part": (20, 30)}]) == (30, 40)
    assert span({"whole": (35, 60)}, [{"part": (10, 10)}, {"part": (20, 30)}]) == (35, 40)
    assert span({"whole": (35, 60)}, [{}]) == (35, 50)
    assert span({"whole": (70, 70)}, [{"part": (10, 10)}]) == (70, 70)  # they contradict: the whole counts


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_telling_facts_one_by_one_is_the_same_as_telling_them_at_once(chance: Random) -> None:
    roots = random_roots(chance, may_tell_twice=True)
    evaluation = Evaluation(Program(roots), random_situation(chance), SETTING)
    for _ in range(4):
        person, facts = random_telling(chance, evaluation.situation)
        told = evaluation.situation.told(person, facts)
        evaluation = evaluation.after(told, tuple(facts))
        at_once = Evaluation(evaluation.program, evaluation.situation, SETTING)
        assert (evaluation.home, evaluation.persons) == (at_once.home, at_once.persons)


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_interpreter_and_numpy_agree_on_what_hypothesis_writes(chance: Random) -> None:
    roots = random_roots(chance, depth=3)
    situation = random_situation(chance)
    if roots:
        assert_sound(assert_equal(roots, [situation]), situation, chance)


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_every_value_stays_within_the_static_range_of_its_expression(chance: Random) -> None:
    roots = random_roots(chance, depth=4)
    program = Program(roots)
    situation = random_situation(chance, largest=32)
    truth = Evaluation(program, *random_truth(chance, situation))
    for node in program.nodes:
        for person in range(len(truth.persons) if node.entity == "person" else 1):
            value, _ = truth.span(node, person)
            assert node.lowest <= value <= node.highest, node


def test_a_household_without_open_facts_waits_for_nothing() -> None:
    chance = Random(7)
    for _ in range(100):
        roots = random_roots(chance)
        truth = Evaluation(Program(roots), *random_truth(chance, random_situation(chance)))
        assert truth.explanation.open_ends(*roots) == []


def test_only_facts_that_can_change_the_answer_are_open() -> None:
    """Filling in every open leaf, and nothing else, settles the answer."""
    chance = Random(11)
    settled = 0
    for _ in range(300):
        roots = random_roots(chance, depth=3)
        situation = random_situation(chance)
        exact, setting = random_truth(chance, situation)
        evaluation = Evaluation(Program(roots), situation, setting)
        filled = _filled(situation, exact, evaluation.explanation.open_ends(*roots))
        after = Evaluation(Program(roots), filled, setting)
        assert after.explanation.open_ends(*roots) == []
        settled += bool(evaluation.explanation.open_ends(*roots))
    assert settled > 50


def _filled(situation: Situation, exact: Situation, ends: list[OpenEnd]) -> Situation:
    household = dict(situation.household)
    persons = [dict(facts) for facts in situation.persons]
    decisions = dict(situation.decisions)
    for end in ends:
        if isinstance(end, OpenDecision):
            decisions[end.decision] = exact.decisions[end.decision]
        elif end.person is None:
            household[end.fact] = exact.household[end.fact]
        else:
            persons[end.person][end.fact] = exact.persons[end.person][end.fact]
    return Situation(household, persons, decisions)
