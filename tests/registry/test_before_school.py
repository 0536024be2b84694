"""M-18: households with a child that does not go to school yet, on a day; and its first day at school."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import translation

from nabij.audit.models import Line
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, queries
from nabij.registry.models import Identity, Membership, Person, Revision, Subject
from nabij.registry.queries.before_school import small_children_of
from nabij.registry.types import BirthDate, Naming, NewPerson, NotPossible, Relation
from nabij.registry.types.schooling import goes_to_school, is_before_school, whole_months
from tests.registry.people import NOW, TODAY, Desk, child, desk, household, somebody
from tests.registry.test_pages import Worker, noor, opened, person_in, text, vera

__all__ = ["noor", "vera"]  # the fixtures of two workers with a browser
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


AT_TWO_AND_FIVE_MONTHS = BirthDate(2024, 6, 20)
AT_TWO_AND_A_HALF = BirthDate(2024, 5, 20)


def listed(at: Desk, **more: object) -> dict[int, tuple[str, ...]]:
    """Which households are on the list, and what is said of their children."""
    given = {"purpose": Purpose.WORK_LIST, "on": TODAY, "now": NOW, "with_small_child": True, **more}
    page = queries.household_list(at.noor, **given)  # type: ignore[arg-type]
    return {row.household_id: tuple(one.said for one in row.children) for row in page.rows}


def begins(at: Desk, home: int, day: date | None, *, seen: date | None = None, given: str = "Mo") -> None:
    person = Membership.objects.get(household=home, person__identity__given=given).person_id
    actions.record_school_entry(
        actor=at.noor, household_id=home, person_id=person, school_from=day, seen=seen, now=NOW
    )


@pytest.mark.parametrize(
    ("born", "on", "goes"),
    [
        (AT_TWO_AND_FIVE_MONTHS, TODAY, False),
        (BirthDate(2024, 5, 21), TODAY, False),
        (AT_TWO_AND_A_HALF, TODAY, None),
        (BirthDate(2024, 5), TODAY, None),  # perhaps born on the first of the month
        (BirthDate(2024, 6), TODAY, False),
        (BirthDate(2024), TODAY, None),
        (BirthDate(2021, 1, 1), date(2026, 8, 31), None),
        (BirthDate(2021, 12, 31), date(2026, 8, 31), None),
        (BirthDate(2021, 12, 31), date(2026, 9, 1), True),
        (BirthDate(2021), date(2026, 9, 1), True),
        (BirthDate(2022, 1, 1), date(2026, 9, 1), None),
        (BirthDate(), TODAY, None),
    ],
)
def test_school_by_age_alone(born: BirthDate, on: date, goes: bool | None) -> None:
    assert goes_to_school(born, None, on=on) is goes


def test_the_first_day_at_school_counts_and_the_day_before_does_not() -> None:
    first = date(2026, 11, 3)
    assert goes_to_school(BirthDate(2024, 1, 1), first, on=first) is True
    assert goes_to_school(BirthDate(2024, 1, 1), first, on=first - timedelta(days=1)) is False
    # Somebody of six who came to live here begins later: not at school, whatever the law asks.
    assert goes_to_school(BirthDate(2020, 1, 1), first, on=date(2026, 10, 1)) is False


def test_two_years_and_six_months_at_the_end_of_a_short_month() -> None:
    assert goes_to_school(BirthDate(2023, 8, 31), None, on=date(2026, 2, 27)) is False
    assert goes_to_school(BirthDate(2023, 8, 31), None, on=date(2026, 2, 28)) is None
    assert whole_months(date(2024, 6, 20), date(2026, 11, 19)) == 28
    assert whole_months(date(2024, 6, 20), date(2026, 11, 20)) == 29


def test_the_list_has_who_is_too_young_who_may_be_and_who_is_expected() -> None:
    at = desk()
    due = NewPerson(naming=Naming(), birth=BirthDate(2027, 2), is_expected=True, relation=Relation.CHILD)
    young = household(at.noor, somebody("Ann"), child("Mo", birth=AT_TWO_AND_FIVE_MONTHS))
    half = household(at.noor, somebody("Bea"), child("Noor", birth=AT_TWO_AND_A_HALF))
    waiting = household(at.noor, somebody("Cis"), due)
    dim = household(at.noor, somebody("Dis"), child("Wim", birth=BirthDate()))
    entered = household(at.noor, somebody("Eef"), child("Mo", birth=BirthDate(2024, 5, 1), family="Duin"))
    begins(at, entered, TODAY - timedelta(days=7))
    later = household(at.noor, somebody("Fien"), child("Mo", birth=BirthDate(2024, 5, 1), family="Kade"))
    begins(at, later, date(2027, 1, 4))
    household(at.noor, somebody("Gust"), child("Lot", birth=BirthDate(2021, 12, 31)))
    household(at.noor, somebody("Hans", birth=BirthDate()))  # an adult of whom no year is known
    assert listed(at) == {
        young: ("kind van 2 jaar en 5 maanden",),
        half: ("niet bekend of Noor Zeewind al naar school gaat",),
        waiting: ("verwacht in februari 2027",),
        dim: ("niet bekend wanneer Wim Zeewind geboren is",),
        later: ("Mo Kade gaat naar school vanaf 4 januari 2027",),
    }
    counted = queries.count_households(at.noor, now=NOW, with_small_child_on=TODAY)
    assert counted == 5
    assert queries.count_households(at.noor, now=NOW) == 8


def test_before_september_a_child_that_turns_five_may_still_be_at_home() -> None:
    at = desk()
    home = household(at.noor, somebody(), child("Lot", birth=BirthDate(2021, 12, 31)))
    assert listed(at, on=date(2026, 8, 31)) == {home: ("niet bekend of Lot Zeewind al naar school gaat",)}
    assert listed(at, on=date(2026, 9, 1)) == {}


def test_the_list_goes_page_by_page_and_each_child_that_is_shown_is_on_record_once() -> None:
    at = desk()
    homes = [
        household(at.noor, somebody(name), child("Mo", name, birth=AT_TWO_AND_FIVE_MONTHS))
        for name in ("Ann", "Bea", "Cis")
    ]
    household(at.noor, somebody("Dis"))
    given = {"purpose": Purpose.WORK_LIST, "on": TODAY, "now": NOW, "with_small_child": True, "size": 2}
    first = queries.household_list(at.noor, **given)  # type: ignore[arg-type]
    shown = [str(one.person_id) for row in first.rows for one in row.children]
    children = [one.subject for row in first.rows for one in row.children]
    written = Line.objects.filter(event="registry.household_listed").values_list("subject", flat=True)
    assert sorted(map(str, written)) == sorted(map(str, [*(row.subject for row in first.rows), *children]))
    assert len(shown) == 2
    second = queries.household_list(at.noor, after=first.after, **given)  # type: ignore[arg-type]
    assert [row.household_id for row in (*first.rows, *second.rows)] == homes
    assert second.after is None


def test_the_database_and_the_rule_choose_the_same_children() -> None:
    """Births of every kind, days at school of every kind, on days around 1 September."""
    at, dice = desk(), random.Random(18)
    other = {"unlike_because": "een ander gezin"}
    homes = [household(at.noor, somebody(**other), child("Mo", **other)) for _turn in range(40)]
    days = [date(2026, 8, 31), date(2026, 9, 1), TODAY]
    for home in homes:
        member = Membership.objects.select_related("person").get(household=home, relation=Relation.CHILD)
        year = dice.choice([None, 2018, 2020, 2021, 2022, 2023, 2024, 2025])
        month = dice.choice([None, 1, 8, 12]) if year else None
        relation = dice.choice([Relation.CHILD, Relation.PARENT, Relation.LIVES_ALONG])
        begin = dice.choice([None, None, date(2026, 8, 31), date(2026, 9, 1), date(2026, 12, 1)])
        Identity.objects.filter(person=member.person).update(
            birth_year=year, birth_month=month, birth_day=None
        )
        Person.objects.filter(pk=member.person_id).update(school_from=begin)
        Membership.objects.filter(pk=member.pk).update(relation=relation)
    members = Membership.objects.filter(household__in=homes).select_related("person__identity")
    for on in days:
        by_rule = {
            one.person_id
            for one in members
            if is_before_school(
                one.person.identity.birth, one.person.school_from, Relation(one.relation), on=on
            )
            is not False
        }
        found = small_children_of(homes, on=on)
        assert {one.person_id for children in found.values() for one in children} == by_rule
        assert 5 < len(by_rule) < 40


def test_no_school_takes_a_child_before_two_and_a_half() -> None:
    at = desk()
    home = household(at.noor, somebody(), child("Mo", birth=BirthDate(2024, 6, 20)))
    with pytest.raises(NotPossible, match=r"geen school neemt het vóór 20/12/2026"):
        begins(at, home, date(2026, 12, 19))
    assert not Revision.objects.exists()
    begins(at, home, date(2026, 12, 20))
    assert Person.objects.get(identity__given="Mo").school_from == date(2026, 12, 20)
    with pytest.raises(NotPossible, match="meer dan een jaar verder"):
        begins(at, home, date(2206, 12, 20), seen=date(2026, 12, 20))


def test_a_first_day_is_kept_once_with_what_stood_there_before() -> None:
    at = desk()
    home = household(at.noor, somebody(), child("Mo", birth=BirthDate(2023, 9, 1)))
    first, second = date(2026, 9, 1), date(2026, 11, 9)
    begins(at, home, first)
    begins(at, home, first)
    begins(at, home, second, seen=first)
    begins(at, home, None, seen=second)
    kept = Revision.objects.filter(record="registry.person").order_by("version")
    assert [(one.version, one.fields) for one in kept] == [
        (2, {"school_from": [None, "2026-09-01"]}),
        (3, {"school_from": ["2026-09-01", "2026-11-09"]}),
        (4, {"school_from": ["2026-11-09", None]}),
    ]
    subject = Subject.objects.get(person__identity__given="Mo").number
    lines = Line.objects.filter(event="registry.school_entry_recorded", subject=subject)
    assert lines.count() == 3


def test_an_expected_child_and_somebody_of_another_team_are_refused() -> None:
    at = desk()
    due = NewPerson(Naming(given="Mo"), BirthDate(2027, 2), is_expected=True, relation=Relation.CHILD)
    home = household(at.noor, somebody(), due)
    with pytest.raises(NotPossible, match="Dit kind wordt nog verwacht"):
        begins(at, home, TODAY)
    other = Desk(at.team, at.sam, at.other_team, at.noor)
    with pytest.raises((NotFoundHere, Refused)):
        begins(other, home, TODAY)


def test_two_workers_do_not_write_over_each_other_and_the_history_tells(noor: Worker, vera: Worker) -> None:
    number = opened(noor, somebody(), child("Mo", birth=BirthDate(2023, 9, 1)))
    mo = person_in(number, "Mo")
    address = f"{number}/personen/{mo}/school/"
    assert "Op school sinds" in text(noor.opens(f"{number}/personen/{mo}/"))
    assert "Op school sinds" not in text(noor.opens(f"{number}/personen/{person_in(number)}/"))
    assert noor.sends(address, school_from="1/9/2026", seen="").status_code == 302
    clash = vera.sends(address, school_from="9/11/2026", seen="")
    assert clash.status_code == 422
    assert "Een collega noteerde intussen een andere dag: 01/09/2026." in text(clash)
    page = text(vera.opens(f"{number}/personen/{mo}/"))
    assert re.search(r"Eerste schooldag</dt>\s*<dd[^>]*>\s*01/09/2026", page)
    history = text(vera.opens(f"{number}/geschiedenis/"))
    assert "Eerste schooldag genoteerd" in history
    assert "niet ingevuld → 2026-09-01" in history


def test_the_page_of_the_list_links_to_it_and_keeps_to_it(noor: Worker) -> None:
    opened(noor, somebody("Ann"), child("Mo", birth=BirthDate(clock.today().year - 1, 1, 1)))
    opened(noor, somebody("Bea", "Duinhof"))
    everything = text(noor.opens("?wie=team"))
    assert "Met een kind dat nog niet naar school gaat" in everything
    assert "Bea Duinhof" in everything
    small = text(noor.opens("?wie=team&jong=1"))
    assert "Ann Zeewind" in small
    assert "Bea Duinhof" not in small
    assert "kind van 1 jaar" in small
    assert "?wie=mijn&amp;jong=1" in small
    assert re.search(r"1\s+gezin", small)
