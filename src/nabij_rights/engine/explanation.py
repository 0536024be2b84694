"""Why a value is what it is: the open facts that can still change it, and the amounts of the law in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nabij_rights.engine.expression import Node
from nabij_rights.engine.layout import Row
from nabij_rights.engine.program import Program
from nabij_rights.engine.tracing import OpenEnd


class Explanation:
    """What plays a part in the values of one household, gathered for every node at once."""

    def __init__(self, program: Program, home: Row, persons: list[Row]) -> None:
        self._program = program
        tracing = program.tracing
        self._size = max(len(persons), 1)
        self._home = tracing.start(home, None, self._size)
        of_persons = [tracing.start(row, person, self._size) for person, row in enumerate(persons)]
        for gather in tracing.gathers:
            gather(home, persons, self._home, of_persons)

    def open_ends(self, *roots: Node) -> list[OpenEnd]:
        """What is not known and can still change one of the roots, in the order of the rules."""
        return self.open_ends_at(self._numbers(roots))

    def open_ends_at(self, numbers: Iterable[int]) -> list[OpenEnd]:
        """The same, of nodes of the household that are told by half their place in its row."""
        found, ends = 0, self._home.ends
        for number in numbers:
            found |= ends[number]
        return self._program.tracing.named(found, self._size) if found else []

    def live_amounts(self, *roots: Node) -> int:
        """The dated amounts on branches that are or may be taken, as ``Program.amount_slots`` counts."""
        return self.live_amounts_at(self._numbers(roots))

    def live_amounts_at(self, numbers: Iterable[int]) -> int:
        """The same, of nodes of the household that are told by half their place in its row."""
        found, amounts = 0, self._home.amounts
        for number in numbers:
            found |= amounts[number]
        return found

    def _numbers(self, roots: Iterable[Node]) -> Iterator[int]:
        return (self._program.places[root.key] // 2 for root in roots)
