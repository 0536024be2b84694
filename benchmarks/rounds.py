"""Visit rounds: how far from the best known plan after so many CPU seconds, on three rounds of our own.

``python -m benchmarks.rounds [--write]`` plans each round with 2, 30 and 60 CPU seconds of one thread and
works every plan out again with `nabij_methods.rounds.checking`. ``python -m benchmarks.rounds --best SECONDS
[SEED …]`` searches long and keeps a better plan in `rounds_best.json`, with its routes, to be checked.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measuring import command, machine, peak_mb, written
from benchmarks.rounds_instances import INSTANCES
from nabij_methods.rounds import Effort, Plan, Question, checking, plan_round, vroom_start
from nabij_methods.rounds.answers import Basis, Ended
from nabij_methods.rounds.laid import lay
from nabij_methods.rounds.planner import routes

SECONDS = (2, 30, 60)
BARS = {
    ("day of 40 visits", 2): 2.0,
    ("950 doors with packages", 30): 1.5,
    ("600 doors, time for half", 60): 3.5,
}
"""Promised: so many percent above the best known after so many CPU seconds."""
FAIR = "950 doors with packages"
KEPT = Path(__file__).with_name("rounds_best.json")


def best_known() -> dict[str, Any]:
    """Per instance the cost, how it was found, and the routes."""
    read: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    return read


def plan_of(question: Question, kept: Sequence[Sequence[Any]]) -> Plan:
    """The kept routes as a plan: per route the person, the number of the shift and the visits in order."""
    laid = lay(question)
    at = {visit.visit_id: number for number, visit in enumerate(question.visits)}
    orders: list[list[int]] = [[] for _ in laid.shifts]
    for number, shift in enumerate(laid.shifts):
        walker = question.walkers[shift.walker].walker_id
        for who, which, visit_ids in kept:
            if (who, which) == (walker, shift.number):
                orders[number] = [at[one] for one in visit_ids]
    return Plan(tuple(routes(laid, orders)), (), Basis.CROW_FLIES, Ended.WORK_DONE)


def table() -> Iterator[str]:
    """A line per instance and number of CPU seconds."""
    best = best_known()
    yield "| round | CPU s | visits done | travel h | above the best known | promised | wrong in the plan |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, make in INSTANCES.items():
        question = make()
        for seconds in SECONDS:
            plan = plan_round(question, effort=Effort(seconds=seconds, clock=time.process_time))
            yield _line(name, question, plan, seconds, best[name]["cost_seconds"])


def _line(name: str, question: Question, plan: Plan, seconds: int, best: int) -> str:
    gap = 100 * (checking.cost_seconds(question, plan) / best - 1)
    bar = BARS.get((name, seconds))
    return (
        f"| {name} | {seconds} | {len(plan.visit_ids)} of {len(question.visits)} "
        f"| {plan.travel_seconds / 3_600:.2f} | {gap:.2f} % | {'' if bar is None else f'{bar} %'} "
        f"| {len(checking.broken(question, plan))} |"
    )


def fair(seconds: int = 30) -> Iterator[str]:
    """What it costs to make routes about equally long."""
    question = INSTANCES[FAIR]()
    for balanced in (False, True):
        asked = replace(question, is_balanced=balanced)
        plan = plan_round(asked, effort=Effort(seconds=seconds, clock=time.process_time))
        yield (
            f"{FAIR}, {seconds} CPU s, balance {'' if balanced else 'not '}asked: spread of route time "
            f"{100 * checking.spread(asked, plan):.1f} % over {len(plan.routes)} routes, "
            f"{plan.travel_seconds / 3_600:.2f} h of travel, {len(plan.visit_ids)} doors, "
            f"{len(checking.broken(asked, plan))} things wrong."
        )


def search_long(seconds: float, seeds: Sequence[int]) -> None:
    """Keep what is better than what was kept."""
    for name, make in INSTANCES.items():
        for seed in seeds:
            question = replace(make(), seed=seed)
            own = plan_round(question, effort=Effort(seconds=seconds, clock=time.process_time))
            _keep(name, question, own, f"seed {seed}, {seconds:g} CPU s")


def _keep(name: str, question: Question, plan: Plan, how: str) -> None:
    best = best_known()
    cost = checking.cost_seconds(question, plan)
    print(f"{name}, {how}: {cost:,}, {len(checking.broken(question, plan))} things wrong", flush=True)
    if name in best and best[name]["cost_seconds"] <= cost:
        return
    kept = [[route.walker_id, route.shift, [stop.visit_id for stop in route.stops]] for route in plan.routes]
    best[name] = {"cost_seconds": cost, "found_with": how, "routes": kept}
    lines = json.dumps(best, indent=1, ensure_ascii=False)
    KEPT.write_text(f"{lines}\n", encoding="utf-8")


def main() -> None:
    """Measure, or search long."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    if "--best" in sys.argv:
        search_long(float(words[0]), [int(word) for word in words[1:]] or [1])
        return
    lines = [f"Machine: {machine()}. Command: `{command('rounds')}`.", ""]
    print("\n".join(lines), flush=True)
    for part in (table(), iter([""]), fair()):
        for line in part:
            print(line, flush=True)
            lines.append(line)
    lines += [
        "",
        f"At most {peak_mb():.0f} MB of memory; VROOM is {'' if vroom_start.is_there() else 'not '}there.",
    ]
    if "--write" in sys.argv:
        written("rounds", lines)


if __name__ == "__main__":
    main()
