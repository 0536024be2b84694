"""The answer for one household: per right yes, no or unknown, the amount, the reasons and what is missing.

Everything that is shown to people comes from here: the web pages, the command line and the JSON output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from nabij_rights.catalogue import RuleSet, catalogue, rules_on
from nabij_rights.engine.expression import Entity, Node, Op
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.facts.reroot import seen_by
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.parameters.book import Confidence, Figure, Status
from nabij_rights.rights import Condition, Kind, Right, Unit, Version
from nabij_rights.towns.packs import town_named


class Answer(StrEnum):
    """Unknown is not no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


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


@dataclass(frozen=True)
class Missing:
    """A fact that nobody told and that can still change the answer; ``person`` counts from 0."""

    fact: str
    person: int | None


@dataclass(frozen=True)
class NearMiss:
    """How far a condition is from being met, in the unit of the fact."""

    key: str
    distance: int
    unit: str | None


@dataclass(frozen=True)
class Reason:
    """One condition: whether it holds, and what it rests on."""

    key: str
    answer: Answer
    article: str
    is_decided_by_person: bool
    needs_all_parts: bool
    parts: tuple[Reason, ...]


@dataclass(frozen=True)
class NamedValue:
    """An intermediate result with its name in the leaflet."""

    key: str
    lowest: int
    highest: int
    unit: str | None
    is_yes_no: bool


