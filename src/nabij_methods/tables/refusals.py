"""Why a whole file is not read."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """The reason. The application has a sentence for each, with what to do instead."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_TABLE = "not_a_table"
    WRONG_NAME = "wrong_name"
    OLD_EXCEL = "old_excel"
    LOCKED = "locked"
    MACROS = "macros"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    DAMAGED = "damaged"
    UNSAFE_PARTS = "unsafe_parts"
    UNKNOWN_LETTERS = "unknown_letters"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    CELL_TOO_LONG = "cell_too_long"
    TOO_SLOW = "too_slow"
    NO_ROWS = "no_rows"


class NotReadable(Exception):
    """A file that is not read. `row` is the row where reading stopped, when there is one."""

    def __init__(self, refusal: Refusal, *, row: int | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.row = row
