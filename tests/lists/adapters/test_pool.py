"""A pool of processes gives the very bytes of the plain loop, and reads no further than it must."""

from collections.abc import Iterator

import pyarrow as pa
import pytest

from nabij_rights.lists.adapters import job as jobs
from nabij_rights.lists.adapters import pool
from nabij_rights.lists.columns import UnusableColumns
from tests.lists.adapters.households import JOB, expected, some_households


def as_bytes(table: pa.Table) -> bytes:
    """The table as one Arrow stream."""
    sink = pa.BufferOutputStream()
    table = table.combine_chunks()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def test_two_processes_give_the_bytes_of_the_plain_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "ROWS", 8)
    batches = some_households().to_batches(max_chunksize=25)
    found = pa.Table.from_batches(pool.screened(batches, JOB, processes=2))
    assert found.num_rows == 60
    assert as_bytes(found) == as_bytes(expected())


def test_a_household_that_cannot_be_read_says_why_and_the_others_go_on() -> None:
    rows = expected().to_pylist()
    assert rows[-1]["problems"] == ["household: the household has no name or number. Give each row its own."]
    assert rows[-1]["leefloon.answer"] is None
    assert all(row["leefloon.answer"] in ("yes", "no", "unknown") for row in rows[:-1])


def test_it_reads_no_further_ahead_than_it_must(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "ROWS", 5)
    read = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal read
        for batch in some_households().to_batches(max_chunksize=5):
            read += 1
            yield batch

    found = pool.screened(batches(), JOB, processes=1)
    next(found)
    assert read == pool._AHEAD
    found.close()


def test_a_column_that_cannot_be_used_is_refused_in_words() -> None:
    table = some_households().append_column("unknwon", pa.nulls(60, pa.int64()))
    with pytest.raises(UnusableColumns, match="unknwon"):
        list(pool.screened(table.to_batches(), JOB, processes=1))


def test_the_loop_works_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "ROWS", 7)
    pieces = list(JOB.batches(some_households().to_batches()))
    assert [piece.num_rows for piece in pieces] == [7] * 8 + [4]
    assert as_bytes(pa.Table.from_batches(pieces)) == as_bytes(expected())
