"""Noting how much somebody works from a day on, and in which languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.staff import policies
from nabij.staff.actions.record import Detail, record
from nabij.staff.models import StaffLanguage, User, WorkTime
from nabij.staff.queries import led_teams, teams_on, towns_of


@transaction.atomic
def note_work_time(
    *, actor: Actor, account: User, fte_hundredths: int, from_on: date, now: datetime
) -> WorkTime:
    """Somebody works this share of a full-time job from a day on; days before it keep what held then.

    The same day again puts that row right. Raises Refused.
    """
    _require_arranging(actor, account, now)
    made, _is_new = WorkTime.objects.update_or_create(
        user=account, from_on=from_on, defaults={"fte_hundredths": fte_hundredths}
    )
    detail: Detail = {"account": account.pk, "hundredths": fte_hundredths, "from": from_on.isoformat()}
    record("staff.work_time_noted", actor=actor, at=now, detail=detail)
    return made


@transaction.atomic
def note_languages(*, actor: Actor, account: User, codes: Iterable[str], now: datetime) -> None:
    """Somebody can help people in these languages (ISO 639), and no others. Raises Refused."""
    _require_arranging(actor, account, now)
    wanted = {code.strip().lower() for code in codes if code.strip()}
    StaffLanguage.objects.filter(user=account).exclude(code__in=wanted).delete()
    known = set(StaffLanguage.objects.filter(user=account).values_list("code", flat=True))
    StaffLanguage.objects.bulk_create(
        StaffLanguage(user=account, code=code) for code in sorted(wanted - known)
    )
    record("staff.languages_noted", actor=actor, at=now, detail={"account": account.pk})


def _require_arranging(actor: Actor, account: User, now: datetime) -> None:
    today = day_of(now)
    teams, led = teams_on(account, today), led_teams(actor, on=today)
    require(policies.may_arrange(actor, account, towns=towns_of(account), teams=teams, led=led))
