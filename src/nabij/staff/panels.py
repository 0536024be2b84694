"""What we hang on allauth: our words, our limits on guessing, and a second step that nobody passes by."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.stages import LoginStage
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.staff import queries
from nabij.staff.actions import throttle
from nabij.staff.actions.record import Detail, record
from nabij.staff.forms import devices
from nabij.staff.forms.log_in import wait_words
from nabij.staff.models import User
from nabij.staff.types import TooManyTries, TryKind

LOG_IN = "account_login"


class Accounts(DefaultAccountAdapter):
    """Logging in with an e-mail address and a password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "We do not know this e-mail address with this password. Check both, and mind the capital letters."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account alone: people are invited."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this try before the password is compared. Raises ValidationError when none is left."""
        email = credentials["email"]
        try:
            throttle.count_try(
                TryKind.PASSWORD, email, origin=devices.origin(request, email), now=clock.now()
            )
        except TooManyTries as problem:
            raise ValidationError(wait_words(problem), code="too_many_tries") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Compare the password; who was right gets the try back."""
        found: User | None = super().authenticate(request, **credentials)
        if found is not None:
            email = credentials["email"]
            origin = devices.origin(request, email)
            throttle.give_back(TryKind.PASSWORD, email, origin=origin, now=clock.now())
        return found

    def get_login_stages(self) -> list[str]:
        """First the second step; whoever has none yet sets it up before anything else opens."""
        return ["nabij.staff.panels.SecondStep", "nabij.staff.panels.SecondStepSetUp"]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Answer a closed account as one that we do not know."""
        return HttpResponseRedirect(reverse(LOG_IN))

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """Write down that somebody came in, and remember the device unless others use it too."""
        response: HttpResponse = super().post_login(request, user, **details)
        records = get_authentication_records(request, user)
        with transaction.atomic():
            detail: Detail = {
                "account": user.pk,
                "by": ",".join(dict.fromkeys(kind_of(one) for one in records)),
            }
            record("staff.logged_in", actor=Actor(staff_id=user.pk), at=clock.now(), detail=detail)
        if not request.session.get(devices.SHARED):
            devices.remember(request, response, user.email)
        return response


def kind_of(one: dict[str, Any]) -> str:
    """Return in one word how somebody proved who it is:

    password, totp, webauthn, recovery_codes, socialaccount.
    """
    return str(one.get("type") or one["method"])


class SecondStep(AuthenticateStage):
    """Asks for a code or a passkey, unless the log-in service of the town does so itself."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not proven_by_town(request, self.login.user) and bool(super()._should_handle(request))


class SecondStepSetUp(LoginStage):
    """Keeps somebody without a second step at the door until there is one."""

    key = "nabij_second_step_set_up"
    urlname = "account_second_step_set_up"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Go on when there is a second step; else to the page where it is set up."""
        if proven_by_town(self.request, self.login.user) or queries.has_second_step(self.login.user):
            return None, True
        return HttpResponseRedirect(reverse(self.urlname)), True


def proven_by_town(request: HttpRequest, user: User | None) -> bool:
    """Whether this log-in came through the service of the town, and that one asks for two steps itself."""
    records = get_authentication_records(request, user)
    return bool(settings.NABIJ_OIDC_HAS_SECOND_STEP) and any(
        one["method"] == "socialaccount" for one in records
    )


class SecondSteps(DefaultMFAAdapter):
    """Keys of apps stand sealed in the database, and everything has a name people understand."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This code is not right, or was used already. "
            "Wait for the next code of your app and type that one."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal a key."""
        return _box(_secrets()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed key."""
        return _box(_secrets()).decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """Name a passkey after its number; people rename it to the device it is on."""
        return _("Passkey %(number)s") % {"number": len(queries.passkeys(user)) + 1}


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _box(secrets: tuple[str, ...]) -> MultiFernet:
    keys = (
        hashlib.blake2b(secret.encode(), digest_size=32, person=b"nabij.factors").digest()
        for secret in secrets
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


class TownService(DefaultSocialAccountAdapter):
    """Logging in with the service of the town: for accounts that were invited, and for no other."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """An account begins with an invitation, never with a log-in elsewhere."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the log-in to the account with the same address, if the service vouches for that address.

        Whoever has no open account here is sent back with a sentence. What the service tells is not kept.
        """
        if not sociallogin.is_existing and (account := self._invited(sociallogin)) is not None:
            sociallogin.account.extra_data = {}
            sociallogin.connect(request, account)
        if not sociallogin.is_existing or not sociallogin.user.is_active:
            raise ImmediateHttpResponse(HttpResponseRedirect(f"{reverse(LOG_IN)}?dienst=onbekend"))
        sociallogin.account.extra_data = {}
        sociallogin.account.save(update_fields=["extra_data"])

    def _invited(self, sociallogin: Any) -> User | None:
        vouched = {one.email for one in sociallogin.email_addresses if one.verified is True}
        for email in vouched:
            return User.objects.active().filter(email__iexact=email).first()
        return None

    def on_authentication_error(self, request: HttpRequest, provider: Any, **details: Any) -> None:
        """Lead back to our own page with a sentence."""
        raise ImmediateHttpResponse(HttpResponseRedirect(f"{reverse(LOG_IN)}?dienst=fout"))
