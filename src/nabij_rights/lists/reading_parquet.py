"""A list in a Parquet file: one row per household, a list column per fact of the members."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from nabij_rights.lists.source import PART, Part, UnusableList


class ParquetList:
    """Rows are counted from 1, for a Parquet file has no lines."""

    def __init__(self, path: Path) -> None:
        self.paths: tuple[Path, ...] = (path,)
        try:
            with pq.ParquetFile(path) as file:
                self.columns: list[str] = list(file.schema_arrow.names)
                self.about_so_many: int | None = file.metadata.num_rows
        except pa.ArrowException:
            raise UnusableList(f"{path}: this is not a Parquet file.") from None

    def parts(self) -> Iterator[Part]:
        """The parts in order. Raises UnusableList when the file breaks off."""
        path, first = self.paths[0], 0
        try:
            # what is fetched ahead would stay in memory until the end of the file
            with pq.ParquetFile(path, pre_buffer=False) as file:
                for number, batch in enumerate(_of_size(file.iter_batches(batch_size=PART), PART)):
                    yield Part(number, batch, str(path), range(first + 1, first + 1 + batch.num_rows))
                    first += batch.num_rows
        except (pa.ArrowException, OSError) as error:
            reason = str(error).partition("\n")[0]
            raise UnusableList(f"{path}: is damaged after row {first} ({reason}).") from None


def _of_size(batches: Iterator[pa.RecordBatch], size: int) -> Iterator[pa.RecordBatch]:
    """The same rows in batches of one size, whatever the row groups of the file."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        while sum(one.num_rows for one in waiting) >= size:
            table = pa.Table.from_batches(waiting)
            yield _as_one(table.slice(0, size))
            waiting = table.slice(size).to_batches()
    if waiting:
        yield _as_one(pa.Table.from_batches(waiting))


def _as_one(table: pa.Table) -> pa.RecordBatch:
    (batch,) = table.combine_chunks().to_batches()
    return batch
