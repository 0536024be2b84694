"""Mail with the link of an invitation. It is sent after the transaction in which the link was made."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from nabij.staff.models import User


def send_invitations(links: Iterable[tuple[User, str]]) -> frozenset[int]:
    """Mail each account its address to come in; returns the numbers of the accounts whose mail was sent.

    Where no mail is sent from here, or the server of the mail stops answering, the others stay to be given
    by hand.
    """
    sent: set[int] = set()
    if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
        return frozenset(sent)
    try:
        with get_connection() as connection:
            for account, address in links:
                message = EmailMessage(
                    _("Your access to Nabij"),
                    _words() % {"name": account.name, "address": address},
                    None,
                    [account.email],
                    connection=connection,
                )
                if message.send():
                    sent.add(account.pk)
    except OSError:
        return frozenset(sent)
    return frozenset(sent)


def _words() -> str:
    return _(
        "Hello %(name)s,\n\nYou are invited to work with Nabij. Choose a password within 72 hours:\n\n"
        "%(address)s\n\n"
        "The link works once. Did you not expect this? Then you need not do anything."
    )
