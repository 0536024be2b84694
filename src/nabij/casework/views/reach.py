"""Whom bridge workers reach: the report of a period, and contacts without a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework import actions, policies
from nabij.casework.forms.reach import PeriodForm, UnnamedForm
from nabij.casework.queries import settings as settings_queries
from nabij.casework.queries.reach import Reach, as_lines, reach_of
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.spreadsheets import as_csv
from nabij.registry.types import NotPossible

SCHOOL_YEAR_BEGINS = 9
"""The month; the first day of it."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A period that is one click away."""

    code: str
    label: str
    from_on: date
    until_on: date


def presets(today: date) -> list[Preset]:
    """This and the last month, school year and year."""
    month = today.replace(day=1)
    year = date(today.year, 1, 1)
    school = date(today.year - (today.month < SCHOOL_YEAR_BEGINS), SCHOOL_YEAR_BEGINS, 1)
    return [
        Preset("maand", _("This month"), month, _months(month, 1)),
        Preset("vorige-maand", _("Last month"), _months(month, -1), month),
        Preset("schooljaar", _("This school year"), school, _months(school, 12)),
        Preset("vorig-schooljaar", _("Last school year"), _months(school, -12), school),
        Preset("jaar", _("This year"), year, _months(year, 12)),
        Preset("vorig-jaar", _("Last year"), _months(year, -12), year),
    ]


def _months(first: date, number: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
    return date(year, month + 1, 1)


@guarded_by(policies.may_open_reach)
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The report of a period: this school year at first."""
    found, form, chosen = _asked(request)
    context = {
        "reach": found,
        "form": form,
        "presets": presets(clock.today()),
        "chosen": chosen,
        "may_meet": policies.may_meet_people(actor_of(request)).allowed,
    }
    return render(request, "casework/reach.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_open_reach)
@require_safe
def report_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file for any spreadsheet."""
    found, _form, _chosen = _asked(request)
    if found is None:
        return redirect("casework:reach")
    response = HttpResponse(as_csv(as_lines(found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bereik-{found.from_on}-{found.until_on}.csv"'
    return response


def _asked(request: HttpRequest) -> tuple[Reach | None, PeriodForm, str]:
    """The report that is asked, the form with its period, and the preset; no report where a day cannot be."""
    actor = actor_of(request)
    towns = sorted(actor.towns)
    offered = {one.code: one for one in presets(clock.today())}
    preset = offered.get(request.GET.get("periode", ""))
    if preset is None and not {"from_on", "until_on"} & request.GET.keys():
        preset = offered["schooljaar"]
    town = request.GET.get("town", "")
    town = town if town in towns else (towns[0] if towns else "")
    if preset is not None:
        first: dict[str, Any] = {"town": town, "from_on": preset.from_on, "until_on": preset.until_on}
        form = PeriodForm(initial=first, towns=towns)
        days = (preset.from_on, preset.until_on)
    else:
        form = PeriodForm({**request.GET.dict(), "town": town}, towns=towns)
        if not form.is_valid():
            return None, form, ""
        days = (form.cleaned_data["from_on"], form.cleaned_data["until_on"])
    try:
        found = reach_of(actor, town=town, from_on=days[0], until_on=days[1])
    except NotPossible as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return None, form, ""
    return found, form, preset.code if preset else ""


@guarded_by(policies.may_meet_people)
@require_http_methods(["GET", "HEAD", "POST"])
def unnamed(request: HttpRequest) -> HttpResponse:
    """Count a contact without a dossier. What was counted today stands under the form."""
    actor, on = actor_of(request), clock.today()
    choices = settings_queries.settings_to_choose(actor, on=on)
    form = UnnamedForm(request.POST or None, settings=choices, initial={"day": on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.count_unnamed(
                actor=actor,
                unnamed=form.unnamed(),
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:unnamed")
    context = {
        "form": form,
        "has_settings": bool(choices),
        "may_arrange": policies.may_arrange_reach(actor).allowed,
        "counted": settings_queries.counted_today(actor, on=on),
    }
    return render(request, "casework/reach_unnamed.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_meet_people)
@require_POST
def take_back(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Take back a count of today that was a mistake."""
    actions.take_back_unnamed(actor=actor_of(request), contact_id=contact_id, now=clock.now())
    return redirect("casework:unnamed")
