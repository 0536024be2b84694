"""What begins and ends in the coming months: which day, for whom, why, and when nothing is said."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from nabij_rights.answers import answer
from nabij_rights.catalogue import TooEarly
from nabij_rights.coming.calendar import Coming, calendar_of, window_of
from nabij_rights.coming.moved import Standpoint, figure_on
from nabij_rights.coming.reminders import CAN_BE_ARRANGED, reminders_of
from nabij_rights.coming.ticks import CauseKind
from nabij_rights.coming.track import Change
from nabij_rights.coming.words import cause_sentences, to_do_sentence, when_words
from nabij_rights.engine.program import Situation
from nabij_rights.facts.reading import read_situation
from nabij_rights.parameters.book import Status, amounts
from nabij_rights.reasons import Answer

ON = date(2026, 11, 21)
THE_SAME_FOR_EVERYBODY = {CauseKind.FIXED_DAY, CauseKind.NEW_YEAR, CauseKind.NEW_RULE, CauseKind.NEW_AMOUNT}
CHILD = {"relation_to_reference": "child", "gives_right_to_child_benefit": True, "lives_here": True}


def household(*persons: Mapping[str, Any], **facts: Any) -> Situation:
    """A household of Zonnedam; the first person is the one who asks."""
    given = {"municipality": "Zonnedam", "household": facts, "persons": [dict(person) for person in persons]}
    return read_situation(given, on=ON)


def changes(situation: Situation, right_id: str, months: int = 24) -> list[Coming]:
    """What comes for one right."""
    found = calendar_of(situation, on=ON, months=months).changes
    return [coming for coming in found if coming.right.id == right_id]


def test_a_birthday_opens_a_pension_right_on_its_very_day() -> None:
    [coming] = changes(household({"birth_on": date(1961, 5, 1)}), "igo")
    assert (coming.change, coming.earliest_on, coming.on) == (
        Change.MAY_BEGIN,
        date(2027, 5, 1),
        date(2027, 5, 1),
    )
    assert [(cause.kind, cause.number) for cause in coming.causes] == [(CauseKind.BIRTHDAY, 66)]
    assert coming.conditions == ("pension_age",)
    assert coming.missing


def test_the_day_before_the_window_ends_counts_and_the_day_after_does_not() -> None:
    assert changes(household({"birth_on": date(1961, 5, 21)}), "igo", months=6)
    assert not changes(household({"birth_on": date(1961, 5, 22)}), "igo", months=6)


def test_a_birthday_on_29_february_counts_from_1_march_in_a_common_year() -> None:
    on = date(2025, 12, 1)
    situation = read_situation({"persons": [{"birth_on": date(1960, 2, 29)}]}, on=on)
    found = calendar_of(situation, on=on, months=6).changes
    assert [coming.on for coming in found if coming.right.id == "igo"] == [date(2026, 3, 1)]


def test_an_age_that_is_only_roughly_known_gives_two_days_and_one_change() -> None:
    [coming] = changes(household({"age": 65}), "igo")
    assert (coming.change, coming.earliest_on, coming.on) == (
        Change.MAY_BEGIN,
        date(2026, 11, 22),
        date(2027, 11, 21),
    )
    assert when_words(coming.earliest_on, coming.on, "nl", days=str) == "Tussen 2026-11-22 en 2027-11-21"


def test_a_child_who_turns_18_gets_an_answer_of_its_own() -> None:
    child = {**CHILD, "civil_status": "single", "expected_birth_on": "no", "birth_on": date(2009, 3, 2)}
    [coming] = changes(household({"birth_on": date(1985, 3, 2), "lives_here": True}, child), "leefloon")
    assert (coming.persons, coming.on) == ((1,), date(2027, 3, 2))
    assert [(cause.kind, cause.person, cause.number) for cause in coming.causes] == [
        (CauseKind.BIRTHDAY, 1, 18)
    ]


def test_a_child_who_stays_a_child_gets_no_rights_of_adults() -> None:
    found = calendar_of(household({"birth_on": date(1985, 3, 2)}, {**CHILD, "age": 4}), on=ON).changes
    assert {person for coming in found for person in coming.persons} <= {0}


def test_a_loss_that_is_only_not_knowing_is_never_announced() -> None:
    """Between 60 and 90 everything stays possible for the whole window: there is nothing to tell."""
    found = calendar_of(household({"age": {"min": 60, "max": 90}}), on=ON).changes
    assert {cause.kind for coming in found for cause in coming.causes} <= THE_SAME_FOR_EVERYBODY


def test_nobody_known_means_nothing_to_announce_but_the_seasons_of_the_rules() -> None:
    found = calendar_of(Situation({}, [{}]), on=ON).changes
    assert {cause.kind for coming in found for cause in coming.causes} <= THE_SAME_FOR_EVERYBODY


def test_stale_figures_make_no_news() -> None:
    """By 2028 most figures of today are old; the calendar reckons with them as they are today."""
    then = Standpoint(ON, date(2028, 11, 21))
    grown = [key for key, amount in amounts().items() if amount.on(then.day).status is Status.STALE]
    assert grown
    for key in grown:
        row = amounts()[key].row_on(then.day)
        if row is amounts()[key].row_on(ON):
            assert figure_on(key, then) == amounts()[key].on(ON)


def test_what_is_so_today_counts_on_the_next_first_of_january() -> None:
    someone = {
        "birth_on": date(1980, 1, 1),
        "receives_older_income_guarantee": True,
        "receives_older_income_guarantee@year": False,
        "is_registered_here": True,
        "is_registered_here@year": True,
    }
    others = {
        "integration_income_since_on": "no",
        "equivalent_support_since_on": "no",
        "integration_income_since_on@year": False,
        "equivalent_support_since_on@year": False,
        "receives_income_replacement_allowance@year": False,
        "receives_integration_allowance@year": False,
        "receives_older_care_budget@year": False,
    }
    situation = household({**someone, **others}, **{"water_bill_in_household_name@year": True})
    before = answer(situation, on=ON).of("sociaal_tarief_water").answer
    [coming] = changes(situation, "sociaal_tarief_water")
    assert (before, coming.change, coming.on) == (Answer.NO, Change.BEGINS, date(2027, 1, 1))
    assert {cause.kind for cause in coming.causes} == {CauseKind.SNAPSHOT}
    assert [cause.fact for cause in coming.causes] == ["receives_older_income_guarantee"]


def test_a_benefit_that_ends_stops_what_rests_on_it() -> None:
    jobseeker = {
        "birth_on": date(1980, 1, 1),
        "unemployed_since_on": date(2026, 1, 5),
        "unemployment_ends_on": date(2027, 3, 31),
    }
    found = calendar_of(household(jobseeker), on=ON).changes
    days = {
        coming.on for coming in found if CauseKind.BENEFIT_ENDS in {cause.kind for cause in coming.causes}
    }
    assert days <= {date(2027, 4, 1)}


def test_a_calendar_before_the_catalogue_is_refused() -> None:
    with pytest.raises(TooEarly):
        calendar_of(Situation({}, [{}]), on=date(2018, 12, 31))


def test_rights_of_another_town_say_nothing() -> None:
    found = calendar_of(household({"birth_on": date(2001, 12, 1)}), on=ON).changes
    assert {coming.right.town for coming in found} <= {None, "zonnedam"}


def test_when_only_the_age_changes_only_the_age_is_told() -> None:
    """A child that grows out of the allowance is no less a Belgian who goes to school."""
    child = {**CHILD, "birth_on": date(2022, 5, 1), "residence_status": "belgian", "half_days_present": 300}
    at_school = {"study_level": "nursery", "school_is_recognised_dutch": True}
    parent = {"birth_on": date(1990, 1, 1), "relation_to_reference": "self"}
    [coming] = changes(household(parent, {**child, **at_school}), "kleutertoeslag")
    assert coming.change is Change.ENDS
    assert coming.on == date(2027, 1, 1)
    assert coming.conditions == ("child_turns_3_or_4",)


def test_a_season_is_no_news_for_somebody_who_never_spoke_of_a_meter() -> None:
    assert changes(household({"birth_on": date(1980, 1, 1)}), "minimale_levering_aardgas") == []


def test_a_season_is_told_once_to_whom_it_concerns_and_leads_to_nothing_in_its_place() -> None:
    someone = {"birth_on": date(1980, 1, 1), "lives_here": True, "has_increased_reimbursement": False}
    home = {"prepayment_meter": "gas", "dwelling_kind": "apartment", "heating_fuel": "gas"}
    found = changes(household(someone, **home), "minimale_levering_aardgas")
    assert [coming.change for coming in found].count(Change.ENDS) == 1
    ends = [to_do_sentence(coming, "nl") for coming in found if coming.change is Change.ENDS]
    assert all("elk jaar" in text and "in de plaats" not in text for text in ends)
    assert len({coming.change for coming in found}) == len(found)


# ----------------------------------------------------------------------------------------- reminders


def test_be_registered_before_the_first_of_january() -> None:
    someone = {
        "birth_on": date(1955, 1, 1),
        "receives_older_income_guarantee": True,
        "is_registered_here": False,
    }
    found = answer(household(someone), on=ON)
    reminders = [
        one for one in reminders_of(found, window_of(ON, 24)) if one.right.id == "sociaal_tarief_water"
    ]
    assert [
        (one.on, [(fact.fact, fact.person) for fact in one.facts], one.is_in_order) for one in reminders
    ] == [(date(2027, 1, 1), [("is_registered_here", 0)], False)]


def test_what_is_in_order_is_to_be_kept_so() -> None:
    someone = {
        "birth_on": date(1955, 1, 1),
        "receives_older_income_guarantee": True,
        "is_registered_here": True,
    }
    found = answer(household(someone), on=ON)
    kept = [one for one in reminders_of(found, window_of(ON, 24)) if one.is_in_order]
    facts = {fact.fact for one in kept for fact in one.facts}
    assert facts == {"is_registered_here"}


def test_a_reminder_is_only_about_what_somebody_can_do_something_about() -> None:
    """Not "see to it that this is so: the town where you live"."""
    someone = {"birth_on": date(1955, 1, 1), "lives_here": True, "is_registered_here": True}
    found = answer(household(someone), on=ON)
    facts = {fact.fact for one in reminders_of(found, window_of(ON, 12)) for fact in one.facts}
    assert facts
    assert facts <= CAN_BE_ARRANGED


def test_no_reminder_beyond_the_window() -> None:
    found = answer(household({"birth_on": date(1955, 1, 1)}), on=date(2026, 1, 2))
    assert [one for one in reminders_of(found, window_of(date(2026, 1, 2), 1)) if one.on.month == 1] == []


# -------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("language", ["nl", "fr", "en", "uk", "tr", "ar"])
def test_every_change_has_its_sentences_in_every_language(language: str) -> None:
    situation = household(
        {"birth_on": date(1961, 5, 1)},
        {**CHILD, "birth_on": date(2009, 3, 2)},
        {**CHILD, "birth_on": date(2015, 7, 9)},
        social_waiting_list_since_on=date(2023, 6, 1),
    )
    found = calendar_of(situation, on=ON).changes
    assert found
    for coming in found:
        said = cause_sentences(coming.causes, language, names=str, days=str)
        assert said
        assert to_do_sentence(coming, language)
        assert not [text for text in said if "{" in text]
