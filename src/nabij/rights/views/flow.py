"""What the pages of the finder share: who has answers, where to go next, and pages that nobody keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from nabij.kernel import clock
from nabij.kernel.guards import GuardedView, public
from nabij.rights.forms.typed import Mistake
from nabij.rights.queries import steps
from nabij.rights.queries.steps import Findings
from nabij.rights.types import Check, Screen, SpoiledCheck
from nabij.rights.views import sealed_cookie

Finder = Callable[..., HttpResponse]

_SCREENS = {
    "start": "rights:start",
    Screen.HOME: "rights:home",
    Screen.PEOPLE: "rights:people",
    Screen.AGES: "rights:ages",
}


def page(view: Finder) -> GuardedView:
    """A public page that no cache keeps and that travels small."""
    return public(gzip_page(require_http_methods(["GET", "HEAD", "POST"])(view)))


def with_check(view: Finder) -> GuardedView:
    """A page for somebody who told where they live; anybody else begins at the start.

    The view gets what the check leads to. Looking makes the half hour begin again.
    """

    @wraps(view)
    def found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check = sealed_cookie.check_of(request)
        if check is None or check.place is None:
            return redirect("rights:start")
        try:
            findings = steps.findings(check, on=clock.today())
        except SpoiledCheck:
            return redirect("rights:start")
        response = view(request, findings, *args, **kwargs)
        if request.method != "POST":
            sealed_cookie.renew(response, check, request)
        return response

    return page(found)


def go_on(request: HttpRequest, check: Check, *, to: str | None = None) -> HttpResponse:
    """Keep the answers and lead on: to the next question, or to an address."""
    response = HttpResponseRedirect(to or next_address(check))
    try:
        sealed_cookie.keep(response, check, request)
    except sealed_cookie.TooLarge:
        # Cannot happen with values that passed a form; a visitor loses the last answer at most.
        return redirect("rights:results")
    return response


def next_address(check: Check) -> str:
    """Where the next question is; the results when there is none."""
    if check.place is None:
        return reverse("rights:start")
    if (screen := steps.open_screen(check)) is not None:
        return reverse(_SCREENS[screen])
    found = steps.findings(check, on=clock.today())
    if (asked := steps.next_asked(found)) is None:
        return reverse("rights:results")
    return reverse("rights:question", args=[steps.key_of_asking(asked.question.id, asked.person)])


def address_of(asking: tuple[str, int | None]) -> str:
    """Where a question stands."""
    if asking[0] in _SCREENS:
        return reverse(_SCREENS[asking[0]])
    return reverse("rights:question", args=[steps.key_of_asking(*asking)])


def previous_address(check: Check, asking: tuple[str, int | None] | None) -> str:
    """Where the question before this one stands; the start when this is the first."""
    before = steps.asking_before(check, asking)
    return reverse("rights:start") if before is None else address_of(before)


def show(
    request: HttpRequest, template: str, context: dict[str, Any], mistakes: list[Mistake]
) -> HttpResponse:
    """Show a page, with what has to be put right."""
    return render(request, template, {**context, "mistakes": mistakes})


def common(found: Findings) -> dict[str, Any]:
    """What every page with answers shows around its own content."""
    return {"check": found.check, "town": steps.town_of(found.check)}
