"""Searching: misspelt words, words of daily life, distance, language, cost, open now."""

from datetime import timedelta

import pytest

from nabij.directory import actions, queries
from nabij.directory.queries import Wanted
from nabij.directory.types import Door, Need, Point
from nabij.directory.types.words import folded, likeness, typed_words
from tests.directory.offers import EDITOR, FRIDAY_MORNING, KAAI, NOW, TOWN, service

pytestmark = pytest.mark.django_db
FAR = Door("Verre weg", "1", "", "9901", "Zonnedam", Point(51.45, 2.91))


def names(**wanted: object) -> list[str]:
    found = queries.search([TOWN], Wanted(**wanted), now=NOW)  # type: ignore[arg-type]
    return [hit.entry.content.name for hit in found.hits]


@pytest.fixture
def some() -> None:
    service("Schuldbemiddeling", needs=("debts",), cost="free", languages=("nl", "tr"), door=FAR)
    service("Hulp bij de factuur", needs=("energy",), door=KAAI, hours=FRIDAY_MORNING, cost="reduced")
    service("Huisarts", needs=("health",), cost="paid", has_interpreter=True, languages=("nl",))
    service("Café Zoë", needs=("meeting",), name_fr="Café du port", door=KAAI)
    service("Energieadvies", town="kortrijk")


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("schuldbemidling", "Schuldbemiddeling"),
        ("SCHULDEN", "Schuldbemiddeling"),
        ("deurwaarder", "Schuldbemiddeling"),
        ("energiefactuur", "Hulp bij de factuur"),
        ("electricity bill", "Hulp bij de factuur"),
        ("dokter", "Huisarts"),
        ("zoe", "Café Zoë"),
        ("cafe du port", "Café Zoë"),
        ("eenzaam", "Café Zoë"),
    ],
)
def test_words_of_daily_life_and_misspelt_words_lead_to_help(typed: str, first: str) -> None:
    assert names(words=typed)[0] == first


@pytest.mark.usefixtures("some")
def test_a_word_that_is_nowhere_is_named_and_the_others_still_count() -> None:
    found = queries.search([TOWN], Wanted(words="huisarts kwibus"), now=NOW)
    assert found.not_found == ("kwibus",)
    assert found.hits[0].entry.content.name == "Huisarts"
    assert names(words="xyzzy") == []


@pytest.mark.usefixtures("some")
def test_filters_leave_out_what_does_not_fit() -> None:
    assert names(needs=("debts",)) == ["Schuldbemiddeling"]
    assert names(costs=("free", "reduced")) == ["Hulp bij de factuur", "Schuldbemiddeling"]
    assert names(only_open=True) == ["Hulp bij de factuur"]
    assert names(language="tr") == ["Schuldbemiddeling", "Huisarts"]  # the second through an interpreter


@pytest.mark.usefixtures("some")
def test_the_nearest_comes_first_and_what_is_nowhere_last() -> None:
    at_kaai = Point(51.36, 2.91)
    ordered = names(near=at_kaai)
    assert ordered[:2] == ["Café Zoë", "Hulp bij de factuur"]
    assert ordered[-1] == "Huisarts"
    assert "Schuldbemiddeling" not in names(near=at_kaai, most_km=3.0)
    far = next(
        hit
        for hit in queries.search([TOWN], Wanted(near=at_kaai), now=NOW).hits
        if hit.entry.content.name == "Schuldbemiddeling"
    )
    assert far.km == pytest.approx(10.007, abs=0.01)  # 0.09 degrees of a meridian


@pytest.mark.usefixtures("some")
def test_other_apps_ask_for_a_need_near_an_address_in_a_language() -> None:
    found = queries.services_for_need([TOWN], Need.DEBTS, near=Point(51.36, 2.91), language="tr", now=NOW)
    assert [hit.entry.content.name for hit in found] == ["Schuldbemiddeling"]
    assert queries.services_for_need([TOWN], Need.WORK, now=NOW) == []


def test_who_is_full_stands_last_but_stays() -> None:
    service("A vol", full_until=NOW.date() + timedelta(days=30))
    service("B vrij")
    assert names(needs=("energy",)) == ["B vrij", "A vol"]


def test_a_street_is_known_by_a_misspelt_name_with_a_number() -> None:
    marks = [("Havenstraat", Point(51.36, 2.91)), ("Molenwijk", Point(51.37, 2.9))]
    assert actions.load_landmarks(town=TOWN, landmarks=marks, now=NOW, actor=EDITOR) == 2
    assert actions.load_landmarks(town=TOWN, landmarks=marks, now=NOW, actor=EDITOR) == 2
    assert queries.point_named([TOWN], "havenstaat 12") == ("Havenstraat", Point(51.36, 2.91))
    assert queries.point_named([TOWN], "Kerkplein") is None
    assert queries.point_named(["kortrijk"], "Havenstraat") is None
    moved = service("Aan de haven", door=Door("Havenstraat", "3", "", "9901", "Zonnedam"))
    assert moved.location is not None
    assert moved.location.latitude == 51.36


def test_folding_forgives_accents_and_keeps_other_scripts() -> None:
    assert folded("  Crèche «Zoë» ") == "creche zoe"
    assert folded("Допомога!") == "допомога"
    assert typed_words("hulp bij de huur") == ("huur",)
    assert typed_words("de") == ("de",)
    assert likeness("boek", "bank") < 0.7


def test_a_search_asks_the_database_as_often_for_many_services(django_assert_max_num_queries: object) -> None:
    for number in range(12):
        service(f"Dienst {number}", of=f"Huis {number}")
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(names()) == 12
