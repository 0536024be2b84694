"""What somebody sees and changes of the own account: password, app, passkeys, recovery codes."""

from __future__ import annotations

import base64
import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal import auth as app_codes
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.internal import flows as passkey_flows
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.guards import guarded_by, recently_proven
from nabij.staff import policies
from nabij.staff.actions import accounts, factors
from nabij.staff.forms.log_in import PasswordForm, SetUpForm
from nabij.staff.forms.own import WorkPhoneForm
from nabij.staff.models import User
from nabij.staff.queries import people as queries
from nabij.staff.queries import work_phones_of


@guarded_by(policies.may_open_work)
def own_account(request: HttpRequest) -> HttpResponse:
    """Show name, roles, teams, telephone and second steps of the own account."""
    return _own_page(request)


@guarded_by(policies.may_open_work)
@require_POST
def work_phone(request: HttpRequest) -> HttpResponse:
    """Set the own telephone of work, or take it away."""
    _user, actor = _who(request)
    form = WorkPhoneForm(request.POST)
    if not form.is_valid():
        return _own_page(request, form)
    accounts.set_work_phone(actor=actor, number=form.cleaned_data["number"], now=clock.now())
    return redirect(f"{_home()}?gedaan=telefoon")


def _own_page(request: HttpRequest, phone: WorkPhoneForm | None = None) -> HttpResponse:
    user, actor = _who(request)
    page = queries.own(actor, user, now=clock.now())
    said = {
        "wachtwoord": _("Your new password is set. You are logged out everywhere else."),
        "sleutel": _("The passkey is added."),
        "weg": _("The passkey is gone."),
        "laatste": _("This is your only second step, so it stays. Add another one first."),
        "app": _("Your new app is set. The old one opens nothing any more."),
        "telefoon": _("Your telephone of work is changed. Families see it from now on."),
    }.get(request.GET.get("gedaan", ""), "")
    own = work_phones_of([user.pk]).get(user.pk, "")
    context = {"page": page, "said": said, "phone": phone or WorkPhoneForm(initial={"number": own})}
    return render(request, "staff/own_account.html", context, status=422 if phone else 200)


@guarded_by(policies.may_open_work)
@recently_proven
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password."""
    user, _actor = _who(request)
    form = PasswordForm(request.POST or None, user=user)
    if form.is_valid():
        accounts.change_password(account=user, password=form.cleaned_data["password"], now=clock.now())
        update_session_auth_hash(request, user)
        return redirect(f"{_home()}?gedaan=wachtwoord")
    return render(request, "staff/own_password.html", {"form": form}, status=422 if form.errors else 200)


@guarded_by(policies.may_open_work)
@recently_proven
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show the recovery codes that are left, or make new ones."""
    user, actor = _who(request)
    if request.method == "POST":
        factors.new_recovery_codes(user, actor=actor, now=clock.now())
        return redirect("staff:own-recovery-codes")
    return render(request, "staff/own_recovery_codes.html", {"codes": factors.recovery_codes(user)})


@guarded_by(policies.may_open_work)
@recently_proven
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey: on this computer, a phone or a key."""
    user, actor = _who(request)
    form: Any = SignupWebAuthnForm(request.POST or None, user=user)
    if form.is_bound and form.is_valid():
        details = {"name": form.cleaned_data["name"], "credential": form.cleaned_data["credential"]}
        passkey_flows.signup_authenticator(request, user=user, **details)
        factors.record_passkey(user, actor=actor, now=clock.now())
        return redirect(f"{_home()}?gedaan=sleutel")
    context = {"options": json.dumps(passkeys.begin_registration(user, True)), "is_wrong": bool(form.errors)}
    return render(request, "staff/own_passkey.html", context, status=422 if form.errors else 200)


@guarded_by(policies.may_open_work)
@recently_proven
def remove_passkey(request: HttpRequest, number: int) -> HttpResponse:
    """Take a passkey away."""
    user, actor = _who(request)
    if request.method != "POST":
        return redirect("staff:own-account")
    gone = factors.remove_passkey(user, number, actor=actor, now=clock.now())
    return redirect(f"{_home()}?gedaan={'weg' if gone else 'laatste'}")


@guarded_by(policies.may_open_work)
@recently_proven
def change_app(request: HttpRequest) -> HttpResponse:
    """Tie another app to the account, for instance on a new phone."""
    user, actor = _who(request)
    form = SetUpForm(request.POST or None)
    secret = app_codes.get_totp_secret()
    if form.is_valid():
        made = factors.set_up_app(user, secret, form.cleaned_data["code"], actor=actor, now=clock.now())
        if made is not None:
            app_codes.clear_totp_secret(request)
            return redirect("staff:own-recovery-codes")
        form.add_error(
            "code", _("This is not the code of this moment. Look at your app and type the new one.")
        )
    adapter = get_adapter()
    drawing = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    context = {
        "form": form,
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "drawing": base64.b64encode(drawing.encode()).decode(),
    }
    return render(request, "staff/own_app.html", context, status=422 if form.errors else 200)


def _who(request: HttpRequest) -> tuple[User, Actor]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return request.user, actor  # type: ignore[return-value]


def _home() -> str:
    return reverse("staff:own-account")
