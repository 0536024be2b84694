"""Where a household lives and lived. Who may not look is refused, and that they tried is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nabij.audit.actions import record, record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import Stay
from nabij.registry.queries.households import concerned
from nabij.registry.queries.protection import is_protected
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.types import Layer


@dataclass(frozen=True, slots=True)
class PlacesView:
    """Every place of a household, the newest first, and whether they are shut to others."""

    stays: tuple[Stay, ...]
    is_protected: bool


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
            seen = (stay for stay in stays if sight.sees(Layer(stay.layer), owner_id=stay.owner_id))
            return PlacesView(tuple(seen), shut)
        record(
            "registry.look_refused",
            actor=actor,
            about=about,
            purpose=purpose,
            at=now,
            detail={"what": "places"},
        )
    raise Refused(decision)
