"""Log in with a password and a second step, with a passkey, or with the service of the town; log out."""

from __future__ import annotations

import base64
import json
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.views import LoginView
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as app_codes
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.internal import flows as passkey_flows
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as town_service
from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.guards import public
from nabij.kernel.offline import something_may_wait
from nabij.staff import queries
from nabij.staff.actions import factors, throttle
from nabij.staff.forms import devices
from nabij.staff.forms.log_in import LogInForm, PasskeyLogInForm, SecondStepForm, SetUpForm, wait_words
from nabij.staff.models import User
from nabij.staff.types import TooManyTries, TryKind, second_step_listeners

WAS_AWAY = "nabij_was_away"
LEFT = "weg"
"""In the session: this visitor was logged out after a time of rest."""


class LogIn(LoginView):
    """Ask for e-mail address and password."""

    template_name = "staff/log_in.html"
    form_class = LogInForm

    def form_valid(self, form: LogInForm) -> HttpResponse:
        """Go on to the second step; remember whether others use this computer too."""
        self.request.session[devices.SHARED] = form.cleaned_data["shared"]
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page says besides."""
        return {
            **super().get_context_data(**kwargs),
            "town_service": settings.NABIJ_OIDC_NAME,
            "notice": _notice(self.request),
        }


def _notice(request: HttpRequest) -> str:
    """A sentence for somebody who was sent back here."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.pop(WAS_AWAY, False):
        return _("You were logged out because nothing happened for a while. Log in to go on where you were.")
    return {
        "onbekend": _(
            "The service of your town knows you, but Nabij has no open account with that address. "
            "Ask your team lead or an administrator for an invitation."
        ),
        "fout": _(
            "The service of your town did not answer as it should. Try again, or log in with a password."
        ),
        "sleutel": _("This passkey was not recognised. Log in with your password."),
        "open": _("Your password is set. Log in with it."),
    }.get(request.GET.get("dienst", ""), "")


class SecondStep(AuthenticateView):
    """Ask for a code of the app, a recovery code or a passkey, after the password."""

    template_name = "staff/second_step.html"
    form_class = SecondStepForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, and let a demonstration know that a code is wanted."""
        for tell in second_step_listeners:
            tell(self.stage.login.user.email)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count the try before the code is compared, and give it back when it was right."""
        user: User = self.stage.login.user
        limits: dict[str, Any] = {"origin": devices.origin(request, user.email), "now": clock.now()}
        try:
            throttle.count_try(TryKind.CODE, str(user.pk), **limits)
        except TooManyTries as problem:
            return render(request, "staff/second_step_wait.html", {"words": wait_words(problem)}, status=429)
        response: HttpResponse = super().post(request, *args, **kwargs)
        if self.form.is_valid():
            throttle.give_back(TryKind.CODE, str(user.pk), **limits)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the options of a passkey, where the account has one."""
        found = super().get_context_data(**kwargs)
        user = self.stage.login.user
        options = found.pop("js_data", {}).get("request_options")
        return {
            **found,
            "passkey_options": json.dumps(options) if queries.passkeys(user) else "",
            "has_codes": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        }


class PasskeyLogIn(LoginWebAuthnView):
    """Log in with a passkey alone: it proves both what one has and who one is."""

    form_class = PasskeyLogInForm

    def form_invalid(self, form: PasskeyLogInForm) -> HttpResponse:
        """Lead back to the log-in page with a sentence."""
        return HttpResponseRedirect(f"{reverse('account_login')}?dienst=sleutel")


def _set_up_context(request: HttpRequest, user: User, form: SetUpForm) -> dict[str, Any]:
    secret = app_codes.get_totp_secret()
    adapter = get_factor_adapter()
    drawing = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    return {
        "form": form,
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "drawing": base64.b64encode(drawing.encode()).decode(),
        "passkey_options": json.dumps(passkeys.begin_registration(user, True)),
    }


def set_up(request: HttpRequest) -> HttpResponse:
    """Tie an app or a passkey to the account, and hand out recovery codes, before the door opens."""
    stage = request._login_stage  # type: ignore[attr-defined]
    user: User = stage.login.user
    if queries.has_second_step(user):
        if request.method == "POST" and request.POST.get("kept"):
            finished: HttpResponse = stage.exit()
            return finished
        return render(request, "staff/recovery_codes.html", {"codes": factors.recovery_codes(user)})
    form = SetUpForm(request.POST if "code" in request.POST else None)
    if "credential" in request.POST:
        _add_first_passkey(request, user)
    elif form.is_bound and form.is_valid():
        _add_app(request, user, form)
    if queries.has_second_step(user):
        return redirect("account_second_step_set_up")
    return render(request, "staff/second_step_set_up.html", _set_up_context(request, user, form))


def _add_app(request: HttpRequest, user: User, form: SetUpForm) -> None:
    actor, secret = Actor(staff_id=user.pk), app_codes.get_totp_secret()
    made = factors.set_up_app(user, secret, form.cleaned_data["code"], actor=actor, now=clock.now())
    if made is None:
        form.add_error(
            "code", _("This is not the code of this moment. Look at your app and type the new one.")
        )
        return
    app_codes.clear_totp_secret(request)
    post_authentication(request, made)


def _add_first_passkey(request: HttpRequest, user: User) -> None:
    form = SignupWebAuthnForm(user=user, data=request.POST)
    if form.is_valid():
        details = {"name": form.cleaned_data["name"], "credential": form.cleaned_data["credential"]}
        made = passkey_flows.signup_authenticator(request, user=user, **details)
        factors.record_passkey(user, actor=Actor(staff_id=user.pk), now=clock.now())
        post_authentication(request, made)


def town_service_log_in(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the log-in service of the town; only a form starts it, so that no other site can."""
    if request.method != "POST":
        return redirect("account_login")
    answer: HttpResponseBase = town_service.login(request, provider_id)
    return answer


log_in = public(LogIn.as_view())


@public
def log_out(request: HttpRequest) -> HttpResponseBase:
    """Log out, and have the browser forget what pages kept on the device: others may use it next.

    While something may still wait there for the server, sealed, the page after this takes away the rest
    (`forget.js`): clearing everything would lose what somebody told.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    keeps_letters = request.method == "POST" and something_may_wait(actor, clock.now())
    answer: HttpResponseBase = LogoutView.as_view()(request)
    if keeps_letters:
        return HttpResponseRedirect(f"{reverse('staff:log-in')}?{LEFT}=1")
    if request.method == "POST":
        answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


second_step = public(SecondStep.as_view())
second_step_set_up = public(
    login_stage_required(stage="nabij_second_step_set_up", redirect_urlname="account_login")(set_up)
)
passkey_log_in = public(PasskeyLogIn.as_view())
town_log_in = public(town_service_log_in)
town_return = public(town_service.callback)
