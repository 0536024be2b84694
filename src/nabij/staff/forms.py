"""Logging in."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class LogInForm(AuthenticationForm):
    """E-mail address and password. It never tells which of the two was wrong."""

    error_messages = {
        "invalid_login": _(
            "We do not know this e-mail address with this password. Check both, and mind the capital letters."
        ),
        "inactive": _("This account is closed. Ask the administrator of your organisation."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = _("E-mail address")
        self.fields["username"].widget.input_type = "email"
        for name in ("username", "password"):
            self.fields[name].widget.attrs["class"] = "form-control"
