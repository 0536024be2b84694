"""Putting right what was written down wrongly, as nobody moved: what stood there before stays on record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.indexing import index_household
from nabij.registry.actions.places import keep_door, leave_doors
from nabij.registry.actions.revisions import Edit, Owner, edit
from nabij.registry.models import Stay
from nabij.registry.queries.households import concerned
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.types import Layer, NotPossible, Place, clean_text

SHORTEST_REASON = 5


@transaction.atomic
def correct_place(
    *,
    actor: Actor,
    household_id: int,
    stay_id: int,
    base_version: int,
    place: Place,
    reason: str,
    now: datetime,
) -> Edit:
    """Correct where a household is or was: the right to rectification (GDPR art. 16), not a move.

    `reason` says how one knows, and stays beside what stood there. `base_version` is the version of the stay
    that was seen: when a colleague put it right meanwhile, nothing is changed. A secret place is corrected by
    whoever wrote it only. Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    stay = Stay.objects.select_for_update(of=("self",)).filter(pk=stay_id, household=household).first()
    if stay is None or not sight.sees(Layer(stay.layer), owner_id=stay.owner_id):
        raise NotFoundHere
    spot = clean_text(place.spot, longest=200, field="spot")
    if place.door is None and not spot:
        raise NotPossible(_("Give an address, or a place where they can be met."), field="spot")
    why = clean_text(reason, longest=300, field="reason")
    if len(why) < SHORTEST_REASON:
        raise NotPossible(_("Say in a few words how you know this. Nothing was saved yet."), field="reason")
    before = stay.address_id
    address = keep_door(household.town, place.door) if place.door else None
    changed = edit(
        stay,
        owner=Owner(household_id=household.pk),
        base_version=base_version,
        changes={"address": address, "spot": spot},
        together=[{"address", "spot"}],
        actor=actor,
        now=now,
        reason=why,
    )
    if changed.conflicts:
        raise NotPossible(
            _("A colleague put this place right meanwhile. Nothing was saved: go back and look at it first.")
        )
    if changed.changed:
        leave_doors([] if before is None else [before])
        index_household(household.pk)
        about = concerned(household, on=stay.from_on)
        record("registry.place_corrected", actor=actor, about=about, at=now, detail={"stay": stay.pk})
    return changed
