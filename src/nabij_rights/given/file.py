"""A file with one household: TOML or JSON, not too large, not too deep, every key once."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, BinaryIO, NoReturn

from nabij_rights.facts.reading import Path, shown
from nabij_rights.given.lines import line_of, lines_by_path, twice_in

MOST_BYTES = 5_000_000
DEEPEST = 8
"""Persons, facts and ranges need five levels; who nests deeper is mistaken or up to something."""

STANDARD_INPUT = "-"

_PART = r"""(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?:{_PART}[ \t]*+\.[ \t]*+){{{DEEPEST},}}")
"""A dotted key that nests too deep; its parser takes the square of its length in time."""

_AT_LINE = re.compile(
    r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.S
)


class UnreadableFile(ValueError):
    """A file that cannot be read; the message names it, the place in it, and what to change."""


class _Twice(ValueError):
    """A key that stands twice in one object."""


class _NoNumber(ValueError):
    """NaN or Infinity."""


@dataclass(frozen=True)
class Given:
    """What a file holds, with its text to find a line back."""

    name: str
    table: dict[str, Any]
    text: str
    is_json: bool

    @cached_property
    def _lines(self) -> Mapping[Path, int]:
        return lines_by_path(self.text, is_json=self.is_json)

    def place(self, path: Path) -> str:
        """The file and the line of the value at this path."""
        line = line_of(path, self._lines)
        return self.name if line is None else f"{self.name}, line {line}"


def read_given(name: str, *, standard_input: BinaryIO) -> Given:
    """What a file holds, or standard input for "-". Raises UnreadableFile."""
    if name == STANDARD_INPUT:
        return parse_given("standard input", standard_input.read(MOST_BYTES + 1))
    shown_name = name if name.isprintable() else shown(name)
    try:
        with FilePath(name).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile(f"{shown_name}: there is no such file.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{shown_name}: this is a folder. Name a file in it.") from None
    except PermissionError:
        raise UnreadableFile(f"{shown_name}: you may not read this file.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(f"{shown_name}: cannot be read ({reason}).") from None
    return parse_given(shown_name, content)


def parse_given(name: str, content: bytes) -> Given:
    """What this content holds: JSON or TOML by the name's ending, else by how it begins.

    Raises UnreadableFile.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            f"{name}: is larger than {MOST_BYTES // 1_000_000} MB. One household needs far less."
        )
    text = _decoded(name, content)
    is_json = name.lower().endswith(".json") or (
        not name.lower().endswith(".toml") and text.lstrip()[:1] in ("{", "")
    )
    table = _json(name, text) if is_json else _toml(name, text)
    if not isinstance(table, dict):
        raise UnreadableFile(f"{name}: holds {shown(table)} where household and persons were expected.")
    _check_depth(name, table)
    return Given(name, table, text, is_json)


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"{name}, line {line}: this is not UTF-8 text. Save the file as UTF-8."
        ) from None


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        what = f"{error.msg[:1].lower()}{error.msg[1:]}"
        raise UnreadableFile(
            f"{name}, line {error.lineno}: this is not JSON ({what}, column {error.colno})."
        ) from None
    except _NoNumber as error:
        line = _line_of_word(text, str(error))
        raise UnreadableFile(f"{name}, line {line}: {error} is not a number that can be used.") from None
    except _Twice:
        key, line = twice_in(text) or ("a key", 1)
        raise UnreadableFile(f"{name}, line {line}: {shown(key)} stands twice. Leave one out.") from None
    except RecursionError:
        _refuse_depth(name)
    except (ValueError, ArithmeticError):
        raise UnreadableFile(f"{name}: holds a number that is too long.") from None


def _refuse_constant(word: str) -> NoReturn:
    raise _NoNumber(word)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise _Twice
    return table


def _line_of_word(text: str, word: str) -> int:
    outside = re.compile(r'"(?:\\.|[^"\\])*"|(?P<word>' + re.escape(word) + ")")
    for match in outside.finditer(text):
        if match["word"]:
            return text.count("\n", 0, match.start()) + 1
    return 1


def _toml(name: str, text: str) -> Any:
    if _LONG_KEY.search(text):
        _refuse_depth(name)
    try:
        return tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        match = _AT_LINE.fullmatch(str(error))
        if match is None:
            raise UnreadableFile(f"{name}: this is not TOML ({_one_line(str(error))}).") from None
        line = match["line"] or str(text.count("\n") + 1)
        column = f", column {match['column']}" if match["column"] else ""
        what = _one_line(f"{match['what'][:1].lower()}{match['what'][1:]}")
        raise UnreadableFile(f"{name}, line {line}: this is not TOML ({what}{column}).") from None
    except RecursionError:
        _refuse_depth(name)
    except (ValueError, ArithmeticError):
        raise UnreadableFile(f"{name}: holds a number or date that cannot exist.") from None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace("_", ""))


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:200]


def _check_depth(name: str, table: dict[str, Any]) -> None:
    todo: list[tuple[Any, int]] = [(table, 1)]
    while todo:
        value, depth = todo.pop()
        if depth > DEEPEST:
            _refuse_depth(name)
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        todo.extend((item, depth + 1) for item in inside if isinstance(item, (dict, list)))


def _refuse_depth(name: str) -> NoReturn:
    raise UnreadableFile(f"{name}: is nested deeper than {DEEPEST} levels. A household needs far fewer.")
