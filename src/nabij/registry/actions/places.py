"""Keeping doors, and where a household is."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.indexing import index_household
from nabij.registry.models import Address, Household, Stay
from nabij.registry.queries.households import concerned
from nabij.registry.queries.places import lies_in
from nabij.registry.queries.protection import is_protected
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.types import Layer, NotPossible, StayKind, clean_text
from nabij.registry.types.given import Door, Place
from nabij_methods.linkage.normal import house


def keep_door(town: str, door: Door) -> Address:
    """The row of this door, made when it is new: one door, one row, in any spelling. Raises NotPossible."""
    street_name = clean_text(door.street, field="street")
    number = clean_text(door.number, longest=20, field="number")
    box = clean_text(door.box, longest=20, field="box")
    postcode = clean_text(door.postcode, longest=10, field="postcode")
    read = house(street_name, number, box, postcode)
    if not read.street:
        raise NotPossible(_("Give the street."), field="street")
    key = f"{read.street} {read.number or number.lower()} {read.box} {postcode}"
    if standing := Address.objects.filter(town=town, folded=key).first():
        return standing
    degrees = (door.longitude, door.latitude)
    known = None if degrees[0] is None or degrees[1] is None else (degrees[0], degrees[1])
    place = lies_in(town, street_name, number, postcode, known)
    street = place.street
    wanted = Address(
        town=town,
        street=street,
        street_name=street.name if street else street_name,
        number=number,
        box=box,
        postcode=postcode or (street.postcode if street else ""),
        municipality=clean_text(door.municipality, longest=80) or (street.municipality if street else ""),
        folded=key,
        latitude=_degrees(door.latitude),
        longitude=_degrees(door.longitude),
        sector=place.sector,
        neighbourhood=place.neighbourhood,
    )
    try:
        with transaction.atomic():
            wanted.save(force_insert=True)
    except IntegrityError:  # somebody kept the same door at the same moment
        return Address.objects.get(town=town, folded=key)
    return wanted


def _degrees(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.000001"))


def start_stay(household: Household, place: Place, *, from_on: date, actor: Actor, now: datetime) -> Stay:
    """Begin a stay; one of the same kind that is open ends on that day. Part of a larger action.

    Raises NotPossible, also when a later stay of this kind stands there already.
    """
    spot = clean_text(place.spot, longest=200, field="spot")
    if place.door is None and not spot:
        raise NotPossible(_("Give an address, or a place where they can be met."), field="spot")
    open_one = (
        Stay.objects.select_for_update().filter(household=household, kind=place.kind, until_on=None).first()
    )
    if open_one is not None:
        if from_on <= open_one.from_on:
            raise NotPossible(
                _("There is an address since %(day)s already. Give a later day.") % {"day": open_one.from_on},
                field="from_on",
            )
        open_one.until_on = from_on
        open_one.version += 1
        open_one.save(update_fields=["until_on", "version"])
    return Stay.objects.create(
        household=household,
        kind=StayKind(place.kind),
        address=keep_door(household.town, place.door) if place.door else None,
        spot=spot,
        from_on=from_on,
        layer=Layer.HIDDEN if place.is_hidden else Layer.SUMMARY,
        owner_id=actor.staff_id if place.is_hidden else None,
        recorded_at=now,
        recorded_by_id=actor.staff_id,
    )


def end_homes(household: Household, *, until_on: date) -> None:
    """Say that a household no longer lives where it lived. Part of a larger action. Raises NotPossible."""
    homes = Stay.objects.select_for_update().filter(household=household, kind=StayKind.HOME, until_on=None)
    for home in homes:
        _end_stay(home, until_on)


def _end_stay(stay: Stay, until_on: date) -> None:
    if until_on <= stay.from_on:
        raise NotPossible(
            _("They came there on %(day)s. Give a later day.") % {"day": stay.from_on.strftime("%d/%m/%Y")},
            field="until_on",
        )
    stay.until_on = until_on
    stay.version += 1
    stay.save(update_fields=["until_on", "version"])


@transaction.atomic
def end_stay(*, actor: Actor, household_id: int, stay_id: int, until_on: date, now: datetime) -> None:
    """Say that a household is no longer at a place, without a new one. A repeat changes nothing.

    Raises NotFoundHere (also for a place that the actor does not see), Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    require(policies.may_see_places(actor, sight, is_protected=is_protected(household.pk, on=day_of(now))))
    stay = Stay.objects.select_for_update(of=("self",)).filter(pk=stay_id, household=household).first()
    if stay is None or not sight.sees(Layer(stay.layer), owner_id=stay.owner_id):
        raise NotFoundHere
    if stay.until_on == until_on:
        return
    if stay.until_on is not None:
        raise NotPossible(
            _("A colleague ended this on %(day)s already. Open the page again.")
            % {"day": stay.until_on.strftime("%d/%m/%Y")},
            field="until_on",
        )
    _end_stay(stay, until_on)
    index_household(household.pk)
    about = concerned(household, on=day_of(now))
    record("registry.place_left", actor=actor, about=about, at=now, detail={"kind": stay.kind})


def leave_doors(doors: Iterable[int]) -> None:
    """Take doors away behind which nobody is left: a place that somebody typed may tell who lived there.

    A door that another part of the system still points at stays; it says nothing of who lived there.
    """
    for door in Address.objects.filter(pk__in=list(doors), stays=None):
        with suppress(models.ProtectedError), transaction.atomic():
            door.delete()
