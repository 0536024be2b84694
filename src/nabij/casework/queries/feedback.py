"""What families agreed that a school may read, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import AgreedFeedback
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.queries.households import members_of
from nabij.registry.types import Sight
from nabij.staff import queries as staff

if TYPE_CHECKING:
    from nabij.registry.models import Household


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence for a school, about one pupil."""

    number: int
    household_id: int
    person: str
    school: str
    sentence: str
    agreed_with: str
    agreed_on: date
    by: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """All sentences of a household, those that hold now first."""

    sentences: tuple[Sentence, ...]
    may_agree: bool


@transaction.atomic
def feedback_of(
    actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime
) -> FeedbackView:
    """What was agreed with a household that a school may read. Raises NotFoundHere."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    about = registry.concerned(household, on=on)
    record_read("casework.feedback_read", actor=actor, about=about, purpose=purpose, at=now)
    found = list(AgreedFeedback.objects.filter(household=household_id).select_related("setting"))
    sentences = sorted(_sentences(found, _names(household, sight, on)), key=lambda one: one.is_withdrawn)
    return FeedbackView(tuple(sentences), policies.may_agree_feedback(actor, sight).allowed)


@transaction.atomic
def sentence_on_paper(actor: Actor, feedback_id: int, *, on: date, now: datetime) -> Sentence:
    """The one sentence that goes to a school, as it holds now. Raises NotFoundHere, also when withdrawn."""
    found = AgreedFeedback.objects.filter(pk=feedback_id, withdrawn_at=None).select_related("setting").first()
    if found is None:
        raise NotFoundHere
    household, sight = registry.household_in_sight(actor, found.household_id, at=now)
    about = registry.concerned(household, on=on)
    record_read("casework.feedback_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    return _sentences([found], _names(household, sight, on))[0]


def _names(household: Household, sight: Sight, on: date) -> dict[int, str]:
    """What the members of a household are called; the line in the log is already there."""
    return {one.person_id: one.naming.shown for one in members_of(household, sight, on=on)}


def _sentences(found: list[AgreedFeedback], people: dict[int, str]) -> list[Sentence]:
    names = staff.names_of({one.agreed_by_id for one in found})
    return [
        Sentence(
            number=one.pk,
            household_id=one.household_id,
            person=people.get(one.person_id, ""),
            school=one.setting.name,
            sentence=one.sentence,
            agreed_with=one.agreed_with,
            agreed_on=one.agreed_on,
            by=names.get(one.agreed_by_id, ""),
            is_withdrawn=one.withdrawn_at is not None,
        )
        for one in found
    ]
