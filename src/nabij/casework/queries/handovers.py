"""Hand-overs: one with its checklist, and those that wait for somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Handover
from nabij.casework.types import FamilyTold, HandoverPoint, HandoverState
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.types import Sight
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class ChecklistPoint:
    """One point. `words` are empty when somebody does not see what colleagues tell one another here."""

    point: HandoverPoint
    is_done: bool
    words: str
    has_words: bool
    by: str
    noted_on: date | None


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A question with its answer; both empty when they are not for this reader."""

    asked: str
    by: str
    answer: str
    answered_by: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A hand-over as somebody sees it."""

    handover_id: int
    household_id: int
    name: str
    state: HandoverState
    from_name: str
    to_name: str
    given_on: date
    points: tuple[ChecklistPoint, ...]
    family_told: FamilyTold | None
    family_words: str
    questions: tuple[AskedBack, ...]
    version: int
    sees_words: bool
    may_prepare: bool
    may_accept: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits to be accepted or answered."""
        return self.state in (HandoverState.OPEN, HandoverState.ASKED)


@transaction.atomic
def handover_of(actor: Actor, handover_id: int, *, purpose: Purpose, on: date, now: datetime) -> HandoverView:
    """One hand-over with its checklist and questions; a line in the log. Raises NotFoundHere."""
    found = Handover.objects.filter(pk=handover_id).prefetch_related("items", "questions").first()
    if found is None:
        raise NotFoundHere
    household, sight = registry.household_in_sight(actor, found.household_id, at=now)
    if not policies.may_see_handover(actor, sight).allowed:
        raise NotFoundHere
    about = registry.concerned(household, on=on)
    record_read("casework.handover_read", actor=actor, about=about, purpose=purpose, at=now)
    named = registry.households_named(actor, [found.household_id], purpose=purpose, on=on, now=now)
    items, questions = list(found.items.all()), list(found.questions.all())
    writers = {one.noted_by_id for one in items} | {one.asked_by_id for one in questions}
    writers |= {one.answered_by_id for one in questions if one.answered_by_id}
    names = staff.names_of(writers | {found.from_staff_id, found.to_staff_id})
    sees_all = policies.sees_whole_story(sight)
    is_open = found.ended_at is None
    prepares = policies.may_prepare_handover(actor, sight, giver_id=found.from_staff_id).allowed
    accepts = policies.may_accept_handover(actor, sight, receiver_id=found.to_staff_id).allowed
    return HandoverView(
        handover_id=found.pk,
        household_id=found.household_id,
        name=named[found.household_id].name,
        state=HandoverState(found.state),
        from_name=names.get(found.from_staff_id, ""),
        to_name=names.get(found.to_staff_id, ""),
        given_on=day_of(found.given_at),
        points=_points(found, sight, names),
        family_told=FamilyTold(found.family_told) if found.family_told else None,
        family_words=_words(sight, found.family_words, found.family_by_id),
        questions=_questions(found, sight, names),
        version=found.version,
        sees_words=sees_all,
        may_prepare=is_open and prepares,
        may_accept=is_open and accepts,
    )


def _words(sight: Sight, words: str, written_by: int | None) -> str:
    return words if policies.sees_handover_words(sight, written_by=written_by) else ""


def _points(found: Handover, sight: Sight, names: dict[int, str]) -> tuple[ChecklistPoint, ...]:
    noted = {one.point: one for one in found.items.all()}
    points = []
    for point in HandoverPoint:
        one = noted.get(point)
        points.append(
            ChecklistPoint(
                point=point,
                is_done=bool(one and one.is_done),
                words=_words(sight, one.words, one.noted_by_id) if one else "",
                has_words=bool(one and one.words),
                by=names.get(one.noted_by_id, "") if one else "",
                noted_on=day_of(one.noted_at) if one else None,
            )
        )
    return tuple(points)


def _questions(found: Handover, sight: Sight, names: dict[int, str]) -> tuple[AskedBack, ...]:
    return tuple(
        AskedBack(
            asked=_words(sight, one.asked, one.asked_by_id),
            by=names.get(one.asked_by_id, ""),
            answer=_words(sight, one.answer, one.answered_by_id),
            answered_by=names.get(one.answered_by_id or 0, ""),
            is_open=not one.answer,
        )
        for one in found.questions.all()
    )


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """An open hand-over on a list."""

    handover_id: int
    household_id: int
    name: str
    from_name: str
    to_name: str
    given_on: date
    is_asked: bool
    is_to_me: bool


def waiting_for(actor: Actor) -> list[Handover]:
    """Open hand-overs that this actor has to accept, or gave and has to answer; the oldest first."""
    to_me = Handover.objects.open().filter(to_staff=actor.staff_id)
    from_me = Handover.objects.filter(from_staff=actor.staff_id, state=HandoverState.ASKED)
    return list((to_me | from_me).order_by("given_at", "pk"))


def open_handovers(household_ids: Collection[int] | registry.Ids) -> list[Handover]:
    """Open hand-overs of these households, the oldest first."""
    return list(Handover.objects.open().filter(household__in=household_ids).order_by("given_at", "pk"))


def lines_of(
    handovers: Collection[Handover], named: dict[int, registry.Named], actor: Actor
) -> tuple[HandoverLine, ...]:
    """Lines of a list, of the households that are named: those that the actor sees."""
    names = staff.names_of({one.from_staff_id for one in handovers} | {one.to_staff_id for one in handovers})
    return tuple(
        HandoverLine(
            handover_id=one.pk,
            household_id=one.household_id,
            name=named[one.household_id].name,
            from_name=names.get(one.from_staff_id, ""),
            to_name=names.get(one.to_staff_id, ""),
            given_on=day_of(one.given_at),
            is_asked=one.state == HandoverState.ASKED,
            is_to_me=one.to_staff_id == actor.staff_id,
        )
        for one in handovers
        if one.household_id in named
    )
