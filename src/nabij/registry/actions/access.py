"""Tasks in a household, and exceptional access: opening it, looking back on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import SYSTEM, Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.operations import once
from nabij.registry.models import ExceptionalAccess, Household, Notice, TaskAccess
from nabij.registry.models.access import MOST_A_DAY, SHORTEST_REASON
from nabij.registry.queries.colleagues import roles_in_town
from nabij.registry.queries.given_tasks import household_of_given_task
from nabij.registry.queries.households import concerned
from nabij.registry.queries.protection import is_protected
from nabij.registry.queries.sights import household_in_sight, sight_into
from nabij.registry.queries.subjects import number_of_household
from nabij.registry.types import (
    TASK_ROLES,
    ExceptionCategory,
    NoMoreToday,
    NotPossible,
    ReviewOutcome,
    Topic,
    clean_text,
)
from nabij.registry.types.workdays import working_days_after
from nabij.staff.types import Role

LASTS = timedelta(hours=2)
REVIEW_WITHIN = 5
"""Working days."""


@transaction.atomic
def give_task(
    *,
    actor: Actor,
    household_id: int,
    staff_id: int,
    topic: Topic,
    reason: str,
    until_at: datetime | None,
    client_id: UUID,
    now: datetime,
) -> int:
    """Let a colleague see the summary and one topic of a household for a task; returns its number.

    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    household, sight = household_in_sight(actor, household_id, at=now)
    require(policies.may_give_task(actor, sight))
    reason = clean_text(reason, longest=200, field="reason")
    if not reason:
        raise NotPossible(_("Say what the task is. Your colleague reads it."), field="reason")
    if until_at is not None and until_at <= now:
        raise NotPossible(_("The end of the task has passed. Choose a later day."), field="until_at")
    if not roles_in_town(staff_id, town=household.town, on=day_of(now)) & TASK_ROLES:
        raise NotPossible(
            _("This colleague has no role for tasks in households of this town."), field="staff"
        )

    def work() -> int:
        task = TaskAccess.objects.create(
            household=household,
            staff_id=staff_id,
            topic=topic,
            reason=reason,
            from_at=now,
            until_at=until_at,
            given_by_id=actor.staff_id,
        )
        about = [number_of_household(household.pk)]
        detail: dict[str, str | int | bool] = {"staff": staff_id, "topic": str(topic)}
        record("registry.task_given", actor=actor, about=about, at=now, detail=detail)
        return task.pk

    content = {
        "household": household_id,
        "staff": staff_id,
        "topic": topic,
        "reason": reason,
        "until": until_at,
    }
    return once("registry.give_task", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def end_task(*, actor: Actor, task_id: int, now: datetime, household_id: int | None = None) -> TaskAccess:
    """End a task now: by whoever has it, or by whoever may give tasks there. A repeat changes nothing.

    With `household_id` the task must be in that household. Raises NotFoundHere, Refused.
    """
    task = TaskAccess.objects.select_for_update().filter(pk=task_id).select_related("household").first()
    if task is not None and household_id not in (None, task.household_id):
        raise NotFoundHere
    if task is None or not (sight := sight_into(actor, task.household, at=now)).sees_summary:
        raise NotFoundHere
    if task.staff_id != actor.staff_id:
        require(policies.may_give_task(actor, sight))
    if task.until_at is None or task.until_at > now:
        task.until_at = now
        task.save(update_fields=["until_at"])
        about = [number_of_household(task.household_id)]
        record("registry.task_ended", actor=actor, about=about, at=now, detail={"staff": task.staff_id})
    return task


@transaction.atomic
def finish_given_task(*, actor: Actor, task_id: int, now: datetime) -> int:
    """End a task that the actor was given, also without sight into its household; returns the household.

    Of two taps at once one ends it. Raises NotFoundHere, also when it ended already.
    """
    household_id, _topic = household_of_given_task(actor, task_id, now=now)
    ended = TaskAccess.objects.in_force(actor.staff_id or 0, now).filter(pk=task_id).update(until_at=now)
    if not ended:
        raise NotFoundHere
    about = [number_of_household(household_id)]
    record("registry.task_ended", actor=actor, about=about, at=now, detail={"staff": actor.staff_id or 0})
    return household_id


def open_exceptionally(
    *,
    actor: Actor,
    household_id: int,
    category: ExceptionCategory,
    reason: str,
    now: datetime,
) -> ExceptionalAccess:
    """Open a household that is not the actor's to see, for two hours; others are told at once and look back.

    Only in a town that the actor works for, at most three times a day, never the hidden layer. The household
    can read that it happened. Opening it again within the two hours gives the same access. A household of
    somebody who may not be found opens for nobody; that somebody tried is on record.
    Raises NotFoundHere, Refused, NotPossible, NoMoreToday.
    """
    require(policies.may_open_exceptionally(actor))
    if is_protected(household_id, on=day_of(now)):
        with transaction.atomic():  # this line stays, though nothing is opened
            about = [number_of_household(household_id)]
            record("registry.look_refused", actor=actor, about=about, at=now, detail={"what": "exception"})
        raise NotFoundHere
    return _open_exceptionally(actor, household_id, category, reason, now)


@transaction.atomic
def _open_exceptionally(
    actor: Actor, household_id: int, category: ExceptionCategory, reason: str, now: datetime
) -> ExceptionalAccess:
    reason = clean_text(reason, longest=1000, field="reason")
    if len(reason) < SHORTEST_REASON:
        raise NotPossible(
            _("Write at least %(signs)d signs: what happens, and why it cannot wait.")
            % {"signs": SHORTEST_REASON},
            field="reason",
        )
    household = Household.objects.filter(pk=household_id, town__in=actor.towns).first()
    if household is None or actor.staff_id is None:
        raise NotFoundHere
    own = ExceptionalAccess.objects.in_force(actor.staff_id, now).filter(household=household).first()
    if own is not None:
        return own
    if sight_into(actor, household, at=now).sees_summary:
        raise NotPossible(_("You see this household already. No exception is needed."))
    access = _count_and_open(household, actor.staff_id, category, reason, now)
    _tell(access, household, now=now, is_overdue=False)
    record(
        "registry.opened_exceptionally",
        actor=actor,
        about=concerned(household, on=day_of(now)),
        at=now,
        detail={"category": str(category), "access": access.pk},
    )
    return access


def _count_and_open(
    household: Household, staff_id: int, category: ExceptionCategory, reason: str, now: datetime
) -> ExceptionalAccess:
    """Take the next of the three places of today; the database refuses two that take the same one."""
    today = day_of(now)
    for _attempt in range(MOST_A_DAY):
        taken = ExceptionalAccess.objects.filter(staff=staff_id, day_on=today).count()
        if taken >= MOST_A_DAY:
            break
        try:
            with transaction.atomic():
                return ExceptionalAccess.objects.create(
                    household=household,
                    staff_id=staff_id,
                    category=category,
                    reason=reason,
                    from_at=now,
                    until_at=now + LASTS,
                    day_on=today,
                    time_of_day=taken + 1,
                    review_by_on=working_days_after(today, REVIEW_WITHIN),
                )
        except IntegrityError:
            continue
    raise NoMoreToday(MOST_A_DAY)


def _tell(access: ExceptionalAccess, household: Household, *, now: datetime, is_overdue: bool) -> None:
    """Put a notice before the lead of the team and before the privacy officer."""
    for role in (Role.TEAM_LEAD, Role.PRIVACY_OFFICER):
        Notice.objects.create(
            town=household.town,
            role=role,
            team_id=household.team_id if role == Role.TEAM_LEAD else None,
            access=access,
            is_overdue=is_overdue,
            made_at=now,
        )


@transaction.atomic
def review_exception(
    *, actor: Actor, access_id: int, outcome: ReviewOutcome, note: str, now: datetime
) -> ExceptionalAccess:
    """Look back on an exceptional access: was there good reason? Not by whoever opened it, and only once.

    Raises NotFoundHere, Refused, NotPossible.
    """
    require(policies.may_review_exceptions(actor))
    access = (
        ExceptionalAccess.objects.select_for_update(of=("self",))
        .filter(pk=access_id, household__town__in=actor.towns)
        .select_related("household")
        .first()
    )
    if access is None:
        raise NotFoundHere
    household = access.household
    require(
        policies.may_review_exception(
            actor, staff_id=access.staff_id, town=household.town, team_id=household.team_id
        )
    )
    if access.reviewed_at is not None:
        raise NotPossible(_("A colleague reviewed this already. Open the page again to read it."))
    access.outcome, access.reviewed_at, access.reviewed_by_id = outcome, now, actor.staff_id
    access.review_note = clean_text(note, longest=1000, field="note")
    access.save(update_fields=["outcome", "reviewed_at", "reviewed_by", "review_note"])
    Notice.objects.filter(access=access, seen_at=None).update(seen_at=now, seen_by=actor.staff_id)
    about = [number_of_household(household.pk)]
    detail: dict[str, str | int | bool] = {"access": access.pk, "outcome": str(outcome)}
    record("registry.exception_reviewed", actor=actor, about=about, at=now, detail=detail)
    return access


@transaction.atomic
def escalate_overdue(*, now: datetime) -> int:
    """Tell again of each exceptional access that nobody reviewed in time; returns how many. Nightly work."""
    overdue = ExceptionalAccess.objects.to_review().filter(review_by_on__lt=day_of(now), escalated_at=None)
    escalated = list(overdue.select_for_update(of=("self",)).select_related("household"))
    for access in escalated:
        access.escalated_at = now
        access.save(update_fields=["escalated_at"])
        _tell(access, access.household, now=now, is_overdue=True)
        about = [number_of_household(access.household_id)]
        record("registry.review_overdue", actor=SYSTEM, about=about, at=now, detail={"access": access.pk})
    return len(escalated)
