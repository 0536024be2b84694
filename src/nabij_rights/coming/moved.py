"""The same household and the same amounts on a later day, as far as they are known today.

Nothing is assumed to change but the calendar. What a rule reads on a snapshot day that is still to come is
what holds today. An amount that grows old between today and that day is not widened further: that nobody
published the next one yet is no news about a household. A row of the law that begins by then does count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from nabij_rights.coming.ticks import BENEFIT_ENDS
from nabij_rights.engine.days import Day
from nabij_rights.engine.expression import NEVER, Op
from nabij_rights.engine.program import Program, Setting, Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.parameters.book import Figure, amounts
from nabij_rights.shelf import rests_on_shelf

YEAR_OF_LATEST = ("assessment_income_year",)
"""A year that moves along: who has the assessment of 2024 today, may have that of 2025 a year later."""

NOT_KNOWN_AFTER_A_BENEFIT = ("net_benefit_income_eur_month", "gross_taxable_income_eur_month")


@dataclass(frozen=True)
class Standpoint:
    """The day on which everything was told, and the later day that is looked at."""

    on: date
    day: date


def situation_on(situation: Situation, keys: Iterable[str], standpoint: Standpoint) -> Situation:
    """The situation on the later day; ``keys`` are the facts on a snapshot day that the rules read."""
    if standpoint.day == standpoint.on:
        return situation
    days = {key: Day.parse(key.partition("@")[2]) for key in keys}
    household = _moved(situation.household, days, standpoint)
    for fact in YEAR_OF_LATEST:
        if fact in household:
            low, high = household[fact]
            household[fact] = (low, high + standpoint.day.year - standpoint.on.year)
    persons = [_ended(_moved(facts, days, standpoint), standpoint.day) for facts in situation.persons]
    return replace(situation, household=household, persons=persons)


def put_back(situation: Situation, was: Situation, key: str | None) -> Situation:
    """The situation with one fact, or all facts, as they were."""
    if key is None:
        return was
    persons = [_with(now, before, key) for now, before in zip(situation.persons, was.persons, strict=True)]
    return replace(situation, household=_with(situation.household, was.household, key), persons=persons)


def _with(now: Mapping[str, Span], before: Mapping[str, Span], key: str) -> dict[str, Span]:
    rest = {name: span for name, span in now.items() if name != key}
    return {**rest, key: before[key]} if key in before else rest


def _moved(facts: Mapping[str, Span], days: Mapping[str, Day], standpoint: Standpoint) -> dict[str, Span]:
    """The facts of one person or household, with those of a snapshot day that is another one by then."""
    moved = dict(facts)
    for key, leaf in days.items():
        then = leaf.on(standpoint.day)
        if then == leaf.on(standpoint.on):
            continue
        moved.pop(key, None)
        fact_id = key.partition("@")[0]
        if then > standpoint.on.toordinal() and fact_id in facts:
            moved[key] = _value_on(fact_id, facts[fact_id], then)
    return moved


def _value_on(fact_id: str, span: Span, day: int) -> Span:
    """What a fact of today says of a later day; a "since" fact has run by then or has not."""
    if vocabulary()[fact_id].type != "since":
        return span
    return (int(span[1] <= day), int(span[0] <= day))


def _ended(facts: dict[str, Span], day: date) -> dict[str, Span]:
    """A benefit whose last day is past has stopped, and what came with it is not known any more."""
    for ends, since in BENEFIT_ENDS.items():
        low, high = facts.get(ends, (NEVER, NEVER))
        if low >= day.toordinal():
            continue
        for fact in NOT_KNOWN_AFTER_A_BENEFIT:
            facts.pop(fact, None)
        facts.pop(since, None)
        if high < day.toordinal():
            facts[since] = (NEVER, NEVER)
    return facts


@rests_on_shelf
@lru_cache(maxsize=4096)
def figure_on(amount_id: str, standpoint: Standpoint) -> Figure:
    """The amount on the later day: as sure as it is today, or as on the day on which its new row begins."""
    amount = amounts()[amount_id]
    row = amount.row_on(standpoint.day)
    if row is None or row is amount.row_on(standpoint.on):
        return amount.on(standpoint.on)
    return amount.on(row.from_on)


def setting_on(program: Program, standpoint: Standpoint) -> Setting:
    """Amounts and days of the later day."""
    figures = {node.meta: figure_on(node.meta, standpoint) for node in program.leaves(Op.AMOUNT)}
    spans = {key: (figure.low, figure.high) for key, figure in figures.items()}
    return Setting(spans, {node.meta: node.meta.on(standpoint.day) for node in program.leaves(Op.DAY)})
