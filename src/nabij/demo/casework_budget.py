"""Budgets for the made-up households of Zonnedam: figures of nobody real."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from nabij.casework.actions.budget import Amount, NewLine, add_budget_line
from nabij.casework.types.budget import BudgetPer, BudgetSide, BudgetWhat
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import ClientIdReused

_IN, _OUT, _DEBT = BudgetSide.INCOME, BudgetSide.EXPENSE, BudgetSide.DEBT
_WEEK, _MONTH, _QUARTER, _YEAR = BudgetPer.WEEK, BudgetPer.MONTH, BudgetPer.QUARTER, BudgetPer.YEAR

Row = tuple[BudgetSide, BudgetWhat, str, str, BudgetPer, str | None]

LINES: dict[str, tuple[Row, ...]] = {
    "Karadam": (
        (_IN, BudgetWhat.WAGE, "Halftijds, schoonmaak", "1094.30", _MONTH, None),
        (_IN, BudgetWhat.GROWTH_PACKAGE, "", "462.18", _MONTH, None),
        (_IN, BudgetWhat.MAINTENANCE_IN, "Voor de kinderen", "150.00", _MONTH, None),
        (_OUT, BudgetWhat.HOME, "Huur", "685.00", _MONTH, None),
        (_OUT, BudgetWhat.ENERGY, "Voorschot", "148.50", _MONTH, None),
        (_OUT, BudgetWhat.WATER, "", "96.40", _QUARTER, None),
        (_OUT, BudgetWhat.PHONE, "", "39.99", _MONTH, None),
        (_OUT, BudgetWhat.INSURANCE, "Ziekenfonds", "102.00", _YEAR, None),
        (_OUT, BudgetWhat.SCHOOL, "Opvang na school", "12.50", _WEEK, None),
        (_OUT, BudgetWhat.FOOD, "", "95.00", _WEEK, None),
        (_DEBT, BudgetWhat.DEBT, "Zonnedamse Energie", "30.00", _MONTH, "412.80"),
        (_DEBT, BudgetWhat.DEBT, "Ziekenhuis Zonnedam", "0.00", _MONTH, "186.25"),
    ),
    "Duinhof": (
        (_IN, BudgetWhat.BENEFIT, "Pensioen", "1412.75", _MONTH, None),
        (_OUT, BudgetWhat.HOME, "Huur sociale woning", "361.20", _MONTH, None),
        (_OUT, BudgetWhat.CARE, "Thuisverpleging en medicijnen", "64.10", _MONTH, None),
    ),
}
"""By surname: side, what, in words, euro, how often, and of a debt what is left to pay."""


def load_budget(*, by: Actor, households: dict[str, int], now: datetime) -> None:
    """The budgets of these households, by surname; a repeat changes nothing."""
    since = day_of(now - timedelta(days=40)).replace(day=1)
    for name, rows in LINES.items():
        for turn, (side, what, words, euro, per, owed) in enumerate(rows if name in households else ()):
            amount = Amount(Decimal(euro), per, since, None if owed is None else Decimal(owed))
            with suppress(ClientIdReused):
                add_budget_line(
                    actor=by,
                    household_id=households[name],
                    line=NewLine(side, what, words, amount),
                    client_id=uuid5(NAMESPACE_URL, f"nabij/demo/budget/{name}/{turn}"),
                    now=now,
                )
