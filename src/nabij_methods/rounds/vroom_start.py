"""A first plan by VROOM, for who has it (`pip install nabij[vroom]`): `plan_round(…, start=started)`.

It is a second program that knows nothing of ours, so it also tells in a test whether our plans are any good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nabij_methods.rounds.filling import filled, mended
from nabij_methods.rounds.laid import Laid, Order

_MOST_PRIORITY = 100


def is_there() -> bool:
    """Whether VROOM is installed."""
    try:
        import vroom  # noqa: F401
    except ImportError:
        return False
    return True


def started(laid: Laid, broken: Sequence[Order], *, exploration: int = 0) -> tuple[Order, ...]:
    """What VROOM makes of the question, or of what is broken our own when that is worth more.

    `exploration`: from 0 (quick) to 5 (thorough). Raises ImportError when VROOM is not installed.
    """
    import vroom

    problem = vroom.Input()
    for mode, seconds in laid.seconds.items():
        problem.set_durations_matrix(profile=mode.value, matrix_input=seconds.astype(np.uint32))
    skill_of = _skills(laid)
    problem.add_job([_job(laid, visit, skill_of) for visit in range(laid.size)])
    problem.add_vehicle([_vehicle(laid, number, skill_of) for number in range(len(laid.shifts))])
    steps = problem.solve(exploration_level=exploration, nb_threads=1).routes
    orders: list[Order] = [[] for _ in laid.shifts]
    jobs = steps[steps["type"] == "job"]
    for number, visit in zip(jobs["vehicle_id"], jobs["id"], strict=True):
        orders[int(number)].append(int(visit))
    plans = (filled(laid, mended(laid, orders)), filled(laid, broken))
    return max(plans, key=lambda plan: sum(int(laid.worth[order].sum()) for order in plan if order))


def _skills(laid: Laid) -> Mapping[bytes, int]:
    """Visits that the same shifts may do ask the same skill."""
    return {_who(laid, visit): number for number, visit in enumerate(range(laid.size))}


def _who(laid: Laid, visit: int) -> bytes:
    return bytes(bool(shift.may_visit[visit]) for shift in laid.shifts)


def _job(laid: Laid, visit: int, skill_of: Mapping[bytes, int]) -> Any:
    import vroom

    rank = np.unique(laid.worth).searchsorted(laid.worth[visit])
    return vroom.Job(
        visit,
        location=visit,
        default_service=int(laid.door[visit]),
        delivery=[int(laid.load[visit])],
        skills={skill_of[_who(laid, visit)]},
        priority=min(_MOST_PRIORITY, 1 + int(rank)),
        time_windows=[
            vroom.TimeWindow(max(0, opens), max(opens + 1, closes)) for opens, closes in laid.windows[visit]
        ],
    )


def _vehicle(laid: Laid, number: int, skill_of: Mapping[bytes, int]) -> Any:
    import vroom

    shift = laid.shifts[number]
    return vroom.Vehicle(
        number,
        start=shift.start,
        end=shift.end,
        profile=shift.mode.value,
        capacity=[int(laid.load.sum()) if shift.capacity is None else shift.capacity],
        skills={skill for who, skill in skill_of.items() if who[number]},
        time_window=vroom.TimeWindow(shift.starts, shift.ends),
    )
