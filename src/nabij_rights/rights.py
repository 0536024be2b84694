"""What a right is: who grants it, on what legal basis, and its rules, each valid from a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from nabij_rights.engine.expression import Entity, Node, Op, build, const, decision
from nabij_rights.lazy import lazy


class Level(StrEnum):
    """The level of government that makes the rule."""

    FEDERAL = "federal"
    FLEMISH = "flemish"
    LOCAL = "local"


class Kind(StrEnum):
    """What somebody gets; decides how the outcome is shown."""

    AMOUNT = "amount"
    YES_NO = "yes_no"
    PRICE = "price"  # a lower price or tariff; an amount, when there is one, is what you pay or get back
    MAY_ASK = "may_ask"  # a person decides; the machine never says yes or no
    SERVICE = "service"
    CLOSED = "closed"  # no new entries
    TOWN = "town"  # to be filled in by the town


class Theme(StrEnum):
    """What part of life a right is about, in the order in which lists show them. It decides nothing."""

    INCOME = "income"  # money to live on, and taxes
    WORK = "work"  # work and learning
    CHILDREN = "children"  # children, school and study
    HOME = "home"
    ENERGY = "energy"  # energy, water, telephone and internet
    HEALTH = "health"  # health, disability and care
    DEBTS = "debts"  # debts, law and papers
    LEISURE = "leisure"  # getting about and leisure


class Granting(StrEnum):
    """How somebody gets it."""

    AUTOMATIC = "automatic"
    SEMI = "semi"  # started by the payer, to be checked by the person
    APPLICATION = "application"


class Unit(StrEnum):
    """Whom the right belongs to. A right of a person is worked out for each adult in turn."""

    PERSON = "person"
    HOUSEHOLD = "household"


class Starter(StrEnum):
    """Who makes the first move."""

    PERSON = "person"
    NOBODY = "nobody"  # the payer finds it in its own files
    PROVIDER = "provider"  # the provider sends a form or makes an offer
    PROFESSIONAL = "professional"  # a doctor, school, notary, manager or landlord does it
    OCMW = "ocmw"


class AppealBody(StrEnum):
    """Where somebody goes who does not agree."""

    LABOUR_COURT = "labour_court"
    COURT = "court"  # the judge who decided, or the court above
    ADMINISTRATION = "administration"  # an appeal inside the administration, before any court
    COMPLAINT = "complaint"  # a complaint at the service, then an ombudsman
    NONE = "none"  # nothing is decided about you, so there is nothing to appeal


@dataclass(frozen=True)
class LegalTerm:
    """A term of the law: days or months, where it stands, and how sure we are.

    Only "verified" and "secondary" terms are shown; for any other the screen says that the letter gives it.
    """

    article: str
    days: int | None = None
    months: int | None = None
    confidence: str = "verified"

    def __post_init__(self) -> None:
        if (self.days is None) == (self.months is None):
            raise TypeError("a term is a number of days or a number of months")

    @property
    def can_be_shown(self) -> bool:
        """Whether somebody read this term in a source."""
        return self.confidence in ("verified", "secondary")


@dataclass(frozen=True)
class Procedure:
    """How somebody gets a right: who starts, where, when there is an answer, and where to appeal.

    ``at`` is the place to go to or to call, in Dutch as its sign reads (translated like a provider); empty
    when that is the provider. A term that is None is one that nobody found yet.
    """

    starts: Starter
    appeal_to: AppealBody
    at: str = ""
    decided_within: LegalTerm | None = None
    appeal_within: LegalTerm | None = None


class Law(StrEnum):
    """What holds for every right unless its own law says otherwise; see ``Right.exceptions_to``."""

    MORE_INCOME_NEVER_OPENS = "more_income_never_opens"
    """More income, all else equal, makes no no into a yes and gives no higher amount (or lower price)."""

    ONE_MORE_CHILD_NEVER_LOWERS = "one_more_child_never_lowers"
    """One more child, all else equal, makes no yes into a no and gives no lower amount (or higher price)."""


@dataclass(frozen=True, eq=False)
class Condition:
    """One condition of a rule: a key for its sentence in the leaflets, the expression, the article.

    ``is_decided_by_person`` marks discretion: it never makes a "no" and is shown as such. A condition
    with parts holds when all, or any one, of its parts hold.
    """

    key: str
    holds: Node
    article: str
    is_decided_by_person: bool = False
    parts: tuple[Condition, ...] = ()
    needs_all_parts: bool = True

    def walk(self) -> Iterator[Condition]:
        """This condition and everything under it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def condition(key: str, holds: Node, article: str) -> Condition:
    """A condition that facts decide."""
    if not holds.is_yes_no:
        raise TypeError(f"condition {key} is not a yes/no expression")
    if holds.entity is Entity.PERSON:
        raise TypeError(f"condition {key} is about persons; say of whom: you(...), anyone(...)")
    return Condition(key, holds, article)


