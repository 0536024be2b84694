"""What lists come to when they are put together: children, doors, and for each value which rows say it.

Nothing of this is stored before the list is frozen: it follows from rows and verdicts, every time the same.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from nabij.registry.models import ChildPair, ListedChild, ListRow, RowState, Verdict
from nabij.registry.queries import list_rows
from nabij.registry.types.lists import Result, ResultChild, ResultDoor, Source, Told
from nabij_methods.linkage.doors import doors
from nabij_methods.linkage.groups import Grouping, clusters
from nabij_methods.linkage.judging import Doubt, Judgement, Level
from nabij_methods.linkage.linker import Comparison, Pair
from nabij_methods.linkage.normal import folded, house
from nabij_methods.linkage.rows import Row, partial_date
from nabij_methods.tables.rows import ReadRow


@dataclass(frozen=True, slots=True)
class ListChild:
    """A child on a row that counts, with its row and who brought it."""

    pk: int
    first: str
    last: str
    birth: str
    row: ListRow
    read: ReadRow
    partner: str
    is_foster: bool

    @property
    def row_id(self) -> str:
        """Its name towards linkage; the order of these names is the order of the keys."""
        return f"{self.pk:012d}"


Parts = frozenset[int] | None
"""Parts of the lists that do not touch one another; None for everything."""
EVERYTHING: Parts = None


def live_children(
    collection: int, *, only: Collection[int] | None = None, parts: Parts = EVERYTHING
) -> list[ListChild]:
    """Every child on a row that counts, in the order in which they came; or `only` those with these keys."""
    found = ListedChild.objects.filter(
        row__invitation__collection=collection, row__state=RowState.LIVE
    ).order_by("pk")
    listed = ListRow.objects.filter(invitation__collection=collection, state=RowState.LIVE)
    if only is not None:
        found, listed = found.filter(pk__in=only), listed.filter(children__pk__in=only).distinct()
    if parts is not None:
        found, listed = found.filter(row__part__in=parts), listed.filter(part__in=parts)
    rows = {
        row.pk: (row, list_rows.read_row(row.said)) for row in listed.select_related("invitation__partner")
    }
    return [
        ListChild(
            child.pk,
            child.first,
            child.last,
            child.birth,
            *rows[child.row_id],
            rows[child.row_id][0].invitation.partner.name,
            rows[child.row_id][0].invitation.is_foster,
        )
        for child in found
    ]


def linkage_rows(children: Iterable[ListChild]) -> list[Row]:
    """The same, as linkage reads it. A row of a list keeps its children together."""
    return [
        Row(
            row_id=child.row_id,
            list_id=str(child.row.invitation_id),
            first=child.first,
            last=child.last,
            birth=partial_date(child.birth),
            phone=" ; ".join(child.read.phones),
            street=child.read.street,
            number=child.read.number,
            box=child.read.box,
            postcode=child.read.postcode,
            guardian=f"{child.read.guardian_first} {child.read.guardian_last}".strip(),
            group=str(child.row.identity) if len(child.read.children) > 1 else "",
            is_foster=child.is_foster,
        )
        for child in children
    ]


Key = tuple[str, str]


def key_of(left: int, right: int) -> Key:
    """The name of a pair towards linkage."""
    return f"{left:012d}", f"{right:012d}"


def decisions_of(collection: int, parts: Parts = EVERYTHING) -> dict[Key, bool]:
    """What people said of pairs, now or in an earlier campaign: True for the same child."""
    said = live_pairs(collection, parts).filter(verdict__in=(Verdict.SAME, Verdict.DIFFERENT))
    by_people = said.exclude(by_machine=True, remembered=False)
    return {
        key_of(left, right): verdict == Verdict.SAME
        for left, right, verdict in by_people.values_list("left_id", "right_id", "verdict")
    }


def live_pairs(collection: int, parts: Parts = EVERYTHING) -> QuerySet[ChildPair]:
    """Pairs of rows that count."""
    found = ChildPair.objects.filter(
        collection=collection, left__row__state=RowState.LIVE, right__row__state=RowState.LIVE
    )
    return found if parts is None else found.filter(left__row__part__in=parts, right__row__part__in=parts)


def _compared(collection: int, parts: Parts) -> Iterator[Pair]:
    """The pairs of the last comparison, as linkage knows them."""
    for one in live_pairs(collection, parts):
        doubts = tuple(Doubt(doubt) for doubt in one.reasons.get("doubts", ()))
        judgement = Judgement(Level(one.level), round(one.strength), doubts)
        yield Pair(*key_of(one.left_id, one.right_id), Comparison(judgement, None))


def put_together(collection: int, parts: Parts = EVERYTHING) -> tuple[Result, Grouping]:
    """What the rows come to with every verdict so far, and which questions stay. Not on record: work
    inside."""
    children = {child.row_id: child for child in live_children(collection, parts=parts)}
    rows = linkage_rows(children.values())
    decisions = decisions_of(collection, parts)
    grouped = clusters(rows, _compared(collection, parts), decisions=decisions)
    found = [
        _door([[children[row_id] for row_id in group] for group in door.children], set(door.rows))
        for door in doors(rows, grouped.groups)
    ]
    ordered = sorted(found, key=lambda door: door[1][0].rows)
    numbered = tuple(ResultDoor(number, *door) for number, door in enumerate(ordered, start=1))
    return Result(numbered, hash_of(found)), grouped


def result_of(collection: int) -> Result:
    """What the rows come to. For work inside; what people see goes through a query that is on record."""
    return put_together(collection)[0]


def _plain(one: Any) -> Any:
    """A frozen dataclass field by field; anything else as its text."""
    return [getattr(one, part.name) for part in fields(one)] if is_dataclass(one) else str(one)


DoorParts = tuple[
    tuple[UUID, ...],
    tuple[ResultChild, ...],
    tuple[Told, ...],
    tuple[Told, ...],
    tuple[Told, ...],
    tuple[Told, ...],
]
_ALL_HASHES = 2**256


def hash_of(found: Iterable[DoorParts]) -> str:
    """A hash of every byte of these doors, the same on every machine and database.

    It is the sum of the hashes of the doors (modulo 2^256), so that a change of some doors needs no look at
    the others: see `exchanged`. It shows whether two results are the same, not who made them.
    """
    total = 0
    for door in found:
        text = json.dumps(door, ensure_ascii=False, separators=(",", ":"), default=_plain)
        total += int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")
    return f"{total % _ALL_HASHES:064x}"


def exchanged(whole: str, *, before: str, after: str) -> str:
    """The hash of everything, when the doors with the hash `before` became those with the hash `after`."""
    return f"{(int(whole, 16) - int(before, 16) + int(after, 16)) % _ALL_HASHES:064x}"


def _door(groups_of_door: Sequence[Sequence[ListChild]], telling: Collection[str]) -> DoorParts:
    """Values of one door; only the rows that are `telling` say where it is and who opens."""
    everybody = [child for group in groups_of_door for child in group]
    lives_here = [child for child in everybody if child.row_id in telling]
    newest = sorted(lives_here, key=lambda child: (child.read.seen_on or _came_on(child), -child.pk))[::-1]
    return (
        tuple(dict.fromkeys(child.row.identity for child in sorted(everybody, key=lambda child: child.pk))),
        tuple(sorted((_child(group) for group in groups_of_door), key=lambda child: child.rows)),
        _told(newest, _address, _address_key),
        _told_each(newest),
        _told(newest, _guardian, folded),
        _told(newest, lambda child: child.read.language, folded),
    )


def _child(group: Sequence[ListChild]) -> ResultChild:
    """Values of one child: what most rows say first; of births the most complete."""
    ordered = sorted(group, key=lambda child: child.pk)
    births = _told(ordered, lambda child: child.birth, str)
    return ResultChild(
        tuple(child.pk for child in ordered),
        _most_said(_told(ordered, lambda child: child.first, str)),
        _most_said(_told(ordered, lambda child: child.last, str)),
        tuple(sorted(births, key=lambda told: (-len(told.value), -len(told.sources)))),
    )


def _most_said(told: tuple[Told, ...]) -> tuple[Told, ...]:
    return tuple(sorted(told, key=lambda one: -len(one.sources)))


def _came_on(child: ListChild) -> str:
    return child.row.added_at.date().isoformat()


def _source(child: ListChild) -> Source:
    told_on = child.read.seen_on or _came_on(child)
    return Source(child.partner, child.row.number, child.row.identity, told_on)


def _told(
    children: Iterable[ListChild], value: Callable[[ListChild], str], key: Callable[[str], Any]
) -> tuple[Told, ...]:
    """Each value that is told, in the order in which it comes first, with every row that says it."""
    values: dict[Any, str] = {}
    sources: dict[Any, dict[tuple[str, int | None], Source]] = defaultdict(dict)
    for child in children:
        if text := value(child):
            values.setdefault(key(text), text)
            source = _source(child)
            sources[key(text)].setdefault((str(source.identity), source.row), source)
    return tuple(Told(text, tuple(sources[kind].values())) for kind, text in values.items())


def _told_each(children: Iterable[ListChild]) -> tuple[Told, ...]:
    """Telephones: a row may have several."""
    sources: dict[str, dict[str, Source]] = defaultdict(dict)
    for child in children:
        for phone in child.read.phones:
            sources[phone].setdefault(str(child.row.identity), _source(child))
    return tuple(Told(phone, tuple(known.values())) for phone, known in sources.items())


def address_in_words(read: ReadRow) -> str:
    """An address on one line."""
    place = " ".join(part for part in (read.street, read.number) if part)
    place += f" bus {read.box}" if read.box else ""
    town = " ".join(part for part in (read.postcode, read.town) if part)
    return ", ".join(part for part in (place, town) if part)


def _address(child: ListChild) -> str:
    return address_in_words(child.read) if child.read.street else ""


def _address_key(text: str) -> Any:
    street, _, town = text.partition(",")
    return house(street, postcode=town)


def _guardian(child: ListChild) -> str:
    return f"{child.read.guardian_first} {child.read.guardian_last}".strip()


def fingerprint(child: ListChild) -> str:
    """What a row says of a child, spelled in one way: two lists that say the same give the same text."""
    read = child.read
    lives = house(read.street, read.number, read.box, read.postcode)
    return "|".join(
        (
            folded(child.first),
            folded(child.last),
            child.birth,
            folded(_guardian(child)),
            " ".join(sorted(read.phones)),
            f"{lives.street} {lives.number} {lives.box}",
        )
    )
