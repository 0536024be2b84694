"""What is told when a household changes hands in the town of canaries, and why a ceiling was passed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.casework import actions
from nabij.casework.actions.handovers import Checklist
from nabij.casework.models import BeyondCeiling, Handover, Transfer
from nabij.casework.types import FamilyTold, HandoverPoint, TransferReason
from nabij.kernel.actors import Actor

if TYPE_CHECKING:
    from tests.trust.canaries import Town


def plant_team(town: Town, home: str, by: Actor) -> None:
    """An open hand-over to its contact person with words at each point, a question, and a passed ceiling.

    The hand-over stands as when a colleague who left gave the household, so that contact persons of the town
    stay who they are.
    """
    number = town.homes[home]
    assert by.staff_id is not None
    gone = town.users["team_lead"].pk
    transfer = Transfer.objects.create(
        from_staff_id=gone, reason=TransferReason.LEAVES, at=town.now, by_id=gone
    )
    given = Handover.objects.create(
        household_id=number,
        transfer=transfer,
        from_staff_id=gone,
        to_staff_id=by.staff_id,
        given_at=town.now,
        given_by_id=gone,
    )
    actions.note_checklist(
        actor=by,
        handover_id=given.pk,
        checklist=Checklist(
            {point: (False, town.word("passed on", home, spot=point)) for point in HandoverPoint},
            FamilyTold.TOLD,
            town.word("passed on", home, spot="family"),
        ),
        base_version=1,
        client_id=uuid4(),
        now=town.now,
    )
    ask = town.word("passed on", home, spot="asked")
    actions.ask_back(actor=by, handover_id=given.pk, asked=ask, client_id=uuid4(), now=town.now)
    answer = town.word("passed on", home, spot="answer")
    actions.answer_question(actor=by, handover_id=given.pk, answer=answer, now=town.now)
    _plant_ceiling(town, home, by)
    town.numbers.setdefault("handover", []).append(given.pk)
    town.numbers.setdefault("transfer", []).append(transfer.pk)


def _plant_ceiling(town: Town, home: str, by: Actor) -> None:
    """Why its contact person got one more than the ceiling."""
    assert by.staff_id is not None
    BeyondCeiling.objects.create(
        household_id=town.homes[home],
        staff_id=by.staff_id,
        because=town.word("ceiling", home),
        intensive=17,
        ceiling=16,
        at=town.now,
        by_id=by.staff_id,
    )
