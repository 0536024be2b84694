"""What an outcome does to a list: the state of the person, the next attempt, the questions and the wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.models import AskedNeed, Attempt, Campaign, FollowUp, Target
from nabij.campaigns.types import (
    FollowUpKind,
    NeedCode,
    Outcome,
    PassedBecause,
    TargetState,
    next_try,
    part_of,
)
from nabij.casework.actions.heard import keep_need_heard
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
    """How a call went: what came of it, what was asked, in which words, and when to call back."""

    outcome: Outcome
    needs: tuple[NeedCode, ...] = ()
    words: str = ""
    call_back_at: datetime | None = None

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
        if (self.needs or words) and self.outcome not in (Outcome.TALKED, Outcome.NO_MORE_CALLS):
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
        return Told(self.outcome, self.needs, words, back)


def settle(target: Target, told: Told, *, actor: Actor, caller_id: int, now: datetime) -> int:
    """Write down an attempt at a locked target and all that follows from it, in the caller's transaction.

    Returns how many things there are to do. Raises NotPossible.
    """
    told = told.checked(now)
    campaign = target.campaign
    attempt = _attempt(target, told.outcome, caller_id, now)
    fields = _next_state(target, campaign, told, caller_id, now)
    Target.objects.filter(pk=target.pk).update(held_by=None, held_until=None, hold=None, paper=None, **fields)
    persons = list(target.persons.values_list("person_id", flat=True))
    about = registry.numbers_of_persons(persons)
    detail: dict[str, str | int | bool] = {"campaign": campaign.pk, "outcome": str(told.outcome)}
    record("campaigns.called", actor=actor, about=about, at=now, detail=detail)
    if told.outcome == Outcome.NO_MORE_CALLS:
        reason = _("Said so on the telephone")
        keep_wish_heard(actor=actor, person_ids=persons, kind=WishKind.NO_CALLS, detail=reason, now=now)
    if told.outcome == Outcome.MOVED_OR_DIED:
        _to_look_at(attempt.target, campaign, actor, now)
    return _questions(target, campaign, told, actor, now)


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
    if told.outcome == Outcome.TALKED:
        return _after_a_talk(target, campaign, caller_id, now)
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
        return {"state": TargetState.REACHED, "fixed_caller": kept}
    due_at = datetime.combine(again, time(9), tzinfo=BRUSSELS)
    return {"fixed_caller": kept, "turn": target.turn + 1, "tries": 0, "due_at": due_at}


def _questions(target: Target, campaign: Campaign, told: Told, actor: Actor, now: datetime) -> int:
    asked = list(AskedNeed.objects.filter(campaign=campaign, code__in=told.needs).order_by("pk"))
    if len(asked) != len(set(told.needs)):
        raise NotPossible(
            _("This campaign does not ask that any more. Look at the list of questions again."), field="needs"
        )
    for one in asked:
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
