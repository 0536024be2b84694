"""The answer for one household: per right yes, no or unknown, the amount, the reasons and what is missing.

Everything that is shown to people comes from here: the web pages, the command line and the JSON output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from nabij_rights.catalogue import RuleSet, catalogue, rules_on
from nabij_rights.engine.days import Day
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.layout import Row
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.engine.tracing import OpenFact
from nabij_rights.facts.reroot import seen_by
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.lazy import lazy
from nabij_rights.parameters.book import Figure, Status, amounts
from nabij_rights.reasons import (
    Answer,
    NamedValue,
    NearMiss,
    Reason,
    Seats,
    answer_of,
    near_misses_of,
    reasons_of,
    steps_of,
)
from nabij_rights.rights import Kind, Right, Unit
from nabij_rights.towns.packs import town_named


class Group(StrEnum):
    """The four groups in which every right is shown; none is ever hidden."""

    YES = "yes"
    MAYBE = "maybe"
    PROBABLY_NOT = "probably_not"
    ELSEWHERE = "elsewhere"


class Warning_(StrEnum):
    """What somebody must know before relying on an answer."""

    PERSON_DECIDES = "person_decides"
    AMOUNT_NOT_KNOWN = "amount_not_known"
    FIGURE_OUTDATED = "figure_outdated"
    FIGURE_UNOFFICIAL = "figure_unofficial"
    REPLACED = "replaced"
    CLAIM_FIRST = "claim_first"
    NOT_IN_FORCE = "not_in_force"
    CLOSED = "closed"


Missing = OpenFact
"""A fact that nobody told and that can still change the answer; ``person`` counts from 0."""


class View:
    """One household seen by one adult (counted from 0), worked out when it is first looked at."""

    def __init__(self, situation: Situation, rule_set: RuleSet, person: int = 0) -> None:
        self.rule_set = rule_set
        self._told, self._person = situation, person

    @lazy
    def situation(self) -> Situation:
        """What is known, with this adult as the first person."""
        return seen_by(self._told, self._person)

    @lazy
    def evaluation(self) -> Evaluation:
        """The value of every expression of the day's rules."""
        return Evaluation(self.rule_set.program, self.situation, self.rule_set.setting)


