"""Begin a demonstration of one's own, be anybody of the town in it, and throw it away."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.demo.management.commands.load_demo import ACCOUNTS
from nabij.demo.own import places
from nabij.demo.own.switching import COOKIE
from nabij.kernel import clock
from nabij.kernel.guards import public
from nabij.kernel.own_place import own_place
from nabij.staff.queries import account_with_address
from nabij.staff.types import Role

NOT_HERE = {Role.EDITOR}
"""What editors publish stands in the memory of the server, for everybody: nobody is an editor here."""
BY_PASSWORD = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody of the town whom a visitor can be."""

    number: int
    name: str
    role: str
    does: str


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What it is, and the button that makes one. No name, no address, no account is asked."""
    problem = ""
    if request.method == "POST":
        try:
            _place, cookie = places.begin(now=clock.now())
        except places.NoPlace as refused:
            problem = str(refused)
        else:
            return _with_cookie(redirect("own-demo-people"), request, cookie)
    context = {"problem": problem, "is_gone": "weg" in request.GET}
    return render(request, "demo/own.html", context, status=503 if problem else 200)


def _with_cookie(response: HttpResponse, request: HttpRequest, cookie: str) -> HttpResponse:
    response.set_signed_cookie(
        COOKIE,
        cookie,
        salt=COOKIE,
        max_age=int(places.STAYS.total_seconds()),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    response.delete_cookie(settings.SESSION_COOKIE_NAME)  # it led to somebody in another town
    return response


@public
@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Whom one can be."""
    if own_place() is None:
        return redirect("own-demo")
    return render(request, "demo/own_people.html", {"people": _people()})


def _people() -> list[Somebody]:
    found = ((account_with_address(email), name, role) for email, (name, role) in ACCOUNTS.items())
    return [
        Somebody(account.pk, name, str(role.label), role.description)
        for account, name, role in found
        if account is not None and role not in NOT_HERE
    ]


@public
@require_POST
def be(request: HttpRequest, number: int) -> HttpResponse:
    """Log in as somebody of the own town, without password or code: nobody else can come in there."""
    if own_place() is None:
        return redirect("own-demo")
    chosen = next((one for one in ACCOUNTS if _is(one, number)), None)
    account = account_with_address(chosen) if chosen else None
    if account is None:
        return redirect("own-demo-people")
    logout(request)
    login(request, account, backend=BY_PASSWORD)
    record_authentication(request, account, method="mfa", type="totp")
    return redirect("staff:start")


def _is(email: str, number: int) -> bool:
    account = account_with_address(email)
    return account is not None and account.pk == number and ACCOUNTS[email][1] not in NOT_HERE


@public
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Throw the own town away, with everything that was typed in it."""
    response = redirect("own-demo")
    if (place := own_place()) is not None:
        places.end(place)
    response.delete_cookie(COOKIE)
    response.delete_cookie(settings.SESSION_COOKIE_NAME)
    return response
