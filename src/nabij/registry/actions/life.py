"""What happens in a household: it separates, a child is placed or goes to school, somebody dies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import policies
from nabij.registry.actions.households import join, new_household
from nabij.registry.actions.indexing import index_household
from nabij.registry.actions.operations import once
from nabij.registry.actions.places import start_stay
from nabij.registry.models import FosterPlacement, Household, Membership, Person, Revision
from nabij.registry.queries.households import concerned
from nabij.registry.queries.sights import household_in_sight
from nabij.registry.queries.subjects import number_of_household, number_of_person
from nabij.registry.types import NotPossible, Place, Relation, clean_text
from nabij.registry.types.given import Leaving
from nabij.registry.types.schooling import first_admitted_on


@transaction.atomic
def separate_household(
    *,
    actor: Actor,
    household_id: int,
    leaving: Sequence[Leaving],
    place: Place | None,
    from_on: date,
    client_id: UUID,
    now: datetime,
) -> int:
    """Let some members go on as a household of their own from a day on; returns its number.

    A child with a share below 100 per cent also stays in the first household with the rest of its time, and
    is counted once. Exactly one who leaves is the reference person of the new one; the same team follows it.
    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    memberships = _those_who_leave(household, leaving, from_on)

    def work() -> int:
        new = new_household(household.town, household.team_id, actor, now)
        for going, membership in zip(leaving, memberships, strict=True):
            _part(membership, going, from_on, actor, now)
            join(new, going.person_id, going.relation, from_on, going.share_pct, actor, now)
        if place is not None:
            start_stay(new, place, from_on=from_on, actor=actor, now=now)
        index_household(new.pk)
        about = [*concerned(new, on=from_on), number_of_household(household.pk)]
        record("registry.household_separated", actor=actor, about=about, at=now)
        return new.pk

    content = {
        "household": household_id,
        "leaving": [[going.person_id, going.relation, going.share_pct] for going in leaving],
        "place": str(place),
        "from_on": from_on,
    }
    return once("registry.separate", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _those_who_leave(household: Household, leaving: Sequence[Leaving], from_on: date) -> list[Membership]:
    if sum(1 for going in leaving if going.relation == Relation.REFERENCE) != 1:
        raise NotPossible(_("Choose one reference person for the new household."), field="relation")
    open_ones = {m.person_id: m for m in Membership.objects.filter(household=household, until_on=None)}
    found = [open_ones.get(going.person_id) for going in leaving]
    memberships = [membership for membership in found if membership is not None]
    if len(memberships) != len(leaving):
        raise NotFoundHere
    if any(membership.from_on >= from_on for membership in memberships):
        raise NotPossible(
            _("Somebody joined on this day or later. Give a later day for the separation."), field="from_on"
        )
    gone = {m.person_id for m, going in zip(memberships, leaving, strict=True) if going.share_pct == 100}
    if not any(m.relation == Relation.REFERENCE for pk, m in open_ones.items() if pk not in gone):
        raise NotPossible(
            _("The reference person would leave too. Choose another reference person first."), field="person"
        )
    return memberships


def _part(membership: Membership, going: Leaving, from_on: date, actor: Actor, now: datetime) -> None:
    """End the membership that was, and go on with the rest of the time when a share stays."""
    membership.until_on = from_on
    membership.version += 1
    membership.save(update_fields=["until_on", "version"])
    if going.share_pct < 100:
        rest = min(membership.share_pct, 100 - going.share_pct)
        household, relation = membership.household, Relation(membership.relation)
        join(household, membership.person_id, relation, from_on, rest, actor, now)


@transaction.atomic
def place_foster_child(
    *, actor: Actor, household_id: int, person_id: int, service: str, now: datetime
) -> FosterPlacement:
    """Say that a member is placed here in foster care: hidden, for the actor only. A repeat changes nothing.

    Raises NotFoundHere, Refused.
    """
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_take_contact(actor, sight))
    membership = Membership.objects.filter(household=household, person=person_id, until_on=None).first()
    if membership is None or actor.staff_id is None:
        raise NotFoundHere
    standing = FosterPlacement.objects.filter(membership=membership).first()
    if standing is not None:
        if standing.owner_id == actor.staff_id:
            return standing
        raise NotPossible(_("This cannot be saved here. Talk with the contact person of this household."))
    placement = FosterPlacement.objects.create(
        membership=membership,
        service=clean_text(service, longest=150, field="service"),
        owner_id=actor.staff_id,
        recorded_at=now,
    )
    # The name of the event tells no more than the log may tell a colleague.
    about = [number_of_person(person_id)]
    record("registry.hidden_entry_added", actor=actor, about=about, at=now)
    return placement


