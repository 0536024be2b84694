"""A doorstep campaign that goes on with the list of another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.actions.letters import GO_ON
from nabij.campaigns.actions.preparing import CampaignPlan
from nabij.campaigns.actions.running import ROWS_AT_ONCE
from nabij.campaigns.models import (
    AskedNeed,
    Campaign,
    CampaignText,
    NextCampaign,
    NextTarget,
    Target,
    TargetPerson,
)
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.chain import AGAINST_THE_DOOR, GoesOn, for_the_door, who_may_go_on
from nabij.campaigns.queries.listing import group_of
from nabij.campaigns.types import CampaignMovedOn, CampaignState, Channel, NeedCode
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible


@dataclass(frozen=True, slots=True)
class DoorPlan:
    """What differs at the door: a name, days, how often somebody is tried, and what is said there."""

    name: str
    from_on: date
    until_on: date
    max_attempts: int
    texts: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def go_on_at_the_door(
    *, actor: Actor, campaign_id: int, plan: DoorPlan, client_id: UUID, now: datetime
) -> int:
    """Make a doorstep campaign of whoever this one could not reach; returns its number. Its list is fixed.

    Purpose, ground, sender, teams and why each is on the list come along. Each household goes on once; who
    wants no visits or whose address stays secret is counted as left out. The first list keeps its number.
    Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn, ClientIdReused.
    """
    before = campaign_of(actor, campaign_id)
    if before.state not in GO_ON or before.cleaned_at is not None:
        raise CampaignMovedOn
    if plan.until_on < day_of(now):
        raise NotPossible(_("The last day lies in the past. Choose a later one."), field="until_on")
    checked = _as_plan(before, plan)
    columns, texts = checked.columns(), checked.checked_texts()

    def work() -> int:
        waiting = list(for_the_door(before, on=day_of(now)).select_for_update(of=("self",)))
        found, left_out = who_may_go_on(waiting, town=before.town, against=AGAINST_THE_DOOR, now=now)
        if not found:
            raise NotPossible(_("Nobody waits whom one may visit. No campaign was made."))
        made = Campaign.objects.create(
            town=before.town,
            made_at=now,
            made_by_id=worker(actor),
            state=CampaignState.FROZEN,
            frozen_at=now,
            frozen_by_id=worker(actor),
            tree=before.tree,
            left_out={str(reason): number for reason, number in left_out.items()},
            **columns,
        )
        NextCampaign.objects.create(campaign=made, before=before, made_at=now, made_by_id=worker(actor))
        _copy_parts(before, made, texts)
        _copy_list(found, made, now)
        _record(found, made, actor, now)
        return made.pk

    content = {"campaign": campaign_id, **asdict(plan)}
    return once("campaigns.go_on", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _as_plan(before: Campaign, plan: DoorPlan) -> CampaignPlan:
    return CampaignPlan(
        name=plan.name,
        purpose=before.purpose,
        legal_basis=before.legal_basis,
        sender_name=before.sender_name,
        from_on=plan.from_on,
        until_on=plan.until_on,
        reference_on=before.reference_on,
        duty_team_id=before.duty_team_id,
        group=group_of(before.group),
        channel=Channel.DOOR,
        max_attempts=plan.max_attempts,
        is_oldest_first=before.is_oldest_first,
        texts=plan.texts,
    )


def _copy_parts(before: Campaign, made: Campaign, texts: Mapping[str, str]) -> None:
    CampaignText.objects.bulk_create(
        CampaignText(campaign=made, language=language, words=words) for language, words in texts.items()
    )
    AskedNeed.objects.bulk_create(
        AskedNeed(campaign=made, code=NeedCode(one.code), topic=one.topic, team_id=one.team_id)
        for one in AskedNeed.objects.filter(campaign=before).order_by("pk")
    )


def _copy_list(found: Sequence[GoesOn], made: Campaign, now: datetime) -> None:
    """The same households in the same order, each tied to where it came from."""
    begins = max(now, datetime.combine(made.from_on, time(9), tzinfo=BRUSSELS))
    rows = [
        Target(
            campaign=made,
            household_id=one.target.household_id,
            rank=rank,
            language=one.target.language,
            because=one.target.because,
            due_at=begins,
        )
        for rank, one in enumerate(found, start=1)
    ]
    targets = Target.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    pairs = list(zip(found, targets, strict=True))
    TargetPerson.objects.bulk_create(
        (
            TargetPerson(target=target, campaign=made, person_id=person)
            for one, target in pairs
            for person in one.person_ids
        ),
        batch_size=ROWS_AT_ONCE,
    )
    NextTarget.objects.bulk_create(
        (NextTarget(target=one.target, after=target) for one, target in pairs), batch_size=ROWS_AT_ONCE
    )


def _record(found: Sequence[GoesOn], made: Campaign, actor: Actor, now: datetime) -> None:
    persons = [person for one in found for person in one.person_ids]
    about = [
        number
        for at in range(0, len(persons), ROWS_AT_ONCE)
        for number in registry.numbers_of_persons(persons[at : at + ROWS_AT_ONCE])
    ]
    detail = {"campaign": made.pk}
    record("campaigns.list_fixed", actor=actor, about=about, purpose=Purpose.OUTREACH, at=now, detail=detail)
