"""A change as somebody writes it: a TOML file, or options on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from nabij_rights.facts.reading import nearest, shown
from nabij_rights.toml_mistakes import NotToml, read_toml
from nabij_rights.town_rights.document import TownRight, read
from nabij_rights.town_rights.problems import BadTownRight
from nabij_rights.what_if.change import BadChange, Change, NewAmount

KEYS = ("note", "on", "amounts", "drafts")
MOST_BYTES = 1_000_000


def read_change(path: Path) -> Change:
    """The change in a TOML file. Raises BadChange with every problem.

    ``[amounts]`` holds an id with a figure between quotes, or with "x 1.05" or "+5 %"; ``on`` is another
    day; ``drafts`` names files of town rights, seen from the folder of this file; ``note`` is for people.
    """
    table = _table(path)
    problems = [f"{path}: {shown(key)} is not known here. {_hint(key)}" for key in table if key not in KEYS]
    amounts: list[NewAmount] = []
    for amount_id, value in _flat(table.get("amounts", {}), ()):
        if isinstance(value, str):
            amounts.append(NewAmount.written(amount_id, value))
        else:
            example = f'"{value}"' if isinstance(value, (int, float)) else '"1400.00", "x 1.05" or "+5 %"'
            problems.append(f"{path}: amounts.{amount_id}: write it between quotes, such as {example}.")
    on = table.get("on")
    if on is not None and type(on) is not date:
        problems.append(f"{path}: on: write a day without quotes, such as 2027-01-01.")
        on = None
    drafts: list[TownRight] = []
    names = table.get("drafts", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        problems.append(f'{path}: drafts: write a list of files, such as drafts = ["premium.toml"].')
        names = []
    for name in names:
        try:
            drafts.append(read_draft(path.parent / name))
        except BadChange as problem:
            problems += problem.sentences
    if not isinstance(table.get("amounts", {}), Mapping):
        problems.append(
            f"{path}: amounts: begin a line with [amounts], with an amount on each line below it."
        )
    if problems:
        raise BadChange(*problems)
    return Change(tuple(amounts), on, tuple(drafts))


def read_draft(path: Path) -> TownRight:
    """A right of a town in a file, published or not. Raises BadChange."""
    try:
        return read(_table(path))
    except BadTownRight as error:
        raise BadChange(*(f"{path}: {problem}" for problem in error.problems)) from None


def read_setting(text: str) -> NewAmount:
    """An option such as ``leefloon.family=+5 %``. Raises BadChange."""
    amount_id, sign, value = text.partition("=")
    if not sign or not amount_id.strip() or not value.strip():
        raise BadChange(
            f"--set: {shown(text)} is no amount with a value; write leefloon.family=1400.00 or ...=+5 %."
        )
    return NewAmount.written(amount_id.strip(), value)


def joined(changes: Sequence[Change]) -> Change:
    """Several changes as one; of two days the last counts."""
    days = [change.on for change in changes if change.on is not None]
    return Change(
        tuple(amount for change in changes for amount in change.amounts),
        days[-1] if days else None,
        tuple(draft for change in changes for draft in change.drafts),
    )


def _table(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise BadChange(f"{path}: there is no such file.") from None
    except IsADirectoryError:
        raise BadChange(f"{path}: this is a folder. Name a file in it.") from None
    except (OSError, ValueError) as error:
        raise BadChange(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error}).") from None
    if len(content) > MOST_BYTES:
        raise BadChange(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB. A change needs far less.")
    try:
        return read_toml(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadChange(f"{path}: this is not UTF-8 text. Save the file as UTF-8.") from None
    except RecursionError:
        raise BadChange(f"{path}: is nested too deep.") from None
    except (NotToml, ValueError) as error:
        raise BadChange(f"{path}: {error}") from None


def _flat(table: Any, before: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Amounts written as "leefloon.family" and as leefloon.family are the same."""
    for key, value in table.items() if isinstance(table, Mapping) else ():
        if isinstance(value, Mapping) and value and len(before) < 3:
            yield from _flat(value, (*before, key))
        else:
            yield ".".join((*before, key)), value


def _hint(key: str) -> str:
    return nearest(key, KEYS, otherwise=f"A change has {', '.join(KEYS)}.")
