"""The coming changes as a calendar file: a program reads it back, and it tells no more than the page."""

import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar, Component

from nabij.kernel import clock
from nabij.rights.queries.coming import Soon, ToMind
from nabij.rights.queries.wording import Wording
from nabij.rights.views import agenda
from tests.rights.test_soon import pensioner_of
from tests.rights.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.visitor]
FILE = "resultaten/straks.ics"
LANGUAGES = ["nl", "fr", "en", "uk", "tr", "ar"]


def events(visitor: Visitor) -> list[Component]:
    visitor.opens(FILE)
    return Calendar.from_ical(visitor.page.content).walk("VEVENT")


def test_a_birthday_stands_on_its_day_for_the_whole_day() -> None:
    visitor = pensioner_of(40)
    turns = clock.today() + timedelta(days=40)
    [birthday] = [one for one in events(visitor) if "Je wordt 66 jaar." in one["description"]]
    assert birthday.start == turns
    assert birthday.end == turns + timedelta(days=1)
    assert "Inkomensgarantie" in birthday["description"]
    assert "geen beslissing" in birthday["description"]


def test_every_day_of_the_page_has_its_event() -> None:
    visitor = Visitor().settles_in(place="zonnedam")
    soon = visitor.opens("resultaten/straks/").page.context["soon"]
    days = [one.first_on for one in soon.days] + sorted({one.on for one in soon.to_mind})
    assert days
    assert [one.start for one in events(visitor)] == days


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_neutral_and_in_the_language_of_the_page(language: str) -> None:
    found = events(Visitor(language).settles_in(place="zonnedam"))
    titles = {str(one["summary"]) for one in found}
    assert len(titles) == 2
    assert all(title.startswith("Nabij") and "leefloon" not in title.lower() for title in titles)
    assert {one["summary"].params["LANGUAGE"] for one in found} == {language}
    if language != "en":
        assert not titles & {
            str(one["summary"]) for one in events(Visitor("en").settles_in(place="zonnedam"))
        }


def test_a_day_to_mind_rings_three_weeks_before_in_the_morning() -> None:
    found = events(Visitor().settles_in(place="zonnedam"))
    with_alarm = [one for one in found if one.walk("VALARM")]
    far_enough = [one for one in with_alarm if one.start - clock.today() > timedelta(days=22)]
    assert far_enough
    for event in far_enough:
        [alarm] = event.walk("VALARM")
        assert alarm["trigger"].dt == timedelta(hours=9) - timedelta(days=21)
        assert alarm["description"] == event["summary"]


@pytest.mark.parametrize(("days", "before"), [(60, 21), (22, 21), (10, 9), (1, 0)])
def test_an_alarm_never_lies_in_the_past(days: int, before: int) -> None:
    on = date(2026, 5, 4)
    mind = ToMind(on + timedelta(days=days), Wording("A right"), "a-right", "Keep this.")
    made = agenda.ics(Soon(on, (), (mind,), ()), on=on, now=clock.now())
    [alarm] = Calendar.from_ical(made).walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=9) - timedelta(days=before)


def test_identifiers_stay_the_same_and_say_nothing_of_a_person() -> None:
    alone, with_children = (
        {one.start: str(one["uid"]) for one in events(visitor) if one.walk("VALARM")}
        for visitor in (pensioner_of(40), Visitor().settles_in(place="zonnedam"))
    )
    again = {one.start: str(one["uid"]) for one in events(pensioner_of(40)) if one.walk("VALARM")}
    assert alone == again
    assert alone.keys() & with_children.keys()
    assert all(alone[day] == with_children[day] for day in alone.keys() & with_children.keys())
    assert len(set(with_children.values())) == len(with_children)


@pytest.mark.parametrize("language", ["nl", "ar", "uk"])
def test_lines_are_folded_and_end_as_the_standard_asks(language: str) -> None:
    page = Visitor(language).settles_in(place="zonnedam").opens(FILE).page
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert page.headers["Content-Disposition"] == 'attachment; filename="nabij.ics"'
    assert "no-store" in page.headers["Cache-Control"]
    assert not re.search(rb"(?<!\r)\n", page.content)
    assert all(len(line) <= 75 for line in page.content.split(b"\r\n"))
    assert page.content.decode("utf-8").startswith("BEGIN:VCALENDAR")


def test_without_a_day_there_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nabij.rights.queries.coming.coming_soon", lambda _: Soon(clock.today(), (), (), ()))
    visitor = Visitor().settles_in().opens(FILE)
    assert visitor.here == "/nl/resultaten/straks/"
    assert FILE not in visitor.text


def test_without_answers_it_leads_to_the_start() -> None:
    assert Visitor().opens(FILE).here == "/nl/"


def test_the_page_leads_to_the_file() -> None:
    page = Visitor().settles_in(place="zonnedam").opens("resultaten/straks/")
    assert f'href="/nl/{FILE}"' in page.text
