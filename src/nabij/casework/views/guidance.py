"""Guidance of a household: its page, and a short page for each change. All works without script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import actions, policies, queries
from nabij.casework.forms.common import SentOnce
from nabij.casework.forms.guidance import CloseForm, SignalForm, StartForm, StepForm
from nabij.casework.queries import GuidanceView
from nabij.casework.types import GuidanceState, StepEnd
from nabij.casework.views import signals
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry.types import NotPossible


def _stands(request: HttpRequest, household_id: int) -> GuidanceView:
    return queries.guidance_of(
        actor_of(request), household_id, purpose=Purpose.HELP, on=clock.today(), now=clock.now()
    )


@guarded_by(policies.may_write_contacts)
@require_safe
def guidance(request: HttpRequest, household_id: int) -> HttpResponse:
    """How guidance stands: the next step, the steps before, and earlier periods."""
    context = {"guidance": _stands(request, household_id), "household_id": household_id}
    return render(request, "casework/guidance.html", context)


def _page(
    request: HttpRequest,
    household_id: int,
    form: SentOnce,
    *,
    title: Any,
    guidance: GuidanceView,
    save: Callable[[], object],
    button: Any = None,
) -> HttpResponse:
    """Show a form, or keep what it says and go back to the household; what was typed stays on a refusal."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotPossible as problem:
            form.take(problem)
            if "base_version" in form.fields:  # what is shown now is what the next try is based on
                given = request.POST.copy()
                given["base_version"] = str(_stands(request, household_id).version)
                form.data = given
        else:
            return redirect("registry:household", household_id)
    context = {
        "form": form,
        "title": title,
        "guidance": guidance,
        "household_id": household_id,
        "button": button or _("Save"),
    }
    return render(request, "casework/guidance_change.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def signal(request: HttpRequest, household_id: int) -> HttpResponse:
    """Say that a household needs somebody. When guidance is open, what was seen goes there as a signal."""
    stands = _stands(request, household_id)
    if stands.state is not None:
        return signals.tell(request, household_id, typed=request.POST.get("signal", ""))
    form = SignalForm(request.POST or None)

    def save() -> object:
        return actions.signal_household(
            actor=actor_of(request),
            household_id=household_id,
            signal=form.cleaned_data["signal"],
            topic=form.chosen_topic,
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )

    title = _("This household needs somebody")
    return _page(request, household_id, form, title=title, guidance=stands, save=save)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, household_id: int) -> HttpResponse:
    """Begin guidance, with its first step."""
    stands, on = _stands(request, household_id), clock.today()
    is_signalled = stands.state == GuidanceState.SIGNALLED
    form = StartForm(request.POST or None, is_signalled=is_signalled, on=on, topic=stands.topic)

    def save() -> object:
        return actions.start_guidance(
            actor=actor_of(request),
            household_id=household_id,
            signal=form.cleaned_data.get("signal", ""),
            step=form.next_step(),
            is_intensive=form.cleaned_data["is_intensive"],
            beyond_because=form.cleaned_data["beyond_because"],
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )

    title = _("Begin again with guidance") if stands.earlier else _("Begin guidance")
    return _page(request, household_id, form, title=title, guidance=stands, save=save)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, household_id: int) -> HttpResponse:
    """The step is done, put off or not needed; and what comes next."""
    stands, on = _stands(request, household_id), clock.today()
    if stands.state != GuidanceState.GUIDED:
        raise NotFoundHere
    form = StepForm(request.POST or None, on=on, initial=_first_values(request, stands))

    def save() -> object:
        return actions.end_step(
            actor=actor_of(request),
            household_id=household_id,
            end=StepEnd(form.cleaned_data["end"]),
            note=form.cleaned_data["note"],
            step=form.next_step(),
            base_version=form.cleaned_data["base_version"],
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )

    return _page(request, household_id, form, title=_("The next step"), guidance=stands, save=save)


def _first_values(request: HttpRequest, stands: GuidanceView) -> dict[str, str | int | date]:
    """Putting off begins with the same words; a step that is done with none."""
    first: dict[str, str | int | date] = {"base_version": stands.version, "topic": stands.topic}
    if request.GET.get("hoe") == "uitstel":
        first |= {"end": StepEnd.POSTPONED, "step": stands.step}
    return first


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, household_id: int) -> HttpResponse:
    """Close guidance, with an outcome and the family's view."""
    stands = _stands(request, household_id)
    if stands.state is None:
        raise NotFoundHere
    form = CloseForm(request.POST or None, initial={"base_version": stands.version})

    def save() -> object:
        return actions.close_guidance(
            actor=actor_of(request),
            household_id=household_id,
            closing=form.closing(),
            base_version=form.cleaned_data["base_version"],
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )

    title = _("Close guidance")
    return _page(
        request, household_id, form, title=title, guidance=stands, save=save, button=_("Close guidance")
    )