def person_decides(key: str, article: str) -> Condition:
    """A condition that only a person may judge (in need, willing to work). It never makes the answer a no."""
    return Condition(key, const(True), article, is_decided_by_person=True)


def every(key: str, *parts: Condition, article: str = "") -> Condition:
    """A condition that holds when all its parts hold."""
    return Condition(key, _joined(Op.AND, parts), article, parts=parts)


def any_way(key: str, *parts: Condition, article: str = "") -> Condition:
    """A condition with several ways in: it holds when one of its parts holds."""
    return Condition(key, _joined(Op.OR, parts), article, parts=parts, needs_all_parts=False)


def _joined(op: Op, parts: tuple[Condition, ...]) -> Node:
    """A part that a person decides stays open in an either-or: it must not turn the whole into a yes."""
    joined: Node | None = None
    for part in parts:
        holds = _as_one_way(part) if op is Op.OR else part.holds
        joined = holds if joined is None else build(op, joined, holds)
    if joined is None:
        raise TypeError("a condition with parts needs at least one part")
    return joined


def _as_one_way(part: Condition) -> Node:
    """Whether this way in is open, with what a person decides in it, also deeper down, left undecided."""
    if part.is_decided_by_person:
        return decision_here(part.key)
    if not part.parts or not part.needs_all_parts:
        return part.holds
    ways = [_as_one_way(inner) for inner in part.parts]
    joined = ways[0]
    for way in ways[1:]:
        joined = build(Op.AND, joined, way)
    return joined


@dataclass(frozen=True)
class _Building:
    """The rule that is being written down."""

    right_id: str
    names: dict[str, Node] = field(default_factory=dict)


_building: ContextVar[_Building | None] = ContextVar("building", default=None)


def _here() -> _Building:
    if (building := _building.get()) is None:
        raise TypeError("conditions, names and open questions are only written inside a rule")
    return building


def decision_here(name: str) -> Node:
    """The decision of this name in the right that is being written."""
    return decision(f"{_here().right_id}.{name}")


def named(key: str, of: Node) -> Node:
    """Names an intermediate result, so that the explanation can show it. Returns the expression itself."""
    if of.entity is Entity.PERSON:
        raise TypeError(f"intermediate result {key} is about persons; say of whom: you(...), total(...)")
    if _here().names.setdefault(key, of) is not of:
        raise TypeError(f"two intermediate results are called {key}")
    return of


@dataclass(frozen=True, init=False)
class Rule:
    """All conditions, and the amount when they hold (in the unit and period of the right).

    ``reach`` tells how far a yes goes (for the whole family, or for one child): it never changes the answer,
    but what is still open in it is asked all the same.
    """

    conditions: tuple[Condition, ...]
    amount: Node | None
    reach: Node | None

    def __init__(self, *conditions: Condition, amount: Node | None = None, reach: Node | None = None) -> None:
        object.__setattr__(self, "conditions", conditions)
        object.__setattr__(self, "amount", amount)
        object.__setattr__(self, "reach", reach)

    @property
    def holds(self) -> Node:
        """Whether all conditions hold."""
        return _joined(Op.AND, self.conditions)

    @property
    def amount_if_held(self) -> Node | None:
        """The amount, zero when the conditions do not hold."""
        return None if self.amount is None else build(Op.WHEN, self.holds, self.amount, 0)

    @property
    def reach_if_held(self) -> Node | None:
        """How far the right goes, false when the conditions do not hold."""
        return None if self.reach is None else build(Op.AND, self.holds, self.reach)


