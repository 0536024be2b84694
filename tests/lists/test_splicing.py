"""Parquet files put together without reading their data are one file with all their rows."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from nabij_rights.lists.splicing import spliced


def written(path: Path, table: pa.Table) -> Path:
    pq.write_table(table, path, compression="zstd")
    return path


def a_table(first: int, rows: int) -> pa.Table:
    numbers = list(range(first, first + rows))
    lists = [[f"fact {n % 7}"] * (n % 3) if n % 5 else None for n in numbers]
    other = pa.list_(pa.struct([("member", pa.int8()), ("answer", pa.string())]))
    columns = {
        "household": [f"household {n}" for n in numbers],
        "missing": pa.array(lists, pa.list_(pa.string())),
        "amount": pa.array([n / 100 for n in numbers]).cast(pa.decimal128(14, 2)),
        "is_told": [n % 2 == 0 for n in numbers],
        "others": pa.array([[{"member": n % 4, "answer": "no"}] * (n % 2) for n in numbers], other),
        **{f"column {n}": [n] * rows for n in range(20)},
    }
    return pa.table(columns)


def test_every_row_of_every_part_in_order(tmp_path: Path) -> None:
    sizes = [1, 1_000, 20_000, 3]
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    tables = [a_table(first, size) for first, size in zip(starts, sizes, strict=True)]
    parts = [written(tmp_path / f"{place}.parquet", one) for place, one in enumerate(tables)]
    spliced(parts, tmp_path / "all.parquet")
    file = pq.ParquetFile(tmp_path / "all.parquet")
    assert file.schema_arrow == tables[0].schema
    assert file.metadata.num_rows == sum(sizes)
    assert file.read().equals(pa.concat_tables(tables))
    for place, table in enumerate(tables):
        assert file.read_row_group(place).equals(table)
        assert file.metadata.row_group(place).num_rows == sizes[place]


def test_more_parts_than_a_short_list_of_thrift_has(tmp_path: Path) -> None:
    tables = [a_table(30 * place, 30) for place in range(40)]
    parts = [written(tmp_path / f"{place}.parquet", one) for place, one in enumerate(tables)]
    spliced(parts, tmp_path / "all.parquet")
    assert pq.read_table(tmp_path / "all.parquet").equals(pa.concat_tables(tables))


def test_a_part_with_several_row_groups_and_statistics(tmp_path: Path) -> None:
    table = a_table(0, 100)
    pq.write_table(table, tmp_path / "many.parquet", row_group_size=17, write_page_index=True)
    last = written(tmp_path / "last.parquet", a_table(100, 10))
    spliced([tmp_path / "many.parquet", last], tmp_path / "all.parquet")
    file = pq.ParquetFile(tmp_path / "all.parquet")
    assert file.metadata.num_row_groups == 7
    assert file.read().equals(pa.concat_tables([table, a_table(100, 10)]))
    told = pq.read_table(tmp_path / "all.parquet", filters=[("column 3", "==", 3)])
    assert told.num_rows == 110
