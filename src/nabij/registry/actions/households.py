"""Households in time: opening one, joining, leaving, moving, separating."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.indexing import index_household
from nabij.registry.actions.operations import once
from nabij.registry.actions.persons import keep_person
from nabij.registry.actions.places import end_homes, start_stay
from nabij.registry.actions.revisions import Owner, edit
from nabij.registry.models import ContactAssignment, Household, Membership, Stay, Subject
from nabij.registry.queries.households import concerned
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_household, number_of_person
from nabij.registry.types import AlreadyMember, NotPossible, Relation, StayKind, hooks
from nabij.registry.types.given import NewPerson, Place


@transaction.atomic
def open_household(
    *,
    actor: Actor,
    town: str,
    team_id: int | None,
    persons: Sequence[NewPerson],
    place: Place | None,
    from_on: date,
    client_id: UUID,
    now: datetime,
) -> int:
    """Add a household with who belongs to it; returns its number. A repeat of `client_id` changes nothing.

    Exactly one of the persons is the reference person. Raises Refused, NotPossible, LikelyDouble,
    ClientIdReused.
    """
    require(policies.may_open_household(actor, town=town, team_id=team_id))
    references = sum(1 for person in persons if person.relation == Relation.REFERENCE)
    if references != 1:
        raise NotPossible(_("Choose one reference person: the one whom we write to."), field="relation")
    content = {
        "town": town,
        "team": team_id,
        "persons": [asdict(person) for person in persons],
        "place": asdict(place) if place else None,
        "from_on": from_on,
    }

    def work() -> int:
        household = new_household(town, team_id, actor, now)
        for person in persons:
            kept = keep_person(person, actor=actor, now=now)
            join(household, kept.pk, person.relation, from_on, person.share_pct, actor, now)
        if place is not None:
            start_stay(household, place, from_on=from_on, actor=actor, now=now)
        if team_id is None:
            _follow(household, actor, now)
        index_household(household.pk)
        about = concerned(household, on=from_on)
        record("registry.household_opened", actor=actor, about=about, at=now)
        return household.pk

    return once(
        "registry.open_household", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


def new_household(town: str, team_id: int | None, actor: Actor, now: datetime) -> Household:
    """A household without members, with its number for the log. Part of a larger action."""
    household = Household.objects.create(
        town=town, team_id=team_id, opened_at=now, opened_by_id=actor.staff_id
    )
    Subject.objects.create(household=household)
    return household


def _follow(household: Household, actor: Actor, now: datetime) -> None:
    """A household without a team would be seen by nobody: whoever opens it is its contact person."""
    assert actor.staff_id is not None  # the policy let nobody else in
    ContactAssignment.objects.create(
        household=household, staff_id=actor.staff_id, from_at=now, assigned_by_id=actor.staff_id
    )


def join(
    household: Household,
    person_id: int,
    relation: Relation,
    from_on: date,
    share_pct: int,
    actor: Actor,
    now: datetime,
) -> Membership:
    """Let somebody belong to a household from a day on. Part of a larger action. Raises NotPossible."""
    if not 1 <= share_pct <= 100:
        raise NotPossible(_("The share of time is a number from 1 to 100 per cent."), field="share_pct")
    _refuse_twice(household, person_id, from_on)
    if relation == Relation.REFERENCE and _has_reference(household):
        raise NotPossible(_("There is a reference person already. Change that one first."), field="relation")
    return Membership.objects.create(
        household=household,
        person_id=person_id,
        relation=relation,
        from_on=from_on,
        share_pct=share_pct,
        recorded_at=now,
        recorded_by_id=actor.staff_id,
    )


def _refuse_twice(household: Household, person_id: int, from_on: date) -> None:
    standing = Membership.objects.filter(household=household, person=person_id)
    if standing.filter(until_on=None).exists() or standing.filter(until_on__gt=from_on).exists():
        raise AlreadyMember


def _has_reference(household: Household) -> bool:
    return Membership.objects.filter(household=household, relation=Relation.REFERENCE, until_on=None).exists()


@transaction.atomic
def add_person(
    *, actor: Actor, household_id: int, person: NewPerson, from_on: date, client_id: UUID, now: datetime
) -> int:
    """Add somebody new to a household; returns the number of the person.

    Raises NotFoundHere, Refused, NotPossible, LikelyDouble, ClientIdReused.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))

    def work() -> int:
        kept = keep_person(person, actor=actor, now=now)
        join(household, kept.pk, person.relation, from_on, person.share_pct, actor, now)
        index_household(household.pk)
        about = [number_of_household(household.pk), number_of_person(kept.pk)]
        record("registry.person_joined", actor=actor, about=about, at=now)
        return kept.pk

    content = {"household": household_id, "person": asdict(person), "from_on": from_on}
    return once("registry.add_person", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def join_household(
    *,
    actor: Actor,
    household_id: int,
    person_id: int,
    seen_in: int,
    relation: Relation,
    share_pct: int,
    from_on: date,
    client_id: UUID,
    now: datetime,
) -> int:
    """Let somebody who is known belong to (another) household too; returns the number of the membership.

    `seen_in` is a household that the actor sees and that the person belongs to: nobody is taken from a
    household that the actor may not know of.
    Raises NotFoundHere, Refused, AlreadyMember, NotPossible, ClientIdReused.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    other, _sight = household_in_sight(actor, seen_in, at=now)
    if not Membership.objects.filter(household=other, person=person_id).exists():
        raise NotFoundHere

    def work() -> int:
        membership = join(household, person_id, relation, from_on, share_pct, actor, now)
        index_household(household.pk)
        about = [number_of_household(household.pk), number_of_person(person_id)]
        record("registry.person_joined", actor=actor, about=about, at=now)
        return membership.pk

    content = {
        "household": household_id,
        "person": person_id,
        "relation": relation,
        "share": share_pct,
        "from_on": from_on,
    }
    return once(
        "registry.join_household", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


@transaction.atomic
def leave_household(
    *, actor: Actor, household_id: int, person_id: int, until_on: date, now: datetime
) -> Membership:
    """End a membership; `until_on` is the first day that it no longer counts. A repeat changes nothing.

    The reference person leaves last, or after somebody else became it.
    Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    membership = (
        Membership.objects.select_for_update()
        .filter(household=household, person=person_id)
        .order_by("-from_on")
        .first()
    )
    if membership is None:
        raise NotFoundHere
    if membership.until_on == until_on:
        return membership
    _check_end(membership, until_on)
    membership.until_on = until_on
    membership.version += 1
    membership.save(update_fields=["until_on", "version"])
    about = [number_of_household(household.pk), number_of_person(person_id)]
    record("registry.person_left", actor=actor, about=about, at=now)
    return membership


def _check_end(membership: Membership, until_on: date) -> None:
    if membership.until_on is not None:
        raise NotPossible(
            _("This membership ended on %(day)s already. Open the page again.")
            % {"day": membership.until_on},
            field="until_on",
        )
    if until_on <= membership.from_on:
        raise NotPossible(
            _("The end (%(until)s) is not after the start (%(start)s). Change one of the two.")
            % {"until": until_on, "start": membership.from_on},
            field="until_on",
        )
    others = Membership.objects.filter(household=membership.household_id, until_on=None)
    if membership.relation == Relation.REFERENCE and others.exclude(pk=membership.pk).exists():
        raise NotPossible(
            _("This is the reference person. Choose another reference person first."), field="person"
        )


@transaction.atomic
def move_household(
    *,
    actor: Actor,
    household_id: int,
    place: Place,
    from_on: date,
    client_id: UUID,
    now: datetime,
    leaves_home: bool = False,
) -> int:
    """Let a household live, stay or be met somewhere from a day on; the place of before ends there.

    With `leaves_home` they no longer live where they lived, also when the new place is no home.
    Returns the number of the stay. Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))

    def work() -> int:
        if leaves_home and place.kind != StayKind.HOME:
            end_homes(household, until_on=from_on)
        stay = start_stay(household, place, from_on=from_on, actor=actor, now=now)
        index_household(household.pk)
        about = concerned(household, on=from_on)
        record("registry.household_moved", actor=actor, about=about, at=now, detail={"kind": str(place.kind)})
        return stay.pk

    content = {"household": household_id, "place": asdict(place), "from_on": from_on, "leaves": leaves_home}
    return once(
        "registry.move_household", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


@transaction.atomic
def choose_reference_person(*, actor: Actor, household_id: int, person_id: int, now: datetime) -> None:
    """Make somebody the reference person; who was it becomes a member who lives along, to be put right after.

    Raises NotFoundHere, Refused.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    open_ones = Membership.objects.select_for_update().filter(household=household, until_on=None)
    chosen = open_ones.filter(person=person_id).first()
    if chosen is None:
        raise NotFoundHere
    if chosen.relation == Relation.REFERENCE:
        return
    before = {"partner": Relation.PARTNER}.get(chosen.relation, Relation.LIVES_ALONG)
    for membership in open_ones.filter(relation=Relation.REFERENCE):
        _give_relation(membership, before, actor, now)
    _give_relation(chosen, Relation.REFERENCE, actor, now)
    about = [number_of_household(household.pk), number_of_person(person_id)]
    record("registry.reference_person_chosen", actor=actor, about=about, at=now)


def _give_relation(membership: Membership, relation: Relation, actor: Actor, now: datetime) -> None:
    edit(
        membership,
        owner=Owner(person_id=membership.person_id),
        base_version=membership.version,
        changes={"relation": relation.value},
        actor=actor,
        now=now,
    )


@transaction.atomic
def end_household(*, actor: Actor, household_id: int, ended_on: date, now: datetime) -> Household:
    """End a household, and with it the memberships and stays that are open. A repeat changes nothing.

    Raises NotFoundHere, Refused, NotPossible.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    if household.ended_on == ended_on:
        return household
    hooks.before_end(household.pk)
    open_ones = Membership.objects.filter(household=household, until_on=None)
    stays = Stay.objects.filter(household=household, until_on=None)
    if open_ones.filter(from_on__gte=ended_on).exists() or stays.filter(from_on__gte=ended_on).exists():
        raise NotPossible(
            _("Somebody joined or moved on this day or later. Give a later day."), field="ended_on"
        )
    about = concerned(household, on=day_of(now))
    open_ones.update(until_on=ended_on, version=F("version") + 1)
    stays.update(until_on=ended_on, version=F("version") + 1)
    household.ended_on = ended_on
    household.version += 1
    household.save(update_fields=["ended_on", "version"])
    index_household(household.pk)
    record("registry.household_ended", actor=actor, about=about, at=now)
    return household
