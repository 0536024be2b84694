"""The second step: codes of an app, recovery codes, and what happens when both are lost."""

from __future__ import annotations

import hmac
from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import IntegrityError, transaction

from nabij.kernel.actors import Actor
from nabij.staff.actions.record import record
from nabij.staff.models import SpentCode, User

REMEMBERED_STEPS = 10
"""Half minutes that a spent code is remembered; it is worth nothing after two."""


def code_at(secret: str, now: datetime) -> str:
    """Return the code that an app shows at this moment for a key."""
    return str(format_hotp_value(hotp_value(secret, _step(now))))


def _step(now: datetime) -> int:
    return int(now.timestamp()) // int(app_settings.TOTP_PERIOD)


def _matching_step(secret: str, code: str, now: datetime) -> int | None:
    typed = "".join(code.split())
    around = range(-app_settings.TOTP_TOLERANCE, app_settings.TOTP_TOLERANCE + 1)
    found = None
    for step in (_step(now) + difference for difference in around):
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, step)).encode(), typed.encode()):
            found = step
    return found


def _spend(user: User, step: int) -> bool:
    """Whether the code of this half minute was still unused; afterwards it is used."""
    try:
        with transaction.atomic():
            SpentCode.objects.create(user=user, step=step)
    except IntegrityError:
        return False
    SpentCode.objects.filter(user=user, step__lt=step - REMEMBERED_STEPS).delete()
    return True


@transaction.atomic
def use_code(user: User, code: str, *, now: datetime) -> Authenticator | None:
    """Use a code of the app or a recovery code, once.

    Return what it belonged to, or None when it is wrong.
    """
    for factor in Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN):
        if factor.type == Authenticator.Type.TOTP:
            step = _matching_step(decrypt(factor.data["secret"]), code, now)
            right = step is not None and _spend(user, step)
        else:
            right = factor.wrap().validate_code("".join(code.split()))
        if right:
            return factor
    return None


@transaction.atomic
def set_up_app(user: User, secret: str, code: str, *, actor: Actor, now: datetime) -> Authenticator | None:
    """Tie the app that knows this key to an account, when its code is right. None when it is wrong."""
    step = _matching_step(secret, code, now)
    if step is None or not _spend(user, step):
        return None
    return tie_app(user, secret, actor=actor, now=now)


@transaction.atomic
def tie_app(user: User, secret: str, *, actor: Actor, now: datetime) -> Authenticator:
    """Let the codes of this key open the account, in place of another app, with fresh recovery codes."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    made: Authenticator = TOTP.activate(user, secret).instance
    renew_recovery_codes(user)
    record("staff.second_step_set_up", actor=actor, at=now, detail={"account": user.pk, "kind": "app"})
    return made


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Make ten new recovery codes; the old ones open nothing any more."""
    User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def recovery_codes(user: User) -> list[str]:
    """Return the recovery codes that are still unused."""
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return factor.wrap().get_unused_codes() if factor else []


@transaction.atomic
def remove_passkey(user: User, number: int, *, actor: Actor, now: datetime) -> bool:
    """Take one passkey away, unless it is the only second step left. Return whether it is gone."""
    User.objects.select_for_update().get(pk=user.pk)
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    passkey = factors.filter(pk=number, type=Authenticator.Type.WEBAUTHN)
    if not passkey.exists() or factors.count() < 2:
        return False
    passkey.delete()
    record("staff.passkey_removed", actor=actor, at=now, detail={"account": user.pk})
    return True


@transaction.atomic
def record_passkey(user: User, *, actor: Actor, now: datetime) -> None:
    """Put on record that a passkey was added; the first one brings recovery codes."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).exists():
        renew_recovery_codes(user)
    record("staff.second_step_set_up", actor=actor, at=now, detail={"account": user.pk, "kind": "passkey"})


@transaction.atomic
def new_recovery_codes(user: User, *, actor: Actor, now: datetime) -> list[str]:
    """Make new recovery codes for somebody who asked for them."""
    codes = renew_recovery_codes(user)
    record("staff.recovery_codes_renewed", actor=actor, at=now, detail={"account": user.pk})
    return codes
