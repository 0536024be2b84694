"""The round on a phone: the page that names nobody, what is taken along, and what comes back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from nabij.campaigns import actions, policies, queries
from nabij.campaigns.forms.door import InstructionForm, SettleForm
from nabij.campaigns.queries.going import arranged_campaign_of
from nabij.campaigns.types import (
    HEARD_AT_DOOR,
    ICONS_AT_DOOR,
    LABELS_AT_DOOR,
    NEED_ICONS,
    CampaignMovedOn,
    Outcome,
)
from nabij.campaigns.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.brought import asked_in, delivery_in, told_back
from nabij.kernel.guards import guarded_by
from nabij.kernel.languages import language_name
from nabij.kernel.offline import release
from nabij.kernel.sealed import public_key
from nabij.registry.types import NotPossible

LONGEST = 10_000
"""Signs of one sealed letter: what is told at a door is short."""

_ASKS = {Outcome.NO_ANSWER: "card", Outcome.CALL_BACK: "moment"}


@guarded_by(policies.may_go)
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """The page that a phone keeps: it names nobody, the doors come from the phone itself."""
    context = {
        "version": actions.NEWEST,
        "signs": sorted({*ICONS_AT_DOOR.values(), *NEED_ICONS.values()}),
        "is_at_work": False,  # the bar of work names who is logged in, and its forms age
    }
    response = render(request, "campaigns/round_phone.html", context)
    response.headers["X-Nabij-Offline"] = release()
    return response


@guarded_by(policies.may_go)
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Everything that a phone takes along of the round of now."""
    asked, actor, now = asked_in(request.body), actor_of(request), clock.now()
    try:
        number = UUID(str(asked["number"]))
    except (KeyError, ValueError):
        return _said("bad", 400)
    day = queries.visitor_day(actor, now=now)
    if day.instruction is not None:
        return JsonResponse({"instruction": _instruction(day.instruction)}, status=409)
    if day.walked is None:
        return JsonResponse({"empty": True}, status=409)
    try:
        taken = actions.take_round(actor=actor, round_id=day.walked.round.pk, number=number, now=now)
    except NotPossible as problem:
        return JsonResponse({"words": str(problem)}, status=409)
    return JsonResponse(
        {
            "v": 1,
            "number": str(taken.number),
            "key": public_key(actions.key_name(taken.number)),
            "gone_at": taken.gone_at.isoformat(),
            "now": now.isoformat(),
            "round": _round(day.walked),
        }
    )


def _round(walked: queries.WalkedRound) -> dict[str, Any]:
    return {
        "sender": walked.sender_name,
        "bring": list(walked.bring.lines),
        "doors": [_door(walked, one) for one in walked.doors],
        "outcomes": [
            {
                "code": one,
                "label": str(LABELS_AT_DOOR[one]),
                "icon": ICONS_AT_DOOR[one],
                "asks": "needs" if one in HEARD_AT_DOOR else _ASKS.get(one, ""),
            }
            for one in walked.outcomes
        ],
        "needs": [{"code": one, "label": str(one.label), "icon": NEED_ICONS[one]} for one in walked.needs],
    }


def _door(walked: queries.WalkedRound, one: queries.Door) -> dict[str, Any]:
    language, lines = walked.script(one.language)
    return {
        "stop": one.stop_id,
        "number": one.number,
        "called": one.called,
        "place": list(one.place),
        "language": language_name(one.language) if one.language else "",
        "script": list(lines),
        "script_language": language,
        "promised_at": one.promised_at.isoformat() if one.promised_at else None,
        "told": one.told,
        "open": one.is_open,
        "bag": one.bag.said if one.bag else "",
    }


def _instruction(found: Any) -> dict[str, Any]:
    return {"id": found.pk, "words": found.words}


