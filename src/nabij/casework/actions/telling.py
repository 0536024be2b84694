"""Messages by mail to whoever works here. They never hold anything about a resident: only that Nabij waits.

Sent after the transaction, one by one; what cannot be sent is counted and said; the pages show it anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Message:
    """A plain message to one address."""

    to: str
    subject: str
    text: str


LANGUAGE = "nl"
"""Messages go out at night, when nobody chose a language."""


def in_dutch() -> translation.override:
    """Words inside are Dutch."""
    return translation.override(LANGUAGE)


def can_send() -> bool:
    """Whether this installation sends mail at all."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def send(messages: Iterable[Message]) -> tuple[list[Message], int]:
    """Send messages; returns those that could not be sent, and how many went out. Never raises for mail."""
    waiting = list(messages)
    if not waiting or not can_send():
        return waiting, 0
    failed, connection = [], get_connection()
    for one in waiting:
        try:
            EmailMessage(one.subject, one.text, None, [one.to], connection=connection).send()
        except OSError:  # what smtplib raises is one of these
            failed.append(one)
    return failed, len(waiting) - len(failed)
