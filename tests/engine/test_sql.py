"""The text for SQL and NumPy agree on expressions that chance wrote, with facts known and with facts open."""

from __future__ import annotations

import sqlite3
from random import Random

import pytest

from nabij_rights.engine.arrays import ArrayEvaluation, population_of
from nabij_rights.engine.bounds import Pair, to_bounds, two_ends
from nabij_rights.engine.expression import Entity, Node, Op, build, const, divide, fact, reduce, size
from nabij_rights.engine.program import Program, Setting, Situation
from nabij_rights.engine.sql.columns import Column
from nabij_rights.engine.sql.dialects import Dialect, quoted, remark, text
from nabij_rights.engine.sql.statement import Outcome, Statement
from tests.factories.random_programs import (
    AMOUNT,
    AMOUNT_SPAN,
    KINDS,
    random_roots,
    random_situation,
    random_truth,
)
from tests.factories.warehouse import cell, fill

SETTING = Setting({AMOUNT: AMOUNT_SPAN}, {})
COLUMNS = [
    *(Column(f"number_{n}", Entity.PERSON, -5, 9) for n in range(3)),
    *(Column(f"yes_no_{n}", Entity.PERSON, 0, 1, is_yes_no=True) for n in range(2)),
    *(Column(f"total_{n}", Entity.HOUSEHOLD, 0, 20) for n in range(2)),
    Column("kind", Entity.PERSON, 0, KINDS - 1, values=("a 'quoted' kind", 'a "second"', "third */ --")),
    Column("a_decision", Entity.HOUSEHOLD, 0, 1, is_yes_no=True),
]


def known(leaf: Node) -> Pair:
    """Of facts and decisions one value is known, of amounts two ends."""
    return two_ends(leaf) if leaf.op is Op.AMOUNT else (leaf, leaf)


