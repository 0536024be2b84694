"""A million households: the same rights in NumPy, in compiled kernels, in OpenFisca and in PolicyEngine.

Run: ``python -m benchmarks.many_households [HOUSEHOLDS] [--write]``; ``tools/bench.py --compare`` installs
the comparators (AGPL, compared with only) and tells where. Every engine has a process of its own and they
take turns, so that a busy machine slows all of them. CPU seconds are those of all threads; a ratio is the
median over the turns. ``--write`` puts the tables into ``docs/performance.md``.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks import machine_limits
from benchmarks.made_up_columns import Hidden, clashes, hidden, population
from benchmarks.many_engines import ON, RIGHTS, exact_roots, load, part_of, save, save_reals
from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.engine.arrays import ArrayEvaluation
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import in_order
from nabij_rights.engine.machine.fitting import shape_of
from nabij_rights.engine.machine.running import Kernels, with_kernel
from nabij_rights.engine.program import Program

ROOT = Path(__file__).resolve().parents[1]
WRITTEN_TO = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- many households: begin -->", "<!-- many households: end -->"
TURNS = 3
SHARE_HIDDEN = 0.25
BATCH = 50_000
COMPARATORS = {"openfisca_core": "BENCH_OPENFISCA", "policyengine_core": "BENCH_POLICYENGINE"}
"""The interpreter that has each comparator, if any."""

ENGINES = (
    "exact numpy",
    "exact kernel",
    "exact kernel2",
    "exact openfisca_core",
    "exact policyengine_core",
    "bounds numpy",
    "bounds kernel",
    "bounds kernel2",
    "defaults openfisca_core",
)


@dataclass
class Engine:
    """An engine in its own process, and what its turns took."""

    name: str
    process: subprocess.Popen[str]
    turns: list[dict[str, float]] = field(default_factory=list)

    def ask(self, line: str) -> dict[str, float]:
        """Sends a line and waits for the answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, float]:
        """The next line of the process. Raises RuntimeError when it stopped."""
        assert self.process.stdout is not None
        if not (line := self.process.stdout.readline()):
            raise RuntimeError(f"{self.name} stopped; its own message stands above.")
        return dict(json.loads(line))

    def least(self, what: str) -> float:
        """The best turn."""
        return min(turn[what] for turn in self.turns)


