"""A tree goes to JSON and back unchanged, and JSON that is no tree is refused in words."""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabij_rights.engine.days import THIS_MONTH, TODAY, Day
from nabij_rights.engine.expression import (
    Entity,
    Node,
    Op,
    amount,
    build,
    const,
    day,
    decision,
    fact,
    fact_is,
    reduce,
    relabelled,
    scaled,
    size,
)
from nabij_rights.engine.serialise import FORMAT, BadTree, content_hash, from_json, to_json
from tests.factories.random_programs import random_roots

BORN = fact("birth_on", Entity.PERSON, "date", 0, 3_652_059)
INCOME = fact("income", Entity.PERSON, "EUR/month", 0, 5_000_000)


def a_rule() -> list[Node]:
    """Every kind of node."""
    adults = reduce(Op.TOTAL, build(Op.WHEN, day(Day(years=-18)) >= BORN, const(1), const(0)))
    income = relabelled(build(Op.MUL, reduce(Op.TOTAL, INCOME), 12), "EUR/year")
    limit = amount("limits.basic", "EUR/year", 1, 4_000_000)
    share = scaled(limit, adults, const(3))
    holds = (
        (income <= share) & ~decision("right.reading") & reduce(Op.ANY, fact_is("status", 2, Entity.PERSON))
    )
    lives_here = reduce(Op.REFERENCE, fact("lives_here", Entity.PERSON, None, 0, 1, is_yes_no=True))
    winter = day(THIS_MONTH) <= relabelled(size(), None)
    return [holds & (lives_here | winter), build(Op.WHEN, holds, limit - share, 0), day(TODAY) >= BORN]


def through_json(roots: list[Node]) -> list[Node]:
    return from_json(json.loads(json.dumps(to_json(roots))))


def test_a_rule_comes_back_as_the_very_same_expressions() -> None:
    roots = a_rule()
    assert all(back is root for back, root in zip(through_json(roots), roots, strict=True))


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_any_expression_comes_back_as_the_very_same(chance: Random) -> None:
    roots = random_roots(chance)
    assert all(back is root for back, root in zip(through_json(roots), roots, strict=True))


def test_every_node_stands_after_those_it_needs() -> None:
    for number, row in enumerate(to_json(a_rule())["nodes"]):
        assert all(position < number for position in row.get("args", []))


def test_the_hash_is_of_the_rule_and_not_of_its_figures() -> None:
    def rule(highest: int, share: int) -> list[Node]:
        return [INCOME * share <= amount("limits.monthly", "EUR/month", 1, highest)]

    assert content_hash(rule(100, 2)) == content_hash(rule(200, 2))
    assert content_hash(rule(100, 2)) != content_hash(rule(100, 3))
    assert content_hash(a_rule()) != content_hash(list(reversed(a_rule())))


def test_the_hash_stays_the_same_from_release_to_release() -> None:
    """Somebody may have written it down beside a decision."""
    roots = [fact("income", Entity.PERSON, "EUR/month", 0, 9) <= amount("limit", "EUR/month", 1, 9)]
    expected = "sha256:07d70d708880b47837b70a2fa7cdfc53acd92ab3f22ed82d35c12e4aeb86847e"
    assert content_hash(roots) == expected


def tree_of(*nodes: Any, roots: Any = (0,)) -> dict[str, Any]:
    return {"format": FORMAT, "nodes": list(nodes), "roots": list(roots)}


ONE = {"op": "const", "value": 1}
YES = {"op": "fact", "fact": "x", "entity": "person", "yes_no": True}


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        (None, "no tree of the format"),
        ({"format": "other"}, "no tree of the format"),
        ({"format": FORMAT, "nodes": {}, "roots": []}, "are lists"),
        (tree_of(3), "node 0: a node is an object"),
        (tree_of({"op": "power", "args": [0, 0]}), "node 0: there is no such operator"),
        (tree_of({"op": ["add"]}), "node 0: there is no such operator"),
        (tree_of(ONE, {"op": "add", "args": [0]}), "node 1: add takes 2 args"),
        (tree_of(ONE, {"op": "add", "args": [0, 1]}), "node 1: a position points to no node before it"),
        (tree_of(ONE, {"op": "add", "args": [0, True]}), "points to no node before it"),
        (tree_of(ONE, roots=[1]), "points to no node before it"),
        (tree_of(YES, {"op": "add", "args": [0, 0]}), "node 1: add takes numbers"),
        (tree_of(ONE, {"op": "total", "args": [0]}), "node 1: total needs something that is said"),
        (tree_of({"op": "const", "value": 1.5}), "value is a whole number"),
        (tree_of({"op": "const", "value": 2**70}), "64 bits"),
        (tree_of({"op": "amount", "amount": "", "range": [0, 1]}), "amount is a name"),
        (tree_of({"op": "amount", "amount": "a", "range": [2, 1]}), "range is a lowest and a highest"),
        (tree_of({"op": "amount", "amount": "a", "range": [0, 1], "unit": 3}), "unit is a name or absent"),
        (tree_of({"op": "day", "day": "tomorrow"}), "is not a day such as"),
        (tree_of({"op": "day", "calendar": "week"}), "calendar is one of"),
        (tree_of({"op": "day", "day": "today-9999999y"}), "lies too far away"),
        (tree_of({"op": "fact", "fact": "x", "entity": "town", "range": [0, 1]}), "person or household"),
        (tree_of({"op": "fact_is", "fact": "x", "entity": "person", "position": -1}), "place of a value"),
    ],
)
def test_what_is_no_tree_is_refused_in_words(tree: Any, sentence: str) -> None:
    with pytest.raises(BadTree, match=sentence):
        from_json(tree)


_NAMES = st.sampled_from([str(op) for op in Op]) | st.text()
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _NAMES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=8,
)


def refusal(tree: Any) -> str:
    """Why this is no tree, or nothing when it is one."""
    try:
        from_json(tree)
    except BadTree as error:
        return str(error)
    return "none"


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_tree_is_refused_or_read_and_nothing_else(data: st.DataObject) -> None:
    tree = to_json(a_rule())
    row = tree["nodes"][data.draw(st.integers(0, len(tree["nodes"]) - 1))]
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(_JSON)
    assert refusal(tree)


@given(tree=_JSON)
def test_anything_else_is_refused(tree: Any) -> None:
    assert refusal(tree) != "none"
