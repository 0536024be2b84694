"""PyVRP behind our own words. The only file that knows it, since its interface still changes."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyvrp
from numpy.typing import NDArray
from pyvrp.search import NeighbourhoodParams, PerturbationParams

from nabij_methods.rounds.answers import Cancelled, Ended, Listener, Progress, Step
from nabij_methods.rounds.laid import Laid, LaidShift, Order
from nabij_methods.rounds.timing import hours

_TELL_EVERY = 0.25  # seconds of the clock of the effort


@dataclass(frozen=True)
class _Settings:
    """Doors near each door, plans that are remembered, doors that are taken out at once at most."""

    neighbours: int
    history: int
    perturbations: int


# PyVRP itself takes 60, 300 and 25, and a thorough search after each improvement. Measured on the rounds of
# `benchmarks/rounds_instances.py` these find better plans in 2 to 60 s, and much better ones of long lists.
_EVERYBODY = _Settings(15, 30, 15)
_SOME_LEFT_OUT = _Settings(20, 100, 12)
FORBIDDEN = 1.25
"""A way that may not be taken costs so many shifts. Much more than one shift makes the search worse."""


@dataclass(frozen=True)
class Effort:
    """How much work a search may take: seconds of `clock`, or turns, or whichever comes first.

    Turns make it repeatable: the same question then gives the same plan, on any machine. The clock is a
    parameter, since a test or a measurement counts CPU seconds.
    """

    seconds: float | None = None
    turns: int | None = None
    clock: Callable[[], float] = field(default=time.perf_counter, compare=False)

    def part(self, share: float) -> Effort:
        """This share of it."""
        return Effort(
            None if self.seconds is None else self.seconds * share,
            None if self.turns is None else max(1, int(self.turns * share)),
            self.clock,
        )


@dataclass
class Watch:
    """Counts one search against its effort, tells how far it is and asks whether to go on.

    `patience`: the share of the effort after which it ends when there is no plan yet that can be walked.
    """

    effort: Effort
    step: Step
    listener: Listener | None = None
    cancelled: Cancelled | None = None
    patience: float = 1.0
    ended: Ended = Ended.WORK_DONE
    turns: int = 0
    found: bool = False
    _begun: float | None = None
    _told: float = float("-inf")

    def start(self) -> Watch:
        """Begin to count now, not at the first turn: laying out a long list takes time as well."""
        self._begun = self.effort.clock()
        return self

    @property
    def spent(self) -> float:
        """Seconds of the clock."""
        return 0.0 if self._begun is None else self.effort.clock() - self._begun

    def __call__(self, best_cost: int) -> bool:
        """Asked by the search before each turn: is it enough?"""
        if self._begun is None:
            self.start()
        self.turns += 1
        spent = self.spent
        if self.listener is not None and spent - self._told >= _TELL_EVERY:
            self._told = spent
            self.listener(Progress(self.step, self._share(spent), self.found))
        if self.cancelled is not None and self.cancelled():
            self.ended = Ended.CANCELLED
            return True
        share = self.patience if not self.found else 1.0
        if self.effort.turns is not None and self.turns > self.effort.turns * share:
            return True
        if self.effort.seconds is not None and spent >= self.effort.seconds * share:
            self.ended = Ended.TIME
            return True
        return False

    def is_over(self) -> bool:
        """Nothing of the effort is left, or somebody cancelled."""
        return self(0)

    def part(self, until: float) -> Watch:
        """For a search that may go on until this share of the effort is spent."""
        seconds = None if self.effort.seconds is None else max(0.0, self.effort.seconds * until - self.spent)
        turns = None if self.effort.turns is None else max(1, int(self.effort.turns * until))
        effort = Effort(seconds, turns, self.effort.clock)
        return Watch(effort, self.step, self.listener, self.cancelled).start()

    def _share(self, spent: float) -> float:
        shares = [0.0]
        if self.effort.turns:
            shares.append(self.turns / self.effort.turns)
        if self.effort.seconds:
            shares.append(spent / self.effort.seconds)
        return min(1.0, max(shares))


@dataclass(frozen=True)
class Found:
    """Per shift the visits in order. `can_be_done` is no when something in it is too late or too heavy."""

    orders: tuple[Order, ...]
    can_be_done: bool


class _Ear(pyvrp.IteratedLocalSearchCallbacks):
    """Remembers the plan that was broken least, for when none is whole at the end."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.nearest: pyvrp.Solution | None = None
        self._breach = float("inf")

    def on_iteration(
        self,
        current: pyvrp.Solution,
        candidate: pyvrp.Solution,
        best: pyvrp.Solution,
        cost_evaluator: pyvrp.CostEvaluator,
    ) -> None:
        if self.watch.found:
            return
        if best.is_feasible():
            self.watch.found = True
            return
        breach = current.time_warp() + 600 * sum(current.excess_load())
        if breach < self._breach:
            self._breach, self.nearest = breach, current


