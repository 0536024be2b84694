"""Keeping the budget of a household: lines, and what they are from a day on. Nothing is overwritten."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import BudgetFact, BudgetLine
from nabij.casework.types import ChangedMeanwhile, worker
from nabij.casework.types.budget import MOST_LINES, WHAT_OF, BudgetPer, BudgetSide, BudgetWhat, in_cents
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text

FURTHEST = timedelta(days=366)
LONGEST_AGO = timedelta(days=3660)
MOST_EUR = Decimal("999999.99")
MOST_OWED_EUR = Decimal("9999999.99")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a line is from a day on, in euro for each `per`; of a debt what is paid off and what is owed."""

    amount_eur: Decimal
    per: BudgetPer
    from_on: date
    owed_eur: Decimal | None = None

    def checked(self, side: BudgetSide, on: date) -> Amount:
        """The same in whole cents. Raises NotPossible with what to do now."""
        if not 0 <= self.amount_eur <= MOST_EUR:
            raise NotPossible(_("An amount lies between 0 and 999,999.99 euro. Mend it."), field="amount")
        if not on - LONGEST_AGO <= self.from_on <= on + FURTHEST:
            raise NotPossible(
                _("This day lies more than ten years back or more than a year ahead. Choose another day."),
                field="from_on",
            )
        if side != BudgetSide.DEBT:
            return Amount(in_cents(self.amount_eur), self.per, self.from_on)
        if self.owed_eur is None:
            raise NotPossible(
                _("Say how much is left to pay. Nobody knows? Ask the creditor for a statement first."),
                field="owed",
            )
        if not 0 <= self.owed_eur <= MOST_OWED_EUR:
            raise NotPossible(_("A debt lies between 0 and 9,999,999.99 euro. Mend it."), field="owed")
        return Amount(in_cents(self.amount_eur), self.per, self.from_on, in_cents(self.owed_eur))


@dataclass(frozen=True, slots=True)
class NewLine:
    """A new line of the budget with what it is now; `name` is of a debt to whom it is owed."""

    side: BudgetSide
    what: BudgetWhat
    name: str
    amount: Amount

    def checked(self, on: date) -> NewLine:
        """The same with clean words. Raises NotPossible."""
        name = clean_text(self.name, longest=100, field="name")
        if self.what not in WHAT_OF[self.side]:
            raise NotPossible(_("Choose one of the words in the list."), field="what")
        if self.side == BudgetSide.DEBT and not name:
            raise NotPossible(_("Say to whom it is owed."), field="name")
        return NewLine(self.side, self.what, name, self.amount.checked(self.side, on))


@transaction.atomic
def add_budget_line(*, actor: Actor, household_id: int, line: NewLine, client_id: UUID, now: datetime) -> int:
    """Add a line to the budget of a household; returns its number. A repeat adds no second one.

    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    _keeps(actor, household_id, now)
    line = line.checked(day_of(now))

    def work() -> int:
        if BudgetLine.objects.filter(household=household_id).count() >= MOST_LINES:
            raise NotPossible(
                _("A budget has at most 60 lines. Put small amounts together on one line."), field="name"
            )
        made = BudgetLine.objects.create(
            household_id=household_id,
            side=line.side,
            what=line.what,
            name=line.name,
            added_at=now,
            added_by_id=worker(actor),
        )
        _keep(made, line.amount, actor, now)
        _tell("casework.budget_line_added", household_id, made, actor, now)
        return made.pk

    content = {"household": household_id, **asdict(line)}
    return once("casework.budget_line", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def note_budget_amount(
    *,
    actor: Actor,
    household_id: int,
    line_id: int,
    amount: Amount,
    last: int,
    client_id: UUID,
    now: datetime,
) -> int:
    """Say what a line is from a day on; returns the number of the line. What it was before stays.

    ``last`` is what was told last when the form was opened. Raises NotFoundHere, Refused, NotPossible,
    ChangedMeanwhile, ClientIdReused.
    """
    _keeps(actor, household_id, now)
    line = BudgetLine.objects.filter(pk=line_id, household=household_id).first()
    if line is None:
        raise NotFoundHere
    amount = amount.checked(BudgetSide(line.side), day_of(now))

    def work() -> int:
        newest = BudgetFact.objects.filter(line=line).order_by("-pk").values_list("pk", flat=True).first()
        if newest != last:
            raise ChangedMeanwhile
        _keep(line, amount, actor, now)
        _tell("casework.budget_amount_noted", household_id, line, actor, now)
        return line.pk

    content = {"line": line_id, **asdict(amount)}
    return once(
        "casework.budget_amount", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


def _keeps(actor: Actor, household_id: int, now: datetime) -> None:
    """Lock the household for whoever keeps its budget. Raises NotFoundHere, Refused."""
    _household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    if not policies.sees_budget(sight):
        raise NotFoundHere
    require(policies.may_keep_budget(actor, sight))


def _keep(line: BudgetLine, amount: Amount, actor: Actor, now: datetime) -> None:
    BudgetFact.objects.create(
        line=line,
        from_on=amount.from_on,
        amount_eur=amount.amount_eur,
        per=amount.per,
        owed_eur=amount.owed_eur,
        told_at=now,
        told_by_id=worker(actor),
    )


def _tell(event: str, household_id: int, line: BudgetLine, actor: Actor, now: datetime) -> None:
    about = [registry.number_of_household(household_id)]
    record(event, actor=actor, about=about, at=now, detail={"line": line.pk, "side": line.side})
