"""The expression tree in which every rule is written.

An expression speaks about one household and the persons in it. The language is total: no loops, no
recursion, no division by zero, so an expression can always be evaluated, explained, bounded and
exported. Everything inside is a whole number: money in cents, dates as day numbers, yes/no as 1/0;
that is why every evaluator gives the same answer to the cent.

Equal expressions are the same object (hash-consing), so shared parts are computed once.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import count as _counter
from threading import Lock
from typing import Any

MOST_PERSONS = 32
"""Largest household the engine accepts; static ranges of totals rest on it."""

NEVER = 3_652_059
"""Day number of 9999-12-31: the value of a date fact whose answer is a known "no"."""

_LARGEST = 2**62


class Entity(StrEnum):
    """Whom a value belongs to: each person separately, or the household as a whole."""

    PERSON = "person"
    HOUSEHOLD = "household"


class Op(StrEnum):
    """The operators; evaluators need to know no others."""

    __hash__ = str.__hash__  # of a plain enum it is slow, and evaluators look up operators all the time

    CONST = "const"
    AMOUNT = "amount"  # a dated amount of the law
    DAY = "day"  # a day that follows from the calculation date
    FACT = "fact"
    FACT_IS = "fact_is"  # whether a fact with named values has this value
    DECISION = "decision"  # what only a person may decide, or where the law leaves two readings
    SIZE = "size"  # number of persons
    ADD = "add"
    SUB = "sub"
    MUL = "mul"
    DIV = "div"  # rounded half up; the divisor is provably at least 1
    MIN = "min"
    MAX = "max"
    LT = "lt"
    LE = "le"
    EQ = "eq"
    AND = "and"
    OR = "or"
    NOT = "not"
    WHEN = "when"
    SAME = "same"  # one number, told as a whole and worked out from its parts; see told_or_worked_out()
    TOTAL = "total"  # person -> household
    ANY = "any"
    LARGEST = "largest"
    REFERENCE = "reference"  # the value of the person whom the question is about


LEAVES = frozenset({Op.CONST, Op.AMOUNT, Op.DAY, Op.FACT, Op.FACT_IS, Op.DECISION, Op.SIZE})
REDUCTIONS = frozenset({Op.TOTAL, Op.ANY, Op.LARGEST, Op.REFERENCE})
_ARITHMETIC = frozenset({Op.ADD, Op.SUB, Op.MUL, Op.DIV, Op.MIN, Op.MAX, Op.SAME})
_YES_NO = frozenset({Op.LT, Op.LE, Op.EQ, Op.AND, Op.OR, Op.NOT, Op.ANY, Op.FACT_IS, Op.DECISION})


class BadExpression(TypeError):
    """An expression that has no meaning: other units, another entity, or numbers that grow too large."""


class Node:
    """One expression. Build it with the operators ``+ - * < <= == & | ~`` and the functions below.

    ``unit`` is what the number counts ("EUR/month", "date", "person"), or None for a plain number;
    ``lowest`` and ``highest`` are its static range.
    """

    __slots__ = ("args", "entity", "highest", "is_yes_no", "key", "lowest", "meta", "op", "unit")

    op: Op
    args: tuple[Node, ...]
    meta: Any
    entity: Entity | None
    unit: str | None
    lowest: int
    highest: int
    is_yes_no: bool
    key: int

    def __bool__(self) -> bool:
        raise BadExpression("use & | ~ and when(), not and/or/not/if")

    __hash__ = object.__hash__

    def __add__(self, other: Term) -> Node:
        return build(Op.ADD, self, other)

    def __radd__(self, other: Term) -> Node:
        return build(Op.ADD, other, self)

    def __sub__(self, other: Term) -> Node:
        return build(Op.SUB, self, other)

    def __rsub__(self, other: Term) -> Node:
        return build(Op.SUB, other, self)

    def __mul__(self, other: Term) -> Node:
        return build(Op.MUL, self, other)

    def __rmul__(self, other: Term) -> Node:
        return build(Op.MUL, other, self)

    def __lt__(self, other: Term) -> Node:
        return build(Op.LT, self, other)

    def __le__(self, other: Term) -> Node:
        return build(Op.LE, self, other)

    def __gt__(self, other: Term) -> Node:
        return build(Op.LT, other, self)

    def __ge__(self, other: Term) -> Node:
        return build(Op.LE, other, self)

    def __eq__(self, other: object) -> Node:  # type: ignore[override]
        return build(Op.EQ, self, other)  # type: ignore[arg-type]

    def __ne__(self, other: object) -> Node:  # type: ignore[override]
        return build(Op.NOT, build(Op.EQ, self, other))  # type: ignore[arg-type]

    def __and__(self, other: Term) -> Node:
        return build(Op.AND, self, other)

    def __or__(self, other: Term) -> Node:
        return build(Op.OR, self, other)

    def __rand__(self, other: Term) -> Node:
        return build(Op.AND, other, self)

    def __ror__(self, other: Term) -> Node:
        return build(Op.OR, other, self)

    def __invert__(self) -> Node:
        return build(Op.NOT, self)

    def __repr__(self) -> str:
        inside = ", ".join(repr(arg) for arg in self.args) if self.args else repr(self.meta)
        return f"{self.op}({inside})"


Term = Node | int | bool

_pool: dict[tuple[Any, ...], Node] = {}
_keys = _counter()
_pool_lock = Lock()


def _intern(
    op: Op,
    args: tuple[Node, ...],
    meta: Any,
    entity: Entity | None,
    unit: str | None,
    span: tuple[int, int],
    *,
    is_yes_no: bool = False,
) -> Node:
    is_yes_no = is_yes_no or op in _YES_NO
    # 1 and yes are two expressions, and so are two facts of one name with another domain.
    identity = (op, tuple(arg.key for arg in args), meta, entity, unit, span, is_yes_no)
    with _pool_lock:
        if (node := _pool.get(identity)) is not None:
            return node
        if span[0] < -_LARGEST or span[1] > _LARGEST:
            raise BadExpression(f"{op}: values from {span[0]} to {span[1]} do not fit 64 bits")
        node = Node()
        node.op, node.args, node.meta, node.entity, node.unit = op, args, meta, entity, unit
        node.lowest, node.highest = span
        node.is_yes_no = is_yes_no
        node.key = next(_keys)
        _pool[identity] = node
        return node


# ------------------------------------------------------------------------------------------ leaves


def const(value: int | bool, unit: str | None = None) -> Node:
    """A fixed number of the rule itself. Amounts of the law are never constants: they have a date."""
    return _intern(
        Op.CONST, (), int(value), None, unit, (int(value), int(value)), is_yes_no=isinstance(value, bool)
    )


def amount(slot: str, unit: str | None, lowest: int, highest: int) -> Node:
    """A dated amount; its value is filled in per calculation date, so a what-if needs no new rule."""
    return _intern(Op.AMOUNT, (), slot, None, unit, (lowest, highest))


def day(spec: Any) -> Node:
    """A day (see :mod:`nabij_rights.engine.days`) that is known as soon as the calculation date is."""
    return _intern(Op.DAY, (), spec, None, spec.unit, (0, NEVER))


def fact(
    name: str, entity: Entity, unit: str | None, lowest: int, highest: int, *, is_yes_no: bool = False
) -> Node:
    """An input with a finite domain; the domain bounds what an unknown can be."""
    return _intern(Op.FACT, (), name, entity, unit, (lowest, highest), is_yes_no=is_yes_no)


def fact_is(name: str, position: int, entity: Entity) -> Node:
    """Whether the fact with named values has the value at this position of its list."""
    return _intern(Op.FACT_IS, (), (name, position), entity, None, (0, 1))


def decision(name: str) -> Node:
    """What a person must decide, or where the law allows two readings; unknown unless recorded."""
    return _intern(Op.DECISION, (), name, Entity.HOUSEHOLD, None, (0, 1))


def size() -> Node:
    """Number of persons in the household."""
    return _intern(Op.SIZE, (), None, Entity.HOUSEHOLD, "person", (1, MOST_PERSONS))


# --------------------------------------------------------------------------------------- operators


def lift(term: Term) -> Node:
    """The node for a plain number or yes/no."""
    return term if isinstance(term, Node) else const(term)


def _entity_of(args: Iterable[Node]) -> Entity | None:
    entities = {arg.entity for arg in args}
    if Entity.PERSON in entities:
        return Entity.PERSON
    return Entity.HOUSEHOLD if Entity.HOUSEHOLD in entities else None


def _same_unit(op: Op, left: Node, right: Node) -> str | None:
    """The unit two terms share; a plain zero fits every unit."""
    if left.unit == right.unit or (right.op is Op.CONST and right.meta == 0 and right.unit is None):
        return left.unit
    if left.op is Op.CONST and left.meta == 0 and left.unit is None:
        return right.unit
    raise BadExpression(
        f"{op}: {left.unit or 'a plain number'} and {right.unit or 'a plain number'} do not go together"
    )


def _product_unit(left: Node, right: Node) -> str | None:
    if left.unit is not None and right.unit is not None:
        raise BadExpression(f"mul: {left.unit} times {right.unit}; use scaled() for a share of an amount")
    return left.unit if right.unit is None else right.unit


def _quotient_unit(left: Node, right: Node) -> str | None:
    if right.unit is None:
        return left.unit
    if left.unit == right.unit:
        return None
    raise BadExpression(f"div: {left.unit} by {right.unit}; count persons with number_of()")


def _span(op: Op, args: tuple[Node, ...]) -> tuple[int, int]:
    low, high = args[0].lowest, args[0].highest
    if len(args) == 1:
        return (0, 1)
    low2, high2 = args[1].lowest, args[1].highest
    if op is Op.ADD:
        return (low + low2, high + high2)
    if op is Op.SUB:
        return (low - high2, high - low2)
    if op is Op.MUL:
        corners = (low * low2, low * high2, high * low2, high * high2)
        return (min(corners), max(corners))
    if op is Op.DIV:
        if 2 * max(-low, high) + high2 > 2 * _LARGEST - 1:  # rounding half up doubles before it divides
            raise BadExpression(f"div: values from {low} to {high} do not fit 64 bits when rounded")
        corners = (divide(low, low2), divide(low, high2), divide(high, low2), divide(high, high2))
        return (min(corners), max(corners))
    if op is Op.MIN:
        return (min(low, low2), min(high, high2))
    if op is Op.MAX:
        return (max(low, low2), max(high, high2))
    if op is Op.WHEN:
        return (min(low2, args[2].lowest), max(high2, args[2].highest))
    return (low, high) if op is Op.SAME else (0, 1)


def divide(number: int, divisor: int) -> int:
    """The quotient, rounded half up, as in every decree we met."""
    return (2 * number + divisor) // (2 * divisor)


COMPUTE = {
    Op.ADD: lambda a, b: a + b,
    Op.SUB: lambda a, b: a - b,
    Op.MUL: lambda a, b: a * b,
    Op.DIV: divide,
    Op.MIN: min,
    Op.MAX: max,
    Op.LT: lambda a, b: int(a < b),
    Op.LE: lambda a, b: int(a <= b),
    Op.EQ: lambda a, b: int(a == b),
    Op.AND: lambda a, b: a & b,
    Op.OR: lambda a, b: a | b,
    Op.NOT: lambda a: 1 - a,
    Op.WHEN: lambda c, a, b: a if c else b,
    Op.SAME: lambda told, _worked_out: told,
}
"""What each operator means on plain integers."""


def build(op: Op, *terms: Term) -> Node:
    """The node for an operator and its terms, with units checked and the obvious simplified.

    Raises BadExpression when units or kinds do not fit.
    """
    args = tuple(lift(term) for term in terms)
    return _made(op, args, _check(op, args))


def rebuilt(node: Node, args: tuple[Node, ...]) -> Node:
    """The same operator on other terms. For rewriting a program whose units were checked before."""
    if node.op in REDUCTIONS and args[0].entity is Entity.PERSON:
        return reduce(node.op, args[0])
    if node.op is Op.TOTAL:
        return _made(Op.MUL, (args[0], size()), node.unit)
    return args[0] if node.op in REDUCTIONS else _made(node.op, args, node.unit)


def unchecked(op: Op, *args: Node) -> Node:
    """An operator without the check of units. For rewriting a program whose units were checked before."""
    return _made(op, args, None)


def _made(op: Op, args: tuple[Node, ...], unit: str | None) -> Node:
    is_yes_no = op in _YES_NO or (op is Op.WHEN and args[1].is_yes_no and args[2].is_yes_no)
    if all(arg.op is Op.CONST for arg in args):
        value = COMPUTE[op](*(arg.meta for arg in args))  # type: ignore[operator]
        return const(bool(value) if is_yes_no else value, unit)
    if (smaller := _simplified(op, args)) is not None:
        return smaller
    return _intern(op, args, None, _entity_of(args), unit, _span(op, args), is_yes_no=is_yes_no)


def _check(op: Op, args: tuple[Node, ...]) -> str | None:
    if op in (Op.AND, Op.OR, Op.NOT) and not all(arg.is_yes_no for arg in args):
        raise BadExpression(f"{op} joins yes/no expressions only: {args}")
    if op in _ARITHMETIC and any(arg.is_yes_no for arg in args):
        raise BadExpression(f"{op} takes numbers, not yes/no; write when(..., 1, 0): {args}")
    if op in (Op.ADD, Op.SUB, Op.MIN, Op.MAX, Op.SAME):
        return _same_unit(op, args[0], args[1])
    if op in (Op.LT, Op.LE, Op.EQ):
        _same_unit(op, args[0], args[1])
        return None
    if op is Op.MUL:
        return _product_unit(args[0], args[1])
    if op is Op.DIV:
        if args[1].lowest < 1:
            raise BadExpression(
                f"div: the divisor can be {args[1].lowest}; keep it at least 1 with most(1, ...)"
            )
        return _quotient_unit(args[0], args[1])
    if op is Op.WHEN:
        if not args[0].is_yes_no:
            raise BadExpression(f"when: the condition is not a yes/no expression: {args[0]}")
        return _same_unit(op, args[1], args[2])
    return None


def _simplified(op: Op, args: tuple[Node, ...]) -> Node | None:
    """The same value as a smaller tree, or None. Keeps the program for unknowns small."""
    first, second = args[0], args[1] if len(args) > 1 else args[0]
    if op in (Op.AND, Op.OR):
        return _simplified_logic(op, first, second)
    if op in (Op.MIN, Op.MAX):
        return _simplified_extreme(op, first, second)
    if op is Op.WHEN:
        if first.op is Op.CONST:
            return second if first.meta else args[2]
        return second if second is args[2] else None
    if op in (Op.LT, Op.LE):
        return _simplified_comparison(op, first, second)
    if op is Op.NOT and first.op is Op.NOT:
        return first.args[0]
    return _simplified_arithmetic(op, first, second)


def _simplified_logic(op: Op, first: Node, second: Node) -> Node | None:
    if first is second:
        return first
    for known, other in ((first, second), (second, first)):
        if known.op is Op.CONST:
            return other if known.meta == (op is Op.AND) else known
    return None


def _simplified_extreme(op: Op, first: Node, second: Node) -> Node | None:
    """One side can never win."""
    if first is second or first.highest <= second.lowest:
        return first if op is Op.MIN else second
    if second.highest <= first.lowest:
        return second if op is Op.MIN else first
    return None


def _simplified_comparison(op: Op, first: Node, second: Node) -> Node | None:
    if (first.highest < second.lowest) or (op is Op.LE and first.highest == second.lowest):
        return const(True)
    if (first.lowest > second.highest) or (op is Op.LT and first.lowest == second.highest):
        return const(False)
    return None


def _simplified_arithmetic(op: Op, first: Node, second: Node) -> Node | None:
    if op in (Op.ADD, Op.SUB) and second.op is Op.CONST and second.meta == 0:
        return first
    if op is Op.ADD and first.op is Op.CONST and first.meta == 0:
        return second
    if op in (Op.MUL, Op.DIV) and second.op is Op.CONST and second.meta == 1:
        return first
    if op is Op.MUL and first.op is Op.CONST and first.meta == 1:
        return second
    return None


# -------------------------------------------------------------------------------------- reductions


def reduce(op: Op, of: Node) -> Node:
    """One household value from the values of its persons. Raises BadExpression for a household value."""
    if of.entity is not Entity.PERSON:
        raise BadExpression(f"{op} needs something that is said of each person, not {of}")
    span = (of.lowest, of.highest)
    unit = of.unit
    if op is Op.TOTAL:  # of one person at least, of MOST_PERSONS at most
        span = (min(of.lowest, of.lowest * MOST_PERSONS), max(of.highest, of.highest * MOST_PERSONS))
    if op is Op.ANY and not of.is_yes_no:
        raise BadExpression(f"any needs a yes/no expression, not {of}")
    if op is Op.LARGEST and of.is_yes_no:
        raise BadExpression(f"largest needs a number, not {of}; use any")
    is_yes_no = op is Op.ANY or (op is Op.REFERENCE and of.is_yes_no)
    return _intern(op, (of,), None, Entity.HOUSEHOLD, unit, span, is_yes_no=is_yes_no)


def relabelled(of: Node, unit: str | None) -> Node:
    """The same number read in another unit: a cast that changes no value."""
    if of.op is Op.CONST:
        return const(of.meta, unit)
    return _intern(Op.ADD, (of, const(0, unit)), None, of.entity, unit, (of.lowest, of.highest))


def scaled(of: Node, share: Node, whole: Node) -> Node:
    """``of x share / whole``, rounded half up once, at the end."""
    _same_unit(Op.DIV, share, whole)
    if whole.lowest < 1:
        raise BadExpression("scaled: the whole can be zero")
    plain = build(Op.MUL, of, relabelled(share, None))
    return build(Op.DIV, plain, relabelled(whole, None))


def in_order(roots: Iterable[Node]) -> list[Node]:
    """Every node under the roots, each after the nodes it needs."""
    seen: set[int] = set()
    ordered: list[Node] = []
    todo = [(root, False) for root in reversed(list(roots))]
    while todo:
        node, is_ready = todo.pop()
        if is_ready:
            ordered.append(node)
        elif node.key not in seen:
            seen.add(node.key)
            todo.append((node, True))
            todo.extend((arg, False) for arg in reversed(node.args))
    return ordered
