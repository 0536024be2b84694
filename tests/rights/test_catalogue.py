from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from nabij.rights.queries.catalogue import NoSuchRight, entries, page_of
from nabij.rights.views import catalogue as views
from nabij_rights.catalogue import catalogue
from nabij_rights.engine.expression import Op, in_order

ON = date(2026, 11, 21)
RIGHTS = sorted(catalogue())


@pytest.fixture
def _without_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes long; one test looks at the drawings themselves."""
    monkeypatch.setattr(views, "MOST_DRAWINGS", 0)


@pytest.mark.usefixtures("_without_drawings")
@pytest.mark.parametrize("right_id", RIGHTS)
@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
def test_every_right_has_a_page_in_every_language(client: Client, right_id: str, language: str) -> None:
    answer = client.get(f"/{language}/rechten/{right_id}/")
    assert answer.status_code == 200
    text = unescape(answer.content.decode())
    with translation.override(language):
        page = page_of(right_id, on=ON)
    assert str(page.name) in text
    assert ('lang="nl"' in text) is (language == "ar") or language in ("nl", "fr", "en")


@pytest.mark.parametrize("right_id", RIGHTS)
def test_a_page_shows_every_amount_that_any_version_uses(right_id: str) -> None:
    page = page_of(right_id, on=ON)
    used = {
        node.meta
        for version in page.right.versions
        for node in in_order(version.roots())
        if node.op is Op.AMOUNT
    }
    assert {series.amount.id for series in page.series} == used
    assert all(series.rows for series in page.series)


@pytest.mark.parametrize("right_id", RIGHTS)
def test_the_rule_in_words_has_a_sentence_for_each_condition(right_id: str) -> None:
    page = page_of(right_id, on=ON)
    todo = [condition for version in page.versions for condition in version.conditions]
    while todo:
        condition = todo.pop()
        assert " " in str(condition.sentence), f"{condition.sentence} is a key, not a sentence"
        todo.extend(condition.parts)


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("leeflon", "leefloon"),
        ("huurpremi", "vlaamse_huurpremie"),
        ("verhoogde tegmoetkoming", "verhoogde_tegemoetkoming"),
        ("revenu d'integration", "leefloon"),
        ("revenu d\u2019intégration", "leefloon"),
        ("stookolie", "verwarmingstoelage"),
    ],
)
def test_search_forgives_spelling_and_finds_other_languages(search: str, expected: str) -> None:
    assert expected in [entry.right.id for entry in entries(search)][:3]


def test_a_search_without_sense_says_so_and_shows_the_way(client: Client) -> None:
    answer = client.get("/nl/rechten/", {"q": "xqzzkw\x00 wvvv"})
    assert answer.status_code == 200
    assert answer.context["entries"] == []


def test_an_unknown_right_is_not_found(client: Client) -> None:
    assert client.get("/nl/rechten/rijkdom/").status_code == 404
    with pytest.raises(NoSuchRight):
        page_of("rijkdom", on=ON)


def test_amounts_are_drawn_for_two_widths_in_the_colours_of_the_page(client: Client) -> None:
    text = client.get("/nl/rechten/groeipakket_basisbedrag/").content.decode()
    assert text.count("<svg aria-hidden") >= 2
    assert "#010101" not in text
    assert "var(--brand)" in text


@pytest.mark.parametrize("right_id", RIGHTS)
def test_the_examples_stand_on_a_page_of_their_own(client: Client, right_id: str) -> None:
    answer = client.get(f"/nl/rechten/{right_id}/voorbeelden/")
    assert answer.status_code == 200
    assert len(answer.context["cases"]) >= 8
