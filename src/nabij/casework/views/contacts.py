"""The timeline, the quick form for a contact, its draft, and putting a contact right."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework import actions, policies, queries
from nabij.casework.actions.drafts import KEPT_FIELDS
from nabij.casework.forms.contacts import ChangeContactForm
from nabij.casework.forms.reach import GateContactForm
from nabij.casework.queries.drafts import sent_lately
from nabij.casework.types import Channel
from nabij.casework.views.common import actor_of
from nabij.casework.views.gate import chosen_persons, contact_form, follower_of
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.kernel.purposes import Purpose
from nabij.registry.types import NotPossible


@guarded_by(policies.may_write_contacts)
@require_safe
def timeline(request: HttpRequest, household_id: int) -> HttpResponse:
    """All contacts with a household, newest first, perhaps by one way only."""
    asked = request.GET.get("hoe", "")
    channel = Channel(asked) if asked in Channel.values else None
    found = queries.timeline(
        actor_of(request),
        household_id,
        purpose=Purpose.HELP,
        on=clock.today(),
        now=clock.now(),
        after=request.GET.get("na", "")[:80],
        channel=channel,
    )
    context = {
        "timeline": found,
        "household_id": household_id,
        "channels": Channel,
        "channel": channel,
        "filter": f"hoe={channel.value}&" if channel else "",
    }
    return render(request, "casework/timeline.html", context)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Note a contact. What was typed and not sent stands there again."""
    actor, now = actor_of(request), clock.now()
    draft = queries.latest_draft(actor, household_id, now=now)
    form = contact_form(request, household_id, _first_values(draft, request.GET.get("hoe", "")))
    if request.method == "POST" and "keep" in request.POST:
        _keep(request, household_id)
        return redirect("registry:household", household_id)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_contact_and_hand_over(
                actor=actor,
                household_id=household_id,
                told=form.told(now),
                met=form.met() if isinstance(form, GateContactForm) else None,
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("registry:household", household_id)
    context = {
        "form": form,
        "household_id": household_id,
        "follower": follower_of(request, household_id),
        "draft": draft if request.method != "POST" else None,
        "draft_key": _key(actor.staff_id, household_id),
        "sent": " ".join(str(one) for one in sent_lately(actor, household_id)),
    }
    return render(request, "casework/contact_new.html", context, status=422 if form.errors else 200)


def _first_values(draft: queries.Draft | None, channel: str) -> dict[str, Any]:
    """Today, and by which way it was where that is known (after a visit); or what stood in the draft."""
    first: dict[str, Any] = {"day": clock.today()}
    if channel in Channel.values:
        first["channel"] = channel
    if draft is not None:
        first |= {**draft.fields, "client_id": draft.client_id, "turn": draft.turn}
    return first


def _key(staff_id: int | None, household_id: int) -> str:
    """The key for the copy of a draft in the browser: only this worker gets it, for this household."""
    seal = salted_hmac("nabij.casework.draft", f"{staff_id}/{household_id}", algorithm="sha256")
    return base64.b64encode(seal.digest()).decode("ascii")


def _keep(request: HttpRequest, household_id: int) -> bool:
    try:
        client_id, turn = UUID(request.POST.get("client_id", "")), int(request.POST.get("turn") or 0)
    except ValueError as problem:
        raise NotFoundHere from problem
    return actions.keep_draft(
        actor=actor_of(request),
        household_id=household_id,
        client_id=client_id,
        fields={name: request.POST[name] for name in KEPT_FIELDS if name in request.POST}
        | chosen_persons(request.POST),
        turn=min(max(turn + 1, 1), 2**60) if "keep" in request.POST else min(max(turn, 0), 2**60),
        now=clock.now(),
    )


@guarded_by(policies.may_write_contacts)
@require_POST
def keep(request: HttpRequest, household_id: int) -> HttpResponse:
    """Keep what is being typed; answers whether it was kept."""
    return JsonResponse({"kept": _keep(request, household_id)})


@guarded_by(policies.may_write_contacts)
@require_POST
def drop(request: HttpRequest, household_id: int) -> HttpResponse:
    """Throw the own draft away and begin with an empty form."""
    try:
        client_id = UUID(request.POST.get("client_id", ""))
    except ValueError as problem:
        raise NotFoundHere from problem
    actions.drop_draft(actor=actor_of(request), client_id=client_id, now=clock.now())
    return redirect("casework:contact-new", household_id)


@guarded_by(policies.may_write_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Put a contact right. Where a colleague was first, both stand on the timeline until somebody chooses."""
    actor, now = actor_of(request), clock.now()
    household_id, entry = queries.contact_to_change(actor, contact_id, on=clock.today(), now=now)
    first = {
        "channel": entry.channel,
        "note": entry.note,
        "topic": entry.topic,
        "outcome": entry.outcome,
        "day": entry.happened_on,
        "base_version": entry.version,
    }
    form = ChangeContactForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_contact(
                actor=actor,
                contact_id=contact_id,
                base_version=form.cleaned_data["base_version"],
                fields=form.fields_told(now, entry.happened_at),
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:timeline", household_id)
    context = {"form": form, "household_id": household_id, "entry": entry}
    return render(request, "casework/contact_change.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_write_contacts)
@require_POST
def settle(request: HttpRequest, version_id: int) -> HttpResponse:
    """Choose between what stands and what a second writer made of it."""
    contact = actions.settle_beside(
        actor=actor_of(request), version_id=version_id, take="take" in request.POST, now=clock.now()
    )
    household_id, _entry = queries.contact_to_change(
        actor_of(request), contact, on=clock.today(), now=clock.now()
    )
    return redirect("casework:timeline", household_id)
