"""Visits without a network: the page that names nobody, what is taken along, and what comes back."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from nabij.casework import actions, policies
from nabij.casework.forms.common import TOPIC_CHOICES
from nabij.casework.forms.contacts import LAYERS
from nabij.casework.forms.guidance import NO_TOPIC
from nabij.casework.queries.taken import VisitAlong, parts_that_came, visits_on_devices
from nabij.casework.types import ContactOutcome, DocumentKind, StepEnd
from nabij.casework.types.taken import PART_BYTES
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.brought import asked_in, delivery_in, told_back
from nabij.kernel.guards import guarded_by
from nabij.kernel.languages import language_name
from nabij.kernel.offline import release
from nabij.kernel.sealed import public_key
from nabij.registry.types import NotPossible

LONGEST = 60_000
"""Signs of one sealed letter: a note of ten thousand signs, sealed, is at most four times as long."""


@guarded_by(policies.may_visit)
@require_safe
def along(request: HttpRequest) -> HttpResponse:
    """The page that a device keeps: it names nobody, the visits come from the device itself."""
    context = {
        "version": actions.NEWEST_VISIT_LETTER,
        "part_bytes": PART_BYTES,
        "topics": TOPIC_CHOICES,
        "step_topics": [NO_TOPIC, *TOPIC_CHOICES],
        "outcomes": ContactOutcome.choices,
        "layers": [one for one in LAYERS if one[0] in actions.OPEN_LAYERS],
        "ends": [(one.value, one.label) for one in (StepEnd.DONE, StepEnd.POSTPONED, StepEnd.DROPPED)],
        "documents": DocumentKind.choices,
        "is_at_work": False,  # the bar of work names who is logged in, and its forms age
    }
    response = render(request, "casework/visits_along.html", context)
    response.headers["X-Nabij-Offline"] = release()
    return response


@guarded_by(policies.may_visit)
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Everything that a device takes along of the visits of today and tomorrow."""
    now = clock.now()
    try:
        number = UUID(str(asked_in(request.body)["number"]))
    except (KeyError, ValueError):
        return _said("bad", 400)
    try:
        taken, visits = actions.take_visits(actor=actor_of(request), number=number, now=now)
    except NotPossible as problem:
        return JsonResponse({"words": str(problem)}, status=409)
    return JsonResponse(
        {
            "v": 1,
            "number": str(taken.number),
            "key": public_key(actions.key_name(taken.number)),
            "gone_at": max(one.gone_at for one in visits).isoformat(),
            "now": now.isoformat(),
            "visits": [_visit(one) for one in visits],
        }
    )


def _visit(one: VisitAlong) -> dict[str, Any]:
    return {
        "visit": one.visit_id,
        "from_at": one.from_at.isoformat(),
        "until_at": one.until_at.isoformat(),
        "gone_at": one.gone_at.isoformat(),
        "to_mind": one.to_mind,
        "called": list(one.called),
        "places": list(one.places),
        "language": language_name(one.language) if one.language else "",
        "phones": list(one.phones),
        "plan": list(one.plan),
        "step": {
            "what": one.step.what,
            "topic": one.step.topic,
            "due_on": one.step.due_on.isoformat(),
            "version": one.step.version,
        }
        if one.step
        else None,
    }


@guarded_by(policies.may_bring)
@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """What still holds of the visits on devices of this worker, and the token to send with. Names nobody."""
    actor = actor_of(request)
    taken = [
        {"number": one.number, "holds": bool(one.visits), "standing": list(one.visits)}
        for one in visits_on_devices(actor, now=clock.now())
    ]
    answer = {"token": get_token(request), "release": release(), "taken": taken}
    return JsonResponse(answer | {"parts": parts_that_came(actor)})


@guarded_by(policies.may_bring)
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """What was written on visits, each with an answer of its own."""
    actor, now = actor_of(request), clock.now()
    try:
        sent_at, letters = delivery_in(request.body, longest=LONGEST)
    except ValueError:
        return _said("bad", 400)
    brought = [
        (one, actions.deliver_visit_letter(actor=actor, letter=one, sent_at=sent_at, now=now))
        for one in letters
    ]
    return JsonResponse(told_back(brought))


@guarded_by(policies.may_bring)
@require_POST
def part(request: HttpRequest) -> HttpResponse:
    """One part of a photo: a line that says which one, and then what was sealed."""
    head, _line, sealed = request.body.partition(b"\n")
    try:
        asked = json.loads(head)
        kept = actions.keep_part(
            actor=actor_of(request),
            taken=UUID(asked["taken"]),
            photo=UUID(asked["photo"]),
            number=int(asked["number"]),
            of=int(asked["of"]),
            sealed=sealed,
            now=clock.now(),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return _said("bad", 400)
    return _said("kept", 200) if kept else _said("not a part", 422)


@guarded_by(policies.may_bring)
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """The device says that nothing waits there any more and that no name is left."""
    try:
        number = UUID(str(asked_in(request.body)["number"]))
    except (KeyError, ValueError):
        return _said("bad", 400)
    actions.finish_taken_visits(actor=actor_of(request), number=number, now=clock.now())
    return _said("finished", 200)


def _said(word: str, status: int) -> JsonResponse:
    return JsonResponse({"said": word}, status=status)
