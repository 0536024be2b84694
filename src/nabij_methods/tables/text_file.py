"""Text files: which letters, which separator, which cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

from nabij_methods.tables import limits
from nabij_methods.tables.cells import Line, Table, line_of
from nabij_methods.tables.refusals import NotReadable, Refusal

SEPARATORS = (";", ",", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SEP_LINE = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)


def _unmarked_utf16(content: bytes) -> str:
    """The name of UTF-16 without a mark, when every second byte of the beginning is nothing; or empty."""
    head = content[:400]
    half = max(len(head) // 2, 1)
    if head[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > half * 0.6 else ""


def letters_of(content: bytes) -> str:
    """The encoding: what the mark says, else UTF-8 when it is, else that of Windows."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    if name := _unmarked_utf16(content):
        return name
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def text_of(content: bytes) -> tuple[str, str]:
    """The text and its encoding. Raises NotReadable when it is no text."""
    letters = letters_of(content)
    try:
        text = content.decode(letters)
    except UnicodeError:
        raise NotReadable(Refusal.UNKNOWN_LETTERS) from None
    if _CONTROL.search(text):
        raise NotReadable(Refusal.NOT_A_TABLE)
    return text, letters


def separator_of(text: str) -> str:
    """What stands between cells: the sign that cuts most lines of the beginning into equally many cells."""
    sample = text[:20_000]
    best, best_score = ";", 0.0
    for sign in SEPARATORS:
        try:
            lines = [
                line for line in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if any(line)
            ]
        except csv.Error:
            continue
        widths = Counter(len(line) for line in lines[:60])
        wide = [(times * min(width, 12), times) for width, times in widths.items() if width > 1]
        score = max(wide, default=(0, 0))[0] / max(len(lines[:60]), 1)
        if score > best_score:
            best, best_score = sign, score
    return best


def _lines(text: str, separator: str) -> list[Line]:
    csv.field_size_limit(limits.CELL_CHARACTERS * 4)
    lines: list[Line] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(lines) >= limits.ROWS:
                raise NotReadable(Refusal.TOO_MANY_ROWS, row=limits.ROWS)
            if len(line) > limits.COLUMNS:
                raise NotReadable(Refusal.TOO_MANY_COLUMNS, row=len(lines) + 1)
            if any(len(cell) > limits.CELL_CHARACTERS for cell in line):
                raise NotReadable(Refusal.CELL_TOO_LONG, row=len(lines) + 1)
            lines.append(line_of(line))
    except csv.Error:
        raise NotReadable(Refusal.CELL_TOO_LONG, row=len(lines) + 1) from None
    return lines


def read_text(content: bytes) -> Table:
    """Read a text file. Raises NotReadable.

    Rows are counted as a spreadsheet shows them: one for each record, also when a cell holds line ends.
    """
    text, letters = text_of(content)
    if told := _SEP_LINE.match(text):
        separator, text = told.group(1), "\r\n" + text[told.end() :]  # keeps the row numbers of the file
    else:
        separator = separator_of(text)
    try:
        lines = _lines(text, separator)
    except TypeError:  # a separator that csv does not take
        raise NotReadable(Refusal.NOT_A_TABLE) from None
    return Table(lines=tuple(lines), letters=letters, separator=separator)
