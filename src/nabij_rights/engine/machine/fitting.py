"""A program fitted to the columns that a population has.

Who screens a list knows nothing of many facts: there is no column. Such a fact is then the same number for
everybody, and a column of which the lowest and the highest value are one array holds what is known exactly.
Both make the program smaller before it is compiled, without changing what it means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from nabij_rights.engine.arrays import Ends, Population
from nabij_rights.engine.bounds import Side
from nabij_rights.engine.expression import Entity, Node, Op, _intern, const, in_order, rebuilt
from nabij_rights.engine.program import Program

_READ = frozenset({Op.FACT, Op.FACT_IS, Op.DECISION})


class Form(StrEnum):
    """How a fact is stored."""

    ABSENT = "absent"
    EXACT = "exact"
    """One array is both the lowest and the highest value."""
    SPANS = "spans"


Source = tuple[str, str]
"""Where a fact stands: ``persons``, ``household`` or ``decisions``, and its key."""

Shape = tuple[tuple[Source, Form, bool], ...]
"""Of each fact that a program reads its form, and whether it is stored in 32 bits. Another shape is another
kernel; a list that is read batch by batch has one shape."""


def shape_of(program: Program, population: Population) -> Shape:
    """The shape in which this population gives what the program reads."""
    found = []
    for source in sources(program):
        ends = ends_of(population, source)
        if ends is None:
            found.append((source, Form.ABSENT, False))
        else:
            form = Form.EXACT if ends[0] is ends[1] else Form.SPANS
            found.append((source, form, is_short(ends)))
    return tuple(found)


def sources(program: Program) -> list[Source]:
    """Everything that a program reads."""
    facts = [("persons" if leaf.is_personal else "household", key) for key, leaf in program.inputs.items()]
    return facts + [("decisions", name) for name in sorted(program.decisions)]


def ends_of(population: Population, source: Source) -> Ends | None:
    """The columns of one fact, if there are any."""
    columns: Mapping[str, Ends] = getattr(population, source[0])
    return columns.get(source[1])


def is_short(ends: Ends) -> bool:
    """Whether both columns are stored in 32 bits."""
    return all(column.dtype == np.int32 for column in ends)


def fitted(roots: Sequence[Node], shape: Shape) -> list[Node]:
    """The roots without the facts that are absent, and with one leaf for both ends of what is exact."""
    forms = {source: form for source, form, _ in shape}
    made: dict[int, Node] = {}
    for node in in_order(roots):
        if node.op in _READ:
            made[node.key] = _fitted_leaf(node, forms[source_of(node)])
        elif node.args:
            args = tuple(made[arg.key] for arg in node.args)
            is_same = all(new is old for new, old in zip(args, node.args, strict=True))
            made[node.key] = node if is_same else rebuilt(node, args)
        else:
            made[node.key] = node
    return [made[root.key] for root in roots]


def _fitted_leaf(node: Node, form: Form) -> Node:
    is_upper = isinstance(node.meta, Side) and node.meta.is_upper
    if form is Form.ABSENT:
        value = (node.lowest, node.highest)[is_upper]
        return const(bool(value) if node.is_yes_no else value, node.unit)
    # Named values are told by one mask, whose lower and upper answer differ.
    if form is Form.EXACT and is_upper and node.op is not Op.FACT_IS:
        span = (node.lowest, node.highest)
        meta = Side(plain(node.meta), is_upper=False)
        return _intern(node.op, (), meta, node.entity, node.unit, span, is_yes_no=node.is_yes_no)
    return node


def plain(meta: Any) -> Any:
    """What a leaf is about, also when it is one end of a bound."""
    return meta.of if isinstance(meta, Side) else meta


def source_of(node: Node) -> Source:
    """Where the fact of this leaf stands."""
    meta = plain(node.meta)
    if node.op is Op.DECISION:
        return ("decisions", meta)
    key = meta[0] if node.op is Op.FACT_IS else meta
    return ("persons" if node.entity is Entity.PERSON else "household", key)
