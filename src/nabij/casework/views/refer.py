"""Referring a household: fill in, look at exactly what the receiver will read, and send."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from nabij.casework import actions, policies, queries
from nabij.casework.actions.referrals import Prepared, ShownOtherwise
from nabij.casework.forms.referrals import ReferralForm
from nabij.casework.types import Fact
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.guards import guarded_by
from nabij.registry.types import NotPossible

pages = guarded_by(policies.may_write_referrals)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, household_id: int) -> HttpResponse:
    """Refer a household; with `nood` in the address it begins with a need, which it settles."""
    first: dict[str, Any] = {}
    asked = request.GET.get("nood", "")
    if asked.isdigit():
        home, need = queries.need_to_settle(actor_of(request), int(asked), on=clock.today(), now=clock.now())
        if home != household_id or need.way is not None:
            raise NotFoundHere
        first = {"need": need.number, "question": need.what, "topic": need.topic}
    return _page(request, household_id, first=first, again=None)


@pages
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, referral_id: int) -> HttpResponse:
    """Send what came back to another receiver."""
    seen = queries.referral_of(actor_of(request), referral_id, on=clock.today(), now=clock.now())
    if not seen.may_send_again or seen.household_id is None:
        raise NotFoundHere
    first = {"question": seen.question, "urgency": seen.urgency, "base_version": seen.version}
    return _page(request, seen.household_id, first=first, again=seen)


def _page(
    request: HttpRequest, household_id: int, *, first: dict[str, Any], again: queries.ReferralView | None
) -> HttpResponse:
    actor, on, now = actor_of(request), clock.today(), clock.now()
    town, team_id = queries.town_of_household(actor, household_id, now=now)
    shareable = queries.facts_to_share(actor, household_id, on=on, now=now)
    form = ReferralForm(
        request.POST or None,
        receivers=queries.receiver_groups(town, but_team=team_id, now=now),
        known=shareable.facts,
        topics=queries.topics_to_refer(actor, household_id, now=now),
        initial=first,
    )
    prepared: Prepared | None = None
    if request.method == "POST" and form.is_valid():
        try:
            prepared = _looked_at(request, household_id, form)
            if "send" in request.POST:
                return redirect("casework:referral", _sent(request, household_id, form, again))
        except ShownOtherwise as problem:
            form.add_error(None, str(problem))
        except NotPossible as problem:
            form.take(problem)
            prepared = None
    if "change" in request.POST:
        prepared = None
    return _shown(request, household_id, form, prepared, again)


def _looked_at(request: HttpRequest, household_id: int, form: ReferralForm) -> Prepared:
    return actions.prepare_referral(
        actor=actor_of(request), household_id=household_id, new=form.new_referral(), now=clock.now()
    )


def _sent(
    request: HttpRequest, household_id: int, form: ReferralForm, again: queries.ReferralView | None
) -> int:
    common: dict[str, Any] = {
        "actor": actor_of(request),
        "new": form.new_referral(),
        "client_id": form.cleaned_data["client_id"],
        "now": clock.now(),
    }
    if again is None:
        return actions.send_referral(household_id=household_id, **common)
    base_version = form.cleaned_data["base_version"] or 0
    return actions.send_again(referral_id=again.number, base_version=base_version, **common)


def _shown(
    request: HttpRequest,
    household_id: int,
    form: ReferralForm,
    prepared: Prepared | None,
    again: queries.ReferralView | None,
) -> HttpResponse:
    """The form; or what the receiver will read, with the form along in hidden fields."""
    facts: list[tuple[Fact, str]] = []
    if prepared is not None:
        facts = [(Fact(one["code"]), one["words"]) for one in prepared.facts]
        given = request.POST.copy()
        given["shown"] = prepared.mark
        form.data = given
    context = {
        "form": form,
        "prepared": prepared,
        "facts": facts,
        "household_id": household_id,
        "again": again,
        "title": _("Send it to somebody else") if again else _("Refer this household"),
    }
    return render(request, "casework/referral_new.html", context, status=422 if form.errors else 200)
