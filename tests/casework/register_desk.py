"""Rights of households in their register, for the tests."""

from __future__ import annotations

import uuid
from typing import Any

from nabij.casework.actions.register import Move, move_right
from nabij.casework.models import HeldRight
from nabij.casework.queries.register import register_of, right_in_register
from nabij.casework.types import RightState
from nabij.kernel.actors import Actor
from nabij.rights.queries.decided import Said
from nabij.rights.queries.results import key_of_right
from tests.registry.people import NOW, TODAY

LIVING_WAGE = "leefloon"
"""Its law gives 30 days for an answer and 3 months for an appeal."""

RENT = "vlaamse_huursubsidie"
"""Nobody wrote down its terms yet."""


def version_of(household_id: int, right_id: str) -> int:
    found = HeldRight.objects.filter(household=household_id, right_id=right_id)
    return found.values_list("version", flat=True).first() or 0


def moved(by: Actor, household_id: int, to: RightState, right_id: str = LIVING_WAGE, **more: Any) -> int:
    """Move a right of a household, on the day of today unless another one is given."""
    sent = {
        "base_version": version_of(household_id, right_id),
        "client_id": uuid.uuid4(),
        "now": NOW,
        "said": Said("maybe"),
    }
    sent |= {key: more.pop(key) for key in tuple(more) if key in sent}
    given = {"happened_on": TODAY, "note": "Letter of the service", **more}
    return move_right(actor=by, household_id=household_id, right_id=right_id, move=Move(to, **given), **sent)


def held(household_id: int, right_id: str = LIVING_WAGE) -> HeldRight:
    return HeldRight.objects.get(household=household_id, right_id=right_id)


def shown(by: Actor, household_id: int, **more: Any):
    return register_of(by, household_id, **{"on": TODAY, "now": NOW, **more})


def seen(by: Actor, household_id: int, right_id: str = LIVING_WAGE):
    return right_in_register(by, household_id, key_of_right(right_id), on=TODAY, now=NOW)
