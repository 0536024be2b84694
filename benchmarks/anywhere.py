"""Screens one list with the plain loop, a pool of processes, Spark, Dask and Ray, where they are installed.

    python -m benchmarks.anywhere --households 100000 --rights 14

The same Parquet files go in, and rows with the same answers come out; start-up of the engine is part of the
time. A few thousand made-up households are repeated, since making them up costs more than screening them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from os import environ, times
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from tests.factories.tables import batch_of, hidden_households

from nabij_rights.catalogue import rules_on
from nabij_rights.lists.adapters import pool
from nabij_rights.lists.adapters.job import Job
from nabij_rights.lists.table import MissingFacts

ON = date(2026, 11, 22)
DISTINCT, FILES = 4000, 8


def write_list(number: int, folder: Path) -> list[str]:
    """So many households, a quarter of their facts unknown, in so many files."""
    table = pa.Table.from_batches([batch_of(hidden_households(min(DISTINCT, number), seed=7, on=ON))])
    paths, each, written = [], -(-number // FILES), 0
    for part in range(FILES):
        rows = min(each, number - written)
        repeated = pa.concat_tables([table] * (rows // table.num_rows + 1)).slice(0, rows)
        names = pa.array([f"h{written + row:08}" for row in range(rows)])
        path = folder / f"part-{part}.parquet"
        pq.write_table(repeated.set_column(0, "household", names).combine_chunks(), path)
        paths.append(str(path))
        written += rows
    return paths


def read(paths: list[str]) -> Iterator[pa.RecordBatch]:
    """The batches of all files, one after the other."""
    for path in paths:
        yield from pq.ParquetFile(path).iter_batches(batch_size=10_000)


def plain_loop(paths: list[str], job: Job) -> Iterator[pa.RecordBatch]:
    """No engine at all."""
    return job.batches(read(paths))


def process_pool(paths: list[str], job: Job) -> Iterator[pa.RecordBatch]:
    """Two processes."""
    return pool.screened(read(paths), job, processes=2)


def with_dask(paths: list[str], job: Job) -> Iterator[pa.RecordBatch]:
    """Two processes of Dask."""
    from nabij_rights.lists.adapters import dask

    for table in dask.screened(dask.households(paths), job).compute(scheduler="processes", num_workers=2):
        yield from table.to_batches()


def with_ray(paths: list[str], job: Job) -> Iterator[pa.RecordBatch]:
    """A Ray of two cores on this machine."""
    import ray

    from nabij_rights.lists.adapters import ray as adapter

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    screened = adapter.screened(ray.data.read_parquet(paths), job)
    for table in screened.iter_batches(batch_format="pyarrow", batch_size=None):
        yield from table.to_batches()
    ray.shutdown()


def with_spark(paths: list[str], job: Job) -> Iterator[pa.RecordBatch]:
    """A Spark of two cores on this machine."""
    from pyspark.sql import SparkSession

    from nabij_rights.lists.adapters import spark

    environ["PYSPARK_PYTHON"] = sys.executable
    session = SparkSession.builder.master("local[2]").config("spark.driver.memory", "4g").getOrCreate()
    yield from spark.screened(session.read.parquet(*paths), job).toArrow().to_batches()
    session.stop()


ENGINES: dict[str, tuple[str, Callable[[list[str], Job], Iterator[pa.RecordBatch]]]] = {
    "plain loop": ("pyarrow", plain_loop),
    "process pool, 2": ("pyarrow", process_pool),
    "Dask, 2 processes": ("dask", with_dask),
    "Ray, 2 cores": ("ray", with_ray),
    "Spark, local[2]": ("pyspark", with_spark),
}


def counted(batches: Iterator[pa.RecordBatch]) -> dict[tuple[str, str], int]:
    """How often each answer was given, per right: the same for every engine."""
    counts: dict[tuple[str, str], int] = {}
    for batch in batches:
        for name in batch.schema.names:
            if name.endswith(".answer"):
                for one in pc.value_counts(batch.column(name)).to_pylist():
                    key = (name, one["values"])
                    counts[key] = counts.get(key, 0) + one["counts"]
    return counts


def _cpu() -> float:
    """Seconds of both cores, of this process and of those that it started and that have ended."""
    used = times()
    return used.user + used.system + used.children_user + used.children_system


def main() -> None:
    """Prints one row per engine; stops when two engines do not agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=100_000)
    parser.add_argument("--rights", type=int, default=14, help="so many rights, from the first")
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--missing", action="store_true", help="name what is open, as the command line does")
    options = parser.parse_args()
    right_ids = tuple(rules_on(ON).versions)[: options.rights]
    missing = MissingFacts.NAMES if options.missing else MissingFacts.NONE
    job = Job(ON, right_ids=right_ids, missing=missing)
    print(f"{options.households} households, {len(right_ids)} rights, missing facts: {missing}")
    with tempfile.TemporaryDirectory() as folder:
        paths = write_list(options.households, Path(folder))
        found = None
        print("| engine | seconds | CPU seconds (not of a server that goes on) |\n| --- | --- | --- |")
        for name, (package, run) in ((name, ENGINES[name]) for name in options.engines):
            if find_spec(package) is None:
                print(f"| {name} | {package} is not installed |")
                continue
            began, cpu = time.perf_counter(), _cpu()
            counts = counted(run(paths, job))
            print(f"| {name} | {time.perf_counter() - began:.1f} | {_cpu() - cpu:.1f} |", flush=True)
            if found not in (None, counts):
                raise SystemExit(f"{name} gives other answers")
            found = counts


if __name__ == "__main__":
    main()