def started(name: str, folder: Path) -> Engine | None:
    """The engine, or None when this comparator is not there."""
    variable = COMPARATORS.get(name.split()[1])
    python = os.environ.get(variable, "") if variable else sys.executable
    if not python:
        return None
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    command = [python, "-m", "benchmarks.many_engines", name, str(folder)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    engine = Engine(name, process)
    engine.answer()
    return engine


def taken_turns(folder: Path) -> dict[str, Engine]:
    """All engines that are there, after their turns; their results stand in the folder."""
    engines = {name: engine for name in ENGINES if (engine := started(name, folder)) is not None}
    for turn in range(TURNS):
        for name, engine in engines.items():
            keep = f"keep {folder / name.replace(' ', '_')}.npy"
            engine.turns.append(engine.ask(keep if turn == TURNS - 1 else "run"))
    for engine in engines.values():
        assert engine.process.stdin is not None
        engine.process.stdin.close()
        engine.process.wait()
    return engines


def ratio(engines: dict[str, Engine], theirs: str, ours: str, what: str = "cpu") -> float:
    """How much more the other engine takes, as the median over the turns."""
    pairs = zip(engines[theirs].turns, engines[ours].turns, strict=True)
    return statistics.median(other[what] / own[what] for other, own in pairs)


# ------------------------------------------------------------------------------------------- tables


def engine_table(engines: dict[str, Engine]) -> list[str]:
    """CPU, wall and memory of each engine, and how often ours go into it."""
    lines = [
        "| engine | CPU s | wall s | extra memory, MB | CPU against the kernel |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, engine in engines.items():
        ours = "exact kernel" if name.startswith("exact") else "bounds kernel"
        lines.append(
            f"| {_shown(name)} | {engine.least('cpu'):.3f} | {engine.least('wall'):.3f} "
            f"| {engine.turns[0]['extra_mb']:.0f} | {ratio(engines, name, ours):.1f} |"
        )
    return lines


def _shown(name: str) -> str:
    kind, which = name.split()
    names = {
        "numpy": "NumPy",
        "kernel": "kernel, one core",
        "kernel2": "kernel, two cores",
        "openfisca_core": "OpenFisca-Core",
        "policyengine_core": "PolicyEngine-Core",
    }
    kinds = {"exact": "all known", "bounds": "25 % unknown, bounds", "defaults": "25 % unknown, defaults"}
    return f"{kinds[kind]}: {names[which]}"


def bar_table(engines: dict[str, Engine], found: dict[str, str]) -> list[str]:
    """What was promised beside what was measured."""
    rows = []
    if "exact openfisca_core" in engines:
        rows.append(
            (
                "all known, CPU against OpenFisca-Core",
                "10x",
                "25x",
                f"{ratio(engines, 'exact openfisca_core', 'exact kernel'):.1f}x",
            )
        )
        rows.append(
            (
                "25 % unknown with bounds, against OpenFisca-Core with defaults",
                "5x",
                "10x",
                f"{ratio(engines, 'defaults openfisca_core', 'bounds kernel'):.1f}x",
            )
        )
        memory = (
            engines["exact kernel"].turns[0]["extra_mb"]
            / engines["exact openfisca_core"].turns[0]["extra_mb"]
        )
        rows.append(("extra memory against OpenFisca-Core", "1/3", "1/5", f"{memory:.3f}"))
    if "exact policyengine_core" in engines:
        rows.append(
            (
                "all known, CPU against PolicyEngine-Core",
                "5x",
                "15x",
                f"{ratio(engines, 'exact policyengine_core', 'exact kernel'):.1f}x",
            )
        )
    rows += [
        ("compile time of all rights", "3 s", "1 s", found["compile"]),
        ("differences between NumPy and the kernel", "0", "0", found["differences"]),
        ("bound violations on random completions", "0", "0", found["violations"]),
    ]
    lines = ["| measure | bar | aim | measured |", "| --- | --- | --- | --- |"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]


# ------------------------------------------------------------------------------------ held together


def differences(folder: Path) -> str:
    """Numbers that NumPy and the kernels give differently, out of how many."""
    wrong = compared = 0
    for kind in ("exact", "bounds"):
        numpys = np.load(folder / f"{kind}_numpy.npy", mmap_mode="r")
        for kernel in ("kernel", "kernel2"):
            found = np.load(folder / f"{kind}_{kernel}.npy", mmap_mode="r")
            wrong += int((found != numpys).sum())
            compared += found.size
    return f"{wrong} of {compared:,}"


def household_differences(folder: Path, rules: RuleSet) -> list[str]:
    """Household by household against the comparators, whose numbers have 24 bits of precision."""
    ours = np.load(folder / "exact_kernel.npy", mmap_mode="r")
    lines = []
    for package in COMPARATORS:
        path = folder / f"exact_{package}.npy"
        if not path.exists():
            continue
        theirs = np.load(path, mmap_mode="r")
        answers = amounts = 0
        for row, root in enumerate(exact_roots(rules)):
            if root.is_yes_no:
                answers += int((ours[row] != (theirs[row] > 0)).sum())
            else:
                amounts += int((np.abs(ours[row] - theirs[row]) > 100 + 1e-6 * ours[row]).sum())
        cells = ours.shape[1] * len(rules.versions)
        lines.append(
            f"- {package}: {answers} of {cells:,} answers differ from ours, "
            f"and {amounts} amounts by more than a euro"
        )
    return lines


def violations(of: Hidden, rules: RuleSet) -> str:
    """Completions whose exact answer lies outside the bounds that were given without knowing it."""
    roots = exact_roots(rules)
    bounds = Program([end for pair in to_bounds(roots) for end in pair])
    ends = with_kernel(bounds, of.known, rules.setting)
    lowest, highest = (
        {slot: (span[side],) * 2 for slot, span in rules.setting.amounts.items()} for side in (0, 1)
    )
    wrong = compared = 0
    differ = {
        right_id: with_kernel(one, of.completed, rules.setting)[0] != 0
        for right_id, one in clashes(rules).items()
    }
    for amounts in (lowest, highest):
        setting = type(rules.setting)(amounts, rules.setting.days)
        exact = iter(enumerate(with_kernel(Program(roots), of.completed, setting)))
        for right_id, version in rules.versions.items():
            for _ in [version.holds] + ([] if version.amount is None else [version.amount]):
                row, column = next(exact)
                is_outside = (column < ends[2 * row]) | (column > ends[2 * row + 1])
                counts = ~differ[right_id] if right_id in differ else np.ones(len(column), dtype=bool)
                wrong += int((is_outside & counts).sum())
                compared += int(counts.sum())
    return f"{wrong} of {compared:,}"


# ----------------------------------------------------------------------------------------- all rights


def all_rights(number: int) -> tuple[list[str], dict[str, str]]:
    """The whole catalogue with a quarter of the facts unknown, batch by batch, at several sizes."""
    rules = rules_on(ON)
    program = rules.bounds_program
    batch = hidden(population(BATCH, rules), rules, SHARE_HIDDEN).known
    begin, begin_wall = time.process_time(), time.perf_counter()
    kernels = Kernels(program.roots, shape_of(program, batch))
    compiled = f"{time.process_time() - begin:.2f} s CPU, {time.perf_counter() - begin_wall:.2f} s wall"
    lines = [
        "| households | CPU s | wall s, two cores | microseconds of CPU per household |",
        "| --- | --- | --- | --- |",
    ]
    for size in sorted({10_000, 100_000, number}):
        cpu = wall = 0.0
        for start in range(0, size, BATCH):
            part = batch if size - start >= BATCH else part_of(batch, 0, size - start)
            begin, begin_wall = time.process_time(), time.perf_counter()
            assert kernels.run(part, rules.setting, threads=2) is not None
            cpu, wall = cpu + time.process_time() - begin, wall + time.perf_counter() - begin_wall
        lines.append(f"| {size:,} | {cpu:.2f} | {wall:.2f} | {1e6 * cpu / size:.1f} |")
    few = part_of(batch, 0, 10_000)
    begin = time.process_time()
    expected = ArrayEvaluation(program, few, rules.setting).results
    numpys = time.process_time() - begin
    found = kernels.run(few, rules.setting, threads=2)
    wrong = sum(int((one != other).sum()) for one, other in zip(found or (), expected, strict=True))
    lines += [
        "",
        f"{len(rules.versions)} rights, {len(program.nodes):,} nodes, {len(program.roots)} results each. "
        f"NumPy takes {1e6 * numpys / 10_000:.0f} microseconds per household; "
        f"{wrong} of {len(expected) * 10_000:,} numbers differ.",
    ]
    return lines, {"compile": compiled}


def limits(engines: dict[str, Engine], folder: Path, rules: RuleSet) -> list[str]:
    """Which share of what the machine can do the kernel reaches, in the model of ``machine_limits``."""
    memory, arithmetic = machine_limits.bytes_per_second(), machine_limits.operators_per_second()
    lines = [
        f"One core reads and writes {memory / 1e9:.1f} GB/s (triad) and carries out "
        f"{arithmetic / 1e9:.0f} billion operators on 64-bit "
        "numbers per second (eight side by side, no memory).",
        "",
        "| kernel | least time by memory, s | least time by arithmetic, s | share reached |",
        "| --- | --- | --- | --- |",
    ]
    roots = exact_roots(rules)
    for kind, asked, columns in (
        ("exact", roots, "exact"),
        ("bounds", [end for pair in to_bounds(roots) for end in pair], "hidden"),
    ):
        program, given = Program(asked), load(folder / columns)
        by_memory = machine_limits.bytes_of(program, given) / memory
        by_arithmetic = machine_limits.operators_of(program, given) / arithmetic
        share = max(by_memory, by_arithmetic) / engines[f"{kind} kernel"].least("cpu")
        lines.append(f"| {_shown(f'{kind} kernel')} | {by_memory:.3f} | {by_arithmetic:.3f} | {share:.0%} |")
    return lines


def prepared(folder: Path, number: int, rules: RuleSet) -> tuple[int, str]:
    """Writes the columns for every engine. How many persons there are, and what the completions showed."""
    known = population(number, rules)
    save(known, folder / "exact")
    save_reals(known, rules, folder / "reals")
    of = hidden(known, rules, SHARE_HIDDEN)
    save(of.known, folder / "hidden")
    save_reals(of.known, rules, folder / "defaults")
    return int(known.offsets[-1]), violations(of, rules)


def report(number: int) -> list[str]:
    """All tables, as Markdown."""
    rules = rules_on(ON, RIGHTS)
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as name:
        folder = Path(name)
        persons, outside = prepared(folder, number, rules)
        engines = taken_turns(folder)
        whole, found = all_rights(number)
        found |= {"differences": differences(folder), "violations": outside}
        compared = [*household_differences(folder, rules), "", *limits(engines, folder, rules)]
    nodes = len(in_order(exact_roots(rules)))
    return [
        f"{number:,} made-up households, {persons:,} persons, {len(rules.versions)} rights with "
        f"{nodes:,} nodes, calculation date {ON}, a quarter of the facts hidden at random; seeds 1 and 2.",
        "",
        f"Machine: {os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}, "
        f"NumPy {np.__version__}, shared with other work: "
        "ratios within one run count, seconds are pessimistic.",
        "",
        f"Command: `python tools/bench.py --compare --only many_households {number} --write`",
        "",
        *bar_table(engines, found),
        "",
        *engine_table(engines),
        "",
        *compared,
        "",
        *whole,
    ]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def written(lines: Sequence[str]) -> None:
    """Puts the tables between their marks in the page."""
    page = WRITTEN_TO.read_text()
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    WRITTEN_TO.write_text("\n".join([before + BEGIN, "", *lines, "", END + after]))


def main() -> None:
    """Prints the tables, and writes them when asked."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    lines = report(numbers[0] if numbers else 1_000_000)
    print("\n".join(lines))
    if "--write" in sys.argv:
        written(lines)


if __name__ == "__main__":
    main()
