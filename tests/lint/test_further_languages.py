"""What people need first is written in every language of the finder."""

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from nabij_rights.catalogue import catalogue
from nabij_rights.lint.wording import (
    leaflets_of,
    lint_documents,
    lint_leaflet,
    lint_words_of_the_counter,
    terms_of,
)
from nabij_rights.texts.citations import PROVIDERS, forms
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES, FURTHER_LANGUAGES, NEEDED_FIRST, leaflet

EVERY_LANGUAGE = (*COMPLETE_LANGUAGES, *FURTHER_LANGUAGES)


def test_there_are_twelve_rights_and_six_languages() -> None:
    assert len(set(NEEDED_FIRST)) == 12
    assert len(EVERY_LANGUAGE) == 6


@pytest.mark.parametrize("right_id", NEEDED_FIRST)
@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_what_people_need_first_has_a_complete_leaflet(right_id: str, language: str) -> None:
    found = leaflet(right_id, language)
    assert found is not None
    assert terms_of(catalogue()[right_id]) <= found.terms.keys()


@pytest.mark.parametrize("right_id", NEEDED_FIRST)
@pytest.mark.parametrize("language", FURTHER_LANGUAGES)
def test_a_leaflet_says_as_much_as_the_dutch_one(right_id: str, language: str) -> None:
    found, dutch = leaflet(right_id, language), leaflet(right_id, "nl")
    assert found is not None
    assert dutch is not None
    assert found.terms.keys() == dutch.terms.keys()
    for key, section in dutch.sections.items():
        items = [text.count("\n- ") for text in ("\n" + section, "\n" + found.sections[key])]
        assert items[0] == items[1], f"{language}, {key}: the lists are not of the same length"


@pytest.mark.parametrize("language", FURTHER_LANGUAGES)
def test_who_grants_what_people_need_first_is_named(language: str) -> None:
    providers = {catalogue()[right_id].provider for right_id in NEEDED_FIRST}
    assert providers - forms(language, PROVIDERS).keys() == set()


@pytest.mark.parametrize("language", FURTHER_LANGUAGES)
def test_every_paper_named_is_asked_for(language: str) -> None:
    path = files("nabij_rights.texts").joinpath(language).joinpath("_documents.toml")
    named = tomllib.loads(path.read_text(encoding="utf-8"))
    asked = {key for right_id in NEEDED_FIRST for key in catalogue()[right_id].documents}
    assert set(named) == asked


def test_a_missing_paper_is_said() -> None:
    right = replace(catalogue()["leefloon"], documents=("a_new_paper",))
    places = {finding.place.split(":")[0] for finding in lint_documents([right])}
    assert places == {f"texts/{language}/_documents.toml" for language in EVERY_LANGUAGE}


def test_a_missing_leaflet_of_what_people_need_first_is_an_error() -> None:
    found = lint_leaflet(catalogue()["leefloon"], "ar", None)
    assert [str(finding) for finding in found] == ["error: texts/ar/leefloon.md: does not exist."]


def test_another_right_may_fall_back_to_dutch() -> None:
    written = dict(leaflets_of("davo_voorschot"))
    assert written.keys() >= set(COMPLETE_LANGUAGES)
    assert None not in written.values()


def test_the_dutch_word_is_kept_for_the_counter() -> None:
    found, dutch = leaflet("leefloon", "tr"), leaflet("leefloon", "nl")
    assert found is not None
    without = replace(found, name="Para")
    assert list(lint_words_of_the_counter("x", found, dutch)) == []
    said = [finding.sentence for finding in lint_words_of_the_counter("x", without, dutch)]
    assert said == ["does not keep the Dutch name between brackets: Leefloon."]


def test_an_amount_in_the_text_is_refused() -> None:
    found, dutch = leaflet("leefloon", "uk"), leaflet("leefloon", "nl")
    assert found is not None
    dear = replace(found, summary="Щомісяця 1.340 €.")
    assert [finding.sentence for finding in lint_words_of_the_counter("x", dear, dutch)] == [
        "has an amount in it ('€'); amounts come from the data."
    ]
