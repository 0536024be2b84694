"""The rights register of a household: the list, one right, a move, and a case for the editors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import policies
from nabij.casework.actions.case_proposals import leave_case, propose_case
from nabij.casework.actions.register import move_right
from nabij.casework.forms.register import MoveForm, ProposeForm
from nabij.casework.queries.case_proposals import case_to_propose
from nabij.casework.queries.register import RightView, register_of, right_in_register
from nabij.casework.types import RightState
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible
from nabij.rights.queries.decided import LEVELS, said_of

_LEVEL_WORDS = {"federaal": "federal", "vlaams": "flemish", "lokaal": "local"}
"""How a level stands in an address."""


@guarded_by(policies.may_write_contacts)
@require_safe
def register(request: HttpRequest, household_id: int) -> HttpResponse:
    """Every right of a household, each in one state; of one level when that is asked."""
    level = _LEVEL_WORDS.get(request.GET.get("niveau", ""), "")
    found = register_of(actor_of(request), household_id, level=level, on=clock.today(), now=clock.now())
    context = {"register": found, "household_id": household_id, "levels": LEVELS}
    return render(request, "casework/register.html", context)


def _view(request: HttpRequest, household_id: int, key: str) -> RightView:
    return right_in_register(actor_of(request), household_id, key, on=clock.today(), now=clock.now())


@guarded_by(policies.may_write_contacts)
@require_safe
def right(request: HttpRequest, household_id: int, key: str) -> HttpResponse:
    """One right: how it stands, what to do now, and how it came there."""
    context = {"view": _view(request, household_id, key), "household_id": household_id}
    return render(request, "casework/register_right.html", context)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, household_id: int, key: str, to: str) -> HttpResponse:
    """A right goes to another state; on a refusal what was typed stays, with how the right stands now."""
    view = _view(request, household_id, key)
    if to not in RightState.values or not view.may_keep:
        raise NotFoundHere
    state = RightState(to)
    if request.method != "POST" and state not in view.to:
        raise NotFoundHere
    form = MoveForm(
        request.POST or None,
        to=state,
        terms=view.terms,
        on=clock.today(),
        initial={"base_version": view.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _move(request, household_id, view, form)
        except NotPossible as problem:
            form.take(problem)
            given = request.POST.copy()
            given["base_version"] = str(_view(request, household_id, key).version)
            form.data = given
        else:
            return redirect("casework:register-right", household_id, key)
    context = {"form": form, "view": view, "to": state, "household_id": household_id}
    return render(request, "casework/register_move.html", context, status=422 if form.errors else 200)


def _move(request: HttpRequest, household_id: int, view: RightView, form: MoveForm) -> None:
    move_right(
        actor=actor_of(request),
        household_id=household_id,
        right_id=view.right_id,
        move=form.move(),
        said=said_of(view.rights, view.right_id),
        base_version=form.cleaned_data["base_version"],
        client_id=form.cleaned_data["client_id"],
        now=clock.now(),
    )


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, household_id: int, key: str) -> HttpResponse:
    """A decision that differs: read what would be sent, then send it or not."""
    actor, now = actor_of(request), clock.now()
    draft = case_to_propose(actor, household_id, key, on=clock.today(), now=now)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        right_id = draft.view.right_id
        try:
            if "leave" in request.POST:
                leave_case(actor=actor, household_id=household_id, right_id=right_id, now=now)
            else:
                propose_case(
                    actor=actor,
                    household_id=household_id,
                    right_id=right_id,
                    case=draft.case.case,
                    engine_said=draft.engine_said,
                    client_id=form.cleaned_data["client_id"],
                    now=now,
                )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:register-right", household_id, key)
    context = {"draft": draft, "form": form, "household_id": household_id}
    return render(request, "casework/register_propose.html", context, status=422 if form.errors else 200)
