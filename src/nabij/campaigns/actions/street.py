"""Counting a talk in the street, taking it back, and the places that can be chosen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.models import ContactTheme, Spot, StreetContact
from nabij.campaigns.types.street import MOST_PEOPLE, TAKE_BACK_WITHIN, AgeBand, StreetTheme
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.actions import once
from nabij.registry.queries import neighbourhoods_of
from nabij.registry.types import NotPossible, clean_text


@transaction.atomic
def note_street_contact(
    *,
    actor: Actor,
    spot_id: int,
    themes: Collection[StreetTheme],
    people: int,
    ages: AgeBand,
    client_id: UUID,
    now: datetime,
) -> int:
    """Count one talk; returns its number. Nobody is named, and no words are kept.

    Raises Refused, NotFoundHere for a place of another town, NotPossible, ClientIdReused.
    """
    require(policies.may_note_street_contacts(actor))
    if not themes:
        raise NotPossible(_("Tap what the talk was about. Nothing was saved yet."), field="themes")
    if not 1 <= people <= MOST_PEOPLE:
        raise NotPossible(
            _("Give a number from 1 to %(most)d people.") % {"most": MOST_PEOPLE}, field="people"
        )

    def work() -> int:
        spot = Spot.objects.filter(pk=spot_id, town__in=actor.towns, is_open=True).first()
        if spot is None:
            raise NotFoundHere
        made = StreetContact.objects.create(
            spot=spot, at=now, worker_id=worker(actor), people=people, ages=ages
        )
        ContactTheme.objects.bulk_create(
            ContactTheme(contact=made, theme=theme) for theme in StreetTheme if theme in themes
        )
        record("campaigns.street_contact", actor=actor, at=now, detail={"spot": spot_id})
        return made.pk

    content = {"spot": spot_id, "themes": sorted(themes), "people": people, "ages": ages}
    return once("campaigns.street", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def take_street_contact_back(*, actor: Actor, contact_id: int, now: datetime) -> None:
    """A slip of the thumb: it counts no more. Twice changes nothing.

    Raises Refused, NotFoundHere for that of a colleague, NotPossible after a quarter of an hour.
    """
    require(policies.may_note_street_contacts(actor))
    found = StreetContact.objects.filter(pk=contact_id, worker=actor.staff_id).first()
    if found is None:
        raise NotFoundHere
    if found.taken_back_at is not None:
        return
    if found.at <= now - TAKE_BACK_WITHIN:
        raise NotPossible(_("This talk was counted more than a quarter of an hour ago. It stays."))
    StreetContact.objects.filter(pk=contact_id, taken_back_at=None).update(taken_back_at=now)
    record("campaigns.street_contact_taken_back", actor=actor, at=now, detail={"contact": contact_id})


@transaction.atomic
def add_spot(*, actor: Actor, town: str, name: str, neighbourhood: str, now: datetime) -> int:
    """Add a place of the town; one that was closed is opened again. Returns its number.

    Raises Refused, NotFoundHere for another town, NotPossible.
    """
    require(policies.may_lead_campaigns(actor))
    if town not in actor.towns:
        raise NotFoundHere
    name = clean_text(name, longest=60, field="name")
    if not name:
        raise NotPossible(_("Give the place a name that everybody in town knows."), field="name")
    if neighbourhood and neighbourhood not in dict(neighbourhoods_of(town)):
        raise NotPossible(_("Choose a neighbourhood of the town."), field="neighbourhood")
    try:
        with transaction.atomic():
            spot = Spot.objects.create(
                town=town, name=name, neighbourhood=neighbourhood, made_at=now, made_by_id=worker(actor)
            )
    except IntegrityError:
        spot = Spot.objects.get(town=town, name=name)
        Spot.objects.filter(pk=spot.pk).update(is_open=True)
    record("campaigns.spot_added", actor=actor, at=now, detail={"spot": spot.pk})
    return spot.pk


@transaction.atomic
def close_spot(*, actor: Actor, spot_id: int, now: datetime) -> None:
    """Offer a place no more; what was counted there stays. Raises Refused, NotFoundHere."""
    require(policies.may_lead_campaigns(actor))
    standing = Spot.objects.filter(pk=spot_id, town__in=actor.towns)
    if not standing.exists():
        raise NotFoundHere
    if standing.filter(is_open=True).update(is_open=False):
        record("campaigns.spot_closed", actor=actor, at=now, detail={"spot": spot_id})
