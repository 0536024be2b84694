"""The page "Something wrong here?", and the editor's list of what came in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by, public
from nabij.rights import actions, policies
from nabij.rights.forms.report import FollowUpForm, ReportForm
from nabij.rights.models import Report, ReportState
from nabij.rights.queries.reports import report_numbered, reports
from nabij.rights.types import ChangedMeanwhile, NoSuchReport, TooManyReports
from nabij.rights.views.sealed_cookie import check_of


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Ask what is wrong, keep it, and give a number at once."""
    check = check_of(request)
    if request.method != "POST":
        form = ReportForm(initial={"page": _page_before(request)})
        return render(request, "rights/report_new.html", {"form": form, "has_answers": check is not None})
    form = ReportForm(request.POST)
    if form.is_from_a_program:
        return redirect(reverse("rights:report-thanks", args=["0000-0000"]))
    if not form.is_valid():
        context = {"form": form, "has_answers": check is not None}
        return render(request, "rights/report_new.html", context, status=422)
    told = check.described() if check is not None and form.cleaned_data["with_answers"] else None
    try:
        kept = actions.report_problem(
            page=form.cleaned_data["page"],
            language=get_language() or "nl",
            message=form.cleaned_data["message"],
            contact=form.cleaned_data["contact"],
            told=told,
            now=clock.now(),
        )
    except TooManyReports:
        form.add_error(
            None, _("Very many reports come in right now. Your text is still here. Try again in a minute.")
        )
        context = {"form": form, "has_answers": check is not None}
        return render(request, "rights/report_new.html", context, status=503)
    return redirect(reverse("rights:report-thanks", args=[kept.number]))


def _page_before(request: HttpRequest) -> str:
    """The page somebody came from, when it is ours; its path only."""
    came_from = request.headers.get("Referer", "")
    ours = f"{request.scheme}://{request.get_host()}"
    return came_from.removeprefix(ours).partition("?")[0] if came_from.startswith(f"{ours}/") else ""


@public
def report_thanks(request: HttpRequest, number: str) -> HttpResponse:
    """The number of the report, and what happens next."""
    return render(request, "rights/report_thanks.html", {"number": number})


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@guarded_by(policies.may_handle_reports)
def report_list(request: HttpRequest) -> HttpResponse:
    """Everything that visitors reported: what waits first, then what was closed."""
    context = {"reports": reports(_actor(request)), "saved": request.GET.get("saved", "")[:9]}
    return render(request, "rights/report_list.html", context)


@guarded_by(policies.may_handle_reports)
@require_http_methods(["GET", "HEAD", "POST"])
def report_follow_up(request: HttpRequest, number: str) -> HttpResponse:
    """One report, and the form that says where it stands."""
    try:
        found = report_numbered(_actor(request), number)
    except NoSuchReport:
        raise Http404 from None
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial=_as_it_stands(found))
    if request.method == "POST" and form.is_valid() and _is_saved(request, form, number):
        return redirect(f"{reverse('rights:report-list')}?saved={number}")
    status = 422 if form.errors else 200
    # What a colleague wrote meanwhile stands beside the form; nothing of either is lost.
    return render(request, "rights/report_follow_up.html", {"report": found, "form": form}, status=status)


def _as_it_stands(report: Report) -> dict[str, object]:
    state = ReportState.IN_HAND if report.state == ReportState.NEW else report.state
    seen_at = report.handled_at.isoformat() if report.handled_at else ""
    return {"state": state, "note": report.note, "seen_at": seen_at}


def _is_saved(request: HttpRequest, form: FollowUpForm, number: str) -> bool:
    cleaned = form.cleaned_data
    try:
        actions.follow_up_report(
            actor=_actor(request),
            number=number,
            state=ReportState(cleaned["state"]),
            note=cleaned["note"],
            seen_at=cleaned["seen_at"],
            now=clock.now(),
        )
    except ChangedMeanwhile:
        form.add_error(
            None, _("A colleague saved this report while you typed. Your text is still here. Look at both.")
        )
        return False
    return True
