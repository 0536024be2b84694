"""Visits on devices: what is taken along, what of it still holds, and which photos are on their way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from nabij.casework import policies
from nabij.casework.models import Guidance, PhotoPart, PlanStep, TakenVisit, TakenVisits, Visit
from nabij.casework.types import VisitState
from nabij.casework.types.taken import DAYS_ALONG, GONE_AFTER, MOST_ALONG
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.registry import queries as registry
from nabij.registry.types import Sight

CONTACT = frozenset({"contact_person", "stand_in"})
READ = "casework.visits_taken_along"


@dataclass(frozen=True, slots=True)
class StepAlong:
    """The next step of guidance as it stood, with the version that a later one replaces."""

    what: str
    topic: str
    due_on: date
    version: int


@dataclass(frozen=True, slots=True)
class VisitAlong:
    """One visit with the little that is needed inside: nothing of the dossier but its plan."""

    visit_id: int
    household_id: int
    from_at: datetime
    until_at: datetime
    gone_at: datetime
    to_mind: str
    called: tuple[str, ...]
    places: tuple[str, ...]
    language: str
    phones: tuple[str, ...]
    step: StepAlong | None
    plan: tuple[str, ...]
    """Open steps of the plan, under topics that are seen."""
    as_contact: bool
    """Whether the visitor is contact person or stand-in of the household now."""


def gone_after(visit: Visit, taken_at: datetime) -> datetime:
    """When a visit is gone from a device that took it along at this moment."""
    return max(visit.planned_until, visit.expected_end_at or visit.planned_until, taken_at) + GONE_AFTER


@transaction.atomic
def visits_along(actor: Actor, *, now: datetime) -> tuple[VisitAlong, ...]:
    """The own visits of today and tomorrow, and one that is under way, in their order.

    Every household is put on record, once. Raises Refused.
    """
    require(policies.may_visit(actor))
    visits = _own_visits(actor, now)
    homes = registry.homes_to_visit(actor, {one.household_id for one in visits}, event=READ, now=now)
    homes = {
        number: home for number, home in homes.items() if policies.may_plan_visit(actor, home.sight).allowed
    }
    guided = {one.household_id: one for one in Guidance.objects.guided().filter(household__in=list(homes))}
    plans = _plan_steps({number: home.sight for number, home in homes.items()})
    return tuple(
        _along(actor, one, homes[one.household_id], guided.get(one.household_id), plans, now)
        for one in visits
        if one.household_id in homes
    )


def _own_visits(actor: Actor, now: datetime) -> list[Visit]:
    begin = datetime.combine(day_of(now), time(), tzinfo=BRUSSELS)
    soon = Q(state=VisitState.PLANNED, planned_from__gte=begin)
    soon &= Q(planned_from__lt=begin + timedelta(days=DAYS_ALONG))
    found = Visit.objects.filter(soon | Q(state=VisitState.BEGUN), staff=actor.staff_id)
    return list(found.order_by("planned_from", "pk")[:MOST_ALONG])


def _along(
    actor: Actor,
    visit: Visit,
    home: registry.ToVisit,
    guidance: Guidance | None,
    plans: Mapping[int, tuple[str, ...]],
    now: datetime,
) -> VisitAlong:
    return VisitAlong(
        visit_id=visit.pk,
        household_id=visit.household_id,
        from_at=visit.planned_from,
        until_at=visit.planned_until,
        gone_at=gone_after(visit, now),
        to_mind=visit.safety_note,  # who goes in reads it, also under a topic that is not theirs
        called=home.names,
        places=home.places,
        language=home.language,
        phones=home.phones,
        step=_step(actor, home.sight, guidance),
        plan=plans.get(visit.household_id, ()),
        as_contact=bool(home.sight.relations & CONTACT),
    )


def _step(actor: Actor, sight: Sight, guidance: Guidance | None) -> StepAlong | None:
    """The step for whoever may set another one; its words only under a topic that is seen."""
    if guidance is None or not policies.may_guide(actor, sight).allowed:
        return None
    assert guidance.step_due_on is not None  # the database refuses guidance without
    sees = policies.sees_words(sight, guidance.step_topic, written_by=guidance.step_set_by_id)
    return StepAlong(
        guidance.step if sees else "", guidance.step_topic, guidance.step_due_on, guidance.version
    )


def _plan_steps(sights: Mapping[int, Sight]) -> dict[int, tuple[str, ...]]:
    rows = PlanStep.objects.filter(
        goal__plan__household__in=list(sights), goal__plan__closed_at=None, done_on=None, dropped_because=""
    )
    found: dict[int, tuple[str, ...]] = {}
    for one in rows.select_related("goal__plan").order_by("due_on", "pk"):
        number = one.goal.plan.household_id
        if policies.sees_words(sights[number], one.goal.topic, written_by=None):
            found[number] = (*found.get(number, ()), one.what)
    return found


@dataclass(frozen=True, slots=True)
class OnDevice:
    """What a device of this worker took along, and which of its visits still hold. Names nobody."""

    number: str
    visits: tuple[int, ...]


def visits_on_devices(actor: Actor, *, now: datetime) -> list[OnDevice]:
    """What this worker took along and did not finish, with the visits that may still stand there.

    A visit falls away when it is called off or passed on, when its hour is over, when the worker does not
    see the household any more, and when somebody else became its contact person since.
    """
    taken = list(TakenVisits.objects.out(now).filter(staff=actor.staff_id))
    rows = list(TakenVisit.objects.filter(taken__in=taken).select_related("visit", "taken").order_by("pk"))
    sights: dict[int, Sight] = {}
    if policies.may_visit(actor).allowed and rows:
        seen = registry.households_in_sight(actor, {one.visit.household_id for one in rows}, at=now)
        sights = {number: sight for number, (_home, sight) in seen.items()}
    holding: dict[int, list[int]] = {}
    for one in rows:
        if _holds(actor, one, sights.get(one.visit.household_id), now):
            holding.setdefault(one.taken_id, []).append(one.visit_id)
    return [OnDevice(str(one.number), tuple(holding.get(one.pk, ()))) for one in taken]


def _holds(actor: Actor, one: TakenVisit, sight: Sight | None, now: datetime) -> bool:
    return (
        sight is not None
        and one.visit.staff_id == actor.staff_id
        and one.visit.state != VisitState.CALLED_OFF
        and now < gone_after(one.visit, one.taken.taken_at)
        and policies.may_plan_visit(actor, sight).allowed
        and (not one.as_contact or bool(sight.relations & CONTACT))
    )


def parts_that_came(actor: Actor) -> dict[str, list[int]]:
    """Which parts of photos of this worker the server has, by the number of the photo."""
    found: dict[str, list[int]] = {}
    rows = PhotoPart.objects.filter(taken__staff=actor.staff_id).order_by("client_id", "number")
    for photo, number in rows.values_list("client_id", "number"):
        found.setdefault(str(photo), []).append(number)
    return found


def something_waits(actor: Actor, now: datetime) -> bool:
    """Whether something that this worker wrote on a visit may still be waiting on a device."""
    return actor.is_known and TakenVisits.objects.out(now).filter(staff=actor.staff_id).exists()


def last_gone(visits: Collection[VisitAlong]) -> datetime:
    """When the last of these visits is gone from the device."""
    return max(one.gone_at for one in visits)
