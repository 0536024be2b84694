"""What changes soon, for a visitor: a birth date makes a day exact, and every language has its words."""

from datetime import timedelta

import pytest

from nabij.kernel import clock
from tests.rights.visitor import Visitor, asks_about

pytestmark = [pytest.mark.django_db, pytest.mark.visitor]
SOON = "resultaten/straks/"


def pensioner_of(days_before_66: int, language: str = "nl") -> Visitor:
    """Somebody alone in Zonnedam who turns 66 so many days from now, and told the birth date."""
    turns = clock.today() + timedelta(days=days_before_66)
    visitor = Visitor(language)
    visitor.sends("", place="zonnedam")
    visitor.sends("thuis/", who="alone")
    visitor.sends("leeftijden/", **{"band-0": "50-65"})
    address = asks_about("birth_on", visitor.check)
    return visitor.sends(address, day=str(turns.day), month=str(turns.month), year=str(turns.year - 66))


def test_without_answers_it_leads_to_the_start() -> None:
    assert Visitor().opens(SOON).here == "/nl/"


def test_a_birthday_that_opens_a_pension_right_stands_with_its_day() -> None:
    page = pensioner_of(40).opens(SOON)
    [first, *_] = page.page.context["soon"].days
    causes = [cause for because in first.reasons for cause in because.causes]
    assert causes == ["Je wordt 66 jaar."]
    assert first.when.startswith("Op ")
    assert "Inkomensgarantie" in page.text


def test_the_results_lead_to_it() -> None:
    assert f"/nl/{SOON}" in Visitor().settles_in().opens("resultaten/").text


def test_a_home_without_birthdays_that_count_sees_that_nothing_changes() -> None:
    page = Visitor().settles_in().opens(SOON)
    assert page.page.status_code == 200
    assert "niets dat verandert" in page.text or "<article" in page.text


@pytest.mark.parametrize("language", ["nl", "fr", "en", "uk", "tr", "ar"])
def test_the_page_shows_in_every_language(language: str) -> None:
    page = Visitor(language).settles_in(place="zonnedam").opens(SOON)
    assert page.page.status_code == 200
    assert page.page.context["soon"].to_mind


def test_nothing_is_kept_in_a_cache() -> None:
    page = Visitor().settles_in().opens(SOON)
    assert "no-store" in page.page.headers["Cache-Control"]
