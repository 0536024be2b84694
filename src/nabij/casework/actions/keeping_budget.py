"""What is kept of budgets: the own copy, erasing them, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.casework.actions.keeping import TERM_MONTHS, as_day, homes_of_subject, part_of_copy
from nabij.casework.models import BudgetFact, BudgetLine, Guidance
from nabij.casework.types.budget import BudgetPer, BudgetSide, BudgetWhat
from nabij.kernel.days import day_of
from nabij.registry import queries as registry

MODELS = ("casework.BudgetLine", "casework.BudgetFact")


def own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """The budget of a household, or of those that a person belongs to now, with what it was before."""
    homes = homes_of_subject(subject, on=day_of(now))
    if not homes:
        return []
    labels = {
        "side": _("Side of the budget"),
        "what": _("What it is"),
        "name": _("In words"),
        "from_on": _("From"),
        "amount_eur": _("Amount in euro"),
        "per": _("How often"),
        "owed_eur": _("Left to pay, in euro"),
        "told_on": _("Told on"),
    }
    facts = BudgetFact.objects.filter(line__household__in=homes).select_related("line")
    rows = [
        {
            "side": str(BudgetSide(one.line.side).label),
            "what": str(BudgetWhat(one.line.what).label),
            "name": one.line.name,
            "from_on": as_day(one.from_on),
            "amount_eur": str(one.amount_eur),
            "per": str(BudgetPer(one.per).label),
            "owed_eur": None if one.owed_eur is None else str(one.owed_eur),
            "told_on": as_day(one.told_at),
        }
        for one in facts.order_by("line", "from_on", "pk")
    ]
    return [part_of_copy("budget", _("Your budget"), labels, rows)] if rows else []


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase the budget of a household; of a person that of homes where nobody else ever was."""
    homes = homes_of_subject(subject, on=None, alone=True)
    lines = BudgetLine.objects.filter(household__in=homes)
    numbers = lines.count(), BudgetFact.objects.filter(line__in=lines).count()
    if not only_look:
        lines.delete()
    yield Outcome("casework.BudgetLine", numbers[0])
    yield Outcome("casework.BudgetFact", numbers[1])


def past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Lines of which nothing was told for longer than the term, of households that are not in guidance."""
    year, month = divmod(on.year * 12 + on.month - 1 - TERM_MONTHS, 12)
    last = date(year, month + 1, min(on.day, 28))
    standing = Exists(Guidance.objects.open().filter(household=OuterRef("household")))
    told = BudgetLine.objects.annotate(told_at=Max("facts__told_at"))
    found = told.filter(~standing, told_at__date__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), day_of(one.told_at))


def remove(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these lines with their amounts; returns how many rows went."""
    return BudgetLine.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]
