"""One engine in a process of its own, for :mod:`benchmarks.many_households`.

Run: ``python -m benchmarks.many_engines ENGINE FOLDER``. Reads ``run`` or ``keep FILE`` (run, and save the
results) from its standard input, one a line, and answers each with a line of JSON: CPU and wall seconds, and
extra peak memory in MB.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import openfisca_port
from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.engine.arrays import ArrayEvaluation, Column, Ends, Population
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.program import ANY_VALUE, Program, Setting

ON = date(2026, 11, 21)
RIGHTS = (
    "verhoogde_tegemoetkoming",
    "sociaal_tarief_energie",
    "sociaal_tarief_water",
    "verwarmingstoelage",
    "maximumfactuur",
    "igo",
    "leefloon",
    "groeipakket_basisbedrag",
    "groeipakket_startbedrag",
    "groeipakket_sociale_toeslag",
    "kleutertoeslag",
    "schooltoeslag",
    "vlaamse_huurpremie",
    "sociale_huur_inschrijving",
    "uitpas_kansentarief",
    "zonnedam_schooluitstappen",
)
"""Sixteen rights of all levels: means tests of every kind, children by age, housing, a derived tariff."""

BATCH = 20_000
"""Households that NumPy takes at a time."""

Run = Callable[[], Sequence[Any]]


def exact_roots(rules: RuleSet) -> list[Node]:
    """Whether each right is held, and its amount."""
    pairs = [(version.holds, version.amount) for version in rules.versions.values()]
    return [node for pair in pairs for node in pair if node is not None]


def lowest_figures(rules: RuleSet) -> Setting:
    """Where a figure of the law is a span its lowest value, which is what the comparators get."""
    spans = {slot: (low, low) for slot, (low, _) in rules.setting.amounts.items()}
    return Setting(spans, rules.setting.days)


# -------------------------------------------------------------------------------- columns on the disk


def save(population: Population, folder: Path) -> None:
    """Writes the columns, and once where both ends are one array."""
    folder.mkdir()
    np.save(folder / "offsets.npy", population.offsets)
    for entity in ("household", "persons"):
        for key, (low, high) in getattr(population, entity).items():
            np.save(folder / f"{entity} low {key}.npy", low)
            if high is not low:
                np.save(folder / f"{entity} high {key}.npy", high)


def load(folder: Path) -> Population:
    """Reads the columns back, as a view of the files."""
    found: dict[str, dict[str, Ends]] = {"household": {}, "persons": {}}
    for path in sorted(folder.glob("* low *.npy")):
        entity, _, key = path.stem.split(" ", 2)
        high = folder / f"{entity} high {key}.npy"
        low = opened(path)
        found[entity][key] = (low, opened(high) if high.exists() else low)
    return Population(np.load(folder / "offsets.npy"), found["household"], found["persons"])


def opened(path: Path) -> Any:
    """A column as a view of its file, read once so that it stands in memory before anything is measured."""
    column = np.load(path, mmap_mode="r")
    column.sum()
    return column


def save_reals(population: Population, rules: RuleSet, folder: Path) -> None:
    """The same as inputs of OpenFisca: numbers of 32 bits by variable, and zero for what is not known."""
    folder.mkdir()
    np.save(folder / "offsets.npy", population.offsets)
    for node in rules.program.nodes:
        if node.op not in (Op.FACT, Op.FACT_IS):
            continue
        key = node.meta[0] if node.op is Op.FACT_IS else node.meta
        low, high = {**population.household, **population.persons}[key]
        if rules.program.inputs[key].unknown == (ANY_VALUE, ANY_VALUE):
            is_known = (low & (low - 1)) == 0
            real = np.where(is_known, np.log2(np.maximum(low, 1)), 0)
        else:
            real = np.where(low == high, low, 0)
        np.save(folder / f"{openfisca_port.fact_variable(node)}.npy", real.astype(np.float32))


# -------------------------------------------------------------------------------------------- engines


def ours(kind: str, evaluator: str, folder: Path) -> Run:
    """NumPy or the kernels (on one core or on both), exact or bounds."""
    rules = rules_on(ON, RIGHTS)
    is_exact = kind == "exact"
    roots = exact_roots(rules)
    program = Program(roots if is_exact else [end for pair in to_bounds(roots) for end in pair])
    population = load(folder / ("exact" if is_exact else "hidden"))
    setting = lowest_figures(rules) if is_exact else rules.setting
    if evaluator == "numpy":
        return lambda: in_batches(program, population, setting)
    from nabij_rights.engine.machine.running import compiled_for, with_kernel

    compiled_for(program, population)
    threads = 2 if evaluator == "kernel2" else 1
    return lambda: with_kernel(program, population, setting, threads=threads)


def in_batches(program: Program, of: Population, setting: Setting) -> list[Column]:
    """NumPy keeps every value of every node, so it takes a part at a time."""
    parts = [
        ArrayEvaluation(program, part_of(of, first, first + BATCH), setting).results
        for first in range(0, of.number_of_households, BATCH)
    ]
    return [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def part_of(of: Population, first: int, last: int) -> Population:
    """Some of the households, as a view."""
    offsets = of.offsets[first : last + 1]
    household = {key: (low[first:last], high[first:last]) for key, (low, high) in of.household.items()}
    persons = {
        key: (low[offsets[0] : offsets[-1]], high[offsets[0] : offsets[-1]])
        for key, (low, high) in of.persons.items()
    }
    return Population(offsets - offsets[0], household, persons)


def theirs(kind: str, package: str, folder: Path) -> Run:
    """OpenFisca or PolicyEngine: setting the inputs, and every right and amount."""
    rules = rules_on(ON, RIGHTS)
    system = openfisca_port.build_system(rules, package)
    folder = folder / ("reals" if kind == "exact" else "defaults")
    offsets = np.load(folder / "offsets.npy")
    columns = {path.stem: opened(path) for path in sorted(folder.glob("fact_*.npy"))}
    cuts = openfisca_port.cut_points(rules.versions.values())
    names = [cuts[root.key][0] for root in exact_roots(rules)]

    def run() -> Sequence[Any]:
        simulation = openfisca_port.simulation(system, package, offsets, columns)
        return [simulation.calculate(name, openfisca_port.PERIOD) for name in names]

    return run


def engine(name: str, folder: Path) -> Run:
    """The engine of this name: for instance ``bounds kernel`` or ``exact openfisca_core``."""
    kind, which = name.split()
    return (theirs if which.endswith("_core") else ours)(kind, which, folder)


def measured(run: Run, keep_in: str | None) -> dict[str, float]:
    """One run: CPU seconds of all threads, wall seconds, and how much memory came on top."""
    gc.collect()
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    begin, begin_wall = time.process_time(), time.perf_counter()
    results = run()
    cpu, wall = time.process_time() - begin, time.perf_counter() - begin_wall
    extra = _memory("VmHWM") - before
    if keep_in is not None:
        np.save(keep_in, np.stack([np.asarray(column) for column in results]))
    return {"cpu": cpu, "wall": wall, "extra_mb": extra}


def _memory(line: str) -> float:
    text = Path("/proc/self/status").read_text()
    return int(text.split(f"{line}:")[1].split()[0]) / 1024


def main() -> None:
    """Obeys its standard input until that ends."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    run = engine(name, folder)
    print("{}", flush=True)
    for line in sys.stdin:
        command, _, path = line.strip().partition(" ")
        print(json.dumps(measured(run, path if command == "keep" else None)), flush=True)


if __name__ == "__main__":
    main()
