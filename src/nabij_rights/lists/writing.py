"""The result of a screening as a file: Parquet, CSV or an Excel workbook, written part by part.

In CSV and Excel a list becomes one cell: facts and warnings with ``|`` between them, another adult as
``member:answer:lowest:highest``. No cell can become a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from nabij_rights.lists.safe_cells import safe_cell
from nabij_rights.lists.source import LineProblem, UnusableList

ENDINGS = (".parquet", ".csv", ".xlsx")
MOST_ROWS_OF_A_SHEET = 1_048_575
TOO_MANY_ROWS = "a sheet of Excel holds no more than 1,048,575 households. Write .parquet or .csv."


class Writer(Protocol):
    """A file to which the parts of a result are added."""

    def add(self, batch: pa.RecordBatch) -> None:
        """Writes these rows after the others."""

    def close(self) -> None:
        """Finishes the file."""


def open_writer(path: Path, ending: str, schema: pa.Schema, *, on: date, separator: str) -> Writer:
    """A file of the kind that goes with this ending of a name. ``separator`` is for CSV."""
    if ending == ".parquet":
        return _Parquet(path, schema)
    if ending == ".csv":
        return _Csv(path, schema, separator)
    return _Xlsx(path, schema, on)


def parquet_writer(where: Any, schema: pa.Schema) -> pq.ParquetWriter:
    """A Parquet file, or part of one. Statistics of some 700 columns per part help nobody."""
    return pq.ParquetWriter(where, schema, compression="zstd", write_statistics=[schema.names[0]])


class _Parquet:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._writer = parquet_writer(path, schema)

    def add(self, batch: pa.RecordBatch) -> None:
        self._writer.write_batch(batch)

    def close(self) -> None:
        self._writer.close()


class _Csv:
    """With ``;`` between the cells amounts have a decimal comma, as a Belgian Excel reads them."""

    def __init__(self, path: Path, schema: pa.Schema, separator: str) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, delimiter=separator)
        self._writer.writerow(schema.names)
        self._comma = "," if separator == ";" else "."

    def add(self, batch: pa.RecordBatch) -> None:
        columns = [self._cells(column) for column in batch.columns]
        self._writer.writerows(zip(*columns, strict=True))

    def _cells(self, column: pa.Array) -> list[str]:
        if pa.types.is_decimal(column.type):
            texts = column.cast(pa.string()).fill_null("").to_pylist()
            return [text.replace(".", self._comma) for text in texts]
        if pa.types.is_string(column.type):
            return [safe_cell(text) for text in column.fill_null("").to_pylist()]
        return [safe_cell(_joined(value)) for value in column.to_pylist()]

    def close(self) -> None:
        self._file.close()


class _Xlsx:
    def __init__(self, path: Path, schema: pa.Schema, on: date) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
        # the moment of writing would make every file another one
        self._book.set_properties({"created": datetime(on.year, on.month, on.day)})  # noqa: DTZ001
        self._sheet = self._book.add_worksheet("rights")
        self._euro = self._book.add_format({"num_format": "0.00"})
        self._sheet.freeze_panes(1, 1)
        self._row = 0
        self._write(schema.names)

    def add(self, batch: pa.RecordBatch) -> None:
        if self._row + batch.num_rows > MOST_ROWS_OF_A_SHEET:
            raise UnusableList(TOO_MANY_ROWS)
        columns = [column.to_pylist() for column in batch.columns]
        for row in zip(*columns, strict=True):
            self._write(row)

    def _write(self, row: Iterable[Any]) -> None:
        for place, value in enumerate(row):
            if isinstance(value, Decimal):
                self._sheet.write_number(self._row, place, float(value), self._euro)
            elif value:
                text = value if isinstance(value, str) else _joined(value)
                self._sheet.write_string(self._row, place, text)
        self._row += 1

    def close(self) -> None:
        self._book.close()


def _joined(values: list[Any] | None) -> str:
    return "|".join(value if isinstance(value, str) else _other(value) for value in values or ())


def _other(value: dict[str, Any]) -> str:
    parts = (value["member"], value["answer"], value["lowest"], value["highest"])
    return ":".join(str(part) for part in parts if part is not None)


PROBLEM_COLUMNS = ("file", "line", "household", "member", "column", "problem")


def write_problems(path: Path, problems: Iterable[LineProblem]) -> None:
    """Every line that could not be read, and why."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(PROBLEM_COLUMNS)
        for one in problems:
            member = str(one.member) if one.member else ""
            cells = (one.file, str(one.line), one.household, member, one.column, one.sentence)
            writer.writerow([safe_cell(cell) for cell in cells])


def whole_or_not(path: Path, write: Callable[[Path], None]) -> None:
    """Writes a file beside the one that is meant, which appears when all is written, and only then."""
    beside = path.with_name(f".{path.name}.writing")
    try:
        write(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