@transaction.atomic
def record_death(
    *,
    actor: Actor,
    household_id: int,
    person_id: int,
    died_on: date | None,
    now: datetime,
    seen: date | None = None,
) -> None:
    """Write down that a member died: from then on they count in no household. None takes a mistake back.

    `seen` is the day that stood there when the page was opened: what a colleague wrote meanwhile is not
    written over. The memberships stay as they were: who lived with whom is history. A repeat changes
    nothing. Raises NotFoundHere, Refused, NotPossible.
    """
    person = _person_to_change(actor, household_id, person_id, now)
    if not _is_another_day(person, "died_on", died_on, seen=seen):
        return
    if died_on is not None:
        _check_death(person, died_on, day_of(now))
    _write_day(person, "died_on", died_on, actor, now)
    record("registry.death_recorded", actor=actor, about=[number_of_person(person_id)], at=now)


@transaction.atomic
def record_school_entry(
    *,
    actor: Actor,
    household_id: int,
    person_id: int,
    school_from: date | None,
    now: datetime,
    seen: date | None = None,
) -> None:
    """Write down the first day at school of a member; None takes a mistake back.

    `seen` is the day that stood there when the page was opened, as with a death; a repeat changes nothing.
    Nobody begins before two years and six months (see `types.schooling`). A day that is agreed for later may
    be written down already, up to a year ahead. Raises NotFoundHere, Refused, NotPossible.
    """
    person = _person_to_change(actor, household_id, person_id, now)
    if not _is_another_day(person, "school_from", school_from, seen=seen):
        return
    if school_from is not None:
        _check_school_entry(person, school_from, day_of(now))
    _write_day(person, "school_from", school_from, actor, now)
    record("registry.school_entry_recorded", actor=actor, about=[number_of_person(person_id)], at=now)


def _person_to_change(actor: Actor, household_id: int, person_id: int, now: datetime) -> Person:
    """A member, or somebody who was one, held until the change is written."""
    household, sight = household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_change_household(actor, sight))
    if not Membership.objects.filter(household=household, person=person_id).exists():
        raise NotFoundHere
    return Person.objects.select_for_update(of=("self",)).select_related("identity").get(pk=person_id)


def _is_another_day(person: Person, name: str, day: date | None, *, seen: date | None) -> bool:
    """Whether this day changes what stands there; refuses when a colleague changed that meanwhile."""
    standing: date | None = getattr(person, name)
    if standing == day:
        return False
    if standing != seen:
        raise NotPossible(
            _("A colleague wrote down another day meanwhile: %(day)s. Nothing was changed. Look again.")
            % {"day": standing.strftime("%d/%m/%Y") if standing else _("none")},
            field=name,
        )
    return True


def _check_death(person: Person, died_on: date, today: date) -> None:
    if person.identity.is_expected:
        raise NotPossible(
            _("This child is still expected. Let it leave the household, with the day."), field="died_on"
        )
    if died_on > today:
        raise NotPossible(_("This day lies in the future. Give the day of the death."), field="died_on")
    born = person.identity.birth.earliest
    if born is not None and died_on < born:
        raise NotPossible(_("This day lies before the birth. Change one of the two."), field="died_on")


def _check_school_entry(person: Person, school_from: date, today: date) -> None:
    if person.identity.is_expected:
        raise NotPossible(
            _("This child is still expected. Put right who this is when it is born."), field="school_from"
        )
    if school_from > today + timedelta(days=366):
        raise NotPossible(
            _("This day lies more than a year ahead. Write it down when it is nearer."), field="school_from"
        )
    admitted = first_admitted_on(person.identity.birth)
    if admitted is not None and school_from < admitted:
        raise NotPossible(
            _(
                "On this day the child is not two years and six months old yet: no school takes it before "
                "%(day)s. Change this day, or put right the date of birth."
            )
            % {"day": admitted.strftime("%d/%m/%Y")},
            field="school_from",
        )


def _write_day(person: Person, name: str, day: date | None, actor: Actor, now: datetime) -> None:
    """Write a day, and keep what stood there before.

    A person has no version of its own, so the changes are counted.
    """
    table = person._meta.label_lower
    Revision.objects.create(
        person=person,
        record=table,
        record_id=person.pk,
        version=Revision.objects.filter(record=table, record_id=person.pk).count() + 2,
        fields={name: [_written(getattr(person, name)), _written(day)]},
        at=now,
        by_id=actor.staff_id,
    )
    setattr(person, name, day)
    person.save(update_fields=[name])


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
