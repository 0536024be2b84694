"""What an outcome does to a list: the state of the person, the next attempt, the questions and the wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.audit.actions import record
from nabij.campaigns.actions.ending_rounds import leave_rounds, leave_where_unwelcome
from nabij.campaigns.models import AskedNeed, Attempt, Campaign, FollowUp, Target
from nabij.campaigns.types import (
    ENDS_AT_DOOR,
    HEARD_AT_DOOR,
    Channel,
    FollowUpKind,
    NeedCode,
    Outcome,
    PassedBecause,
    TargetState,
    next_try,
    part_of,
)
from nabij.casework.actions.heard import keep_need_heard
from nabij.casework.actions.telling import in_dutch
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.actions.outreach import keep_wish_heard
from nabij.registry.types import NotPossible, Topic, WishKind, clean_text

LONGEST_WORDS = 300
FURTHEST_BACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Told:
    """How an attempt went: what came of it, what was asked, in which words, and when to come back."""

    outcome: Outcome
    needs: tuple[NeedCode, ...] = ()
    words: str = ""
    call_back_at: datetime | None = None
    may_contact: bool = True
    """Whether a team may contact them about what they asked; without that it is counted, and names nobody."""

    def content(self) -> dict[str, object]:
        """All that was told, for the number under which it is sent."""
        return {
            "outcome": self.outcome,
            "needs": sorted(self.needs),
            "words": self.words,
            "call_back_at": self.call_back_at,
        }

    def checked(self, now: datetime) -> Told:
        """The same with clean words. Raises NotPossible for what does not go together."""
        words = clean_text(self.words, longest=LONGEST_WORDS, field="words")
        if self.outcome == Outcome.LET_GO:
            raise NotPossible(_("Choose how the call went."), field="outcome")
        if (self.needs or words) and self.outcome not in HEARD_AT_DOOR:
            raise NotPossible(
                _("A question goes with a talk. Choose “Talked”, or take the question away."), field="needs"
            )
        if words and not self.needs:
            raise NotPossible(
                _("Tick what it is about: then a team takes it up. Your words still stand here."),
                field="needs",
            )
        back = self.call_back_at if self.outcome == Outcome.CALL_BACK else None
        if back is not None and not now < back <= now + FURTHEST_BACK:
            raise NotPossible(
                _("Choose a moment to call back that is still to come, within a month."),
                field="call_back_at",
            )
        return Told(self.outcome, self.needs, words if self.may_contact else "", back, self.may_contact)


_AGAINST = {
    Channel.PHONE: (WishKind.NO_CALLS, gettext_lazy("Said so on the telephone")),
    Channel.DOOR: (WishKind.NO_VISITS, gettext_lazy("Said so at the door")),
    Channel.PACKAGE: (WishKind.NO_VISITS, gettext_lazy("Said so at the door")),
}
"""The wish that is kept for whoever wants no more of this, and in which words."""


def settle(
    target: Target, told: Told, *, actor: Actor, caller_id: int, now: datetime, at: datetime | None = None
) -> int:
    """Write down an attempt at a locked target and all that follows from it, in the caller's transaction.

    `at` is when it happened, where that is not now. Returns how many things there are to do. Raises
    NotPossible.
    """
    told = told.checked(now)
    campaign = target.campaign
    _attempt(target, told.outcome, caller_id, at or now)
    fields = _next_state(target, campaign, told, caller_id, now)
    Target.objects.filter(pk=target.pk).update(held_by=None, held_until=None, hold=None, paper=None, **fields)
    about = _about(target)
    detail: dict[str, str | int | bool] = {"campaign": campaign.pk, "outcome": str(told.outcome)}
    event = "campaigns.visited" if is_at_door(campaign) else "campaigns.called"
    record(event, actor=actor, about=about, at=now, detail=detail)
    keep_wish(target, told, actor=actor, now=now)
    if told.outcome in ENDS_AT_DOOR or fields.get("state", TargetState.OPEN) != TargetState.OPEN:
        leave_rounds([target.pk], now)
    is_gone = told.outcome == Outcome.MOVED_OR_DIED
    is_elsewhere = told.outcome == Outcome.WRONG_NUMBER and is_at_door(campaign)
    # A listed door is not in the register, so there is nothing to put right: how it ended is enough.
    if (is_gone or is_elsewhere) and target.household_id is not None:
        _to_look_at(target, campaign, actor, now)
    return pass_on_needs(target, told, actor=actor, now=now)


def _about(target: Target) -> list[UUID]:
    """Under which numbers the log knows whom it was about: the persons, or the family of a listed door."""
    if target.door is not None:
        return [target.door.subject]
    return list(registry.numbers_of_persons(target.persons.values_list("person_id", flat=True)))


def is_at_door(campaign: Campaign) -> bool:
    """Whether somebody goes there, instead of calling."""
    return campaign.channel != Channel.PHONE


def keep_wish(target: Target, told: Told, *, actor: Actor, now: datetime) -> None:
    """Whoever wants no more calls or visits is left in peace by every campaign, from now on."""
    if told.outcome == Outcome.NO_MORE_CALLS:
        kind, reason = _AGAINST[Channel(target.campaign.channel)]
        persons = list(target.persons.values_list("person_id", flat=True))
        with in_dutch():  # kept for colleagues, in whatever language the screen was
            detail = str(reason)
        keep_wish_heard(actor=actor, person_ids=persons, kind=kind, detail=detail, now=now)
        # Other campaigns may have planned a visit to the same people.
        if target.household_id is not None:
            leave_where_unwelcome(Q(target__household=target.household_id), now)


def let_go(target: Target, *, now: datetime) -> None:
    """A reservation ends without a call: the attempt says so, and the person is free again."""
    assert target.held_by_id is not None
    _attempt(target, Outcome.LET_GO, target.held_by_id, now)
    Target.objects.filter(pk=target.pk).update(held_by=None, held_until=None, hold=None, paper=None)


def _attempt(target: Target, outcome: Outcome, caller_id: int, now: datetime) -> Attempt:
    last = Attempt.objects.filter(target=target).order_by("-number").first()
    return Attempt.objects.create(
        target=target,
        campaign_id=target.campaign_id,
        number=last.number + 1 if last else 1,
        turn=target.turn,
        caller_id=caller_id,
        at=now,
        part=part_of(now),
        outcome=outcome,
    )


_ENDS: dict[Outcome, tuple[TargetState, PassedBecause]] = {
    Outcome.WRONG_NUMBER: (TargetState.PASSED_ON, PassedBecause.WRONG_NUMBER),
    Outcome.NO_MORE_CALLS: (TargetState.ENDED, PassedBecause.NO_MORE_CALLS),
    Outcome.MOVED_OR_DIED: (TargetState.ENDED, PassedBecause.MOVED_OR_DIED),
}


def _next_state(
    target: Target, campaign: Campaign, told: Told, caller_id: int, now: datetime
) -> dict[str, Any]:
    """The columns of a target after an attempt."""
    if told.outcome in _ENDS:
        state, because = _ENDS[told.outcome]
        return {"state": state, "passed_because": because}
    if told.outcome in (Outcome.TALKED, Outcome.DELIVERED):
        return _after_a_talk(target, campaign, caller_id, now)
    if target.state != TargetState.OPEN:
        return {}  # a round that was planned before: nobody at home opens nothing again
    if told.outcome == Outcome.CALL_BACK and told.call_back_at is not None:
        return {"due_at": told.call_back_at, "fixed_caller": caller_id}
    tries = target.tries + 1
    if tries >= campaign.max_attempts:
        return {
            "state": TargetState.PASSED_ON,
            "passed_because": PassedBecause.TOO_OFTEN,
            "tries": tries,
        }
    tried = Attempt.objects.filter(target=target, turn=target.turn).exclude(outcome=Outcome.LET_GO)
    parts = set(tried.values_list("part", flat=True))
    return {"tries": tries, "due_at": next_try(now, parts)}


def _after_a_talk(target: Target, campaign: Campaign, caller_id: int, now: datetime) -> dict[str, Any]:
    kept = caller_id if campaign.has_fixed_caller else None
    days = campaign.again_after_days
    again = day_of(now) + timedelta(days=days) if days else None
    if again is None or again > campaign.until_on:
        return {"state": TargetState.REACHED, "passed_because": "", "fixed_caller": kept}
    due_at = datetime.combine(again, time(9), tzinfo=BRUSSELS)
    fields = {"fixed_caller": kept, "turn": target.turn + 1, "tries": 0, "due_at": due_at}
    return fields | {"state": TargetState.OPEN, "passed_because": ""}


def pass_on_needs(target: Target, told: Told, *, actor: Actor, now: datetime) -> int:
    """Each question becomes something to do for its team; returns how many.

    Without consent to be contacted none: then it is only counted. Raises NotPossible.
    """
    campaign = target.campaign
    if not told.may_contact:
        return 0
    asked = list(AskedNeed.objects.filter(campaign=campaign, code__in=told.needs).order_by("pk"))
    if len(asked) != len(set(told.needs)):
        raise NotPossible(
            _("This campaign does not ask that any more. Look at the list of questions again."), field="needs"
        )
    for one in asked:
        with in_dutch():
            what = str(NeedCode(one.code).label)
        need = keep_need_heard(
            actor=actor,
            household_id=target.home_id,
            what=f"{what}: {told.words}"[:200] if told.words else what,
            topic=Topic(one.topic),
            now=now,
        )
        FollowUp.objects.create(
            campaign=campaign,
            target=target,
            household_id=target.home_id,
            kind=FollowUpKind.NEED,
            code=one.code,
            topic=one.topic,
            words=told.words,
            team_id=one.team_id,
            need_id=need,
            made_at=now,
            made_by_id=worker(actor),
        )
    return len(asked)


def _to_look_at(target: Target, campaign: Campaign, actor: Actor, now: datetime) -> None:
    """Somebody may have moved or died: the duty team looks, before any other campaign calls again."""
    FollowUp.objects.create(
        campaign=campaign,
        target=target,
        household_id=target.home_id,
        kind=FollowUpKind.CHECK,
        topic=Topic.CARE,
        team_id=campaign.duty_team_id,
        made_at=now,
        made_by_id=worker(actor),
    )
