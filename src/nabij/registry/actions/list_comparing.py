"""Comparing lists: pairs that may be one child, what the machine merges, and which parts hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from nabij.audit import actions as audit
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry.actions.lists import own_collection
from nabij.registry.models import ChildPair, ListCollection, ListRow, RememberedPair, RowState, Verdict
from nabij.registry.queries import list_result
from nabij.registry.queries.list_result import (
    EVERYTHING,
    ListChild,
    Parts,
    decisions_of,
    fingerprint,
    linkage_rows,
    live_children,
    put_together,
)
from nabij.registry.queries.list_wishes import unwanted_rows
from nabij.registry.types.lists import RowsChangedMeanwhile
from nabij_methods.linkage.doors import ties
from nabij_methods.linkage.judging import Level
from nabij_methods.linkage.linker import Pair, RuleLinker

_BY_PEOPLE = (Verdict.SAME, Verdict.DIFFERENT, Verdict.ASKED)


def compare_lists(*, actor: Actor, collection: int, now: datetime) -> ListCollection:
    """Find pairs that may be one child; merge the certain ones, and those that a person said before.

    What people said about pairs that are still there stays. Raises NotFoundHere, ListFrozen,
    RowsChangedMeanwhile.
    """
    with transaction.atomic():
        found = own_collection(actor, collection)
        _leave_out_unwanted(found.pk, now)
        children = {child.row_id: child for child in live_children(found.pk)}
        audit.record_read(
            "registry.lists_compared",
            actor=actor,
            about=_identities(children.values()),
            purpose=Purpose.PARTNER_LIST,
            at=now,
            detail={"collection": found.pk},
        )
        said = decisions_of(found.pk)
    pairs = RuleLinker().pairs(linkage_rows(children.values()), decisions=said)
    with transaction.atomic():
        standing = own_collection(actor, collection)
        if standing.turn != found.turn:
            raise RowsChangedMeanwhile(
                _("A list changed while they were being compared. Nothing was merged. Compare again.")
            )
        _keep_pairs(standing, children, pairs, now)
        _keep_parts(standing.pk, children)
        standing.compared_turn = standing.turn
        standing.result_hash = settle(standing.pk)
        standing.save(update_fields=["compared_turn", "result_hash"])
    return standing


def _leave_out_unwanted(collection: int, now: datetime) -> None:
    """Rows of who does not want to be contacted stop counting, and count again when the wish ended."""
    unwanted = unwanted_rows(collection, on=now.date())
    rows = ListRow.objects.filter(invitation__collection=collection)
    rows.filter(state=RowState.LIVE, identity__in=unwanted).update(state=RowState.UNWANTED)
    rows.filter(state=RowState.UNWANTED).exclude(identity__in=unwanted).update(state=RowState.LIVE)


def _identities(children: Any) -> list[UUID]:
    return list(dict.fromkeys(child.row.identity for child in children))


def _keep_pairs(
    collection: ListCollection, children: Mapping[str, ListChild], pairs: Sequence[Pair], now: datetime
) -> None:
    """Put the pairs of a comparison in the place of those before; what people said stays."""
    by_people = ChildPair.objects.filter(collection=collection, by_machine=False, verdict__in=_BY_PEOPLE)
    said = {(pair.left_id, pair.right_id): pair.pk for pair in by_people}
    ChildPair.objects.filter(collection=collection).exclude(pk__in=said.values()).delete()
    new = [
        _pair(collection, children[pair.one], children[pair.other], pair)
        for pair in pairs
        if (int(pair.one), int(pair.other)) not in said
    ]
    keys = {memory_key(children[pair.one], children[pair.other]) for pair in pairs}
    remembered = dict(
        RememberedPair.objects.filter(town=collection.town, key__in=keys).values_list("key", "is_same")
    )
    for one in new:
        left, right = list_result.key_of(one.left_id, one.right_id)
        if (is_same := remembered.get(memory_key(children[left], children[right]))) is not None:
            one.verdict = Verdict.SAME if is_same else Verdict.DIFFERENT
            one.by_machine = one.remembered = True
    ChildPair.objects.bulk_create(new, batch_size=500)


def _keep_parts(collection: int, children: Mapping[str, ListChild]) -> None:
    """Number the parts of the lists that do not touch one another: by no pair, no row, and no door."""
    roots = {child.row.pk: child.row.pk for child in children.values()}

    def root(row: int) -> int:
        while roots[row] != row:
            roots[row] = roots[roots[row]]
            row = roots[row]
        return row

    for one, other in ties(linkage_rows(children.values())):
        roots[root(children[one].row.pk)] = root(children[other].row.pk)
    for left, right in list_result.live_pairs(collection).values_list("left__row", "right__row"):
        roots[root(left)] = root(right)
    rows = ListRow.objects.filter(invitation__collection=collection)
    rows.update(part=F("pk"))
    joined = [ListRow(pk=row, part=root(row)) for row in roots if root(row) != row]
    ListRow.objects.bulk_update(joined, ["part"], batch_size=200)


def parts_of(collection: ListCollection, pair: ChildPair) -> Parts:
    """The parts in which this pair stands; everything, when rows changed since the lists were compared.

    A pair of two parts makes them one from now on.
    """
    one, other = pair.left.row.part, pair.right.row.part
    if not collection.is_compared or one is None or other is None:
        return EVERYTHING
    if one != other:
        ListRow.objects.filter(invitation__collection=collection, part=other).update(part=one)
    return frozenset({one})


def settle(collection: int, parts: Parts = EVERYTHING) -> str:
    """Write down what the machine merges and what a person must look at; give the hash of the result."""
    result, grouping = put_together(collection, parts)
    group_of = {row_id: place for place, group in enumerate(grouping.groups) for row_id in group}
    changed = []
    for pair in list_result.live_pairs(collection, parts):
        key = list_result.key_of(pair.left_id, pair.right_id)
        before = (pair.verdict, pair.by_machine, pair.is_question, pair.turn)
        pair.is_question, pair.turn = key in grouping.turns, grouping.turns.get(key, pair.turn)
        if pair.level == Level.CERTAIN and not pair.remembered and (pair.by_machine or not pair.verdict):
            pair.by_machine = group_of[key[0]] == group_of[key[1]]
            pair.verdict = Verdict.SAME if pair.by_machine else Verdict.OPEN
        if before != (pair.verdict, pair.by_machine, pair.is_question, pair.turn):
            changed.append(pair)
    ChildPair.objects.bulk_update(changed, ["verdict", "by_machine", "is_question", "turn"], batch_size=200)
    return result.content_hash


def _pair(collection: ListCollection, one: ListChild, other: ListChild, pair: Pair) -> ChildPair:
    evidence = pair.comparison.evidence
    return ChildPair(
        collection=collection,
        left_id=one.pk,
        right_id=other.pk,
        level=pair.level.value,
        reasons={
            "evidence": {} if evidence is None else asdict(evidence),
            "doubts": [doubt.value for doubt in pair.comparison.judgement.doubts],
        },
        strength=pair.comparison.judgement.points,
    )


def memory_key(one: ListChild, other: ListChild) -> str:
    """The keyed hash under which a verdict is remembered: it tells nothing to who does not hold both rows."""
    text = "\n".join(sorted((fingerprint(one), fingerprint(other))))
    return salted_hmac("nabij.registry.remembered_pairs", text, algorithm="sha256").hexdigest()