class Outcome:
    """The answer on one right for one person or household. Amounts are in cents per ``period``.

    Everything is worked out when it is first asked for. ``company`` are all outcomes of the same answer, by
    right: they decide what is claimed first and what takes the place of what.
    """

    def __init__(
        self,
        right: Right,
        view: View,
        company: Mapping[str, Outcome] = MappingProxyType({}),
        other_views: Sequence[tuple[int, View]] = (),
    ) -> None:
        self.right, self.view, self.company = right, view, company
        self._other_views = other_views
        self.version = view.rule_set.versions.get(right.id)
        """The rule of the day, or None when none is valid."""

    @lazy
    def _seats(self) -> Seats:
        return self.view.rule_set.seats[self.right.id]

    @property
    def _home(self) -> Row:
        """The values of the household; a version says where its own stand."""
        return self.view.evaluation.home

    @lazy
    def answer(self) -> Answer:
        """Yes, no or unknown. Where a person decides, the machine never says yes."""
        if self.version is None:
            return Answer.NO
        home, place = self._home, self._seats.holds
        said = answer_of(home[place], home[place + 1])
        return Answer.UNKNOWN if self.right.kind is Kind.MAY_ASK and said is Answer.YES else said

    @lazy
    def group(self) -> Group:
        """In which of the four groups it is shown."""
        if self.version is None:
            return Group.PROBABLY_NOT
        return _group(self.right, self.answer, self.view.situation)

    @lazy
    def missing(self) -> tuple[Missing, ...]:
        """The facts that can still change the answer or the amount."""
        if self.version is None:
            return ()
        ends = self.view.evaluation.explanation.open_ends_at(self._seats.roots)
        return tuple([end for end in ends if isinstance(end, OpenFact)])

    @lazy
    def figures(self) -> Mapping[str, Figure]:
        """The amounts of the law that play a part in this answer, or in a step that is shown with it."""
        return self.view.rule_set.figures_of(self._shown_amounts)

    @lazy
    def _shown_amounts(self) -> int:
        if self.version is None or self.answer is Answer.NO:
            return self._deciding_amounts
        shown = self.view.evaluation.explanation.live_amounts_at(self._seats.steps_traced)
        return shown & ~self.view.rule_set.missing_amounts | self._deciding_amounts

    @lazy
    def _deciding_amounts(self) -> int:
        roots = () if self.version is None else self._seats.roots
        return self.view.evaluation.explanation.live_amounts_at(roots)

    @lazy
    def warnings(self) -> tuple[Warning_, ...]:
        """What somebody must know before relying on this answer."""
        if self.version is None:
            is_past = bool(self.right.versions) and self.right.versions[-1].from_on <= self.view.rule_set.on
            return (Warning_.CLOSED if is_past else Warning_.NOT_IN_FORCE,)
        rules, deciding, found = self.view.rule_set, self._deciding_amounts, []
        if self._is_decided_by_person:
            found.append(Warning_.PERSON_DECIDES)
        if deciding & rules.missing_amounts and self.answer is not Answer.NO:
            found.append(Warning_.AMOUNT_NOT_KNOWN)
        if deciding & rules.outdated_amounts and self._is_open:
            found.append(Warning_.FIGURE_OUTDATED)
        # a price that is only shown must not pass for certain either
        if self._shown_amounts & rules.unofficial_amounts:
            found.append(Warning_.FIGURE_UNOFFICIAL)
        return (*found, *_hints(self)) if self.right.replaced_by or self.right.residual else tuple(found)

    @property
    def _is_decided_by_person(self) -> bool:
        """Whether somebody's judgement is in the rule, or the right may be asked for and is never certain."""
        if self.version is None:
            return False
        may_be_asked = self.right.kind is Kind.MAY_ASK and self._home[self._seats.holds] != 0
        return may_be_asked or self.version.is_decided_by_person

    @property
    def _is_open(self) -> bool:
        """Whether the answer or the amount is a span; an outdated figure that changes neither is no worry."""
        found = self._sum
        return self.answer is Answer.UNKNOWN or (found is not None and found[0] != found[1])

    @property
    def _sum(self) -> Span | None:
        """Lowest and highest amount, also when a figure in it is not known."""
        if self.version is None or (place := self._seats.amount) is None:
            return None
        return self._home[place], self._home[place + 1]

    @lazy
    def amount(self) -> Span | None:
        """Lowest and highest amount; None when the right has none, or nobody knows it on this day."""
        return None if Warning_.AMOUNT_NOT_KNOWN in self.warnings else self._sum

    @property
    def lowest(self) -> int | None:
        """The lowest amount that is still possible."""
        return self.amount[0] if self.amount else None

    @property
    def highest(self) -> int | None:
        """The highest amount that is still possible."""
        return self.amount[1] if self.amount else None

    @lazy
    def reasons(self) -> tuple[Reason, ...]:
        """Each condition, and whether it holds."""
        return reasons_of(self._seats, self._home) if self.version else ()

    @lazy
    def named(self) -> tuple[NamedValue, ...]:
        """The steps of the calculation; one that rests on a figure that nobody knows says nothing."""
        if self.version is None:
            return ()
        return steps_of(self._seats, self._home, self._steps_left_out)

    @property
    def _steps_left_out(self) -> list[str]:
        """The steps in which a figure that nobody knows plays a part."""
        rules, live_amounts = self.view.rule_set, self.view.evaluation.explanation.live_amounts
        doubtful = rules.doubtful_steps.get(self.right.id, ())
        return [key for key, node in doubtful if live_amounts(node) & rules.missing_amounts]

    @lazy
    def near_misses(self) -> tuple[NearMiss, ...]:
        """How far the failing conditions are from holding, when the answer is no."""
        is_no = self.version is not None and self.answer is Answer.NO
        return near_misses_of(self.version, self.view.evaluation) if is_no and self.version else ()

    @lazy
    def for_others(self) -> tuple[tuple[int, Outcome], ...]:
        """The same right for the other adults in the home, by their place (counted from 0)."""
        if self.right.unit is not Unit.PERSON:
            return ()
        return tuple((person, Outcome(self.right, view)) for person, view in self._other_views)

    @property
    def is_settled(self) -> bool:
        """Whether no further fact can change the answer or its amount."""
        return not self.missing

    @property
    def amount_since(self) -> date | None:
        """From which day the amount is not known any more, when it is not."""
        return _not_known_since(self.view.rule_set.figures_of(self._deciding_amounts), self.view.rule_set.on)

    @property
    def steps_not_known(self) -> tuple[tuple[str, date | None], ...]:
        """The steps that are left out because nobody knows a figure in them, with the day since when."""
        if self.version is None or self.answer is Answer.NO:
            return ()
        rules, live_amounts = self.view.rule_set, self.view.evaluation.explanation.live_amounts
        return tuple(
            (key, _not_known_since(rules.figures_of(live_amounts(self.version.named[key])), rules.on))
            for key in self._steps_left_out
        )


