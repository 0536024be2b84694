"""Checks of the machine: clock, disk, files, mail."""

import os
import smtplib
import socket
import ssl
import stat
import struct
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from nabij.operations.queries.places import places, share_used
from nabij.operations.types import Finding, Severity

MOST_OFF = timedelta(seconds=5)
_NTP_EPOCH = 2_208_988_800  # seconds from 1900 to 1970 (RFC 5905)
_WAIT_SECONDS = 5
NEARLY_FULL, FULL = 0.85, 0.95


def clock(now: datetime) -> list[Finding]:
    """Find a clock that is more than 5 seconds off: against a time server, the database, or what was "
    "recorded."""
    off, against = _off_by(now)
    if abs(off) <= MOST_OFF:
        return []
    return [
        Finding(
            "clock",
            Severity.WRONG,
            f"The clock of this server is {abs(off.total_seconds()):.0f} seconds off, compared with "
            f"{against}.",
            "Codes of the second factor are refused, and the log gives wrong moments.",
            "Let the operating system keep time: timedatectl set-ntp true",
        )
    ]


def _off_by(now: datetime) -> tuple[timedelta, str]:
    if settings.TIME_SERVER:
        began = time.monotonic()  # what the question itself took is not the fault of the clock
        told = _time_of(settings.TIME_SERVER)
        if told is not None:
            return now + _half_since(began) - told, settings.TIME_SERVER
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            began = time.monotonic()
            cursor.execute("SELECT clock_timestamp()")
            told = cursor.fetchone()[0]
            return now + _half_since(began) - told, "the database"
    newest = max(
        MigrationRecorder(connection).applied_migrations().values(), key=lambda row: row.applied
    ).applied
    behind = min(now - newest, timedelta(0))
    return behind, "what was recorded before"


def _half_since(began: float) -> timedelta:
    return timedelta(seconds=(time.monotonic() - began) / 2)


def _time_of(server: str) -> datetime | None:
    """Ask a time server by SNTP (RFC 4330); None when it does not answer."""
    host, _, port = server.partition(":")
    try:
        kind, where = socket.getaddrinfo(host, int(port or 123), type=socket.SOCK_DGRAM)[0][0::4]
        with socket.socket(kind, socket.SOCK_DGRAM) as asking:
            asking.settimeout(_WAIT_SECONDS)
            asking.sendto(b"\x1b" + 47 * b"\0", where)
            answer = asking.recv(48)
    except OSError:
        return None
    if len(answer) < 48:
        return None
    seconds, fraction = struct.unpack("!II", answer[40:48])
    return datetime.fromtimestamp(seconds - _NTP_EPOCH + fraction / 2**32, tz=UTC)


def disk(now: datetime) -> list[Finding]:
    """Find a disk that is nearly full."""
    here = places()
    fullest = max((here.state, here.backups), key=share_used)
    used = share_used(fullest)
    if used < NEARLY_FULL:
        return []
    return [
        Finding(
            "disk",
            Severity.WRONG if used >= FULL else Severity.MIND,
            f"The disk of {fullest} is {used:.0%} full.",
            "A full disk stops backups first, and then all writing.",
            "Remove what is not needed, or enlarge the disk; old backups go by themselves after 35 days.",
        )
    ]


def static_files(now: datetime) -> list[Finding]:
    """Find pages without their style sheets."""
    if "Manifest" not in settings.STORAGES["staticfiles"]["BACKEND"]:
        return []
    manifest = Path(settings.STATIC_ROOT or ".") / "staticfiles.json"
    if manifest.is_file():
        return []
    return [
        Finding(
            "static-files",
            Severity.WRONG,
            f"The style sheets and images were not collected: {manifest} is not there.",
            "Every page ends in an error, for residents too.",
            "Run `nabij upgrade`, or `nabij collectstatic --no-input`.",
        )
    ]


def private_files(now: datetime) -> list[Finding]:
    """Find secrets and logs that every account on this machine can read."""
    here = places()
    wanted = [here.keys, here.keys / "drill.key", *here.backups.glob("nabij-*.age")]
    if settings.SETTINGS_FILE:
        wanted.append(Path(settings.SETTINGS_FILE))
    if connection.vendor == "sqlite":
        wanted.append(Path(str(connection.settings_dict["NAME"])))
    wanted += _log_files()
    loose = [file for file in wanted if file.exists() and _others_can_read(file)]
    if not loose:
        return []
    named = ", ".join(str(file) for file in loose[:3]) + (
        f" and {len(loose) - 3} more" if len(loose) > 3 else ""
    )
    return [
        Finding(
            "private-files",
            Severity.WRONG,
            f"Every account on this server can read {named}.",
            "They hold secrets, or data of residents.",
            f"chmod -R o-rwx {' '.join(str(file) for file in loose[:3])}",
        )
    ]


def _log_files() -> list[Path]:
    named = [
        Path(handler["filename"])
        for handler in settings.LOGGING["handlers"].values()
        if "filename" in handler
    ]
    return [*named, *Path(settings.DATA_DIR).glob("*.log")]


def _others_can_read(file: Path) -> bool:
    if not stat.S_IMODE(file.stat().st_mode) & 0o007:
        return False
    # A folder above it that others cannot enter protects it all the same.
    return all(stat.S_IMODE(os.stat(folder).st_mode) & 0o001 for folder in file.resolve().parents)


def mail(now: datetime) -> list[Finding]:
    """Find that no mail can be sent."""
    if not settings.EMAIL_HOST or "smtp" not in settings.EMAIL_BACKEND:
        what = "No mail server is set."
    elif problem := _mail_problem():
        what = f"The mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not work: {problem}."
    else:
        return []
    return [
        Finding(
            "mail",
            Severity.WRONG,
            what,
            "Invitations and new passwords do not arrive; they wait here.",
            "Set NABIJ_MAIL_HOST and what goes with it: see docs/reference/settings.md.",
        )
    ]


def _mail_problem() -> str:
    secure = ssl.create_default_context()
    try:
        if settings.EMAIL_USE_SSL:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=_WAIT_SECONDS, context=secure
            )
        else:
            server = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=_WAIT_SECONDS)
        with server:
            if settings.EMAIL_USE_TLS:
                server.starttls(context=secure)
            if settings.EMAIL_HOST_USER:
                server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return str(error) or type(error).__name__
    return ""
