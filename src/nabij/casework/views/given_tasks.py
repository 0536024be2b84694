"""Tasks of somebody who does not see the household: the list, and one task with all there is to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nabij.casework import actions, policies
from nabij.casework.forms.common import SentOnce
from nabij.casework.forms.given_tasks import DONE, EndTaskForm, PassNeedForm, TaskNoteForm
from nabij.casework.queries.given_tasks import own_given_tasks, task_page
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible, Topic

SENT = {"nood": "need", "nota": "note", "klaar": "end"}
"""What the address says was sent just now, for the line on top of the next page."""


@guarded_by(policies.may_open_given_tasks)
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The open tasks of whoever asks, each with its address."""
    context = {
        "tasks": own_given_tasks(actor_of(request), now=clock.now()),
        "sent": SENT.get(request.GET.get("gedaan", "")),
    }
    return render(request, "casework/given_tasks.html", context)


@guarded_by(policies.may_open_given_tasks)
@require_safe
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """One task: what and where, passing a need on, own notes, and ending it."""
    return _page(request, task_id)


def _page(request: HttpRequest, task_id: int, **sent: SentOnce) -> HttpResponse:
    """The page with its three forms; one that was sent and did not get through stands there as typed."""
    page = task_page(actor_of(request), task_id, now=clock.now())
    forms: dict[str, SentOnce] = {
        "need_form": PassNeedForm(initial={"topic": page.task.topic}, prefix="need"),
        "note_form": TaskNoteForm(prefix="note"),
        "end_form": EndTaskForm(prefix="end"),
        **sent,
    }
    context = {"page": page, "task": page.task, "sent": SENT.get(request.GET.get("gedaan", "")), **forms}
    return render(request, "casework/given_task.html", context, status=422 if sent else 200)


@guarded_by(policies.may_open_given_tasks)
@require_POST
def need(request: HttpRequest, task_id: int) -> HttpResponse:
    """Pass on something that is needed to whoever follows the household."""
    form = PassNeedForm(request.POST, prefix="need")

    def send() -> object:
        given = form.cleaned_data
        return actions.pass_need_on(
            actor=actor_of(request),
            task_id=task_id,
            what=given["what"],
            topic=Topic(given["topic"]),
            client_id=given["client_id"],
            now=clock.now(),
        )

    if _was_sent(form, send):
        return redirect(_here(task_id, "nood"))
    return _page(request, task_id, need_form=form)


@guarded_by(policies.may_open_given_tasks)
@require_POST
def note(request: HttpRequest, task_id: int) -> HttpResponse:
    """Keep a note for the own work."""
    form = TaskNoteForm(request.POST, prefix="note")

    def send() -> object:
        given = form.cleaned_data
        return actions.note_for_task(
            actor=actor_of(request),
            task_id=task_id,
            words=given["words"],
            client_id=given["client_id"],
            now=clock.now(),
        )

    if _was_sent(form, send):
        return redirect(_here(task_id, "nota"))
    return _page(request, task_id, note_form=form)


@guarded_by(policies.may_open_given_tasks)
@require_POST
def end(request: HttpRequest, task_id: int) -> HttpResponse:
    """End the task. Then the household is out of sight, so the list comes next."""
    form = EndTaskForm(request.POST, prefix="end")

    def send() -> object:
        given = form.cleaned_data
        return actions.end_given_task(
            actor=actor_of(request),
            task_id=task_id,
            is_done=given["end"] == DONE,
            words=given["told"],
            client_id=given["client_id"],
            now=clock.now(),
        )

    if _was_sent(form, send):
        return redirect(f"{reverse('casework:given-tasks')}?gedaan=klaar")
    return _page(request, task_id, end_form=form)


def _was_sent(form: SentOnce, send: Callable[[], object]) -> bool:
    """Do what the form asks; when that cannot be, the form says why."""
    if not form.is_valid():
        return False
    try:
        send()
    except NotPossible as problem:
        form.take(problem)
        return False
    return True


def _here(task_id: int, what: str) -> str:
    return f"{reverse('casework:given-task', args=[task_id])}?gedaan={what}"
