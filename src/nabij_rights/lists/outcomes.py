"""What a list says of every right: the answer, the amount, the open facts, the warnings; by column.

It is what :class:`nabij_rights.answers.Outcome` says of one household, in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nabij_rights.answers import Warning_
from nabij_rights.catalogue import RuleSet, catalogue
from nabij_rights.engine.arrays import Column, Population
from nabij_rights.engine.expression import Entity, Node, Op
from nabij_rights.engine.machine.gathering import MEMBERS
from nabij_rights.engine.machine.running import with_kernel
from nabij_rights.engine.machine.walked import Walked
from nabij_rights.lists.compiled_walk import CompiledWalk, to_amounts, to_facts
from nabij_rights.lists.screening import Evaluate, with_numpy
from nabij_rights.lists.tracing import WORD, Live, Tracer, Values, Walk
from nabij_rights.parameters.book import Confidence, Figure, Status
from nabij_rights.rights import Kind, Right, Version

Bools = NDArray[np.bool_]

NO, UNKNOWN, YES = 0, 1, 2
"""Codes of the three answers."""

WARNINGS = (
    Warning_.PERSON_DECIDES,
    Warning_.AMOUNT_NOT_KNOWN,
    Warning_.FIGURE_OUTDATED,
    Warning_.FIGURE_UNOFFICIAL,
    Warning_.REPLACED,
    Warning_.CLAIM_FIRST,
)
"""Warnings about a rule in force, in the order in which they are said; bit n of a code is the n-th."""


class MissingFacts(StrEnum):
    """Whether the facts that can still change an answer are named."""

    NAMES = "names"
    NONE = "none"


@dataclass(frozen=True)
class Missing:
    """The facts that one right waits for, by household, in the order of the rules and of the members.

    Those of household n stand from ``offsets[n]`` to ``offsets[n + 1]``. A number is ``MEMBERS`` times that
    of one of the ``facts``, plus 0 for a fact of the home or the member, counted from 1.
    """

    facts: tuple[str, ...]
    offsets: NDArray[np.int32]
    numbers: NDArray[np.int32]

    def of(self, household: int) -> list[tuple[str, int]]:
        """Fact and member for one household."""
        numbers = self.numbers[self.offsets[household] : self.offsets[household + 1]].tolist()
        return [(self.facts[number // MEMBERS], number % MEMBERS) for number in numbers]


@dataclass(frozen=True)
class RightOfList:
    """One right for every household. Amounts are in cents; ``is_amount_known`` says where there is one.

    ``answer`` and ``warnings`` are codes, see YES and WARNINGS; without a rule there is one warning for all.
    """

    answer: Column
    lowest: Column | None
    highest: Column | None
    is_amount_known: Bools
    warnings: NDArray[np.uint8] | Warning_
    missing: Missing | None = None


def no_rule(number: int, right_id: str, rule_set: RuleSet) -> RightOfList:
    """A right that has no rule on this day, for so many households."""
    versions = catalogue()[right_id].versions
    is_past = bool(versions) and versions[-1].from_on <= rule_set.on
    warning = Warning_.CLOSED if is_past else Warning_.NOT_IN_FORCE
    return RightOfList(np.full(number, NO), None, None, np.ones(number, np.bool_), warning)


@dataclass(frozen=True)
class _Spans:
    """What the evaluator found for one right, before anything is said about it."""

    right: Right
    version: Version
    certain: Bools
    possible: Bools
    lowest: Column | None
    highest: Column | None

    @property
    def answer(self) -> Column:
        """Where a person decides, the machine never says yes."""
        certain = np.zeros_like(self.certain) if self.right.kind is Kind.MAY_ASK else self.certain
        return self.possible.astype(np.int64) + certain

    @property
    def is_open(self) -> Bools:
        """Whether the answer or the amount is a span."""
        is_open: Bools = self.answer == UNKNOWN
        return is_open if self.lowest is None else is_open | (self.lowest != self.highest)


class Outcomes:
    """Works out the rights of a rule set, for one population after the other."""

    def __init__(
        self,
        rule_set: RuleSet,
        *,
        evaluate: Evaluate = with_numpy,
        missing: MissingFacts = MissingFacts.NAMES,
        with_warnings: bool = True,
    ) -> None:
        self._rule_set, self._missing, self._evaluate = rule_set, missing, evaluate
        self._versions = list(rule_set.versions.items())
        self._figures = _Figures(rule_set)
        answers = [_answer_roots(version) for _, version in self._versions]
        steps = [[*version.named.values()] for _, version in self._versions]
        deciding = self._figures.deciding if with_warnings else self._figures.missing
        shown = self._figures.only_shown if with_warnings else frozenset()
        self._facts = tuple(rule_set.program.inputs)
        self._kinds = {kind: getattr(self._figures, kind) & deciding for kind in _KINDS}
        self._answers, self._steps, self._shown = answers, steps, shown
        # without a compiler, or for numbers that no kernel was compiled for, NumPy walks
        self._compiled = self._compiled_walk() if evaluate is with_kernel else None

    def of(self, population: Population) -> Mapping[str, RightOfList]:
        """Every right that has a rule on this day, by id."""
        found = None if self._compiled is None else self._compiled.of(population, self._rule_set.setting)
        return self._told(self._with_numpy(population) if found is None else self._with_kernels(found))

    def _told(self, of_rights: _Found) -> dict[str, RightOfList]:
        answers = {right_id: one.answer for right_id, one in of_rights.spans.items()}
        found = {}
        for number, (right_id, one) in enumerate(of_rights.spans.items()):
            codes = _warnings(
                one, answers, {kind: of_rights.rests_on(kind, number) for kind in (*_KINDS, "shown")}
            )
            found[right_id] = RightOfList(
                answers[right_id],
                one.lowest,
                one.highest,
                codes & 1 << WARNINGS.index(Warning_.AMOUNT_NOT_KNOWN) == 0,
                codes,
                of_rights.missing(number) if self._missing is MissingFacts.NAMES else None,
            )
        return found

    def _spans(self, columns: Iterator[Column]) -> dict[str, _Spans]:
        found = {}
        for right_id, version in self._versions:
            certain, possible = next(columns) != 0, next(columns) != 0
            amount = (None, None) if version.amount is None else (next(columns), next(columns))
            found[right_id] = _Spans(catalogue()[right_id], version, certain, possible, *amount)
        return found

    # ---------------------------------------------------------------------------------- with kernels

    def _compiled_walk(self) -> CompiledWalk:
        descents = [to_amounts(self._answers, self._kinds), to_amounts(self._steps, {"shown": self._shown})]
        if self._missing is MissingFacts.NAMES:
            descents.append(to_facts(self._answers))
        roots = [[*_ends_of(version)] for _, version in self._versions]
        return CompiledWalk(roots, descents, self._facts)

    def _with_kernels(self, walked: Walked) -> _Found:
        def missing(number: int) -> Missing:
            if not walked.lists:
                nothing = np.zeros(len(walked.columns[0]) + 1, np.int32)
                return Missing(self._facts, nothing, nothing[:0])
            return Missing(self._facts, walked.lists[number].offsets, walked.lists[number].numbers)

        return _Found(self._spans(iter(walked.columns)), walked.rests_on, missing)

    # ----------------------------------------------------------------------------------- with NumPy

    @cached_property
    def _walks(self) -> _Walks:
        deciding = frozenset[str]().union(*self._kinds.values())
        return _Walks(
            Walk(self._answers, leads_to=_is_fact, to_facts=True),
            Walk(self._answers, leads_to=_is_amount_of(deciding), to_facts=False),
            Walk(self._steps, leads_to=_is_amount_of(self._shown), to_facts=False),
        )

    @cached_property
    def _tracer(self) -> Tracer:
        walks = [self._walks.to_deciding, self._walks.to_shown]
        if self._missing is MissingFacts.NAMES:
            walks.append(self._walks.to_facts)
        # NumPy has to work out most of it anyway, to see what is open and on what an answer rests
        return Tracer(walks, [root for of_right in self._answers for root in of_right])

    def _with_numpy(self, population: Population) -> _Found:
        values = self._tracer.values(population, self._rule_set.setting)
        ends = (
            end
            for _, version in self._versions
            for root in _ends_of(version)
            for end in values.of_homes(root)
        )
        amounts = self._amounts(values)
        waiting = self._waiting(values) if self._missing is MissingFacts.NAMES else None

        def missing(number: int) -> Missing | None:
            return None if waiting is None else waiting.of(number)

        return _Found(self._spans(ends), lambda kind, number: _bit(amounts[kind], number), missing)

    def _amounts(self, values: Values) -> dict[str, Live]:
        """Of each kind of amount that is worth a warning, the rights that rest on one."""
        found: dict[str, Live] = {kind: {} for kind in (*_KINDS, "shown")}
        for node, live in self._walks.to_deciding.down(values):
            for kind in _KINDS:
                if node.meta in self._kinds[kind]:
                    _join(found[kind], live)
        for _node, live in self._walks.to_shown.down(values):
            _join(found["shown"], live)
        return found

    def _waiting(self, values: Values) -> Waiting:
        """For every fact the rights that wait for it, in the order in which the rules come to the facts."""
        found: dict[str, tuple[bool, Live]] = {}
        for node, live in self._walks.to_facts.down(values):
            key = node.meta if node.op is Op.FACT else node.meta[0]
            _join(found.setdefault(key, (node.entity is Entity.PERSON, {}))[1], live)
        facts = [(number, *found[key]) for number, key in enumerate(self._facts) if key in found]
        return Waiting(self._facts, facts, values)


class _Walks(NamedTuple):
    to_facts: Walk
    to_deciding: Walk
    to_shown: Walk


@dataclass(frozen=True)
class _Found:
    """What was found for every right, by its place among them, however it was worked out."""

    spans: Mapping[str, _Spans]
    rests_on: Callable[[str, int], Bools | None]
    """Where a right may rest on amounts of a kind; None for nowhere."""
    missing: Callable[[int], Missing | None]


_KINDS = ("missing", "outdated", "unofficial")


class _Figures:
    """The amounts of the day that are worth a warning, by kind."""

    def __init__(self, rule_set: RuleSet) -> None:
        def those(holds: Callable[[Figure], bool]) -> frozenset[str]:
            return frozenset(slot for slot, figure in rule_set.figures.items() if holds(figure))

        self.missing = those(lambda figure: figure.status is Status.MISSING)
        self.outdated = those(lambda figure: figure.status in (Status.STALE, Status.ESTIMATE))
        self.unofficial = those(lambda figure: _is_unofficial(figure))
        self.deciding = self.missing | self.outdated | self.unofficial
        self.only_shown = self.unofficial - self.missing
        """A step that rests on an amount that nobody knows is not shown at all."""


def _is_unofficial(figure: Figure) -> bool:
    return figure.row is not None and figure.row.confidence is Confidence.SECONDARY


class Waiting:
    """Which rights wait for which facts."""

    def __init__(
        self, names: tuple[str, ...], facts: Sequence[tuple[int, bool, Live]], values: Values
    ) -> None:
        self._names, self._values = names, values
        # most facts concern a few rights only; to look for each of the others in each household costs more
        self._facts = [(*fact, _anywhere(fact[2])) for fact in facts]

    def of(self, number: int) -> Missing:
        """What one right waits for, by its number."""
        households, numbers = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for fact, is_personal, live, anywhere in self._facts:
            if not anywhere >> number & 1:
                continue
            where = members = np.flatnonzero(_is_set(live, number))
            if is_personal:
                where, members = self._values.whose(where)
            households.append(where)
            numbers.append(MEMBERS * fact + (members if is_personal else 0 * members))
        homes = np.concatenate(households)
        counts = np.bincount(homes, minlength=self._values.number_of_households)
        offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        in_order = np.argsort(homes, kind="stable")
        return Missing(self._names, offsets, np.concatenate(numbers)[in_order].astype(np.int32))


def _answer_roots(version: Version) -> list[Node]:
    return [root for root in (version.holds, version.amount, version.reach) if root is not None]


def _ends_of(version: Version) -> Iterator[Node]:
    """The expressions of which a list shows the ends."""
    yield from (root for root in (version.holds, version.amount) if root is not None)


def _is_fact(node: Node) -> bool:
    return node.op in (Op.FACT, Op.FACT_IS)


def _is_amount_of(slots: frozenset[str]) -> Callable[[Node], bool]:
    return lambda node: node.op is Op.AMOUNT and node.meta in slots


def _join(found: Live, live: Live) -> None:
    for word, bits in live.items():
        found[word] = found[word] | bits if word in found else bits


def _anywhere(live: Live) -> int:
    """The rights of which the bit is set at all, as one number."""
    return sum(int(np.bitwise_or.reduce(bits)) << WORD * word for word, bits in live.items())


def _bit(live: Live, number: int) -> Bools | None:
    """Where the bit of this right is set; None when it is nowhere."""
    return _is_set(live, number) if number // WORD in live else None


def _is_set(live: Live, number: int) -> Bools:
    word, bit = divmod(number, WORD)
    is_set: Bools = (live[word] & np.uint64(1 << bit)) != 0
    return is_set


def _warnings(
    one: _Spans, answers: Mapping[str, Column], rests_on: Mapping[str, Bools | None]
) -> NDArray[np.uint8]:
    """The codes of the warnings about one right."""
    right, answer = one.right, answers[one.right.id]
    is_possible = answer != NO
    nowhere = np.zeros_like(is_possible)
    missing, outdated, unofficial, shown = (
        nowhere if bits is None else bits for bits in (rests_on[kind] for kind in (*_KINDS, "shown"))
    )
    where = {
        Warning_.PERSON_DECIDES: one.certain if right.kind is Kind.MAY_ASK else nowhere,
        Warning_.AMOUNT_NOT_KNOWN: missing & is_possible,
        Warning_.FIGURE_OUTDATED: outdated & one.is_open,
        Warning_.FIGURE_UNOFFICIAL: unofficial | shown & is_possible,
        Warning_.CLAIM_FIRST: nowhere,
    }
    instead = [answers[key] == YES for key in right.replaced_by if key in answers]
    where[Warning_.REPLACED] = _any(instead, nowhere)
    if _is_decided_by_person(one.version):
        where[Warning_.PERSON_DECIDES] = ~nowhere
    if right.residual:
        first = [answers[key] != NO for key in right.goes_after if key in answers]
        where[Warning_.CLAIM_FIRST] = _any(first, nowhere) & is_possible
    codes = np.zeros(len(answer), np.uint8)
    for number, warning in enumerate(WARNINGS):
        codes |= where[warning].astype(np.uint8) << number
    return codes


def _any(found: Sequence[Bools], nowhere: Bools) -> Bools:
    return np.logical_or.reduce(found) if found else nowhere


@lru_cache(maxsize=1024)
def _is_decided_by_person(version: Version) -> bool:
    parts = (part for condition in version.conditions for part in condition.walk())
    return any(part.is_decided_by_person for part in parts)
