"""A household with its members on a day, as somebody may see it; each read is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from nabij.audit.actions import record_read
from nabij.kernel.actors import Actor
from nabij.kernel.looks import keep, once
from nabij.kernel.purposes import Purpose
from nabij.registry.models import FosterPlacement, Household, Membership, Stay, Subject
from nabij.registry.queries.protection import is_protected
from nabij.registry.queries.sights import followed_by, household_in_sight
from nabij.registry.types import BirthDate, Layer, Naming, Relation, Sight, StayKind


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a household on a day. `also_elsewhere`: part of their time they live in another home."""

    person_id: int
    subject: UUID
    membership_id: int
    naming: Naming
    birth: BirthDate
    is_expected: bool
    due_on: date | None
    died_on: date | None
    relation: Relation
    share_pct: int
    from_on: date
    until_on: date | None
    also_elsewhere: bool
    is_placement: bool
    """Foster care; only for whoever owns that entry, False for all others."""
    identity_version: int
    membership_version: int


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """A household as one actor sees it now."""

    id: int
    number: UUID
    town: str
    team_id: int | None
    version: int
    opened_at: datetime
    ended_on: date | None
    sight: Sight
    contact_person_id: int | None
    stand_in_id: int | None
    members: tuple[Member, ...]
    stays: tuple[Stay, ...]
    """Where they are today, the newest first; with the address loaded."""
    is_protected: bool
    """Somebody in it may not be found; then `stays` is empty for all but contact person and team lead."""

    @property
    def reference(self) -> Member | None:
        """The reference person, when there is one today."""
        return next((member for member in self.members if member.relation == Relation.REFERENCE), None)


@transaction.atomic
def household(actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime) -> HouseholdView:
    """A household with who belongs to it on a day; one line in the log for each member shown.

    Raises NotFoundHere, also for what is not this actor's to see.
    """
    found, sight = household_in_sight(actor, household_id, at=now)
    shown = members_of(found, sight, on=on)
    number = found.subject.number
    contact = followed_by(found.pk, at=now)
    record_read(
        "registry.household_read",
        actor=actor,
        about=[member.subject for member in shown] or [number],
        purpose=purpose,
        at=now,
        detail={"relation": ",".join(sorted(sight.relations))},
    )
    return HouseholdView(
        id=found.pk,
        number=number,
        town=found.town,
        team_id=found.team_id,
        version=found.version,
        opened_at=found.opened_at,
        ended_on=found.ended_on,
        sight=sight,
        contact_person_id=contact.staff_id if contact else None,
        stand_in_id=contact.stand_in_id if contact else None,
        members=shown,
        stays=stays_of(found, sight, on=on),
        is_protected=is_protected(found.pk, on=on),
    )


def members_of(household: Household, sight: Sight, *, on: date) -> tuple[Member, ...]:
    """Who belongs to a household on a day: the reference person first, then by age. Not on record itself."""
    return once(("registry.members_of", household.pk, sight, on), lambda: _members(household, sight, on))


def _members(household: Household, sight: Sight, on: date) -> tuple[Member, ...]:
    elsewhere = (
        Membership.objects.on(on)
        .filter(person=OuterRef("person"))
        .filter(Q(foster_placement=None) | Q(foster_placement__owner=sight.staff_id))
        .exclude(household=household)
    )
    memberships = (
        Membership.objects.on(on)
        .filter(household=household)
        .select_related("person__identity", "person__subject", "foster_placement")
        .annotate(is_elsewhere=Exists(elsewhere))
    )
    members = [_member(one, sight, also_elsewhere=vars(one)["is_elsewhere"]) for one in memberships]
    concerning = sorted(members, key=lambda one: one.person_id)
    keep(
        ("registry.concerned", household.pk, on),
        [household.subject.number, *(one.subject for one in concerning)],
    )
    return tuple(sorted(members, key=_in_order))


def _in_order(member: Member) -> tuple[bool, bool, date, int]:
    return (
        member.relation != Relation.REFERENCE,
        member.relation != Relation.PARTNER,
        member.birth.earliest or date.max,
        member.person_id,
    )


def _member(membership: Membership, sight: Sight, *, also_elsewhere: bool) -> Member:
    person, identity = membership.person, membership.person.identity
    placement: FosterPlacement | None = getattr(membership, "foster_placement", None)
    sees_placement = placement is not None and sight.sees(Layer.HIDDEN, owner_id=placement.owner_id)
    return Member(
        person_id=person.pk,
        subject=person.subject.number,
        membership_id=membership.pk,
        naming=identity.naming,
        birth=identity.birth,
        is_expected=identity.is_expected,
        due_on=identity.due,
        died_on=person.died_on,
        relation=Relation(membership.relation),
        share_pct=membership.share_pct,
        from_on=membership.from_on,
        until_on=membership.until_on,
        # That a foster child has another home too would tell what is hidden.
        also_elsewhere=also_elsewhere and (placement is None or sees_placement),
        is_placement=sees_placement,
        identity_version=identity.version,
        membership_version=membership.version,
    )


def stays_of(household: Household, sight: Sight, *, on: date) -> tuple[Stay, ...]:
    """Where a household is on a day, without secret addresses of others. Not on record by itself.

    Of a household of somebody who may not be found only contact person and team lead see it.
    """
    if not sight.sees_protected and is_protected(household.pk, on=on):
        return ()
    stays = _all_stays(household.pk, on)
    return tuple(stay for stay in stays if sight.sees(Layer(stay.layer), owner_id=stay.owner_id))


def _all_stays(household_id: int, on: date) -> list[Stay]:
    """Every place of a household on a day, also secret ones: whoever asks leaves out what is not seen."""
    asked = Stay.objects.on(on).filter(household=household_id).select_related("address__neighbourhood")
    return once(("registry.stays", household_id, on), lambda: list(asked))


def concerned(household: Household, *, on: date) -> list[UUID]:
    """The numbers of a household and of who belongs to it on a day: whom an event about it concerns."""
    persons = Membership.objects.on(on).filter(household=household).order_by().values("person")
    concerning = Subject.objects.filter(Q(household=household) | Q(person__in=persons))
    asked = concerning.order_by(F("person").asc(nulls_first=True)).values_list("number", flat=True)
    return once(("registry.concerned", household.pk, on), lambda: list(asked))


def has_home(household: Household, *, on: date) -> bool:
    """Whether a household lives somewhere on a day, also at an address that is secret; not where."""
    return any(stay.kind == StayKind.HOME for stay in _all_stays(household.pk, on))
