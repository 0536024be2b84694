"""Checks of the settings: what would let somebody in who should not be."""

import importlib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest

from nabij.operations.types import Finding, Severity

_KEY_CHARACTERS = 50
_KEY_DIFFERENT = 16
_KEY_WORDS = ("insecure", "change", "secret", "default", "example", "password", "nabij")
_HALF_A_YEAR = 180 * 24 * 60 * 60


def settings_of_production(now: datetime) -> list[Finding]:
    """Find settings of a demonstration in use."""
    if getattr(settings, "FOR_A_TOWN", False):
        return []
    return [
        Finding(
            "settings",
            Severity.WRONG,
            f"The settings in use ({settings.SETTINGS_MODULE}) are those of a demonstration.",
            "They do without TLS, backups and mail, and have accounts with known roles.",
            "Set DJANGO_SETTINGS_MODULE=nabij.config.settings.prod, or run `nabij setup`.",
        )
    ]


def debug(now: datetime) -> list[Finding]:
    """Find error pages that tell everything."""
    if not settings.DEBUG:
        return []
    return [
        Finding(
            "debug",
            Severity.STOP,
            "Error pages show the code, the settings and what people typed.",
            "Any visitor who meets an error can read data of residents.",
            "Remove NABIJ_DEBUG and any DEBUG from the settings.",
        )
    ]


def secret_key(now: datetime) -> list[Finding]:
    """Find a secret key that can be guessed."""
    key = str(settings.SECRET_KEY)
    weak = len(key) < _KEY_CHARACTERS or len(set(key)) < _KEY_DIFFERENT
    if not weak and not any(word in key.casefold() for word in _KEY_WORDS):
        return []
    return [
        Finding(
            "secret-key",
            Severity.STOP,
            f"The secret key can be guessed: it needs {_KEY_CHARACTERS} random characters and no words.",
            "Who guesses it can log in as anybody and open the sealed answers of visitors.",
            'Set NABIJ_SECRET_KEY to what `python3 -c "import secrets; '
            'print(secrets.token_urlsafe(60))"` gives.',
        )
    ]


def hosts(now: datetime) -> list[Finding]:
    """Find a site that answers to any name."""
    if settings.ALLOWED_HOSTS and not any(host.startswith("*") for host in settings.ALLOWED_HOSTS):
        return []
    return [
        Finding(
            "hosts",
            Severity.STOP,
            "The site answers to every host name.",
            "A forged name ends up in links of mails, such as the one that sets a password.",
            "Set NABIJ_ALLOWED_HOSTS to the names of the site, with commas.",
        )
    ]


def cookies(now: datetime) -> list[Finding]:
    """Find cookies that travel unprotected."""
    good = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY
    if good:
        return []
    return [
        Finding(
            "cookies",
            Severity.STOP,
            "The cookie of a log-in may travel over plain HTTP, or be read by script.",
            "Who listens on the network takes over the session of a worker.",
            "Take the settings of production as they are; remove SESSION_COOKIE_… and CSRF_COOKIE_… of "
            "your own.",
        )
    ]


def tls(now: datetime) -> list[Finding]:
    """Find a site that can be used without TLS."""
    missing = []
    if not settings.SECURE_SSL_REDIRECT:
        missing.append("plain HTTP is not sent on to HTTPS")
    if settings.SECURE_PROXY_SSL_HEADER != ("HTTP_X_FORWARDED_PROTO", "https"):
        missing.append("the header in which the proxy says HTTPS is not read")
    if settings.SECURE_HSTS_SECONDS < _HALF_A_YEAR:
        missing.append("browsers are not told to stay on HTTPS (HSTS) for half a year or more")
    if not missing:
        return []
    return [
        Finding(
            "tls",
            Severity.WRONG,
            f"The site is not bound to HTTPS: {'; '.join(missing)}.",
            "On an open network somebody can read along, or show a false log-in page.",
            "Take the settings of production as they are, behind a proxy as in "
            "docs/how-to/install-for-a-town.md.",
        )
    ]


def demonstration(now: datetime) -> list[Finding]:
    """Find the fictional town in a real one."""
    if not apps.is_installed("nabij.demo"):
        return []
    return [
        Finding(
            "demo",
            Severity.WRONG,
            "The demonstration is installed.",
            "It opens accounts by itself, and made-up households stand among real ones.",
            "Take nabij.demo out of INSTALLED_APPS and close its accounts.",
        )
    ]


def registration(now: datetime) -> list[Finding]:
    """Find a site where anybody can open an account."""
    if not apps.is_installed("allauth.account") or not _signup_is_open():
        return []
    return [
        Finding(
            "registration",
            Severity.WRONG,
            "Anybody can open an account.",
            "Accounts are for people who work here, by invitation; others would see the pages for staff.",
            "Set ACCOUNT_ADAPTER back to that of nabij.staff, which refuses to register.",
        )
    ]


def _adapter() -> Any:
    return importlib.import_module("allauth.account.adapter").get_adapter()


def _signup_is_open() -> bool:
    return bool(_adapter().is_open_for_signup(HttpRequest()))


def second_factor(now: datetime) -> list[Finding]:
    """Find log-in with a password only: no step in which somebody without a second factor has to set "
    "one up."""
    if apps.is_installed("allauth.mfa") and any(
        stage.endswith(".SecondStepSetUp") for stage in _adapter().get_login_stages()
    ):
        return []
    return [
        Finding(
            "second-factor",
            Severity.WRONG,
            "People who work here can log in with a password only.",
            "One password that leaks opens the dossiers of a whole team.",
            "Set ACCOUNT_ADAPTER and INSTALLED_APPS back to those of the project: they ask for a second "
            "step.",
        )
    ]


def time_zone(now: datetime) -> list[Finding]:
    """Find another time zone than that of Belgium."""
    if settings.USE_TZ and settings.TIME_ZONE == "Europe/Brussels":
        return []
    return [
        Finding(
            "time-zone",
            Severity.WRONG,
            f"The time zone is {settings.TIME_ZONE}, and USE_TZ is {settings.USE_TZ}.",
            "Rights change at midnight in Belgium: deadlines and amounts would be a day off.",
            'Take TIME_ZONE = "Europe/Brussels" and USE_TZ = True, as the settings of production do.',
        )
    ]


def uploads(now: datetime) -> list[Finding]:
    """Find files of residents where the web server gives them out."""
    root, served = settings.MEDIA_ROOT, settings.STATIC_ROOT
    inside = False
    if root and served:
        inside = Path(root).resolve().is_relative_to(Path(served).resolve())
    if not inside and not settings.MEDIA_URL.strip("/"):
        return []
    return [
        Finding(
            "uploads",
            Severity.WRONG,
            f"Uploaded files ({root}) stand where the web server gives them out.",
            "Who guesses the name of a file reads it without logging in.",
            "Put MEDIA_ROOT beside STATIC_ROOT, not inside it, and leave MEDIA_URL empty.",
        )
    ]
