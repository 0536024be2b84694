"""One household: the lowest and highest value of every expression.

The program runs as compiled blocks (:mod:`nabij_rights.engine.source`) over one row of numbers for the
household and one for each person. The rows keep the value of every node, so that an answer can be explained
(:mod:`nabij_rights.engine.explanation`), and so that one more answer only works out again what it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from nabij_rights.engine.explanation import Explanation
from nabij_rights.engine.expression import Entity, Node, Op
from nabij_rights.engine.layout import Row, Told
from nabij_rights.engine.program import Program, Setting, Situation
from nabij_rights.engine.spans import Span


class Evaluation:
    """The value of every node of a program for one household at one date.

    ``home`` and ``persons`` are the rows; :class:`~nabij_rights.engine.layout.Layout` knows the places.
    """

    def __init__(self, program: Program, situation: Situation, setting: Setting) -> None:
        self.program, self.situation, self.setting = program, situation, setting
        layout = program.layout
        self.home = home = _row_of_the_day(program, setting).copy()
        self.persons: list[Row] = []
        if layout.size is not None:
            home[layout.size] = home[layout.size + 1] = len(situation.persons)
        _put(home, situation.household, layout.facts_of_home)
        _put(home, situation.decisions, layout.decisions)
        for facts in situation.persons:
            row = layout.person.copy()
            _put(row, facts, layout.facts_of_person)
            self.persons.append(row)
        for run in program.runs[layout.of_the_day :]:
            run(home, self.persons)

    def after(self, told: Situation, facts: tuple[str, ...]) -> Evaluation:
        """The same household once more is told about these facts.

        Only the blocks that read something that changed are run again.
        """
        later = object.__new__(Evaluation)
        later.program, later.situation, later.setting = self.program, told, self.setting
        later.home, later.persons = self.home.copy(), [row.copy() for row in self.persons]
        layout, runs = self.program.layout, self.program.runs
        todo = later._tell(self.situation, facts)
        while todo:
            number = (todo & -todo).bit_length() - 1
            todo ^= 1 << number
            block = layout.blocks[number]
            rows = later.persons if block.is_personal else [later.home]
            before = [row[block.start : block.end] for row in rows]
            runs[number](later.home, later.persons)
            if before != [row[block.start : block.end] for row in rows]:
                todo |= block.readers
        return later

    def _tell(self, before: Situation, facts: tuple[str, ...]) -> int:
        """Puts the facts in the rows; the blocks that read one that changed, bit n for block n."""
        layout, now, readers = self.program.layout, self.situation, 0
        places = [(layout.facts_of_home, self.home, before.household, now.household)]
        for row, was, becomes in zip(self.persons, before.persons, now.persons, strict=True):
            places.append((layout.facts_of_person, row, was, becomes))
        for known, row, was, becomes in places:
            for fact in facts:
                if fact in known and was.get(fact) != becomes.get(fact):
                    known[fact].put(row, becomes.get(fact))
                    readers |= known[fact].readers
        return readers

    def span(self, node: Node, person: int = 0) -> Span:
        """Lowest and highest value of a node; of one person if the node speaks about persons."""
        place = self.program.places[node.key]
        row = self.persons[person] if node.entity is Entity.PERSON else self.home
        return row[place], row[place + 1]

    @cached_property
    def explanation(self) -> Explanation:
        """Which open facts and which amounts of the law play a part."""
        return Explanation(self.program, self.home, self.persons)


def _put(row: Row, facts: Mapping[str, Span], places: Mapping[str, Told]) -> None:
    for key, span in facts.items():
        if key in places:
            places[key].put(row, span)


def _row_of_the_day(program: Program, setting: Setting) -> Row:
    """The row of a household of which nothing is told, with all that follows from the date worked out."""
    if program.last_day is not None and program.last_day[0] is setting:
        return program.last_day[1]
    layout = program.layout
    row = layout.home.copy()
    for slot, place in layout.leaves(Op.AMOUNT):
        row[place], row[place + 1] = setting.amounts[slot]
    for day, place in layout.leaves(Op.DAY):
        row[place] = row[place + 1] = setting.days[day]
    for run in program.runs[: layout.of_the_day]:
        run(row, [])
    program.last_day = (setting, row)
    return row
