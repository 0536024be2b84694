"""The budget of a household on a day, and what is left a week. The family and the worker read the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import BudgetFact, BudgetLine
from nabij.casework.types.budget import BudgetPer, BudgetSide, BudgetWhat, a_month, a_week
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class AmountView:
    """What a line is from a day on, in euro for each `per`; `owed_eur` of a debt only."""

    number: int
    from_on: date
    amount_eur: Decimal
    per: BudgetPer
    owed_eur: Decimal | None
    told_at: datetime

    @property
    def cents(self) -> int:
        """The amount in cents, for the page."""
        return int(self.amount_eur * 100)

    @property
    def owed_cents(self) -> int:
        """What is owed in cents, for the page."""
        return int((self.owed_eur or NOTHING) * 100)


@dataclass(frozen=True, slots=True)
class BudgetLineView:
    """A line of the budget: what it is on the day, what it becomes later, and what it was."""

    number: int
    side: BudgetSide
    what: BudgetWhat
    name: str
    now: AmountView | None
    """None while it has not begun."""
    coming: AmountView | None
    earlier: tuple[AmountView, ...]
    last: int
    """The number of what was told last: a form that was opened before it is shown again."""

    @property
    def month_eur(self) -> Decimal:
        """What it is in euro a month, to the cent."""
        return a_month(self.now.amount_eur, self.now.per) if self.now else NOTHING

    @property
    def month_cents(self) -> int:
        """The same in cents, for the page."""
        return int(self.month_eur * 100)

    @property
    def is_over(self) -> bool:
        """Whether nothing comes in or goes out any more, and nothing is owed or still to come."""
        if self.coming is not None or self.now is None:
            return False
        return not self.now.amount_eur and not self.now.owed_eur


@dataclass(frozen=True, slots=True)
class BudgetSum:
    """What the lines come to, in euro a month; each line is rounded to the cent first, as it is shown."""

    income: Decimal
    expenses: Decimal
    payments: Decimal
    """What is paid off on debts."""
    owed: Decimal

    @property
    def left_month(self) -> Decimal:
        """What is left a month; below zero when it does not suffice."""
        return self.income - self.expenses - self.payments

    @property
    def left_week(self) -> Decimal:
        """What is left a week."""
        return a_week(self.left_month)

    @property
    def is_short(self) -> bool:
        """Whether more goes out than comes in."""
        return self.left_month < 0

    @property
    def cents(self) -> dict[str, int]:
        """Everything in cents for the page; what is left without its sign, which is told in words."""
        told = {
            "income": self.income,
            "expenses": self.expenses,
            "payments": self.payments,
            "owed": self.owed,
            "month": abs(self.left_month),
            "week": abs(self.left_week),
        }
        return {name: int(amount * 100) for name, amount in told.items()}


@dataclass(frozen=True, slots=True)
class BudgetView:
    """The budget of a household on a day."""

    income: tuple[BudgetLineView, ...]
    expenses: tuple[BudgetLineView, ...]
    debts: tuple[BudgetLineView, ...]
    over: tuple[BudgetLineView, ...]
    """Lines of before, kept to be read."""
    sum: BudgetSum
    may_keep: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told yet."""
        return not (self.income or self.expenses or self.debts or self.over)


@transaction.atomic
def budget_of(actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime) -> BudgetView:
    """What comes in, what goes out and what is owed on a day. Raises NotFoundHere, also without the topic."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    if not policies.sees_budget(sight):
        raise NotFoundHere
    about = registry.concerned(household, on=on)
    record_read("casework.budget_read", actor=actor, about=about, purpose=purpose, at=now)
    lines = _lines(household_id, on)
    standing = [one for one in lines if not one.is_over]
    sides = {side: tuple(one for one in standing if one.side == side) for side in BudgetSide}
    return BudgetView(
        income=sides[BudgetSide.INCOME],
        expenses=sides[BudgetSide.EXPENSE],
        debts=sides[BudgetSide.DEBT],
        over=tuple(one for one in lines if one.is_over),
        sum=BudgetSum(
            income=_total(sides[BudgetSide.INCOME]),
            expenses=_total(sides[BudgetSide.EXPENSE]),
            payments=_total(sides[BudgetSide.DEBT]),
            owed=sum((one.now.owed_eur or NOTHING for one in sides[BudgetSide.DEBT] if one.now), NOTHING),
        ),
        may_keep=policies.may_keep_budget(actor, sight).allowed,
    )


def _total(lines: tuple[BudgetLineView, ...]) -> Decimal:
    return sum((one.month_eur for one in lines), NOTHING)


def _lines(household_id: int, on: date) -> list[BudgetLineView]:
    told: dict[int, list[BudgetFact]] = {}
    for fact in BudgetFact.objects.filter(line__household=household_id).order_by("from_on", "pk"):
        told.setdefault(fact.line_id, []).append(fact)
    found = BudgetLine.objects.filter(household=household_id).order_by("added_at", "pk")
    return [line_view(one, told.get(one.pk, []), on) for one in found]


def line_view(line: BudgetLine, facts: list[BudgetFact], on: date) -> BudgetLineView:
    """A line with its facts, in the order of their days; of one day the last that was told holds."""
    of_day = {one.from_on: one for one in facts}
    begun = [one for one in of_day.values() if one.from_on <= on]
    later = [one for one in of_day.values() if one.from_on > on]
    holds = begun[-1] if begun else None
    coming = later[0] if later else None
    earlier = [one for one in facts if one not in (holds, coming)]
    return BudgetLineView(
        number=line.pk,
        side=BudgetSide(line.side),
        what=BudgetWhat(line.what),
        name=line.name,
        now=_amount(holds) if holds else None,
        coming=_amount(coming) if coming else None,
        earlier=tuple(_amount(one) for one in earlier),
        last=max((one.pk for one in facts), default=0),
    )


def _amount(fact: BudgetFact) -> AmountView:
    return AmountView(
        fact.pk, fact.from_on, fact.amount_eur, BudgetPer(fact.per), fact.owed_eur, fact.told_at
    )


def budget_line(actor: Actor, household_id: int, line_id: int, *, on: date, now: datetime) -> BudgetLineView:
    """One line of a budget, for whoever says what it is from a day on. Raises NotFoundHere."""
    view = budget_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    for one in (*view.income, *view.expenses, *view.debts, *view.over):
        if one.number == line_id:
            return one
    raise NotFoundHere


def require_budget_in_sight(actor: Actor, household_id: int, *, now: datetime) -> None:
    """For an empty form: nothing is read, so no line in the log. Raises NotFoundHere without the topic."""
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    if not policies.sees_budget(sight):
        raise NotFoundHere
