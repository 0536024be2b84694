"""The budget on one sheet, made with typst from the same figures as the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nabij.casework.queries.budget import BudgetLineView, BudgetView
from nabij.casework.queries.letter_files import compiled
from nabij.casework.queries.letters import in_figures


def budget_pdf(budget: BudgetView, *, language: str, on: date) -> bytes:
    """The budget of a day on paper, in the language that stands on."""
    return compiled("budget.typ", "budget", budget_contents(budget, language=language, on=on))


def budget_contents(budget: BudgetView, *, language: str, on: date) -> dict[str, Any]:
    """What stands on the sheet: the lines as on the page, and no name of the family."""
    told = budget.sum
    left = _("Short a week") if told.is_short else _("Left a week")
    left_month = _("Short a month") if told.is_short else _("Left a month")
    return {
        "language": language,
        "title": _("Our budget"),
        "day": in_figures(on),
        "columns": [_("What"), _("As it comes"), _("A month")],
        "debt_columns": [_("To whom"), _("Left to pay"), _("A month")],
        "income": {"title": _("Comes in"), "rows": _rows(budget.income), "sum": _euro(told.income)},
        "expenses": {"title": _("Goes out"), "rows": _rows(budget.expenses), "sum": _euro(told.expenses)},
        "debts": {
            "title": _("Debts"),
            "rows": [_debt(one) for one in budget.debts if one.now],
            "sum": _euro(told.payments),
        },
        "together": _("Together"),
        "left": [
            [left_month, _euro(abs(told.left_month))],
            [left, _euro(abs(told.left_week))],
        ],
        "owed": [_("Left to pay on debts"), _euro(told.owed)] if budget.debts else [],
        "note": _(
            "These are your own figures, written down together. Nothing here is advice or a decision. A year "
            "has 52 weeks and 12 months; each amount is rounded to the cent."
        ),
    }


def _rows(lines: Iterable[BudgetLineView]) -> list[list[str]]:
    return [
        [_called(one), f"{_euro(one.now.amount_eur)} {one.now.per.label}", _euro(one.month_eur)]
        for one in lines
        if one.now
    ]


def _debt(line: BudgetLineView) -> list[str]:
    assert line.now is not None
    return [line.name, _euro(line.now.owed_eur or Decimal(0)), _euro(line.month_eur)]


def _called(line: BudgetLineView) -> str:
    return f"{line.what.label}: {line.name}" if line.name else str(line.what.label)


def _euro(amount: Decimal) -> str:
    """In Belgian notation in every language, as on the page."""
    grouped = f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"€\u00a0{grouped}"
