"""How a line of the log is written out and chained: the same bytes on every database.

The hash of a line is SHA-256 over the hash of the line before it in its stream, and the line itself as a
JSON list in UTF-8 without spaces. Moments are in UTC with six decimals, numbers of subjects are 32
hexadecimal signs.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

FORMAT = 1
"""Goes up when the way of writing out changes; each line keeps its own, so old lines stay as they are."""

GENESIS = bytes(32)
"""What stands before the first line of a stream."""

STREAMS = 32
"""How many chains there are side by side; see decision 0016."""

LONGEST_TEXT = 200
"""The longest text in the detail of a line, in characters: a code or a number, never a story."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")
_EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

Detail = Mapping[str, str | int | bool]


class Link(NamedTuple):
    """All that is chained of one line, in the order in which it is written out."""

    stream: int
    seq: int
    at: datetime
    event: str
    is_read: bool
    actor_id: int | None
    roles: str
    purpose: str
    subject: UUID | None
    detail: str
    activity: str
    channel: str
    format: int = FORMAT


def link_hash(before: bytes, link: Link) -> bytes:
    """Return the hash of a line that comes after the line with hash `before`."""
    return next(link_hashes(before, link, [link.subject]))


def link_hashes(before: bytes, first: Link, subjects: Iterable[UUID | None]) -> Iterator[bytes]:
    """Give the hashes of lines that are alike but for their subject and number, from `first` on."""
    at = first.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    shared = _as_json((at, *first[3:8]))[1:-1]
    detail = _as_json(first[9:12])[1:-1]
    begin = f"[{first.format},{first.stream}"
    for seq, subject in enumerate(subjects, start=first.seq):
        about = "null" if subject is None else f'"{subject.hex}"'
        before = sha256(before + f"{begin},{seq},{shared},{about},{detail}]".encode()).digest()
        yield before


def _as_json(values: tuple[object, ...]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def canonical_roles(roles: Iterable[str]) -> str:
    """Return the roles of an actor as one text, sorted."""
    return ",".join(sorted(roles))


def canonical_detail(detail: Detail) -> str:
    """Return the detail as one text with sorted keys; empty when there is none.

    Raises ValueError for what does not belong in a log: other types, long texts, signs that control.
    """
    if not detail:
        return ""
    for key, value in detail.items():
        if not _KEY.fullmatch(key):
            raise ValueError(f"The detail {key!r} needs a name of small letters, digits and underscores.")
        if not isinstance(value, str | int):
            raise ValueError(
                f"The detail {key!r} is a {type(value).__name__}; give a text, a number or yes/no."
            )
        if isinstance(value, str) and (len(value) > LONGEST_TEXT or _CONTROL.search(value)):
            raise ValueError(f"The detail {key!r} is longer than {LONGEST_TEXT} signs, or holds odd signs.")
    return json.dumps(dict(detail), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def checked_event(event: str) -> str:
    """Return the name of an event. Raises ValueError unless it is written as `app.what_happened`."""
    if not _EVENT.fullmatch(event) or len(event) > 80:
        raise ValueError(f"{event!r} is no name of an event: write app.what_happened, at most 80 signs.")
    return event
