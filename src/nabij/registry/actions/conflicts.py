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
from nabij.registry.queries.conflicts import TOGETHER
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_person
from nabij.registry.types import NotPossible

SETTLED_HERE = frozenset({Identity._meta.label_lower, Membership._meta.label_lower})


@transaction.atomic
def settle_conflict(
    *, actor: Actor, household_id: int, conflict_id: int, take_other: bool, now: datetime
) -> Conflict:
    """Choose for one field of somebody: what stands there, or the value that came later. Once.

    The parts of a date are one choice: those of the same edit are settled with it.
    Raises NotFoundHere, Refused, NotPossible when a colleague chose already.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    conflict = Conflict.objects.select_for_update().filter(pk=conflict_id).first()
    if conflict is None or conflict.record not in SETTLED_HERE or conflict.person_id is None:
        raise NotFoundHere
    person_id = conflict.person_id
    if not Membership.objects.filter(household=household, person=person_id).exists():
        raise NotFoundHere
    if conflict.settled_at is not None:
        raise NotPossible(_("A colleague chose already. Open the page again to see what stands there."))
    group = _of_the_same_edit(conflict)
    if take_other:
        _take(group, household.pk, actor, now)
    for one in group:
        one.settled_at, one.settled_by_id, one.took_other = now, actor.staff_id, take_other
        one.save(update_fields=["settled_at", "settled_by", "took_other"])
    about = [number_of_person(person_id)]
    detail: dict[str, str | int | bool] = {"field": conflict.field, "took_other": take_other}
    record("registry.conflict_settled", actor=actor, about=about, at=now, detail=detail)
    return group[0]


def _of_the_same_edit(conflict: Conflict) -> list[Conflict]:
    """This one, and what belongs to it: the other parts of a date that the same person typed."""
    if conflict.field not in TOGETHER:
        return [conflict]
    same = Conflict.objects.select_for_update().filter(
        record=conflict.record,
        record_id=conflict.record_id,
        field__in=TOGETHER,
        other_by=conflict.other_by_id,
        other_at=conflict.other_at,
        settled_at=None,
    )
    return [conflict, *same.exclude(pk=conflict.pk)]


def _take(group: list[Conflict], household_id: int, actor: Actor, now: datetime) -> None:
    person_id = group[0].person_id
    changes = {one.field: one.other_value for one in group}
    if group[0].record == Membership._meta.label_lower:
        _take_membership(group[0], household_id, changes, actor, now)
        return
    identity = Identity.objects.select_for_update().get(pk=person_id)
    edit(
        identity,
        owner=Owner(person_id=person_id),
        base_version=identity.version,
        changes=changes,
        actor=actor,
        now=now,
    )
    # Parts of a date of birth that do not go together are refused, and nothing is changed.
    check_identity(identity.naming, identity.birth, is_expected=identity.is_expected, on=day_of(now))
    refold(identity)
    index_households_of(identity.pk)


def _take_membership(
    conflict: Conflict, household_id: int, changes: dict[str, object], actor: Actor, now: datetime
) -> None:
    found = Membership.objects.select_for_update().filter(household=household_id, until_on=None)
    membership = found.filter(pk=conflict.record_id).first()
    if membership is None:
        raise NotPossible(_("This person left the household meanwhile. Choose what stands there."))
    if membership.relation == "reference" and "relation" in changes:
        raise NotPossible(_("This is the reference person now. Choose what stands there."))
    edit(
        membership,
        owner=Owner(person_id=conflict.person_id),
        base_version=membership.version,
        changes=changes,
        actor=actor,
        now=now,
    )
