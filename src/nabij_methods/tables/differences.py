"""What a new file of the same list changes: rows that are new, changed, the same, or gone."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from nabij_methods.linkage.normal import folded, phones
from nabij_methods.tables.rows import ReadRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row that this list held before: who it is, what it said as a hash, and the row itself."""

    identity: UUID
    content_hash: str
    row: ReadRow


@dataclass(frozen=True, slots=True)
class Differences:
    """`matched` gives, per row of the new file in order, the row that it was before, or None for a new
    one."""

    matched: tuple[UUID | None, ...]
    same: frozenset[int]
    gone: tuple[UUID, ...]

    @property
    def new(self) -> int:
        """How many rows were not there before."""
        return sum(1 for identity in self.matched if identity is None)

    @property
    def changed(self) -> int:
        """How many rows say something else than before."""
        return len(self.matched) - len(self.same) - self.new


def content_hash(row: ReadRow) -> str:
    """A hash of what a row says; where it stands in the file and what was odd do not count."""
    said = row.plain()
    del said["row"]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def differences(known: Sequence[KnownRow], rows: Sequence[ReadRow]) -> Differences:
    """Compare the rows of a new file with what this list held.

    First by the partner's own reference, then by exact content, then by who the row is about, from strict
    to loose. A step only joins what is the only one of its kind on both sides: in doubt a row is new and the
    other gone, which is shown, and asked.
    """
    hashes = [content_hash(row) for row in rows]
    left: dict[UUID, KnownRow] = {one.identity: one for one in known}
    matched: dict[int, UUID] = {}
    same = _same_content(left, rows, hashes, matched)
    for key in (_reference, _names_and_births, _children_and_adult, _births_and_phone):
        _join_unique(left, rows, matched, key)
    return Differences(
        matched=tuple(matched.get(index) for index in range(len(rows))),
        same=frozenset(same),
        gone=tuple(left),
    )


def _same_content(
    left: dict[UUID, KnownRow], rows: Sequence[ReadRow], hashes: list[str], matched: dict[int, UUID]
) -> set[int]:
    waiting: dict[str, list[UUID]] = defaultdict(list)
    for one in reversed(list(left.values())):
        waiting[one.content_hash].append(one.identity)
    same = set()
    for index, content in enumerate(hashes):
        if waiting[content]:
            identity = waiting[content].pop()
            matched[index] = identity
            same.add(index)
            del left[identity]
    return same


def _join_unique(
    left: dict[UUID, KnownRow],
    rows: Sequence[ReadRow],
    matched: dict[int, UUID],
    key: Callable[[ReadRow], Hashable | None],
) -> None:
    old = _by_key((one.identity, key(one.row)) for one in left.values())
    new = _by_key((index, key(row)) for index, row in enumerate(rows) if index not in matched)
    for kind, identities in old.items():
        indexes = new.get(kind, [])
        if len(identities) == len(indexes) == 1:
            matched[indexes[0]] = identities[0]
            del left[identities[0]]


def _by_key(pairs: Iterable[tuple[T, Hashable | None]]) -> dict[Hashable, list[T]]:
    found: dict[Hashable, list[T]] = defaultdict(list)
    for one, kind in pairs:
        if kind is not None:
            found[kind].append(one)
    return found


def _reference(row: ReadRow) -> Hashable | None:
    return row.reference.strip().casefold() or None


def _names_and_births(row: ReadRow) -> Hashable | None:
    said = tuple((folded(one.first), folded(one.last), one.birth) for one in row.children)
    return said if said and all(first or last for first, last, _ in said) else None


def _children_and_adult(row: ReadRow) -> Hashable | None:
    firsts = tuple(folded(one.first) for one in row.children)
    adult = folded(f"{row.guardian_first} {row.guardian_last}") or tuple(
        folded(one.last) for one in row.children
    )
    return (firsts, adult) if any(firsts) and any(adult) else None


def _births_and_phone(row: ReadRow) -> Hashable | None:
    births = tuple(one.birth for one in row.children)
    numbers = frozenset(number for text in row.phones for number in phones(text))
    return (births, numbers) if all(len(birth) == 10 for birth in births) and births and numbers else None
