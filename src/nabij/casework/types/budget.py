"""The budget of a household: what comes in, what goes out, which debts there are, each from a day on."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext_lazy

MONTHS_A_YEAR = 12
WEEKS_A_YEAR = 52
CENT = Decimal("0.01")
MOST_LINES = 60
"""Lines of a budget that are kept; a household has far fewer."""


class BudgetSide(models.TextChoices):
    """On which side of the budget a line stands."""

    INCOME = "income", gettext_lazy("Comes in")
    EXPENSE = "expense", gettext_lazy("Goes out")
    DEBT = "debt", gettext_lazy("Debts")


class BudgetWhat(models.TextChoices):
    """What an amount is for. The family chooses the word that is nearest."""

    WAGE = "wage", gettext_lazy("Wage")
    BENEFIT = "benefit", gettext_lazy("Benefit (unemployment, illness, disability, pension)")
    INTEGRATION_INCOME = "integration_income", gettext_lazy("Living wage of the OCMW")
    GROWTH_PACKAGE = "growth_package", gettext_lazy("Groeipakket")
    MAINTENANCE_IN = "maintenance_in", gettext_lazy("Maintenance that comes in")
    OTHER_IN = "other_in", gettext_lazy("Something else that comes in")
    HOME = "home", gettext_lazy("Rent or loan of the house")
    ENERGY = "energy", gettext_lazy("Gas, electricity, heating oil")
    WATER = "water", gettext_lazy("Water")
    PHONE = "phone", gettext_lazy("Telephone and internet")
    INSURANCE = "insurance", gettext_lazy("Insurance and health insurance fund")
    TRANSPORT = "transport", gettext_lazy("Transport")
    SCHOOL = "school", gettext_lazy("School and child care")
    CARE = "care", gettext_lazy("Doctor and medicines")
    FOOD = "food", gettext_lazy("Food and household")
    MAINTENANCE_OUT = "maintenance_out", gettext_lazy("Maintenance that is paid")
    OTHER_OUT = "other_out", gettext_lazy("Something else that is paid")
    DEBT = "debt", gettext_lazy("Debt")


WHAT_OF = {
    BudgetSide.INCOME: (
        BudgetWhat.WAGE,
        BudgetWhat.BENEFIT,
        BudgetWhat.INTEGRATION_INCOME,
        BudgetWhat.GROWTH_PACKAGE,
        BudgetWhat.MAINTENANCE_IN,
        BudgetWhat.OTHER_IN,
    ),
    BudgetSide.EXPENSE: (
        BudgetWhat.HOME,
        BudgetWhat.ENERGY,
        BudgetWhat.WATER,
        BudgetWhat.PHONE,
        BudgetWhat.INSURANCE,
        BudgetWhat.TRANSPORT,
        BudgetWhat.SCHOOL,
        BudgetWhat.CARE,
        BudgetWhat.FOOD,
        BudgetWhat.MAINTENANCE_OUT,
        BudgetWhat.OTHER_OUT,
    ),
    BudgetSide.DEBT: (BudgetWhat.DEBT,),
}
"""What can stand on each side."""


class BudgetPer(models.TextChoices):
    """How often an amount comes or is paid."""

    WEEK = "week", gettext_lazy("a week")
    MONTH = "month", gettext_lazy("a month")
    QUARTER = "quarter", gettext_lazy("a quarter")
    YEAR = "year", gettext_lazy("a year")


_TIMES_A_YEAR = {BudgetPer.WEEK: 52, BudgetPer.MONTH: 12, BudgetPer.QUARTER: 4, BudgetPer.YEAR: 1}


def in_cents(amount_eur: Decimal) -> Decimal:
    """An amount rounded to the cent, a half cent up."""
    return amount_eur.quantize(CENT, rounding=ROUND_HALF_UP)


def a_month(amount_eur: Decimal, per: BudgetPer) -> Decimal:
    """What an amount is in euro a month, to the cent: a year has 52 weeks and 12 months."""
    return in_cents(amount_eur * _TIMES_A_YEAR[per] / MONTHS_A_YEAR)


def a_week(eur_month: Decimal) -> Decimal:
    """What an amount a month is in euro a week, to the cent."""
    return in_cents(eur_month * MONTHS_A_YEAR / WEEKS_A_YEAR)
