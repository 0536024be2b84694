"""A resident of Dendermonde with two children: at most eight answers, and every right that may be hers."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.rights.queries import results
from nabij_rights.answers import Group
from nabij_rights.rights import Kind
from tests.rights.visitor import Visitor, today_found

pytestmark = pytest.mark.django_db
GOLD = tomllib.loads(
    Path(__file__).parents[1].joinpath("spec/gold/dendermonde_single_parent.toml").read_text(encoding="utf-8")
)
MOST_ANSWERS = 8


def an_answer(visitor: Visitor) -> dict[str, Any]:
    """What she says to the question that is open."""
    form = visitor.page.context["form"]
    truth = GOLD["truth"]["you"] | GOLD["truth"]["home"]
    if form.is_about_all:
        return {"answer": truth.get(form.question.id, "unknown")}
    if form.shape == "several":
        ticked = [str(n) for n, fact in enumerate(form.question.facts) if truth.get(fact) == "yes"]
        return {"answer": ticked or ["none"]}
    if form.shape == "date":
        return {"year": truth["birth_year"]}
    told = truth.get(form.question.facts[0])
    if told is None:
        return {"answer": "unknown"}
    return {"exact": told} if form.shape in ("euro", "number") else {"answer": told}


def after_eight_answers() -> Visitor:
    visitor = Visitor()
    visitor.sends("", place=GOLD["municipality"])
    visitor.sends("thuis/", who="children", children="2")
    band, first, second = GOLD["ages"]
    visitor.sends("leeftijden/", **{"band-0": band, "age-1": first, "age-2": second})
    while visitor.check.number_of_answers < MOST_ANSWERS:
        visitor.answers(**an_answer(visitor))
    return visitor


@time_machine.travel(datetime(2026, 11, 21, 10, 0, tzinfo=UTC), tick=False)
def test_after_at_most_eight_answers_every_right_of_the_gold_list_is_shown_with_what_it_brings() -> None:
    with CaptureQueriesContext(connection) as seen:
        visitor = after_eight_answers()
        page = visitor.opens("resultaten/").text
    assert [one["sql"] for one in seen] == []
    assert visitor.check.number_of_answers == MOST_ANSWERS
    cards = {card.right.id: card for card in results.results(today_found(visitor.check)).cards}
    for right_id, why in GOLD["gold"].items():
        card = cards[right_id]
        assert card.group in (Group.YES, Group.MAYBE), f"{right_id}: {why}"
        assert card.reasons, f"{right_id} says not why"
        outcome = today_found(visitor.check).answers.of(right_id)
        assert outcome.right.kind is not Kind.AMOUNT or outcome.highest, f"{right_id} has no amount"
    assert "Sociaal Huis" in page


@time_machine.travel(datetime(2026, 11, 21, 10, 0, tzinfo=UTC), tick=False)
def test_no_right_of_the_gold_list_is_said_for_sure_that_the_law_leaves_open() -> None:
    visitor = after_eight_answers()
    for outcome in today_found(visitor.check).answers.outcomes:
        if outcome.right.kind in (Kind.MAY_ASK, Kind.CLOSED):
            assert outcome.group is not Group.YES
