"""The best question for a list: which answer, of whom, is expected to settle most.

For every question that is open somewhere we fill in each answer that may be given, work out again the rights
that read it, for all households together, and weigh what becomes certain by how often that answer is given:
by assumed shares or a town's own counts. This orders questions, never people, and changes no answer.
The worth of a question for one household is that of :mod:`nabij_rights.questions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from nabij_rights.catalogue import RuleSet, catalogue, rules_on
from nabij_rights.coming.ticks import answer_roots
from nabij_rights.engine.arrays import Column, Ends, Population
from nabij_rights.engine.program import Program, Setting
from nabij_rights.facts.likely import LikelyAnswer, likely_answers
from nabij_rights.facts.questions import Question
from nabij_rights.lists.best_question_asked import Askings, askings_of
from nabij_rights.lists.evaluators import FEW_FOLLOWED, evaluator_for
from nabij_rights.lists.screening import Evaluate
from nabij_rights.lists.shares import LocalShares, assumed_shares
from nabij_rights.questions import EURO_WEIGHT_CEILING_CENTS, NARROWING_WEIGHT, TIMES_A_YEAR, ease_of_question
from nabij_rights.rights import Kind, Right
from nabij_rights.shelf import rests_on_shelf
from nabij_rights.towns.packs import town_named

ROWS_AT_ONCE = 40_000
"""So many filled-in households are worked out together."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class _State:
    """Of one right: whether yes or no is settled, and the lowest and highest amount in cents."""

    is_settled: NDArray[np.bool_]
    lowest: Column
    highest: Column


@dataclass(frozen=True)
class Gains:
    """What one question is expected to settle, per asking: rights, euros of span a year, and its worth as
    :mod:`nabij_rights.questions` weighs it."""

    askings: Askings
    rights: Numbers
    euros_year: Numbers
    worth: Numbers


@dataclass(frozen=True)
class QuestionForList:
    """One question for the list, asked where its answer is expected to settle something by itself.

    ``rights`` and ``euros_year`` are expected per answer; a span counts until 5,000 euro a year per right.
    ``label`` says where the shares come from; ``expected_yes`` how many are expected to say yes, for a yes/no
    question about one fact.
    """

    question: Question
    households: int
    askings: int
    open_elsewhere: int
    rights: float
    euros_year: float
    label: str
    expected_yes: float | None

    @property
    def rights_in_all(self) -> float:
        """How many rights the whole round is expected to settle."""
        return self.rights * self.askings


@dataclass(frozen=True)
class BestForHousehold:
    """The question that is worth most for one household (counted from 0), and the person it is about."""

    household: int
    question: Question
    person: int | None
    worth: float


@dataclass(frozen=True)
class BestQuestions:
    """All questions, the one that is expected to settle most rights first; and per household, in the order
    of the list, its own. A household for which no single answer settles anything has none."""

    questions: Sequence[QuestionForList]
    households: Sequence[BestForHousehold]


def best_questions(
    population: Population,
    *,
    on: date,
    evaluate: Evaluate | None = None,
    local: LocalShares | None = None,
) -> BestQuestions:
    """Which question, asked to whom, settles most. Raises TooEarly.

    Without ``evaluate`` it takes the evaluator that costs least for so many households.
    """
    evaluate = evaluate or evaluator_for(population.number_of_households, few=FEW_FOLLOWED)
    local = local or assumed_shares()
    trial = _Trial(population, rules_on(on), evaluate)
    found: list[QuestionForList] = []
    best = _Best(population.number_of_households)
    for askings in askings_of(population, trial.rule_set):
        answers = likely_answers(askings.question, on=on, known=local.known)
        gains = trial.gains(askings, answers)
        best.take(gains)
        if (one := _for_list(gains, local)) is not None:
            found.append(one)
    found.sort(key=lambda one: (-one.rights_in_all, -one.euros_year, one.question.id))
    return BestQuestions(found, list(best.chosen()))


