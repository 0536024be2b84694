"""Where a household lives and lived. Who may not look is refused, and that they tried is on record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nabij.audit.actions import record, record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import Revision, Stay
from nabij.registry.queries.households import concerned
from nabij.registry.queries.protection import is_protected
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.types import Layer, Sight


@dataclass(frozen=True, slots=True)
class PlacesView:
    """Every place of a household, the newest first, and whether they are shut to others."""

    stays: tuple[Stay, ...]
    is_protected: bool
    sight: Sight
    corrections: Mapping[int, tuple[Revision, ...]]
    """What was put right, by the number of the place, the newest first."""


def household_places(actor: Actor, household_id: int, *, purpose: Purpose, now: datetime) -> PlacesView:
    """Where a household is and was; one line in the log for each person concerned.

    Raises NotFoundHere; and Refused for who may not look, after writing down that they tried.
    """
    today = day_of(now)
    with transaction.atomic():
        household, sight = household_in_sight(actor, household_id, at=now)
        shut = is_protected(household.pk, on=today)
        about = concerned(household, on=today)
        decision = policies.may_see_places(actor, sight, is_protected=shut)
        if decision.allowed:
            record_read("registry.places_read", actor=actor, about=about, purpose=purpose, at=now)
            stays = Stay.objects.filter(household=household).select_related("address__neighbourhood")
            seen = tuple(stay for stay in stays if sight.sees(Layer(stay.layer), owner_id=stay.owner_id))
            return PlacesView(seen, shut, sight, _corrections(seen))
        record(
            "registry.look_refused",
            actor=actor,
            about=about,
            purpose=purpose,
            at=now,
            detail={"what": "places"},
        )
    raise Refused(decision)


def _corrections(stays: Collection[Stay]) -> dict[int, tuple[Revision, ...]]:
    """Changes of address or spot; that somebody left a place stands in its days."""
    numbers = [stay.pk for stay in stays]
    found = Revision.objects.filter(record=Stay._meta.label_lower, record_id__in=numbers).order_by("-version")
    put_right: dict[int, tuple[Revision, ...]] = {}
    for one in found.select_related("by"):
        if one.fields.keys() & {"address", "spot"}:
            put_right[one.record_id] = (*put_right.get(one.record_id, ()), one)
    return put_right
