"""What opens what: the edges between rights, as one graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from nabij_rights.catalogue import catalogue
from nabij_rights.rights import Right


class EdgeKind(StrEnum):
    """How one right leads to another."""

    OPENS = "opens"
    """Who has the first, often also has the second."""

    GOES_BEFORE = "goes_before"
    """The first is asked before the second."""

    REPLACED_BY = "replaced_by"
    """The second comes in the place of the first."""


@dataclass(frozen=True, order=True)
class Edge:
    """From one right to another, by id."""

    kind: EdgeKind
    start: str
    end: str


def edges(rights: Mapping[str, Right] | None = None) -> tuple[Edge, ...]:
    """Every edge, also to a right whose rule is not written yet, in the order in which rights are claimed."""
    found: dict[Edge, None] = {}
    for right in (catalogue() if rights is None else rights).values():
        found |= dict.fromkeys(Edge(EdgeKind.OPENS, right.id, other) for other in right.opens)
        found |= dict.fromkeys(Edge(EdgeKind.GOES_BEFORE, other, right.id) for other in right.goes_after)
        found |= dict.fromkeys(Edge(EdgeKind.REPLACED_BY, right.id, other) for other in right.replaced_by)
    return tuple(found)


def circle_in(some: Iterable[Edge]) -> tuple[str, ...]:
    """The rights of one circle among these edges, or nothing when there is none."""
    before: dict[str, set[str]] = {}
    for edge in some:
        before.setdefault(edge.end, set()).add(edge.start)
        before.setdefault(edge.start, set())
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()
