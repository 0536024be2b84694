"""The budget of the households in the town of canaries."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.casework.actions.budget import Amount, NewLine, add_budget_line
from nabij.casework.types.budget import BudgetPer, BudgetSide, BudgetWhat
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import Topic
from tests.trust.planted_casework import Desk

if TYPE_CHECKING:
    from tests.trust.canaries import Town

LINES = (
    (BudgetSide.INCOME, BudgetWhat.WAGE, None),
    (BudgetSide.EXPENSE, BudgetWhat.HOME, None),
    (BudgetSide.DEBT, BudgetWhat.DEBT, Decimal(400)),
)


def plant_budget(town: Town, home: str, by: Actor) -> None:
    """A line on each side, with its words under money."""
    desk = Desk(town, home, by)
    for side, what, owed in LINES:
        amount = Amount(Decimal(100), BudgetPer.MONTH, day_of(town.now), owed)
        words = desk.words(Topic.MONEY, f"budget {side}")
        line = add_budget_line(**desk.common, line=NewLine(side, what, words, amount), client_id=uuid4())
    desk.keep("budget line", line)
