"""Contacts in a setting: with a household, handed over to who follows; or without a dossier, counted."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.actions.contacts import Told, note_contact
from nabij.casework.actions.guidance import signal_household
from nabij.casework.models import (
    ReachedContact,
    ReachedPerson,
    Setting,
    UnnamedContact,
    UnnamedNeed,
)
from nabij.casework.types import Asked, Counts, GuidanceStands, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.queries.households import members_of
from nabij.registry.types import ClientIdReused, Layer, NotPossible, Topic

MOST_UNNAMED = 99


@dataclass(frozen=True, slots=True)
class Met:
    """In which setting a contact took place, and whom it was about; nobody chosen is everybody at home."""

    setting_id: int
    person_ids: frozenset[int] = frozenset()


@transaction.atomic
def note_contact_and_hand_over(
    *, actor: Actor, household_id: int, told: Told, met: Met | None, client_id: UUID, now: datetime
) -> int:
    """Put a contact on the timeline, count it in its setting, and bring a need to whoever follows.

    A need stands on Today of the contact person. Without one the household is signalled to its team, under
    the topic of the need. Returns the number of the contact; a repeat changes nothing.
    Raises as `note_contact`.
    """
    number = note_contact(actor=actor, household_id=household_id, told=told, client_id=client_id, now=now)
    if met is not None:
        _count(actor, household_id, number, met, day_of(told.happened_at), now)
    _signal_without_contact_person(actor, household_id, told, client_id, now)
    return number


def _count(actor: Actor, household_id: int, contact: int, met: Met, on: date, now: datetime) -> None:
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    setting = Setting.objects.filter(pk=met.setting_id, kind__town=household.town).first()
    if setting is None:
        raise NotPossible(_("This setting is not of this town. Choose another one."), field="setting")
    standing = ReachedContact.objects.filter(pk=contact).first()
    if standing is not None:
        if standing.setting_id != setting.pk:
            raise ClientIdReused
        return
    home = {member.person_id for member in members_of(household, sight, on=on)}
    people = _met(setting, home, met.person_ids)
    reached = ReachedContact.objects.create(
        contact_id=contact, setting=setting, household_id=household_id, on_day=on
    )
    ReachedPerson.objects.bulk_create(
        ReachedPerson(reached=reached, person_id=person, setting=setting, on_day=on)
        for person in sorted(people)
    )


def _met(setting: Setting, home: set[int], chosen: Collection[int]) -> set[int]:
    if not set(chosen) <= home:
        raise NotPossible(
            _("Somebody whom you chose did not belong to the household on that day. Choose again."),
            field="persons",
        )
    if not chosen and setting.kind.counts == Counts.PERSONS and len(home) > 1:
        raise NotPossible(_("Here we count persons. Choose whom it was about."), field="persons")
    return set(chosen) or home


def _signal_without_contact_person(
    actor: Actor, household_id: int, told: Told, client_id: UUID, now: datetime
) -> None:
    """A need of a household without contact person reaches its team; what is hidden reaches nobody."""
    if not told.need.strip() or told.layer == Layer.HIDDEN:
        return
    if household_id in registry.contact_persons([household_id], at=now):
        return
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    if not policies.may_signal(actor, sight).allowed or household.ended_on is not None:
        return
    with suppress(GuidanceStands):  # then the contact itself tells the need, also to whoever signalled first
        signal_household(
            actor=actor,
            household_id=household_id,
            signal=told.need,
            topic=told.topic if told.layer == Layer.TOPIC else None,
            client_id=uuid5(client_id, "signal"),
            now=now,
        )


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A contact without a dossier. There is no field in which a name could stand."""

    setting_id: int
    on_day: date
    topic: Topic
    asked: frozenset[Asked]
    adults: int
    children: int

    def checked(self, on: date) -> Unnamed:
        """The same. Raises NotPossible for a day to come, for nobody at all, or for too many."""
        if self.on_day > on:
            raise NotPossible(_("This day has not come yet. Choose today or an earlier day."), field="day")
        if self.adults + self.children < 1:
            raise NotPossible(_("Give how many adults or children there were: one or more."), field="adults")
        for field, number in (("adults", self.adults), ("children", self.children)):
            if not 0 <= number <= MOST_UNNAMED:
                raise NotPossible(_("Give a number from 0 to 99."), field=field)
        return self


@transaction.atomic
def count_unnamed(*, actor: Actor, unnamed: Unnamed, client_id: UUID, now: datetime) -> int:
    """Count a contact without a dossier; help goes on, nobody is written down. Returns its number.

    Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    require(policies.may_meet_people(actor))
    if not Setting.objects.filter(pk=unnamed.setting_id, kind__town__in=actor.towns).exists():
        raise NotFoundHere
    unnamed = unnamed.checked(day_of(now))

    def work() -> int:
        contact = UnnamedContact.objects.create(
            setting_id=unnamed.setting_id,
            on_day=unnamed.on_day,
            topic=unnamed.topic,
            adults=unnamed.adults,
            children=unnamed.children,
            counted_by_id=worker(actor),
        )
        UnnamedNeed.objects.bulk_create(
            UnnamedNeed(contact=contact, asked=asked) for asked in sorted(unnamed.asked)
        )
        record("casework.unnamed_counted", actor=actor, about=[], at=now, detail={"contact": contact.pk})
        return contact.pk

    content = {**asdict(unnamed), "asked": sorted(unnamed.asked)}
    return once("casework.unnamed", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def take_back_unnamed(*, actor: Actor, contact_id: int, now: datetime) -> None:
    """Take back a count that was a mistake, on the day on which it is for; only whoever counted it.

    Raises Refused, NotFoundHere, NotPossible.
    """
    require(policies.may_meet_people(actor))
    own = UnnamedContact.objects.filter(counted_by=actor.staff_id, setting__kind__town__in=actor.towns)
    found = own.select_for_update(of=("self",)).filter(pk=contact_id).first()
    if found is None:
        raise NotFoundHere
    if found.on_day != day_of(now):
        raise NotPossible(_("Only a count of today can be taken back. This one stays."))
    found.delete()
    record("casework.unnamed_taken_back", actor=actor, about=[], at=now, detail={"contact": contact_id})
