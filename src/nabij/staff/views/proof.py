"""Proof that it is still the same person, before something that does much harm in other hands."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as passkeys
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from nabij.kernel import clock
from nabij.kernel.guards import guarded_by
from nabij.staff import policies, queries
from nabij.staff.actions import throttle
from nabij.staff.forms import devices
from nabij.staff.forms.log_in import ProofForm, wait_words
from nabij.staff.models import User
from nabij.staff.types import TooManyTries, TryKind, second_step_listeners


def proven_at(request: HttpRequest) -> float:
    """Return when the second step was last taken in this session, in seconds since 1970; 0 for never."""
    records = get_authentication_records(request, request.user)
    proofs = [one["at"] for one in records if one["method"] in settings.PROOF_METHODS]
    return max(proofs, default=0.0)


def ask_proof(request: HttpRequest) -> HttpResponseBase | None:
    """Return None after a recent proof, and else the way to the page that asks for one."""
    age = clock.now().timestamp() - proven_at(request)
    if 0 <= age < settings.PROOF_SECONDS:
        return None
    back = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{back}")


@guarded_by(policies.may_open_work)
def prove(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a passkey, and go back to where somebody was."""
    user: User = request.user  # type: ignore[assignment]
    form: Any = ProofForm(user=user)
    passkey_form: Any = ReauthenticateWebAuthnForm(user=user)
    if request.method == "POST":
        limits: dict[str, Any] = {"origin": devices.origin(request, user.email), "now": clock.now()}
        try:
            throttle.count_try(TryKind.CODE, str(user.pk), **limits)
        except TooManyTries as problem:
            return render(request, "staff/second_step_wait.html", {"words": wait_words(problem)}, status=429)
        by_code = "code" in request.POST
        form = ProofForm(user=user, data=request.POST) if by_code else form
        passkey_form = passkey_form if by_code else ReauthenticateWebAuthnForm(user=user, data=request.POST)
        used = form if by_code else passkey_form
        if used.is_valid():
            used.save()
            throttle.give_back(TryKind.CODE, str(user.pk), **limits)
            return HttpResponseRedirect(_way_back(request))
    else:
        for tell in second_step_listeners:
            tell(user.email)
    return render(request, "staff/proof.html", _context(request, user, form, passkey_form))


def _context(request: HttpRequest, user: User, form: Any, passkey_form: Any) -> dict[str, Any]:
    has_passkey = bool(queries.passkeys(user))
    return {
        "form": form,
        "passkey_form": passkey_form,
        "next": _way_back(request),
        "passkey_options": json.dumps(passkeys.begin_authentication(user)) if has_passkey else "",
    }


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
