"""Saying of two persons who look the same whether they are one. Nothing is merged: a mark and a link."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.registry import policies
from nabij.registry.models import PersonPair
from nabij.registry.queries.doubles import both_in_sight
from nabij.registry.queries.subjects import number_of_person
from nabij.registry.types import NotPossible, PairVerdict, clean_text


@transaction.atomic
def decide_on_pair(
    *, actor: Actor, first_id: int, second_id: int, verdict: PairVerdict, note: str, now: datetime
) -> int:
    """Say that two persons are the same, or are not, and how one knows; returns the number of the mark.

    The actor sees and may change a household of each. What a colleague said meanwhile is not written over.
    A repeat changes nothing. Raises NotFoundHere, Refused, NotPossible.
    """
    sights = both_in_sight(actor, first_id, second_id, at=now)
    require(policies.may_decide_on_pair(actor, sights))
    note = clean_text(note, longest=300, field="note")
    if not note:
        raise NotPossible(_("Write how you know, such as: their mother says so."), field="note")
    low, high = sorted((first_id, second_id))
    try:
        with transaction.atomic():
            pair = PersonPair.objects.create(
                first_id=low,
                second_id=high,
                verdict=verdict,
                note=note,
                decided_at=now,
                decided_by_id=actor.staff_id,
            )
    except IntegrityError:
        standing = PersonPair.objects.get(first=low, second=high, ended_at=None)
        if standing.verdict == verdict:
            return standing.pk
        raise NotPossible(
            _("A colleague said something else of these two: %(verdict)s. Take that back first.")
            % {"verdict": standing.get_verdict_display()}
        ) from None
    about = [number_of_person(low), number_of_person(high)]
    detail: dict[str, str | int | bool] = {"verdict": str(verdict)}
    record("registry.pair_decided", actor=actor, about=about, at=now, detail=detail)
    return pair.pk


@transaction.atomic
def take_back_verdict(*, actor: Actor, first_id: int, second_id: int, now: datetime) -> None:
    """Take back what was said of two persons; it stays as history. A repeat changes nothing.

    Raises NotFoundHere, Refused.
    """
    sights = both_in_sight(actor, first_id, second_id, at=now)
    require(policies.may_decide_on_pair(actor, sights))
    low, high = sorted((first_id, second_id))
    ended = PersonPair.objects.filter(first=low, second=high, ended_at=None)
    if ended.update(ended_at=now, ended_by=actor.staff_id):
        about = [number_of_person(low), number_of_person(high)]
        record("registry.verdict_taken_back", actor=actor, about=about, at=now)
