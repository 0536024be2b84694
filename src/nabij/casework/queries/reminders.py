"""What somebody is reminded of: numbers for the daily message, and moments for the calendar. Never a name."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nabij.casework.models import Guidance, Need, Plan, Reminding, Visit
from nabij.casework.types import LEAD_SEES_AFTER_DAYS, VisitState
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.types import Layer
from nabij.staff import queries as staff

BACK = timedelta(days=31)
AHEAD = timedelta(days=183)
"""How far back and ahead a calendar looks."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What waits for one worker on a day, in numbers only."""

    late: int
    due: int
    visits: int
    needs: int
    long_late_in_team: int
    """Steps that are late for a week or more in the teams that one leads; 0 for who leads none."""

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.late or self.due or self.visits or self.needs or self.long_late_in_team)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one worker chose about reminders."""

    wants_digest: bool
    feed_made_at: datetime | None


def wishes_of(staff_id: int) -> Wishes:
    """What this worker chose; without a choice: the message, and no calendar."""
    row = Reminding.objects.filter(pk=staff_id).first()
    return Wishes(row.wants_digest, row.feed_made_at) if row else Wishes(True, None)


def whom_to_tell(*, on: date, now: datetime) -> dict[int, frozenset[int]]:
    """Who gets the message of a day, and for whose households: one's own, and those of who is away.

    Somebody who is away gets none; whoever stands in gets theirs along. Leads of a team are in it too.
    """
    guided = list(Guidance.objects.guided().values_list("household_id", flat=True))
    owners = set(registry.contact_persons(guided, at=now).values()) if guided else set()
    owners |= set(
        Visit.objects.filter(state=VisitState.PLANNED, **_day(on)).values_list("staff_id", flat=True)
    )
    owners |= set(staff.teams_led(on=on))
    away = staff.away_on(owners, on=on)
    found = {one: {one} for one in owners - away}
    for absent, others in staff.stand_ins_of(owners, on=on).items():
        for one in others - staff.away_on(others, on=on):
            found.setdefault(one, {one}).add(absent)
    unwilling = Reminding.objects.filter(pk__in=found, wants_digest=False).values_list("pk", flat=True)
    unwanted = set(unwilling)
    return {one: frozenset(of) for one, of in found.items() if one not in unwanted}


def numbers_of(staff_ids: Collection[int], *, led: Collection[int], on: date, now: datetime) -> Numbers:
    """What waits in the households of these colleagues, in numbers; `led`: teams whose late steps count."""
    homes = registry.households_of_contact(list(staff_ids), at=now)
    guided = Guidance.objects.guided().filter(household__in=homes)
    needs = Need.objects.open().exclude(layer=Layer.HIDDEN).filter(household__in=homes)
    visits = Visit.objects.filter(staff__in=staff_ids, state=VisitState.PLANNED, **_day(on))
    return Numbers(
        late=guided.filter(step_due_on__lt=on).count(),
        due=guided.filter(step_due_on=on).count(),
        visits=visits.count(),
        needs=needs.count(),
        long_late_in_team=_long_late(led, on, now) if led else 0,
    )


def _long_late(led: Collection[int], on: date, now: datetime) -> int:
    late = Guidance.objects.guided().filter(step_due_on__lte=on - timedelta(days=LEAD_SEES_AFTER_DAYS))
    teams = registry.team_of(list(late.values_list("household_id", flat=True)))
    return sum(1 for team in teams.values() if team in led)


def _day(on: date) -> dict[str, datetime]:
    begin = datetime.combine(on, time(), tzinfo=BRUSSELS)
    return {"planned_from__gte": begin, "planned_from__lt": begin + timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Moment:
    """Something in the calendar of a worker. `kind`: visit, step or review; `number` names its page."""

    kind: str
    key: str
    """Stays the same while it is about the same thing, so that a calendar makes no second one."""
    number: int
    begin: datetime | date
    end: datetime | date


def digest_of_feed(token: str) -> str:
    """What is kept of the secret part of an address."""
    return hashlib.sha256(token.encode()).hexdigest()


def reader_of_feed(token: str, *, on: date) -> Actor | None:
    """Whose calendar this address opens: nobody's when it ended, or when the account was closed."""
    row = Reminding.objects.filter(feed_digest=digest_of_feed(token)).first()
    account = staff.account_to_ask(row.pk) if row else None
    return staff.actor_of(account, on=on) if account else None


def moments_of(actor: Actor, *, now: datetime) -> list[Moment]:
    """Own steps, visits and reviews of plans of households that this actor sees; nothing tells about whom."""
    assert actor.staff_id is not None
    on = day_of(now)
    seen = registry.visible_households(actor, at=now)
    own = registry.households_of_contact([actor.staff_id], at=now)
    days = {"gte": on - BACK, "lte": on + AHEAD}
    moments = [
        Moment("visit", f"visit {one.pk}", one.pk, one.planned_from, one.planned_until)
        for one in Visit.objects.of(actor.staff_id)
        .exclude(state=VisitState.CALLED_OFF)
        .filter(planned_from__gte=now - BACK, planned_from__lte=now + AHEAD, household__in=seen)
        .order_by("planned_from", "pk")
    ]
    guided = Guidance.objects.guided().filter(household__in=own).filter(household__in=seen)
    for one in guided.filter(**{f"step_due_on__{way}": day for way, day in days.items()}).order_by("pk"):
        assert one.step_due_on is not None
        key = f"step {one.pk} {one.step_set_at}"
        moments.append(
            Moment("step", key, one.household_id, one.step_due_on, one.step_due_on + timedelta(days=1))
        )
    plans = Plan.objects.filter(closed_at=None, household__in=own).filter(household__in=seen)
    for plan in plans.filter(**{f"review_on__{way}": day for way, day in days.items()}).order_by("pk"):
        assert plan.review_on is not None
        moments.append(
            Moment(
                "review",
                f"review {plan.pk}",
                plan.household_id,
                plan.review_on,
                plan.review_on + timedelta(days=1),
            )
        )
    return moments
