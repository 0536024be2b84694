"""Mailings to the self-employed, for whoever leads campaigns."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.campaigns import policies
from nabij.campaigns.actions import enterprises as acts
from nabij.campaigns.forms.enterprises import EnterpriseAnswerForm, MailingForm, RegisterFileForm
from nabij.campaigns.queries import enterprises as queries
from nabij.campaigns.types.enterprises import EnterpriseChannel
from nabij.campaigns.views.common import actor_of, as_pdf
from nabij.campaigns.views.printed_labels import labels_pdf
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.spreadsheets import as_csv
from nabij.registry.types import NotPossible

leads = guarded_by(policies.may_lead_campaigns)


@leads
@require_safe
def mailings(request: HttpRequest) -> HttpResponse:
    """The mailings of the own towns."""
    return render(request, "campaigns/mailings.html", {"mailings": queries.mailings_of(actor_of(request))})


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Prepare a mailing."""
    actor, today = actor_of(request), clock.today()
    first = {"from_on": today, "until_on": today + timedelta(days=60)}
    form = MailingForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            number = acts.prepare_mailing(
                actor=actor,
                town=min(actor.towns, default=""),
                plan=form.plan(),
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:mailing", number)
    return render(request, "campaigns/mailing_new.html", {"form": form}, status=422 if form.errors else 200)


@leads
@require_safe
def mailing(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """One mailing: the list, what was refused, who answered."""
    return _page(request, mailing_id)


def _page(
    request: HttpRequest,
    mailing_id: int,
    *,
    file: RegisterFileForm | None = None,
    answer: EnterpriseAnswerForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = queries.mailing_page(actor_of(request), mailing_id)
    context = {
        "page": page,
        "mailing": page.mailing,
        "file_form": file or RegisterFileForm(),
        "answer_form": answer or EnterpriseAnswerForm(auto_id="answer_%s"),
        "problem": problem,
    }
    return render(request, "campaigns/mailing.html", context, status=status)


@leads
@require_POST
def take_in(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Take a list in."""
    actor = actor_of(request)
    queries.mailing_of(actor, mailing_id)
    form = RegisterFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            acts.take_in_enterprises(
                actor=actor,
                mailing_id=mailing_id,
                found=form.found(),
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:mailing", mailing_id)
    return _page(request, mailing_id, file=form, status=422)


@leads
@require_POST
def sent(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """It went out."""
    try:
        acts.send_mailing(actor=actor_of(request), mailing_id=mailing_id, now=clock.now())
    except NotPossible as problem:
        return _page(request, mailing_id, problem=str(problem), status=409)
    return redirect("campaigns:mailing", mailing_id)


@leads
@require_POST
def answer(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Count an answer."""
    actor = actor_of(request)
    queries.mailing_of(actor, mailing_id)
    form = EnterpriseAnswerForm(request.POST, auto_id="answer_%s")
    if form.is_valid():
        try:
            acts.note_enterprise_answer(
                actor=actor,
                mailing_id=mailing_id,
                typed=form.cleaned_data["number"],
                channel=EnterpriseChannel(form.cleaned_data["channel"]),
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:mailing", mailing_id)
    return _page(request, mailing_id, answer=form, status=422)


@leads
@require_POST
def export(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """The send list as CSV or as labels; that it was taken along stands in the log."""
    actor = actor_of(request)
    rows = queries.send_list(actor, mailing_id)
    kind = "labels" if "labels" in request.POST else "csv"
    acts.export_enterprises(actor=actor, mailing_id=mailing_id, kind=kind, now=clock.now())
    if kind == "labels":
        return as_pdf(labels_pdf(rows), f"etiketten-{mailing_id}.pdf")
    head = [
        *(_("Enterprise number"), _("Name"), _("Address"), _("Postcode")),
        *(_("Municipality"), _("E-mail"), _("Telephone")),
    ]
    response = HttpResponse(as_csv([head, *queries.as_rows(rows)]), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="verzendlijst-{mailing_id}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
