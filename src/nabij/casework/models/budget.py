"""The budget of a household. What an amount is from a day on is added, never changed."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from nabij.casework.types.budget import WHAT_OF, BudgetPer, BudgetSide, BudgetWhat


def _belongs() -> Q:
    """What a line is for belongs to its side."""
    sides = [Q(side=side.value, what__in=[one.value for one in kinds]) for side, kinds in WHAT_OF.items()]
    return reduce(or_, sides)


class BudgetLine(models.Model):
    """Something that comes in, something that is paid, or a debt, of one household.

    A household shares a roof and a budget: somebody with two homes has two budgets, and neither home reads
    the other one.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="budget_lines")
    side = models.CharField(max_length=10, choices=BudgetSide.choices)
    what = models.CharField(max_length=20, choices=BudgetWhat.choices)
    name = models.CharField(max_length=100, blank=True)
    """In own words, such as whose wage; of a debt to whom it is owed."""
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("added_at", "pk")
        indexes = (models.Index(fields=("household", "added_at"), name="budget_of_a_household"),)
        constraints = (
            models.CheckConstraint(condition=_belongs(), name="a_budget_line_stands_on_its_side"),
            models.CheckConstraint(condition=~Q(side="debt") | ~Q(name=""), name="a_debt_has_a_creditor"),
        )

    def __str__(self) -> str:
        return f"budget line {self.pk}"


class BudgetFact(models.Model):
    """What a line of the budget is from a day on, until the next one. Zero: nothing any more.

    Of two for one day the one that was told last holds, and the other one stays to be read.
    """

    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="facts")
    from_on = models.DateField()
    amount_eur = models.DecimalField(max_digits=9, decimal_places=2)
    """In euro for each `per`; of a debt what is paid off."""
    per = models.CharField(max_length=10, choices=BudgetPer.choices)
    owed_eur = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    """Of a debt, in euro: how much is left to pay on that day. Empty on every other line."""
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("from_on", "pk")
        indexes = (models.Index(fields=("line", "from_on"), name="facts_of_a_budget_line"),)
        constraints = (
            models.CheckConstraint(condition=Q(amount_eur__gte=0), name="a_budget_amount_is_not_below_zero"),
            models.CheckConstraint(
                condition=Q(owed_eur=None) | Q(owed_eur__gte=0), name="a_debt_is_not_below_zero"
            ),
            models.CheckConstraint(condition=Q(per__in=BudgetPer.values), name="a_budget_period_we_know"),
        )

    def __str__(self) -> str:
        return f"budget fact {self.pk}"
