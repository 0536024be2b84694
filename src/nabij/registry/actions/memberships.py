"""Putting right as what, and for which share of their time, somebody belongs to a household."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.revisions import Edit, Owner, edit
from nabij.registry.models import Membership
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_person
from nabij.registry.types import NotPossible, Relation


@transaction.atomic
def correct_membership(
    *,
    actor: Actor,
    household_id: int,
    person_id: int,
    base_version: int,
    relation: Relation,
    share_pct: int,
    now: datetime,
) -> Edit:
    """Put right a membership that is open; what stood there stays on record.

    `base_version` is the version that was seen: what a colleague changed meanwhile is not written over.
    Who is the reference person is chosen with an action of its own.
    Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    membership = (
        Membership.objects.select_for_update()
        .filter(household=household, person=person_id, until_on=None)
        .first()
    )
    if membership is None:
        raise NotFoundHere
    if not 1 <= share_pct <= 100:
        raise NotPossible(_("The share of time is a number from 1 to 100 per cent."), field="share_pct")
    if (membership.relation == Relation.REFERENCE) != (relation == Relation.REFERENCE):
        raise NotPossible(
            _("Who is the reference person is chosen on the page of that person."), field="relation"
        )
    done = edit(
        membership,
        owner=Owner(person_id=person_id),
        base_version=base_version,
        changes={"relation": relation.value, "share_pct": share_pct},
        actor=actor,
        now=now,
    )
    record(
        "registry.membership_corrected",
        actor=actor,
        about=[number_of_person(person_id)],
        at=now,
        detail={"fields": ",".join(done.changed), "conflicts": len(done.conflicts)},
    )
    return done
