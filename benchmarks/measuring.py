"""What benchmarks share: both clocks, the machine in one line, and a place in the page of results."""

from __future__ import annotations

import os
import platform
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


@dataclass(slots=True)
class Stopwatch:
    """Seconds by the clock and CPU seconds of this process, from its start on."""

    begun: float
    worked: float

    @classmethod
    def start(cls) -> Stopwatch:
        """Begin now."""
        return cls(time.perf_counter(), time.process_time())

    @property
    def wall(self) -> float:
        """Seconds by the clock."""
        return time.perf_counter() - self.begun

    @property
    def cpu(self) -> float:
        """CPU seconds of this process."""
        return time.process_time() - self.worked

    def __str__(self) -> str:
        return f"{self.wall:.1f} s by the clock, {self.cpu:.1f} s CPU"


def percentile(numbers: Sequence[float], share: float) -> float:
    """The number below which this share lies (nearest rank)."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, max(0, int(len(ordered) * share + 0.999999) - 1))]


def peak_mb() -> float:
    """The most memory that this process held, and on top of it the largest of its children, in MB."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in whose) / 1024


def machine() -> str:
    """The machine, and how busy it was in the last minute."""
    cores = os.cpu_count() or 1
    name = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    busy = os.getloadavg()[0]
    return f"{cores} cores, {name}, Python {platform.python_version()}; load of the last minute {busy:.1f}"


def command(module: str) -> str:
    """The command that was given, as it can be given again."""
    return " ".join(["python -m", f"benchmarks.{module}", *sys.argv[1:]])


def written(mark: str, lines: Iterable[str]) -> None:
    """Put lines between the marks `<!-- mark: begin -->` and `<!-- mark: end -->` of the page of results."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    PAGE.write_text(f"{before}{begin}\n\n" + "\n".join(lines) + f"\n\n{end}{after}", encoding="utf-8")
