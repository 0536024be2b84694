"""The hand-over of a household: its checklist, asking back, and accepting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import Handover, HandoverItem, HandoverQuestion
from nabij.casework.types import ChangedMeanwhile, FamilyTold, HandoverPoint, HandoverState, worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, Sight, clean_text
from nabij.registry.types.hooks import ContactMove


def follow_moves(moves: Sequence[ContactMove], actor: Actor, now: datetime) -> None:
    """When households get another contact person: each gets a checklist, and one that was open ends.

    Called by the registry, in the same transaction. What was just taken back needs none.
    """
    homes = [move.household_id for move in moves]
    taken_back = set(
        Handover.objects.filter(
            household__in=homes, state=HandoverState.TAKEN_BACK, ended_at=now
        ).values_list("household", flat=True)
    )
    Handover.objects.open().filter(household__in=homes).update(
        state=HandoverState.PASSED_ON, ended_at=now, ended_by=actor.staff_id
    )
    Handover.objects.bulk_create(
        Handover(
            household_id=move.household_id,
            from_staff_id=move.from_staff_id,
            to_staff_id=move.to_staff_id,
            given_at=now,
            given_by_id=actor.staff_id,
        )
        for move in moves
        if move.from_staff_id is not None and move.household_id not in taken_back
    )


@dataclass(frozen=True, slots=True)
class Checklist:
    """What somebody fills in: points that are ticked or told, and how it stands with the family."""

    points: Mapping[HandoverPoint, tuple[bool, str]]
    family: FamilyTold | None = None
    family_words: str = ""
    keeps_family: bool = False
    """What stands about the family stays: whoever fills this in does not see it."""

    def checked(self) -> Checklist:
        """The same with clean texts. Raises NotPossible when it is not said how the family was told."""
        points = {
            point: (is_done, clean_text(words, longest=300, field=f"{point}_words"))
            for point, (is_done, words) in self.points.items()
        }
        words = clean_text(self.family_words, longest=300, field="family_words")
        if bool(self.family) != bool(words):
            field = "family_words" if self.family else "family_told"
            raise NotPossible(
                _("Say whether the family knows who comes, and how they were told or why not: both."),
                field=field,
            )
        return Checklist(points, self.family, words, self.keeps_family)


@transaction.atomic
def note_checklist(
    *,
    actor: Actor,
    handover_id: int,
    checklist: Checklist,
    base_version: int,
    client_id: UUID,
    now: datetime,
) -> int:
    """Tick points of an open hand-over or write a few words at them.

    Only points that are given change. `base_version` is the hand-over as it was seen. Raises NotFoundHere,
    Refused, NotPossible, ChangedMeanwhile, ClientIdReused.
    """
    handover, sight = _open_one(actor, handover_id, now)
    require(policies.may_prepare_handover(actor, sight, giver_id=handover.from_staff_id))
    checklist = checklist.checked()

    def work() -> int:
        if handover.version != base_version:
            raise ChangedMeanwhile
        for point, (is_done, words) in checklist.points.items():
            _note(handover, point, is_done, words, actor, now)
        told = (checklist.family or "", checklist.family_words)
        if not checklist.keeps_family and told != (handover.family_told, handover.family_words):
            handover.family_told, handover.family_words = checklist.family or "", checklist.family_words
            handover.family_by_id = actor.staff_id if checklist.family else None
        handover.version += 1
        handover.save()
        _tell("casework.handover_noted", handover, actor, now)
        return handover.pk

    content = {"handover": handover_id, "checklist": str(checklist), "base": base_version}
    return once("casework.checklist", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _note(
    handover: Handover, point: HandoverPoint, is_done: bool, words: str, actor: Actor, now: datetime
) -> None:
    standing = HandoverItem.objects.filter(handover=handover, point=point).first()
    if not is_done and not words:
        if standing is not None:
            standing.delete()
        return
    if standing is not None and (standing.is_done, standing.words) == (is_done, words):
        return
    by = worker(actor)
    HandoverItem.objects.update_or_create(
        handover=handover,
        point=point,
        defaults={"is_done": is_done, "words": words, "noted_at": now, "noted_by_id": by},
    )


@transaction.atomic
def accept_handover(*, actor: Actor, handover_id: int, now: datetime) -> None:
    """Whoever got the household accepts it: the hand-over ends. A repeat changes nothing.

    First it is said how the family was told, or why not, and what was asked back is answered. Raises
    NotFoundHere, Refused, NotPossible.
    """
    handover, sight = _one(actor, handover_id, now)
    require(policies.may_accept_handover(actor, sight, receiver_id=handover.to_staff_id))
    if handover.state == HandoverState.ACCEPTED:
        return
    _require_open(handover)
    if not handover.family_told:
        raise NotPossible(
            _("First say whether the family knows who comes, and how they were told or why not."),
            field="family_told",
        )
    if handover.state == HandoverState.ASKED:
        raise NotPossible(
            _("You asked something back that has no answer yet. Write the answer first, when you know it.")
        )
    handover.state, handover.ended_at, handover.ended_by_id = HandoverState.ACCEPTED, now, worker(actor)
    handover.version += 1
    handover.save()
    _tell("casework.handover_accepted", handover, actor, now)


@transaction.atomic
def ask_back(*, actor: Actor, handover_id: int, asked: str, client_id: UUID, now: datetime) -> int:
    """Whoever got the household asks something before accepting it; returns the number of the question.

    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    handover, sight = _open_one(actor, handover_id, now)
    require(policies.may_accept_handover(actor, sight, receiver_id=handover.to_staff_id))
    words = clean_text(asked, longest=500, field="asked")
    if not words:
        raise NotPossible(_("Write what you want to know."), field="asked")

    def work() -> int:
        try:
            with transaction.atomic():
                made = HandoverQuestion.objects.create(
                    handover=handover, asked=words, asked_at=now, asked_by_id=worker(actor)
                )
        except IntegrityError:
            raise NotPossible(
                _("Another question waits for its answer. Ask this one after that."), field="asked"
            ) from None
        _becomes(handover, HandoverState.ASKED)
        _tell("casework.handover_asked_back", handover, actor, now)
        return made.pk

    content = {"handover": handover_id, "asked": words}
    return once("casework.ask_back", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def answer_question(*, actor: Actor, handover_id: int, answer: str, now: datetime) -> None:
    """Answer what was asked back; then the hand-over waits to be accepted again.

    Raises NotFoundHere, Refused, NotPossible, ChangedMeanwhile when somebody answered it just before.
    """
    handover, sight = _open_one(actor, handover_id, now)
    require(policies.may_prepare_handover(actor, sight, giver_id=handover.from_staff_id))
    words = clean_text(answer, longest=500, field="answer")
    if not words:
        raise NotPossible(_("Write the answer, or that nobody knows it."), field="answer")
    answered = HandoverQuestion.objects.filter(handover=handover, answer="").update(
        answer=words, answered_at=now, answered_by=actor.staff_id
    )
    if not answered:
        raise ChangedMeanwhile
    _becomes(handover, HandoverState.OPEN)
    _tell("casework.handover_answered", handover, actor, now)


def _becomes(handover: Handover, state: HandoverState) -> None:
    handover.state = state
    handover.version += 1
    handover.save(update_fields=["state", "version"])


def _one(actor: Actor, handover_id: int, now: datetime) -> tuple[Handover, Sight]:
    handover = Handover.objects.select_for_update(of=("self",)).filter(pk=handover_id).first()
    if handover is None:
        raise NotFoundHere
    _household, sight = registry.household_in_sight(actor, handover.household_id, at=now)
    if not policies.may_see_handover(actor, sight).allowed:
        raise NotFoundHere
    return handover, sight


def _open_one(actor: Actor, handover_id: int, now: datetime) -> tuple[Handover, Sight]:
    handover, sight = _one(actor, handover_id, now)
    _require_open(handover)
    return handover, sight


def _require_open(handover: Handover) -> None:
    if handover.ended_at is not None:
        raise NotPossible(_("This hand-over ended already. What was typed was not kept."))


def _tell(event: str, handover: Handover, actor: Actor, now: datetime) -> None:
    about = [registry.number_of_household(handover.household_id)]
    record(event, actor=actor, about=about, at=now, detail={"handover": handover.pk})
