"""Giving many households of one colleague to others at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import require
from nabij.registry import policies
from nabij.registry.models import ContactAssignment, Household
from nabij.registry.queries.colleagues import roles_in_town
from nabij.registry.queries.subjects import numbers_of_households
from nabij.registry.types import CONTACT_ROLES, TEAM_ROLES, ContactPersonTaken, NotPossible, Sight, hooks
from nabij.registry.types.hooks import ContactMove


@transaction.atomic
def hand_over_many(
    *, actor: Actor, from_staff_id: int, receivers: Mapping[int, int], now: datetime
) -> list[int]:
    """Give households of one colleague to others, by household; returns the numbers of those that went.

    The rules are those of `hand_over_contact`. A household that somebody gave away just before, that ended or
    that the actor does not see stays as it is and is not among them. What is hidden stays with its owner.
    Raises Refused, NotPossible.
    """
    standing = (
        ContactAssignment.objects.select_for_update(of=("self",))
        .filter(household__in=list(receivers), staff=from_staff_id, until_at=None)
        .order_by("household")
    )
    found = {one.household_id: one for one in standing}
    homes = list(Household.objects.visible_to(actor, now).open().filter(pk__in=list(found)).order_by("pk"))
    homes = [home for home in homes if receivers[home.pk] != from_staff_id]
    if not homes:
        return []
    for home in homes:
        require(policies.may_hand_over_contact(actor, _sight(actor, home, found[home.pk])))
    _require_contact_roles({(receivers[home.pk], home.town) for home in homes}, now)
    moves = [ContactMove(home.pk, from_staff_id, receivers[home.pk]) for home in homes]
    hooks.before_move(moves, now)
    _move(moves, {found[home.pk].pk for home in homes}, actor, now)
    hooks.after_move(moves, actor, now)
    return [home.pk for home in homes]


def _sight(actor: Actor, home: Household, standing: ContactAssignment) -> Sight:
    """By which relation the actor may hand this over; what else they see does not count here."""
    relations = set()
    if actor.staff_id == standing.staff_id:
        relations.add("contact_person")
    if actor.staff_id == standing.stand_in_id:
        relations.add("stand_in")
    if actor.roles & TEAM_ROLES and home.team_id in actor.team_ids:
        relations.add("team")
    return Sight(staff_id=actor.staff_id, relations=frozenset(relations))


def _require_contact_roles(pairs: set[tuple[int, str]], now: datetime) -> None:
    for staff_id, town in sorted(pairs):
        if not roles_in_town(staff_id, town=town, on=day_of(now)) & CONTACT_ROLES:
            raise NotPossible(
                _("This colleague cannot be contact person here. Choose a social worker of the town."),
                field="staff",
            )


def _move(moves: list[ContactMove], standing: set[int], actor: Actor, now: datetime) -> None:
    ended = ContactAssignment.objects.filter(pk__in=standing, until_at=None).update(
        until_at=now, version=F("version") + 1
    )
    if ended != len(moves):
        raise ContactPersonTaken(moves[0].to_staff_id)
    try:
        with transaction.atomic():
            ContactAssignment.objects.bulk_create(
                ContactAssignment(
                    household_id=move.household_id,
                    staff_id=move.to_staff_id,
                    from_at=now,
                    assigned_by_id=actor.staff_id,
                )
                for move in moves
            )
    except IntegrityError:
        raise ContactPersonTaken(moves[0].to_staff_id) from None
    for receiver in sorted({move.to_staff_id for move in moves}):
        homes = [move.household_id for move in moves if move.to_staff_id == receiver]
        about = numbers_of_households(homes)
        detail = {"staff": receiver}
        record("registry.contact_person_assigned", actor=actor, about=about, at=now, detail=detail)
