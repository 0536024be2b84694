"""Contacts on the timeline: noted once, put right with what stood there kept, never lost in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import ContactDraft, ContactMoment, ContactVersion, Need, ReachedContact
from nabij.casework.types import Channel, ContactOutcome, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import Layer, NotPossible, Topic, clean_text

LONGEST_NOTE = 10_000
FIELDS = ("happened_at", "channel", "topic", "outcome", "note")
"""What of a contact can be put right; its layer cannot, so that nothing comes out by mistake."""


@dataclass(frozen=True, slots=True)
class Told:
    """One contact as it was written down. `need`: what the household asks, empty for nothing."""

    happened_at: datetime
    channel: Channel
    topic: Topic
    outcome: ContactOutcome
    note: str = ""
    need: str = ""
    layer: Layer = Layer.TOPIC

    def checked(self, now: datetime) -> Told:
        """The same with clean texts. Raises NotPossible for a moment to come, or too long a text."""
        if self.happened_at > now + timedelta(minutes=15):
            raise NotPossible(_("This moment has not come yet. Give the day of the contact."), field="day")
        note = clean_note(self.note)
        need = clean_text(self.need, longest=200, field="need")
        return Told(self.happened_at, self.channel, self.topic, self.outcome, note, need, self.layer)


def clean_note(note: str) -> str:
    """A note of several lines, each without control signs. Raises NotPossible when too long."""
    lines = [clean_text(line, longest=LONGEST_NOTE, field="note") for line in note.splitlines()]
    text = "\n".join(lines).strip()
    if len(text) > LONGEST_NOTE:
        raise NotPossible(
            _("This note has %(length)d signs; %(longest)d is the most. Put the rest in a second contact.")
            % {"length": len(text), "longest": LONGEST_NOTE},
            field="note",
        )
    return text


@transaction.atomic
def note_contact(*, actor: Actor, household_id: int, told: Told, client_id: UUID, now: datetime) -> int:
    """Put a contact on the timeline; returns its number. A repeat of `client_id` makes no second one.

    A need that came up stays open until it leads to something. The draft of this form goes.
    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    require(policies.may_write_contact(actor, sight, layer=told.layer, topic=told.topic))
    told = told.checked(now)

    def work() -> int:
        owner = actor.staff_id if told.layer == Layer.HIDDEN else None
        contact = ContactMoment.objects.create(
            household_id=household_id,
            client_id=client_id,
            happened_at=told.happened_at,
            channel=told.channel,
            topic=told.topic,
            layer=told.layer,
            owner_id=owner,
            outcome=told.outcome,
            note=told.note,
            recorded_at=now,
            recorded_by_id=worker(actor),
            changed_at=now,
            changed_by_id=worker(actor),
        )
        if told.need:
            Need.objects.create(
                household_id=household_id,
                contact=contact,
                topic=told.topic,
                layer=told.layer,
                owner_id=owner,
                what=told.need,
                noted_at=now,
                noted_by_id=worker(actor),
            )
        _tell("casework.contact_noted", contact, actor, now)
        return contact.pk

    content = {"household": household_id, **asdict(told)}
    number = once("casework.contact", actor=actor, client_id=client_id, content=content, now=now, work=work)
    ContactDraft.objects.filter(pk=client_id, staff=actor.staff_id).delete()
    return number


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a change: fields that were saved, and those where a colleague was first."""

    contact_id: int
    saved: tuple[str, ...]
    beside: tuple[str, ...]


@transaction.atomic
def change_contact(
    *, actor: Actor, contact_id: int, base_version: int, fields: Mapping[str, Any], now: datetime
) -> Changed:
    """Put a contact right, as it was seen at `base_version`; what stood there is kept.

    Fields that nobody else touched since are saved. Where a colleague changed the same field, what stands
    stays, and this text waits beside it with its writer until somebody chooses. Sending it twice changes
    nothing more. Raises NotFoundHere, Refused, NotPossible.
    """
    contact = _seen(actor, contact_id, now, to_change=True)
    wanted = _in_json({name: fields[name] for name in FIELDS if name in fields})
    if "note" in wanted:
        wanted["note"] = clean_note(wanted["note"])
    base, stands = _as_of(contact, base_version), _values(contact)
    altered = {name: value for name, value in wanted.items() if value not in (base[name], stands[name])}
    beside = {name: value for name, value in altered.items() if stands[name] != base[name]}
    free = {name: value for name, value in altered.items() if name not in beside}
    if free:
        _save(contact, free, actor, now)
    if beside and not _waits(contact, beside, actor):
        ContactVersion.objects.create(
            contact=contact, version=base_version, fields=beside, at=now, by_id=worker(actor), is_beside=True
        )
    if free or beside:
        _tell("casework.contact_changed", contact, actor, now, beside=bool(beside))
    return Changed(contact.pk, tuple(free), tuple(beside))


@transaction.atomic
def settle_beside(*, actor: Actor, version_id: int, take: bool, now: datetime) -> int:
    """Choose between what stands and what a second writer made of it; returns the contact.

    What is not chosen stays in the history. Raises NotFoundHere, Refused, NotPossible.
    """
    waiting = ContactVersion.objects.filter(pk=version_id, is_beside=True).first()
    if waiting is None:
        raise NotFoundHere
    contact = _seen(actor, waiting.contact_id, now, to_change=True)
    waiting.refresh_from_db()
    if waiting.settled_at is not None:
        raise NotPossible(_("A colleague chose already. Open the page again to see what stands."))
    if take:
        _save(contact, waiting.fields, actor, now)
    waiting.settled_at, waiting.settled_by_id = now, actor.staff_id
    waiting.save(update_fields=["settled_at", "settled_by"])
    _tell("casework.contact_chosen", contact, actor, now, took_other=take)
    return contact.pk


def pass_on_hidden(household_id: int, from_staff_id: int, to_staff_id: int) -> None:
    """Give hidden contacts and needs along with a household that goes to a colleague."""
    for model in (ContactMoment, Need):
        model.objects.filter(household=household_id, owner=from_staff_id).update(owner=to_staff_id)


def _seen(actor: Actor, contact_id: int, now: datetime, *, to_change: bool) -> ContactMoment:
    contact = ContactMoment.objects.select_for_update(of=("self",)).filter(pk=contact_id).first()
    if contact is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, contact.household_id, at=now)
    if not ContactMoment.objects.seen_with(sight).filter(pk=contact_id).exists():
        raise NotFoundHere
    if to_change:
        require(policies.may_change_contact(actor, sight, recorded_by=contact.recorded_by_id))
    return contact


def _values(contact: ContactMoment) -> dict[str, Any]:
    return _in_json({name: getattr(contact, name) for name in FIELDS})


def _in_json(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else str(value)
        for name, value in fields.items()
    }


def _as_of(contact: ContactMoment, version: int) -> dict[str, Any]:
    """How the contact read at a version. Raises NotPossible for one that never was."""
    if version == contact.version:
        return _values(contact)
    kept = ContactVersion.objects.filter(contact=contact, version=version, is_beside=False).first()
    if kept is None:
        raise NotPossible(_("This form is not complete. Open the page again; your text still stands here."))
    fields: dict[str, Any] = kept.fields
    return fields


def _save(contact: ContactMoment, fields: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    ContactVersion.objects.create(
        contact=contact,
        version=contact.version,
        fields=_values(contact),
        at=contact.changed_at,
        by_id=contact.changed_by_id,
    )
    for name, value in fields.items():
        setattr(contact, name, parse_datetime(value) if name == "happened_at" else value)
    contact.version += 1
    contact.changed_at, contact.changed_by_id = now, worker(actor)
    contact.save()
    if "happened_at" in fields:
        ReachedContact.objects.follow_day(contact.pk, day_of(contact.happened_at))


def _waits(contact: ContactMoment, beside: Mapping[str, Any], actor: Actor) -> bool:
    """Whether the same text of the same writer waits already: the form was sent twice."""
    waiting = contact.versions.filter(is_beside=True, settled_at=None, by=actor.staff_id)
    return any(one.fields == dict(beside) for one in waiting)


def _tell(event: str, contact: ContactMoment, actor: Actor, now: datetime, **detail: bool) -> None:
    about = [registry.number_of_household(contact.household_id)]
    record(event, actor=actor, about=about, at=now, detail={"contact": contact.pk, **detail})
