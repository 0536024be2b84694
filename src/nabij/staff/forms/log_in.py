"""Logging in: password, second step, a first password, and proof that it is still you."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.kernel import clock
from nabij.staff.actions import factors
from nabij.staff.models import User
from nabij.staff.types import TooManyTries

WRONG_CODE = gettext_lazy(
    "This code is not right, or was used already. Wait for the next code of your app and type that one."
)


def wait_words(problem: TooManyTries) -> str:
    """Say when there is a try again; the same words for accounts that do not exist."""
    return _(
        "Too many tries. Nothing is lost. Try again in %(minutes)s minutes, or log in with a passkey. "
        "Forgotten? Ask your team lead or an administrator."
    ) % {"minutes": problem.minutes}


class LogInForm(LoginForm):
    """E-mail address and password. It never tells which of the two was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = forms.EmailField(label=gettext_lazy("E-mail address"))
        email.widget.attrs.update({"class": "form-control", "autocomplete": "username"})
        password = forms.CharField(label=gettext_lazy("Password"), strip=False, widget=forms.PasswordInput)
        password.widget.attrs.update({"class": "form-control", "autocomplete": "current-password"})
        shared = forms.BooleanField(
            label=gettext_lazy("Others use this computer too: log me out after 5 minutes of rest"),
            required=False,
        )
        shared.widget.attrs["class"] = "form-check-input"
        self.fields = {"login": email, "password": password, "shared": shared}

    def clean_login(self) -> str:
        """Return the address without spaces around it."""
        return str(self.cleaned_data["login"]).strip()


def _code_field() -> forms.CharField:
    field = forms.CharField(label=gettext_lazy("Code of your app, or a recovery code"), max_length=20)
    field.widget.attrs.update(
        {"class": "form-control", "autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    )
    return field


class _UsedOnce(forms.Form):
    """A code that opens once, checked by our own action and not by the cache of one process."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field()

    def clean_code(self) -> str:
        """Use the code. Raises ValidationError when it is wrong or was used."""
        factor = factors.use_code(self.user, self.cleaned_data["code"], now=clock.now())
        if factor is None:
            raise ValidationError(WRONG_CODE, code="wrong_code")
        self.authenticator: Authenticator = factor
        return str(self.cleaned_data["code"])


class SecondStepForm(_UsedOnce, AuthenticateForm):
    """The code of the second step."""


class ProofForm(_UsedOnce, ReauthenticateForm):
    """The code that proves that it is still the same person."""


class PasskeyLogInForm(LoginWebAuthnForm):
    """The answer of a passkey, without a password."""

    def clean_credential(self) -> Authenticator:
        """Return the passkey. Raises ValidationError for an answer that cannot be read or does not fit."""
        answer = self.cleaned_data["credential"]
        if not isinstance(answer, dict) or not (answer.get("response") or {}).get("userHandle"):
            raise ValidationError(gettext_lazy("This passkey was not recognised. Log in with your password."))
        return super().clean_credential()


class SetUpForm(forms.Form):
    """The first code of an app, to see that app and account agree."""

    code = forms.CharField(label=gettext_lazy("The code that your app shows now"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(
            {"class": "form-control", "autocomplete": "one-time-code", "inputmode": "numeric"}
        )


class PasswordForm(forms.Form):
    """A password of one's own choice, typed twice."""

    password = forms.CharField(label=gettext_lazy("New password"), strip=False, widget=forms.PasswordInput)
    again = forms.CharField(
        label=gettext_lazy("The same password again"), strip=False, widget=forms.PasswordInput
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.rules = password_validators_help_texts()
        for field in self.fields.values():
            field.widget.attrs.update({"class": "form-control", "autocomplete": "new-password"})

    def clean_password(self) -> str:
        """Return the password. Raises ValidationError when it is too weak."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Check that both are the same."""
        found = super().clean() or {}
        if "password" in found and found["password"] != found.get("again"):
            self.add_error("again", gettext_lazy("The two passwords differ. Type the same one twice."))
        return found
