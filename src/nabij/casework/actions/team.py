"""Sharing households out: one to somebody, many of a colleague to others, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.actions.ceiling import explain_ceiling
from nabij.casework.models import Guidance, Handover, Transfer
from nabij.casework.types import ChangedMeanwhile, HandoverState, TransferReason, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import actions as registry_actions
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible
from nabij.registry.types.hooks import ContactMove
from nabij.staff import queries as staff


@transaction.atomic
def assign_household(
    *, actor: Actor, household_id: int, to_staff_id: int, beyond_because: str, client_id: UUID, now: datetime
) -> int:
    """Choose who of the own teams is contact person of a household; returns the number of the household.

    Whoever had it gives it over with a checklist. `beyond_because` is asked when the receiver passes the
    ceiling. Raises NotFoundHere, Refused, NotPossible, CeilingReached, ContactPersonTaken, ClientIdReused.
    """
    household, _sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_assign(actor))
    led = staff.led_teams(actor, on=day_of(now))
    if household.team_id not in led:
        raise NotFoundHere
    _require_members({to_staff_id}, led, now)

    def work() -> int:
        standing = registry.contact_persons([household_id], at=now).get(household_id)
        if standing != to_staff_id:
            move = ContactMove(household_id, standing, to_staff_id)
            explain_ceiling([move], beyond_because, actor=actor, now=now)
        registry_actions.hand_over_contact(
            actor=actor, household_id=household_id, to_staff_id=to_staff_id, hidden_too=False, now=now
        )
        return household_id

    content = {"household": household_id, "to": to_staff_id, "because": beyond_because}
    return once("casework.assign", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def transfer_households(
    *,
    actor: Actor,
    from_staff_id: int,
    household_ids: Sequence[int],
    to_staff_ids: Sequence[int],
    reason: TransferReason,
    beyond_because: str,
    client_id: UUID,
    now: datetime,
) -> int:
    """Give many households of a colleague to one or more others; returns the number of the transfer.

    Several receivers get them in turn, by the rule of `shared_out`. A household that somebody else got just
    before stays where it is. Raises Refused, NotPossible, CeilingReached, ClientIdReused.
    """
    require(policies.may_assign(actor))
    led = staff.led_teams(actor, on=day_of(now))
    if not household_ids:
        raise NotPossible(_("Choose at least one household. Nothing was changed."), field="households")
    if not to_staff_ids or from_staff_id in to_staff_ids:
        raise NotPossible(_("Choose who gets the households: somebody else."), field="receivers")
    _require_members(set(to_staff_ids), led, now)
    asked = registry.visible_households(actor, at=now, team_ids=led).filter(pk__in=list(household_ids))

    def work() -> int:
        mine = set(registry.households_of_contact([from_staff_id], at=now).filter(household__in=asked))
        if not mine:
            raise NotPossible(
                _("A colleague gave these households away just before. Nothing was changed."),
                field="households",
            )
        receivers = shared_out(sorted(mine), sorted(set(to_staff_ids)))
        moves = [ContactMove(home, from_staff_id, one) for home, one in receivers.items()]
        explain_ceiling(moves, beyond_because, actor=actor, now=now)
        moved = registry_actions.hand_over_many(
            actor=actor, from_staff_id=from_staff_id, receivers=receivers, now=now
        )
        made = Transfer.objects.create(
            from_staff_id=from_staff_id, reason=reason, at=now, by_id=worker(actor)
        )
        Handover.objects.open().filter(household__in=moved, given_at=now).update(transfer=made)
        detail = {"transfer": made.pk, "from": from_staff_id, "households": len(moved)}
        record("casework.households_transferred", actor=actor, at=now, detail=detail)
        return made.pk

    content = {
        "from": from_staff_id,
        "households": sorted(household_ids),
        "to": sorted(to_staff_ids),
        "reason": reason,
        "because": beyond_because,
    }
    return once("casework.transfer", actor=actor, client_id=client_id, content=content, now=now, work=work)


def shared_out(household_ids: Sequence[int], to_staff_ids: Sequence[int]) -> dict[int, int]:
    """Who gets which: in turn, first those in intensive guidance, so that each gets about as many of both."""
    intensive = set(
        Guidance.objects.guided()
        .filter(is_intensive=True, household__in=list(household_ids))
        .values_list("household", flat=True)
    )
    in_turn = sorted(household_ids, key=lambda home: (home not in intensive, home))
    return {home: to_staff_ids[turn % len(to_staff_ids)] for turn, home in enumerate(in_turn)}


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many households went back, and how many stay because something happened there since."""

    back: int
    stay: int