@dataclass(frozen=True)
class Answers:
    """All rights for one household on one day, in the order in which they are claimed."""

    on: date
    situation: Situation
    outcomes: tuple[Outcome, ...]
    view: View = field(repr=False, compare=False)

    @property
    def evaluation(self) -> Evaluation:
        """The value of every expression, for the one who asks."""
        return self.view.evaluation

    def of(self, right_id: str) -> Outcome:
        """The outcome of one right. Raises KeyError."""
        return self._by_id[right_id]

    @lazy
    def _by_id(self) -> Mapping[str, Outcome]:
        return {outcome.right.id: outcome for outcome in self.outcomes}

    def missing(self) -> list[Missing]:
        """All open facts, those that the most rights wait for first."""
        counts = Counter(missing for outcome in self.outcomes for missing in outcome.missing)
        return [missing for missing, _ in counts.most_common()]


def answer(situation: Situation, *, on: date, right_ids: tuple[str, ...] | None = None) -> Answers:
    """Every right for this household on this day. Raises TooEarly, UnknownRight."""
    rule_set = rules_on(on, right_ids)
    wanted = list(catalogue().values()) if right_ids is None else [catalogue()[key] for key in right_ids]
    view = View(situation, rule_set)
    others = tuple((who, View(situation, rule_set, who)) for who in _adults(situation, on))
    company: dict[str, Outcome] = {}
    for right in wanted:
        company[right.id] = Outcome(right, view, company, others)
    return Answers(on, situation, tuple(company.values()), view)


def _adults(situation: Situation, on: date) -> list[int]:
    """The other persons who may be 18 or older."""
    grown_up = Day(years=-18).on(on)
    return [
        n for n, facts in enumerate(situation.persons) if n and facts.get("birth_on", (0, 0))[0] <= grown_up
    ]


def _group(right: Right, said: Answer, situation: Situation) -> Group:
    if right.town is not None:
        low, high = situation.household.get("municipality", (0, 99_999))
        if not low <= town_named(right.town).nis_code <= high:
            return Group.ELSEWHERE
    return {Answer.YES: Group.YES, Answer.UNKNOWN: Group.MAYBE, Answer.NO: Group.PROBABLY_NOT}[said]


def _not_known_since(figures: Mapping[str, Figure], on: date) -> date | None:
    """From which day the first of these figures is not known any more; None when that is of all times."""
    days = []
    for key, figure in figures.items():
        if figure.status is Status.MISSING and figure.row is not None:
            amount = amounts().get(key)
            days.append((amount.not_known_since(on) if amount else None) or figure.row.from_on)
    return min(days, default=None)


def _hints(outcome: Outcome) -> Iterator[Warning_]:
    """What must be claimed first, and what another right replaces."""
    right, company = outcome.right, outcome.company
    if right.replaced_by and any(
        company[other].answer is Answer.YES for other in right.replaced_by if other in company
    ):
        yield Warning_.REPLACED
    if right.residual and outcome.answer is not Answer.NO:
        first = (company[other].answer for other in right.goes_after if other in company)
        if any(said is not Answer.NO for said in first):
            yield Warning_.CLAIM_FIRST


def fact_label(missing: Missing, language: str) -> str:
    """The short name of an open fact."""
    return vocabulary()[missing.fact.partition("@")[0]].text("label", language)
