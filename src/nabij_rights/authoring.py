"""The words in which a rule is written. A rule module imports these and nothing else of the engine.

A rule reads like the article beside it::

    RIGHT = Right("igo", level=FEDERAL, ...)

    @RIGHT.rule(from_on="2018-09-01")
    def rule() -> Rule:
        means = named("counted_means", ...)
        return Rule(
            condition("pension_age", you(aged(66)), "Law of 22 March 2001, art. 3"),
            person_decides("in_need", "Organic law, art. 57"),
            amount=per_month(most(amount("igo.basic_year") - means, 0)),
        )
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from nabij_rights.engine import days
from nabij_rights.engine.days import CalendarNumber, Day
from nabij_rights.engine.expression import (
    NEVER,
    BadExpression,
    Entity,
    Node,
    Op,
    Term,
    build,
    const,
    lift,
    reduce,
    relabelled,
    scaled,
    size,
)
from nabij_rights.engine.expression import amount as amount_node
from nabij_rights.engine.expression import day as day_node
from nabij_rights.facts.vocabulary import fact_named
from nabij_rights.parameters.book import DatedAmount, amounts
from nabij_rights.rights import (
    AppealBody,
    Condition,
    Granting,
    Kind,
    Law,
    LegalTerm,
    Level,
    Procedure,
    Right,
    Rule,
    Starter,
    Unit,
    any_way,
    condition,
    decision_here,
    every,
    named,
    person_decides,
)
from nabij_rights.towns.packs import town_named

# ------------------------------------------------------------------------------------------ facts


def fact(fact_id: str, *, at: Day | None = None) -> Node:
    """A fact of the vocabulary, today or on a snapshot day.

    A "since" fact on a day tells whether it ran on that day.
    """
    if at is None:
        return fact_named(fact_id).node()
    if fact_named(fact_id).type == "since":
        ran_on = build(Op.LE, fact_named(fact_id).node(), day(at))
        return ran_on | fact_named(fact_id).node(str(at))
    return fact_named(fact_id).node(str(at))


def is_(fact_id: str, *values: str, at: Day | None = None) -> Node:
    """Whether a fact has one of these named values."""
    return fact_named(fact_id).is_one_of(*values, snapshot=str(at) if at else None)


def has(fact_id: str) -> Node:
    """Whether a "since" fact has begun: a day on or before today."""
    return fact(fact_id) <= day(days.TODAY)


def lives_in(town: str) -> Node:
    """Whether the household lives in this town (a folder of ``towns``)."""
    return fact("municipality") == town_named(town).nis_code


def lives_in_flanders(*, at: Day | None = None) -> Node:
    """The Flemish Region, by the province digits of the NIS code; fictional towns count too."""
    nis = fact("municipality", at=at)
    return one_of(*[(nis >= first) & (nis < last) for first, last in _FLEMISH_NIS_CODES])


_FLEMISH_NIS_CODES: Final = (
    (10_000, 20_000),  # Antwerp
    (23_000, 25_000),  # Flemish Brabant
    (30_000, 50_000),  # West and East Flanders
    (70_000, 80_000),  # Limburg
    (99_000, 100_000),  # fictional towns of demos; 91 to 93 are the province of Namur
)


# -------------------------------------------------------------------------------- amounts and days


def amount(amount_id: str) -> Node:
    """A dated amount, limit or percentage of the parameter files, in its own unit."""
    try:
        return amount_of(amounts()[amount_id])
    except KeyError:
        raise BadExpression(f"{amount_id} stands in no parameter file") from None


def amount_of(found: DatedAmount) -> Node:
    """The expression for a dated amount, also one that stands in no parameter file yet."""
    unit = None if found.unit in (None, "number", "pct", "coefficient", "points") else found.unit
    return amount_node(found.id, unit, found.floor, found.ceiling)


def amount_of_day(amount_id: str, of_day: Node) -> Node:
    """A dated amount as it stood on the day of a fact (a move, a delivery), for amounts that never go down.

    A day after the review of the newest row gets what :func:`amount` says today. A row that is known but for
    a cent counts with its highest value, once it is past.
    """
    today, rows = amount(amount_id), [row for row in amounts()[amount_id].rows if row.high is not None]
    ends = [*(row.from_on for row in rows[1:]), rows[-1].review_by]
    result = today
    for row, end in reversed(list(zip(rows, ends, strict=True))):
        if end is not None and row.high is not None:
            then = least(today, in_unit(const(row.high), today.unit))
            result = when(of_day < day(str(end)), then, result)
    return result


def day(when_: Day | CalendarNumber | str) -> Node:
    """A day, or the number of this month or year: one of :mod:`nabij_rights.engine.days`, or an ISO date."""
    return day_node(Day(when_) if isinstance(when_, str) else when_)


def aged(years: int, *, on: Day = days.TODAY) -> Node:
    """Of each person: has reached this age on a day. 29 February counts from 1 March in a common year."""
    return fact("birth_on") <= day(Day(on.anchor, on.years - years, on.months, on.days))


def younger_than(years: int, *, on: Day = days.TODAY) -> Node:
    """Of each person: has not reached this age on a day."""
    return ~aged(years, on=on)


def until_month_of(years: int) -> Node:
    """Of each person: the month of this birthday is not past yet."""
    return fact("birth_on") >= day(Day("month", years=-years))


def months_since(fact_id: str, months: int) -> Node:
    """Whether at least so many months passed since the date of this fact."""
    return fact(fact_id) <= day(Day("today", months=-months))


# ----------------------------------------------------------------------------- persons to household


def you(of: Node) -> Node:
    """The value of the person whom the question is about."""
    return reduce(Op.REFERENCE, of)


def number_of(of: Node) -> Node:
    """How many persons this is true of, as a plain number."""
    return reduce(Op.TOTAL, build(Op.WHEN, of, const(1), const(0)))


def anyone(of: Node) -> Node:
    """Whether it is true of at least one person."""
    return reduce(Op.ANY, of)


def everyone(of: Node, *, among: Node | None = None) -> Node:
    """Whether it is true of all persons (among those named; true when there are none)."""
    return ~reduce(Op.ANY, ~of if among is None else among & ~of)


def sum_over(of: Node, *, among: Node | None = None) -> Node:
    """The sum over persons (among those named)."""
    return reduce(Op.TOTAL, of if among is None else build(Op.WHEN, among, of, 0))


def largest(of: Node, *, among: Node | None = None) -> Node:
    """The largest value of a person (0 when nobody is meant)."""
    return reduce(Op.LARGEST, of if among is None else build(Op.WHEN, among, of, 0))


def number_of_persons() -> Node:
    """How many persons the household has, as a plain number."""
    return relabelled(size(), None)


# -------------------------------------------------------------------------------------- sets of 2.0

CHILD_KINDS: Final = ("child", "foster_child")
PARTNER_KINDS: Final = ("spouse", "legal_cohabitant", "de_facto_partner")
RELATIVES_TO_THIRD_DEGREE: Final = (
    "child",
    "parent",
    "grandparent",
    "grandchild",
    "parent_in_law",
    "child_in_law",
    "sibling",
    "other_relative",
)


def is_you() -> Node:
    """Of each person: is the one whom the question is about."""
    return is_("relation_to_reference", "self")


def is_partner() -> Node:
    """Of each person: married to you, legally cohabiting or living as partners."""
    return is_("relation_to_reference", *PARTNER_KINDS)


def lives_under_roof() -> Node:
    """Of each person: really lives in this home."""
    return fact("lives_here")


def registered_at_address() -> Node:
    """Of each person: is registered at this address."""
    return fact("is_registered_here")


# -------------------------------------------------------------------------------------- arithmetic


def when(condition_: Node, yes: Term, no: Term = 0) -> Node:
    """The first value if the condition holds, else the second."""
    return build(Op.WHEN, condition_, yes, no)


def told_or_worked_out(told: Node, worked_out: Node) -> Node:
    """One number in two ways: a fact that tells it as a whole, and its parts added up.

    Each way narrows the other, so either is enough. Only the whole is asked. When the two contradict each
    other, the whole counts.
    """
    return build(Op.SAME, told, worked_out)


def least(first: Term, *others: Term) -> Node:
    """The smallest of these."""
    result = lift(first)
    for other in others:
        result = build(Op.MIN, result, other)
    return result


def most(first: Term, *others: Term) -> Node:
    """The largest of these."""
    result = lift(first)
    for other in others:
        result = build(Op.MAX, result, other)
    return result


def above_zero(of: Node) -> Node:
    """The number, or zero when it is negative."""
    return most(of, 0)


def divided(of: Node, by: Term) -> Node:
    """Rounded half up. Divide once, at the end, so that nothing is rounded twice."""
    return build(Op.DIV, of, by)


def whole_times(of: Node, by: Node) -> Node:
    """How many whole times a step goes into a number: 49 in steps of 25 is 1, 50 is 2."""
    return relabelled(build(Op.DIV, of + of - by + in_unit(const(1), of.unit), by + by), None)


def share(of: Node, percent: int | Node) -> Node:
    """A percentage, rounded half up to the cent. A percentage from the parameter files has two decimals."""
    if isinstance(percent, Node):
        return build(Op.DIV, build(Op.MUL, of, percent), 10_000)
    return build(Op.DIV, build(Op.MUL, of, percent), 100)


def shared_by(of: Node, persons: Node, *, at_most: int) -> Node:
    """An amount divided by a number of persons from 1 to ``at_most``, rounded half up."""
    return build(Op.DIV, of, most(1, least(persons, at_most)))


def finely(of: Node) -> Node:
    """The same amount in ten-thousandths of a cent, for a sum that is rounded once, at its end.

    A fine amount does not add up with one in cents; :func:`to_cents` leads back.
    """
    return relabelled(build(Op.MUL, of, _FINE), f"fine {of.unit}")


def to_cents(of: Node, *, parts: Term = 1) -> Node:
    """A fine amount, or one of so many equal parts of it, rounded half up to the cent: the only rounding."""
    if of.unit is None or not of.unit.startswith("fine "):
        raise BadExpression(f"to_cents needs a fine amount, not {of.unit or 'a plain number'}")
    return relabelled(build(Op.DIV, of, build(Op.MUL, parts, _FINE)), of.unit.removeprefix("fine "))


_FINE: Final = 10_000


def per_month(of: Node) -> Node:
    """A yearly amount as a monthly one: a twelfth, rounded half up to the cent."""
    return relabelled(build(Op.DIV, of, 12), "EUR/month")


def per_year(of: Node) -> Node:
    """A monthly amount as a yearly one: twelve times."""
    return relabelled(build(Op.MUL, of, 12), "EUR/year")


def in_unit(of: Node, unit: str | None) -> Node:
    """The same number in another unit. Say in a comment why the law allows it."""
    return relabelled(of, unit)


def brackets(of: Node, *steps: tuple[Term, Term], above: Term) -> Node:
    """A step table: the value beside the first limit that ``of`` does not exceed, else ``above``."""
    result = lift(above)
    for limit, value in reversed(steps):
        result = when(of <= limit, value, result)
    return result


def lookup(of: Node, table: Mapping[int, Term], *, otherwise: Term) -> Node:
    """The value for this exact number in a table."""
    result = lift(otherwise)
    for number, value in table.items():
        result = when(build(Op.EQ, of, number), value, result)
    return result


def all_of(first: Node, *others: Node) -> Node:
    """All of these hold."""
    result = first
    for other in others:
        result = result & other
    return result


def one_of(first: Node, *others: Node) -> Node:
    """At least one of these holds."""
    result = first
    for other in others:
        result = result | other
    return result


def open_question(name: str, *, if_so: Term, else_: Term) -> Node:
    """A point that a person decides, or on which the law allows two readings.

    Until somebody records the decision both values stay possible, so the answer shows a span.
    """
    return when(decision_here(name), if_so, else_)


ALWAYS: Final = const(True)
EURO: Final = 100
"""Cents in a euro; for the few fixed numbers that a rule may hold."""

__all__ = [
    "ALWAYS",
    "CHILD_KINDS",
    "EURO",
    "NEVER",
    "PARTNER_KINDS",
    "RELATIVES_TO_THIRD_DEGREE",
    "AppealBody",
    "Condition",
    "Day",
    "Entity",
    "Granting",
    "Kind",
    "Law",
    "LegalTerm",
    "Level",
    "Node",
    "Procedure",
    "Right",
    "Rule",
    "Starter",
    "Unit",
    "above_zero",
    "aged",
    "all_of",
    "amount",
    "amount_of",
    "amount_of_day",
    "any_way",
    "anyone",
    "brackets",
    "condition",
    "day",
    "days",
    "divided",
    "every",
    "everyone",
    "fact",
    "finely",
    "has",
    "in_unit",
    "is_",
    "is_partner",
    "is_you",
    "largest",
    "least",
    "lives_in",
    "lives_in_flanders",
    "lives_under_roof",
    "lookup",
    "months_since",
    "most",
    "named",
    "number_of",
    "number_of_persons",
    "one_of",
    "open_question",
    "per_month",
    "per_year",
    "person_decides",
    "registered_at_address",
    "scaled",
    "share",
    "shared_by",
    "sum_over",
    "to_cents",
    "told_or_worked_out",
    "until_month_of",
    "when",
    "whole_times",
    "you",
    "younger_than",
]
