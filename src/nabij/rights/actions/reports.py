"""Keeping a report of a visitor, and following it up."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.rights import policies
from nabij.rights.models import Report, ReportState
from nabij.rights.types import ChangedMeanwhile, NoSuchReport, TooManyReports

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No signs that look alike: somebody may read the number out on the phone."""

MOST_REPORTS_A_MINUTE = 60
"""Together, from everybody: above this something is wrong, and people get a phone number instead."""


@transaction.atomic
def report_problem(
    *, page: str, language: str, message: str, contact: str, told: Mapping[str, Any] | None, now: datetime
) -> Report:
    """Keep what a visitor reports, with the answers only when these were sent along on purpose.

    Raises TooManyReports when a flood comes in.
    """
    if Report.objects.filter(made_at__gt=now - timedelta(minutes=1)).count() >= MOST_REPORTS_A_MINUTE:
        raise TooManyReports
    return Report.objects.create(
        number=_new_number(),
        made_at=now,
        page=page,
        language=language,
        message=message,
        contact=contact,
        told=None if told is None else dict(told),
    )


def _new_number() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


@transaction.atomic
def follow_up_report(
    *, actor: Actor, number: str, state: ReportState, note: str, seen_at: str, now: datetime
) -> Report:
    """Say where a report stands, and what was done.

    ``seen_at`` is the moment of the last follow-up that the editor saw, as ISO text, empty for none.
    Raises Refused, NoSuchReport, ChangedMeanwhile.
    """
    require(policies.may_handle_reports(actor))
    report = Report.objects.select_for_update().filter(number=number).first()
    if report is None:
        raise NoSuchReport(number)
    if (report.handled_at.isoformat() if report.handled_at else "") != seen_at:
        raise ChangedMeanwhile(number)
    is_closed = state in (ReportState.SOLVED, ReportState.NO_CHANGE)
    report.state, report.note = state, note
    report.handled_by_id, report.handled_at = (
        (None, None) if state == ReportState.NEW else (actor.staff_id, now)
    )
    report.closed_at = now if is_closed else None
    report.save()
    return report
