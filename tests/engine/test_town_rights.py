"""A right of a town as data: the same tree as a rule module, clear sentences for what is wrong."""

from copy import deepcopy
from datetime import date
from string import Formatter
from typing import Any

import pytest

from nabij_rights.authoring import aged, anyone, lives_in, lives_under_roof, younger_than
from nabij_rights.reasons import Answer
from nabij_rights.texts.sentences import sentences
from nabij_rights.town_rights import editing
from nabij_rights.town_rights.document import read, with_days
from nabij_rights.town_rights.problems import BadTownRight
from nabij_rights.town_rights.trying import try_household
from nabij_rights.town_rights.words import Speaker

ON = date(2026, 12, 1)


def document(
    *conditions: dict[str, Any], amount: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    rows = [{"key": f"c{nth}", "article": "art. 1", **row} for nth, row in enumerate(conditions)]
    version: dict[str, Any] = {"from": "2026-09-01", "conditions": rows}
    if amount is not None:
        version["amount"] = amount
    return {"id": "zonnedam_trial", "town": "zonnedam", "kind": "amount", "versions": [version], **more}


def amounts(**values: tuple[str, str]) -> dict[str, Any]:
    row = {"from": "2026-01-01", "source": "s", "confidence": "verified"}
    label = {"nl": "Bedrag", "fr": "Montant", "en": "Amount"}
    return {
        "source": {"s": {"title": "Besluit", "url": "https://zonnedam.example", "read_on": "2026-01-01"}},
        "amounts": {
            key: {"unit": unit, "label": label, "fixed": True, "values": [{**row, "value": value}]}
            for key, (unit, value) in values.items()
        },
    }


def the_test(row: dict[str, Any], **more: Any) -> Any:
    """The expression of one condition."""
    [condition] = read(with_days(document(row, **more))).right.versions[0].conditions
    return condition.holds


def test_a_row_builds_the_same_expression_as_a_rule_module() -> None:
    assert the_test({"lives_in_town": True}) is lives_in("zonnedam")
    row = {"who": "anyone", "age": {"from": 6, "under": 18}, "among": {"lives_here": True}}
    assert the_test(row) is anyone(lives_under_roof() & (aged(6) & younger_than(18)))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({}, "say exactly one of"),
        ({"lives_in_town": True, "decides": True}, "say exactly one of"),
        ({"fact": "shoe_size", "at_least": 3}, "shoe_size is no fact that can be asked"),
        ({"fact": "tenure", "is": "castle"}, "has no value 'castle'"),
        ({"fact": "tenure", "at_least": 3}, "compared by is, is_not, not by at_least"),
        ({"fact": "rent_eur_month", "at_most": 500}, "compare money with an amount"),
        ({"fact": "rent_eur_month", "at_most": "limit"}, "there is no amount limit"),
        ({"fact": "rent_eur_month", "who": "you", "at_most": "x"}, "is a fact of the home"),
        ({"age": {"from": 200}}, "an age is a number of years"),
        ({"age": {}}, "an age has from, under, or both"),
        ({"any": []}, "needs at least one condition inside"),
        ({"count": {"relation": "friend"}, "at_least": 1}, "relation is one of"),
        ({"count": {"relation": "child"}}, "say how many"),
        ({"fact": "net_work_income_eur_month", "who": "total", "begun": True}, "compare it in one way"),
        ({"decides": True, "colour": "red"}, "colour means nothing here"),
        ({"fact": "lives_here", "yes": True, "on": "tomorrow"}, "on is one of"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_a_sentence(row: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadTownRight) as caught:
        read(with_days(document(row)))
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"town": "atlantis"}, "is no town we know"),
        ({"id": "Zonnedam Trip"}, "small letters and underscores"),
        ({"versions": []}, "at least one version"),
        ({"kind": "gift"}, "'gift' is not one of"),
        ({"format": "other/2"}, "nabij-town-right/1 is read here"),
        ({"colour": "red"}, "colour means nothing here"),
        ({"procedure": {"starts": "dog", "appeal_to": "court"}}, "'dog' is not one of"),
        ({"cases": [{"name": "x"}]}, "has no date"),
        ({"texts": {"nl": {"name": "Proef"}}}, "not written yet: summary"),
    ],
)
def test_what_is_wrong_with_the_frame_is_said_too(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadTownRight) as caught:
        read(with_days({**document({"decides": True}), **change}))
    assert sentence in str(caught.value)


