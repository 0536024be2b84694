"""Photos that a device sends in parts: kept sealed until the photo is whole, then opened and made anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nabij.casework.actions.document_opening import opened_anew
from nabij.casework.actions.told_on_visits import Photographed, Told, key_name
from nabij.casework.models import PhotoPart, TakenVisits, VisitLetter
from nabij.casework.types.taken import KEPT_WAITING, MOST_PARTS, PART_BYTES, LetterHeld
from nabij.kernel.actors import Actor
from nabij.kernel.brought import NotWritten
from nabij.kernel.sealed import NotOpened, opened_bytes
from nabij.registry.types import NotPossible
from nabij_methods.letters.aside import Letter

_SEAL = 65 + 12 + 16
"""Bytes that sealing adds: a point, a vector and a tag."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it was sent, and as it was made anew."""

    sent: bytes
    anew: Letter


LACKING = Photo(b"", Letter("", b"", 0))
"""Not every part of the photo came yet."""


def bound_to(photo: UUID, number: int, of: int) -> str:
    """What a part is sealed together with, so that no part takes the place of another one."""
    return f"{photo}/{number}/{of}"


@transaction.atomic
def keep_part(
    *, actor: Actor, taken: UUID, photo: UUID, number: int, of: int, sealed: bytes, now: datetime
) -> bool:
    """Keep one part of a photo of one's own device; returns whether it is one. A repeat changes nothing.

    A part that does not open, of somebody else, or of a photo that was filed, is none: False.
    """
    if not (1 <= of <= MOST_PARTS and 0 <= number < of and _SEAL < len(sealed) <= PART_BYTES + _SEAL):
        return False
    here = TakenVisits.objects.filter(number=taken, staff=actor.staff_id).first()
    if here is None:
        return False
    if VisitLetter.objects.filter(sealed_as=photo).exists():
        return True  # the photo is known: this part is not needed any more
    try:
        opened_bytes(sealed, name=key_name(taken), bound_to=bound_to(photo, number, of))
    except NotOpened:
        return False
    PhotoPart.objects.bulk_create(
        [PhotoPart(client_id=photo, number=number, of=of, taken=here, sealed=sealed, arrived_at=now)],
        ignore_conflicts=True,
    )
    return True


def opened_photo(kept: VisitLetter, item: Told) -> Photo | None:
    """The photo that a letter is about, opened and made anew; None for a letter about none.

    LACKING while parts are still to come. In no transaction: opening takes a while. Raises NotWritten.
    """
    if not isinstance(item, Photographed):
        return None
    assert kept.taken is not None
    parts = list(PhotoPart.objects.filter(client_id=kept.sealed_as, taken=kept.taken, of=item.parts))
    if len(parts) < item.parts:
        return LACKING
    name = key_name(kept.taken.number)
    try:
        sent = b"".join(
            opened_bytes(bytes(one.sealed), name=name, bound_to=bound_to(one.client_id, one.number, one.of))
            for one in parts
        )
    except NotOpened as problem:  # the key of the server was changed in between
        raise NotWritten(LetterHeld.BROKEN) from problem
    try:
        return Photo(sent, opened_anew(sent))
    except NotPossible as problem:
        raise NotWritten(LetterHeld.NOT_POSSIBLE, str(problem)) from problem


def drop_parts(photos: Iterable[UUID]) -> None:
    """Take away the parts of photos that were filed or put aside."""
    PhotoPart.objects.filter(client_id__in=list(photos)).delete()


def drop_left_parts(now: datetime) -> int:
    """Take away parts of which the rest never came, after forty days; returns how many. Nightly work."""
    held = VisitLetter.objects.held().values("sealed_as")
    left = PhotoPart.objects.filter(arrived_at__lt=now - KEPT_WAITING).exclude(client_id__in=held)
    return left.delete()[0]
