"""What an expression refuses, what it makes smaller, and what it knows of its own range."""

import pytest

from nabij_rights.engine.expression import (
    MOST_PERSONS,
    BadExpression,
    Entity,
    Node,
    Op,
    amount,
    build,
    const,
    divide,
    fact,
    reduce,
    relabelled,
    scaled,
    size,
)

MONTHLY = fact("monthly", Entity.PERSON, "EUR/month", 0, 5_000_000)
YEARLY = fact("yearly", Entity.PERSON, "EUR/year", 0, 60_000_000)
COUNT = fact("count", Entity.HOUSEHOLD, None, 0, 20)
SIGNED = fact("signed", Entity.PERSON, None, -7, -2)
YES = fact("yes", Entity.PERSON, None, 0, 1, is_yes_no=True)
HUGE = fact("huge", Entity.HOUSEHOLD, None, 0, 2**61)
LIMIT = amount("limit", "EUR/month", 1, 400_000)


def test_equal_expressions_are_one_object() -> None:
    assert MONTHLY + LIMIT is MONTHLY + LIMIT
    assert MONTHLY + LIMIT is not LIMIT + MONTHLY


def test_one_and_yes_are_two_expressions() -> None:
    assert const(1) is not const(True)
    assert not const(1).is_yes_no
    assert const(True).is_yes_no


def test_facts_of_one_name_with_another_domain_are_two_expressions() -> None:
    assert fact("x", Entity.PERSON, None, 0, 3).highest == 3
    assert fact("x", Entity.PERSON, None, 0, 9).highest == 9


@pytest.mark.parametrize(
    "write", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a <= b, lambda a, b: a == b]
)
def test_other_units_do_not_go_together(write) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadExpression, match="EUR/month and EUR/year do not go together"):
        write(MONTHLY, YEARLY)


def test_a_plain_number_is_no_amount_but_zero_is() -> None:
    assert (MONTHLY <= 0).is_yes_no
    with pytest.raises(BadExpression, match="EUR/month and a plain number"):
        MONTHLY <= 100  # noqa: B015


def test_an_amount_times_an_amount_is_refused() -> None:
    with pytest.raises(BadExpression, match=r"use scaled\(\)"):
        MONTHLY * LIMIT


def test_the_quotient_of_two_amounts_is_a_plain_number() -> None:
    assert build(Op.DIV, MONTHLY, LIMIT).unit is None
    assert build(Op.DIV, MONTHLY, 12).unit == "EUR/month"


def test_a_divisor_that_can_be_zero_is_refused() -> None:
    with pytest.raises(BadExpression, match="the divisor can be 0"):
        build(Op.DIV, MONTHLY, COUNT)


def test_scaled_refuses_a_whole_that_can_be_zero() -> None:
    with pytest.raises(BadExpression, match="the whole can be zero"):
        scaled(MONTHLY, COUNT, COUNT)
    assert scaled(MONTHLY, COUNT, const(3)).unit == "EUR/month"


def test_and_joins_yes_no_only() -> None:
    with pytest.raises(BadExpression, match="joins yes/no"):
        YES & COUNT


@pytest.mark.parametrize("op", [Op.ADD, Op.SUB, Op.MUL, Op.MIN, Op.MAX])
def test_yes_and_no_are_not_added_up(op: Op) -> None:
    with pytest.raises(BadExpression, match="takes numbers"):
        build(op, YES, YES)


def test_a_condition_of_when_is_yes_or_no() -> None:
    with pytest.raises(BadExpression, match="not a yes/no expression"):
        build(Op.WHEN, COUNT, 1, 0)


def test_python_words_are_refused() -> None:
    with pytest.raises(BadExpression, match=r"use & \| ~"):
        bool(YES)


def test_a_reduction_needs_persons() -> None:
    with pytest.raises(BadExpression, match="said of each person"):
        reduce(Op.TOTAL, COUNT)
    with pytest.raises(BadExpression, match="any needs a yes/no"):
        reduce(Op.ANY, MONTHLY)
    with pytest.raises(BadExpression, match="largest needs a number"):
        reduce(Op.LARGEST, YES)


def test_numbers_that_do_not_fit_64_bits_are_refused() -> None:
    with pytest.raises(BadExpression, match="64 bits"):
        HUGE * 4


def test_rounding_may_not_overflow_either() -> None:
    assert build(Op.DIV, HUGE, 2).highest == 2**60
    with pytest.raises(BadExpression, match="when rounded"):
        build(Op.DIV, HUGE + HUGE, 2)


@pytest.mark.parametrize(
    ("node", "span"),
    [
        (reduce(Op.TOTAL, SIGNED), (-7 * MOST_PERSONS, -2)),
        (reduce(Op.TOTAL, MONTHLY), (0, 5_000_000 * MOST_PERSONS)),
        (reduce(Op.LARGEST, SIGNED), (-7, -2)),
        (COUNT - SIGNED, (2, 27)),
        (SIGNED * SIGNED, (4, 49)),
        (build(Op.DIV, SIGNED, build(Op.MAX, COUNT, 1)), (-7, 0)),
        (build(Op.WHEN, YES, COUNT, SIGNED), (-7, 20)),
        (YES & YES, (0, 1)),
        (size(), (1, MOST_PERSONS)),
    ],
)
def test_an_expression_knows_its_range(node: Node, span: tuple[int, int]) -> None:
    assert (node.lowest, node.highest) == span


@pytest.mark.parametrize(
    ("node", "smaller"),
    [
        (COUNT + 0, COUNT),
        (0 + COUNT, COUNT),
        (COUNT * 1, COUNT),
        (~~YES, YES),
        (YES & True, YES),
        (YES | True, const(True)),
        (YES & YES, YES),
        (COUNT <= 20, const(True)),
        (COUNT < 0, const(False)),
        (build(Op.MIN, COUNT, 25), COUNT),
        (build(Op.MAX, COUNT, 25), const(25)),
        (build(Op.WHEN, const(True), COUNT, 3), COUNT),
        (build(Op.WHEN, YES, COUNT, COUNT), COUNT),
        (const(3) + const(4), const(7)),
        (const(3) < const(4), const(True)),
    ],
)
def test_the_obvious_is_made_smaller(node: Node, smaller: Node) -> None:
    assert node is smaller


def test_a_comparison_at_the_edge_is_not_decided_too_soon() -> None:
    assert (COUNT < 20).op is Op.LT
    assert (COUNT <= 19).op is Op.LE
    assert (COUNT <= 0).op is Op.LE


@pytest.mark.parametrize(
    ("number", "divisor", "rounded"),
    [(5, 2, 3), (-5, 2, -2), (4, 3, 1), (-4, 3, -1), (7, 12, 1), (5, 12, 0), (6, 12, 1), (-6, 12, 0)],
)
def test_division_rounds_half_up(number: int, divisor: int, rounded: int) -> None:
    assert divide(number, divisor) == rounded


def test_another_unit_changes_no_number() -> None:
    renamed = relabelled(MONTHLY, "EUR/year")
    assert (renamed.unit, renamed.lowest, renamed.highest) == ("EUR/year", 0, 5_000_000)
    assert relabelled(const(5, "EUR"), None) is const(5)
