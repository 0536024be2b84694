"""What is wrong with a TOML file that cannot be read, told to whoever wrote it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

_AT = re.compile(r" \(at (line (\d+), column \d+|end of document)\)$")
_HINTS = (
    (re.compile(r"=\s*\d+,\d"), 'a number stands between quotes, with a point: "25.62"'),
    (re.compile(r"=\s*\d[\d.]*\s*(€|EUR|euro)"), 'a number stands between quotes, without a unit: "25.62"'),
    (re.compile(r"=\s*(\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"), "a day is written as 2026-09-01"),
    (re.compile(r"=\s*(?!\d{4}-\d\d-\d\d\b)\d{4}[-/]\d{1,2}[-/]\d{1,2}"), "a day is written as 2026-09-01"),
    (re.compile(r"=\s*\d{4}-\d\d-\d\d\b"), "this day does not exist in the calendar"),
    (re.compile(r"=\s*(ja|nee|yes|no|True|False)\b"), "yes is written as true, and no as false"),
    (re.compile(r"=\s*[^\W\d_]"), 'a text stands between quotes: name = "Zonnedam"'),
    (re.compile(r"[“”„‘]"), 'use straight quotes ", not curly ones'),
    (re.compile(r'^[^"]*"[^"]*$'), "a quote is opened and not closed"),
)
"""What the line looks like, and what the writer most probably meant; the first that fits is told."""


class NotToml(ValueError):
    """A file that cannot be read; the message has the line and most often what to change.

    ``line`` counts from 1 and is None when the file ends too soon; ``text`` is what stands there.
    """

    def __init__(self, message: str, line: int | None = None, text: str = "") -> None:
        self.line, self.text = line, text
        super().__init__(message)


def read_toml(text: str) -> dict[str, Any]:
    """The table of a TOML file. Raises NotToml."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _told(text, str(error)) from None


def _told(text: str, message: str) -> NotToml:
    found = _AT.search(message)
    reason = message[: found.start()] if found else message
    if found is None or found[2] is None:
        return NotToml(f"this cannot be read ({reason}, at the end); is a bracket or a quote not closed?")
    number = int(found[2])
    line = text.splitlines()[number - 1].strip() if number <= len(text.splitlines()) else ""
    hint = _hint(line, reason)
    more = f" - {hint}." if hint else f" ({reason})."
    return NotToml(f"line {number} cannot be read: {line[:80]}{more}", number, line[:80])


def _hint(line: str, reason: str) -> str:
    if "Cannot overwrite" in reason or "declare" in reason:
        return "this name stands twice in the same table"
    for pattern, hint in _HINTS:
        if pattern.search(line):
            return hint
    return ""
