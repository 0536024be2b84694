"""What a device brings after it was without a network: sealed letters, each opened once and answered once.

An app says what may stand in a letter and what becomes of it; here is what all of them share.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from nabij.kernel.sealed import NotOpened, opened

T = TypeVar("T")

MOST_AT_ONCE = 50
"""Letters in one delivery."""


class ItemState(StrEnum):
    """What became of one thing that a device brought."""

    ACCEPTED = "accepted"
    NOTE = "note"
    """Received, and something is to be told about it."""
    HELD = "held"
    """Kept on the server for somebody to look at."""
    REFUSED = "refused"
    """Not taken: it stays on the device."""
    WAITING = "waiting"
    """Not whole yet: it stays on the device, and is sent again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of it, the number under which the server keeps it, and a sentence when there is more."""

    state: ItemState
    receipt: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing that a device brings: its number, what was taken along that it belongs to, what was sealed.

    `about` is a number beside the seal: of what, in that which was taken along. It names nobody.
    """

    client_id: UUID
    taken: UUID | None
    sealed: Mapping[str, Any]
    about: int | None = None


class NewerRelease(Exception):
    """A later release wrote this: it waits for that release on the server too."""


class NotReadable(Exception):
    """This is no version that ever was, or something lacks in it."""


class NotWritten(Exception):
    """Why something cannot be written down by itself: a code of the app, and a sentence without a name."""

    def __init__(self, because: str, said: str = "") -> None:
        super().__init__(because)
        self.because = because
        self.said = said


def read_letter(letter: Letter, *, name: str, read: Callable[[Any], T]) -> T:
    """Open a letter that was sealed for `name`, and read what stands in it.

    Raises NotWritten: "newer" for a release to come, "broken" for what cannot be opened or read.
    """
    try:
        return read(opened(letter.sealed, name=name, bound_to=str(letter.client_id)))
    except NewerRelease as problem:
        raise NotWritten("newer") from problem
    except (NotOpened, NotReadable) as problem:
        raise NotWritten("broken") from problem


def moment_of(text: str) -> datetime:
    """A moment as a device writes it, in its own clock. Raises ValueError, TypeError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 2000 < moment.year < 3000:
        raise ValueError(text)
    return moment


def asked_in(body: bytes) -> dict[str, Any]:
    """What a program of ours asks; empty for what is no such thing."""
    try:
        asked = json.loads(body)
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def delivery_in(body: bytes, *, longest: int) -> tuple[datetime, list[Letter]]:
    """When it was sent, by the clock of the device, and the letters in one delivery.

    `longest`: signs that one sealed letter may have. Raises ValueError for what no program of ours sends.
    """
    asked = asked_in(body)
    try:
        sent_at = datetime.fromisoformat(asked["sent_at"])
        letters = [_letter(one, longest) for one in asked["items"]]
    except (KeyError, TypeError) as problem:
        raise ValueError from problem
    if len(letters) > MOST_AT_ONCE or sent_at.tzinfo is None:
        raise ValueError
    return sent_at, letters


def _letter(one: Any, longest: int) -> Letter:
    sealed, about = one["letter"], one.get("about")
    if not isinstance(sealed, dict) or len(json.dumps(sealed)) > longest:
        raise ValueError
    if about is not None and (type(about) is not int or not 0 < about < 2**63):
        raise ValueError
    taken = UUID(str(one["taken"])) if one.get("taken") else None
    return Letter(UUID(str(one["client_id"])), taken, sealed, about)


def told_back(answered: Iterable[tuple[Letter, Answer]]) -> dict[str, Any]:
    """What the device reads of each letter that it sent."""
    items = [
        {
            "client_id": str(letter.client_id),
            "state": answer.state,
            "receipt": answer.receipt,
            "words": answer.words,
        }
        for letter, answer in answered
    ]
    return {"items": items}
