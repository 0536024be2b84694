"""A batch of rows gives the answers that each household gets on its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from nabij_rights.answers import Outcome, answer
from nabij_rights.catalogue import catalogue, rules_on
from nabij_rights.facts.reading import read_situation
from nabij_rights.lists.table import MissingFacts, output_schema, screen_batch
from nabij_rights.synthetic import PlainCase
from tests.factories.tables import batch_of, hidden_households

ON = date(2026, 11, 21)


def expected(outcome: Outcome) -> dict[str, Any]:
    """What the row says of a right: answer, amount, what is missing, warnings and the other adults."""
    return {
        "answer": str(outcome.answer),
        "lowest": euros(outcome.lowest),
        "highest": euros(outcome.highest),
        "missing": [
            one.fact if one.person is None else f"{one.fact}:{one.person + 1}" for one in outcome.missing
        ],
        "warnings": [str(warning) for warning in outcome.warnings],
        "others": [
            {
                "member": person + 1,
                "answer": str(other.answer),
                "lowest": euros(other.lowest),
                "highest": euros(other.highest),
            }
            for person, other in outcome.for_others
        ],
    }


def euros(cents: int | None) -> Decimal | None:
    """Cents as the table shows them."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def differences(case: PlainCase, row: dict[str, Any], right_ids: tuple[str, ...], on: date) -> list[Any]:
    """Every cell that is not what the household gets on its own."""
    answers = answer(read_situation(case, on=on), on=on, right_ids=right_ids)
    found = []
    for right_id in right_ids:
        should = expected(answers.of(right_id))
        for part, value in should.items():
            got = row.get(f"{right_id}.{part}", [] if part == "others" else None)
            if got != value:
                found.append((right_id, part, got, value))
    return found


@pytest.mark.parametrize("share", [0.0, 0.25, 0.9])
def test_every_cell_is_what_the_household_gets_on_its_own(share: float) -> None:
    cases = hidden_households(20, seed=int(100 * share), on=ON, share=share)
    right_ids = tuple(catalogue())
    out = screen_batch(batch_of(cases), rules_on(ON), right_ids=right_ids)
    assert out.schema == output_schema(rules_on(ON), right_ids)
    for case, row in zip(cases, out.to_pylist(), strict=True):
        assert row["problems"] is None
        assert differences(case, row, right_ids, ON) == []


def test_only_the_rights_asked_for_are_shown_and_know_of_each_other() -> None:
    right_ids = ("vlaamse_huursubsidie", "vlaamse_huurpremie")
    cases = hidden_households(20, seed=5, on=ON, share=0.1)
    out = screen_batch(batch_of(cases), rules_on(ON, right_ids), right_ids=right_ids)
    assert {name.partition(".")[0] for name in out.schema.names} == {"household", "problems", *right_ids}
    for case, row in zip(cases, out.to_pylist(), strict=True):
        assert differences(case, row, right_ids, ON) == []


def test_a_row_with_a_problem_says_why_and_the_others_go_on() -> None:
    batch = pa.RecordBatch.from_pydict(
        {
            "household": ["a", "b", "c"],
            "rent_eur_month": ["600", "a lot", None],
            "birth_on": [["1980-02-30"]] * 3,
        }
    )
    batch = batch.set_column(2, "birth_on", pa.array([["1980-02-03"], ["1980-02-03"], ["1980-02-30"]]))
    rows = screen_batch(batch, rules_on(ON)).to_pylist()
    assert [row["household"] for row in rows] == ["a", "b", "c"]
    assert rows[0]["problems"] is None
    assert rows[0]["leefloon.answer"] == "unknown"
    assert rows[1]["problems"] == ["rent_eur_month: 'a lot' is not an amount in euro such as 1780.40."]
    assert rows[2]["problems"] == ["birth_on, member 1: '1980-02-30' is not a date such as 2015-03-02."]
    assert {value for key, value in rows[1].items() if key not in ("household", "problems")} == {None}


def test_warnings_may_be_left_out_and_amounts_that_nobody_knows_stay_out() -> None:
    batch = batch_of(hidden_households(20, seed=1, on=ON))
    out = screen_batch(batch, rules_on(ON), missing=MissingFacts.NONE, with_warnings=False)
    full = screen_batch(batch, rules_on(ON))
    assert [
        name for name in full.schema.names if not name.endswith((".missing", ".warnings"))
    ] == out.schema.names
    for name in out.schema.names:
        assert out.column(name) == full.column(name)


def test_missing_facts_may_be_left_out() -> None:
    batch = batch_of(hidden_households(3, seed=1, on=ON))
    out = screen_batch(batch, rules_on(ON), missing=MissingFacts.NONE)
    full = screen_batch(batch, rules_on(ON))
    assert [name for name in full.schema.names if not name.endswith(".missing")] == out.schema.names
    for name in out.schema.names:
        assert out.column(name) == full.column(name)
