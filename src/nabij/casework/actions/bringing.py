"""Taking visits along, and what a device brings back: each letter written down once, or held for somebody.

Nothing is dropped: what cannot be written down by itself stays sealed on the server until whoever wrote it,
or the team lead after them, files it or puts it aside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework.actions.photo_parts import LACKING, drop_parts, opened_photo
from nabij.casework.actions.told_on_visits import key_name, read_item
from nabij.casework.actions.visit_writing import write_item
from nabij.casework.models import TakenVisit, TakenVisits, Visit, VisitLetter
from nabij.casework.queries.taken import VisitAlong, last_gone, visits_along
from nabij.casework.types import worker
from nabij.casework.types.taken import LetterHeld, LetterState
from nabij.kernel.actors import Actor
from nabij.kernel.brought import Answer, ItemState, Letter, NotWritten, read_letter
from nabij.registry import queries as registry
from nabij.registry.types import ClientIdReused, NotPossible


class NothingToTake(NotPossible):
    """There is no own visit today or tomorrow."""

    def __init__(self) -> None:
        super().__init__(_("You have no visit today or tomorrow. Plan one first; then you take it along."))


@transaction.atomic
def take_visits(*, actor: Actor, number: UUID, now: datetime) -> tuple[TakenVisits, tuple[VisitAlong, ...]]:
    """Put the own visits of today and tomorrow on a device; what is sealed under `number` is known from then.

    A repeat gives what stands now, once more on record. Raises Refused, NothingToTake, ClientIdReused.
    """
    visits = visits_along(actor, now=now)
    if not visits:
        raise NothingToTake
    taken, is_new = TakenVisits.objects.get_or_create(
        number=number,
        defaults={"staff_id": worker(actor), "taken_at": now, "gone_at": last_gone(visits)},
    )
    if taken.staff_id != actor.staff_id:
        raise ClientIdReused
    TakenVisit.objects.bulk_create(
        [TakenVisit(taken=taken, visit_id=one.visit_id, as_contact=one.as_contact) for one in visits],
        ignore_conflicts=True,
    )
    if is_new:
        about = registry.numbers_of_households([one.household_id for one in visits])
        record("casework.visits_taken", actor=actor, about=about, at=now, detail={"taken": taken.pk})
    return taken, visits


@transaction.atomic
def finish_taken_visits(*, actor: Actor, number: UUID, now: datetime) -> None:
    """The device says that nothing waits there and that no name is left; of one's own device only."""
    TakenVisits.objects.filter(number=number, staff=actor.staff_id, finished_at=None).update(finished_at=now)


def deliver(*, actor: Actor, letter: Letter, sent_at: datetime, now: datetime) -> Answer:
    """Open a letter and do what stands in it, once; what cannot be done by itself is held.

    Of somebody else's device it stays there (REFUSED); a photo of which parts lack waits there (WAITING).
    """
    taken = TakenVisits.objects.filter(number=letter.taken).first() if letter.taken else None
    if taken is not None and taken.staff_id != actor.staff_id:
        said = _("Somebody else wrote this. Let that person log in on this device; it stays here until then.")
        return Answer(ItemState.REFUSED, "", said)
    digest = _digest(letter.sealed)
    standing = VisitLetter.objects.filter(client_id=letter.client_id).first()
    if standing is not None and standing.digest != digest:
        return _the_same_number(actor, taken, letter, digest, sent_at=sent_at, now=now)
    if standing is not None:
        return _answer(standing)
    kept = _row(actor, taken, letter, digest, sent_at=sent_at, now=now)
    try:
        return _answer(_written(actor, kept, letter, now))
    except _Incomplete:
        return Answer(ItemState.WAITING, "")
    except NotWritten as problem:
        return _answer(_hold(actor, kept, letter, problem, now))


class _Incomplete(Exception):
    """Parts of the photo lack."""


