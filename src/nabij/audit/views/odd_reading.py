"""Reading that asks for a question, with its reason in words; a person says what it was."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from nabij.audit import actions, policies, queries
from nabij.audit.forms.breaches import WhatItWasForm
from nabij.audit.types.odd_reading import Thresholds
from nabij.audit.types.oversight import AlreadyHandled
from nabij.audit.views.actor import actor_of
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by

_NEWS = {
    "saved": _("Your words are saved."),
    "already": _("A colleague did this meanwhile. What you see is how it stands now."),
    "words": _("Say in words what it was. Nothing was saved."),
}


@guarded_by(policies.may_look_at_odd_reading)
@require_safe
def odd_reading(request: HttpRequest) -> HttpResponse:
    """What is odd in the reading of the last days, and where the lines lie."""
    shown = queries.odd_readings_to_look_at(actor_of(request), now=clock.now())
    context = {
        "waiting": [(one, one.odd.day_on + timedelta(days=1)) for one in shown if one.odd.looked_at is None],
        "done": [one for one in shown if one.odd.looked_at is not None],
        "lines": Thresholds(**settings.ODD_READING),
        "news": _NEWS.get(request.GET.get("nieuws", ""), ""),
    }
    return render(request, "audit/odd_reading.html", context)


@guarded_by(policies.may_look_at_odd_reading)
@require_POST
def odd_reading_close(request: HttpRequest, number: int) -> HttpResponse:
    """Say what it turned out to be."""
    form, news = WhatItWasForm(request.POST), "words"
    if form.is_valid():
        try:
            actions.say_what_it_was(
                actor=actor_of(request), number=number, note=form.cleaned_data["note"], now=clock.now()
            )
            news = "saved"
        except AlreadyHandled:
            news = "already"
    return redirect(f"{reverse('audit:odd-reading')}?nieuws={news}")