def test_every_problem_is_told_at_once() -> None:
    wrong = {**document({"fact": "shoe_size", "yes": True}), "cases": [{"name": "x"}], "texts": {"nl": {}}}
    with pytest.raises(BadTownRight) as caught:
        read(with_days(wrong))
    assert len(caught.value.problems) == 3


FIGURES = amounts(
    low=("EUR/month", "1000.00"),
    high=("EUR/month", "2000.00"),
    much=("EUR/year", "90.00"),
    little=("EUR/year", "40.00"),
    half=("pct", "50.00"),
    most=("EUR", "75.00"),
)
GAINS = [
    ({"kind": "fixed", "amount": "much"}, 9000),
    ({"kind": "per_person", "amount": "much", "among": {"relation": "child"}}, 18000),
    ({"kind": "per_person", "amount": "much", "among": {"relation": "child"}, "at_most": 1}, 9000),
    (
        {
            "kind": "table",
            "of": {"fact": "net_work_income_eur_month", "who": "total"},
            "rows": [{"up_to": "low", "gives": "much"}, {"up_to": "high", "gives": "little"}],
        },
        4000,
    ),
    ({"kind": "share", "of": {"fact": "rent_arrears_eur"}, "pct": "half", "at_most": "most"}, 7500),
    ({"kind": "top_up", "to": "high", "of": {"fact": "net_work_income_eur_month", "who": "you"}}, 80000),
]


@pytest.mark.parametrize(("gain", "cents"), GAINS)
def test_each_kind_of_amount_gives_what_the_table_says(gain: dict[str, Any], cents: int) -> None:
    found = read(with_days(document({"lives_in_town": True}, amount=gain, **FIGURES)))
    child = {"relation_to_reference": "child", "birth_on": "2015-01-01", "net_work_income_eur_month": "0"}
    given = {
        "municipality": "zonnedam",
        "household": {"rent_arrears_eur": "400.00"},
        "persons": [{"birth_on": "1990-01-01", "net_work_income_eur_month": "1200.00"}, child, child],
    }
    tried = try_household(found, given, ON)
    assert (tried.answer, tried.amount) == (Answer.YES, (cents, cents))


def test_what_a_person_decides_between_two_amounts_stays_a_span() -> None:
    gain = {"kind": "between", "lowest": "little", "highest": "much"}
    found = read(with_days(document({"lives_in_town": True}, amount=gain, **FIGURES)))
    given = {"municipality": "zonnedam", "persons": [{"birth_on": "1990-01-01"}]}
    assert try_household(found, given, ON).amount == (4000, 9000)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("gain", [gain for gain, _ in GAINS])
def test_every_amount_can_be_told_in_words(gain: dict[str, Any], language: str) -> None:
    found = read(with_days(document({"lives_in_town": True}, amount=gain, **FIGURES)))
    said = Speaker(found.document, found.amounts, language, ON).gain(gain)
    assert said
    assert all("{" not in sentence for sentence in said)


# ----------------------------------------------------------------------------------------- editing


def test_conditions_are_added_moved_and_removed_by_their_place() -> None:
    first = editing.new_document(right_id="zonnedam_trial", town="zonnedam", from_on="2026-09-01")
    group = editing.with_condition(first, (1,), {"key": "ways", "any": []})
    inside = editing.with_condition(group, (1, 0), {"key": "one", "decides": True})
    turned = editing.with_condition(inside, (1,), {"key": "ways", "all": []})
    assert editing.condition_at(turned, (1, 0))["key"] == "one"
    assert "any" not in editing.condition_at(turned, (1,))
    moved = editing.moved_up(turned, (1,))
    assert [row["key"] for row in editing.newest(moved)["conditions"]] == ["ways", "lives_in_town"]
    assert editing.newest(editing.without_condition(moved, (0,)))["conditions"] == [
        first["versions"][0]["conditions"][0]
    ]
    assert first["versions"][0]["conditions"] == [first["versions"][0]["conditions"][0]]


