"""Where higher apps look along with the registry: before a household ends or nobody follows it any more, and
when it gets another contact person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from nabij.kernel.actors import Actor

BeforeEnd = Callable[[int], None]
"""Given the number of a household. Raises NotPossible when something has to be done first."""

PassesOn = Callable[[int, int, int], None]
"""Given a household, who had it and who gets it: gives hidden entries of the first to the second."""


@dataclass(frozen=True, slots=True)
class ContactMove:
    """A household gets another contact person; `from_staff_id` is None when it had none."""

    household_id: int
    from_staff_id: int | None
    to_staff_id: int


BeforeMove = Callable[[Sequence[ContactMove], datetime], None]
"""Given who gets which households, and when. Raises NotPossible when something has to be done first."""

AfterMove = Callable[[Sequence[ContactMove], Actor, datetime], None]
"""Given who got which households, through whom and when; in the same transaction."""

_before_end: dict[str, BeforeEnd] = {}
_before_stop: dict[str, BeforeEnd] = {}
_hidden: dict[str, PassesOn] = {}
_before_move: dict[str, BeforeMove] = {}
_after_move: dict[str, AfterMove] = {}


def register_before_end(name: str, check: BeforeEnd) -> None:
    """Look along before a household ends; an app calls this once when it is ready."""
    _before_end[name] = check


def register_before_stop(name: str, check: BeforeEnd) -> None:
    """Look along before nobody follows a household any more; an app calls this once when it is ready."""
    _before_stop[name] = check


def register_hidden(name: str, pass_on: PassesOn) -> None:
    """Give hidden entries along with a household; an app calls this once when it is ready."""
    _hidden[name] = pass_on


def register_moves(name: str, *, before: BeforeMove, after: AfterMove) -> None:
    """Look along when households get another contact person; an app calls this once when it is ready."""
    _before_move[name], _after_move[name] = before, after


def before_end(household_id: int) -> None:
    """Ask each app whether a household may end. Raises NotPossible."""
    for check in _before_end.values():
        check(household_id)


def before_stop(household_id: int) -> None:
    """Ask each app whether a household may be without contact person. Raises NotPossible."""
    for check in _before_stop.values():
        check(household_id)


def pass_on_hidden(household_id: int, from_staff_id: int, to_staff_id: int) -> None:
    """Let each app give its hidden entries along."""
    for pass_on in _hidden.values():
        pass_on(household_id, from_staff_id, to_staff_id)


def before_move(moves: Sequence[ContactMove], now: datetime) -> None:
    """Ask each app whether these households may get this contact person. Raises NotPossible."""
    for check in _before_move.values():
        check(moves, now)


def after_move(moves: Sequence[ContactMove], actor: Actor, now: datetime) -> None:
    """Let each app take along what goes with another contact person."""
    for follow in _after_move.values():
        follow(moves, actor, now)
