"""Programmes: the list, one programme with its totals and series, a session, intake and how it goes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import actions, policies
from nabij.casework.actions.taking_part import ages_in_words
from nabij.casework.forms.common import SentOnce
from nabij.casework.forms.programmes import (
    CancelForm,
    IntakeForm,
    ProgrammeForm,
    ProgressForm,
    SeriesForm,
)
from nabij.casework.queries import programmes as queries
from nabij.casework.queries import settings as settings_queries
from nabij.casework.types import ChangedMeanwhile
from nabij.casework.views.common import actor_of
from nabij.casework.views.settings import show_or_save
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import NotPossible


@guarded_by(policies.may_open_reach)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes of the town."""
    actor = actor_of(request)
    context = {
        "programmes": [
            (one, ages_in_words(one.min_age, one.max_age)) for one in queries.programmes_of(actor)
        ],
        "may_arrange": policies.may_arrange_reach(actor).allowed,
    }
    return render(request, "casework/programmes.html", context)


@guarded_by(policies.may_open_reach)
@require_safe
def programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """One programme: for whom, what it came to, and its series."""
    actor = actor_of(request)
    found, schools = queries.programme(actor, programme_id)
    context = {
        "programme": found,
        "schools": schools,
        "ages": ages_in_words(found.min_age, found.max_age),
        "totals": queries.totals_of(actor, found),
        "sessions": queries.sessions_of(found.pk),
        "on": clock.today(),
        "may_meet": policies.may_meet_people(actor).allowed,
    }
    return render(request, "casework/programme.html", context)


@guarded_by(policies.may_arrange_reach)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_new(request: HttpRequest) -> HttpResponse:
    """Open a programme."""
    actor = actor_of(request)
    settings = settings_queries.settings_to_choose(actor, on=clock.today())
    form = ProgrammeForm(request.POST or None, towns=sorted(actor.towns), settings=settings)

    def save() -> int:
        return actions.open_programme(
            actor=actor,
            new=form.new_programme(),
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )

    return show_or_save(
        request, form, title=_("A new programme"), back=reverse("casework:programmes"), save=save
    )


@guarded_by(policies.may_meet_people)
@require_http_methods(["GET", "HEAD", "POST"])
def series_new(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Plan a weekly series."""
    actor = actor_of(request)
    queries.programme(actor, programme_id)
    form = SeriesForm(request.POST or None, initial={"first_on": clock.today()})

    def save() -> int:
        given = form.cleaned_data
        return actions.plan_sessions(
            actor=actor,
            programme_id=programme_id,
            first_on=given["first_on"],
            number=given["number"],
            client_id=given["client_id"],
            now=clock.now(),
        )

    back = reverse("casework:programme", args=[programme_id])
    return show_or_save(request, form, title=_("A weekly series"), back=back, save=save)


@guarded_by(policies.may_meet_people)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Who came: everybody is ticked while nobody noted it, so that it takes two taps when all were there."""
    actor, now, problem = actor_of(request), clock.now(), ""
    view = queries.session_of(actor, session_id, now=now)
    if request.method == "POST":
        asked = {one.number: request.POST.get(f"seen-{one.number}") for one in view.people}
        stood = {"yes": True, "no": False, "": None}
        try:
            actions.take_attendance(
                actor=actor,
                session_id=session_id,
                come=[one.number for one in view.people if f"come-{one.number}" in request.POST],
                seen={number: stood[was] for number, was in asked.items() if was in stood},
                now=now,
            )
        except NotPossible as refused:
            problem = str(refused)
        else:
            return redirect("casework:programme", view.programme.pk)
    context = {"view": view, "problem": problem, "on": clock.today()}
    return render(request, "casework/programme_session.html", context, status=422 if problem else 200)


@guarded_by(policies.may_meet_people)
@require_http_methods(["GET", "HEAD", "POST"])
def session_cancel(request: HttpRequest, session_id: int) -> HttpResponse:
    """Cancel a session, with a reason."""
    actor = actor_of(request)
    one = queries.session_alone(actor, session_id)
    form = CancelForm(request.POST or None)

    def save() -> int:
        return actions.cancel_session(
            actor=actor, session_id=session_id, because=form.cleaned_data["because"], now=clock.now()
        )

    back = reverse("casework:programme", args=[one.programme_id])
    return show_or_save(request, form, title=_("This session does not go on"), back=back, save=save)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, household_id: int) -> HttpResponse:
    """Register somebody of a household for a programme."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    seen = registry.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    open_to = queries.programmes_for(seen.town, seen.sight)
    form = IntakeForm(
        request.POST or None,
        programmes=[(one.pk, one.name) for one in open_to],
        members=[(one.person_id, one.naming.shown) for one in seen.members],
        settings=settings_queries.settings_to_choose(actor, on=on),
        on=on,
    )

    def save() -> int:
        return actions.register_for_programme(
            actor=actor,
            household_id=household_id,
            intake=form.intake(),
            client_id=form.cleaned_data["client_id"],
            now=now,
        )

    back = reverse("registry:household", args=[household_id])
    return show_or_save(request, form, title=_("Register for a programme"), back=back, save=save)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def participation(request: HttpRequest, participation_id: int) -> HttpResponse:
    """How it goes with somebody in a programme, from the first talk to the end."""
    actor, now = actor_of(request), clock.now()
    taking = queries.participation_of(actor, participation_id, on=clock.today(), now=now)
    form = ProgressForm(request.POST or None, initial=_first_values(taking))
    if request.method == "POST" and form.is_valid():
        try:
            household_id = actions.note_progress(
                actor=actor,
                participation_id=participation_id,
                progress=form.progress(),
                base_version=form.cleaned_data["base_version"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
            if isinstance(problem, ChangedMeanwhile):
                _take_new_version(request, form, taking)
        else:
            return redirect("registry:household", household_id)
    context = {"form": form, "taking": taking, "household_id": taking.participation.household_id}
    return render(request, "casework/participation.html", context, status=422 if form.errors else 200)


def _take_new_version(request: HttpRequest, form: SentOnce, taking: queries.TakingPart) -> None:
    """What is shown now is what the next try is based on."""
    given = request.POST.copy()
    given["base_version"] = str(taking.participation.version)
    form.data = given


def _first_values(taking: queries.TakingPart) -> dict[str, Any]:
    one = taking.participation
    names = ("first_talk_on", "start_on", "paused_on", "outcome", "outcome_on", "young_says", "parents_say")
    back = {True: "yes", False: "no", None: ""}[one.is_back_at_school]
    first = {name: getattr(one, name) for name in names}
    return first | {"is_back_at_school": back, "base_version": one.version}
