"""The plan of a household: its page, short pages for each change, and the paper for the family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework import actions, policies, queries
from nabij.casework.forms.common import SentOnce
from nabij.casework.forms.plans import GoalForm, HowItGoesForm, NeedForm, PlanStepForm, ReviewForm, SettleForm
from nabij.casework.types import LANGUAGES, PAPER_WORDS
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import NotPossible, Topic

pages = guarded_by(policies.may_write_contacts)


def _plan(request: HttpRequest, household_id: int) -> queries.PlanView:
    return queries.plan_of(
        actor_of(request), household_id, purpose=Purpose.HELP, on=clock.today(), now=clock.now()
    )


def _page(
    request: HttpRequest,
    household_id: int,
    form: SentOnce,
    *,
    title: Any,
    save: Callable[[], object],
    about: str = "",
    need_id: int | None = None,
) -> HttpResponse:
    """Show a form, or keep what it says and go back to the plan."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:plan", household_id)
    context = {
        **{"form": form, "title": title, "household_id": household_id, "about": about},
        "need_id": need_id,
    }
    return render(request, "casework/plan_change.html", context, status=422 if form.errors else 200)


@pages
@require_safe
def plan(request: HttpRequest, household_id: int) -> HttpResponse:
    """Needs, goals and steps, and how it goes."""
    return _shown(request, household_id)


def _shown(request: HttpRequest, household_id: int, problem: str = "") -> HttpResponse:
    context = {"plan": _plan(request, household_id), "household_id": household_id, "problem": problem}
    return render(request, "casework/plan.html", context, status=422 if problem else 200)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def goal_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """A goal, in the words of the family."""
    queries.require_in_sight(actor_of(request), household_id, now=clock.now())
    form = GoalForm(request.POST or None)

    def save() -> object:
        return actions.add_goal(
            actor=actor_of(request),
            household_id=household_id,
            words=form.cleaned_data["words"],
            topic=Topic(form.cleaned_data["topic"]),
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )

    return _page(request, household_id, form, title=_("A goal"), save=save)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def step_new(request: HttpRequest, goal_id: int) -> HttpResponse:
    """A step towards a goal."""
    on, now = clock.today(), clock.now()
    household_id, words = queries.goal_to_extend(actor_of(request), goal_id, on=on, now=now)
    form = PlanStepForm(request.POST or None, on=on)

    def save() -> object:
        return actions.add_step(
            actor=actor_of(request),
            goal_id=goal_id,
            step=form.new_step(),
            client_id=form.cleaned_data["client_id"],
            now=now,
        )

    return _page(request, household_id, form, title=_("A step"), save=save, about=words)


@pages
@require_POST
def step_end(request: HttpRequest, step_id: int) -> HttpResponse:
    """A step of the plan is done, or dropped for a reason."""
    household_id = actions.end_plan_step(
        actor=actor_of(request),
        step_id=step_id,
        dropped_because=request.POST.get("because", "")[:200],
        now=clock.now(),
    )
    return redirect("casework:plan", household_id)


@pages
@require_POST
def goal_reached(request: HttpRequest, goal_id: int) -> HttpResponse:
    """A goal is reached; not while steps towards it are open."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    household_id, _words = queries.goal_to_extend(actor, goal_id, on=on, now=now)
    try:
        actions.reach_goal(actor=actor, goal_id=goal_id, now=now)
    except NotPossible as problem:
        return _shown(request, household_id, str(problem))
    return redirect("casework:plan", household_id)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def need_new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Something that is needed."""
    queries.require_in_sight(actor_of(request), household_id, now=clock.now())
    form = NeedForm(request.POST or None)

    def save() -> object:
        return actions.note_need(
            actor=actor_of(request),
            household_id=household_id,
            what=form.cleaned_data["what"],
            topic=Topic(form.cleaned_data["topic"]),
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )

    return _page(request, household_id, form, title=_("A need"), save=save)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def need_settle(request: HttpRequest, need_id: int) -> HttpResponse:
    """What a need leads to."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    household_id, need = queries.need_to_settle(actor, need_id, on=on, now=now)
    form = SettleForm(request.POST or None, on=on)

    def save() -> object:
        return actions.settle_need(actor=actor, need_id=need_id, leads=form.leads(), now=now)

    title = _("What does this lead to?")
    return _page(request, household_id, form, title=title, save=save, about=need.what, need_id=need_id)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, household_id: int) -> HttpResponse:
    """When the plan is looked at again."""
    stands = _plan(request, household_id)
    form = ReviewForm(request.POST or None, initial={"review_on": stands.review_on})

    def save() -> object:
        return actions.plan_review(
            actor=actor_of(request),
            household_id=household_id,
            review_on=form.cleaned_data["review_on"],
            now=clock.now(),
        )

    return _page(request, household_id, form, title=_("Look at the plan again"), save=save)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def how_it_goes(request: HttpRequest, household_id: int) -> HttpResponse:
    """How it goes in a domain of life, said by the family and by the worker."""
    queries.require_in_sight(actor_of(request), household_id, now=clock.now())
    form = HowItGoesForm(request.POST or None)

    def save() -> object:
        return actions.report_how_it_goes(
            actor=actor_of(request),
            household_id=household_id,
            topic=Topic(form.cleaned_data["topic"]),
            family_says=form.says("family_says"),
            worker_says=form.says("worker_says"),
            client_id=form.cleaned_data["client_id"],
            now=clock.now(),
        )

    return _page(request, household_id, form, title=_("How does it go?"), save=save)


@pages
@require_safe
def paper(request: HttpRequest, household_id: int) -> HttpResponse:
    """The plan on paper, in plain words, for the family to take along."""
    actor, on, now = actor_of(request), clock.today(), clock.now()
    found = queries.plan_on_paper(actor, household_id, on=on, now=now)
    seen = registry.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    asked = request.GET.get("taal", "")
    language = asked if asked in LANGUAGES else "nl"
    context = {
        "plan": found,
        "household_id": household_id,
        "contact_person": registry.summary_of(seen, on=on).contact_person,
        "on": on,
        "language": language,
        "languages": LANGUAGES,
        "words": {name: texts[LANGUAGES.index(language)] for name, texts in PAPER_WORDS.items()},
    }
    return render(request, "casework/plan_paper.html", context)
