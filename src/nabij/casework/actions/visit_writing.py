"""Doing what a letter of a device says, with the actions of the pages, or saying why it cannot be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from nabij.casework import policies
from nabij.casework.actions.contacts import Told as Contact
from nabij.casework.actions.documents import Filing, file_document
from nabij.casework.actions.drafts import keep_draft
from nabij.casework.actions.guidance import end_step
from nabij.casework.actions.photo_parts import Photo
from nabij.casework.actions.reach import note_contact_and_hand_over
from nabij.casework.actions.told_on_visits import Noted, Photographed, Stepped, Told, Unfinished
from nabij.casework.models import VisitLetter
from nabij.casework.types import ChangedMeanwhile, Channel, FiledAlready
from nabij.casework.types.taken import LetterHeld
from nabij.kernel.actors import Actor
from nabij.kernel.brought import NotWritten
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, Refused, require
from nabij.registry import queries as registry
from nabij.registry.types import ClientIdReused, NotPossible


@dataclass(frozen=True, slots=True)
class Made:
    """The number of what was made, None for nothing, and what is to be told about it."""

    number: int | None
    said: str = ""


def write_item(
    actor: Actor,
    kept: VisitLetter,
    item: Told,
    photo: Photo | None,
    *,
    now: datetime,
    number: UUID | None = None,
) -> Made:
    """Do what one letter says, as `actor`, in the transaction of the caller.

    `number` is the one under which it happens once; that of the letter, unless somebody files what was held.
    Raises NotWritten; ClientIdReused for what was done already with another moment or text.
    """
    assert kept.household_id is not None
    number = number or kept.client_id
    try:
        _require_follows(actor, kept.household_id, now)
        return _write(actor, kept, item, photo, number, now)
    except ClientIdReused:
        raise
    except (NotFoundHere, Refused) as problem:
        said = problem.decision.reason if isinstance(problem, Refused) else ""
        raise NotWritten(LetterHeld.NOT_ALLOWED, said) from problem
    except ChangedMeanwhile as problem:
        said = _(
            "A colleague set another next step since you took this visit along. Nothing was overwritten."
        )
        raise NotWritten(LetterHeld.CHANGED, said) from problem
    except NotPossible as problem:
        raise NotWritten(LetterHeld.NOT_POSSIBLE, str(problem)) from problem


def _require_follows(actor: Actor, household_id: int, now: datetime) -> None:
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    require(policies.may_plan_visit(actor, sight))


def _write(
    actor: Actor, kept: VisitLetter, item: Told, photo: Photo | None, number: UUID, now: datetime
) -> Made:
    assert kept.household_id is not None
    common: dict[str, Any] = {
        "actor": actor,
        "household_id": kept.household_id,
        "client_id": number,
        "now": now,
    }
    match item:
        case Noted():
            told = _contact(item, happened_at(kept, item))
            return Made(note_contact_and_hand_over(**common, told=told, met=None))
        case Unfinished():
            keep_draft(**common, fields=item.fields, turn=1)
            return Made(None, _("Your unfinished text stands in the form for a new contact."))
        case Stepped():
            return Made(_step(common, item))
        case Photographed():
            assert photo is not None
            return _file(common, item, photo, happened_at(kept, item))
    raise NotWritten(LetterHeld.BROKEN)


def happened_at(kept: VisitLetter, item: Told) -> datetime:
    """When it was written by our clock: never before it was taken along, never after it arrived."""
    assert kept.taken is not None
    behind = kept.arrived_at - kept.sent_at
    return min(kept.arrived_at, max(kept.taken.taken_at, item.told_at + behind))


def _contact(item: Noted, at: datetime) -> Contact:
    return Contact(
        happened_at=at,
        channel=Channel.HOME_VISIT,
        topic=item.topic,
        outcome=item.outcome,
        note=item.note,
        need=item.need,
        layer=item.layer,
    )


def _step(common: dict[str, Any], item: Stepped) -> int:
    try:
        return end_step(**common, end=item.end, note=item.why, step=item.step, base_version=item.base_version)
    except NotFoundHere as problem:
        raise NotPossible(
            _("Guidance of this household was closed meanwhile, so there is no next step to replace.")
        ) from problem


def _file(common: dict[str, Any], item: Photographed, photo: Photo, at: datetime) -> Made:
    filing = Filing(item.document, item.topic, day_of(at), item.title, layer=item.layer)
    try:
        return Made(file_document(**common, filing=filing, sent=photo.sent, letter=photo.anew))
    except FiledAlready as problem:
        return Made(None, str(problem))


def signed(item: Told, name: str) -> Told:
    """The same, filed by somebody else: the note says who wrote it."""
    if not isinstance(item, Noted):
        return item
    by = _("Written by %(name)s on a visit.") % {"name": name}
    return replace(item, note=f"{item.note}\n{by}".strip())
