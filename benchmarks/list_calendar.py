"""The calendar of a list: seconds for 24 months, and against the calendar of one household at a time.

Run: ``python -m benchmarks.list_calendar [HOUSEHOLDS]``. Made-up households (500 different ones, repeated) of
which up to two fifths is forgotten and half tell only ages. Both calendars are compared change by change.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

import numpy as np

from nabij_rights.coming.calendar import calendar_of, window_of
from nabij_rights.engine.arrays import Column, Ends, Population, population_of
from nabij_rights.engine.program import Situation
from nabij_rights.facts.reading import read_situation
from nabij_rights.lists.coming import list_calendar
from nabij_rights.lists.coming_columns import calendar_program
from nabij_rights.lists.screening import Evaluate, with_numpy
from nabij_rights.synthetic import made_up_households

ON = date(2026, 11, 21)
DIFFERENT = 500
ALONE = 20
KEPT = ("relation_to_reference", "birth_on")


def situations(number: int, seed: int = 3) -> Iterator[Situation]:
    """Households of which nothing, a fifth or two fifths is forgotten; of half only ages are known."""
    random = Random(seed)
    for place, given in enumerate(made_up_households(number, seed=seed, on=ON)):
        for row in (given["household"], *given["persons"]):
            for key in [key for key in row if key not in KEPT and random.random() < 0.2 * (place % 3)]:
                del row[key]
        for person in given["persons"]:
            if place % 2:
                born = person.pop("birth_on")
                person["age"] = ON.year - born.year - ((ON.month, ON.day) < (born.month, born.day))
        yield read_situation(given, on=ON)


def repeated(population: Population, times: int) -> Population:
    """The same households so many times."""
    sizes = np.tile(np.diff(population.offsets), times)
    offsets: Column = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)

    def columns(of: Mapping[str, Ends]) -> dict[str, Ends]:
        return {name: (np.tile(low, times), np.tile(high, times)) for name, (low, high) in of.items()}

    return Population(
        offsets, *map(columns, (population.household, population.persons, population.decisions))
    )


def _measured(listed: Population, evaluate: Evaluate) -> tuple[float, float, int]:
    begin, cpu = time.perf_counter(), time.process_time()
    number = sum(1 for _ in list_calendar(listed, on=ON, evaluate=evaluate))
    return time.perf_counter() - begin, time.process_time() - cpu, number


def _evaluators() -> Iterator[tuple[str, Evaluate]]:
    yield "NumPy", with_numpy
    try:
        from nabij_rights.lists.evaluators import best_evaluator
    except ImportError:
        print("the compiled kernel is not there: install nabij[scale]")
        return
    yield "compiled kernel", best_evaluator()


def main() -> None:
    """Prints one table."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    different = list(situations(min(DIFFERENT, households)))
    few = population_of(different, calendar_program(window_of(ON, 24)))
    listed = repeated(few, max(1, households // len(different)))
    begin = time.process_time()
    alone = {
        (place, change.right.id, person, change.change, change.earliest_on, change.on)
        for place, situation in enumerate(different[:ALONE])
        for change in calendar_of(situation, on=ON).changes
        for person in change.persons
    }
    one_by_one = (time.process_time() - begin) / ALONE
    print(f"{listed.number_of_households} made-up households, 24 months from {ON}")
    print(f"{'evaluator':<28}{'seconds':>9}{'CPU s':>8}{'ms each':>9}{'changes':>10}{'differ':>8}")
    print(f"{'one household at a time':<28}{'':>9}{'':>8}{1000 * one_by_one:>9.1f}{'':>10}{'':>8}")
    for name, evaluate in _evaluators():
        sum(1 for _ in list_calendar(few, on=ON, evaluate=evaluate))  # the rules are laid out once
        seconds, cpu, number = _measured(listed, evaluate)
        together = {
            (change.household, change.right.id, change.person, change.change, change.earliest_on, change.on)
            for change in list_calendar(few, on=ON, evaluate=evaluate)
            if change.household < ALONE
        }
        each, differ = 1000 * cpu / listed.number_of_households, len(alone ^ together)
        print(f"{name:<28}{seconds:>9.1f}{cpu:>8.1f}{each:>9.2f}{number:>10}{differ:>8}")


if __name__ == "__main__":
    main()
