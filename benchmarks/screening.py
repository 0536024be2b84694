"""A whole list of households from Parquet to Parquet: seconds, memory, and whether both stay in proportion.

Run: ``python -m benchmarks.screening [--sizes 10000,100000] [--jobs N] [more options of screen]``. The
households are made up, a quarter of their facts is hidden, and every right of the catalogue is worked out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.factories.tables import batch_of, hidden_households

ON = date(2026, 11, 21)
DIFFERENT = 5_000
"""So many households are made up; a longer list has them several times under other names."""


@dataclass(frozen=True)
class Measured:
    """One run of the command: its time, that of its processes, and the most memory that one of them held."""

    households: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    result_mb: float

    def __str__(self) -> str:
        per_household = f"{1e6 * self.cpu_seconds / self.households:.0f}"
        return (
            f"| {self.households:,} | {self.seconds:.1f} | {self.cpu_seconds:.1f} | {per_household} "
            f"| {self.peak_mb:.0f} | {self.result_mb:.1f} |"
        )


def made_up_list(path: Path, number: int, seed: int = 1) -> None:
    """A list of so many households in Parquet."""
    batch = batch_of(hidden_households(min(number, DIFFERENT), seed=seed, on=ON))
    with pq.ParquetWriter(path, batch.schema) as writer:
        for first in range(0, number, batch.num_rows):
            part = batch.slice(0, min(batch.num_rows, number - first))
            keys = pa.array([f"household {first + place}" for place in range(part.num_rows)])
            writer.write_batch(part.set_column(part.schema.get_field_index("household"), "household", keys))


def screened(path: Path, number: int, jobs: int, more: Sequence[str]) -> Measured:
    """What it takes to screen this list with the command."""
    out = path.with_suffix(".out.parquet")
    words = ["screen", str(path), "--on", ON.isoformat(), "--out", str(out), "--jobs", str(jobs), *more]
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "nabij_rights", *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit(f"the command ended with status {os.waitstatus_to_exitcode(status)}")
    size = out.stat().st_size / 1e6
    return Measured(number, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size)


def main() -> None:
    """Prints one line per size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options, more = parser.parse_known_args()
    print("| households | seconds | CPU seconds | CPU µs per household | peak MB of a process | result MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for size in (int(text) for text in options.sizes.split(",")):
            path = Path(folder) / f"{size}.parquet"
            made_up_list(path, size)
            print(screened(path, size, options.jobs, more), flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