def _for_list(gains: Gains, local: LocalShares) -> QuestionForList | None:
    settles = gains.worth > 1e-9
    number = int(settles.sum())
    if not number:
        return None
    question, askings = gains.askings.question, gains.askings
    plain = [key.partition("@")[0] for key in question.facts]
    return QuestionForList(
        question=question,
        households=len(np.unique(askings.households[settles])),
        askings=number,
        open_elsewhere=len(settles) - number,
        rights=float(gains.rights[settles].mean()),
        euros_year=float(gains.euros_year[settles].mean()),
        label="; ".join(dict.fromkeys(map(local.label_of, plain))),
        expected_yes=_expected_yes(question, number, local),
    )


def _expected_yes(question: Question, askings: int, local: LocalShares) -> float | None:
    if question.kind != "yes_no" or len(question.facts) != 1:
        return None
    fact_id = question.facts[0].partition("@")[0]
    return askings * local.known["yes"][fact_id] if fact_id in local.known["yes"] else None


class _Best:
    """The question worth most for each household; of equals the one that comes first in the form."""

    def __init__(self, households: int) -> None:
        self._worth = np.zeros(households)
        self._question: list[Question | None] = [None] * households
        self._person = np.full(households, -1, dtype=np.int64)

    def take(self, gains: Gains) -> None:
        """Take this question where it is worth more than those before."""
        askings = gains.askings
        for place in np.flatnonzero(gains.worth > self._worth[askings.households] + 1e-9).tolist():
            home = int(askings.households[place])
            if gains.worth[place] > self._worth[home] + 1e-9:
                self._worth[home] = gains.worth[place]
                self._question[home] = askings.question
                self._person[home] = askings.places[place]

    def chosen(self) -> Iterator[BestForHousehold]:
        """What was found, in the order of the list."""
        for home, question in enumerate(self._question):
            if question is not None:
                person = int(self._person[home])
                yield BestForHousehold(
                    home, question, person if person >= 0 else None, float(self._worth[home])
                )


