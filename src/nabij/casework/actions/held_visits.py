"""What came back from visits and could not be written down by itself: filed after all, or put aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework.actions.photo_parts import LACKING, Photo, drop_left_parts, drop_parts, opened_photo
from nabij.casework.actions.told_on_visits import (
    Noted,
    Photographed,
    Stepped,
    Told,
    Unfinished,
    key_name,
    read_item,
)
from nabij.casework.actions.visit_writing import signed, write_item
from nabij.casework.models import VisitLetter
from nabij.casework.queries.held_visits import held_letter
from nabij.casework.types import worker
from nabij.casework.types.taken import LetterHeld, LetterState
from nabij.kernel.actors import Actor
from nabij.kernel.brought import Letter, NotWritten, read_letter
from nabij.registry import queries as registry
from nabij.registry.types import Layer, NotPossible, Topic
from nabij.staff import queries as staff


def words_of(held: VisitLetter) -> Told | None:
    """What stands in a letter that is held; None for what cannot be read. For whoever may see it."""
    try:
        return _item(held)
    except NotWritten:
        return None


def topic_of(item: Told) -> str:
    """Under which topic the words of a letter lie; empty for words that tell nothing of one."""
    match item:
        case Noted() | Photographed():
            return "" if item.layer == Layer.SUMMARY else item.topic
        case Stepped():
            return item.step.topic or ""
        case Unfinished():
            topic = item.fields.get("topic", "")
            return topic if topic in Topic.values else Topic.FAMILY
    return Topic.FAMILY


def _item(held: VisitLetter) -> Told:
    if held.taken_number is None:
        raise NotWritten(LetterHeld.BROKEN)
    letter = Letter(held.sealed_as, held.taken_number, held.letter)
    return read_letter(letter, name=key_name(held.taken_number), read=read_item)


def file_held(*, actor: Actor, letter_id: int, base_version: int | None = None, now: datetime) -> int | None:
    """File what was held after all, in the name of whoever does it; returns the household.

    A step replaces the one that stands, as it was seen at `base_version`. Raises NotFoundHere, Refused;
    NotPossible with the reason when it still cannot be, and then it stays held.
    """
    held = held_letter(actor, letter_id, now=now)
    try:
        item = _item(held)
        photo = opened_photo(held, item)
        if photo is LACKING:
            raise NotWritten(LetterHeld.BROKEN, _("Parts of this photo lack. Take the photo once more."))
        _file(actor, held, item, photo, base_version, now)
    except NotWritten as still:
        stays = VisitLetter.objects.held().filter(pk=held.pk)
        stays.update(because=still.because, said=still.said[:300])
        why = still.said or _("%(why)s.") % {"why": LetterHeld(still.because).label}
        raise NotPossible(_("%(why)s It stays kept here.") % {"why": why}) from still
    return held.household_id


@transaction.atomic
def _file(
    actor: Actor, held: VisitLetter, item: Told, photo: Photo | None, base_version: int | None, now: datetime
) -> None:
    if held.household_id is None or held.taken is None:
        raise NotWritten(LetterHeld.UNKNOWN)
    if isinstance(item, Stepped) and base_version is not None:
        item = replace(item, base_version=base_version)
    if held.staff_id != actor.staff_id:
        item = signed(item, staff.names_of({held.staff_id}).get(held.staff_id, ""))
    made = write_item(actor, held, item, photo, now=now, number=_once(held))
    _end(actor, held, LetterState.NOTE if made.said else LetterState.WRITTEN, now)
    VisitLetter.objects.filter(pk=held.pk).update(made=made.number, said=made.said[:300])


def _once(held: VisitLetter) -> UUID:
    """Filing it is another deed than bringing it: whoever was first under the number itself keeps that."""
    return uuid5(held.client_id, "filed")


@transaction.atomic
def put_aside(*, actor: Actor, letter_id: int, now: datetime) -> None:
    """Throw away what was held, by the choice of somebody who saw it. Raises NotFoundHere, NotPossible."""
    held = held_letter(actor, letter_id, now=now)
    _end(actor, held, LetterState.SETTLED, now)


def _end(actor: Actor, held: VisitLetter, state: LetterState, now: datetime) -> None:
    is_settled = state == LetterState.SETTLED
    ended = (
        VisitLetter.objects.held()
        .filter(pk=held.pk)
        .update(
            state=state,
            letter={},
            because="",
            settled_at=now if is_settled else None,
            settled_by=worker(actor) if is_settled else None,
        )
    )
    if not ended:
        raise NotPossible(_("This was settled just before. Nothing was changed."))
    drop_parts([held.sealed_as])
    about = [registry.number_of_household(held.household_id)] if held.household_id else []
    detail: dict[str, str | int | bool] = {"letter": held.pk, "state": str(state)}
    record("casework.visit_letter_settled", actor=actor, about=about, at=now, detail=detail)


def tidy_up(now: datetime) -> str:
    """Take away parts of photos of which the rest never came. Every night."""
    return _("Photos of visits: %(number)d parts without a photo removed.") % {"number": drop_left_parts(now)}
