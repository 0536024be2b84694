"""Counts of a town: aggregate, about all whom a question is about, labelled, and no part of any answer."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nabij_rights.answers import answer
from nabij_rights.catalogue import rules_on
from nabij_rights.coming.calendar import window_of
from nabij_rights.engine.arrays import population_of
from nabij_rights.facts import likely
from nabij_rights.facts.likely import likely_answers, share_of_yes
from nabij_rights.facts.questions import question_on
from nabij_rights.lists.best_question import best_questions
from nabij_rights.lists.coming import list_calendar
from nabij_rights.lists.coming_columns import calendar_program
from nabij_rights.lists.screening import screen
from nabij_rights.lists.shares import ASSUMED, BadCounts, assumed_shares, parse_shares, read_shares
from tests.lists.test_best_question import at_the_start
from tests.lists.test_coming_list import situations

ON = date(2026, 11, 21)
FACT = "has_increased_reimbursement"


def counts(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"source": "register", "town": "Zonnedam", "period": "2025", "count": list(rows), **more}


def problem_of(*rows: dict[str, Any], **more: Any) -> str:
    with pytest.raises(BadCounts) as refused:
        parse_shares(counts(*rows, **more), name="counts.toml")
    return str(refused.value)


def test_a_count_takes_the_place_of_an_assumption_and_of_no_other() -> None:
    local = parse_shares(counts({"fact": FACT, "observed": 1234, "yes": 617}), name="counts.toml")
    assert share_of_yes(FACT, local.known) == 0.5
    assert share_of_yes("gives_informal_care", local.known) == share_of_yes("gives_informal_care")
    assert local.label_of(FACT) == "estimate from local counts, 2025, n = 1,234 (register, Zonnedam)"
    assert local.label_of("gives_informal_care") == ASSUMED


def test_a_count_per_named_value_weighs_each_answer() -> None:
    values = {"owner": 60, "private_tenant": 30, "social_tenant": 10}
    local = parse_shares(counts({"fact": "tenure", "observed": 100, "values": values}), name="counts.toml")
    question = question_on("tenure")
    assert question is not None
    shares = [one.share for one in likely_answers(question, on=ON, known=local.known)]
    assert sum(shares) == pytest.approx(1)
    assert sorted(share for share in shares if share) == pytest.approx([0.1, 0.3, 0.6])


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"fact": FACT, "observed": 99, "yes": 50}, "99 observed is too few; 100 are needed"),
        ({"fact": FACT, "observed": 200, "yes": 201}, "a number from 0 to 200"),
        ({"fact": FACT, "observed": 200, "yes": True}, "a number from 0 to 200"),
        ({"fact": FACT, "observed": "many", "yes": 1}, "the number of people"),
        ({"fact": "is_rich", "observed": 200, "yes": 1}, "there is no fact"),
        ({"fact": "rent_eur_month", "observed": 200, "yes": 1}, "neither yes or no nor a choice"),
        ({"fact": "tenure", "observed": 200, "values": {"castle": 200}}, "has no value"),
        ({"fact": "tenure", "observed": 200, "values": {"owner": 100}}, "together 200"),
        ({"fact": FACT, "observed": 200, "yes": 9, "nationality": "x"}, "groups that the law does not name"),
        (
            {"fact": FACT, "observed": 200, "yes": 9, "neighbourhood": "x"},
            "groups that the law does not name",
        ),
        ({"fact": FACT, "observed": 200, "yes": 9, "of": "women"}, "another group"),
    ],
)
def test_a_count_that_may_not_be_used_is_refused_with_a_sentence(row: dict[str, Any], sentence: str) -> None:
    assert sentence in problem_of(row)


def test_the_group_that_the_question_itself_names_is_no_other_group() -> None:
    row = {"fact": "gives_right_to_child_benefit", "observed": 500, "yes": 400, "of": "children"}
    if likely.vocabulary()[row["fact"]].applies_to != "children":
        row["of"] = likely.vocabulary()[row["fact"]].applies_to
    assert share_of_yes(row["fact"], parse_shares(counts(row), name="c").known) == 0.8


def test_a_fact_is_counted_once_and_a_file_says_where_and_when() -> None:
    row = {"fact": FACT, "observed": 200, "yes": 20}
    assert "was counted above" in problem_of(row, row)
    assert "period is missing" in problem_of(row, period="")
    assert "is not read here" in problem_of(row, age_group="18-25")
    assert "there is no [[count]]" in problem_of()


def test_a_file_that_is_none_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadCounts, match="Name a TOML file"):
        read_shares(tmp_path / "nowhere.toml")
    (tmp_path / "broken.toml").write_text("count = [[", encoding="utf-8")
    with pytest.raises(BadCounts, match="this is no TOML file"):
        read_shares(tmp_path / "broken.toml")


def test_no_answer_amount_or_order_of_households_rests_on_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = list(situations(4, 5))
    program = calendar_program(window_of(ON, 24))

    def everything() -> tuple[object, ...]:
        alone = [[(o.answer, o.amount, o.group) for o in answer(one, on=ON).outcomes] for one in listed]
        screened = screen(population_of(listed, rules_on(ON).program), rules_on(ON))
        together = {
            key: (
                one.certain.tolist(),
                one.possible.tolist(),
                None if one.lowest is None else one.lowest.tolist(),
            )
            for key, one in screened.items()
        }
        return alone, together, list(list_calendar(population_of(listed, program), on=ON))

    before = everything()
    other = {"yes": dict.fromkeys(likely.shares()["yes"], 0.01), "of": {}, "everyone": {}}
    monkeypatch.setattr(likely, "shares", lambda: other)
    assert everything() == before


def test_other_shares_change_which_question_comes_first_but_not_the_order_of_households() -> None:
    listed = at_the_start(8)
    population = population_of(listed, rules_on(ON).program)
    yes = dict.fromkeys(assumed_shares().known["yes"], 0.5)
    turned = parse_shares(
        counts(*({"fact": fact, "observed": 1000, "yes": 500} for fact in yes)), name="counts.toml"
    )
    plain, counted = (best_questions(population, on=ON, local=local) for local in (None, turned))
    assert [one.household for one in plain.households] == [one.household for one in counted.households]
    assert [one.household for one in plain.households] == list(range(8))
    assert [one.question.id for one in plain.questions] != [one.question.id for one in counted.questions]