class _Trial:
    """Fills in answers and works out again what reads them."""

    def __init__(self, population: Population, rule_set: RuleSet, evaluate: Evaluate) -> None:
        self.population, self.rule_set, self._evaluate = population, rule_set, evaluate
        self._sizes = np.diff(population.offsets)
        self._before = _states(population, rule_set, rule_set.setting, evaluate)
        self._reads = {
            right_id: frozenset(Program(answer_roots(version)).inputs)
            for right_id, version in rule_set.versions.items()
        }
        self._elsewhere = {right_id: self._is_elsewhere(right_id) for right_id in rule_set.versions}

    def gains(self, askings: Askings, answers: Sequence[LikelyAnswer]) -> Gains:
        """What each asking is expected to settle."""
        number = len(askings.households)
        rights, euros, worth = np.zeros(number), np.zeros(number), np.zeros(number)
        keys = set(askings.question.facts)
        ids = [right_id for right_id, reads in self._reads.items() if reads & keys]
        told = [answer for answer in answers if answer.facts and answer.share > 0]
        if ids and told:
            rule_set = _some_of(self.rule_set.on, tuple(ids))
            step = max(1, ROWS_AT_ONCE // len(told))
            for first in range(0, number, step):
                part = askings.part(first, first + step)
                sums = self._gains(part, told, rule_set)
                for total, found in zip((rights, euros, worth), sums, strict=True):
                    total[first : first + step] = found
        return Gains(askings, rights, euros, worth * ease_of_question(askings.question))

    def _gains(
        self, askings: Askings, answers: Sequence[LikelyAnswer], rule_set: RuleSet
    ) -> tuple[Numbers, Numbers, Numbers]:
        filled_in = self._filled_in(askings, answers, rule_set.bounds_program)
        after = _states(filled_in, rule_set, self.rule_set.setting, self._evaluate)
        shares = np.array([answer.share for answer in answers])
        number = len(askings.households)
        sums = np.zeros((3, number))
        for right_id, state in after.items():
            right = catalogue()[right_id]
            parts = _weighed(right, self._before[right_id], state, askings.households, len(answers))
            here = ~self._elsewhere[right_id][askings.households]
            for total, part in zip(sums, parts, strict=True):
                total += here * (shares[:, None] * part).sum(axis=0)
        return sums[0], sums[1], sums[2]

    def _filled_in(self, askings: Askings, answers: Sequence[LikelyAnswer], program: Program) -> Population:
        """Every household of the askings once for each answer, with that answer filled in."""
        homes = np.tile(askings.households, len(answers))
        sizes = self._sizes[homes]
        offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        begins = self.population.offsets[homes]
        persons = np.arange(offsets[-1]) + np.repeat(begins - offsets[:-1], sizes)
        found = Population(
            offsets,
            _taken(self.population.household, homes, program, is_personal=False),
            _taken(self.population.persons, persons, program, is_personal=True),
            {
                name: (low[homes], high[homes])
                for name, (low, high) in self.population.decisions.items()
                if name in program.decisions
            },
        )
        for number, answer in enumerate(answers):
            rows = np.arange(number * len(askings.households), (number + 1) * len(askings.households))
            for key, span in answer.facts.items():
                if key in program.inputs:
                    askings.fill_in(found, persons, key, span, program.inputs[key].unknown, rows)
        return found

    def _is_elsewhere(self, right_id: str) -> NDArray[np.bool_]:
        town = catalogue()[right_id].town
        ends = self.population.household.get("municipality")
        if town is None or ends is None:
            return np.zeros(len(self._sizes), dtype=np.bool_)
        code = town_named(town).nis_code
        return (ends[0] > code) | (ends[1] < code)


@rests_on_shelf
@lru_cache(maxsize=512)
def _some_of(on: date, right_ids: tuple[str, ...]) -> RuleSet:
    """The rules of a day of some rights, kept so that they are laid out once for all questions and lists."""
    versions = rules_on(on).versions
    return RuleSet(on, MappingProxyType({right_id: versions[right_id] for right_id in right_ids}))


def _states(
    population: Population, rule_set: RuleSet, setting: Setting, evaluate: Evaluate
) -> Mapping[str, _State]:
    """Every right as it stands; what only a person decides counts as settled when nothing else is open."""
    columns = iter(evaluate(rule_set.bounds_program, population, setting))
    found = {}
    for right_id, version in rule_set.versions.items():
        is_settled = (next(columns) != 0) == (next(columns) != 0)
        if version.amount is None:
            nothing = np.zeros(len(is_settled), dtype=np.int64)
            found[right_id] = _State(is_settled, nothing, nothing)
        else:
            found[right_id] = _State(is_settled, next(columns), next(columns))
    return found


def _taken(
    columns: Mapping[str, Ends], where: Column, program: Program, *, is_personal: bool
) -> dict[str, Ends]:
    """Copies of the columns that a program reads, so that an answer can be filled in."""
    found: dict[str, Ends] = {}
    for name, leaf in program.inputs.items():
        if leaf.is_personal is not is_personal:
            continue
        ends = columns.get(name)
        if ends is None:
            found[name] = tuple(np.full(len(where), end, dtype=np.int64) for end in leaf.unknown)  # type: ignore[assignment]
        else:
            found[name] = (ends[0][where], ends[1][where])
    return found


def _weighed(
    right: Right, before: _State, after: _State, homes: Column, answers: int
) -> tuple[Numbers, Numbers, Numbers]:
    """Rights settled, euros of span removed a year, and the worth, per answer and asking."""
    shape = (answers, len(homes))
    gain = after.is_settled.reshape(shape).astype(float) - before.is_settled[homes]
    if right.kind is Kind.PRICE:
        return gain, np.zeros(shape), gain
    spread = (before.highest - before.lowest)[homes].astype(float)
    left = (after.highest - after.lowest).reshape(shape).astype(float)
    times = TIMES_A_YEAR.get(right.period, 1)
    narrowed = np.clip(1 - left / np.where(spread > 0, spread, 1.0), 0.0, 1.0) * (spread > 0)
    most = EURO_WEIGHT_CEILING_CENTS  # an amount that nobody knows at all must not outweigh all others
    yearly = np.minimum(before.highest[homes] * times, most) / most
    euros = (np.minimum(spread * times, most) - np.minimum(left * times, most)) / 100
    return gain, euros, (gain + NARROWING_WEIGHT * narrowed) * (1 + yearly)
