"""Which roots share a kernel.

With many small kernels, what rights share is worked out again and again; one that is too large takes long to
compile and has more values alive than the fastest cache holds. Decision 14 has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from nabij_rights.engine.expression import Node, in_order

NODES = 6_000
"""Most nodes of a kernel, unless a single root has more."""


def groups_of(roots: Sequence[tuple[int, Node]], *, most: int = NODES) -> list[list[tuple[int, Node]]]:
    """The roots in groups of neighbours: rights that stand together share most."""
    groups: list[list[tuple[int, Node]]] = []
    known: set[int] = set()
    for at, root in roots:
        nodes = {node.key for node in in_order([root])}
        if not groups or len(known | nodes) > most:
            groups.append([])
            known = set()
        groups[-1].append((at, root))
        known |= nodes
    return groups