@dataclass(frozen=True)
class Outcome:
    """The answer on one right for one person or household. Amounts are in cents per ``period``."""

    right: Right
    answer: Answer
    group: Group
    lowest: int | None
    highest: int | None
    reasons: tuple[Reason, ...]
    named: tuple[NamedValue, ...]
    figures: Mapping[str, Figure]
    missing: tuple[Missing, ...]
    near_misses: tuple[NearMiss, ...]
    warnings: tuple[Warning_, ...]
    version: Version | None
    for_others: tuple[tuple[int, Outcome], ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether no further fact can change the answer or its amount."""
        return not self.missing

    @property
    def amount_since(self) -> date | None:
        """From which day the amount is not known any more, when it is not."""
        days = [f.row.from_on for f in self.figures.values() if f.status is Status.MISSING and f.row]
        return min(days, default=None)


@dataclass(frozen=True)
class Answers:
    """All rights for one household on one day, in the order in which they are claimed."""

    on: date
    situation: Situation
    outcomes: tuple[Outcome, ...]
    evaluation: Evaluation = field(repr=False, compare=False)

    def of(self, right_id: str) -> Outcome:
        """The outcome of one right. Raises KeyError."""
        return self._by_id[right_id]

    @cached_property
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
    evaluation = Evaluation(rule_set.program, situation, rule_set.setting)
    outcomes = [_outcome(right, rule_set, evaluation) for right in wanted]
    others = {person: _seen_by(person, wanted, rule_set, situation) for person in _adults(situation, on)}
    joined = [_with_others(outcome, others) for outcome in outcomes]
    return Answers(on, situation, tuple(_with_hints(joined)), evaluation)


def _seen_by(
    person: int, wanted: Sequence[Right], rule_set: RuleSet, situation: Situation
) -> dict[str, Outcome]:
    """The rights of a person, worked out for another adult in the home."""
    evaluation = Evaluation(rule_set.program, seen_by(situation, person), rule_set.setting)
    return {right.id: _outcome(right, rule_set, evaluation) for right in wanted if right.unit is Unit.PERSON}


def _adults(situation: Situation, on: date) -> list[int]:
    """The other persons who may be 18 or older."""
    grown_up = date(on.year - 18, on.month, min(on.day, 28)).toordinal() + 3
    return [
        n for n, facts in enumerate(situation.persons) if n and facts.get("birth_on", (0, 0))[0] <= grown_up
    ]


def _with_others(outcome: Outcome, others: Mapping[int, Mapping[str, Outcome]]) -> Outcome:
    if outcome.right.unit is not Unit.PERSON:
        return outcome
    return replace(
        outcome, for_others=tuple((person, found[outcome.right.id]) for person, found in others.items())
    )


def _outcome(right: Right, rule_set: RuleSet, evaluation: Evaluation) -> Outcome:
    version = rule_set.versions.get(right.id)
    if version is None:
        return _not_in_force(right, rule_set.on)
    said = _answer_of(evaluation.span(version.holds))
    figures, missing = _open_ends(version, rule_set, evaluation)
    warnings = _warnings(version, figures, said)
    if right.kind is Kind.MAY_ASK and said is Answer.YES:
        said, warnings = Answer.UNKNOWN, (*warnings, Warning_.PERSON_DECIDES)
    lowest, highest = _amount(version, evaluation, is_known=Warning_.AMOUNT_NOT_KNOWN not in warnings)
    return Outcome(
        right=right,
        answer=said,
        group=_group(right, said, evaluation.situation),
        lowest=lowest,
        highest=highest,
        reasons=tuple(_reason(part, evaluation) for part in version.conditions),
        named=tuple(_named_values(version, rule_set, evaluation)),
        figures=figures,
        missing=missing,
        near_misses=tuple(_near_misses(version, evaluation)) if said is Answer.NO else (),
        warnings=tuple(dict.fromkeys(warnings)),
        version=version,
    )


def _not_in_force(right: Right, on: date) -> Outcome:
    is_past = bool(right.versions) and right.versions[-1].from_on <= on
    warning = Warning_.CLOSED if is_past else Warning_.NOT_IN_FORCE
    return Outcome(right, Answer.NO, Group.PROBABLY_NOT, None, None, (), (), {}, (), (), (warning,), None)


def _answer_of(span: Span) -> Answer:
    low, high = span
    if low:
        return Answer.YES
    return Answer.UNKNOWN if high else Answer.NO


def _group(right: Right, said: Answer, situation: Situation) -> Group:
    if right.town is not None:
        low, high = situation.household.get("municipality", (0, 99_999))
        if not low <= town_named(right.town).nis_code <= high:
            return Group.ELSEWHERE
    return {Answer.YES: Group.YES, Answer.UNKNOWN: Group.MAYBE, Answer.NO: Group.PROBABLY_NOT}[said]


def _open_ends(
    version: Version, rule_set: RuleSet, evaluation: Evaluation
) -> tuple[dict[str, Figure], tuple[Missing, ...]]:
    """The amounts that play a part in this answer, and the facts that can still change it."""
    roots = [root for root in (version.holds, version.amount, version.reach) if root is not None]
    open_leaves = evaluation.open_leaves(*roots)
    missing = [
        Missing(_name_of(node), person) for node, person in open_leaves if node.op in (Op.FACT, Op.FACT_IS)
    ]
    figures = {node.meta: rule_set.figures[node.meta] for node in evaluation.live_amounts(*roots)}
    return figures, tuple(dict.fromkeys(missing))


def _name_of(node: Node) -> str:
    return str(node.meta[0] if node.op is Op.FACT_IS else node.meta)


def _amount(version: Version, evaluation: Evaluation, *, is_known: bool) -> tuple[int | None, int | None]:
    if version.amount is None or not is_known:
        return None, None
    return evaluation.span(version.amount)


def _warnings(version: Version, figures: Mapping[str, Figure], said: Answer) -> tuple[Warning_, ...]:
    found: list[Warning_] = []
    if any(part.is_decided_by_person for condition in version.conditions for part in condition.walk()):
        found.append(Warning_.PERSON_DECIDES)
    statuses = {figure.status for figure in figures.values()}
    if Status.MISSING in statuses and said is not Answer.NO:
        found.append(Warning_.AMOUNT_NOT_KNOWN)
    if Status.STALE in statuses or Status.ESTIMATE in statuses:
        found.append(Warning_.FIGURE_OUTDATED)
    if any(figure.row and figure.row.confidence is Confidence.SECONDARY for figure in figures.values()):
        found.append(Warning_.FIGURE_UNOFFICIAL)
    return tuple(found)


def _reason(condition: Condition, evaluation: Evaluation) -> Reason:
    return Reason(
        condition.key,
        _answer_of(evaluation.span(condition.holds)),
        condition.article,
        condition.is_decided_by_person,
        condition.needs_all_parts,
        tuple(_reason(part, evaluation) for part in condition.parts),
    )


def _named_values(version: Version, rule_set: RuleSet, evaluation: Evaluation) -> Iterator[NamedValue]:
    """Intermediate results; one that rests on a figure that nobody knows is left out, for it says nothing."""
    for key, node in version.named.items():
        if not _rests_on_missing(node, rule_set, evaluation):
            low, high = evaluation.span(node)
            yield NamedValue(key, low, high, node.unit, node.is_yes_no)


def _rests_on_missing(node: Node, rule_set: RuleSet, evaluation: Evaluation) -> bool:
    if not rule_set.missing_figures or node.is_yes_no:
        return False
    return any(leaf.meta in rule_set.missing_figures for leaf in evaluation.live_amounts(node))


def _near_misses(version: Version, evaluation: Evaluation) -> list[NearMiss]:
    """Conditions that compare a number with a limit and fail, with the distance between the two."""
    found = []
    for condition in version.conditions:
        node = condition.holds
        if node.op not in (Op.LE, Op.LT) or node.entity is Entity.PERSON or evaluation.span(node)[1]:
            continue
        left, right = (evaluation.span(arg) for arg in node.args)
        distance = left[0] - right[1] + (node.op is Op.LT)
        found.append(NearMiss(condition.key, distance, node.args[0].unit))
    return found


def _with_hints(outcomes: list[Outcome]) -> list[Outcome]:
    """Marks what must be claimed first, and what another right replaces."""
    said = {outcome.right.id: outcome.answer for outcome in outcomes}
    marked = []
    for outcome in outcomes:
        warnings = list(outcome.warnings)
        if any(said.get(other) is Answer.YES for other in outcome.right.replaced_by):
            warnings.append(Warning_.REPLACED)
        first = [other for other in outcome.right.goes_after if said.get(other) not in (None, Answer.NO)]
        if outcome.right.residual and first and outcome.answer is not Answer.NO:
            warnings.append(Warning_.CLAIM_FIRST)
        marked.append(replace(outcome, warnings=tuple(warnings)))
    return marked


def fact_label(missing: Missing, language: str) -> str:
    """The short name of an open fact."""
    return vocabulary()[missing.fact.partition("@")[0]].text("label", language)
