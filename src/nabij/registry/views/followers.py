"""Who follows a household: contact person and stand-in, handing over with a note, tasks of colleagues."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, policies, queries
from nabij.registry.forms.changes import HandoverForm, StandInForm, StopForm, TaskForm
from nabij.registry.queries.colleagues import colleagues_with
from nabij.registry.types import CONTACT_ROLES, TASK_ROLES, Topic
from nabij.registry.views.changes import Change, change_page, onwards
from nabij.registry.views.households import actor_of

HERE = "registry:followers"


def _hand_over(request: HttpRequest, household_id: int, form: HandoverForm) -> object:
    given = form.cleaned_data
    return actions.hand_over_contact(
        actor=actor_of(request),
        household_id=household_id,
        to_staff_id=given["staff"],
        hidden_too=given["hidden_too"],
        note=given["note"],
        now=clock.now(),
    )


def _stand_in(request: HttpRequest, household_id: int, form: StandInForm) -> object:
    return actions.choose_stand_in(
        actor=actor_of(request),
        household_id=household_id,
        staff_id=form.cleaned_data["staff"],
        now=clock.now(),
    )


def _stop(request: HttpRequest, household_id: int, form: StopForm) -> object:
    return actions.stop_as_contact(
        actor=actor_of(request), household_id=household_id, note=form.cleaned_data["note"], now=clock.now()
    )


def _give_task(request: HttpRequest, household_id: int, form: TaskForm) -> object:
    given = form.cleaned_data
    return actions.give_task(
        actor=actor_of(request),
        household_id=household_id,
        staff_id=given["staff"],
        topic=Topic(given["topic"]),
        reason=given["reason"],
        until_at=form.until_at(),
        client_id=given["client_id"],
        now=clock.now(),
    )


HAND_OVER = Change(
    _("Hand the household over to a colleague"),
    HandoverForm,
    _hand_over,
    policies.may_hand_over_contact,
    _("Your colleague is contact person from now on. You see the household only as your team does."),
    HERE,
)
STAND_IN = Change(
    _("Who stands in for the contact person"),
    StandInForm,
    _stand_in,
    policies.may_hand_over_contact,
    _("The one who stands in sees what the contact person sees, except what is hidden."),
    HERE,
)
STOP = Change(
    _("Stop as contact person"),
    StopForm,
    _stop,
    policies.may_hand_over_contact,
    _("Nobody comes after you yet. The team sees that this household has no contact person."),
    HERE,
)
TASK = Change(
    _("A task for a colleague"),
    TaskForm,
    _give_task,
    policies.may_give_task,
    _("Also for somebody outside the team: they see the summary and one topic, until the task is done."),
    HERE,
)


@guarded_by(policies.may_search_households)
@require_safe
def followers(request: HttpRequest, household_id: int) -> HttpResponse:
    """Contact person of now and before with what they passed on, and the tasks in a household."""
    actor, now = actor_of(request), clock.now()
    found = queries.followers(actor, household_id, purpose=Purpose.HELP, now=now)
    context = {
        "household_id": household_id,
        "found": found,
        "may_hand_over": policies.may_hand_over_contact(actor, found.sight).allowed,
        "may_take": found.now_followed_by is None and policies.may_take_contact(actor, found.sight).allowed,
        "staff_id": actor.staff_id,
    }
    return render(request, "registry/followers.html", context)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, household_id: int) -> HttpResponse:
    """Give the household to a colleague, with a note."""
    return _with_colleagues(request, household_id, HAND_OVER, CONTACT_ROLES)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: HttpRequest, household_id: int) -> HttpResponse:
    """Choose who stands in for the contact person of this household."""
    return _with_colleagues(request, household_id, STAND_IN, CONTACT_ROLES)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, household_id: int) -> HttpResponse:
    """Stop as contact person, with a note for who comes after."""
    return change_page(request, household_id, STOP)


@guarded_by(policies.may_search_households)
@require_http_methods(["GET", "HEAD", "POST"])
def new_task(request: HttpRequest, household_id: int) -> HttpResponse:
    """Give a colleague a task in this household."""
    return _with_colleagues(request, household_id, TASK, TASK_ROLES)


def _with_colleagues(
    request: HttpRequest, household_id: int, wanted: Change, roles: frozenset[Any]
) -> HttpResponse:
    """A change for which a colleague of the town of this household is chosen."""
    actor: Actor = actor_of(request)
    household, _sight = queries.household_in_sight(actor, household_id, at=clock.now())
    colleagues = colleagues_with(roles, town=household.town)
    return change_page(request, household_id, wanted, colleagues=colleagues)


@guarded_by(policies.may_search_households)
@require_POST
def task_done(request: HttpRequest, household_id: int, number: int) -> HttpResponse:
    """End a task: by whoever has it, or by whoever gave it. Then they no longer see the household by it."""
    actor, now = actor_of(request), clock.now()
    household, _sight = queries.household_in_sight(actor, household_id, at=now)
    actions.end_task(actor=actor, task_id=number, household_id=household.pk, now=now)
    return onwards(actor, household_id, HERE)
