"""Talks in the street: counted on a phone in three taps, and the table of a quarter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.campaigns import policies
from nabij.campaigns.actions import street as acts
from nabij.campaigns.forms.street import SpotForm, StreetForm
from nabij.campaigns.queries import street as queries
from nabij.campaigns.types.street import AgeBand, StreetTheme
from nabij.campaigns.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.kernel.spreadsheets import as_csv
from nabij.registry.queries import neighbourhoods_of
from nabij.registry.types import NotPossible


@guarded_by(policies.may_note_street_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def street(request: HttpRequest) -> HttpResponse:
    """Count a talk: where and about what; the rest has an answer already."""
    actor, now = actor_of(request), clock.now()
    page = queries.street_page(actor, now=now)
    first = {"spot": page.last_spot, "ages": page.last_ages, "people": 1}
    form = StreetForm(request.POST or None, spots=page.spots, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            acts.note_street_contact(
                actor=actor,
                spot_id=given["spot"],
                themes=[StreetTheme(one) for one in given["themes"]],
                people=given["people"],
                ages=AgeBand(given["ages"]),
                client_id=given["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:street")
    context = {"page": page, "form": form}
    return render(request, "campaigns/street.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_note_street_contacts)
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take the last talk back."""
    actor, now = actor_of(request), clock.now()
    page = queries.street_page(actor, now=now)
    if page.to_take_back is not None:
        acts.take_street_contact_back(actor=actor, contact_id=page.to_take_back, now=now)
    return redirect("campaigns:street")


@guarded_by(policies.may_see_street_counts)
@require_safe
def counts(request: HttpRequest, quarter: str = "") -> HttpResponse:
    """The talks of a quarter by place and theme."""
    actor, today = actor_of(request), clock.today()
    found = queries.street_counts(actor, _quarter(quarter))
    context = {
        "counts": found,
        "quarters": queries.quarters_until(today),
        "may_lead": policies.may_lead_campaigns(actor).allowed,
    }
    return render(request, "campaigns/street_counts.html", context)


def _quarter(code: str) -> queries.Quarter:
    """The quarter of an address; the one of today without one. Raises NotFoundHere."""
    offered = queries.quarters_until(clock.today())
    if not code:
        return offered[0]
    found = next((one for one in offered if one.code == code), None)
    if found is None:
        raise NotFoundHere
    return found


@guarded_by(policies.may_see_street_counts)
@require_safe
def counts_file(request: HttpRequest, quarter: str) -> HttpResponse:
    """The same table as CSV, with the same cells hidden."""
    found = queries.street_counts(actor_of(request), _quarter(quarter))
    hidden = _("hidden")
    head = [_("Place"), _("Talks"), *(str(theme.label) for theme in found.themes)]
    body = [
        [line.name, *(hidden if number is None else number for number in (line.contacts, *line.themes))]
        for line in found.lines
    ]
    foot = [
        _("All places"),
        *(hidden if number is None else number for number in (found.contacts, *found.by_theme)),
    ]
    response = HttpResponse(as_csv([head, *body, foot]), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="straat-{found.quarter.code}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@guarded_by(policies.may_lead_campaigns)
@require_http_methods(["GET", "HEAD", "POST"])
def spots(request: HttpRequest) -> HttpResponse:
    """The places that can be chosen."""
    actor, now = actor_of(request), clock.now()
    town = min(actor.towns, default="")
    sent = request.POST.get("close", "")
    if sent:
        number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
        acts.close_spot(actor=actor, spot_id=number, now=now)
        return redirect("campaigns:street-spots")
    form = SpotForm(request.POST or None, neighbourhoods=neighbourhoods_of(town))
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_spot(actor=actor, town=town, now=now, **form.cleaned_data)
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:street-spots")
    context = {
        "spots": queries.spots_of(actor),
        "form": form,
        "neighbourhoods": dict(neighbourhoods_of(town)),
    }
    return render(request, "campaigns/street_spots.html", context, status=422 if form.errors else 200)
