"""A long list stays short to look at, and hides nothing."""

import re

import pytest

from nabij.rights.queries import results
from nabij.rights.queries.catalogue import entries
from nabij.rights.queries.sections import MOST_FIRST, sections
from nabij_rights.answers import Group
from nabij_rights.catalogue import catalogue
from nabij_rights.rights import Kind, Theme
from tests.rights.visitor import Visitor, today_found

pytestmark = [pytest.mark.django_db, pytest.mark.visitor]


@pytest.fixture
def settled() -> Visitor:
    return Visitor().settles_in()


def test_every_right_stands_in_one_place_of_one_group(settled: Visitor) -> None:
    listed = results.results(today_found(settled.check))
    shown = []
    for section in sections(listed):
        by_theme = (*section.rest, *section.may_ask, *section.services)
        cards = [*section.first, *(card for theme in by_theme for card in theme.lines)]
        assert {card.group for card in cards} == {section.group}
        assert section.number == len(cards) == listed.count(section.group)
        shown += [card.right.id for card in cards]
    assert sorted(shown) == sorted(catalogue())


def test_of_what_is_not_sure_a_few_stand_open_those_of_one_answer_first(settled: Visitor) -> None:
    listed = results.results(today_found(settled.check))
    (maybe,) = [section for section in sections(listed) if section.group is Group.MAYBE]
    assert len(maybe.first) == MOST_FIRST
    waiting = [len(card.chips) for card in maybe.first if card.chips]
    assert waiting == sorted(waiting)
    assert {card.right.kind for card in maybe.first}.isdisjoint({Kind.SERVICE, Kind.MAY_ASK, Kind.CLOSED})


def test_services_and_what_a_person_decides_stand_apart(settled: Visitor) -> None:
    listed = results.results(today_found(settled.check))
    for section in sections(listed):
        assert all(card.right.kind is Kind.SERVICE for theme in section.services for card in theme.lines)
        assert all(card.right.kind is not Kind.SERVICE for theme in section.may_ask for card in theme.lines)


def test_the_page_of_all_rights_stays_small(settled: Visitor) -> None:
    page = settled.opens("resultaten/").text
    assert len(page.encode()) < 200_000
    assert page.count('class="n-result"') <= MOST_FIRST + len(Theme)


def test_the_catalogue_can_be_read_by_theme() -> None:
    visitor = Visitor().opens("rechten/?theme=energy")
    listed = re.findall(r"/rechten/([a-z_]+)/", visitor.text)
    assert set(listed) == {right.id for right in catalogue().values() if right.theme is Theme.ENERGY}
    assert len(entries(theme=Theme.ENERGY)) == len(set(listed))


@pytest.mark.parametrize("wrong", ["nothing", "ENERGY", "%00"])
def test_a_theme_that_does_not_exist_is_no_filter(wrong: str) -> None:
    assert Visitor().opens(f"rechten/?theme={wrong}").text.count('<li class="n-panel">') == len(catalogue())


def test_every_theme_has_rights() -> None:
    assert {right.theme for right in catalogue().values()} == set(Theme)
