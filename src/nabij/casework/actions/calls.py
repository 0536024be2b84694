"""Planning calls and visits, and how often at most a household wants them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import CallRhythm, PlannedCall
from nabij.casework.models.calls import RHYTHM_DAYS
from nabij.casework.types import CallKind, CallStands, CallState, ChangedMeanwhile, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of, written_day
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text
from nabij.staff import queries as staff

FURTHEST = timedelta(days=183)
"""How far away a call may be planned."""


@transaction.atomic
def plan_call(
    *,
    actor: Actor,
    household_id: int,
    kind: CallKind,
    on: date,
    because: str,
    client_id: UUID,
    now: datetime,
) -> int:
    """Plan a call or visit with a household on a day; returns its number.

    On a day that has one already, or closer to one than the family asked, it needs a reason (`because`):
    CallStands says who comes and when. Raises also NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_plan_call(actor, sight))
    because = clean_text(because, longest=300, field="because")
    _check_day(on, day_of(now))

    def work() -> int:
        if not because:
            _require_room(household_id, on)
        try:
            with transaction.atomic():
                call = PlannedCall.objects.create(
                    household_id=household_id,
                    kind=kind,
                    on=on,
                    team_id=_service_of(actor, household.team_id),
                    because=because,
                    planned_at=now,
                    planned_by_id=worker(actor),
                )
        except IntegrityError:
            raise CallStands(_("A call or visit is planned on this day already.")) from None
        _tell("casework.call_planned", call, actor, now)
        return call.pk

    content = {"household": household_id, "kind": kind, "on": on, "because": because}
    return once("casework.plan_call", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def finish_call(*, actor: Actor, call_id: int, now: datetime) -> int:
    """Say that a planned call or visit took place; returns the household. A repeat changes nothing.

    Raises NotFoundHere, Refused, NotPossible when it was cancelled.
    """
    call = _ending(actor, call_id, now)
    if call.state == CallState.CANCELLED:
        raise NotPossible(_("This was cancelled meanwhile. Nothing was changed."))
    planned = PlannedCall.objects.planned().filter(pk=call.pk)
    if planned.update(state=CallState.DONE, ended_at=now, ended_by=actor.staff_id):
        _tell("casework.call_done", call, actor, now)
    return call.household_id


@transaction.atomic
def cancel_call(*, actor: Actor, call_id: int, because: str, now: datetime) -> int:
    """Cancel a planned call or visit, with a reason; returns the household. A repeat changes nothing.

    Raises NotFoundHere, Refused, NotPossible without a reason, or when it took place.
    """
    call = _ending(actor, call_id, now)
    because = clean_text(because, longest=300, field="because")
    if not because:
        raise NotPossible(_("Say in a few words why it does not go on."), field="because")
    if call.state == CallState.DONE:
        raise NotPossible(_("A colleague noted that this took place. Nothing was changed."))
    planned = PlannedCall.objects.planned().filter(pk=call.pk)
    if planned.update(
        state=CallState.CANCELLED, cancelled_because=because, ended_at=now, ended_by=actor.staff_id
    ):
        _tell("casework.call_cancelled", call, actor, now)
    return call.household_id


@transaction.atomic
def set_rhythm(
    *, actor: Actor, household_id: int, days: int | None, base_version: int, now: datetime
) -> None:
    """Keep how often at most the family wants a call or visit: once in so many days, or no rhythm (None).

    `base_version` is the rhythm as it was seen, 0 for none. Raises NotFoundHere, Refused, NotPossible,
    ChangedMeanwhile.
    """
    _household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_plan_call(actor, sight))
    least, most = RHYTHM_DAYS
    if days is not None and not least <= days <= most:
        raise NotPossible(
            _("Give a number of days from %(least)d to %(most)d.") % {"least": least, "most": most},
            field="days",
        )
    standing = CallRhythm.objects.filter(household=household_id).first()
    if (standing.version if standing else 0) != base_version:
        raise ChangedMeanwhile
    if days is None:
        CallRhythm.objects.filter(household=household_id).delete()
    else:
        CallRhythm.objects.update_or_create(
            household_id=household_id,
            defaults={
                "days": days,
                "agreed_on": day_of(now),
                "set_at": now,
                "set_by_id": worker(actor),
                "version": base_version + 1,
            },
        )
    about = [registry.number_of_household(household_id)]
    record("casework.rhythm_set", actor=actor, about=about, at=now, detail={"days": days or 0})


def _check_day(on: date, today: date) -> None:
    if on < today:
        raise NotPossible(_("This day has passed. Choose today or a later day."), field="on")
    if on > today + FURTHEST:
        raise NotPossible(_("This lies more than half a year away. Choose an earlier day."), field="on")


def _require_room(household_id: int, on: date) -> None:
    """Nothing on this day, and nothing closer than the family asked. Raises CallStands with who and when.

    The household is locked, so nobody plans another one between this look and the row that follows.
    """
    rhythm = CallRhythm.objects.filter(household=household_id).first()
    room = timedelta(days=rhythm.days - 1 if rhythm else 0)
    near = PlannedCall.objects.standing().filter(household=household_id, on__range=(on - room, on + room))
    # What stands on the day itself is named first: it weighs more than the rhythm.
    standing = near.filter(on=on).first() or near.first()
    if standing is None:
        return
    service = staff.services_named([standing.team_id or 0]).get(standing.team_id or 0, "")
    told = {
        "kind": CallKind(standing.kind).label,
        "day": written_day(standing.on),
        "service": service or staff.names_of([standing.planned_by_id]).get(standing.planned_by_id, ""),
    }
    if rhythm is None or standing.on == on:
        raise CallStands(_("On %(day)s this stands already: %(kind)s, by %(service)s.") % told)
    raise CallStands(
        _(
            "The family asked for at most one in %(days)d days. "
            "This stands on %(day)s: %(kind)s, by %(service)s."
        )
        % {**told, "days": rhythm.days}
    )


def _service_of(actor: Actor, team_id: int | None) -> int | None:
    """For which team somebody plans: that of the household when they are in it, else the own one."""
    if team_id in actor.team_ids:
        return team_id
    return min(actor.team_ids, default=None)


def _ending(actor: Actor, call_id: int, now: datetime) -> PlannedCall:
    """A planned call that this actor may end, locked. Raises NotFoundHere, Refused."""
    call = PlannedCall.objects.select_for_update(of=("self",)).filter(pk=call_id).first()
    if call is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, call.household_id, at=now)
    require(policies.may_end_call(actor, sight, planned_by=call.planned_by_id))
    return call


def _tell(event: str, call: PlannedCall, actor: Actor, now: datetime) -> None:
    about = [registry.number_of_household(call.household_id)]
    record(event, actor=actor, about=about, at=now, detail={"call": call.pk, "kind": str(call.kind)})