def as_told(situation: Situation) -> Situation:
    """The same household with one value per fact or none: what a cell of a table can hold."""
    by_key = {column.key: column for column in COLUMNS}

    def one(facts: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        return {key: span for key, span in facts.items() if cell(by_key[key], span) is not None}

    persons = [one(dict(facts)) for facts in situation.persons]
    return Situation(one(dict(situation.household)), persons, situation.decisions)


def answers(
    roots: list[Node], situations: list[Situation], *, is_exact: bool
) -> list[tuple[int | None, ...]]:
    """What SQLite says: whether the yes/no holds, and the lowest and highest value of the number."""
    number, holds = to_bounds(roots, known if is_exact else two_ends)
    # The number counts whatever the yes/no says, so that every value of it is compared.
    outcomes = [Outcome("it", *holds), Outcome("number", const(True), const(True), *number)]
    statement = Statement(
        outcomes, {c.key: c for c in COLUMNS}, SETTING, dialect=Dialect.SQLITE, needs_all=is_exact
    )
    with sqlite3.connect(":memory:") as warehouse:
        fill(warehouse.cursor(), situations, COLUMNS)
        rows = warehouse.execute(statement.text())
        names = [column[0] for column in rows.description]
        places = [names.index(name) for name in ("it_holds", "number_lowest", "number_highest")]
        return [tuple(row[place] for place in places) for row in rows]


def expected(roots: list[Node], situations: list[Situation]) -> list[tuple[int | None, ...]]:
    """What NumPy says of the same."""
    bounds = Program([end for pair in to_bounds(roots) for end in pair])
    low, high, certain, possible = ArrayEvaluation(bounds, population_of(situations, bounds), SETTING).results
    return [
        (1 if c else None if p else 0, int(a), int(b))
        for a, b, c, p in zip(low, high, certain, possible, strict=True)
    ]


@pytest.mark.parametrize("may_tell_twice", [False, True])
def test_sqlite_and_numpy_agree_when_facts_are_known(*, may_tell_twice: bool) -> None:
    written = 0
    for seed in range(250):
        chance = Random(seed)
        if not (roots := random_roots(chance, may_tell_twice=may_tell_twice)):
            continue
        written += 1
        situations = [random_truth(chance, random_situation(chance))[0] for _ in range(8)]
        found = answers(roots, situations, is_exact=True)
        assert found == expected(roots, situations), f"seed {seed}"
    assert written > 180


def test_sqlite_and_numpy_agree_when_facts_are_open() -> None:
    for seed in range(250):
        chance = Random(seed)
        if roots := random_roots(chance, may_tell_twice=seed % 2 == 0):
            situations = [as_told(random_situation(chance)) for _ in range(8)]
            assert answers(roots, situations, is_exact=False) == expected(roots, situations), f"seed {seed}"


def test_a_household_with_a_null_gets_no_answer_and_never_a_wrong_one() -> None:
    """Whatever SQL makes of NULL inside: an answer stands only where nothing that it rests on is NULL."""
    silent = 0
    for seed in range(120):
        chance = Random(seed)
        if not (roots := random_roots(chance)):
            continue
        whole = [random_truth(chance, random_situation(chance))[0] for _ in range(6)]
        open_ = [as_told(_with_a_gap(situation, chance)) for situation in whole]
        for answer, truth in zip(answers(roots, open_, is_exact=True), expected(roots, whole), strict=True):
            for said, true in zip(answer, truth, strict=True):
                assert said is None or said == true, f"seed {seed}"
            silent += answer.count(None)
    assert silent > 100


def _with_a_gap(situation: Situation, chance: Random) -> Situation:
    """The same household without one fact of one of its persons, and without one of its own."""
    persons = [dict(facts) for facts in situation.persons]
    one = chance.choice(persons)
    del one[chance.choice(sorted(one))]
    household = dict(situation.household)
    del household[chance.choice(sorted(household))]
    return Situation(household, persons, situation.decisions)


@pytest.mark.parametrize("divisor", range(1, 8))
def test_a_division_is_rounded_half_up_below_zero_too(divisor: int) -> None:
    numbers = range(-25, 26)
    of = fact("of", Entity.HOUSEHOLD, None, -25, 25)
    by = fact("by", Entity.PERSON, None, 1, 8)
    root = build(Op.DIV, of, reduce(Op.LARGEST, by))
    columns = [Column("of", Entity.HOUSEHOLD, -25, 25), Column("by", Entity.PERSON, 1, 8)]
    outcome = Outcome("it", const(True), const(True), root, root)
    statement = Statement(
        [outcome], {c.key: c for c in columns}, SETTING, dialect=Dialect.SQLITE, needs_all=True
    )
    situations = [Situation({"of": (n, n)}, [{"by": (divisor, divisor)}]) for n in numbers]
    with sqlite3.connect(":memory:") as warehouse:
        fill(warehouse.cursor(), situations, columns)
        found = [row[2] for row in warehouse.execute(statement.text())]
    assert found == [divide(number, divisor) for number in numbers]


def test_the_number_of_persons_can_be_asked() -> None:
    outcome = Outcome("it", const(True), const(True), size(), size())
    statement = Statement([outcome], {}, SETTING, dialect=Dialect.SQLITE, needs_all=True)
    with sqlite3.connect(":memory:") as warehouse:
        fill(warehouse.cursor(), [Situation({}, [{}] * number) for number in (1, 3, 32, 33)], [])
        assert [row[1:3] for row in warehouse.execute(statement.text())] == [
            (1, 1),
            (1, 3),
            (1, 32),
            (None, None),
        ]


@pytest.mark.parametrize("name", ['a"b', "a;--", "a'b", "a]b", "é@year-1y"])
def test_whatever_a_name_holds_stays_a_name(name: str) -> None:
    with sqlite3.connect(":memory:") as warehouse:
        said = warehouse.execute(f"SELECT {text(name)} AS {quoted(name)} /* {remark(name + '*/')} */")
        assert said.description[0][0] == name
        assert said.fetchall() == [(name,)]
