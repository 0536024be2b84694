"""The walks of :mod:`nabij_rights.lists.outcomes` as kernels: the same bits, found while the answers are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock

from nabij_rights.engine.arrays import Population
from nabij_rights.engine.bounds import to_bounds
from nabij_rights.engine.expression import Entity, Node, Op, in_order
from nabij_rights.engine.machine.descents import Descent, Slot
from nabij_rights.engine.machine.fitting import Shape, shape_of
from nabij_rights.engine.machine.walked import Walked, WalkingKernels
from nabij_rights.engine.program import Program, Setting

SHAPES_KEPT = 4
"""Compiled shapes of columns that are kept; the oldest goes first."""


def to_facts(roots: Sequence[Sequence[Node]]) -> Descent:
    """The way down to the facts that are open."""
    slots: dict[int, tuple[Slot, ...]] = {}
    for node in in_order([node for of_right in roots for node in of_right]):
        if node.op in (Op.FACT, Op.FACT_IS):
            name = node.meta if node.op is Op.FACT else node.meta[0]
            slots[node.key] = (Slot(name, node.entity is Entity.PERSON),)
    return Descent(roots, slots, to_facts=True)


def to_amounts(roots: Sequence[Sequence[Node]], kinds: Mapping[str, frozenset[str]]) -> Descent:
    """The way down to amounts of the law; ``kinds`` has the slots of each kind."""
    slots: dict[int, tuple[Slot, ...]] = {}
    for node in in_order([node for of_right in roots for node in of_right]):
        if node.op is Op.AMOUNT:
            found = tuple(Slot(kind, False) for kind, those in kinds.items() if node.meta in those)
            slots |= {node.key: found} if found else {}
    return Descent(roots, slots, to_facts=False)


class CompiledWalk:
    """Answers with their ways down, compiled for the columns that a list has. Raises NoCompiler when used."""

    def __init__(
        self, roots: Sequence[Sequence[Node]], descents: Sequence[Descent], facts: Sequence[str]
    ) -> None:
        self._roots, self._descents, self._facts = roots, descents, facts
        asked = {node.key: node for of_right in roots for node in of_right}
        for descent in descents:
            asked |= {node.key: node for node in descent.looked_at()}
        nodes = list(asked.values())
        self._ends = {node.key: pair for node, pair in zip(nodes, to_bounds(nodes), strict=True)}
        self._program = Program([end for pair in self._ends.values() for end in pair])
        self._kept: dict[Shape, WalkingKernels] = {}
        self._lock = Lock()

    def of(self, population: Population, setting: Setting) -> Walked | None:
        """What the kernels find; None when a number lies outside its range, so that NumPy has to do it."""
        return self._compiled_for(shape_of(self._program, population)).run(population, setting)

    def _compiled_for(self, shape: Shape) -> WalkingKernels:
        with self._lock:
            if shape not in self._kept:
                while len(self._kept) >= SHAPES_KEPT:
                    del self._kept[next(iter(self._kept))]
                self._kept[shape] = WalkingKernels(
                    self._roots, self._descents, self._ends, shape, self._facts
                )
            return self._kept[shape]
