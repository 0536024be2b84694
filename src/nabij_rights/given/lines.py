"""On which line of a TOML or JSON text a value stands.

Only for texts that were parsed already: it looks for keys and brackets, and checks nothing.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from nabij_rights.facts.reading import Path

_TOKEN = re.compile(
    r"""
    \"\"\"(?:\\.|[^\\])*?\"{3,5}(?!\") | '''.*?'{3,5}(?!')  # strings over several lines
    | "(?:\\.|[^"\\\n])*" | '[^'\n]*'                       # strings
    | \#[^\n]*                                              # comments
    | [\[\]{},=:\n]                                         # what gives structure
    | [^\s\[\]{},=:\#"']+                                   # names, numbers, dates
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTES = ('"', "'")


def lines_by_path(text: str, *, is_json: bool) -> Mapping[Path, int]:
    """The line, counted from 1, of every key and every element of a list."""
    reader = _Reader(_tokens(text))
    if is_json:
        reader.value(())
    else:
        reader.toml()
    return reader.lines


def line_of(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of the value at this path, else of what it stands in; None for the file as a whole."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def twice_in(text: str) -> tuple[str, int] | None:
    """The first key of a JSON text that stands twice in one object, with the line of the second time."""
    reader = _Reader(_tokens(text))
    reader.value(())
    return reader.twice


def _tokens(text: str) -> list[tuple[str, int]]:
    """The tokens with their line; comments left out."""
    found: list[tuple[str, int]] = []
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if not match[0].startswith("#"):
            found.append((match[0], line))
    return found


@dataclass
class _Reader:
    tokens: list[tuple[str, int]]
    at: int = 0
    lines: dict[Path, int] = field(default_factory=dict)
    tables: dict[Path, int] = field(default_factory=dict)
    twice: tuple[str, int] | None = None

    def toml(self) -> None:
        """A TOML document: headers and keys, one per line."""
        base: Path = ()
        while self._peek():
            if self._peek() == "\n":
                self.at += 1
            elif self._peek() == "[":
                base = self._header()
            else:
                self._entry(base, "=")

    def value(self, path: Path) -> None:
        """A value with everything in it."""
        self._skip_newlines()
        token = self._peek()
        if token == "{":
            self._inside("}", path, is_list=False)
        elif token == "[":
            self._inside("]", path, is_list=True)
        else:
            while self._peek() and self._peek() not in (",", "]", "}", "\n"):
                self.at += 1

    def _inside(self, end: str, path: Path, *, is_list: bool) -> None:
        self.at += 1
        number = 0
        while self._skip_newlines() and self._peek() != end:
            before = self.at
            if self._peek() == ",":
                self.at += 1
            elif is_list:
                self.lines[(*path, number)] = self._line()
                self.value((*path, number))
                number += 1
            else:
                self._entry(path, "=:")
            if self.at == before:  # nothing we know; never stand still
                self.at += 1
        self.at += 1

    def _entry(self, base: Path, separators: str) -> None:
        line = self._line()
        path = (*base, *self._keys(separators))
        if path in self.lines and self.twice is None:
            self.twice = (str(path[-1]), line)
        self.lines.setdefault(path, line)
        self.at += 1
        self.value(path)

    def _header(self) -> Path:
        line = self._line()
        opened = 0
        while self._peek() == "[":
            self.at, opened = self.at + 1, opened + 1
        path: Path = ()
        names = self._keys("]")
        for number, name in enumerate(names):
            path = (*path, name)
            if opened == 2 and number == len(names) - 1:
                self.tables[path] = self.tables.get(path, -1) + 1
            if path in self.tables:
                path = (*path, self.tables[path])
        self.lines.setdefault(path, line)
        while self._peek() == "]":
            self.at += 1
        return path

    def _keys(self, ends: str) -> list[str]:
        """The parts of a dotted key."""
        found: list[str] = []
        while self._peek() and self._peek() not in ends and self._peek() != "\n":
            token = self._peek()
            found += (
                [_unquoted(token)] if token[0] in _QUOTES else [part for part in token.split(".") if part]
            )
            self.at += 1
        return found

    def _skip_newlines(self) -> bool:
        while self._peek() == "\n":
            self.at += 1
        return bool(self._peek())

    def _peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _line(self) -> int:
        return self.tokens[min(self.at, len(self.tokens) - 1)][1]


def _unquoted(token: str) -> str:
    try:
        return str(json.loads(token) if token[0] == '"' else tomllib.loads(f"key = {token}")["key"])
    except ValueError:
        return token.strip("\"'")
