"""Worries of callers: whom they call now, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from nabij.campaigns import policies
from nabij.campaigns.models import TargetPerson, Worry
from nabij.campaigns.types import WORRY_TAKEN_WITHIN
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.queries.outreach_names import ToCall, people_to_call
from nabij.registry.types import TEAM_ROLES, Topic, topics_of
from nabij.staff import queries as staff
from nabij.staff.types import Role

MOST = 50


@dataclass(frozen=True, slots=True)
class WorryLine:
    """A worry that calls, without anybody's name: it stands on top of every page."""

    number: int
    caller: str
    raised_at: datetime
    taken_by: str
    wider: int


@dataclass(frozen=True, slots=True)
class WorryPage:
    """One worry with whom it is about. The words of the caller only for whoever sees care and health."""

    line: WorryLine
    campaign: str
    people: ToCall
    words: str
    has_words: bool
    is_mine: bool
    done_what: str
    done_at: datetime | None


def _in_reach(actor: Actor, now: datetime) -> QuerySet[Worry]:
    """The worries that this actor may open: of the duty team; later on, also those that nobody took."""
    scope = Q(pk__in=())
    here = Q(campaign__town__in=actor.towns)
    if actor.roles & TEAM_ROLES:
        scope |= Q(team__in=actor.team_ids) | Q(taken_by=actor.staff_id)
    late = Q(done_at=None, taken_by=None)
    if Role.TEAM_LEAD in actor.roles:
        scope |= here & late & Q(raised_at__lte=now - WORRY_TAKEN_WITHIN)
    if Role.CAMPAIGN_LEAD in actor.roles:
        scope |= here & (late & Q(raised_at__lte=now - 2 * WORRY_TAKEN_WITHIN) | Q(taken_by=actor.staff_id))
    return Worry.objects.filter(scope)


def worries_calling(actor: Actor, *, now: datetime) -> tuple[WorryLine, ...]:
    """The worries that call this actor now, the oldest first; nobody's name is in it."""
    rows = list(_in_reach(actor, now).filter(done_at=None).order_by("raised_at", "pk")[:MOST])
    return tuple(_lines(rows, now))


def _lines(rows: list[Worry], now: datetime) -> list[WorryLine]:
    names = staff.names_of({n for one in rows for n in (one.raised_by_id, one.taken_by_id) if n is not None})
    return [
        WorryLine(
            number=one.pk,
            caller=names.get(one.raised_by_id, ""),
            raised_at=one.raised_at,
            taken_by=names.get(one.taken_by_id or 0, ""),
            wider=one.calls_wider(now),
        )
        for one in rows
    ]


def worry_in_reach(actor: Actor, worry_id: int, *, now: datetime) -> Worry:
    """A worry that this actor may open. Raises Refused, NotFoundHere."""
    require(policies.may_see_worries(actor))
    found = _in_reach(actor, now).select_related("campaign").filter(pk=worry_id).first()
    if found is None:
        raise NotFoundHere
    return found


@transaction.atomic
def worry_page(actor: Actor, worry_id: int, *, now: datetime) -> WorryPage:
    """One worry, with names and numbers; each person is in the log. Raises Refused, NotFoundHere."""
    worry = worry_in_reach(actor, worry_id, now=now)
    persons = TargetPerson.objects.filter(target=worry.target_id).values_list("person_id", flat=True)
    people = people_to_call(actor, worry.household_id, list(persons), event="campaigns.worry_read", now=now)
    sees = Topic.CARE in topics_of(actor.roles)
    people = replace(people, times=())  # when they like a call is for whoever calls; a worry does not wait
    return WorryPage(
        line=_lines([worry], now)[0],
        campaign=worry.campaign.name,
        people=people,
        words=worry.words if sees else "",
        has_words=bool(worry.words),
        is_mine=worry.taken_by_id == actor.staff_id,
        done_what=worry.done_what if sees else "",
        done_at=worry.done_at,
    )