@guarded_by(policies.may_bring)
@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """What still holds of the rounds on phones of this visitor, and the token to send with. Names nobody."""
    rounds = [
        {
            "number": one.number,
            "holds": one.holds,
            "instruction": _instruction(one.instruction) if one.instruction else None,
            "standing": list(one.standing),
        }
        for one in queries.on_phones(actor_of(request), now=clock.now())
    ]
    return JsonResponse({"token": get_token(request), "release": release(), "rounds": rounds})


@guarded_by(policies.may_bring)
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """What was told at doors, each with an answer of its own."""
    actor, now = actor_of(request), clock.now()
    try:
        sent_at, letters = delivery_in(request.body, longest=LONGEST)
    except ValueError:
        return _said("bad", 400)
    brought = [(one, actions.deliver(actor=actor, letter=one, sent_at=sent_at, now=now)) for one in letters]
    return JsonResponse(told_back(brought))


@guarded_by(policies.may_bring)
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """The phone says that nothing waits there any more and that no name is left."""
    try:
        number = UUID(str(asked_in(request.body)["number"]))
    except (KeyError, ValueError):
        return _said("bad", 400)
    actions.finish_taken(actor=actor_of(request), number=number, now=clock.now())
    return _said("finished", 200)


def _said(word: str, status: int) -> JsonResponse:
    return JsonResponse({"said": word}, status=status)


def _leads(request: HttpRequest) -> bool:
    return policies.may_lead_campaigns(actor_of(request)).allowed


@guarded_by(policies.may_plan_rounds)
@require_safe
def doors(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The instruction, and what came back from doors that somebody has to look at."""
    return _doors(request, campaign_id)


def _doors(
    request: HttpRequest,
    campaign_id: int,
    *,
    form: InstructionForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = queries.phones_page(actor_of(request), campaign_id, now=clock.now())
    standing = page.instruction
    initial = {
        "words": standing.words if standing else "",
        "base_version": standing.version if standing else 0,
    }
    context = {
        "page": page,
        "form": form or InstructionForm(initial=initial),
        "problem": problem,
        "leads_campaigns": _leads(request),
    }
    return render(request, "campaigns/doors.html", context, status=status)


@guarded_by(policies.may_plan_rounds)
@require_POST
def instruct(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Give whoever goes a new instruction."""
    arranged_campaign_of(actor_of(request), campaign_id)
    form = InstructionForm(request.POST)
    if not form.is_valid():
        return _doors(request, campaign_id, form=form, status=422)
    try:
        actions.write_instruction(
            actor=actor_of(request), campaign_id=campaign_id, now=clock.now(), **form.cleaned_data
        )
    except CampaignMovedOn as problem:
        return _doors(request, campaign_id, form=form, problem=str(problem), status=409)
    except NotPossible as problem:
        form.take(problem)
        return _doors(request, campaign_id, form=form, status=422)
    return redirect("campaigns:doors", campaign_id)


@guarded_by(policies.may_plan_rounds)
@require_POST
def see_note(request: HttpRequest, told_id: int) -> HttpResponse:
    """Take a note up."""
    campaign = actions.see_note(actor=actor_of(request), told_id=told_id, now=clock.now())
    return redirect("campaigns:doors", campaign)


@guarded_by(policies.may_plan_rounds)
@require_POST
def settle_held(request: HttpRequest, held_id: int) -> HttpResponse:
    """Try once more what is held, or say how it was settled."""
    actor, now = actor_of(request), clock.now()
    campaign = queries.held_for(actor, held_id).campaign_id
    problem = ""
    try:
        if "again" in request.POST:
            actions.try_again(actor=actor, held_id=held_id, now=now)
        else:
            form = SettleForm(request.POST)
            what = form.cleaned_data["what"] if form.is_valid() else ""
            actions.settle_held(actor=actor, held_id=held_id, what=what, now=now)
    except NotPossible as found:
        problem = str(found)
    if campaign is None:
        return redirect("campaigns:campaigns" if _leads(request) else "campaigns:packages")
    return (
        _doors(request, campaign, problem=problem, status=409)
        if problem
        else redirect("campaigns:doors", campaign)
    )
