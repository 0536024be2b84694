"""Saying that somebody may not be found, and taking that away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.indexing import index_households_of
from nabij.registry.models import Membership, Protection
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_person
from nabij.registry.types import NotPossible, clean_text

SHORTEST_REASON = 10


@transaction.atomic
def protect_person(*, actor: Actor, household_id: int, person_id: int, reason: str, now: datetime) -> int:
    """Say that a member may not be found: from now on, in each household they belong to or come to.

    Where that household is, only its contact person and team lead see; a street no longer leads to it, and
    nobody opens it exceptionally. A repeat changes nothing. Returns the number of the protection.
    Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_protect(actor, sight))
    if not Membership.objects.filter(household=household, person=person_id, until_on=None).exists():
        raise NotFoundHere
    if standing := Protection.objects.standing().filter(person=person_id).first():
        return standing.pk
    protection = Protection.objects.create(
        person_id=person_id, reason=_reason(reason), set_at=now, set_by_id=actor.staff_id
    )
    index_households_of(person_id)
    record("registry.person_protected", actor=actor, about=[number_of_person(person_id)], at=now)
    return protection.pk


@transaction.atomic
def end_protection(*, actor: Actor, household_id: int, person_id: int, reason: str, now: datetime) -> None:
    """Say that a member may be found again, and why. A repeat changes nothing.

    Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_end_protection(actor, sight))
    if not Membership.objects.filter(household=household, person=person_id, until_on=None).exists():
        raise NotFoundHere
    standing = Protection.objects.select_for_update().filter(person=person_id, ended_at=None).first()
    if standing is None:
        return
    standing.end_reason = _reason(reason)
    standing.ended_at, standing.ended_by_id = now, actor.staff_id
    standing.save(update_fields=["ended_at", "ended_by", "end_reason"])
    index_households_of(person_id)
    record("registry.protection_ended", actor=actor, about=[number_of_person(person_id)], at=now)


def _reason(typed: str) -> str:
    reason = clean_text(typed, longest=300, field="reason")
    if len(reason) < SHORTEST_REASON:
        raise NotPossible(
            _("Say why in at least %(signs)d signs. Only the contact person and the team lead read it.")
            % {"signs": SHORTEST_REASON},
            field="reason",
        )
    return reason
