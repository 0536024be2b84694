"""One household: the lowest and highest value of every expression, and which open facts still matter.

Plain Python on whole numbers. It keeps the value of every node, so that an answer can be explained. What
does not depend on the household is worked out once per program (:class:`~nabij_rights.engine.program.Step`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

from nabij_rights.engine.expression import Node, Op
from nabij_rights.engine.program import Program, Setting, Situation, Step, Where
from nabij_rights.engine.spans import Span

Value = Span | list[Span]
"""A household value, or one value per person."""

Place = tuple[int, int]
"""A node by its position, and the person it is looked at for (0 for a household value)."""


class Evaluation:
    """The value of every node of a program for one household at one date."""

    def __init__(self, program: Program, situation: Situation, setting: Setting) -> None:
        self.program = program
        self.situation = situation
        self.setting = setting
        self.number_of_persons = len(situation.persons)
        self.values: list[Value] = []
        self._evaluate()

    def after(self, told: Situation, facts: tuple[str, ...]) -> Evaluation:
        """The same household once more is told about these facts.

        Only what depends on them is worked out again.
        """
        later = object.__new__(Evaluation)
        later.program, later.setting, later.situation = self.program, self.setting, told
        later.number_of_persons = self.number_of_persons
        later.values = self.values.copy()
        changed: set[int] = set()
        for index in self.program.depending_on(facts):
            step = self.program.steps[index]
            if step.where is Where.LEAF or not changed.isdisjoint(step.args):
                value = later._value(step)
                if value != self.values[index]:
                    later.values[index] = value
                    changed.add(index)
        return later

    def span(self, node: Node, person: int = 0) -> Span:
        """Lowest and highest value of a node; of one person if the node speaks about persons."""
        return self._at(self.program.position[node.key], person)

    def _at(self, index: int, person: int) -> Span:
        value = self.values[index]
        return value[person] if type(value) is list else value  # type: ignore[return-value]

    def _evaluate(self) -> None:
        for step in self.program.steps:
            self.values.append(self._value(step))

    def _value(self, step: Step) -> Value:
        values = self.values
        if step.where is Where.HOUSEHOLD:
            return step.compute(*[values[arg] for arg in step.args])
        if step.where is Where.EACH_PERSON:
            columns = [
                values[arg] if is_personal else repeat(values[arg])
                for arg, is_personal in zip(step.args, step.args_are_personal, strict=True)
            ]
            return list(map(step.compute, *columns))
        if step.where is Where.REDUCTION:
            return step.compute(values[step.args[0]])
        return self._leaf(step)

    def _leaf(self, step: Step) -> Value:
        op, meta = step.op, step.meta
        if op is Op.FACT:
            if step.is_personal:
                return [facts.get(meta) or step.unknown for facts in self.situation.persons]
            return self.situation.household.get(meta) or step.unknown
        if op is Op.FACT_IS:
            if step.is_personal:
                return [_has_value(meta, facts.get(meta[0])) for facts in self.situation.persons]
            return _has_value(meta, self.situation.household.get(meta[0]))
        if op is Op.AMOUNT:
            return self.setting.amounts[meta]
        if op is Op.DAY:
            number = self.setting.days[meta]
            return (number, number)
        if op is Op.SIZE:
            return (self.number_of_persons, self.number_of_persons)
        return self.situation.decisions.get(meta, step.unknown) if op is Op.DECISION else step.unknown

    # ------------------------------------------------------------------------------ open facts

    def open_leaves(self, *roots: Node) -> list[tuple[Node, int | None]]:
        """Unknown leaves that can still change one of the roots, with the person they are about.

        Only branches that are undecided are walked, so a fact that no longer matters is never asked.
        """
        steps, found = self.program.steps, []
        seen: set[Place] = set()
        todo: list[Place] = [(self.program.index(root), 0) for root in reversed(roots)]
        while todo:
            index, person = place = todo.pop()
            step = steps[index]
            if not step.is_personal and person:
                place = (index, 0)
            if place in seen:
                continue
            seen.add(place)
            low, high = self._at(index, person)
            if low == high:
                continue
            if step.where is Where.LEAF:
                found.append((self.program.nodes[index], person if step.is_personal else None))
            else:
                todo.extend(reversed(self._undecided(step, person)))
        return found

    def live_amounts(self, *roots: Node) -> list[Node]:
        """The dated amounts on branches that are taken or may still be taken."""
        steps = self.program.steps
        found: dict[int, Node] = {}
        seen: set[Place] = set()
        todo: list[Place] = [(self.program.index(root), 0) for root in roots]
        while todo:
            index, person = place = todo.pop()
            step = steps[index]
            if not step.is_personal and person:
                place = (index, 0)
            if place in seen or not step.has_amounts:
                continue
            seen.add(place)
            if step.op is Op.AMOUNT:
                found[index] = self.program.nodes[index]
            todo.extend(self._live(step, person))
        return list(found.values())

    def _live(self, step: Step, person: int) -> Iterable[Place]:
        if step.op is Op.WHEN:
            return (
                (arg, person) for arg in dict.fromkeys((step.args[0], *self._live_branches(step, person)))
            )
        if step.op in _EITHER_OR_BOTH:
            return ((arg, person) for arg in self._deciding(step, person))
        if step.op in _EXTREMES or step.where is Where.REDUCTION:
            return self._undecided(step, person)
        return ((arg, person) for arg in step.args)

    def _deciding(self, step: Step, person: int) -> tuple[int, ...]:
        """The one part that makes an either-or surely true or a both-and surely false, else all parts."""
        certain = (1, 1) if step.op is Op.OR else (0, 0)
        spans = [self._at(arg, person) for arg in step.args]
        if certain in spans:
            return (step.args[spans.index(certain)],)
        return step.args

    def _undecided(self, step: Step, person: int) -> list[Place]:
        op = step.op
        if step.where is Where.REDUCTION:
            arg = step.args[0]
            return (
                [(arg, 0)]
                if op is Op.REFERENCE
                else [(arg, other) for other in range(self.number_of_persons)]
            )
        if op is Op.WHEN:
            return [(arg, person) for arg in self._live_branches(step, person)]
        if op in _EXTREMES:
            return [(arg, person) for arg in self._contenders(step, person)]
        if op is Op.SAME:  # the whole is one question, its parts are many
            return [(step.args[0], person)]
        return [(arg, person) for arg in step.args]

    def _live_branches(self, step: Step, person: int) -> tuple[int, ...]:
        certain, possible = self._at(step.args[0], person)
        if certain:
            return (step.args[1],)
        return step.args if possible else (step.args[2],)

    def _contenders(self, step: Step, person: int) -> tuple[int, ...]:
        """The terms of a smallest or largest that can still win."""
        (low, high), (low2, high2) = (self._at(arg, person) for arg in step.args)
        if step.op is Op.MAX:
            low, high, low2, high2 = -high, -low, -high2, -low2
        if high <= low2:
            return (step.args[0],)
        return (step.args[1],) if high2 <= low else step.args


_EXTREMES = (Op.MIN, Op.MAX)
_EITHER_OR_BOTH = (Op.AND, Op.OR)


def _has_value(wanted: tuple[str, int], mask: Span | None) -> Span:
    """Whether a fact with named values has this value, from the mask of the values still possible."""
    if mask is None:
        return (0, 1)
    bit = 1 << wanted[1]
    return (int(mask[0] == bit), int(bool(mask[0] & bit)))
