"""The hand-over of one household: its checklist, asking back and accepting. All works without script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nabij.casework import actions, policies, queries
from nabij.casework.forms.common import SentOnce
from nabij.casework.forms.handovers import AnswerForm, AskForm, ChecklistForm
from nabij.casework.queries import HandoverView
from nabij.casework.types import ChangedMeanwhile
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry.types import NotPossible


def _stands(request: HttpRequest, handover_id: int) -> HandoverView:
    return queries.handover_of(
        actor_of(request), handover_id, purpose=Purpose.HELP, on=clock.today(), now=clock.now()
    )


def _page(
    request: HttpRequest,
    view: HandoverView,
    *,
    problem: str = "",
    status: int = 200,
    checklist: ChecklistForm | None = None,
    ask: SentOnce | None = None,
    answer: SentOnce | None = None,
) -> HttpResponse:
    context = {
        "view": view,
        "form": checklist or ChecklistForm(view=view),
        "ask_form": ask or AskForm(),
        "answer_form": answer or AnswerForm(),
        "problem": problem,
    }
    return render(request, "casework/handover.html", context, status=422 if problem else status)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, handover_id: int) -> HttpResponse:
    """The checklist: who gives, who gets, each point; and keeping what was ticked."""
    view = _stands(request, handover_id)
    form = ChecklistForm(request.POST if request.method == "POST" else None, view=view)
    if form.is_bound and form.is_valid():
        try:
            actions.note_checklist(
                actor=actor_of(request),
                handover_id=handover_id,
                checklist=form.checklist(),
                base_version=form.cleaned_data["base_version"],
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
            if isinstance(problem, ChangedMeanwhile):  # the next try is based on what is shown now
                given = request.POST.copy()
                given["base_version"] = str(view.version)
                form.data = given
        else:
            return redirect("casework:handover", handover_id)
    return _page(request, view, checklist=form, status=422 if form.errors else 200)


@guarded_by(policies.may_write_contacts)
@require_POST
def accept(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Accept the household."""
    try:
        actions.accept_handover(actor=actor_of(request), handover_id=handover_id, now=clock.now())
    except NotPossible as problem:
        return _page(request, _stands(request, handover_id), problem=str(problem))
    return redirect("casework:handover", handover_id)


@guarded_by(policies.may_write_contacts)
@require_POST
def ask(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Ask something back before accepting."""
    form = AskForm(request.POST)
    view = _stands(request, handover_id)
    if form.is_valid():
        try:
            actions.ask_back(
                actor=actor_of(request),
                handover_id=handover_id,
                asked=form.cleaned_data["asked"],
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:handover", handover_id)
    return _page(request, view, ask=form, status=422)


@guarded_by(policies.may_write_contacts)
@require_POST
def answer(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Answer what was asked back."""
    form = AnswerForm(request.POST)
    view = _stands(request, handover_id)
    if form.is_valid():
        try:
            actions.answer_question(
                actor=actor_of(request),
                handover_id=handover_id,
                answer=form.cleaned_data["answer"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:handover", handover_id)
    return _page(request, view, answer=form, status=422)
