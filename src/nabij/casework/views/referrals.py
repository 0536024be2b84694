"""Referrals: the list, one referral, every move; referring a household, and a partner that refers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from nabij.casework import actions, policies, queries
from nabij.casework.actions.referral_moves import colleagues_for
from nabij.casework.forms.referrals import FindForm, JoinForm, MoveForm, PartnerForm
from nabij.casework.queries.school_sentences import reads_for_a_school
from nabij.casework.types import Fact, Move
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.registry import queries as registry
from nabij.registry.types import NotPossible, Topic

pages = guarded_by(policies.may_open_referrals)
LEAVES = frozenset({Move.DECLINE, Move.WITHDRAW, Move.GIVE})
"""After these moves the page of the referral may be closed to whoever made them."""


@pages
@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """What came in, what came back, what runs and what ended."""
    found = queries.referrals_for(actor_of(request), on=clock.today(), now=clock.now())
    context = {"lists": found, "is_school": reads_for_a_school(actor_of(request))}
    return render(request, "casework/referrals.html", context)


def _seen(request: HttpRequest, referral_id: int) -> queries.ReferralView:
    return queries.referral_of(actor_of(request), referral_id, on=clock.today(), now=clock.now())


@pages
@require_safe
def referral(request: HttpRequest, referral_id: int) -> HttpResponse:
    """One referral, with what happened to it and what can be done."""
    return render(request, "casework/referral.html", {"referral": _seen(request, referral_id)})


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, referral_id: int, move: str) -> HttpResponse:
    """One move: its short form, or making it."""
    if move not in Move.values:
        raise NotFoundHere
    made, now = Move(move), clock.now()
    standing = queries.found_referral(referral_id)
    colleagues = colleagues_for(standing, now=now) if made == Move.GIVE else []
    form = MoveForm(request.POST or None, move=made, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_referral(
                actor=actor_of(request),
                referral_id=referral_id,
                move=made,
                said=form.said(),
                base_version=form.cleaned_data["base_version"],
                client_id=form.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return (
                redirect("casework:referrals")
                if made in LEAVES
                else redirect("casework:referral", referral_id)
            )
    return _move_page(request, referral_id, made, form)


def _move_page(request: HttpRequest, referral_id: int, made: Move, form: MoveForm) -> HttpResponse:
    """The form with the referral beside it; what was typed is based on what is shown now."""
    seen = _seen(request, referral_id)
    if not form.is_bound:
        if made not in seen.moves:
            raise NotFoundHere
        form.initial = {"base_version": seen.version}
    elif form.errors:
        given = request.POST.copy()
        given["base_version"] = str(seen.version)
        form.data = given
    context = {"form": form, "title": made.label, "referral": seen}
    return render(request, "casework/referral_move.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_write_referrals)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, referral_id: int) -> HttpResponse:
    """Look for the household that a partner referred, and say that this is the one."""
    seen, now = _seen(request, referral_id), clock.now()
    if not seen.may_join:
        raise NotFoundHere
    problem, hits = "", None
    chosen = JoinForm(request.POST) if "household" in request.POST else None
    if chosen is not None and chosen.is_valid():
        try:
            actions.join_household(
                actor=actor_of(request),
                referral_id=referral_id,
                household_id=chosen.cleaned_data["household"],
                topic=Topic(chosen.cleaned_data["topic"]),
                base_version=chosen.cleaned_data["base_version"],
                client_id=chosen.cleaned_data["client_id"],
                now=now,
            )
        except NotPossible as refused:
            problem = str(refused)
        else:
            return redirect("casework:referral", referral_id)
    find = FindForm(request.POST if "words" in request.POST else None, initial={"words": _told(seen)})
    if find.is_bound and find.is_valid():
        try:
            hits = registry.search(actor_of(request), find.cleaned_data["words"], now=now)
        except NotPossible as refused:
            problem = str(refused)
    context = {
        "referral": seen,
        "find": find,
        "hits": hits,
        "form": JoinForm(initial={"base_version": seen.version}),
        "problem": problem,
    }
    return render(request, "casework/referral_join.html", context, status=422 if problem else 200)


def _told(seen: queries.ReferralView) -> str:
    return dict(seen.facts).get(Fact.NAME, "")


@guarded_by(policies.may_refer_to_town)
@require_http_methods(["GET", "HEAD", "POST"])
def to_town(request: HttpRequest) -> HttpResponse:
    """A partner refers somebody to the town, and gets a receipt with the name of the owner."""
    actor = actor_of(request)
    own = queries.partner_team(actor)
    neighbourhoods = registry.neighbourhoods_of(own.town) if own else []
    form = PartnerForm(request.POST or None, neighbourhoods=neighbourhoods)
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.refer_to_town(
                actor=actor,
                new=form.partner_referral(),
                client_id=form.cleaned_data["client_id"],
                now=clock.now(),
            )
        except NotPossible as problem:
            form.take(problem)
        else:
            return redirect("casework:referral", number)
    context: dict[str, Any] = {
        "form": form,
        "title": _("Refer somebody to the town"),
        "has_team": own is not None,
    }
    return render(request, "casework/referral_town.html", context, status=422 if form.errors else 200)
