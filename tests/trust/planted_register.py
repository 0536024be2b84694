"""What the rights register keeps of the households in the town of canaries: every move with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.casework.actions.register import Move, move_right
from nabij.casework.types import AmountPer, RightState
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.rights.queries.decided import Said

if TYPE_CHECKING:
    from tests.trust.canaries import Town

RIGHT = "leefloon"


def plant_register(town: Town, home: str, by: Actor) -> None:
    """A right that was applied for, refused, appealed and granted in the end, each with its own reason."""
    on = day_of(town.now)
    path = (RightState.APPLIED, RightState.REFUSED, RightState.APPEALED, RightState.GRANTED)
    for version, to in enumerate(path):
        move = Move(
            to,
            on,
            note=town.word("register", home, spot=f"why {to}"),
            amount_cents=87_613,
            amount_per=AmountPer.MONTH,
            look_on=on,
        )
        move_right(
            actor=by,
            household_id=town.homes[home],
            right_id=RIGHT,
            move=move,
            said=Said("probably_not"),
            base_version=version,
            client_id=uuid4(),
            now=town.now,
        )
