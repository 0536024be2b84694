"""Small rounds on a made-up grid: places some minutes apart, and people who walk from the middle."""

from __future__ import annotations

from typing import Any

from nabij_methods.rounds import (
    Effort,
    Mode,
    Place,
    Plan,
    Question,
    Shift,
    Visit,
    Walker,
    checking,
    moment,
    plan_round,
)

MIDDLE = Place(50.83, 3.26)
MORNING = Shift(moment(hour=9), moment(hour=12, minute=30))
AFTERNOON = Shift(moment(hour=13), moment(hour=16, minute=30))
QUICK = Effort(turns=60)


def at(east: int, north: int = 0) -> Place:
    """About 100 metres per step."""
    return Place(round(MIDDLE.latitude + 0.0009 * north, 6), round(MIDDLE.longitude + 0.00142 * east, 6))


def visit(visit_id: str, place: Place | None = None, minutes: int = 20, **more: Any) -> Visit:
    return Visit(visit_id, place or at(len(visit_id), 1), minutes, **more)


def walker(walker_id: str = "an", *shifts: Shift, **more: Any) -> Walker:
    return Walker(walker_id, MIDDLE, MIDDLE, shifts or (MORNING,), **({"mode": Mode.BICYCLE} | more))


def planned(question: Question, effort: Effort = QUICK, **more: Any) -> Plan:
    """A plan that was worked out again by other means."""
    plan = plan_round(question, effort=effort, **more)
    assert checking.broken(question, plan) == ()
    return plan
