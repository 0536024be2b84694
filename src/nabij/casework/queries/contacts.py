"""The timeline of a household: contacts as far as somebody sees them, page by page, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.dateparse import parse_datetime

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import ContactMoment, ContactVersion, Need
from nabij.casework.types import CHANNEL_ICONS, Channel, ContactOutcome
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Layer, Topic
from nabij.staff import queries as staff

PAGE = 25


@dataclass(frozen=True, slots=True)
class Beside:
    """What a second writer made of a contact while somebody else changed it; it waits for a choice."""

    number: int
    by: str
    at: datetime
    parts: tuple[tuple[str, str], ...]
    """Name of the field in code, and how it reads."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact on the timeline."""

    number: int
    happened_at: datetime
    happened_on: date
    channel: Channel
    icon: str
    topic: Topic
    layer: Layer
    outcome: ContactOutcome
    note: str
    by: str
    version: int
    changed_at: datetime | None
    changed_by: str
    needs: tuple[tuple[str, bool], ...]
    """What the household asked, and whether that leads to something."""
    beside: tuple[Beside, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of the timeline; `after` asks for the next one, empty at the end.

    `elsewhere` counts contacts under topics that are not seen. What is hidden is not even counted.
    """

    entries: tuple[Entry, ...]
    after: str
    elsewhere: int


@transaction.atomic
def timeline(
    actor: Actor,
    household_id: int,
    *,
    purpose: Purpose,
    on: date,
    now: datetime,
    after: str = "",
    channel: Channel | None = None,
    size: int = PAGE,
) -> Timeline:
    """The contacts with a household that this actor sees, newest first. Raises NotFoundHere."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    about = registry.concerned(household, on=on)
    record_read("casework.contacts_read", actor=actor, about=about, purpose=purpose, at=now)
    everything = ContactMoment.objects.filter(household=household_id)
    found = everything.seen_with(sight)
    if channel is not None:
        found = found.filter(channel=channel)
    rows = list(_from(found, after).order_by("-happened_at", "-pk")[: size + 1])
    shown, last = rows[:size], rows[size - 1] if len(rows) > size else None
    foreign = [topic for topic in Topic if topic not in sight.topics]
    elsewhere = everything.filter(layer=Layer.TOPIC, topic__in=foreign).exclude(recorded_by=sight.staff_id)
    return Timeline(
        entries=tuple(_entries(shown, lambda one: _may_change(actor, sight, one))),
        after=f"{last.happened_at.isoformat()}|{last.pk}" if last else "",
        elsewhere=elsewhere.count() if foreign else 0,
    )


def _may_change(actor: Actor, sight: Any, contact: ContactMoment) -> bool:
    return policies.may_change_contact(actor, sight, recorded_by=contact.recorded_by_id).allowed


def _from(found: Any, after: str) -> Any:
    moment, _sign, number = after.rpartition("|")
    try:
        at = parse_datetime(moment)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not (number.isascii() and number.isdigit()) or len(number) > 15:
        return found
    return found.filter(happened_at__lte=at).filter(Q(happened_at__lt=at) | Q(pk__lt=int(number)))


def _entries(contacts: list[ContactMoment], may_change: Any) -> Iterable[Entry]:
    """What stands with each contact: three queries, however many there are."""
    numbers = [one.pk for one in contacts]
    # A text waits beside what stands only where that was changed before.
    changed = [one.pk for one in contacts if one.version > 1]
    beside = ContactVersion.objects.filter(contact__in=changed, is_beside=True, settled_at=None)
    waiting = list(beside.order_by("at", "pk")) if changed else []
    needs = list(Need.objects.filter(contact__in=numbers).order_by("pk"))
    people = {one.recorded_by_id for one in contacts} | {one.changed_by_id for one in contacts}
    names = staff.names_of(people | {one.by_id for one in waiting})
    for one in contacts:
        yield Entry(
            number=one.pk,
            happened_at=one.happened_at,
            happened_on=day_of(one.happened_at),
            channel=Channel(one.channel),
            icon="lock" if one.layer == Layer.HIDDEN else CHANNEL_ICONS[Channel(one.channel)],
            topic=Topic(one.topic),
            layer=Layer(one.layer),
            outcome=ContactOutcome(one.outcome),
            note=one.note,
            by=names.get(one.recorded_by_id, ""),
            version=one.version,
            changed_at=one.changed_at if one.version > 1 else None,
            changed_by=names.get(one.changed_by_id, ""),
            needs=tuple((need.what, bool(need.way)) for need in needs if need.contact_id == one.pk),
            beside=tuple(_beside(two, names) for two in waiting if two.contact_id == one.pk),
            may_change=may_change(one),
        )


def _beside(version: ContactVersion, names: dict[int, str]) -> Beside:
    parts = tuple((name, _reads(name, value)) for name, value in sorted(version.fields.items()))
    return Beside(version.pk, names.get(version.by_id, ""), version.at, parts)


def _reads(name: str, value: str) -> str:
    """How the value of a field reads."""
    if name == "happened_at":
        at = parse_datetime(value)
        return day_of(at).strftime("%d/%m/%Y") if at else value
    kinds = {"channel": Channel, "topic": Topic, "outcome": ContactOutcome}
    return str(kinds[name](value).label) if name in kinds else value


@transaction.atomic
def contact_to_change(actor: Actor, contact_id: int, *, on: date, now: datetime) -> tuple[int, Entry]:
    """One contact with its household, for whoever puts it right. Raises NotFoundHere."""
    contact = ContactMoment.objects.filter(pk=contact_id).first()
    if contact is None:
        raise NotFoundHere
    household, sight = registry.household_in_sight(actor, contact.household_id, at=now)
    if not ContactMoment.objects.seen_with(sight).filter(pk=contact_id).exists():
        raise NotFoundHere
    about = registry.concerned(household, on=on)
    record_read("casework.contacts_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    entry = next(iter(_entries([contact], lambda one: _may_change(actor, sight, one))))
    return contact.household_id, entry
