"""Partners come in with a list: choose a file, look at what it would do, take it in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nabij.casework import policies
from nabij.casework.actions.partners import Newcomer, bring_partners
from nabij.casework.forms.partners import PartnerFileForm, TakeInForm
from nabij.casework.queries.partners import partner_changes
from nabij.casework.types.partners import PartnerList, PartnersMovedOn
from nabij.casework.views.common import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by, recently_proven
from nabij.registry.types import NotPossible
from nabij.staff.actions import send_invitations


@never_cache
@guarded_by(policies.may_bring_partners)
@recently_proven
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: HttpRequest) -> HttpResponse:
    """A list of partners: the file, then what it would do, then the links for who may come in."""
    actor = actor_of(request)
    if "sealed" in request.POST:
        return _take_in(request)
    form = PartnerFileForm(request.POST or None, request.FILES or None, towns=actor.towns)
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, form.cleaned_data["town"], form.asked())
        except NotPossible as problem:
            form.take(problem)
    return render(request, "casework/partners.html", {"form": form}, status=422 if form.errors else 200)


def _preview(request: HttpRequest, town: str, asked: PartnerList, *, moved_on: bool = False) -> HttpResponse:
    """What the list would do. Nothing changed yet."""
    actor = actor_of(request)
    changes = partner_changes(actor, town, asked, on=clock.today())
    sealed = TakeInForm.seal(actor, town, asked, changes)
    context: dict[str, Any] = {
        "changes": changes,
        "form": TakeInForm(initial={"sealed": sealed}, waiting=len(changes.waiting)),
        "moved_on": moved_on,
    }
    return render(request, "casework/partners_preview.html", context, status=409 if moved_on else 200)


def _take_in(request: HttpRequest) -> HttpResponse:
    """Take in what was shown; mail goes out when all of it stands."""
    actor = actor_of(request)
    form = TakeInForm(request.POST)
    try:
        if not form.is_valid():
            raise NotPossible(_("Nothing was taken in. Send the list again."), field="file")
        town, asked, mark = form.opened(actor)
    except NotPossible as problem:
        again = PartnerFileForm(towns=actor.towns)
        context = {"form": again, "problem": str(problem)}
        return render(request, "casework/partners.html", context, status=422)
    try:
        brought = bring_partners(
            actor=actor,
            town=town,
            asked=asked,
            mark=mark,
            again=form.cleaned_data["again"],
            now=clock.now(),
        )
    except PartnersMovedOn:
        return _preview(request, town, asked, moved_on=True)
    links = [(one, _address(request, one)) for one in brought.newcomers]
    sent = send_invitations((one.account, address) for one, address in links)
    rows = [(one, address, one.account.pk in sent) for one, address in links]
    context = {"brought": brought, "rows": rows, "sent": len(sent), "by_hand": len(rows) - len(sent)}
    return render(request, "casework/partners_done.html", context)


def _address(request: HttpRequest, newcomer: Newcomer) -> str:
    return request.build_absolute_uri(reverse("staff:invitation", args=[newcomer.token]))
