"""Ways into a right that leave a decision to a person, how far a yes goes, and figures that nobody knows."""

import tomllib
from datetime import date

import pytest

from nabij_rights.answers import Outcome, View, Warning_
from nabij_rights.authoring import amount, any_way, condition, every, fact, named, person_decides, you
from nabij_rights.catalogue import RuleSet
from nabij_rights.engine.program import Situation
from nabij_rights.parameters import book
from nabij_rights.reasons import Answer
from nabij_rights.rights import Granting, Kind, Level, Right, Rule, Theme, Unit

ON = date(2026, 11, 21)
BOOK = """
[source.test]
title = "Test"

[test.limit]
unit = "EUR/year"
label = { nl = "x", fr = "x", en = "x" }
values = [{ from = 2026-01-01, value = "100.00", source = "test", confidence = "verified" }]

[test.old]
unit = "EUR/year"
label = { nl = "x", fr = "x", en = "x" }
values = [{ from = 2020-01-01, value = "100.00", source = "test", confidence = "verified" }]

[test.gone]
unit = "EUR/year"
label = { nl = "x", fr = "x", en = "x" }
values = [{ from = 2020-01-01, source = "test", confidence = "missing" }]
"""


@pytest.fixture(autouse=True)
def _test_book(monkeypatch: pytest.MonkeyPatch) -> None:
    found = book.parse_book("test", tomllib.loads(BOOK))
    for place in ("nabij_rights.authoring.amounts", "nabij_rights.catalogue.amounts"):
        monkeypatch.setattr(place, lambda: found)


def outcome_of(right: Right, **person: int) -> Outcome:
    """The outcome for somebody of whom these facts are known."""
    rule_set = RuleSet(ON, {right.id: right.versions[0]})
    situation = Situation({}, [{key: (value, value) for key, value in person.items()}])
    return Outcome(right, View(situation, rule_set))


def new_right() -> Right:
    return Right(
        id="tried_out",
        level=Level.FEDERAL,
        kind=Kind.YES_NO,
        theme=Theme.INCOME,
        unit=Unit.PERSON,
        period="year",
        provider="test",
        legal_basis=("test",),
        granting=Granting.APPLICATION,
        block="test",
    )


def a_way_that_somebody_judges() -> Right:
    right = new_right()

    @right.rule(from_on="2020-01-01")
    def rule() -> Rule:
        return Rule(
            any_way(
                "opened_by",
                condition("is_invalid", you(fact("is_invalid")), "art. 1"),
                every(
                    "judged",
                    condition("asked_for_help", you(fact("is_ocmw_user")), "art. 2"),
                    person_decides("cannot_pay", "art. 2"),
                ),
            )
        )

    return right


@pytest.mark.parametrize(
    ("is_invalid", "is_ocmw_user", "expected"),
    [(1, 0, Answer.YES), (0, 1, Answer.UNKNOWN), (0, 0, Answer.NO), (1, 1, Answer.YES)],
)
def test_a_decision_deep_in_one_way_never_makes_the_whole_a_yes(
    is_invalid: int, is_ocmw_user: int, expected: Answer
) -> None:
    found = outcome_of(a_way_that_somebody_judges(), is_invalid=is_invalid, is_ocmw_user=is_ocmw_user)
    assert found.answer is expected
    assert Warning_.PERSON_DECIDES in found.warnings


def a_right_for_one_or_for_all() -> Right:
    right = new_right()

    @right.rule(from_on="2020-01-01")
    def rule() -> Rule:
        family = named("family", you(fact("gross_taxable_income_eur_year")) <= amount("test.limit"))
        child = you(fact("is_invalid"))
        return Rule(condition("opened", child | family, "art. 1"), reach=family)

    return right


def test_how_far_a_yes_goes_is_still_asked() -> None:
    found = outcome_of(a_right_for_one_or_for_all(), is_invalid=1)
    assert found.answer is Answer.YES
    assert [item.fact for item in found.missing] == ["gross_taxable_income_eur_year"]
    assert outcome_of(a_right_for_one_or_for_all(), is_invalid=1, gross_taxable_income_eur_year=1).is_settled


def test_a_certain_no_asks_nothing_about_its_reach() -> None:
    right = new_right()

    @right.rule(from_on="2020-01-01")
    def rule() -> Rule:
        income = you(fact("gross_taxable_income_eur_year"))
        return Rule(
            condition("opened", you(fact("is_invalid")), "art. 1"), reach=income <= amount("test.limit")
        )

    assert outcome_of(right, is_invalid=0).is_settled


def test_an_old_figure_on_a_way_that_was_not_needed_is_no_warning() -> None:
    right = new_right()

    @right.rule(from_on="2020-01-01")
    def rule() -> Rule:
        income = you(fact("gross_taxable_income_eur_year")) <= amount("test.old")
        return Rule(
            any_way(
                "opened_by",
                condition("is_invalid", you(fact("is_invalid")), "art. 1"),
                condition("low_income", income, "art. 2"),
            )
        )

    assert outcome_of(right, is_invalid=1).warnings == ()
    assert Warning_.FIGURE_OUTDATED in outcome_of(right, is_invalid=0).warnings


def test_a_step_that_rests_on_a_figure_that_nobody_knows_is_left_out() -> None:
    right = new_right()

    @right.rule(from_on="2020-01-01")
    def rule() -> Rule:
        named("known", amount("test.limit"))
        named("not_known", amount("test.gone"))
        return Rule(condition("is_invalid", you(fact("is_invalid")), "art. 1"))

    found = outcome_of(right, is_invalid=1)
    assert [(value.key, value.lowest) for value in found.named] == [("known", 10_000)]
