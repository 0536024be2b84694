"""What phones tell, by the version in which it was written. Every version of the past year is read.

Examples of every version stand in tests/campaigns/recorded; a new version adds a reader and examples, and
changes no older one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nabij.campaigns.actions.settling import Told
from nabij.campaigns.types import NeedCode, Outcome
from nabij.kernel.brought import NewerRelease, NotReadable, moment_of

NEWEST = 1
"""The version that this release writes; the page of the round gets it from here."""


@dataclass(frozen=True, slots=True)
class Item:
    """What all that is told has: about which door, when by the clock of the phone, and its turn."""

    stop: int
    told_at: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Visit(Item):
    """What happened at a door."""

    told: Told
    card_left: bool


@dataclass(frozen=True, slots=True)
class Worried(Item):
    """“I am worried”, at a door."""

    words: str
    card_left: bool = False


def read_item(content: Any) -> Visit | Worried:
    """What a phone told. Raises NewerRelease, NotReadable."""
    version = content.get("v") if isinstance(content, Mapping) else None
    if type(version) is not int or version < 1:
        raise NotReadable
    if version not in _READERS:
        raise NewerRelease
    try:
        return _READERS[version](content)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NotReadable from problem


def _read_1(content: Mapping[str, Any]) -> Visit | Worried:
    stop, told_at, sequence = int(content["stop"]), moment_of(content["told_at"]), int(content["sequence"])
    if not 0 <= sequence < 2**31:
        raise ValueError(sequence)
    if content["kind"] == "worry":
        return Worried(stop, told_at, sequence, str(content["words"]))
    if content["kind"] != "visit":
        raise NotReadable
    back = content["come_back_at"]
    told = Told(
        outcome=Outcome(content["outcome"]),
        needs=tuple(NeedCode(code) for code in dict.fromkeys(content["needs"])),
        words=str(content["words"]),
        call_back_at=moment_of(back) if back else None,
        may_contact=content["may_contact"] is True,
    )
    return Visit(stop, told_at, sequence, told, content["card_left"] is True)


_READERS: dict[int, Callable[[Mapping[str, Any]], Visit | Worried]] = {1: _read_1}
