"""Choosing between two values that two people gave to one field."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.indexing import index_households_of
from nabij.registry.actions.persons import check_identity, refold
from nabij.registry.actions.revisions import Owner, edit
from nabij.registry.models import Conflict, Identity, Membership
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_person
from nabij.registry.types import NotPossible


@transaction.atomic
def settle_conflict(
    *, actor: Actor, household_id: int, conflict_id: int, take_other: bool, now: datetime
) -> Conflict:
    """Choose for one field of an identity: what stands there, or the value that came later. Once.

    Raises NotFoundHere, Refused, NotPossible when a colleague chose already.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    conflict = Conflict.objects.select_for_update().filter(pk=conflict_id).first()
    if conflict is None or conflict.record != Identity._meta.label_lower or conflict.person_id is None:
        raise NotFoundHere
    person_id = conflict.person_id
    if not Membership.objects.filter(household=household, person=person_id).exists():
        raise NotFoundHere
    if conflict.settled_at is not None:
        raise NotPossible(_("A colleague chose already. Open the page again to see what stands there."))
    if take_other:
        _take(conflict, person_id, actor, now)
    conflict.settled_at, conflict.settled_by_id, conflict.took_other = now, actor.staff_id, take_other
    conflict.save(update_fields=["settled_at", "settled_by", "took_other"])
    about = [number_of_person(person_id)]
    detail: dict[str, str | int | bool] = {"field": conflict.field, "took_other": take_other}
    record("registry.conflict_settled", actor=actor, about=about, at=now, detail=detail)
    return conflict


def _take(conflict: Conflict, person_id: int, actor: Actor, now: datetime) -> None:
    identity = Identity.objects.select_for_update().get(pk=person_id)
    edit(
        identity,
        owner=Owner(person_id=person_id),
        base_version=identity.version,
        changes={conflict.field: conflict.other_value},
        actor=actor,
        now=now,
    )
    # Parts of a date of birth that do not go together are refused, and nothing is changed.
    check_identity(identity.naming, identity.birth, is_expected=identity.is_expected, on=day_of(now))
    refold(identity)
    index_households_of(person_id)
