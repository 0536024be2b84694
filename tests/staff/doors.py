"""Accounts for tests, and coming in as people do: password, then the code of an app."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.http import HttpResponse
from django.test import Client

from nabij.kernel import clock
from nabij.kernel.actors import SYSTEM
from nabij.staff import actions
from nabij.staff.models import User
from nabij.staff.types import Role

PASSWORD = "a long phrase for a test"
LOG_IN = "/nl/werk/aanmelden/"
CODE = "/nl/werk/aanmelden/code/"


def somebody(
    name: str = "noor", *roles: Role, towns: tuple[str, ...] = ("zonnedam",), now: datetime | None = None
) -> User:
    """An open account with a password and without a second step."""
    return actions.open_account(
        email=f"{name}@zonnedam.example",
        name=name.title(),
        password=PASSWORD,
        roles=roles,
        towns=towns,
        now=now or clock.now(),
    )


def with_app(account: User) -> str:
    """Tie an app to an account; return its key."""
    secret = generate_totp_secret()
    actions.tie_app(account, secret, actor=SYSTEM, now=clock.now())
    return secret


def give_password(client: Client, email: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Send the first page."""
    return client.post(LOG_IN, {"login": email, "password": password, **more})


def come_in(client: Client, account: User, secret: str, **more: str) -> HttpResponse:
    """Go through both steps."""
    first = give_password(client, account.email, **more)
    assert first.headers.get("Location") == CODE, first.content.decode()[:2000]
    return client.post(CODE, {"code": actions.code_at(secret, clock.now())})


def is_in(client: Client) -> bool:
    """Whether the start page of work opens."""
    return client.get("/nl/werk/").status_code == 200