@dataclass(frozen=True, eq=False)
class Version:
    """A rule and the days on which it is valid."""

    right_id: str
    from_on: date
    until_on: date | None
    conditions: tuple[Condition, ...]
    holds: Node
    amount: Node | None
    named: dict[str, Node]
    note: str
    reach: Node | None = None

    @lazy
    def answer_roots(self) -> tuple[Node, ...]:
        """The expressions on which the answer, the amount and how far the right goes rest."""
        return tuple(root for root in (self.holds, self.amount, self.reach) if root is not None)

    @lazy
    def is_decided_by_person(self) -> bool:
        """Whether one of the conditions, or a part of one, is for a person to judge."""
        parts = (part for condition_ in self.conditions for part in condition_.walk())
        return any(part.is_decided_by_person for part in parts)

    def roots(self) -> list[Node]:
        """Every expression of this version that an answer may show."""
        found = [self.holds] + ([] if self.amount is None else [self.amount])
        found += [part.holds for condition_ in self.conditions for part in condition_.walk()]
        found += [] if self.reach is None else [self.reach]
        return found + list(self.named.values())


Author = Callable[[], Rule]


@dataclass(eq=False)
class Right:
    """A right, with its versions. ``id`` names its module, leaflets, cases and block in the fact sheets.

    ``opens`` and ``replaced_by`` name other rights; such an edge is a hint ("if granted, then also ..."),
    never a computed entitlement. ``goes_after`` names rights that must be claimed first. ``residual`` says
    that the amount is what is left after those.
    """

    id: str
    level: Level
    kind: Kind
    theme: Theme
    unit: Unit
    period: str
    provider: str
    legal_basis: tuple[str, ...]
    granting: Granting
    block: str
    town: str | None = None
    documents: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    goes_after: tuple[str, ...] = ()
    residual: bool = False
    sources: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    recorded_as: tuple[str, ...] = ()
    procedure: Procedure | None = None
    exceptions_to: Mapping[Law, str] = field(default_factory=dict)
    """Law that does not hold here -> the article that says so, and why."""
    applies_to: str = "adults"
    not_before: date | None = None
    authors: list[tuple[date, date | None, str, Author]] = field(default_factory=list, repr=False)
    _versions: tuple[Version, ...] = field(default=(), repr=False)

    def rule(
        self, *, from_on: str, until_on: str | None = None, note: str = ""
    ) -> Callable[[Author], Author]:
        """Registers a rule, valid from a day until (not including) another day or until further notice."""

        def register(author: Author) -> Author:
            until = date.fromisoformat(until_on) if until_on else None
            self.authors.append((date.fromisoformat(from_on), until, note, author))
            self.authors.sort(key=lambda item: item[0])
            return author

        return register

    @property
    def versions(self) -> tuple[Version, ...]:
        """All versions, oldest first, each ending where the next begins."""
        if not self._versions:
            built = [self._built(*author) for author in self.authors]
            for index, following in enumerate(built[1:]):
                if built[index].until_on is None:
                    built[index] = replace(built[index], until_on=following.from_on)
            self._versions = tuple(built)
        return self._versions

    def _built(self, from_on: date, until_on: date | None, note: str, author: Author) -> Version:
        building = _Building(self.id)
        token = _building.set(building)
        try:
            rule = author()
            holds, amount, reach = rule.holds, rule.amount_if_held, rule.reach_if_held
        finally:
            _building.reset(token)
        return Version(
            self.id, from_on, until_on, rule.conditions, holds, amount, building.names, note, reach
        )

    def version_on(self, on: date) -> Version | None:
        """The version that is valid on this day, or None."""
        for version in reversed(self.versions):
            if version.from_on <= on:
                return version if version.until_on is None or on < version.until_on else None
        return None
