"""Reading the log. Reading it is itself on record, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from nabij.audit import policies
from nabij.audit.models import Line
from nabij.audit.queries.towns import hidden_of, require_here
from nabij.audit.queries.writing import write_lines
from nabij.audit.types import FoundPerson, registered
from nabij.audit.types.oversight import Look
from nabij.audit.types.plain_words import who_in_words, why_in_words
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose

PAGE = 50
PER_ROUND = 500
MOST_ROUNDS = 12
MOST_LOOKS = 20_000
"""A printed overview holds at most so many looks; beyond, a period is asked for."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last line of a page; the next page begins after it."""

    at: datetime
    stream: int
    seq: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.stream}_{self.seq}"


def cursor_from(text: str) -> Cursor | None:
    """Return the place that stands in an address; None when it is empty or not one of ours."""
    try:
        at, stream, seq = text.split("_")
        moment = datetime.fromisoformat(at)
        return Cursor(moment, int(stream), int(seq)) if moment.tzinfo else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class LogSearch:
    """Which lines are asked for. Days are days in Belgium; `until_on` is exclusive."""

    subject: UUID | None = None
    actor_id: int | None = None
    from_on: date | None = None
    until_on: date | None = None
    only_reads: bool = False
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line as the reader may see it; without subject for who may not know whom it is about."""

    stream: int
    seq: int
    at: datetime
    event: str
    is_read: bool
    actor_id: int | None
    roles: str
    purpose: str
    subject: UUID | None
    detail: str
    activity: str
    channel: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """Fifty lines, newest first, and where the next page begins."""

    lines: tuple[LogLine, ...]
    next: Cursor | None
    shows_subjects: bool


def log_lines(actor: Actor, search: LogSearch, *, purpose: Purpose, now: datetime) -> LogPage:
    """A page of the log. Each subject on it gets a line that the log was read about it.

    Lines about people of other towns are left out. The security auditor sees no subjects and cannot search by
    one. Raises Refused, NotFoundHere, LogNotWritten.
    """
    require(policies.may_read_log(actor))
    shows_subjects = policies.may_see_subjects(actor).allowed
    if search.subject is not None:
        require(policies.may_see_subjects(actor))
        require_here(actor, search.subject)
    with transaction.atomic():
        shown, following = _page_of_own_towns(actor, search)
        about = [line.subject for line in shown if line.subject is not None] if shows_subjects else []
        if search.subject is not None:
            about = [search.subject]
        _put_on_record("audit.log_read", actor, about, purpose, now, len(shown))
    visible = shown if shows_subjects else [replace(line, subject=None, detail="") for line in shown]
    return LogPage(tuple(visible), following, shows_subjects)


def _page_of_own_towns(actor: Actor, search: LogSearch) -> tuple[list[LogLine], Cursor | None]:
    """The next lines that are of the towns of the actor, and where the page after begins.

    Where nearly all is of other towns the page is short rather than slow, and another one follows.
    """
    kept: list[LogLine] = []
    after = search.after
    for _round in range(MOST_ROUNDS):
        asked = asked_for(replace(search, after=after)).values_list(*LogLine.__slots__)
        rows = [LogLine(*row) for row in asked[: PAGE + 1 if _round == 0 else PER_ROUND]]
        hidden = hidden_of(actor, [(line.subject, line.actor_id) for line in rows])
        kept += [line for place, line in enumerate(rows) if place not in hidden]
        if len(kept) > PAGE:
            return kept[:PAGE], _place_of(kept[PAGE - 1])
        if len(rows) <= PAGE:
            return kept, None
        after = _place_of(rows[-1])
    return kept, after


def _place_of(line: LogLine) -> Cursor:
    return Cursor(line.at, line.stream, line.seq)


def who_looked(
    actor: Actor,
    subject: UUID,
    *,
    language: str,
    purpose: Purpose,
    now: datetime,
    from_on: date | None = None,
    until_on: date | None = None,
) -> tuple[Look, ...]:
    """Each time that somebody looked at this subject, newest first, in plain words and without names of
    staff.

    What one reader saw in one moment is told once. Raises Refused, NotFoundHere, LogNotWritten.
    """
    require(policies.may_see_subjects(actor))
    require_here(actor, subject)
    search = LogSearch(subject=subject, from_on=from_on, until_on=until_on, only_reads=True)
    with transaction.atomic():
        fields = ("at", "actor_id", "roles", "purpose")
        rows = list(asked_for(search).values_list(*fields)[:MOST_LOOKS])
        _put_on_record("audit.looks_read", actor, [subject], purpose, now, len(rows))
    told: dict[tuple[datetime, str, str], Look] = {}
    for at, actor_id, roles, why in rows:
        who = who_in_words(roles, has_account=actor_id is not None, language=language)
        minute = at.astimezone(BRUSSELS).replace(second=0, microsecond=0)
        told.setdefault((minute, who, why), Look(minute, who, why_in_words(why, language=language)))
    return tuple(told.values())


def persons_called(actor: Actor, text: str, *, now: datetime) -> list[FoundPerson]:
    """Who is called so, by the apps that know names; each puts its search on record. Raises Refused."""
    require(policies.may_search_persons_for_log(actor))
    return [one for find in registered.person_finders.values() for one in find(actor, text, now=now)]


def _put_on_record(
    event: str, actor: Actor, about: list[UUID], purpose: Purpose, now: datetime, shown: int
) -> None:
    detail = {"lines": shown}
    write_lines(event, actor=actor, about=about, at=now, purpose=purpose, detail=detail, is_read=True)


def asked_for(search: LogSearch) -> QuerySet[Line]:
    """Return the lines of a search, newest first, not read yet and not on record."""
    lines = Line.objects.order_by("-at", "-stream", "-seq")
    if search.subject is not None:
        lines = lines.filter(subject=search.subject)
    if search.actor_id is not None:
        lines = lines.filter(actor_id=search.actor_id)
    if search.only_reads:
        lines = lines.filter(is_read=True)
    if search.from_on is not None:
        lines = lines.filter(at__gte=_midnight(search.from_on))
    if search.until_on is not None:
        lines = lines.filter(at__lt=_midnight(search.until_on))
    if (after := search.after) is not None:
        # The first condition lets the index find the place; the second leaves out what was on the page
        # before.
        earlier_in_stream = Q(stream=after.stream, seq__lt=after.seq)
        same_moment = Q(at=after.at) & (Q(stream__lt=after.stream) | earlier_in_stream)
        lines = lines.filter(Q(at__lte=after.at) & (Q(at__lt=after.at) | same_moment))
    return lines


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=BRUSSELS)


def day_after(day: date) -> date:
    """Return the day after, for a period of which people name the last day."""
    return day + timedelta(days=1)


def written_about(subjects: Collection[UUID], *, by: Collection[int], after: datetime) -> set[UUID]:
    """Those of these subjects about whom one of these colleagues put an event on record since a moment.

    Only that it happened: no reading counts, and nothing of what was done comes along.
    """
    lines = Line.objects.filter(
        subject__in=list(subjects), actor_id__in=list(by), at__gt=after, is_read=False
    )
    found = lines.order_by().values_list("subject", flat=True)
    return {subject for subject in found if subject is not None}
