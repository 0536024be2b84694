"""The one contact person of a household: becoming it, handing it over, standing in."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.models import ContactAssignment, FosterPlacement, Household, Stay
from nabij.registry.queries.colleagues import roles_in_town
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_household
from nabij.registry.types import CONTACT_ROLES, ContactPersonTaken, Layer, NotPossible, clean_text, hooks
from nabij.registry.types.hooks import ContactMove


def become_contact_person(*, actor: Actor, household_id: int, now: datetime) -> ContactAssignment:
    """Become contact person of a household that has none: of many at once exactly one wins.

    A repeat by whoever is it already changes nothing. Raises NotFoundHere, Refused, ContactPersonTaken.
    """
    with transaction.atomic():
        household, sight = household_in_sight(actor, household_id, at=now)
        require(policies.may_take_contact(actor, sight))
        assert actor.staff_id is not None
        hooks.before_move([ContactMove(household.pk, None, actor.staff_id)], now)
        return _take(household, actor.staff_id, actor, now)


def _take(household: Household, staff_id: int, actor: Actor, now: datetime) -> ContactAssignment:
    """Write first and look afterwards: the database knows who was first, a check before it does not."""
    try:
        with transaction.atomic():
            assignment = ContactAssignment.objects.create(
                household=household, staff_id=staff_id, from_at=now, assigned_by_id=actor.staff_id
            )
    except IntegrityError:
        standing = ContactAssignment.objects.get(household=household, until_at=None)
        if standing.staff_id == staff_id:
            return standing
        raise ContactPersonTaken(standing.staff_id) from None
    record(
        "registry.contact_person_assigned",
        actor=actor,
        about=[number_of_household(household.pk)],
        at=now,
        detail={"staff": staff_id},
    )
    return assignment


@transaction.atomic
def hand_over_contact(
    *,
    actor: Actor,
    household_id: int,
    to_staff_id: int,
    hidden_too: bool,
    now: datetime,
    note: str = "",
) -> ContactAssignment:
    """Give a household to a colleague; who had it loses it at this moment, and the stand-in too.

    `note` is what the one who comes after should know; it stays with the assignment that ends. With
    `hidden_too` the hidden entries that the actor owns go along (a secret address, foster care); without
    it they stay with the actor, who then no longer sees the household, so that nobody does.
    Raises NotFoundHere, Refused, NotPossible, ContactPersonTaken when somebody handed it over just before.
    """
    household, sight = household_in_sight(actor, household_id, at=now)
    require(policies.may_hand_over_contact(actor, sight))
    _require_contact_role(household, to_staff_id, now)
    note = clean_text(note, longest=500, field="note")
    standing = ContactAssignment.objects.filter(household=household, until_at=None).first()
    if standing is not None and standing.staff_id == to_staff_id:
        return standing
    move = ContactMove(household.pk, standing.staff_id if standing else None, to_staff_id)
    hooks.before_move([move], now)
    if standing is not None:
        _end(standing, note, now)
    assignment = _take(household, to_staff_id, actor, now)
    hooks.after_move([move], actor, now)
    if hidden_too and actor.staff_id is not None:
        _pass_on_hidden(household, actor.staff_id, to_staff_id)
    return assignment


def _end(standing: ContactAssignment, note: str, now: datetime) -> None:
    ended = ContactAssignment.objects.filter(pk=standing.pk, until_at=None).update(
        until_at=now, note=note, version=standing.version + 1
    )
    if not ended:
        raise ContactPersonTaken(standing.staff_id)


@transaction.atomic
def stop_as_contact(*, actor: Actor, household_id: int, note: str, now: datetime) -> None:
    """End the contact person of a household without somebody after: the team sees that nobody follows it.

    A household without a team would then be seen by nobody, so it is handed over instead. A repeat changes
    nothing. Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    standing = ContactAssignment.objects.filter(household=household, until_at=None).first()
    if standing is None:
        return
    require(policies.may_hand_over_contact(actor, sight))
    note = clean_text(note, longest=500, field="note")
    if not note:
        raise NotPossible(_("Write what a colleague who takes over should know."), field="note")
    if household.team_id is None:
        raise NotPossible(
            _("No team follows this household, so nobody would see it any more. Hand it over instead.")
        )
    hooks.before_stop(household.pk)
    _end(standing, note, now)
    record(
        "registry.contact_person_stopped",
        actor=actor,
        about=[number_of_household(household.pk)],
        at=now,
        detail={"staff": standing.staff_id},
    )


def _require_contact_role(household: Household, staff_id: int, now: datetime) -> None:
    if not roles_in_town(staff_id, town=household.town, on=day_of(now)) & CONTACT_ROLES:
        raise NotPossible(
            _("This colleague cannot be contact person here. Choose a social worker of the town."),
            field="staff",
        )


def _pass_on_hidden(household: Household, from_staff_id: int, to_staff_id: int) -> None:
    placements = FosterPlacement.objects.filter(membership__household=household, owner=from_staff_id)
    placements.update(owner=to_staff_id)
    stays = Stay.objects.filter(household=household, layer=Layer.HIDDEN, owner=from_staff_id)
    stays.update(owner=to_staff_id)
    hooks.pass_on_hidden(household.pk, from_staff_id, to_staff_id)


@transaction.atomic
def choose_stand_in(
    *, actor: Actor, household_id: int, staff_id: int | None, now: datetime
) -> ContactAssignment:
    """Let a colleague stand in for the contact person of one household, or nobody any more (None).

    Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now)
    require(policies.may_hand_over_contact(actor, sight))
    assignment = (
        ContactAssignment.objects.select_for_update().filter(household=household, until_at=None).first()
    )
    if assignment is None:
        raise NotFoundHere
    if staff_id == assignment.staff_id:
        raise NotPossible(_("This is the contact person. Choose somebody else to stand in."), field="staff")
    if staff_id is not None:
        _require_contact_role(household, staff_id, now)
    assignment.stand_in_id = staff_id
    assignment.version += 1
    assignment.save(update_fields=["stand_in", "version"])
    record(
        "registry.stand_in_chosen",
        actor=actor,
        about=[number_of_household(household.pk)],
        at=now,
        detail={"staff": staff_id or 0},
    )
    return assignment
