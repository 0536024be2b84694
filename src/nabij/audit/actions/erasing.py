"""Erasing a subject, holds that stop it, and remembering it for after a restore."""

import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from nabij.audit import policies
from nabij.audit.actions.log import record
from nabij.audit.models import Erasure, Hold
from nabij.audit.queries.towns import hidden_of, require_here
from nabij.audit.types import Outcome, registered
from nabij.audit.types.oversight import AlreadyHandled, ErasureReport, SubjectOnHold
from nabij.kernel.actors import SYSTEM, Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose
from nabij.kernel.running import REPEATED_FOR


@transaction.atomic
def place_hold(*, actor: Actor, subject: UUID, reason: str, until_on: date, on: date, now: datetime) -> Hold:
    """Let nothing about a subject be erased until a day. A hold that stood takes the new reason and end.

    Raises Refused, and ValueError without a reason or with an end in the past.
    """
    require(policies.may_handle_requests(actor))
    if not reason.strip() or until_on <= on:
        raise ValueError("A hold has a reason, and an end after today.")
    require_here(actor, subject)
    Hold.objects.filter(subject=subject, lifted_at=None).update(lifted_at=now, lifted_by=actor.staff_id)
    hold = Hold.objects.create(
        subject=subject,
        reason=reason,
        until_on=until_on,
        placed_by=policies.known_staff(actor),
        placed_at=now,
    )
    record("audit.hold_placed", actor=actor, about=[subject], at=now, detail={"until": until_on.isoformat()})
    return hold


@transaction.atomic
def lift_hold(*, actor: Actor, number: int, now: datetime) -> None:
    """End a hold before its day. Raises Refused, AlreadyHandled."""
    require(policies.may_handle_requests(actor))
    if hidden_of(actor, list(Hold.objects.filter(pk=number).values_list("subject", "placed_by"))):
        raise NotFoundHere
    lifted = Hold.objects.filter(pk=number, lifted_at=None).update(lifted_at=now, lifted_by=actor.staff_id)
    if not lifted:
        raise AlreadyHandled
    subject = Hold.objects.values_list("subject", flat=True).get(pk=number)
    record("audit.hold_lifted", actor=actor, about=[subject], at=now, detail={"hold": number})


def erase_subject(
    *, actor: Actor, subject: UUID, remembered_in: Path, on: date, now: datetime
) -> ErasureReport:
    """Erase all that may go about a subject, in one transaction, and tell what went and what stays and why.

    `remembered_in` is a file outside the database: after a restore of an older backup the erasing is done
    again from it. Raises Refused, SubjectOnHold.
    """
    require(policies.may_handle_requests(actor))
    require_here(actor, subject)
    return _erase(actor, subject, remembered_in, on, now)


def _erase(actor: Actor, subject: UUID, remembered_in: Path, on: date, now: datetime) -> ErasureReport:
    with transaction.atomic():
        if (hold := Hold.objects.standing(on).filter(subject=subject).first()) is not None:
            raise SubjectOnHold(hold.reason, hold.until_on)
        outcomes = tuple(
            outcome
            for _, erase in reversed(registered.erasures.values())
            for outcome in erase(subject, now=now, only_look=False)
        )
        report = ErasureReport(subject, outcomes)
        erasure = Erasure.objects.select_for_update().filter(subject=subject).first()
        erasure = erasure or Erasure(subject=subject)
        erasure.erased_at, erasure.erased_by, erasure.report = now, actor.staff_id, _as_rows(outcomes)
        erasure.save()
        record(
            "audit.subject_erased",
            actor=actor,
            about=[subject],
            at=now,
            purpose=Purpose.OWN_REQUEST,
            detail={"erased": report.erased, "stays": report.stays},
        )
        transaction.on_commit(lambda: remember([subject], file=remembered_in))
    return report


def remember_erasures(*, file: Path, now: datetime) -> int:
    """Write erasures that the file does not know yet, after a fall between the erasing and the writing; take
    out those that no backup can bring back any more (REPEATED_FOR).

    Returns how many were missing; runs with every checkpoint.
    """
    lasting = set(Erasure.objects.filter(erased_at__gte=now - REPEATED_FOR).values_list("subject", flat=True))
    known = remembered(file)
    over = (
        set(Erasure.objects.filter(erased_at__lt=now - REPEATED_FOR).values_list("subject", flat=True))
        & known
    )
    if over:
        _write_anew(known - over, file=file)
    missing = sorted(lasting - known)
    remember(missing, file=file)
    return len(missing)


def _write_anew(subjects: Iterable[UUID], *, file: Path) -> None:
    """Put the file in place whole: a fall leaves the old one or the new one."""
    half = file.with_name(f"{file.name}.part")
    with half.open("w", encoding="ascii") as writing:
        writing.writelines(f"{subject}\n" for subject in sorted(subjects))
        writing.flush()
        os.fsync(writing.fileno())
    half.replace(file)


def replay_erasures(*, file: Path, on: date, now: datetime) -> list[ErasureReport]:
    """Erase again whoever was erased, after a restore of an older backup. Returns what was still there.

    A subject that is on hold since is left, and told as one with nothing erased.
    """
    reports = []
    for subject in sorted(remembered(file), key=str):
        try:
            report = _erase(SYSTEM, subject, file, on, now)
        except SubjectOnHold as hold:
            stays = Outcome("audit.Hold", erased=0, stays=1, why=hold.reason, until=hold.until_on)
            report = ErasureReport(subject, (stays,))
        reports.append(report)
    return reports


def remembered(file: Path) -> set[UUID]:
    """Return the numbers of subjects in the file. Raises ValueError for a line that is no number."""
    if not file.exists():
        return set()
    return {UUID(line) for line in file.read_text(encoding="ascii").split() if line}


def remember(subjects: Iterable[UUID], *, file: Path) -> None:
    """Add numbers to the file, whole and on disk before going on."""
    text = "".join(f"{subject}\n" for subject in subjects if subject not in remembered(file))
    if not text:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="ascii") as writing:
        writing.write(text)
        writing.flush()
        os.fsync(writing.fileno())


def _as_rows(outcomes: Iterable[Outcome]) -> list[dict[str, str | int | None]]:
    rows: list[dict[str, str | int | None]] = [
        {
            "model": outcome.model,
            "erased": outcome.erased,
            "stays": outcome.stays,
            "why": str(outcome.why),
            "until": outcome.until.isoformat() if outcome.until else None,
        }
        for outcome in outcomes
    ]
    return rows
