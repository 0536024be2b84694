"""Settings, contacts in them and programmes, for the tests of casework; and a town that reached many."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from nabij.casework import actions
from nabij.casework.actions.contacts import Told
from nabij.casework.actions.programmes import NewProgramme
from nabij.casework.actions.reach import Met, Unnamed
from nabij.casework.actions.taking_part import Intake, Progress
from nabij.casework.models import ContactMoment, Participation, ReachedContact, ReachedPerson
from nabij.casework.types import Asked, Channel, ConsentOf, ContactOutcome, Counts
from nabij.kernel.actors import Actor
from nabij.registry.models import Household, Identity, Membership, Person
from nabij.registry.types import Layer, Topic
from nabij.staff.models import Membership as Works
from nabij.staff.types import Role
from tests.casework.desk import told
from tests.registry.people import NOW, TODAY, TOWN, account, actor, team

Home = tuple[int, list[int], int]
"""The number of a household, its children, and its parent."""


def lead(*roles: Role, name: str = "lena") -> Actor:
    """A team lead who is a bridge worker too."""
    user, ours = account(name), team("Poort")
    Works.objects.create(user=user, team=ours, from_on=date(2010, 1, 1), is_lead=True)
    return actor(user, Role.TEAM_LEAD, Role.BRIDGE_WORKER, *roles, teams=(ours,))


def kind(by: Actor, name: str = "Scholen", counts: Counts = Counts.HOUSEHOLDS) -> int:
    return actions.add_kind(actor=by, town=TOWN, name=name, counts=counts, client_id=uuid.uuid4(), now=NOW)


def setting(by: Actor, name: str = "VBS De Brug", kind_id: int | None = None) -> int:
    kind_id = kind_id or kind(by)
    return actions.add_setting(actor=by, kind_id=kind_id, name=name, client_id=uuid.uuid4(), now=NOW)


def works(by: Actor, setting_id: int, fte: str, from_on: date, staff_id: int | None = None) -> int:
    return actions.set_work(
        actor=by,
        setting_id=setting_id,
        staff_id=staff_id or by.staff_id or 0,
        capacity_fte=Decimal(fte),
        from_on=from_on,
        client_id=uuid.uuid4(),
        now=NOW,
    )


def met(by: Actor, household_id: int, setting_id: int, *persons: int, **more: Any) -> int:
    what: Told = more.pop("told", None) or told(
        "At the gate", topic=Topic.SCHOOL, channel=Channel.SCHOOL_GATE
    )
    given = {"client_id": uuid.uuid4(), "now": NOW, **more}
    where = Met(setting_id, frozenset(persons))
    return actions.note_contact_and_hand_over(
        actor=by, household_id=household_id, told=what, met=where, **given
    )


def unnamed(by: Actor, setting_id: int, **more: Any) -> int:
    given = {
        "setting_id": setting_id,
        "on_day": TODAY,
        "topic": Topic.SCHOOL,
        "asked": frozenset({Asked.BILLS, Asked.FOOD}),
        "adults": 1,
        "children": 2,
        **more,
    }
    client_id = given.pop("client_id", None) or uuid.uuid4()
    return actions.count_unnamed(actor=by, unnamed=Unnamed(**given), client_id=client_id, now=NOW)


def homes(by: Actor, children: Iterable[int], born: date = date(2008, 3, 1)) -> list[Home]:
    """Households of one parent with so many children each, straight into the tables: for large numbers."""
    made: list[Home] = []
    for number in children:
        home = Household.objects.create(
            town=TOWN, team_id=min(by.team_ids), opened_at=NOW, opened_by_id=by.staff_id
        )
        people = Person.objects.bulk_create(Person(created_at=NOW) for _turn in range(number + 1))
        births = [(1980, 1, 1)] + [(born.year, born.month, born.day)] * number
        Identity.objects.bulk_create(
            Identity(person=one, given="X", birth_year=year, birth_month=month, birth_day=day)
            for one, (year, month, day) in zip(people, births, strict=True)
        )
        Membership.objects.bulk_create(
            Membership(
                household=home,
                person=one,
                relation="child" if turn else "reference",
                from_on=date(2014, 1, 1),
                recorded_at=NOW,
            )
            for turn, one in enumerate(people)
        )
        made.append((home.pk, [one.pk for one in people[1:]], people[0].pk))
    return made


def reached(by: Actor, setting_id: int, on: date, about: Iterable[tuple[int, list[int]]]) -> None:
    """A contact with each of these households about these persons, straight into the tables."""
    about = list(about)
    at = datetime(on.year, on.month, on.day, 11, tzinfo=UTC)
    moments = ContactMoment.objects.bulk_create(
        ContactMoment(
            household_id=home,
            client_id=uuid.uuid4(),
            happened_at=at,
            channel=Channel.SCHOOL_GATE,
            topic=Topic.SCHOOL,
            layer=Layer.TOPIC,
            outcome=ContactOutcome.TALKED,
            recorded_at=at,
            recorded_by_id=by.staff_id,
            changed_at=at,
            changed_by_id=by.staff_id,
        )
        for home, _people in about
    )
    ReachedContact.objects.bulk_create(
        ReachedContact(contact=moment, setting_id=setting_id, household_id=moment.household_id, on_day=on)
        for moment in moments
    )
    ReachedPerson.objects.bulk_create(
        ReachedPerson(reached_id=moment.pk, person_id=person, setting_id=setting_id, on_day=on)
        for moment, (_home, people) in zip(moments, about, strict=True)
        for person in people
    )


def programme(by: Actor, **more: Any) -> int:
    given = {
        "town": TOWN,
        "name": "Cool Down",
        "partner": "Vzw Bij Ons",
        "topic": Topic.SCHOOL,
        "min_age": 14,
        "max_age": 17,
        "length_days": 14,
        "school_ids": frozenset(),
        **more,
    }
    return actions.open_programme(actor=by, new=NewProgramme(**given), client_id=uuid.uuid4(), now=NOW)


def registered(by: Actor, household_id: int, programme_id: int, person_id: int, **more: Any) -> int:
    given = {"school_id": None, "consent_of": ConsentOf.PARENT, "registered_on": TODAY, **more}
    client_id = given.pop("client_id", None) or uuid.uuid4()
    return actions.register_for_programme(
        actor=by,
        household_id=household_id,
        intake=Intake(programme_id=programme_id, person_id=person_id, **given),
        client_id=client_id,
        now=NOW,
    )


def progress(by: Actor, participation: int, version: int | None = None, **more: Any) -> int:
    version = version or Participation.objects.get(pk=participation).version
    return actions.note_progress(
        actor=by, participation_id=participation, progress=Progress(**more), base_version=version, now=NOW
    )


def members(household_id: int) -> list[int]:
    """The numbers of who belongs to a household, the first one who was put in first."""
    found = Membership.objects.filter(household=household_id).order_by("pk")
    return list(found.values_list("person", flat=True))
