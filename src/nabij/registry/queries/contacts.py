"""How the members of a household can be reached, and what they ask about that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.purposes import Purpose
from nabij.registry.models import Consent, ContactPoint, ContactWish, SpokenLanguage
from nabij.registry.queries.households import concerned, members_of
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.types import ConsentPurpose, WishKind


@dataclass(frozen=True, slots=True)
class Reaching:
    """How a household can be reached now: numbers and addresses, wishes, languages, consents."""

    points: tuple[ContactPoint, ...]
    wishes: tuple[ContactWish, ...]
    languages: tuple[SpokenLanguage, ...]
    consents: tuple[Consent, ...]
    """In force now, then those that ended, the newest first."""


@transaction.atomic
def reaching(actor: Actor, household_id: int, *, purpose: Purpose, now: datetime) -> Reaching:
    """How to reach a household and its members of today; a line in the log for each. Raises NotFoundHere."""
    household, sight = household_in_sight(actor, household_id, at=now)
    today = day_of(now)
    persons = [member.person_id for member in members_of(household, sight, on=today)]
    owned = Q(household=household) | Q(person__in=persons)
    about = concerned(household, on=today)
    record_read("registry.contacts_read", actor=actor, about=about, purpose=purpose, at=now)
    return Reaching(
        points=tuple(ContactPoint.objects.filter(owned, withdrawn_at=None)),
        wishes=tuple(
            ContactWish.objects.filter(owned, ended_at=None).filter(Q(until_on=None) | Q(until_on__gt=today))
        ),
        languages=tuple(SpokenLanguage.objects.filter(person__in=persons, ended_at=None)),
        consents=tuple(Consent.objects.filter(person__in=persons)),
    )


def may_be_contacted(household_id: int, person_id: int, *, way: WishKind, now: datetime) -> bool:
    """Whether no wish of this person or household stands against one way of contact at this moment.

    For whoever sends or calls, right before it; `way` is the wish that would forbid it, such as NO_CALLS.
    """
    against = {way, WishKind.DO_NOT_CONTACT, WishKind.ONLY_VIA_CONTACT_PERSON}
    return not (
        ContactWish.objects.filter(kind__in=against, ended_at=None)
        .filter(Q(until_on=None) | Q(until_on__gt=day_of(now)))
        .filter(Q(household=household_id) | Q(person=person_id))
        .exists()
    )


def has_consent(person_id: int, purpose: ConsentPurpose, *, partner: str = "", now: datetime) -> bool:
    """Whether a consent of this person for this purpose and partner holds at this moment."""
    return Consent.objects.in_force(now).filter(person=person_id, purpose=purpose, partner=partner).exists()


def consents_to_share(*, now: datetime) -> QuerySet[Consent]:
    """The consents to share with a partner that hold at this moment; for `Exists`, by person and partner."""
    return Consent.objects.in_force(now).filter(purpose=ConsentPurpose.SHARE_WITH_PARTNER).order_by()
