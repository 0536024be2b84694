"""What the lead of a collection sees: how far the lists are, pairs to look at, and the result."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from nabij.audit import actions as audit
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.kernel.purposes import Purpose
from nabij.registry import policies
from nabij.registry.models import (
    ChildPair,
    ListCollection,
    ListedChild,
    ListInvitation,
    ListRow,
    OwnerQuestion,
    PairDecision,
    RowState,
    Verdict,
)
from nabij.registry.queries.list_result import ListChild, live_children, live_pairs, result_of
from nabij.registry.types.lists import Result, ResultDoor


def collections(actor: Actor) -> QuerySet[ListCollection]:
    """The collections that the actor leads or was named for. Raises Refused."""
    require(policies.may_lead_lists(actor))
    return (
        ListCollection.objects.filter(
            Q(lead_id=actor.staff_id) | Q(viewers__user_id=actor.staff_id), town__in=actor.towns
        )
        .select_related("lead")
        .distinct()
    )


def collection(actor: Actor, number: int) -> ListCollection:
    """One of them. Raises NotFoundHere."""
    if not policies.may_lead_lists(actor).allowed:
        raise NotFoundHere
    found = collections(actor).filter(pk=number).first()
    if found is None:
        raise NotFoundHere
    return found


@dataclass(frozen=True, slots=True)
class PartnerProgress:
    """How far one partner is. Numbers only."""

    invitation: ListInvitation
    members: tuple[str, ...]
    rows: int
    children: int
    problems: int
    unwanted: int
    withdrawn: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a collection is, and what to do next: invite, wait, compare, review, freeze or nothing."""

    partners: tuple[PartnerProgress, ...]
    rows: int
    children: int
    unwanted: int
    merged_by_machine: int
    open_pairs: int
    asked_pairs: int
    decided: int
    next_step: str


def progress(actor: Actor, number: int) -> Progress:
    """Where a collection stands, in numbers. Raises NotFoundHere."""
    found = collection(actor, number)
    partners = tuple(_partners(found))
    pairs = live_pairs(found.pk)
    counts = pairs.aggregate(
        machine=Count("pk", filter=Q(by_machine=True, verdict=Verdict.SAME)),
        open=Count("pk", filter=Q(verdict=Verdict.OPEN, is_question=True)),
        asked=Count("pk", filter=Q(verdict=Verdict.ASKED)),
        decided=Count("pk", filter=Q(by_machine=False, verdict__in=(Verdict.SAME, Verdict.DIFFERENT))),
    )
    return Progress(
        partners,
        sum(one.rows for one in partners),
        sum(one.children for one in partners),
        sum(one.unwanted for one in partners),
        counts["machine"],
        counts["open"],
        counts["asked"],
        counts["decided"],
        _next_step(found, partners, counts["open"], counts["asked"]),
    )


def _partners(found: ListCollection) -> list[PartnerProgress]:
    live = Q(rows__state=RowState.LIVE)
    children = (
        ListedChild.objects.filter(row__invitation=OuterRef("pk"), row__state=RowState.LIVE)
        .order_by()
        .values("row__invitation")
        .annotate(count=Count("pk"))
        .values("count")
    )
    invitations = (
        found.invitations.select_related("partner")
        .prefetch_related("partner__members__user")
        .annotate(
            row_count=Count("rows", filter=live),
            problem_count=Count("rows", filter=live & ~Q(rows__problems=[])),
            unwanted_count=Count("rows", filter=Q(rows__state=RowState.UNWANTED)),
            withdrawn_count=Count("rows", filter=Q(rows__state=RowState.WITHDRAWN)),
            last_at=Max("rows__added_at", filter=live),
            child_count=Subquery(children),
        )
        .order_by("partner__name", "pk")
    )
    return [
        PartnerProgress(
            one,
            tuple(member.user.name for member in one.partner.members.all()),
            one.row_count,
            one.child_count or 0,
            one.problem_count,
            one.unwanted_count,
            one.withdrawn_count,
            one.last_at,
        )
        for one in invitations
    ]


