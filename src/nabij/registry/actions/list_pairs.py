"""Saying who is the same child, asking a partner, taking a verdict back, and freezing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit import actions as audit
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.registry.actions.list_comparing import memory_key, parts_of, settle
from nabij.registry.actions.lists import own_collection, own_invitation, staff_id
from nabij.registry.models import (
    ChildPair,
    FrozenChild,
    FrozenDoor,
    ListCollection,
    OwnerQuestion,
    PairDecision,
    QuestionAnswer,
    RememberedPair,
    RowState,
    Verdict,
)
from nabij.registry.queries import list_result
from nabij.registry.queries.list_result import (
    EVERYTHING,
    exchanged,
    live_children,
    put_together,
    result_of,
)
from nabij.registry.types.lists import (
    ListProblem,
    NotComparedYet,
    PairsOpen,
    ResultDoor,
    SameIdOtherContent,
)


def _pair_of(actor: Actor, number: int) -> tuple[ListCollection, ChildPair]:
    """A pair of a collection of the actor; the collection locked. Raises NotFoundHere, ListFrozen."""
    known = ChildPair.objects.filter(pk=number).values_list("collection_id", flat=True).first()
    if known is None:
        raise NotFoundHere
    collection = own_collection(actor, known)
    pair = (
        ChildPair.objects.select_related("left__row", "right__row")
        .filter(pk=number, left__row__state=RowState.LIVE, right__row__state=RowState.LIVE)
        .first()
    )
    if pair is None:  # a comparison, or a correction of a row, took it away meanwhile
        raise NotFoundHere
    return collection, pair


@transaction.atomic
def decide_pair(*, actor: Actor, pair: int, verdict: Verdict, client_id: UUID, now: datetime) -> PairDecision:
    """Say that two rows are one child, or two; or ask their owners. The same `client_id` again changes
    nothing.

    Raises NotFoundHere, ListFrozen, SameIdOtherContent.
    """
    if standing := PairDecision.objects.filter(client_id=client_id).first():
        own_collection(actor, standing.pair.collection_id, to_change=False)
        if (standing.pair_id, standing.after) != (pair, verdict):
            raise SameIdOtherContent(_("Another answer was given in this form already. That one counts."))
        return standing
    collection, found = _pair_of(actor, pair)
    decision = _set_verdict(actor, collection, found, verdict, client_id, now)
    if verdict == Verdict.ASKED:
        _ask_owners(actor, found, now)
    return decision


def _set_verdict(
    actor: Actor,
    collection: ListCollection,
    pair: ChildPair,
    verdict: Verdict,
    client_id: UUID,
    now: datetime,
    undoes: PairDecision | None = None,
) -> PairDecision:
    before, was_machine = Verdict(pair.verdict), pair.by_machine
    parts = parts_of(collection, pair)
    part_before = "" if parts is EVERYTHING else put_together(collection.pk, parts)[0].content_hash
    pair.verdict = verdict
    pair.by_machine = undoes is not None and undoes.was_machine
    pair.remembered = pair.by_machine and pair.remembered
    pair.save(update_fields=["verdict", "by_machine", "remembered"])
    _remember(collection, pair, now)
    result_before = collection.result_hash
    part_after = settle(collection.pk, parts)
    whole = exchanged(result_before, before=part_before, after=part_after) if part_before else part_after
    collection.result_hash = whole
    collection.save(update_fields=["result_hash"])
    decision = PairDecision.objects.create(
        pair=pair,
        client_id=client_id,
        before=before,
        after=verdict,
        was_machine=was_machine,
        decided_by_id=staff_id(actor),
        decided_at=now,
        result_before=result_before,
        result_after=collection.result_hash,
        undoes=undoes,
    )
    audit.record(
        "registry.list_pair_decided" if undoes is None else "registry.list_pair_undone",
        actor=actor,
        about=dict.fromkeys((pair.left.row.identity, pair.right.row.identity)),
        at=now,
        detail={"pair": pair.pk, "verdict": verdict.value or "open"},
    )
    return decision


def _remember(collection: ListCollection, pair: ChildPair, now: datetime) -> None:
    """Keep what a person said for the next campaign; forget it when they took it back."""
    two = (pair.left_id, pair.right_id)
    children = {child.pk: child for child in live_children(collection.pk, only=two)}
    key = memory_key(children[pair.left_id], children[pair.right_id])
    if pair.verdict in (Verdict.SAME, Verdict.DIFFERENT) and not pair.by_machine:
        RememberedPair.objects.update_or_create(
            key=key,
            defaults={
                "town": collection.town,
                "is_same": pair.verdict == Verdict.SAME,
                "decided_at": now,
            },
        )
    else:
        RememberedPair.objects.filter(key=key).delete()


def _ask_owners(actor: Actor, pair: ChildPair, now: datetime) -> None:
    for child in (pair.left, pair.right):
        asked = OwnerQuestion.objects.filter(pair=pair, child=child)
        if not asked.exists():
            OwnerQuestion.objects.create(pair=pair, child=child, asked_by_id=staff_id(actor), asked_at=now)


@transaction.atomic
def undo_decision(*, actor: Actor, decision: int, client_id: UUID, now: datetime) -> PairDecision:
    """Take the last verdict on a pair back: the result is again what it was, byte for byte.

    Raises NotFoundHere, ListFrozen, and ListProblem when somebody decided on this pair later.
    """
    found = PairDecision.objects.select_related("pair").filter(pk=decision).first()
    if found is None:
        raise NotFoundHere
    collection, pair = _pair_of(actor, found.pair_id)
    if undone := PairDecision.objects.filter(undoes=found).first():
        return undone
    if PairDecision.objects.filter(pair=pair, pk__gt=found.pk).exists():
        raise ListProblem(_("Somebody decided on this pair later. Undo that decision first."))
    if found.after == Verdict.ASKED:
        OwnerQuestion.objects.filter(pair=pair, answer="").delete()
    return _set_verdict(actor, collection, pair, Verdict(found.before), client_id, now, undoes=found)


@transaction.atomic
def answer_question(
    *, actor: Actor, invitation: int, question: int, answer: QuestionAnswer, now: datetime
) -> None:
    """The owner says whether the own row is right. The pair goes back to who puts the lists together.

    Several questions about one row are answered at once. Raises NotFoundHere, ListFrozen.
    """
    asked = own_invitation(actor, invitation)
    found = OwnerQuestion.objects.filter(pk=question, child__row__invitation=asked).first()
    if found is None:
        raise NotFoundHere
    row = found.child.row
    waiting = OwnerQuestion.objects.filter(
        child__row__identity=row.identity, child__row__invitation=asked, answer=""
    )
    pairs = list(waiting.exclude(pair=None).values_list("pair_id", flat=True))
    waiting.update(answer=answer, answered_by_id=staff_id(actor), answered_at=now)
    open_still = OwnerQuestion.objects.filter(pair_id__in=pairs, answer="").values("pair_id")
    ChildPair.objects.filter(pk__in=pairs, verdict=Verdict.ASKED).exclude(pk__in=open_still).update(
        verdict=Verdict.OPEN
    )
    audit.record(
        "registry.list_question_answered",
        actor=actor,
        about=[row.identity],
        at=now,
        detail={"question": found.pk, "answer": answer.value},
    )


@transaction.atomic
def freeze_list(*, actor: Actor, collection: int, keep_doubts_apart: bool, now: datetime) -> ListCollection:
    """Freeze the list: from now on its doors and children are the number that figures are shares of.

    `keep_doubts_apart`: pairs that nobody settled count as two children; when in doubt, deliver.
    Raises NotFoundHere, ListFrozen, NotComparedYet, PairsOpen.
    """
    found = own_collection(actor, collection)
    if not found.is_compared:
        raise NotComparedYet(_("Rows changed after the lists were compared. Compare them again first."))
    waiting = open_pairs(found.pk)
    if waiting and not keep_doubts_apart:
        raise PairsOpen(
            _("%(count)s pairs are not settled yet. Look at them, or choose to keep them apart.")
            % {"count": waiting}
        )
    result = result_of(found.pk)
    _keep_doors(found, result.doors)
    found.frozen_at, found.frozen_by_id = now, staff_id(actor)
    found.frozen_doors, found.frozen_children = len(result.doors), result.children
    found.frozen_hash = result.content_hash
    found.save()
    audit.record(
        "registry.list_frozen",
        actor=actor,
        at=now,
        detail={"collection": found.pk, "doors": len(result.doors), "children": result.children},
    )
    return found


def open_pairs(collection: int) -> int:
    """How many pairs wait for a person."""
    waiting = (Verdict.OPEN, Verdict.ASKED)
    return list_result.live_pairs(collection).filter(verdict__in=waiting, is_question=True).count()


def _keep_doors(collection: ListCollection, doors: Sequence[ResultDoor]) -> None:
    kept = FrozenDoor.objects.bulk_create(
        FrozenDoor(
            collection=collection,
            number=door.number,
            subject=door.identities[0],
            said=_plain(door, ("addresses", "phones", "guardians", "languages")),
        )
        for door in doors
    )
    FrozenChild.objects.bulk_create(
        FrozenChild(
            door=row,
            position=position,
            birth=child.birth[0].value if child.birth else "",
            said=_plain(child, ("first", "last", "birth")),
        )
        for row, door in zip(kept, doors, strict=True)
        for position, child in enumerate(door.children, start=1)
    )


def _plain(holder: Any, names: Sequence[str]) -> dict[str, Any]:
    """Values with their sources, as JSON keeps them."""
    return {
        name: [
            {
                "value": told.value,
                "sources": [{**asdict(source), "identity": str(source.identity)} for source in told.sources],
            }
            for told in getattr(holder, name)
        ]
        for name in names
    }
