"""A cell of a table means what the same value means in a file of one household."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from nabij_rights.engine.program import Situation
from nabij_rights.facts.reading import UnreadableCase, read_situation
from nabij_rights.facts.vocabulary import FIRST_DAY, vocabulary
from nabij_rights.lists.columns import UnusableColumns
from nabij_rights.lists.reading_batch import RowProblem, population_from
from nabij_rights.lists.situations import situations_of
from tests.factories.tables import batch_of, hidden_households

ON = date(2026, 11, 21)


def one(**columns: Any) -> Situation:
    """The one household of a table with one row."""
    read = population_from(table(**columns), on=ON)
    assert read.problems == []
    return next(situations_of(read.population))


def table(**columns: Any) -> pa.RecordBatch:
    """A table with one row; a value that is an array is a column."""
    arrays = {
        key: value if isinstance(value, pa.Array) else pa.array([value]) for key, value in columns.items()
    }
    return pa.RecordBatch.from_pydict({"household": pa.array(["a"]), **arrays})


def problems(batch: pa.RecordBatch) -> list[RowProblem]:
    return population_from(batch, on=ON).problems


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_batch_holds_the_households_that_the_files_hold(share: float) -> None:
    cases = hidden_households(40, seed=9, on=ON, share=share)
    read = population_from(batch_of(cases), on=ON)
    assert read.problems == []
    assert list(situations_of(read.population)) == [read_situation(case, on=ON) for case in cases]


HOME = [
    ("rent_eur_month", pa.array([712.5]), "712.50"),
    ("rent_eur_month", pa.array([712.1], pa.float32()), "712.10"),
    ("rent_eur_month", pa.array([712]), 712),
    ("rent_eur_month", pa.array([Decimal("712.10")]), "712.10"),
    ("rent_eur_month", pa.array(["712,10"]), "712.10"),
    ("rent_eur_month", pa.array(["€ 712.1"]), "712.10"),
    ("rent_eur_month", pa.array(["1.712,10"]), "1712.10"),
    ("rent_eur_month", pa.array(["1,712.10"]), "1712.10"),
    ("rent_eur_month", pa.array(["1 712"]), "1712"),
    ("rent_eur_month", pa.array(["712"]).dictionary_encode(), 712),
    ("municipality", pa.array(["Kortrijk"]), "kortrijk"),
    ("municipality", pa.array([34022]), 34022),
    ("municipality", pa.array([34022.0]), 34022),
    ("municipality", pa.array(["34022"]), "34022"),
    ("tenure", pa.array(["owner|private_tenant"]), {"any_of": ["owner", "private_tenant"]}),
    ("tenure", pa.array(["owner"]).dictionary_encode(), "owner"),
    ("lease_in_own_name", pa.array(["ja"]), True),
    ("lease_in_own_name", pa.array([0]), False),
    ("social_waiting_list_since_on", pa.array(["nee"]), "no"),
    ("social_waiting_list_since_on", pa.array(["yes"]), True),
    ("social_waiting_list_since_on", pa.array([True]), True),
    ("social_waiting_list_since_on", pa.array([date(2020, 2, 29)]), "2020-02-29"),
    ("social_waiting_list_since_on", pa.array(["2020-02-29"]), "2020-02-29"),
    ("social_waiting_list_since_on", pa.array([date(2020, 2, 29)]).cast(pa.timestamp("ns")), "2020-02-29"),
    ("assessment_income_year", pa.array([2024.0]), 2024),
    ("assessment_income_year", pa.array(["2024"]), 2024),
]


@pytest.mark.parametrize(("fact", "column", "written"), HOME)
def test_a_cell_means_what_the_value_in_a_file_means(fact: str, column: pa.Array, written: Any) -> None:
    expected = read_situation({"household": {fact: written}}, on=ON)
    assert one(**{fact: column}) == expected


BAD = [
    ("rent_eur_month", pa.array([712.505]), 712.505),
    ("rent_eur_month", pa.array([-1]), -1),
    ("rent_eur_month", pa.array([float("nan")]), float("nan")),
    ("rent_eur_month", pa.array([1e12]), 10**12),
    ("rent_eur_month", pa.array(["a lot"]), "a lot"),
    ("rent_eur_month", pa.array([Decimal("1.005")]), Decimal("1.005")),
    ("rent_eur_month", pa.array([2**64 - 1], pa.uint64()), 2**64 - 1),
    ("rent_eur_month", pa.array([[1]]), [1]),
    ("municipality", pa.array(["Kortrik"]), "Kortrik"),
    ("tenure", pa.array(["owner|ownr"]), {"any_of": ["owner", "ownr"]}),
    ("tenure", pa.array([3]), 3),
    ("lease_in_own_name", pa.array(["perhaps"]), "perhaps"),
    ("lease_in_own_name", pa.array([2]), 2),
    ("social_waiting_list_since_on", pa.array(["2020-02-30"]), "2020-02-30"),
    ("social_waiting_list_since_on", pa.array(["03/02/2020"]), "03/02/2020"),
    ("social_waiting_list_since_on", pa.array([date(1700, 1, 1)]), date(1700, 1, 1)),
    ("assessment_income_year", pa.array([99_999]), 99_999),
    ("assessment_income_year", pa.array([2024.5]), 2024.5),
]


@pytest.mark.parametrize(("fact", "column", "written"), BAD)
def test_a_bad_cell_gets_the_sentence_of_the_file(fact: str, column: pa.Array, written: Any) -> None:
    with pytest.raises(UnreadableCase) as refused:
        read_situation({"household": {fact: written}}, on=ON)
    sentence = refused.value.problems[0].sentence
    assert problems(table(**{fact: column})) == [RowProblem(0, fact, 0, sentence)]


@pytest.mark.parametrize("text", ["1.780", "1,780", "12.345"])
def test_an_amount_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    (problem,) = problems(table(rent_eur_month=text))
    assert "can mean thousands or cents" in problem.sentence


def test_every_fact_takes_a_range_or_several_values_as_a_file_does() -> None:
    assert one(**{"rent_eur_month.min": 500.0, "rent_eur_month.max": 600.0}) == read_situation(
        {"household": {"rent_eur_month": {"min": 500, "max": 600}}}, on=ON
    )
    assert one(**{"rent_eur_month.min": 500.0}) == read_situation(
        {"household": {"rent_eur_month": {"min": 500}}}, on=ON
    )
    assert one(members=2, **{"birth_on.max": [None, "2010-01-01"]}) == read_situation(
        {"persons": [{}, {"birth_on": {"max": "2010-01-01"}}]}, on=ON
    )


def test_an_age_is_a_span_of_birth_dates() -> None:
    expected = read_situation({"persons": [{"age": 71}, {"age": {"min": 4, "max": 6}}, {}]}, on=ON)
    batch = table(age=[71, None, None], **{"age.min": [None, 4, None], "age.max": [None, 6, None]})
    assert next(situations_of(population_from(batch, on=ON).population)) == expected


def test_ages_and_birth_dates_go_together_for_different_members() -> None:
    expected = read_situation({"persons": [{"age": 71}, {"birth_on": "1990-05-05"}]}, on=ON)
    assert one(age=["71", None], birth_on=[None, "1990-05-05"]) == expected
    (problem,) = problems(table(age=[71], birth_on=["1990-05-05"]))
    assert problem == RowProblem(0, "age", 1, "give an age or birth_on, not both.")


def test_a_fact_on_another_day() -> None:
    expected = read_situation(
        {"household": {}, "persons": [{"integration_income_since_on@year": True}]}, on=ON
    )
    assert one(**{"integration_income_since_on@year": pa.array([[True]])}) == expected


def test_a_decision_that_somebody_took() -> None:
    expected = read_situation({"decisions": {"aanvullende_financiele_hulp_ocmw.in_need": True}}, on=ON)
    assert one(**{"decision.aanvullende_financiele_hulp_ocmw.in_need": True}) == expected


def test_nothing_known_is_a_household_of_one() -> None:
    assert one() == read_situation({}, on=ON)
    assert one(members=3) == read_situation({"persons": [{}, {}, {}]}, on=ON)
    assert one(members=2, birth_on=pa.array([None], pa.list_(pa.string()))) == one(members=2)


STRANGE = [
    ({"members": 2, "birth_on": ["1990-01-01"]}, "birth_on", "holds 1 elements for 2 members"),
    ({"birth_on": ["1990-01-01"], "study_level": ["none", "none"]}, "study_level", "holds 2 elements for 1"),
    ({"members": 0}, "members", "expected 1 to 32 members"),
    ({"members": "many"}, "members", "is not a number of members"),
    ({"birth_on": "1990-01-01"}, "birth_on", "expected a list"),
    ({"relation_to_reference": ["child"]}, "relation_to_reference", 'write relation_to_reference = "self"'),
    ({"relation_to_reference": ["self", "self"]}, "relation_to_reference", "only the first person is"),
    ({"rent_eur_month": 5.0, "rent_eur_month.min": 4.0}, "rent_eur_month", "a value or a range, not both"),
    ({"rent_eur_month.min": 5.0, "rent_eur_month.max": 4.0}, "rent_eur_month.min", "is above the highest"),
    ({"social_waiting_list_since_on.max": "no"}, "social_waiting_list_since_on.max", "no end of a range"),
    ({"age": [126]}, "age", "expected a whole number from 0 to 125"),
    ({"age": ["x"]}, "age", "expected a whole number from 0 to 125"),
]


@pytest.mark.parametrize(("columns", "column", "said"), STRANGE)
def test_what_does_not_fit_together_is_said_of_its_column(
    columns: dict[str, Any], column: str, said: str
) -> None:
    (problem,) = problems(table(**columns))
    assert (problem.row, problem.column) == (0, column)
    assert said in problem.sentence


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("rent_eur_mont", "Did you mean rent_eur_month?"),
        ("birth_on@year", "no rule looks at this fact on that day"),
        ("tenure.min", "has no lowest and highest value"),
        ("decision.leefloon.nobody", "is decided in no rule"),
    ],
)
def test_a_column_that_nobody_knows_is_refused(column: str, said: str) -> None:
    with pytest.raises(UnusableColumns, match=said.replace("?", r"\?")):
        population_from(table(**{column: "x"}), on=ON)
    assert population_from(table(**{column: "x"}), on=ON, ignored=[column]).problems == []


def test_a_household_needs_a_name() -> None:
    batch = pa.RecordBatch.from_pydict({"household": pa.array([None, " ", "b"])})
    assert [problem.row for problem in problems(batch)] == [0, 1]
    with pytest.raises(UnusableColumns, match="there is no column household"):
        population_from(pa.RecordBatch.from_pydict({"members": pa.array([1])}), on=ON)


def test_the_rows_with_a_problem_are_left_out_and_the_others_keep_their_members() -> None:
    batch = pa.RecordBatch.from_pydict(
        {
            "household": ["a", "b", "c"],
            "rent_eur_month": ["100", "x", "300"],
            "birth_on": [["1990-01-01"], ["1991-01-01", None], ["1992-01-01", "2015-01-01", None]],
        }
    )
    read = population_from(batch, on=ON)
    assert read.keys.to_pylist() == ["a", "c"]
    assert read.rows.tolist() == [0, 2]
    assert read.population.offsets.tolist() == [0, 1, 4]
    assert read.population.household["rent_eur_month"][0].tolist() == [10_000, 30_000]
    born = [date(1990, 1, 1), date(1992, 1, 1), date(2015, 1, 1)]
    assert read.population.persons["birth_on"][0].tolist() == [*(day.toordinal() for day in born), FIRST_DAY]


def test_a_slice_of_a_batch_is_read_like_any_other() -> None:
    cases = hidden_households(30, seed=2, on=ON)
    batch = batch_of(cases).slice(7, 11)
    read = population_from(batch, on=ON)
    assert list(situations_of(read.population)) == [read_situation(case, on=ON) for case in cases[7:18]]


def test_large_and_fixed_size_lists_are_lists_too() -> None:
    for kind in (pa.large_list(pa.string()), pa.list_(pa.string(), 2)):
        column = pa.array([["1990-01-01", None]], kind)
        assert one(birth_on=column) == read_situation({"persons": [{"birth_on": "1990-01-01"}, {}]}, on=ON)


def test_no_fact_of_the_vocabulary_is_without_a_column() -> None:
    names = {fact: pa.nulls(1) for fact in vocabulary()}
    home = {key: value for key, value in names.items() if vocabulary()[key].entity == "household"}
    personal = {key: pa.array([[None]], pa.list_(pa.null())) for key in names if key not in home}
    assert one(**home, **personal) == read_situation({}, on=ON)
    assert np.array_equal(population_from(table(**home), on=ON).population.offsets, [0, 1])
