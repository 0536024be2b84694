"""What the family reads along: the screen at the table, its papers, and the drawing of the family."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from nabij.casework import policies
from nabij.casework.actions.own_copies import ask_for_own_copy
from nabij.casework.forms.own_copies import OwnCopyForm
from nabij.casework.queries.at_the_table import TableView, at_the_table, plan_for_paper
from nabij.casework.queries.genogram import genogram_of
from nabij.casework.queries.table_looks import table_looks
from nabij.casework.types import LANGUAGES
from nabij.casework.views.common import actor_of
from nabij.casework.views.papers import as_pdf
from nabij.casework.views.printed_plan import in_language, plan_pdf, table_pdf
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry import queries as registry
from nabij.registry.types import NotPossible

pages = guarded_by(policies.may_write_contacts)


@pages
@require_safe
def table(request: HttpRequest, household_id: int) -> HttpResponse:
    """The household as the family may read it along."""
    return _table(request, household_id)


@pages
@require_POST
def ask_copy(request: HttpRequest, household_id: int) -> HttpResponse:
    """Somebody at the table asks for a copy of what is kept."""
    with registry.one_page():
        found = _found(request, household_id)
    form = OwnCopyForm(request.POST, people=found.copy_for)
    if form.is_valid():
        try:
            ask_for_own_copy(
                actor=actor_of(request),
                household_id=household_id,
                person_id=form.cleaned_data["person"],
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect(f"{reverse('casework:table', args=[household_id])}?kopie=1")
    return _table(request, household_id, form)


@pages
@require_safe
def looks(request: HttpRequest, household_id: int) -> HttpResponse:
    """All who looked in the last three months."""
    found = table_looks(actor_of(request), household_id, language=_language(), now=clock.now())
    return render(request, "casework/table_looks.html", {"looks": found, "household_id": household_id})


def _language() -> str:
    return (get_language() or "nl")[:2]


def _found(request: HttpRequest, household_id: int) -> TableView:
    actor = actor_of(request)
    return at_the_table(actor, household_id, language=_language(), on=clock.today(), now=clock.now())


def _table(request: HttpRequest, household_id: int, form: OwnCopyForm | None = None) -> HttpResponse:
    with registry.one_page():
        found = _found(request, household_id)
    context = {
        "table": found,
        "household_id": household_id,
        "languages": LANGUAGES,
        "copy": form or OwnCopyForm(people=found.copy_for),
        "is_asked": "kopie" in request.GET,
    }
    return render(request, "casework/at_the_table.html", context, status=422 if form else 200)


@pages
@require_safe
def table_file(request: HttpRequest, household_id: int) -> HttpResponse:
    """Whom to call, the rights and who looked, on paper."""
    asked = request.GET.get("taal", "")
    language = asked if asked in LANGUAGES else "nl"
    with translation.override(language), registry.one_page():
        found = at_the_table(
            actor_of(request), household_id, language=language, on=clock.today(), now=clock.now()
        )
    return as_pdf(table_pdf(found, language=language, on=clock.today()), "voor-thuis.pdf")


@pages
@require_safe
def plan_file(request: HttpRequest, household_id: int) -> HttpResponse:
    """The plan on at most two sheets, in the language of the family unless another one is asked for."""
    with registry.one_page():
        sheet = plan_for_paper(actor_of(request), household_id, on=clock.today(), now=clock.now())
    language = in_language(sheet, request.GET.get("taal", ""))
    return as_pdf(plan_pdf(sheet, language=language, on=clock.today()), "plan.pdf")


@pages
@require_safe
def genogram(request: HttpRequest, household_id: int) -> HttpResponse:
    """The family in a drawing, with the same in a table."""
    with registry.one_page():
        found = genogram_of(actor_of(request), household_id, on=clock.today(), now=clock.now())
    return render(request, "casework/genogram.html", {"genogram": found, "household_id": household_id})
