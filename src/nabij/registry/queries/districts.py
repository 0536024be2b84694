"""The team in whose area a household lives, when another team follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import Household, TeamChoice
from nabij.registry.queries.households import concerned, stays_of
from nabij.registry.queries.protection import is_protected
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.types import Layer, Sight, StayKind
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class OtherArea:
    """A household lives in the area of a team that does not follow it."""

    neighbourhood_code: str
    neighbourhood: str
    team_id: int
    team: str


def area_beside(actor: Actor, household_id: int, *, now: datetime) -> OtherArea | None:
    """The team of the area where a household lives, as below, for its page, which is on record.

    Raises NotFoundHere.
    """
    household, sight = household_in_sight(actor, household_id, at=now)
    return area_elsewhere(actor, household, sight, on=day_of(now))


@transaction.atomic
def area_of(actor: Actor, household_id: int, *, purpose: Purpose, now: datetime) -> OtherArea | None:
    """The same for a page of its own, with a line in the log. Raises NotFoundHere."""
    household, sight = household_in_sight(actor, household_id, at=now)
    found = area_elsewhere(actor, household, sight, on=day_of(now))
    if found is not None:
        about = concerned(household, on=day_of(now))
        record_read("registry.area_read", actor=actor, about=about, purpose=purpose, at=now)
    return found


def area_elsewhere(actor: Actor, household: Household, sight: Sight, *, on: date) -> OtherArea | None:
    """The team of the area where a household lives, for whoever may give it to that team; else None.

    None too when it lives in the area of its own team, when nobody follows that area, and when somebody chose
    already that it stays. A place that is kept hidden, or of somebody who may not be found, proposes
    nothing: the other team would read where they live. Not on record by itself.
    """
    if household.team_id is None or not policies.may_hand_over_contact(actor, sight).allowed:
        return None
    if is_protected(household.pk, on=on):
        return None
    stays = [one for one in stays_of(household, sight, on=on) if one.kind == StayKind.HOME]
    if not stays or stays[0].layer == Layer.HIDDEN or stays[0].address is None:
        return None
    place = stays[0].address.neighbourhood
    if place is None:
        return None
    team = staff.team_of_area(household.town, place.code)
    if team is None or team.team_id == household.team_id:
        return None
    chosen = TeamChoice.objects.filter(household=household, neighbourhood=place.code)
    if chosen.filter(team=household.team_id).exists():
        return None
    return OtherArea(place.code, place.name, team.team_id, team.name)
