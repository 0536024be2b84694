"""Looking for odd reading, saying what it was, and keeping breaches."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit import policies
from nabij.audit.actions.log import record
from nabij.audit.models import Breach, OddReading
from nabij.audit.queries.odd_reading import last_changes, own_breaches, readings_between
from nabij.audit.queries.towns import accounts_elsewhere
from nabij.audit.types import registered
from nabij.audit.types.breaches import BreachKind, BreachProblem
from nabij.audit.types.odd_reading import OddFinding, OddRule, Reading, Thresholds, odd_readings
from nabij.audit.types.oversight import AlreadyHandled, month_later
from nabij.kernel.actors import SYSTEM, Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import require

KEPT_MONTHS = 24
"""How long a finding stays after its day: long enough to see whether a talk helped, and no file for ever."""


def look_for_odd_reading(*, day: date, thresholds: Thresholds, now: datetime) -> int:
    """Hold one day of reading beside the rules and keep what is above a line; returns how many are new.

    Doing it again, also during the day, changes nothing but the numbers of what nobody looked at yet.
    """
    midnight = datetime.combine(day, time.min, tzinfo=BRUSSELS)
    until_at = datetime.combine(day + timedelta(days=1), time.min, tzinfo=BRUSSELS)
    readings = list(readings_between(midnight, until_at))
    found = odd_readings(readings, thresholds, last_change=last_changes, midnight=midnight)
    found += _own_circle(readings)
    with transaction.atomic():
        new = sum(_keep(one, day, now) for one in found)
        if new:
            record(
                "audit.odd_reading_found", actor=SYSTEM, at=now, detail={"new": new, "day": day.isoformat()}
            )
    return new


def watch_reading(*, thresholds: Thresholds, now: datetime) -> int:
    """Look at the reading of yesterday and of today so far; returns how many findings are new."""
    today = now.astimezone(BRUSSELS).date()
    days = (today - timedelta(days=1), today)
    return sum(look_for_odd_reading(day=day, thresholds=thresholds, now=now) for day in days)


def _own_circle(readings: list[Reading]) -> list[OddFinding]:
    """Who opened somebody of the own name, or a colleague, outside the own work."""
    outside: dict[int, set[UUID]] = defaultdict(set)
    for one in readings:
        if one.is_opened and one.subject is not None and not one.is_own_work:
            outside[one.staff_id].add(one.subject)
    found = []
    for staff_id, subjects in sorted(outside.items()):
        for counts in registered.own_circles.values():
            surname, colleagues = counts(staff_id, subjects)
            if surname:
                found.append(OddFinding(OddRule.OWN_SURNAME, staff_id, surname, 0))
            if colleagues:
                found.append(OddFinding(OddRule.COLLEAGUE, staff_id, colleagues, 0))
    return found


def _keep(one: OddFinding, day: date, now: datetime) -> int:
    """Keep a finding; 1 when it is new. What somebody looked at already stays as it was."""
    standing = OddReading.objects.filter(day_on=day, staff_id=one.staff_id, rule=one.rule)
    if standing.exists():
        standing.filter(looked_at=None).update(number=one.number, line=one.line)
        return 0
    try:
        with transaction.atomic():
            OddReading.objects.create(
                day_on=day,
                staff_id=one.staff_id,
                rule=one.rule,
                number=one.number,
                line=one.line,
                found_at=now,
            )
    except IntegrityError:  # another run was first
        return 0
    return 1


@transaction.atomic
def say_what_it_was(*, actor: Actor, number: int, note: str, now: datetime) -> None:
    """Close a finding with what it turned out to be. Never one's own. Raises Refused, AlreadyHandled,
    ValueError without words.
    """
    odd = OddReading.objects.filter(pk=number).first()
    if odd is None or accounts_elsewhere(actor, [odd.staff_id]):
        raise AlreadyHandled
    require(policies.may_close_odd_reading(actor, staff_id=odd.staff_id))
    if not note.strip():
        raise ValueError("Say what it was.")
    changed = OddReading.objects.filter(pk=number, looked_at=None).update(
        looked_at=now, looked_by=actor.staff_id, note=note.strip()
    )
    if not changed:
        raise AlreadyHandled
    record("audit.odd_reading_closed", actor=actor, at=now, detail={"finding": number, "rule": odd.rule})


@transaction.atomic
def forget_old_findings(*, on: date) -> int:
    """Let findings go after two years; returns how many went. Nightly work."""
    return OddReading.objects.filter(day_on__lt=month_later(on, -KEPT_MONTHS)).delete()[0]


def register_breach(
    *, actor: Actor, sent_id: UUID, kind: BreachKind, what: str, who: str, known_at: datetime, now: datetime
) -> Breach:
    """Write down what happened; the clock of 72 hours runs from when we knew of it. Sent twice is one.

    Raises Refused, BreachProblem.
    """
    require(policies.may_keep_breaches(actor))
    if known_at > now:
        raise BreachProblem(_("This moment is still to come. When did you hear of it? Nothing was saved."))
    try:
        with transaction.atomic():
            made = Breach.objects.create(
                sent_id=sent_id,
                kind=kind,
                what=what,
                who=who,
                known_at=known_at,
                registered_by=policies.known_staff(actor),
                registered_at=now,
            )
            record(
                "audit.breach_registered", actor=actor, at=now, detail={"breach": made.pk, "kind": str(kind)}
            )
    except IntegrityError:
        if (standing := Breach.objects.filter(sent_id=sent_id).first()) is None:
            raise
        return standing
    return made


@transaction.atomic
def add_measures(*, actor: Actor, number: int, measures: str, now: datetime) -> None:
    """Write down what was done, as long as nothing was decided. Raises Refused, AlreadyHandled."""
    require(policies.may_keep_breaches(actor))
    if not own_breaches(actor).filter(pk=number, decided_at=None).update(measures=measures):
        raise AlreadyHandled
    record("audit.breach_measures_written", actor=actor, at=now, detail={"breach": number})


@transaction.atomic
def decide_breach(
    *,
    actor: Actor,
    number: int,
    is_reported: bool,
    report_words: str,
    are_told: bool,
    told_words: str,
    now: datetime,
) -> None:
    """Say whether it was reported and whether the people were told; each yes and each no has its words.

    Raises Refused, AlreadyHandled, BreachProblem.
    """
    require(policies.may_keep_breaches(actor))
    if not report_words.strip() or not told_words.strip():
        raise BreachProblem(
            _("Say in words how it was reported and told, or why that was not needed. Nothing was saved.")
        )
    decided = (
        own_breaches(actor)
        .filter(pk=number, decided_at=None)
        .update(
            is_reported=is_reported,
            report_words=report_words,
            are_told=are_told,
            told_words=told_words,
            decided_by=policies.known_staff(actor),
            decided_at=now,
        )
    )
    if not decided:
        raise AlreadyHandled
    record("audit.breach_decided", actor=actor, at=now, detail={"breach": number, "reported": is_reported})
