"""How a campaign goes on: letters, what came back, and the door."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.campaigns import policies
from nabij.campaigns.actions import letters as acts
from nabij.campaigns.actions.going_on import go_on_at_the_door
from nabij.campaigns.forms.chain import AnswerForm, DoorForm, LetterWordsForm
from nabij.campaigns.forms.common import SentOnce
from nabij.campaigns.queries.letters import Batch, batch_of, onward_of
from nabij.campaigns.types import ATTEMPTS, Channel
from nabij.campaigns.types.chain import LetterAnswer
from nabij.campaigns.views.common import actor_of, as_pdf
from nabij.campaigns.views.printed_letters import letters_pdf
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible

leads = guarded_by(policies.may_lead_campaigns)


@leads
@require_safe
def onward(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Who waits for a letter or the door, in counts."""
    return _onward(request, campaign_id)


def _onward(
    request: HttpRequest,
    campaign_id: int,
    *,
    words: LetterWordsForm | None = None,
    door: DoorForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    found = onward_of(actor_of(request), campaign_id, now=clock.now())
    first = {
        "name": _("%(name)s: at the door") % {"name": found.campaign.name},
        "from_on": clock.today() + timedelta(days=7),
        "until_on": clock.today() + timedelta(days=63),
        "max_attempts": ATTEMPTS[Channel.DOOR],
    }
    context = {
        "onward": found,
        "campaign": found.campaign,
        "words": words or LetterWordsForm(words=found.words, reach=found.reach),
        "door": door or DoorForm(initial=first, auto_id="door_%s"),
        "batch_form": SentOnce(auto_id="batch_%s"),
        "problem": problem,
    }
    return render(request, "campaigns/onward.html", context, status=status)


@leads
@require_POST
def words(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Say how people answer, and change the words of the letter."""
    actor, now = actor_of(request), clock.now()
    found = onward_of(actor, campaign_id, now=now)
    form = LetterWordsForm(request.POST, words=found.words, reach=found.reach)
    if form.is_valid():
        try:
            acts.write_letter(
                actor=actor,
                campaign_id=campaign_id,
                reach=form.cleaned_data["reach"],
                words=form.texts(),
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:onward", campaign_id)
    return _onward(request, campaign_id, words=form, status=422)


@leads
@require_POST
def new_letters(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Make a batch of everybody who waits for a letter."""
    form = SentOnce(request.POST)
    actor, now = actor_of(request), clock.now()
    onward_of(actor, campaign_id, now=now)
    if not form.is_valid():
        return redirect("campaigns:onward", campaign_id)
    try:
        number = acts.make_letters(
            actor=actor, campaign_id=campaign_id, client_id=form.cleaned_data["client_id"], now=now
        )
    except NotPossible as problem:
        return _onward(request, campaign_id, problem=str(problem), status=409)
    return redirect("campaigns:letters", number)


@leads
@require_POST
def door(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Make a doorstep campaign of whoever could not be reached."""
    form = DoorForm(request.POST, auto_id="door_%s")
    actor, now = actor_of(request), clock.now()
    onward_of(actor, campaign_id, now=now)
    if form.is_valid():
        try:
            number = go_on_at_the_door(
                actor=actor,
                campaign_id=campaign_id,
                plan=form.plan(),
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:campaign", number)
    return _onward(request, campaign_id, door=form, status=422)


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One batch: whose letters they are, and what came back."""
    actor, now = actor_of(request), clock.now()
    found = batch_of(actor, batch_id, now=now)
    form = _answer_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            acts.settle_letter(
                actor=actor,
                batch_id=batch_id,
                letter_id=form.cleaned_data["letter"],
                answer=LetterAnswer(form.cleaned_data["answer"]),
                told=form.told(),
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("campaigns:letters", batch_id)
    return _batch(request, found, form, status=422 if form.errors else 200)


def _answer_form(request: HttpRequest, found: Batch) -> AnswerForm:
    waiting = [(one.number, one.called) for one in found.lines if one.answer is None]
    return AnswerForm(request.POST or None, letters=waiting, needs=found.needs)


def _batch(
    request: HttpRequest, found: Batch, form: AnswerForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"batch": found, "form": form, "problem": problem}
    return render(request, "campaigns/letters.html", context, status=status)


@leads
@require_safe
def batch_file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The letters as PDF."""
    found = batch_of(actor_of(request), batch_id, now=clock.now(), to_print=True)
    return as_pdf(letters_pdf(found), f"brieven-{batch_id}.pdf")


@leads
@require_POST
def sent(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The letters went out, or they are taken back before they do."""
    actor, now = actor_of(request), clock.now()
    campaign_id = acts.own_batch(actor, batch_id).campaign_id
    if "drop" not in request.POST:
        acts.send_letters(actor=actor, batch_id=batch_id, now=now)
        return redirect("campaigns:letters", batch_id)
    try:
        acts.drop_letters(actor=actor, batch_id=batch_id, now=now)
    except NotPossible as problem:
        return _onward(request, campaign_id, problem=str(problem), status=409)
    return redirect("campaigns:onward", campaign_id)
