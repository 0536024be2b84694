"""In which steps the values of a program are worked out.

Persons and households take turns: what is said of persons is gathered per household, and what is then known
of the household is used for its persons again. Within a turn a value that is used more than once becomes a
column of a step, and the steps after it read that column; all else is written where it is used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from nabij_rights.engine.bounds import Side
from nabij_rights.engine.expression import COMPUTE, REDUCTIONS, Entity, Node, Op, in_order
from nabij_rights.engine.program import Setting
from nabij_rights.engine.sql.columns import STEP

_WORTH_A_COLUMN = 40
"""A value of so many parts, used twice, becomes a column; a smaller one is cheaper to write twice."""

_LARGEST_EXPRESSION = 120
"""Parts of one expression at most: SQLite refuses what is more than 1000 deep."""

READS_A_COLUMN = frozenset({Op.FACT, Op.FACT_IS, Op.DECISION})


@dataclass(frozen=True)
class Literal:
    """A number of the calculation date, and the amounts of the law that it was made of."""

    value: int
    amounts: tuple[str, ...] = ()


@dataclass
class Turn:
    """Values of one kind of row that can be worked out before the next gathering, by level."""

    levels: dict[int, list[Node]] = field(default_factory=lambda: defaultdict(list))

    def in_order(self) -> list[list[Node]]:
        """The values that go together in one step, each after those it reads."""
        return [self.levels[level] for level in sorted(self.levels)]


class Plan:
    """The steps for these expressions of a household, at the amounts and days of one calculation date."""

    def __init__(self, roots: Sequence[Node], setting: Setting) -> None:
        self._setting = setting
        ordered = in_order(roots)
        self.literals: dict[int, Literal] = {}
        for node in ordered:
            if node.entity is None:
                self.literals[node.key] = self._literal(node)
        self.roots = [told(root) for root in roots]
        self.nodes = self._needed(ordered)
        self.stage = self._stages()
        self.columns = self._named()

    def _literal(self, node: Node) -> Literal:
        """The number of something that is the same for everybody on this day."""
        meta, end = getattr(node.meta, "of", node.meta), int(getattr(node.meta, "is_upper", False))
        if node.op is Op.CONST:
            return Literal(int(meta))
        if node.op is Op.AMOUNT:
            return Literal(self._setting.amounts[meta][end], (meta,))
        if node.op is Op.DAY:
            return Literal(self._setting.days[meta])
        parts = [self.literals[arg.key] for arg in node.args]
        amounts = tuple(dict.fromkeys(name for part in parts for name in part.amounts))
        return Literal(int(COMPUTE[node.op](*(part.value for part in parts))), amounts)  # type: ignore[operator]

    def _needed(self, ordered: Sequence[Node]) -> list[Node]:
        """The nodes that are worked out, each after those it needs."""
        needed = {root.key for root in self.roots}
        for node in reversed(ordered):
            if node.key in needed and node.key not in self.literals:
                needed.update(arg.key for arg in arguments(node))
        return [node for node in ordered if node.key in needed and node.key not in self.literals]

    def _stages(self) -> dict[int, int]:
        """After how many gatherings each value can be worked out."""
        stage: dict[int, int] = {}
        for node in self.nodes:
            below = max((stage.get(arg.key, 0) for arg in arguments(node)), default=0)
            stage[node.key] = below + (node.op in REDUCTIONS)
        return stage

    def _named(self) -> dict[int, str]:
        """The names of the values that become columns, by the key of their node."""
        uses = Counter(arg.key for node in self.nodes for arg in arguments(node))
        forced = self._forced()
        names: dict[int, str] = {}
        parts: dict[int, int] = {}
        for node in self.nodes:
            parts[node.key] = 1 + sum(1 if a.key in names else parts.get(a.key, 1) for a in arguments(node))
            is_shared = uses[node.key] > 1 and parts[node.key] >= _WORTH_A_COLUMN
            if node.key in forced or is_shared or parts[node.key] > _LARGEST_EXPRESSION:
                names[node.key] = f"{STEP}{len(names) + 1}"
        return names

    def _forced(self) -> set[int]:
        """What must be a column: an outcome, what is gathered, and what is written more than once."""
        forced = {root.key for root in self.roots if root.key not in self.literals}
        for node in self.nodes:
            if node.op in REDUCTIONS:
                forced.add(node.key)
            for arg in arguments(node):
                crosses = node.entity is Entity.PERSON and arg.entity is Entity.HOUSEHOLD
                is_repeated = node.op is Op.DIV and node.args[0].lowest < 0
                if (crosses or is_repeated) and arg.args and arg.key not in self.literals:
                    forced.add(arg.key)
        return forced

    @cached_property
    def last_stage(self) -> int:
        """How often persons are gathered."""
        return max(self.stage.values(), default=0)

    @cached_property
    def amounts(self) -> set[str]:
        """The amounts of the law that the text rests on."""
        used = [*self.roots, *(arg for node in self.nodes for arg in arguments(node))]
        literals = [self.literals[node.key] for node in used if node.key in self.literals]
        return {name for literal in literals for name in literal.amounts}

    def turn(self, entity: Entity, stage: int) -> Turn:
        """The columns that are worked out in this turn; those that are gathered go before."""
        level: dict[int, int] = {}
        turn = Turn()
        for node in self.nodes:
            if node.entity is not entity or self.stage[node.key] != stage or node.op in REDUCTIONS:
                continue
            below = max((level.get(arg.key, 0) for arg in arguments(node)), default=0)
            level[node.key] = below
            if node.key in self.columns:
                turn.levels[below].append(node)
                level[node.key] = below + 1
        return turn

    def gathered(self, stage: int) -> list[Node]:
        """What is gathered from persons to begin this stage."""
        return [node for node in self.nodes if node.op in REDUCTIONS and self.stage[node.key] == stage]

    def facts_under(self, roots: Sequence[Node], *, is_open: bool = True) -> set[str]:
        """The keys of the facts and decisions on which these expressions rest.

        Without ``is_open`` only those of which NULL cannot be used: the ones that are not read at an end.
        """
        seen: set[int] = set()
        todo, found = [told(root) for root in roots], set()
        while todo:
            node = todo.pop()
            if node.key in seen or node.key in self.literals:
                continue
            seen.add(node.key)
            if node.op in READS_A_COLUMN and (is_open or not isinstance(node.meta, Side)):
                found.add(key_of(node))
            todo.extend(arguments(node))
        return found


def told(node: Node) -> Node:
    """What stands for this node: of a number told twice the whole, of a number in another unit the number."""
    while node.op is Op.SAME or _adds_nothing(node):
        node = node.args[0]
    return node


def _adds_nothing(node: Node) -> bool:
    return node.op is Op.ADD and node.args[1].op is Op.CONST and node.args[1].meta == 0


def arguments(node: Node) -> tuple[Node, ...]:
    """The terms of an operator as the text works them out."""
    return tuple(told(arg) for arg in node.args)


def key_of(leaf: Node) -> str:
    """The key of the fact or decision that a leaf reads."""
    meta = getattr(leaf.meta, "of", leaf.meta)
    return str(meta[0] if leaf.op is Op.FACT_IS else meta)
