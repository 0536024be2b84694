"""Where databases differ, in as far as the text needs it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Dialect(StrEnum):
    """The databases for which a text can be written, with the oldest version that understands it."""

    SQLITE = "sqlite"  # 3.35
    POSTGRESQL = "postgresql"  # 12
    DUCKDB = "duckdb"  # 0.10


@dataclass(frozen=True)
class Words:
    """How one database says things. In each of them a yes/no is a condition, and 64 bits hold a number."""

    smallest: str
    largest: str
    divided: str
    any: str
    number: str
    """A whole number of 64 bits; elsewhere a small number would be reckoned with in 32."""
    total: str
    is_whole: str
    """Whether a column holds a whole number, and not text, a fraction or nothing."""
    materialized: str
    """Keeps the database from writing the steps into each other, where that makes them grow without end."""
    most_columns: int
    longest_name: int


_SQLITE = Words(
    smallest="MIN({0}, {1})",
    largest="MAX({0}, {1})",
    divided="({0} / {1})",
    any="MAX({0})",
    number="{0}",
    total="SUM({0})",
    is_whole="typeof({0}) = 'integer'",
    materialized="AS MATERIALIZED",
    most_columns=1900,
    longest_name=1000,
)
_POSTGRESQL = Words(
    smallest="LEAST({0}, {1})",
    largest="GREATEST({0}, {1})",
    divided="({0} / {1})",
    any="bool_or({0})",
    number="{0}::BIGINT",
    total="SUM({0})::BIGINT",
    is_whole="CAST({0} AS BIGINT) = {0}",
    materialized="AS MATERIALIZED",
    most_columns=1600,
    longest_name=63,
)
_DUCKDB = Words(
    smallest="LEAST({0}, {1})",
    largest="GREATEST({0}, {1})",
    divided="({0} // {1})",
    any="bool_or({0})",
    number="{0}::BIGINT",
    total="SUM({0})::BIGINT",
    is_whole="TRY_CAST({0} AS BIGINT) = {0}",
    materialized="AS MATERIALIZED",
    most_columns=10_000,
    longest_name=1000,
)

WORDS = {Dialect.SQLITE: _SQLITE, Dialect.POSTGRESQL: _POSTGRESQL, Dialect.DUCKDB: _DUCKDB}


def quoted(name: str) -> str:
    """A name of a table or column, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A piece of text as a literal."""
    return "'" + value.replace("'", "''") + "'"


def remark(words: str) -> str:
    """What may stand in a comment: one line, and nothing that ends it."""
    line = "".join(sign if sign.isprintable() else " " for sign in words)
    return line.replace("*/", "* /").replace("/*", "/ *")