class Search:
    """One question as PyVRP sees it. Shifts that are alike share a vehicle type."""

    def __init__(self, laid: Laid, *, required: NDArray[np.bool_], fullest: float = 1.0) -> None:
        """`required`: per visit whether a plan without it is none. `fullest`: no route takes more than this
        share of its shift.
        """
        self.laid = laid
        self._required = required
        self._fullest = fullest
        self._visit_of: list[int] = []
        self._shifts_of_type: list[list[int]] = []
        self.problem = self._lay_out()

    def run(
        self,
        watch: Watch,
        *,
        seed: int,
        start: Sequence[Order] | None = None,
    ) -> Found:
        """Search until the watch says that it is enough."""
        ear = _Ear(watch)
        settings = _EVERYBODY if self._required.all() else _SOME_LEFT_OUT
        params = pyvrp.SolveParams(
            ils=pyvrp.IteratedLocalSearchParams(
                history_length=settings.history, exhaustive_on_best=False, callbacks=ear
            ),
            neighbourhood=NeighbourhoodParams(num_neighbours=settings.neighbours),
            perturbation=PerturbationParams(max_perturbations=settings.perturbations),
        )
        initial = None if start is None else self._solution(start)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a penalty reached its bound tells a reader nothing
            result = pyvrp.solve(
                self.problem, watch, seed=seed, collect_stats=False, display=False, params=params,
                initial_solution=initial,
            )  # fmt: skip
        best = result.best
        watch.found = best.is_feasible()
        if not watch.found and ear.nearest is not None:
            best = ear.nearest
        return Found(self._orders(best), best.is_feasible())

    def _orders(self, solution: pyvrp.Solution) -> tuple[Order, ...]:
        free = [list(shifts) for shifts in self._shifts_of_type]
        orders: list[Order] = [[] for _ in self.laid.shifts]
        for route in solution.routes():
            shift = free[route.vehicle_type()].pop(0)
            orders[shift] = [self._visit_of[one.idx] for one in route if one.is_client()]
        return tuple(orders)

    def _solution(self, orders: Sequence[Order]) -> pyvrp.Solution:
        """As a start. Of a visit with several windows the one that is used is found by walking the route."""
        client_of: dict[int, list[int]] = {}
        for client, visit in enumerate(self._visit_of):
            client_of.setdefault(visit, []).append(client)
        type_of = {shift: kind for kind, shifts in enumerate(self._shifts_of_type) for shift in shifts}
        routes = []
        for shift, order in enumerate(orders):
            if not order:
                continue
            walked = hours(self.laid, self.laid.shifts[shift], order)
            clients = []
            for place, visit in enumerate(order):
                arrives = walked.stops[place][0] if walked else 0
                windows = self.laid.windows[visit]
                which = next((n for n, window in enumerate(windows) if window[1] >= arrives), 0)
                clients.append(client_of[visit][which])
            routes.append(pyvrp.Route(self.problem, clients, type_of[shift]))
        return pyvrp.Solution(self.problem, routes)

    def _lay_out(self) -> pyvrp.ProblemData:
        laid = self.laid
        places = len(next(iter(laid.seconds.values())))
        clients, groups = self._clients()
        depots = [pyvrp.Depot(location) for location in range(laid.size, places)]
        profiles: dict[tuple[str, bytes], int] = {}
        matrices: list[Any] = []  # the stub of PyVRP names another type of array than it takes
        kinds: dict[tuple[object, ...], list[int]] = {}
        for number, shift in enumerate(laid.shifts):
            key = (shift.mode.value, shift.may_visit.tobytes())
            if key not in profiles:
                profiles[key] = len(matrices)
                matrices.append(self._times(shift))
            alike = (profiles[key], shift.start, shift.end, shift.starts, shift.ends, shift.capacity)
            kinds.setdefault(alike, []).append(number)
        self._shifts_of_type = list(kinds.values())
        types = [
            self._vehicle_type(laid.shifts[shifts[0]], len(shifts), int(str(key[0])))
            for key, shifts in kinds.items()
        ]
        locations = [pyvrp.Location(0, 0) for _ in range(places)]
        return pyvrp.ProblemData(locations, clients, depots, types, matrices, matrices, groups)

    def _clients(self) -> tuple[list[pyvrp.Client], list[pyvrp.ClientGroup]]:
        """One client per visit and window; the windows of one visit are a group of which one is taken."""
        laid = self.laid
        clients: list[pyvrp.Client] = []
        groups: list[pyvrp.ClientGroup] = []
        for visit in range(laid.size):
            required = bool(self._required[visit])
            windows = laid.windows[visit] or ((0, np.iinfo(np.int64).max),)
            group = None
            if len(windows) > 1:
                group = len(groups)
                groups.append(
                    pyvrp.ClientGroup(list(range(len(clients), len(clients) + len(windows))), required)
                )
            for opens, closes in windows:
                self._visit_of.append(visit)
                clients.append(
                    pyvrp.Client(
                        visit,
                        delivery=[int(laid.load[visit])] if laid.load.any() else [],
                        service_duration=int(laid.door[visit]),
                        tw_early=int(opens),
                        tw_late=int(closes),
                        prize=0 if required else int(laid.worth[visit]),
                        required=required and group is None,
                        group=group,
                    )
                )
        return clients, groups

    def _vehicle_type(self, shift: LaidShift, number: int, profile: int) -> pyvrp.VehicleType:
        laid = self.laid
        everything = int(laid.load.sum())
        capacity = everything if shift.capacity is None else shift.capacity
        length = shift.ends - shift.starts
        return pyvrp.VehicleType(
            num_available=number,
            capacity=[capacity] if laid.load.any() else [],
            start_depot=shift.start - laid.size,
            end_depot=shift.end - laid.size,
            tw_early=shift.starts,
            tw_late=shift.ends,
            shift_duration=int(length * self._fullest),
            profile=profile,
        )

    def _times(self, shift: LaidShift) -> NDArray[np.int64]:
        """Travel times for whoever has this shift; the way to a door that is not for them is too long."""
        longest = max(one.ends - one.starts for one in self.laid.shifts)
        times = self.laid.seconds[shift.mode].copy()
        closed = np.flatnonzero(~shift.may_visit)
        times[:, closed] += int(longest * FORBIDDEN)
        times[closed, closed] = 0
        return times
