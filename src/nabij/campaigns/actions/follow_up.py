"""What teams do with what was heard: worries first, then questions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.models import FollowUp, Target, Worry
from nabij.campaigns.queries.worries import worry_in_reach
from nabij.campaigns.types import HoldPassed
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text


@transaction.atomic
def raise_worry(*, actor: Actor, hold: UUID, words: str, client_id: UUID, now: datetime) -> int:
    """“I am worried”: the duty team is called at once, and others when nobody takes it; returns the number.

    A second tap about the same person keeps the hour of the first. Raises Refused, HoldPassed, NotPossible.
    """
    require(policies.may_call(actor))
    words = clean_text(words, longest=300, field="worry")

    def work() -> int:
        target = Target.objects.select_related("campaign").filter(hold=hold, held_by=actor.staff_id).first()
        if target is None:
            raise HoldPassed
        try:
            with transaction.atomic():
                worry = Worry.objects.create(
                    campaign=target.campaign,
                    target=target,
                    household_id=target.home_id,
                    words=words,
                    team_id=target.campaign.duty_team_id,
                    raised_at=now,
                    raised_by_id=worker(actor),
                )
        except IntegrityError:
            return Worry.objects.open().get(target=target).pk
        _tell("campaigns.worry_raised", worry, actor, now)
        return worry.pk

    content = {"hold": hold, "words": words}
    return once("campaigns.worry", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def take_worry(*, actor: Actor, worry_id: int, now: datetime) -> None:
    """“I see to it”: one of all who are called says so, the others see who.

    Raises Refused, NotFoundHere, NotPossible when a colleague was first.
    """
    worry = worry_in_reach(actor, worry_id, now=now)
    if worry.taken_by_id == actor.staff_id:
        return
    free = Worry.objects.open().filter(pk=worry_id, taken_by=None)
    if not free.update(taken_at=now, taken_by=worker(actor)):
        raise NotPossible(_("A colleague sees to this already. Nothing was changed."))
    _tell("campaigns.worry_taken", worry, actor, now)


@transaction.atomic
def end_worry(*, actor: Actor, worry_id: int, what: str, now: datetime) -> None:
    """Say what was done about a worry; then it calls nobody any more.

    Raises Refused, NotFoundHere, NotPossible without words, or when a colleague ended it.
    """
    worry = worry_in_reach(actor, worry_id, now=now)
    said = _words(what)
    taken = {} if worry.taken_by_id else {"taken_at": now, "taken_by": worker(actor)}
    if (
        not Worry.objects.open()
        .filter(pk=worry_id)
        .update(done_at=now, done_by=worker(actor), done_what=said, **taken)
    ):
        raise NotPossible(_("A colleague ended this already. Nothing was changed."))
    _tell("campaigns.worry_ended", worry, actor, now)


@transaction.atomic
def finish_follow_up(*, actor: Actor, follow_up_id: int, what: str, now: datetime) -> None:
    """Say what was done with a question, for the team that owns it.

    Raises Refused, NotFoundHere for that of another team, NotPossible without words, or when a colleague did.
    """
    require(policies.may_follow_up(actor))
    found = FollowUp.objects.filter(pk=follow_up_id, team__in=actor.team_ids).first()
    if found is None:
        raise NotFoundHere
    said = _words(what)
    if (
        not FollowUp.objects.open()
        .filter(pk=follow_up_id)
        .update(done_at=now, done_by=worker(actor), done_what=said)
    ):
        raise NotPossible(_("A colleague did this already. Nothing was changed."))
    about = [registry.number_of_household(found.household_id)]
    record(
        "campaigns.follow_up_done", actor=actor, about=about, at=now, detail={"campaign": found.campaign_id}
    )


def _words(what: str) -> str:
    said = clean_text(what, longest=300, field="what")
    if not said:
        raise NotPossible(_("Say in a few words what was done."), field="what")
    return said


def _tell(event: str, worry: Worry, actor: Actor, now: datetime) -> None:
    about = [registry.number_of_household(worry.household_id)]
    record(event, actor=actor, about=about, at=now, detail={"campaign": worry.campaign_id})
