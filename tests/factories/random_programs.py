"""Random expressions and random situations over a small made-up vocabulary, for tests of the evaluators."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from nabij_rights.engine.expression import (
    BadExpression,
    Entity,
    Node,
    Op,
    amount,
    build,
    const,
    decision,
    fact,
    fact_is,
    reduce,
    relabelled,
    size,
)
from nabij_rights.engine.program import Setting, Situation, Span

AMOUNT = "a_limit"
AMOUNT_SPAN = (3, 9)
KINDS = 3

_NUMBERS_OF_PERSONS = [fact(f"number_{n}", Entity.PERSON, None, -5, 9) for n in range(3)]
_YES_NO_OF_PERSONS = [fact(f"yes_no_{n}", Entity.PERSON, None, 0, 1, is_yes_no=True) for n in range(2)]
_NUMBERS_OF_HOUSEHOLD = [fact(f"total_{n}", Entity.HOUSEHOLD, None, 0, 20) for n in range(2)]
_KINDS_OF_PERSONS = [fact_is("kind", position, Entity.PERSON) for position in range(KINDS)]
_LIMIT = amount(AMOUNT, None, 1, 40)
_DECISION = decision("a_decision")
_TWO_TERMS = (Op.ADD, Op.SUB, Op.MUL, Op.MIN, Op.MAX)


@dataclass(frozen=True)
class Writer:
    """Writes random expressions with one source of chance.

    ``may_tell_twice`` adds numbers that are told as a whole and in parts. The parts here contradict the whole
    most of the time, so what follows from all the rest being consistent cannot be tested with them.
    """

    chance: Random
    may_tell_twice: bool = False

    def number(self, depth: int, entity: Entity) -> Node:
        """A random number, at most ``depth`` operators deep."""
        if depth == 0:
            pool = [*_NUMBERS_OF_HOUSEHOLD, _LIMIT, size(), const(self.chance.randint(-3, 5))]
            return self.chance.choice(pool + (_NUMBERS_OF_PERSONS if entity is Entity.PERSON else []))
        turn = self.chance.randint(0, 9 if self.may_tell_twice else 8)
        if turn == 9:
            told = self.chance.choice(_NUMBERS_OF_HOUSEHOLD)
            return build(Op.SAME, told, self._plain(depth, entity))
        if turn < len(_TWO_TERMS):
            return self._two_terms(_TWO_TERMS[turn], depth, entity)
        if turn == 5:
            divisor = build(Op.MAX, self._plain(depth, entity), 1)
            return build(Op.DIV, self._plain(depth, entity), divisor)
        if turn == 6:
            choices = self._plain(depth, entity), self._plain(depth, entity)
            return build(Op.WHEN, self.yes_no(depth - 1, entity), *choices)
        if entity is Entity.HOUSEHOLD:
            of = self._plain(depth, Entity.PERSON)
            if of.entity is Entity.PERSON:
                return reduce(self.chance.choice([Op.TOTAL, Op.LARGEST, Op.REFERENCE]), of)
        return self.number(depth - 1, entity)

    def _two_terms(self, op: Op, depth: int, entity: Entity) -> Node:
        return build(op, self._plain(depth, entity), self._plain(depth, entity))

    def _plain(self, depth: int, entity: Entity) -> Node:
        """A random number whose unit is taken off, so that any two go together."""
        return _without_unit(self.number(depth - 1, entity))

    def yes_no(self, depth: int, entity: Entity) -> Node:
        """A random yes/no, at most ``depth`` operators deep."""
        if depth == 0:
            of_persons = _YES_NO_OF_PERSONS + _KINDS_OF_PERSONS if entity is Entity.PERSON else []
            return self.chance.choice([_DECISION, *of_persons])
        turn = self.chance.randint(0, 6)
        if turn < 2:
            first, second = self.yes_no(depth - 1, entity), self.yes_no(depth - 1, entity)
            return build((Op.AND, Op.OR)[turn], first, second)
        if turn == 2:
            return ~self.yes_no(depth - 1, entity)
        if turn < 5:
            op = self.chance.choice([Op.LT, Op.LE, Op.EQ])
            return self._two_terms(op, depth, entity)
        if entity is Entity.HOUSEHOLD:
            of = self.yes_no(depth - 1, Entity.PERSON)
            if of.entity is Entity.PERSON:
                return reduce(Op.ANY, of)
        return self.yes_no(depth - 1, entity)


def _without_unit(node: Node) -> Node:
    return node if node.unit is None else relabelled(node, None)


def random_roots(chance: Random, depth: int = 4, *, may_tell_twice: bool = False) -> list[Node]:
    """A random number and a random yes/no about a household; empty when chance wrote nonsense."""
    writer = Writer(chance, may_tell_twice)
    try:
        return [writer.number(depth, Entity.HOUSEHOLD), writer.yes_no(depth, Entity.HOUSEHOLD)]
    except BadExpression:  # numbers that grow too large
        return []


def random_situation(chance: Random, largest: int = 4) -> Situation:
    """A household of which some facts are known, some roughly and some not at all."""
    persons = []
    for _ in range(chance.randint(1, largest)):
        facts = _facts(chance, _NUMBERS_OF_PERSONS + _YES_NO_OF_PERSONS)
        if chance.random() < 0.7:
            mask = chance.randint(1, 2**KINDS - 1)
            facts["kind"] = (mask, mask)
        persons.append(facts)
    decisions = {} if chance.random() < 0.5 else {"a_decision": chance.choice([(0, 0), (1, 1)])}
    return Situation(_facts(chance, _NUMBERS_OF_HOUSEHOLD), persons, decisions)


def random_telling(chance: Random, situation: Situation) -> tuple[int | None, dict[str, Span]]:
    """Facts that somebody may tell next, of a person (counted from 0) or of the household."""
    person = chance.choice([None, *range(len(situation.persons))])
    pool = _NUMBERS_OF_HOUSEHOLD if person is None else _NUMBERS_OF_PERSONS + _YES_NO_OF_PERSONS
    told = _facts(chance, chance.sample(pool, k=2))
    if person is not None and chance.random() < 0.5:
        mask = chance.randint(1, 2**KINDS - 1)
        told["kind"] = (mask, mask)
    return person, told


def _facts(chance: Random, facts: list[Node]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for node in facts:
        turn = chance.random()
        one, other = chance.randint(node.lowest, node.highest), chance.randint(node.lowest, node.highest)
        if turn < 0.35:
            found[node.meta] = (one, one)
        elif turn < 0.7:
            found[node.meta] = (min(one, other), max(one, other))
    return found


def random_truth(chance: Random, situation: Situation) -> tuple[Situation, Setting]:
    """One of the households that this one may turn out to be, and one of the amounts that may be in force."""
    persons = []
    for facts in situation.persons:
        known = _one_of(chance, facts, _NUMBERS_OF_PERSONS + _YES_NO_OF_PERSONS)
        mask = facts.get("kind", (2**KINDS - 1, 0))[0]
        bit = 1 << chance.choice([position for position in range(KINDS) if mask >> position & 1])
        persons.append({**known, "kind": (bit, bit)})
    decided = chance.randint(*situation.decisions.get("a_decision", (0, 1)))
    limit = chance.randint(*AMOUNT_SPAN)
    exact = Situation(
        _one_of(chance, situation.household, _NUMBERS_OF_HOUSEHOLD),
        persons,
        {"a_decision": (decided, decided)},
    )
    return exact, Setting({AMOUNT: (limit, limit)}, {})


def _one_of(chance: Random, facts: Mapping[str, Span], nodes: list[Node]) -> dict[str, Span]:
    values = {node.meta: chance.randint(*facts.get(node.meta, (node.lowest, node.highest))) for node in nodes}
    return {name: (value, value) for name, value in values.items()}
