"""What was asked in campaigns, for the teams that take it up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nabij.campaigns import policies
from nabij.campaigns.models import FollowUp, TargetPerson
from nabij.campaigns.types import NEED_ICONS, FollowUpKind, NeedCode
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.queries import visible_households
from nabij.registry.queries.outreach_names import ToCall, people_to_call
from nabij.registry.types import Topic, topics_of
from nabij.staff import queries as staff

MOST = 50


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One thing to do, without anybody's name. What it is about, only for whoever sees the topic."""

    number: int
    kind: FollowUpKind
    label: str
    icon: str
    campaign: str
    team: str
    made_at: datetime
    sees_topic: bool
    is_in_dossier: bool


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """One thing to do, with whom it is about and what they said."""

    line: FollowUpLine
    people: ToCall
    words: str
    has_words: bool
    heard_by: str
    done_at: datetime | None
    done_what: str
    household_id: int
    may_open_household: bool


def follow_up_of(actor: Actor) -> tuple[FollowUpLine, ...]:
    """What the teams of this actor have to do, the oldest first; nobody is named. Raises Refused."""
    require(policies.may_follow_up(actor))
    rows = FollowUp.objects.open().filter(team__in=actor.team_ids).select_related("campaign")
    return tuple(_lines(actor, list(rows[:MOST])))


def _lines(actor: Actor, rows: Collection[FollowUp]) -> list[FollowUpLine]:
    teams = {one.team_id: one.name for one in staff.teams_named({one.team_id for one in rows})}
    topics = topics_of(actor.roles)
    lines = []
    for one in rows:
        sees = Topic(one.topic) in topics
        code = NeedCode(one.code) if one.code else None
        label = str(code.label) if code else str(FollowUpKind(one.kind).label)
        lines.append(
            FollowUpLine(
                number=one.pk,
                kind=FollowUpKind(one.kind),
                label=label if sees or code is None else str(FollowUpKind.NEED.label),
                icon=NEED_ICONS[code] if sees and code else "chat",
                campaign=one.campaign.name,
                team=teams.get(one.team_id, ""),
                made_at=one.made_at,
                sees_topic=sees,
                is_in_dossier=one.need_id is not None,
            )
        )
    return lines


@transaction.atomic
def follow_up_page(actor: Actor, follow_up_id: int, *, now: datetime) -> FollowUpPage:
    """One thing to do of an own team; who it is about is in the log. Raises Refused, NotFoundHere."""
    require(policies.may_follow_up(actor))
    rows = FollowUp.objects.filter(pk=follow_up_id, team__in=actor.team_ids)
    if (one := rows.select_related("campaign").first()) is None:
        raise NotFoundHere
    persons = TargetPerson.objects.filter(target=one.target_id).values_list("person_id", flat=True)
    people = people_to_call(actor, one.household_id, list(persons), event="campaigns.follow_up_read", now=now)
    (line,) = _lines(actor, [one])
    return FollowUpPage(
        line=line,
        people=people,
        words=one.words if line.sees_topic else "",
        has_words=bool(one.words),
        heard_by=staff.names_of([one.made_by_id]).get(one.made_by_id, ""),
        done_at=one.done_at,
        done_what=one.done_what if line.sees_topic else "",
        household_id=one.household_id,
        may_open_household=_sees(actor, one.household_id, now),
    )


def _sees(actor: Actor, household_id: int, now: datetime) -> bool:
    return visible_households(actor, at=now).filter(pk=household_id).exists()
