"""Decisions that differ from the rules become proposed cases, without anybody in them, for the editors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import CaseProposal, HeldRight
from nabij.casework.types import (
    MOST_PEOPLE_IN_A_CASE,
    ChangedMeanwhile,
    Feedback,
    ProposalState,
)
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text


@transaction.atomic
def propose_case(
    *,
    actor: Actor,
    household_id: int,
    right_id: str,
    case: Mapping[str, Any],
    engine_said: str,
    client_id: UUID,
    now: datetime,
) -> int:
    """Send a decision that differs as a case to the editors; returns the number of the right it was about.

    ``case`` is the household without anybody in it, as the worker saw it before sending. What is kept of it
    points at no household and no person. Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    _household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_keep_register(actor, sight))
    if len(case.get("persons", ())) > MOST_PEOPLE_IN_A_CASE:
        raise NotPossible(
            _(
                "So many people live here that somebody could recognise them. Tell an editor of the rules in "
                "person what was decided; nothing was sent."
            )
        )

    def work() -> int:
        number = _settled(household_id, right_id, Feedback.SENT)
        CaseProposal.objects.create(
            right_id=right_id, case=dict(case), engine_said=engine_said, month=f"{day_of(now):%Y-%m}"
        )
        _tell("casework.case_proposed", household_id, number, actor, now)
        return number

    content = {"household": household_id, "right": right_id}
    return once("casework.propose", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def leave_case(*, actor: Actor, household_id: int, right_id: str, now: datetime) -> None:
    """Choose not to send a decision that differs. Raises NotFoundHere, Refused."""
    _household, sight = registry.household_in_sight(actor, household_id, at=now, lock=True)
    require(policies.may_keep_register(actor, sight))
    _tell("casework.case_left", household_id, _settled(household_id, right_id, Feedback.NOT_SENT), actor, now)


def _settled(household_id: int, right_id: str, feedback: Feedback) -> int:
    """Won by one of two who choose at the same time. Raises NotFoundHere when there is nothing to choose."""
    held = HeldRight.objects.filter(household=household_id, right_id=right_id, feedback=Feedback.DIFFERS)
    number = held.values_list("pk", flat=True).first()
    if number is None or not held.update(feedback=feedback):
        raise NotFoundHere
    return number


def _tell(event: str, household_id: int, number: int, actor: Actor, now: datetime) -> None:
    about = [registry.number_of_household(household_id)]
    record(event, actor=actor, about=about, at=now, detail={"held_right": number})


@transaction.atomic
def settle_proposal(
    *, actor: Actor, proposal_id: int, is_accepted: bool, because: str, now: datetime
) -> None:
    """Take a proposed case over, or not, for a reason. Raises Refused, NotPossible, ChangedMeanwhile."""
    require(policies.may_settle_proposals(actor))
    because = clean_text(because, longest=300, field="because")
    if not is_accepted and not because:
        raise NotPossible(_("Say in a few words why this case is not taken over."), field="because")
    won = CaseProposal.objects.filter(pk=proposal_id, state=ProposalState.NEW).update(
        state=ProposalState.ACCEPTED if is_accepted else ProposalState.REJECTED,
        because=because,
        settled_at=now,
        settled_by_id=actor.staff_id,
    )
    if not won:
        raise ChangedMeanwhile
    record("casework.case_settled", actor=actor, at=now, detail={"proposal": proposal_id})
