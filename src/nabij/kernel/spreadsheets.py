"""Tables that people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

_STARTS_A_FORMULA = tuple(
    "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
)  # the last four: the same signs in full width
_SKIPPED_IN_FRONT = " '\"\u00a0"


def _is_active(text: str) -> bool:
    return text.lstrip(_SKIPPED_IN_FRONT).startswith(_STARTS_A_FORMULA)


def safe_cell(value: object) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if _is_active(text) else text


def original_cell(text: str) -> str:
    """Return the text that `safe_cell` made safe."""
    return text[1:] if text.startswith("'") and _is_active(text) else text


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as a CSV file that a Belgian spreadsheet opens well: semicolons, and a mark for UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + file.getvalue()