def _digest(sealed: Mapping[str, Any]) -> str:
    return sha256(json.dumps(dict(sealed), sort_keys=True).encode()).hexdigest()


def _row(
    actor: Actor,
    taken: TakenVisits | None,
    letter: Letter,
    digest: str,
    *,
    sent_at: datetime,
    now: datetime,
) -> VisitLetter:
    """The row of a letter, not saved yet: of which visit and household as far as that is known."""
    visit = Visit.objects.filter(pk=letter.about or 0, taken__taken=taken).first() if taken else None
    return VisitLetter(
        client_id=letter.client_id,
        sealed_as=letter.client_id,
        taken=taken,
        taken_number=letter.taken,
        visit=visit,
        household_id=visit.household_id if visit else None,
        staff_id=worker(actor),
        digest=digest,
        sent_at=sent_at,
        arrived_at=now,
    )


def _written(actor: Actor, kept: VisitLetter, letter: Letter, now: datetime) -> VisitLetter:
    """Do what stands in a letter, in one transaction with its row. Raises NotWritten, _Incomplete."""
    if kept.taken is None or kept.household_id is None:
        raise NotWritten(LetterHeld.UNKNOWN)
    item = read_letter(letter, name=key_name(kept.taken.number), read=read_item)
    kept.kind = item.kind
    photo = opened_photo(kept, item)
    if photo is LACKING:
        raise _Incomplete
    try:
        with transaction.atomic():
            made = write_item(actor, kept, item, photo, now=now)
            kept.state = LetterState.NOTE if made.said else LetterState.WRITTEN
            kept.made, kept.said = made.number, made.said
            kept.save(force_insert=True)
            drop_parts([kept.sealed_as])
    except (ClientIdReused, IntegrityError) as problem:
        standing = VisitLetter.objects.filter(client_id=kept.client_id, digest=kept.digest).first()
        if standing is None:
            raise NotWritten(LetterHeld.REUSED) from problem
        return standing  # the same letter, at the same moment
    return kept


def _the_same_number(
    actor: Actor, taken: TakenVisits | None, letter: Letter, digest: str, *, sent_at: datetime, now: datetime
) -> Answer:
    """A number that came before with something else in it: both are kept, this one under another number."""
    kept = _row(actor, taken, letter, digest, sent_at=sent_at, now=now)
    kept.client_id = uuid5(letter.client_id, digest)
    standing = VisitLetter.objects.filter(client_id=kept.client_id).first()
    if standing is None:
        standing = _hold(actor, kept, letter, NotWritten(LetterHeld.REUSED), now)
    return _answer(standing)


@transaction.atomic
def _hold(actor: Actor, kept: VisitLetter, letter: Letter, problem: NotWritten, now: datetime) -> VisitLetter:
    kept.pk, kept.state, kept.made = None, LetterState.HELD, None
    kept.because, kept.said, kept.letter = problem.because, problem.said[:300], dict(letter.sealed)
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError:  # the same, at the same moment
        return VisitLetter.objects.get(client_id=kept.client_id)
    about = [registry.number_of_household(kept.household_id)] if kept.household_id else []
    detail: dict[str, str | int | bool] = {"because": str(kept.because), "letter": kept.pk}
    record("casework.visit_letter_held", actor=actor, about=about, at=now, detail=detail)
    return kept


def _answer(kept: VisitLetter) -> Answer:
    """What is answered for a letter: the same each time it is asked, until somebody settles it."""
    if kept.state == LetterState.HELD:
        why = kept.said or _("%(why)s.") % {"why": LetterHeld(kept.because).label}
        where = _("It is kept on the server, and stands under “Came back from visits”.")
        return Answer(ItemState.HELD, str(kept.pk), f"{why} {where}")
    if kept.state == LetterState.NOTE:
        return Answer(ItemState.NOTE, str(kept.pk), kept.said)
    return Answer(ItemState.ACCEPTED, str(kept.pk))
