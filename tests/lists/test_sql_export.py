"""One SQL text says of every household what the evaluators say, and never makes a "no" of a NULL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random
from typing import Any

import pytest
from django.db import connection

from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.engine.arrays import population_of
from nabij_rights.engine.expression import Entity
from nabij_rights.engine.program import Situation
from nabij_rights.engine.sql.dialects import WORDS, Dialect
from nabij_rights.engine.sql.statement import CannotWrite
from nabij_rights.facts.reading import read_situation
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.lists.screening import Screened, screen
from nabij_rights.lists.sql_export import SqlExport, Values
from nabij_rights.rights import Kind
from nabij_rights.synthetic import made_up_households
from tests.factories.tables import hidden_households
from tests.factories.warehouse import fill

ON = date(2026, 11, 22)
Answers = list[dict[str, Any]]


@cache
def complete_households(number: int = 40) -> tuple[Situation, ...]:
    """Households of which every fact that a rule reads is known, also those that made-up people lack."""
    chance = Random(8)
    facts = rules_on(ON).program.inputs
    situations = []
    for case in made_up_households(number, seed=11, on=ON):
        situation = read_situation(case, on=ON)
        of_home = {key: _any_value(key, chance) for key, leaf in facts.items() if not leaf.is_personal}
        of_person = [key for key, leaf in facts.items() if leaf.is_personal]
        persons = [{**{key: _any_value(key, chance) for key in of_person}, **p} for p in situation.persons]
        situations.append(Situation({**of_home, **situation.household}, persons, {}))
    return tuple(situations)


def _any_value(key: str, chance: Random) -> tuple[int, int]:
    fact = vocabulary()[key.partition("@")[0]]
    if fact.values:
        value = 1 << chance.randrange(len(fact.values))
    elif fact.type in ("bool", "since"):
        value = chance.randint(0, 1) if fact.type == "bool" or "@" in key else ON.toordinal() - 400
    elif fact.is_date:
        value = ON.toordinal() - chance.randint(0, 9000)
    else:
        value = chance.randint(fact.lowest, min(fact.highest, 400_000))
    return value, value


@cache
def open_households(number: int = 40) -> tuple[Situation, ...]:
    """Households of which a third of the facts is not known."""
    return tuple(read_situation(case, on=ON) for case in hidden_households(number, seed=5, on=ON, share=0.3))


def on_sqlite(export: SqlExport, situations: Sequence[Situation], then: str = "") -> Answers:
    """What SQLite answers, after one more statement."""
    with sqlite3.connect(":memory:") as warehouse:
        fill(warehouse.cursor(), situations, export.statement.columns)
        warehouse.executescript(then)
        return rows(warehouse.execute(export.text()))


def rows(cursor: Any) -> Answers:
    """The rows by name of the column, in order of household."""
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def expected(situations: Sequence[Situation], rule_set: RuleSet) -> Answers:
    """What NumPy says of the same households."""
    screened = screen(population_of(situations, rule_set.bounds_program), rule_set)
    return [
        {"household_id": row, **{name: value for one in screened.values() for name, value in _said(one, row)}}
        for row in range(len(situations))
    ]


def _said(one: Screened, row: int) -> Iterator[tuple[str, Any]]:
    certain, possible = bool(one.certain[row]), bool(one.possible[row])
    name = one.right.id
    yield f"{name}_holds", 1 if certain else None if possible else 0
    if one.lowest is not None and one.highest is not None:
        low, high = int(one.lowest[row]), int(one.highest[row])
        if one.right.kind is not Kind.MAY_ASK:
            yield f"{name}_amount", low if certain and low == high else None
        yield f"{name}_lowest", low if possible else None
        yield f"{name}_highest", high if possible else None


def assert_all_said(found: Answers, situations: Sequence[Situation]) -> None:
    """Every cell is what NumPy says, and all three answers occur."""
    should = expected(situations, rules_on(ON))
    assert found == should
    seen = {value for row in found for name, value in row.items() if name.endswith("_holds")}
    assert seen == {0, 1, None}
    assert sum(row[name] is not None for row in found for name in row if name.endswith("_amount")) > 5


@pytest.mark.slow
def test_sqlite_says_of_complete_households_what_numpy_says_of_all_rights() -> None:
    export = SqlExport(rules_on(ON))
    assert_all_said(on_sqlite(export, complete_households()), complete_households())


@pytest.mark.slow
def test_sqlite_says_of_open_facts_what_numpy_says_of_all_rights() -> None:
    export = SqlExport(rules_on(ON), values=Values.OPEN)
    assert_all_said(on_sqlite(export, open_households()), open_households())


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "situations"), [(Values.EXACT, complete_households), (Values.OPEN, open_households)]
)
def test_postgresql_says_what_numpy_says_of_all_rights(values: Values, situations: Any) -> None:
    export = SqlExport(rules_on(ON), Dialect.POSTGRESQL, values)
    with connection.cursor() as cursor:
        fill(cursor, situations(), export.statement.columns, mark="%s")
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(export.text())
        assert_all_said(rows(cursor), situations())


@pytest.mark.cluster
@pytest.mark.parametrize(
    ("values", "situations"), [(Values.EXACT, complete_households), (Values.OPEN, open_households)]
)
def test_duckdb_says_what_numpy_says_of_all_rights(values: Values, situations: Any) -> None:
    duckdb = pytest.importorskip(
        "duckdb", reason="DuckDB is not installed; see docs/how-to/export-rights-as-sql.md"
    )
    export = SqlExport(rules_on(ON), Dialect.DUCKDB, values)
    with duckdb.connect() as warehouse:
        fill(warehouse, situations(), export.statement.columns)
        assert_all_said(rows(warehouse.execute(export.text())), situations())


# ------------------------------------------------------------------------ what is not known, not whole

RIGHTS = ("uitpas_kansentarief", "kleutertoeslag")


def few(values: Values = Values.EXACT, *, has_decisions: bool = False) -> SqlExport:
    """The text for two small rights."""
    return SqlExport(rules_on(ON, RIGHTS), values=values, has_decisions=has_decisions)


def test_each_null_that_counts_gives_null_and_no_other_row_changes() -> None:
    export, households = few(), complete_households(6)
    whole = on_sqlite(export, households)
    checked = 0
    for column in export.statement.columns:
        table, one = (
            ("persons", "person_number = 1 AND") if column.entity is Entity.PERSON else ("households", "")
        )
        found = on_sqlite(
            export, households, f'UPDATE {table} SET "{column.key}" = NULL WHERE {one} household_id = 2'
        )
        assert found[:2] + found[3:] == whole[:2] + whole[3:]
        for right, needed in export.statement.needed.items():
            answer = {name: value for name, value in found[2].items() if name.startswith(right)}
            if column.key in needed and column.key != "relation_to_reference":  # person 1 need not carry it
                assert set(answer.values()) == {None}, f"{column.key} is NULL"
                checked += 1
            else:
                assert answer.items() <= whole[2].items()
    assert checked == 10


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM persons WHERE household_id = 2",
        "DELETE FROM persons WHERE household_id = 2 AND person_number = 1",
        "INSERT INTO persons SELECT * FROM persons WHERE household_id = 2 AND person_number = 1",
        "UPDATE persons SET person_number = 1 WHERE household_id = 2",
        "UPDATE persons SET person_number = NULL WHERE household_id = 2",
        "WITH RECURSIVE n(i) AS (VALUES(50) UNION ALL SELECT i + 1 FROM n WHERE i < 90)"
        " INSERT INTO persons(household_id, person_number) SELECT 2, i FROM n",
    ],
)
@pytest.mark.parametrize("values", Values)
def test_a_household_whose_persons_are_not_in_order_gets_no_answer(change: str, values: Values) -> None:
    export, households = few(values), complete_households(6)
    whole, found = on_sqlite(export, households), on_sqlite(export, households, change)
    assert set(found[2].values()) == {2, None}
    assert found[:2] + found[3:] == whole[:2] + whole[3:]


def test_a_household_that_stands_twice_gets_no_answer() -> None:
    again = "INSERT INTO households SELECT * FROM households WHERE household_id = 2"
    found = [row for row in on_sqlite(few(), complete_households(6), again) if row["household_id"] == 2]
    assert found
    assert all(set(row.values()) == {2, None} for row in found)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("households", "municipality", "'Zonnedam'"),
        ("households", "municipality", "24.5"),
        ("persons", "has_increased_reimbursement", "2"),
        ("persons", "has_increased_reimbursement", "'ja'"),
        ("persons", "residence_status", "'martian'"),
        ("persons", "birth_on", "'2015-03-02'"),
        ("persons", "birth_on", "-4"),
        ("persons", "half_days_present", "100000"),
    ],
)
def test_a_value_outside_its_domain_is_not_known(table: str, column: str, value: str) -> None:
    export, households = few(), complete_households(6)
    found = on_sqlite(export, households, f'UPDATE {table} SET "{column}" = {value} WHERE household_id = 2')
    for right, needed in export.statement.needed.items():
        if column in needed:
            assert found[2][f"{right}_holds"] is None
    assert any(column in needed for needed in export.statement.needed.values())


def test_a_table_without_a_column_is_refused_by_the_database() -> None:
    drop = 'ALTER TABLE persons DROP COLUMN "residence_status"'
    with pytest.raises(sqlite3.OperationalError, match="residence_status"):
        on_sqlite(few(), complete_households(6), drop)


def test_the_others_in_the_home_need_a_relation_and_the_first_person_does_not() -> None:
    export = few()
    first = "UPDATE persons SET relation_to_reference = NULL WHERE person_number = 1"
    others = "UPDATE persons SET relation_to_reference = 'self' WHERE person_number > 1"
    households = complete_households(6)
    whole = on_sqlite(export, households)
    assert on_sqlite(export, households, first) == whole
    sizes = [len(situation.persons) for situation in households]
    for row, size in zip(on_sqlite(export, households, others), sizes, strict=True):
        assert (row["uitpas_kansentarief_holds"] is None) >= (size > 1)


# ------------------------------------------------------------------------------- decisions, the text


def test_a_decision_counts_once_somebody_took_it() -> None:
    (right_id,) = ("zonnedam_noodfonds",)
    rule_set = rules_on(ON, (right_id,))
    export = SqlExport(rule_set, has_decisions=True)
    decisions = sorted(rule_set.program.decisions)
    households = complete_households(30)
    assert on_sqlite(export, households) == expected(households, rule_set)
    for taken in (0, 1):
        decided = [
            Situation(s.household, s.persons, dict.fromkeys(decisions, (taken, taken))) for s in households
        ]
        assert on_sqlite(export, decided) == expected(decided, rule_set)


def test_the_text_names_its_amounts_with_their_day_and_is_the_same_each_time() -> None:
    export = SqlExport(rules_on(ON, ("leefloon",)))
    text = export.text()
    head = [line for line in text.splitlines() if line.startswith("-- ")]
    figure = rules_on(ON).figures["leefloon.family"]
    assert figure.row is not None
    assert any("leefloon.family" in line and figure.row.from_on.isoformat() in line for line in head)
    assert f"{figure.low} /* " in text
    assert text == SqlExport(rules_on(ON, ("leefloon",))).text()


@pytest.mark.parametrize("on", [date(2019, 1, 1), date(2024, 2, 29), date(2031, 6, 1)])
@pytest.mark.parametrize("dialect", Dialect)
def test_every_day_and_every_database_gets_its_text(on: date, dialect: Dialect) -> None:
    text = SqlExport(rules_on(on), dialect).text()
    for right_id in rules_on(on).versions:
        assert f'"{right_id}_holds"' in text


def test_a_name_that_a_database_would_cut_off_is_refused() -> None:
    rule_set = rules_on(ON, ("installatiepremie_vlaanderen",))
    assert max(len(name) for name in rule_set.program.decisions) > 63
    assert SqlExport(rule_set, Dialect.POSTGRESQL).text()
    assert SqlExport(rule_set, Dialect.SQLITE, has_decisions=True).text()
    with pytest.raises(CannotWrite, match="longer than the 63 signs that postgresql keeps"):
        SqlExport(rule_set, Dialect.POSTGRESQL, has_decisions=True).text()


def test_more_columns_than_a_database_takes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = replace(WORDS[Dialect.SQLITE], most_columns=5)
    monkeypatch.setitem(WORDS, Dialect.SQLITE, narrow)
    with pytest.raises(CannotWrite, match="Ask for fewer rights at a time"):
        few().text()


def test_the_description_names_every_column_that_the_text_reads() -> None:
    export = few()
    tables: Mapping[str, Any] = export.description()["tables"]
    assert set(tables["households"]) >= {"household_id", "municipality"}
    assert tables["persons"]["birth_on"]["counts"] == "day number"
    assert "belgian" in tables["persons"]["residence_status"]["values"]
    described = {*tables["households"], *tables["persons"]} - {"household_id", "person_number"}
    assert described == {column.key for column in export.statement.columns}
