"""An example of a list: two made-up households, every column, and what each of them means."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from nabij_rights.engine.expression import Entity
from nabij_rights.facts.vocabulary import Fact, vocabulary
from nabij_rights.lists.columns import AGE, KEY
from nabij_rights.lists.source import UnusableList

EXAMPLES: tuple[dict[str, Any], ...] = (
    {
        KEY: "example-1",
        "municipality": "kortrijk",
        "tenure": "private_tenant",
        "rent_eur_month": "712.50",
        "persons": (
            {
                "relation_to_reference": "self",
                "birth_on": "1988-04-17",
                "net_work_income_eur_month": "1480.40",
                "integration_income_since_on": "no",
            },
            {"relation_to_reference": "child", "birth_on": "2016-09-02", "study_level": "primary"},
        ),
    },
    {
        KEY: "example-2",
        "municipality": "34022",
        "tenure": "owner|private_tenant",
        "rent_eur_month": None,
        "persons": ({"relation_to_reference": "self", "age": "71", "has_increased_reimbursement": "true"},),
    },
)
"""Amounts, dates, a value that is one of two, an age in place of a birth date, and much that is not known."""

Row = Sequence[str | None]

COLUMN_NAMES = ("column", "of", "what to write", "meaning", "rule")
_RANGES = "For a range: the columns {0}.min and {0}.max. Empty is unknown, never no or zero."


def write_template(path: Path, *, on: date, language: str) -> list[Path]:
    """Writes the example, and returns the files. Raises UnusableList, OSError."""
    ending = path.suffix.lower()
    if ending == ".parquet":
        return [_parquet(path, language), _descriptions(path, language)]
    if ending == ".csv":
        return [*_csv(path), _descriptions(path, language)]
    if ending == ".xlsx":
        return [_xlsx(path, on, language)]
    raise UnusableList(f"{path}: a list is a .parquet, .csv or .xlsx file.")


def described(language: str) -> list[Row]:
    """Every column: its name, of whom it is, what to write in it, and what it means."""
    first = [
        (KEY, "household", "text or a number", "How the household is called; another one in every row.", ""),
        (AGE, "person", "a whole number from 0 to 125", "In place of birth_on.", _RANGES.format(AGE)),
    ]
    return [*first, *(_described(fact, language) for fact in vocabulary().values())]


def _described(fact: Fact, language: str) -> Row:
    has_range = fact.type not in ("bool", "enum", "nis")
    rule = _RANGES.format(fact.id) if has_range else "Empty is unknown, never no or zero."
    return (fact.id, str(fact.entity), _to_write(fact), fact.text("label", language), rule)


def _to_write(fact: Fact) -> str:
    if fact.type == "enum":
        return f"{', '.join(fact.values)}; with | between them when it is one of several"
    return {
        "bool": "true or false",
        "date": "a date such as 2015-03-02",
        "since": 'a date such as 2024-05-01, "no", or "yes" when the day is not known',
        "nis": "the name of the town, or the 5 digits of its code",
        "money": f"an amount in euro such as 1780.40 ({fact.unit})",
    }.get(fact.type, f"a whole number from {fact.lowest} to {fact.highest}")


def _facts_of(entity: Entity) -> list[str]:
    return [fact.id for fact in vocabulary().values() if fact.entity is entity]


def _tables() -> tuple[list[Row], list[Row]]:
    home = [KEY, *_facts_of(Entity.HOUSEHOLD)]
    person = [KEY, AGE, *_facts_of(Entity.PERSON)]
    households: list[Row] = [home, *([one.get(name) for name in home] for one in EXAMPLES)]
    persons: list[Row] = [person]
    for one in EXAMPLES:
        persons += [[{KEY: one[KEY], **member}.get(name) for name in person] for member in one["persons"]]
    return households, persons


def _csv(path: Path) -> list[Path]:
    found = [path, path.with_suffix(".persons.csv")]
    for one, rows in zip(found, _tables(), strict=True):
        _write_csv(one, rows)
    return found


def _write_csv(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def _descriptions(path: Path, language: str) -> Path:
    beside = path.with_suffix(".columns.csv")
    _write_csv(beside, [COLUMN_NAMES, *described(language)])
    return beside


def _xlsx(path: Path, on: date, language: str) -> Path:
    households, persons = _tables()
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(on.year, on.month, on.day)})  # noqa: DTZ001
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    for name, rows in (
        ("households", households),
        ("persons", persons),
        ("columns", [COLUMN_NAMES, *described(language)]),
    ):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        # as text, so that Excel makes no date of an amount and no number of a code
        sheet.set_column(0, max(len(row) for row in rows), 24, text)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write_string(number, place, cell, bold if number == 0 else text)
    book.close()
    return path


_TYPES = {
    "bool": pa.bool_(),
    "date": pa.date32(),
    "money": pa.decimal128(12, 2),
    "int": pa.int32(),
    "pct": pa.int32(),
}


def _parquet(path: Path, language: str) -> Path:
    told = {row[0]: row for row in described(language)}
    fields, columns = [], []
    names = [KEY, *_facts_of(Entity.HOUSEHOLD)]
    for name in [*names, AGE, *_facts_of(Entity.PERSON)]:
        kind = (
            pa.int32()
            if name == AGE
            else _TYPES.get(getattr(vocabulary().get(name), "type", ""), pa.string())
        )
        if name in names:
            column = pa.array([one.get(name) for one in EXAMPLES], pa.string()).cast(kind)
        else:
            kind = pa.list_(kind)
            values = [[member.get(name) for member in one["persons"]] for one in EXAMPLES]
            column = pa.array(values, pa.list_(pa.string())).cast(kind)
        meaning = {"write": told[name][2] or "", "meaning": told[name][3] or ""}
        fields.append(pa.field(name, kind, metadata=meaning))
        columns.append(column)
    pq.write_table(pa.table(columns, schema=pa.schema(fields)), path)
    return path
