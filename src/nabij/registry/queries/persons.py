"""The page of one person in a household: who they are, what was changed, languages, consents, safety."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry.models import (
    Consent,
    FosterPlacement,
    Identity,
    Membership,
    NationalNumber,
    Protection,
    SpokenLanguage,
)
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_person
from nabij.registry.types import Layer, Relation, Sight
from nabij.registry.types.national_numbers import masked
from nabij.registry.types.schooling import is_before_school
from nabij.registry.types.sealing import unsealed


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person as an actor sees them in one household."""

    person_id: int
    household_id: int
    town: str
    sight: Sight
    identity: Identity
    died_on: date | None
    school_from: date | None
    memberships: tuple[Membership, ...]
    """In this household only, the newest first: where else they belong is not this household's to tell."""
    languages: tuple[SpokenLanguage, ...]
    """Those of now, then those of before."""
    consents: tuple[Consent, ...]
    protection: Protection | None
    earlier_protections: tuple[Protection, ...]
    placement: FosterPlacement | None
    """Foster care; only for whoever owns that entry."""

    @property
    def standing(self) -> Membership | None:
        """The membership that is open, when there is one."""
        return next((one for one in self.memberships if one.until_on is None), None)


@transaction.atomic
def person(actor: Actor, household_id: int, person_id: int, *, purpose: Purpose, now: datetime) -> PersonView:
    """One person who belongs or belonged to a household; a line in the log. Raises NotFoundHere."""
    household, sight = household_in_sight(actor, household_id, at=now)
    memberships = tuple(
        Membership.objects.filter(household=household, person=person_id)
        .select_related("person__identity", "foster_placement")
        .order_by("-from_on", "-pk")
    )
    if not memberships:
        raise NotFoundHere
    record_read(
        "registry.person_read",
        actor=actor,
        about=[number_of_person(person_id)],
        purpose=purpose,
        at=now,
        detail={"relation": ",".join(sorted(sight.relations))},
    )
    found = memberships[0].person
    protections = tuple(Protection.objects.filter(person=person_id))
    placement: FosterPlacement | None = getattr(memberships[0], "foster_placement", None)
    sees_placement = placement is not None and sight.sees(Layer.HIDDEN, owner_id=placement.owner_id)
    return PersonView(
        person_id=person_id,
        household_id=household.pk,
        town=household.town,
        sight=sight,
        identity=found.identity,
        died_on=found.died_on,
        school_from=found.school_from,
        memberships=memberships,
        languages=tuple(
            sorted(SpokenLanguage.objects.filter(person=person_id), key=lambda one: one.ended_at is not None)
        ),
        consents=tuple(Consent.objects.filter(person=person_id)),
        protection=next((one for one in protections if one.ended_at is None), None),
        earlier_protections=tuple(one for one in protections if one.ended_at is not None),
        placement=placement if sees_placement else None,
    )


def masked_number(person_id: int) -> str:
    """The national number with only its last two figures; empty when there is none, or none are kept.

    For a page on which this person stands, and which is on record.
    """
    if not settings.NATIONAL_NUMBERS:
        return ""
    found = NationalNumber.objects.filter(person=person_id).first()
    return masked(unsealed(found.sealed)) if found is not None else ""


def may_be_before_school(person: PersonView, *, on: date) -> bool:
    """Whether it makes sense to ask about school: a child that does not go there yet, or perhaps not."""
    standing = person.standing
    if standing is None or person.died_on is not None or person.identity.is_expected:
        return False
    relation = Relation(standing.relation)
    return is_before_school(person.identity.birth, person.school_from, relation, on=on) is not False
