"""Odd reading and breaches, for the privacy officer; and the lines of a day, for the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from nabij.audit import policies
from nabij.audit.models import Breach, Line, OddReading
from nabij.audit.queries.towns import accounts_elsewhere
from nabij.audit.queries.writing import write_lines
from nabij.audit.types import registered
from nabij.audit.types.breaches import REPORT_WITHIN, BreachClock, clock_of
from nabij.audit.types.odd_reading import OddRule, Reading, reason_in_words
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ShownOddReading:
    """Something odd, in words, with what the account is called."""

    odd: OddReading
    title: str
    reason: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownBreach:
    """A breach, and where its clock stands."""

    breach: Breach
    clock: BreachClock
    report_before: datetime


def readings_between(from_at: datetime, until_at: datetime) -> Iterator[Reading]:
    """Every line of reading by somebody with an account in a period, for the work of the machine."""
    lines = Line.objects.filter(at__gte=from_at, at__lt=until_at, is_read=True, actor_id__isnull=False)
    columns = ("at", "actor_id", "event", "subject", "detail")
    for at, staff_id, event, subject, detail in lines.order_by("at").values_list(*columns).iterator():
        if staff_id is not None:
            yield Reading(at, staff_id, event, subject, detail)


def last_changes(subjects: Collection[UUID], before: datetime) -> Mapping[UUID, datetime]:
    """When something was last changed about each of these, before a moment; who never was, is not in it."""
    changes = Line.objects.filter(subject__in=list(subjects), is_read=False, at__lt=before)
    return {
        subject: last
        for subject, last in changes.order_by()
        .values("subject")
        .annotate(last=Max("at"))
        .values_list("subject", "last")
        if subject is not None
    }


def staff_names(staff_ids: Collection[int]) -> dict[int, str]:
    """What accounts are called, by the app that knows them."""
    found: dict[int, str] = {}
    for names in registered.staff_names.values():
        found |= names(staff_ids)
    return found


@transaction.atomic
def odd_readings_to_look_at(actor: Actor, *, now: datetime) -> list[ShownOddReading]:
    """What nobody looked at yet, the newest day first, then the last that somebody did. Raises Refused."""
    require(policies.may_look_at_odd_reading(actor))
    watched = set(OddReading.objects.order_by().values_list("staff_id", flat=True).distinct())
    own = OddReading.objects.exclude(staff_id__in=accounts_elsewhere(actor, watched))
    waiting = list(own.filter(looked_at=None)[:MOST_SHOWN])
    done = own.exclude(looked_at=None).order_by("-looked_at", "-pk")
    found = waiting + list(done[: MOST_SHOWN - len(waiting)])
    names = staff_names({one.staff_id for one in found})
    write_lines(
        "audit.odd_reading_read",
        actor=actor,
        about=[],
        at=now,
        purpose=Purpose.OVERSIGHT,
        detail={"shown": len(found)},
        is_read=True,
    )
    return [_shown(one, names) for one in found]


def _shown(one: OddReading, names: Mapping[int, str]) -> ShownOddReading:
    rule = OddRule(one.rule)
    reason = reason_in_words(rule, one.number, one.line)
    return ShownOddReading(one, str(rule.label), reason, names.get(one.staff_id, ""))


def breaches(actor: Actor, *, now: datetime) -> list[ShownBreach]:
    """All breaches, the one of which the clock runs first in front. Raises Refused."""
    require(policies.may_keep_breaches(actor))
    found = [_with_clock(one, now) for one in own_breaches(actor)[:MOST_SHOWN]]
    return sorted(found, key=lambda one: one.clock == BreachClock.DECIDED)


def one_breach(actor: Actor, number: int, *, now: datetime) -> ShownBreach:
    """A breach by its number. Raises Refused, NotFoundHere."""
    require(policies.may_keep_breaches(actor))
    if (found := own_breaches(actor).filter(pk=number).first()) is None:
        raise NotFoundHere
    return _with_clock(found, now)


def own_breaches(actor: Actor) -> QuerySet[Breach]:
    """Those that were registered for a town of the actor: by an account that works for it."""
    by = set(Breach.objects.order_by().values_list("registered_by", flat=True).distinct())
    return Breach.objects.exclude(registered_by__in=accounts_elsewhere(actor, by))


def _with_clock(one: Breach, now: datetime) -> ShownBreach:
    clock = clock_of(one.known_at, decided_at=one.decided_at, now=now)
    return ShownBreach(one, clock, one.known_at + REPORT_WITHIN)
