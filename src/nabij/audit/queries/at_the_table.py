"""Who looked at a household lately, to show at the table to the family that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from nabij.audit.queries.lines import LogSearch, asked_for
from nabij.audit.queries.writing import write_lines
from nabij.audit.types.plain_words import who_in_words, why_in_words
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose

DAYS_BACK = 90
MOST_LINES = 2000
_NOT_AT_THE_TABLE = (Purpose.OVERSIGHT, Purpose.OWN_REQUEST)
"""Oversight of a worker is not told to that worker, nor to one at home what another asked about the own data.
The privacy officer gives each person the whole list."""


@dataclass(frozen=True, slots=True)
class LookOfDay:
    """On one day somebody with a function looked, and why; no name, no hour."""

    on: date
    who: str
    why: str


def looks_at_the_table(
    actor: Actor, household: UUID, *, language: str, most: int, now: datetime
) -> tuple[LookOfDay, ...]:
    """Who looked at a household in the last ninety days, newest first, as the family may read it.

    Only lines about the household itself: those about one person could tell of another home. The caller has
    made sure that the actor follows this household. Raises LogNotWritten.
    """
    search = LogSearch(subject=household, from_on=day_of(now) - timedelta(days=DAYS_BACK), only_reads=True)
    lines = asked_for(search).exclude(purpose__in=_NOT_AT_THE_TABLE)
    found: dict[LookOfDay, None] = {}
    for at, staff_id, roles, why in lines.values_list("at", "actor_id", "roles", "purpose")[:MOST_LINES]:
        who = who_in_words(roles, has_account=staff_id is not None, language=language)
        day = at.astimezone(BRUSSELS).date()
        found.setdefault(LookOfDay(day, who, why_in_words(why, language=language)))
        if len(found) == most:
            break
    event, about = "audit.table_looks_read", [household]
    write_lines(event, actor=actor, about=about, at=now, purpose=Purpose.HELP, detail={}, is_read=True)
    return tuple(found)
