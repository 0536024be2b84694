"""Where higher apps look along with the registry: before a household ends or nobody follows it any more, and
when it gets another contact person.
"""

from __future__ import annotations

from collections.abc import Callable

BeforeEnd = Callable[[int], None]
"""Given the number of a household. Raises NotPossible when something has to be done first."""

PassesOn = Callable[[int, int, int], None]
"""Given a household, who had it and who gets it: gives hidden entries of the first to the second."""

_before_end: dict[str, BeforeEnd] = {}
_before_stop: dict[str, BeforeEnd] = {}
_hidden: dict[str, PassesOn] = {}


def register_before_end(name: str, check: BeforeEnd) -> None:
    """Look along before a household ends; an app calls this once when it is ready."""
    _before_end[name] = check


def register_before_stop(name: str, check: BeforeEnd) -> None:
    """Look along before nobody follows a household any more; an app calls this once when it is ready."""
    _before_stop[name] = check


def register_hidden(name: str, pass_on: PassesOn) -> None:
    """Give hidden entries along with a household; an app calls this once when it is ready."""
    _hidden[name] = pass_on


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