def _next_step(
    found: ListCollection, partners: Sequence[PartnerProgress], open_pairs: int, asked: int
) -> str:
    rows = sum(one.rows for one in partners)
    if found.is_frozen:
        step = "frozen"
    elif not partners:
        step = "invite"
    elif not rows:
        step = "wait"
    elif not found.is_compared:
        step = "compare"
    elif open_pairs:
        step = "review"
    else:
        step = "answers" if asked else "freeze"
    return step


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two children side by side, as the lead of the lists sees them, with questions that were answered."""

    pair: ChildPair
    left: ListChild
    right: ListChild
    answers: tuple[OwnerQuestion, ...]
    position: int
    waiting: int
    total: int


@transaction.atomic
def pair_to_review(
    actor: Actor, number: int, *, now: datetime, after: int | None = None, only: int | None = None
) -> ShownPair | None:
    """The next pair that waits for a person, in the order of their turns, or None. Raises NotFoundHere.

    `after` skips what was put off; `only` gives this pair whatever its verdict.
    """
    found = collection(actor, number)
    pairs = live_pairs(found.pk)
    waiting = pairs.filter(verdict=Verdict.OPEN, is_question=True).order_by("turn", "pk")
    if only is not None:
        chosen = pairs.filter(pk=only).first()
        if chosen is None:
            raise NotFoundHere
    else:
        chosen = _after(waiting, after)
    if chosen is None:
        return None
    said = Q(by_machine=False) & ~Q(verdict=Verdict.OPEN)
    probable = pairs.filter(said | Q(verdict=Verdict.OPEN, is_question=True)).count()
    children = {one.pk: one for one in live_children(found.pk, only=(chosen.left_id, chosen.right_id))}
    left, right = children[chosen.left_id], children[chosen.right_id]
    _log(actor, found, (left.row.identity, right.row.identity), now)
    open_count = waiting.count()
    answers = tuple(chosen.questions.exclude(answer="").order_by("pk"))
    return ShownPair(chosen, left, right, answers, probable - open_count + 1, open_count, probable)


def _after(waiting: QuerySet[ChildPair], after: int | None) -> ChildPair | None:
    """The next pair below one that was put off, and again the first when there is none below."""
    put_off = ChildPair.objects.filter(pk=after).first() if after else None
    if put_off is None:
        return waiting.first()
    below = waiting.filter(Q(turn__gt=put_off.turn) | Q(turn=put_off.turn, pk__gt=put_off.pk)).first()
    return below or waiting.first()


def _log(
    actor: Actor,
    found: ListCollection,
    about: Collection[object],
    now: datetime,
    event: str = "registry.partner_lists_read",
) -> None:
    audit.record_read(
        event,
        actor=actor,
        about=list(dict.fromkeys(about)),  # type: ignore[arg-type]
        purpose=Purpose.PARTNER_LIST,
        at=now,
        detail={"collection": found.pk},
    )


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A verdict of a person, with both names, and whether it can be taken back."""

    decision: PairDecision
    left: ListChild
    right: ListChild
    can_undo: bool


@transaction.atomic
def decisions(
    actor: Actor, number: int, *, now: datetime, page: int = 1, size: int = 30
) -> tuple[list[ShownDecision], int]:
    """What people said about pairs, the last first, and how many there are. Raises NotFoundHere."""
    found = collection(actor, number)
    said = (
        PairDecision.objects.filter(pair__in=live_pairs(found.pk))
        .select_related("pair", "decided_by", "undone_by")
        .order_by("-pk")
    )
    latest = dict(
        PairDecision.objects.filter(pair__collection=found.pk)
        .values("pair")
        .annotate(last=Max("pk"))
        .values_list("pair", "last")
    )
    shown = list(said[(page - 1) * size : page * size])
    keys = {key for one in shown for key in (one.pair.left_id, one.pair.right_id)}
    children = {one.pk: one for one in live_children(found.pk, only=keys)}
    _log(actor, found, [child.row.identity for child in children.values()], now)
    return [
        ShownDecision(
            one,
            children[one.pair.left_id],
            children[one.pair.right_id],
            latest[one.pair_id] == one.pk and one.undoes_id is None and not found.is_frozen,
        )
        for one in shown
    ], said.count()


@transaction.atomic
def asked_pairs(actor: Actor, number: int, *, now: datetime) -> list[tuple[ChildPair, ListChild, ListChild]]:
    """Pairs that wait for an answer of a partner. Raises NotFoundHere."""
    found = collection(actor, number)
    pairs = list(live_pairs(found.pk).filter(verdict=Verdict.ASKED))
    keys = {key for one in pairs for key in (one.left_id, one.right_id)}
    children = {one.pk: one for one in live_children(found.pk, only=keys)}
    about = [child.row.identity for child in children.values()]
    _log(actor, found, about, now, "registry.asked_pairs_read")
    return [(one, children[one.left_id], children[one.right_id]) for one in pairs]


@transaction.atomic
def result_page(
    actor: Actor, number: int, *, now: datetime, page: int = 1, size: int = 50
) -> tuple[tuple[ResultDoor, ...], Result]:
    """One page of doors, and the whole that they are a part of (for its numbers). Raises NotFoundHere."""
    found = collection(actor, number)
    whole = result_of(found.pk)
    shown = whole.doors[(page - 1) * size : page * size]
    _log(actor, found, [identity for door in shown for identity in door.identities], now)
    return shown, whole


@transaction.atomic
def whole_result(actor: Actor, number: int, *, now: datetime) -> Result:
    """All of it, to save as a file; the log says that it left. Raises NotFoundHere."""
    found = collection(actor, number)
    whole = result_of(found.pk)
    about = dict.fromkeys(identity for door in whole.doors for identity in door.identities)
    audit.record_read(
        "registry.partner_lists_exported",
        actor=actor,
        about=list(about),
        purpose=Purpose.PARTNER_LIST,
        at=now,
        detail={"collection": found.pk},
    )
    return whole


def unwanted_count(number: int) -> int:
    """How many rows were taken off because the family does not want to be contacted."""
    return ListRow.objects.filter(invitation__collection=number, state=RowState.UNWANTED).count()