def test_the_end_of_a_list_of_conditions_is_known_from_any_place_in_it() -> None:
    first = editing.new_document(right_id="zonnedam_trial", town="zonnedam", from_on="2026-09-01")
    group = editing.with_condition(first, (1,), {"key": "ways", "any": []})
    assert editing.end_of(group, (0,)) == editing.end_of(group, (7,)) == (2,)
    assert editing.end_of(group, (1, 3)) == (1, 0)
    with pytest.raises(editing.NoSuchPlace):
        editing.end_of(group, (0, 0))


@pytest.mark.parametrize("path", [(5,), (0, 0), (-1,)])
def test_a_place_that_is_not_there_is_refused(path: tuple[int, ...]) -> None:
    first = editing.new_document(right_id="zonnedam_trial", town="zonnedam", from_on="2026-09-01")
    with pytest.raises(editing.NoSuchPlace):
        editing.without_condition(first, path)


def test_a_key_is_never_given_twice() -> None:
    first = editing.new_document(right_id="zonnedam_trial", town="zonnedam", from_on="2026-09-01")
    assert editing.free_key(first, "lives_in_town") == "lives_in_town_2"


def test_a_following_version_leaves_the_first_as_it_is() -> None:
    first = document({"lives_in_town": True}, **amounts(limit=("EUR", "1.00")))
    following = editing.followed(first, "2027-09-01")
    assert editing.changes_of_the_past(first, following) == []
    early = editing.followed(first, "2026-08-01")
    assert [problem.place for problem in editing.changes_of_the_past(first, early)] == ["from"]
    row = {"from": "2025-01-01", "value": "2.00", "confidence": "verified"}
    source = first["source"]["s"]
    added = editing.with_value(deepcopy(following), "limit", row, source)
    assert "begins after 2026-01-01" in str(editing.changes_of_the_past(first, added)[0])


# ---------------------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_problem_can_be_said_in_every_language(language: str) -> None:
    rows = sentences("en")["town_problem"]
    assert len(rows) > 50
    for code, english in rows.items():
        said = sentences(language)["town_problem"][code]
        fields, allowed = ({name for _, name, _, _ in Formatter().parse(text)} for text in (said, english))
        assert fields <= allowed | {None, "said"}, code


def test_a_problem_is_english_as_text_and_has_the_words_of_the_reader_on_a_page() -> None:
    ways = {"key": "ways", "article": "", "any": []}
    with pytest.raises(BadTownRight) as caught:
        read(with_days(document(ways, {"fact": "tenure", "is": "castle"})))
    first, second = caught.value.problems
    assert str(first) == "version 1 ways: needs at least one condition inside."
    assert first.said("nl", {("group", "ways"): "Minstens één hiervan"}).startswith(
        "Versie 1, groep “Minstens één hiervan”: deze groep is nog leeg."
    )
    assert second.said("fr", {}) == "Version 1, condition « c1 » : ce choix n’existe pas pour ce fait."
    assert [problem.is_unfinished for problem in (first, second)] == [True, False]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"age": {"from": 18, "under": 2}}, "from 18 and under 2 leave nobody"),
        ({"age": {"from": 18, "under": 18}}, "leave nobody"),
        ({"count": {"from_age": 12, "under_age": 6}, "at_least": 1}, "from 12 and under 6 leave nobody"),
    ],
)
def test_ages_that_leave_nobody_are_told(row: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadTownRight, match=sentence):
        read(with_days(document(row)))


@pytest.mark.parametrize("day", ["9999-12-31", "2100-01-01", "1949-12-31"])
@pytest.mark.parametrize("end", ["from", "until"])
def test_a_version_begins_and_ends_in_years_that_we_work_with(day: str, end: str) -> None:
    far = document({"lives_in_town": True})
    far["versions"][0][end] = day
    with pytest.raises(BadTownRight, match="nearly always a typing mistake"):
        read(with_days(far))
