"""A pool of processes on one machine: nothing to install, and order is kept."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import pyarrow as pa

from nabij_rights.lists.adapters.job import ROWS, Job

_AHEAD = 2
"""Pieces of work per process that are read ahead, so that memory does not grow with the list."""


def screened(
    batches: Iterable[pa.RecordBatch], job: Job, *, processes: int | None = None
) -> Iterator[pa.RecordBatch]:
    """The answers for each batch, in the order of the households, by so many processes (one per core).

    Call it under ``if __name__ == "__main__":``, since every process imports the calling module. Raises what
    the job raises; the other processes then stop.
    """
    number = processes or os.cpu_count() or 1
    waiting: deque[Future[bytes]] = deque()
    with ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            for piece in _pieces(batches):
                waiting.append(pool.submit(_screened, job, _packed(piece)))
                if len(waiting) >= _AHEAD * number:
                    yield from _unpacked(waiting.popleft().result())
            while waiting:
                yield from _unpacked(waiting.popleft().result())
        finally:
            for rest in waiting:
                rest.cancel()


def _pieces(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            yield batch.slice(start, ROWS)


def _screened(job: Job, packed: bytes) -> bytes:
    """What a process does with one piece of work."""
    (batch,) = _unpacked(packed)
    return _packed(job.batch(batch))


def _packed(batch: pa.RecordBatch) -> bytes:
    """A batch as Arrow sends it; pickled, a slice would take the whole batch along."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _unpacked(packed: bytes) -> Iterator[pa.RecordBatch]:
    with pa.ipc.open_stream(packed) as stream:
        yield from stream
