"""The calendar of a list counted: how many households gain, lose or look again, per month and per right.

A report that may lie on a table names no household: a number below ten is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nabij_rights.coming.track import Change
from nabij_rights.lists.coming import ListChange
from nabij_rights.output import Json
from nabij_rights.reasons import Answer

FEWEST_SHOWN = 10
"""A smaller number of households might point to somebody."""

HIDDEN = f"fewer than {FEWEST_SHOWN}"

_WORDS = {
    Change.BEGINS: "gain",
    Change.MAY_BEGIN: "may gain",
    Change.MORE: "get more",
    Change.LESS: "get less",
    Change.LOOK_AGAIN: "must look again",
    Change.ENDS: "lose",
}
_MAY_LOSE = "may lose"
"""What was never certain cannot be lost for certain."""

_IN_ORDER = (*_WORDS.values(), _MAY_LOSE)


def words_for(change: ListChange) -> str:
    """What a household does in this change: gain, lose, look again."""
    if change.change is Change.ENDS and change.before is not Answer.YES:
        return _MAY_LOSE
    return _WORDS[change.change]


@dataclass(frozen=True)
class Count:
    """How many households have one kind of change; ``households`` is None when it is hidden.

    ``about`` is a month (2027-03) or the id of a right. A change between two days counts in the month of
    the last.
    """

    about: str
    kind: str
    households: int | None


def per_month(changes: Iterable[ListChange]) -> list[Count]:
    """Households per month and kind of change, the soonest month first."""
    return _counted((f"{change.on:%Y-%m}", words_for(change), change.household) for change in changes)


def per_right(changes: Iterable[ListChange]) -> list[Count]:
    """Households per right and kind of change, in the order of the alphabet."""
    return _counted((change.right.id, words_for(change), change.household) for change in changes)


def _counted(rows: Iterable[tuple[str, str, int]]) -> list[Count]:
    found: dict[tuple[str, str], set[int]] = {}
    for about, kind, household in rows:
        found.setdefault((about, kind), set()).add(household)
    ordered = sorted(found.items(), key=lambda item: (item[0][0], _IN_ORDER.index(item[0][1])))
    return [
        Count(about, kind, len(who) if len(who) >= FEWEST_SHOWN else None) for (about, kind), who in ordered
    ]


def report_text(changes: Sequence[ListChange], *, households: int) -> str:
    """Both counts as plain text."""
    lines = [f"{households} households. Numbers below {FEWEST_SHOWN} are hidden.", "", "Per month"]
    lines += _sentences(per_month(changes))
    lines += ["", "Per right"]
    lines += _sentences(per_right(changes))
    return "\n".join(lines) + "\n"


def _sentences(counts: Sequence[Count]) -> Iterator[str]:
    about: dict[str, list[str]] = {}
    for count in counts:
        number = HIDDEN if count.households is None else str(count.households)
        about.setdefault(count.about, []).append(f"{number} {count.kind}")
    if not about:
        yield "  nothing changes in these months"
    for name, parts in about.items():
        yield f"  {name}: {', '.join(parts)}"


def report_json(changes: Sequence[ListChange], *, households: int) -> Json:
    """Both counts for programs; null is a number that is hidden."""
    return {
        "households": households,
        "hidden_below": FEWEST_SHOWN,
        "per_month": [_plain(count) for count in per_month(changes)],
        "per_right": [_plain(count) for count in per_right(changes)],
    }


def _plain(count: Count) -> Json:
    return {"about": count.about, "kind": count.kind, "households": count.households}
