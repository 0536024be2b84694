"""One list of households, with a row that cannot be read, for the tests of every engine."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from nabij_rights.lists.adapters.job import Job
from tests.factories.tables import batch_of, hidden_households

ON = date(2026, 11, 21)
JOB = Job(ON, right_ids=("leefloon", "schooltoeslag", "uitpas_kansentarief"))


def some_households(number: int = 60) -> pa.Table:
    """Made-up households with a quarter of their facts hidden; the name of one is missing."""
    batch = batch_of(hidden_households(number, seed=4, on=ON))
    names = [*(f"h{row:03}" for row in range(number - 1)), None]
    return pa.Table.from_batches([batch]).set_column(0, "household", pa.array(names))


def expected() -> pa.Table:
    """What the plain loop says of them."""
    return JOB.table(some_households())


def files(folder: Path, number: int = 3) -> list[str]:
    """The same households in so many Parquet files, in order."""
    table, paths = some_households(), []
    size = -(-table.num_rows // number)
    for part in range(number):
        path = folder / f"part-{part}.parquet"
        pq.write_table(table.slice(part * size, size), path)
        paths.append(str(path))
    return paths


def in_order(table: pa.Table) -> pa.Table:
    """The rows by name of the household, as one piece; a row without a name comes last."""
    return table.sort_by("household").combine_chunks()
