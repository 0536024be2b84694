"""Pages on which pairs are looked at side by side, decisions taken back, and the result read and saved."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by, recently_proven
from nabij.kernel.spreadsheets import as_csv
from nabij.registry import policies
from nabij.registry.actions import list_pairs as actions
from nabij.registry.forms.lists import VerdictForm
from nabij.registry.models import QuestionAnswer, Verdict
from nabij.registry.queries import lists as queries
from nabij.registry.queries.pair_words import beside, doubts_in_words, place_of
from nabij.registry.types.lists import ListProblem, Result, Told
from nabij.registry.views.common import PAGE_SIZE, actor_of, number_asked, page_asked, pages

SECONDS_A_PAIR = 20
DECISIONS = 30


@never_cache
@guarded_by(policies.may_lead_lists)
@require_http_methods(["GET", "HEAD", "POST"])
def list_pair(request: HttpRequest, number: int) -> HttpResponse:
    """The next pair that waits, side by side; and what is said about it."""
    if request.method == "POST":
        return _decide(request, number)
    return _pair_page(request, number)


def _decide(request: HttpRequest, number: int) -> HttpResponse:
    form = VerdictForm(request.POST)
    queries.collection(actor_of(request), number)
    if not form.is_valid():
        return _pair_page(
            request, number, problem=_("Choose one of the three. Nothing was decided."), status=422
        )
    try:
        decision = actions.decide_pair(
            actor=actor_of(request),
            pair=form.cleaned_data["pair"],
            verdict=Verdict(form.cleaned_data["verdict"]),
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )
    except NotFoundHere:
        told = _(
            "This pair is no longer there: a row was corrected meanwhile. Nothing was decided. Go on here."
        )
        return _pair_page(request, number, problem=told, status=409)
    except ListProblem as error:
        return _pair_page(request, number, problem=str(error), status=409)
    return redirect(f"{reverse('registry:list-pair', args=[number])}?na={decision.pk}")


def _pair_page(request: HttpRequest, number: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    shown = queries.pair_to_review(
        actor,
        number,
        now=clock.now(),
        after=number_asked(request, "later"),
        only=number_asked(request, "paar"),
    )
    last = number_asked(request, "na")
    context: dict[str, Any] = {
        "collection": queries.collection(actor, number),
        "shown": shown,
        "problem": problem,
        "last": last,
        "undo_id": uuid4(),
        "progress": queries.progress(actor, number),
    }
    if shown is not None:
        context |= {
            "form": VerdictForm(initial={"pair": shown.pair.pk}),
            "fields": beside(shown.left, shown.right, shown.pair.reasons),
            "doubts": doubts_in_words(shown.pair.reasons),
            "left_place": place_of(shown.left),
            "right_place": place_of(shown.right),
            "minutes": max(1, round(shown.waiting * SECONDS_A_PAIR / 60)),
            "share": round(100 * (shown.position - 1) / max(shown.total, 1)),
            "answers": [str(QuestionAnswer(one.answer).label) for one in shown.answers],
        }
    return render(request, "registry/list_pair.html", context, status=status)


@never_cache
@guarded_by(policies.may_lead_lists)
@require_GET
def list_decisions(request: HttpRequest, number: int) -> HttpResponse:
    """What was said about pairs, and what waits for a partner."""
    actor, page = actor_of(request), page_asked(request)
    shown, count = queries.decisions(actor, number, now=clock.now(), page=page, size=DECISIONS)
    context = {
        "collection": queries.collection(actor, number),
        "decisions": shown,
        "asked": queries.asked_pairs(actor, number, now=clock.now()),
        "pages": pages(page, count, DECISIONS),
        "problem": "",
    }
    return render(request, "registry/list_decisions.html", context)


@guarded_by(policies.may_lead_lists)
@require_POST
def list_undo(request: HttpRequest, number: int, decision: int) -> HttpResponse:
    """Take a decision back."""
    queries.collection(actor_of(request), number)
    try:
        undone = actions.undo_decision(
            actor=actor_of(request), decision=decision, client_id=uuid4(), now=clock.now()
        )
    except ListProblem as error:
        return _pair_page(request, number, problem=str(error), status=409)
    return redirect(f"{reverse('registry:list-pair', args=[number])}?paar={undone.pair_id}")


@never_cache
@guarded_by(policies.may_lead_lists)
@require_GET
def list_result(request: HttpRequest, number: int) -> HttpResponse:
    """Doors and children, with the source of each value."""
    actor, page = actor_of(request), page_asked(request)
    doors, whole = queries.result_page(actor, number, now=clock.now(), page=page, size=PAGE_SIZE)
    context = {
        "collection": queries.collection(actor, number),
        "doors": doors,
        "whole": whole,
        "unwanted": queries.unwanted_count(number),
        "pages": pages(page, len(whole.doors)),
    }
    return render(request, "registry/list_result.html", context)


def _headers() -> list[str]:
    return [
        _("Door"), _("First name"), _("Surname"), _("Born"), _("Parent"), _("Address"), _("Telephone"),
        _("Sources"),
    ]  # fmt: skip


def _first(told: tuple[Told, ...]) -> str:
    return told[0].value if told else ""


def _lines(whole: Result) -> Iterator[list[str | int]]:
    """One line for each child: each package has its line. Sources are names of lists, for the lead only."""
    for door in whole.doors:
        partners = sorted(
            {source.partner for one in door.children for told in one.first for source in told.sources}
        )
        for child in door.children:
            yield [
                door.number,
                _first(child.first),
                _first(child.last),
                _first(child.birth),
                _first(door.guardians),
                _first(door.addresses),
                " / ".join(told.value for told in door.phones),
                ", ".join(partners),
            ]


@never_cache
@guarded_by(policies.may_lead_lists)
@recently_proven
@require_GET
def list_result_csv(request: HttpRequest, number: int) -> HttpResponse:
    """The result as a file for any spreadsheet."""
    whole = queries.whole_result(actor_of(request), number, now=clock.now())
    response = HttpResponse(as_csv([_headers(), *_lines(whole)]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lijst-{number}.csv"'
    return response


@never_cache
@guarded_by(policies.may_lead_lists)
@recently_proven
@require_GET
def list_result_xlsx(request: HttpRequest, number: int) -> HttpResponse:
    """The result for Excel: every cell is text or a whole number, so that nothing is calculated or
    changed."""
    whole = queries.whole_result(actor_of(request), number, now=clock.now())
    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(_("List"))
        text = book.add_format({"num_format": "@"})
        lines: list[list[str | int]] = [[*_headers()], *_lines(whole)]
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, int):
                    sheet.write_number(row, column, value)
                else:
                    sheet.write_string(row, column, value, text)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(file.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="lijst-{number}.xlsx"'
    return response
