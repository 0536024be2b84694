"""What an app hands to backup, restore and check: log tables, log heads, erasures to repeat, nightly work.

An app calls these from its `AppConfig.ready()`. The commands in `nabij.operations` read what was handed over.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

T = TypeVar("T")

APPEND_ONLY_TABLES: set[str] = set()
"""Tables in which a row, once written, is never changed or removed."""

NEVER_CHANGED_TABLES: set[str] = set()
"""Tables in which a row, once written, is never changed, but may be removed: what somebody asked to erase."""

LOG_HEADS: dict[str, Callable[[], Mapping[str, str | int]]] = {}
"""By name of a log: how long it is and the hash of its last line, kept in the manifest of a backup."""

REPEATED_FOR = timedelta(days=42)
"""How long what was done is done again after a restore: backups are gone after 35 days, and a week more."""

UPKEEP: dict[str, Callable[[datetime], str]] = {}
"""Work of every night, by name; each returns a sentence about what it did."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What has to be done again after an older state was put back, such as erasing somebody.

    `gather` lists what was done so far at a moment, as text without a name or a fact about a person (subject
    numbers).
    `redo` does it again and returns how many it did; what is done already is left alone.
    """

    gather: Callable[[datetime], list[str]]
    redo: Callable[[Iterable[str], datetime], int]


REPLAYS: dict[str, Replay] = {}


def register_append_only(*tables: str, can_be_erased: bool = False) -> None:
    """Say that these tables only ever grow: the role that serves pages may not change them.

    With `can_be_erased` rows may go, but never be changed: what is kept about people.
    """
    (NEVER_CHANGED_TABLES if can_be_erased else APPEND_ONLY_TABLES).update(tables)


def register_log_head(name: str, head: Callable[[], Mapping[str, str | int]]) -> None:
    """Keep the head of this log with every backup. Raises ValueError when the name is another one's."""
    _add(LOG_HEADS, name, head)


def register_replay(name: str, replay: Replay) -> None:
    """Repeat this after every restore. Raises ValueError when the name is another one's."""
    _add(REPLAYS, name, replay)


def register_upkeep(name: str, work: Callable[[datetime], str]) -> None:
    """Do this every night. Raises ValueError when the name is another one's."""
    _add(UPKEEP, name, work)


def _add(registry: dict[str, T], name: str, entry: T) -> None:
    if registry.get(name, entry) != entry:
        raise ValueError(f"{name!r} is registered twice.")
    registry[name] = entry