@transaction.atomic
def undo_transfer(*, actor: Actor, transfer_id: int, now: datetime) -> TakenBack:
    """Give the households of a transfer back to whoever had them, at once.

    One stays where something was done since by whoever got it, that was accepted, or that went on to somebody
    else. A repeat gives the same answer. Raises NotFoundHere, Refused, NotPossible,
    ChangedMeanwhile.
    """
    require(policies.may_assign(actor))
    transfer = Transfer.objects.select_for_update().filter(pk=transfer_id).first()
    if transfer is None or not _handovers_seen(actor, transfer, now).exists():
        raise NotFoundHere
    if transfer.undone_at is None:
        _give_back(transfer, actor, now)
        transfer.undone_at, transfer.undone_by_id = now, worker(actor)
        transfer.save(update_fields=["undone_at", "undone_by"])
        detail = {"transfer": transfer.pk, "from": transfer.from_staff_id}
        record("casework.transfer_undone", actor=actor, at=now, detail=detail)
    states = list(transfer.handovers.values_list("state", flat=True))
    back = states.count(HandoverState.TAKEN_BACK)
    return TakenBack(back, len(states) - back)


def _give_back(transfer: Transfer, actor: Actor, now: datetime) -> None:
    movable = untouched(transfer)
    per_receiver: dict[int, list[int]] = {}
    for one in _handovers_seen(actor, transfer, now).filter(household__in=movable).order_by("household"):
        per_receiver.setdefault(one.to_staff_id, []).append(one.household_id)
    if not per_receiver:
        raise NotPossible(
            _("Everything was taken up already: nothing can be taken back. Nothing was changed.")
        )
    for receiver, homes in sorted(per_receiver.items()):
        moves = [ContactMove(home, receiver, transfer.from_staff_id) for home in homes]
        because = _("Taken back to whoever had it before.")
        explain_ceiling(moves, because, actor=actor, now=now)
        Handover.objects.open().filter(transfer=transfer, household__in=homes).update(
            state=HandoverState.TAKEN_BACK, ended_at=now, ended_by=actor.staff_id
        )
        back = dict.fromkeys(homes, transfer.from_staff_id)
        moved = registry_actions.hand_over_many(actor=actor, from_staff_id=receiver, receivers=back, now=now)
        if len(moved) != len(homes):
            raise ChangedMeanwhile


def untouched(transfer: Transfer) -> set[int]:
    """The households of a transfer about which whoever got them did nothing yet, and still has them."""
    lines = list(transfer.handovers.open().values_list("household", "to_staff"))
    standing = registry.assigned_at([home for home, _staff in lines])
    here = {home: one for home, one in lines if standing.get(home) == (one, transfer.at)}
    touched: set[int] = set()
    for receiver in set(here.values()):
        homes = [home for home, one in here.items() if one == receiver]
        touched |= registry.written_since(homes, by=[receiver], after=transfer.at)
    return set(here) - touched


def _handovers_seen(actor: Actor, transfer: Transfer, now: datetime) -> QuerySet[Handover]:
    led = staff.led_teams(actor, on=day_of(now))
    seen = registry.visible_households(actor, at=now, team_ids=led)
    found: QuerySet[Handover] = transfer.handovers.filter(household__in=seen)
    return found


def _require_members(staff_ids: set[int], led: frozenset[int], now: datetime) -> None:
    members = {one.staff_id for one in staff.members_of_teams(led, on=day_of(now))}
    if not staff_ids <= members:
        raise NotPossible(
            _("Choose a colleague of a team that you lead. Nothing was changed."), field="receivers"
        )
