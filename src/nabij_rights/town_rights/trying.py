"""Tries out a right that is not in the catalogue yet: on a household, its examples, a made-up town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from nabij_rights.cases import Case, Expected
from nabij_rights.catalogue import RuleSet
from nabij_rights.engine.arrays import ArrayEvaluation, population_of
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.reading import Problem, UnreadableCase, read_situation
from nabij_rights.parameters.book import engine_number, written_number
from nabij_rights.reasons import Answer
from nabij_rights.rights import Condition
from nabij_rights.synthetic import PlainCase, made_up_households
from nabij_rights.town_rights.document import TownRight


@dataclass(frozen=True)
class Tried:
    """The answer of a draft on one household. Amounts are in the engine's numbers."""

    answer: Answer
    amount: Span | None
    conditions: tuple[tuple[Condition, Answer], ...]
    unit: str | None


def answer_of(span: Span) -> Answer:
    """Lowest and highest of a yes/no as an answer."""
    return Answer.YES if span[0] else Answer.UNKNOWN if span[1] else Answer.NO


def rule_set_of(town_right: TownRight, on: date) -> RuleSet:
    """The rule of this document that is valid on a day, alone; empty when there is none."""
    version = town_right.right.version_on(on)
    versions = {} if version is None else {town_right.right.id: version}
    return RuleSet(on, versions, town_right.amounts)


def try_household(town_right: TownRight, given: Mapping[str, Any], on: date) -> Tried:
    """The answer for one household. Raises UnreadableCase."""
    situation = read_situation(given, on=on)
    rules = rule_set_of(town_right, on)
    version = rules.versions.get(town_right.right.id)
    if version is None:
        return Tried(Answer.NO, None, (), None)
    evaluation = Evaluation(rules.program, situation, rules.setting)
    conditions = tuple(
        (part, answer_of(evaluation.span(part.holds)))
        for condition in version.conditions
        for part in condition.walk()
    )
    amount = None if version.amount is None else evaluation.span(version.amount)
    unit = None if version.amount is None else version.amount.unit
    return Tried(answer_of(evaluation.span(version.holds)), amount, conditions, unit)


@dataclass(frozen=True)
class Checked:
    """An example with what the draft says of it; ``differences`` is empty when it holds.

    When the household cannot be read there is nothing tried, and ``misread`` says why.
    """

    case: Case
    tried: Tried | None
    differences: tuple[str, ...]
    misread: tuple[Problem, ...] = ()


def check_examples(town_right: TownRight) -> tuple[Checked, ...]:
    """Every example of the document against its rule."""
    return tuple(_checked(town_right, case) for case in town_right.cases)


def _checked(town_right: TownRight, case: Case) -> Checked:
    try:
        tried = try_household(town_right, case.given, case.on)
    except UnreadableCase as error:
        return Checked(case, None, tuple(str(problem) for problem in error.problems), error.problems)
    return Checked(case, tried, tuple(_differences(case.expected, tried)))


def _differences(expected: Expected, tried: Tried) -> Iterator[str]:
    if tried.answer is not expected.answer:
        yield f"{tried.answer}, not {expected.answer}"
    for name, end in (("lowest", 0), ("highest", 1)):
        wanted = getattr(expected, name)
        if wanted is None:
            continue
        if tried.amount is None:
            yield f"no amount, not {wanted}"
        elif tried.amount[end] != engine_number(wanted, tried.unit, name):
            yield f"{written_number(tried.amount[end], tried.unit)}, not {wanted}"


# -------------------------------------------------------------------------------------- a made-up town

TIMES_A_YEAR = {"day": 220, "month": 12, "quarter": 4}
"""How often a period comes in a year; days of childcare and the like are taken at 220. All others once."""


@dataclass(frozen=True)
class Share:
    """Of one kind of household: how many have the right before and after, for whom it changes, the euros.

    ``first`` get it and did not before, ``stop`` the other way round; ``more`` and ``less`` keep it with
    another amount. ``perhaps`` depend on what a person decides.
    """

    kind: str
    households: int
    before: int
    after: int
    first: int
    stop: int
    more: int
    less: int
    perhaps: int
    cost_before: Span
    cost_after: Span


@dataclass(frozen=True)
class Preview:
    """Who gains, who loses and what it costs a year in a made-up town, in cents."""

    rows: tuple[Share, ...]
    total: Share


def kind_of(given: PlainCase) -> str:
    """What a made-up household looks like: the same kinds for everybody."""
    relations = Counter(person.get("relation_to_reference", "self") for person in given["persons"])
    has_partner = any(relations[kind] for kind in ("spouse", "legal_cohabitant", "de_facto_partner"))
    has_child = bool(relations["child"] or relations["foster_child"])
    if relations["parent"] or relations["unrelated"]:
        return "others"
    return f"{'couple' if has_partner else 'single'}{'_children' if has_child else ''}"


def made_up_town(town: str, number: int, *, seed: int, on: date) -> list[PlainCase]:
    """So many made-up households that all live in this town."""
    found = made_up_households(number, seed=seed, on=on)
    return [{**given, "municipality": town} for given in found]


def preview(draft: TownRight, before: TownRight | None, households: Sequence[PlainCase], on: date) -> Preview:
    """Compares a draft with the rule that holds now (none: a new right) on a day."""
    now = _outcomes(draft, households, on)
    old = _outcomes(before, households, on) if before is not None else [((0, 0), (0, 0))] * len(households)
    kinds = [kind_of(given) for given in households]
    rows = [
        _share(kind, [pair for pair, of in zip(zip(old, now, strict=True), kinds, strict=True) if of == kind])
        for kind in sorted(set(kinds))
    ]
    return Preview(tuple(rows), _share("all", list(zip(old, now, strict=True))))


Outcome = tuple[Span, Span]
"""Whether the right is held, and the amount in a year in cents, each as lowest and highest."""


def _outcomes(town_right: TownRight, households: Iterable[PlainCase], on: date) -> list[Outcome]:
    situations = [read_situation(given, on=on) for given in households]
    rules = rule_set_of(town_right, on)
    version = rules.versions.get(town_right.right.id)
    if version is None:
        return [((0, 0), (0, 0))] * len(situations)
    columns = ArrayEvaluation(rules.bounds_program, population_of(situations, rules.program), rules.setting)
    low, high, *money = (column.tolist() for column in columns.results)
    if not money:
        money = [[0] * len(low)] * 2
    times = TIMES_A_YEAR.get(town_right.right.period, 1)
    return [((a, b), (c * times, d * times)) for a, b, c, d in zip(low, high, *money, strict=True)]


def _share(kind: str, pairs: Sequence[tuple[Outcome, Outcome]]) -> Share:
    is_in = np.array([(was[0][0], now[0][0]) for was, now in pairs], dtype=bool).reshape(-1, 2)
    money = np.array([(*was[1], *now[1]) for was, now in pairs], dtype=np.int64).reshape(-1, 4)
    has_before, has_after = is_in[:, 0], is_in[:, 1]
    keeps = has_before & has_after
    sums = [int(total) for total in money.sum(axis=0)]
    return Share(
        kind,
        households=len(pairs),
        before=int(has_before.sum()),
        after=int(has_after.sum()),
        first=int((~has_before & has_after).sum()),
        stop=int((has_before & ~has_after).sum()),
        more=int((keeps & (money[:, 2] > money[:, 0])).sum()),
        less=int((keeps & (money[:, 3] < money[:, 1])).sum()),
        perhaps=sum(not now[0][0] and bool(now[0][1]) for _, now in pairs),
        cost_before=(sums[0], sums[1]),
        cost_after=(sums[2], sums[3]),
    )
