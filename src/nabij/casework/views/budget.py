"""The budget of a household: the page, a new line, what a line is from a day on, and the same on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import policies
from nabij.casework.actions.budget import add_budget_line, note_budget_amount
from nabij.casework.forms.budget import AmountForm, LineForm
from nabij.casework.queries.budget import BudgetLineView, budget_line, budget_of, require_budget_in_sight
from nabij.casework.queries.budget_paper import budget_pdf
from nabij.casework.types import LANGUAGES, ChangedMeanwhile
from nabij.casework.types.budget import BudgetSide
from nabij.casework.views.common import actor_of
from nabij.casework.views.papers import as_pdf
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry.types import NotPossible

pages = guarded_by(policies.may_write_contacts)


@pages
@require_safe
def budget(request: HttpRequest, household_id: int) -> HttpResponse:
    """What comes in, what goes out, what is owed and what is left: the family reads it along."""
    today = clock.today()
    found = budget_of(actor_of(request), household_id, purpose=Purpose.HELP, on=today, now=clock.now())
    context = {"budget": found, "household_id": household_id, "on": today, "languages": LANGUAGES}
    return render(request, "casework/budget.html", context)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def line_new(request: HttpRequest, household_id: int, side: str) -> HttpResponse:
    """Add something that comes in, something that is paid, or a debt."""
    actor, now = actor_of(request), clock.now()
    if side not in BudgetSide.values:
        raise NotFoundHere
    require_budget_in_sight(actor, household_id, now=now)
    first = clock.today().replace(day=1)
    form = LineForm(request.POST or None, side=BudgetSide(side), initial={"from_on": first})
    if request.method == "POST" and form.is_valid():
        try:
            add_budget_line(
                actor=actor,
                household_id=household_id,
                line=form.line(),
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:budget", household_id)
    context = {"form": form, "household_id": household_id, "side": BudgetSide(side)}
    return render(request, "casework/budget_new.html", context, status=422 if form.errors else 200)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def amount(request: HttpRequest, household_id: int, line_id: int) -> HttpResponse:
    """Say what a line is from a day on; what it was before stays to be read."""
    actor, now = actor_of(request), clock.now()
    line = budget_line(actor, household_id, line_id, on=clock.today(), now=now)
    form = AmountForm(
        request.POST or None,
        side=line.side,
        initial=_standing(line),
    )
    if request.method == "POST" and form.is_valid():
        try:
            note_budget_amount(
                actor=actor,
                household_id=household_id,
                line_id=line_id,
                amount=form.told(),
                last=form.cleaned_data["last"] or 0,
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except ChangedMeanwhile as problem:
            form.take(problem)
            form.data = {**request.POST.dict(), "last": str(line.last)}
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:budget", household_id)
    context = {"form": form, "household_id": household_id, "line": line}
    return render(request, "casework/budget_amount.html", context, status=422 if form.errors else 200)


def _standing(line: BudgetLineView) -> dict[str, object]:
    """What the line is now, for the form: most often only the amount changes."""
    known: dict[str, object] = {"from_on": clock.today(), "last": line.last}
    if line.now is not None:
        known |= {"amount": line.now.amount_eur, "per": line.now.per, "owed": line.now.owed_eur}
    return known


@pages
@require_safe
def budget_file(request: HttpRequest, household_id: int) -> HttpResponse:
    """The same budget on paper, in the language that was asked for."""
    asked = request.GET.get("taal", "")
    language, today = asked if asked in LANGUAGES else "nl", clock.today()
    found = budget_of(actor_of(request), household_id, purpose=Purpose.HELP, on=today, now=clock.now())
    with translation.override(language):
        return as_pdf(budget_pdf(found, language=language, on=today), "budget.pdf")
