"""Citations and notes in the language of the reader."""

import re
from datetime import date

import pytest

from nabij_rights.answers import answer
from nabij_rights.catalogue import catalogue, right_named
from nabij_rights.catalogue_json import right_json
from nabij_rights.engine.program import Situation
from nabij_rights.lint.citations import citations_of, lint_citations, lint_providers, providers_of
from nabij_rights.lint.findings import Severity
from nabij_rights.output import to_json
from nabij_rights.parameters.book import amounts
from nabij_rights.plain_text.catalogue import right_text
from nabij_rights.texts.citations import (
    CITATIONS,
    PROVIDERS,
    cited,
    forms,
    language_of_citation,
    provider_name,
)

ON = date(2026, 11, 21)
USED = citations_of(catalogue().values(), amounts().values())
CITED = sorted(USED)

_ENGLISH = re.compile(r"\b(law|decree|order|RD|arts|and|the|from|until|following|book|dash)\b", re.IGNORECASE)
_DUTCH = re.compile(r"\b(wet|decreet|besluit|KB|het|tot|vanaf|volgende|streepje|van)\b", re.IGNORECASE)


def test_every_citation_is_dutch_in_dutch_and_french_in_french() -> None:
    assert len(CITED) > 100
    for text in CITED:
        assert not _ENGLISH.search(forms("nl")[text]), text
        assert not _ENGLISH.search(forms("fr")[text]), text
        assert not _DUTCH.search(forms("fr")[text]), text
        assert not _DUTCH.search(cited(text, "en")), text


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_a_translation_keeps_every_number_and_sign_of_the_citation(language: str) -> None:
    for text in CITED:
        written = cited(text, language)
        assert sorted(re.findall(r"\d+", written)) == sorted(re.findall(r"\d+", text)), text
        assert written.count("°") == text.count("°"), text
        has_paragraph = "§" in text or ("par." in text and language != "en")
        assert ("§" in written) is has_paragraph, text


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Law art. 3, 3°, first dash", "nl", "Wet, art. 3, 3°, eerste streepje"),
        ("Law art. 3, 3°, first dash", "fr", "Loi, art. 3, 3°, premier tiret"),
        ("Law art. 3, 3°, first dash", "en", "Law art. 3, 3°, first dash"),
        ("RD art. 25, par. 1, 1°", "nl", "KB, art. 25, § 1, 1°"),
        ("RD art. 25, par. 1, 1°", "fr", "AR, art. 25, § 1er, 1°"),
        ("Groeipakketdecreet van 27 april 2018", "nl", "Groeipakketdecreet van 27 april 2018"),
        (
            "Groeipakketdecreet van 27 april 2018",
            "en",
            "Decree of 27 April 2018 on the Growth Package (Groeipakket)",
        ),
    ],
)
def test_a_citation_is_given_in_the_language_asked_for(text: str, language: str, expected: str) -> None:
    assert cited(text, language) == expected
    assert language_of_citation(text, language) == language


@pytest.mark.parametrize("language", ["uk", "tr", "ar"])
def test_a_language_without_citations_gets_the_dutch_ones(language: str) -> None:
    assert cited("Pension age 66.", language) == "Pensioenleeftijd: 66 jaar."
    assert language_of_citation("Pension age 66.", language) == "nl"


@pytest.mark.parametrize("language", ["nl", "fr", "en", "uk"])
def test_a_text_that_nobody_wrote_a_form_for_stays_as_it_is(language: str) -> None:
    assert cited("Regulation of Zonnedam, art. 99", language) == "Regulation of Zonnedam, art. 99"
    assert language_of_citation("Regulation of Zonnedam, art. 99", language) == "und"
    assert cited("", language) == ""


def test_who_grants_a_right_keeps_the_dutch_word_behind_its_translation() -> None:
    used = providers_of(catalogue().values())
    for name in used:
        assert provider_name(name, "nl") == name
        assert name in forms("fr", PROVIDERS)
        assert name in forms("en", PROVIDERS)
    for language in ("uk", "tr", "ar"):
        said = forms(language, PROVIDERS)
        assert set(said) <= set(used)
        for name, translated in said.items():
            dutch = name.partition(" (")[0]
            assert f"({dutch[0].casefold()}" in translated.casefold(), translated
    assert provider_name("Ziekenfonds", "fr") == "Mutualité (ziekenfonds)"


# ------------------------------------------------------------------------------ where they are shown


def test_an_answer_cites_the_law_in_its_own_language() -> None:
    answers = answer(Situation({}, [{}]), on=ON, right_ids=("leefloon",))
    for language, law, decree in (
        ("nl", "Wet, art. 14, § 1, 3°", "KB, "),
        ("fr", "Loi, art. 14, § 1er, 3°", "AR, "),
    ):
        because = to_json(answers, language=language)["rights"][0]["because"]
        assert law in {condition["article"] for condition in because["conditions"]}
        assert any(figure["article"].startswith(decree) for figure in because["amounts"])


def test_a_right_is_shown_with_basis_articles_and_notes_in_one_language() -> None:
    right = right_named("leefloon")
    shown = right_json(right, on=ON, language="nl")
    assert shown["legal_basis"][1] == "KB van 11 juli 2002, art. 22 tot en met 35"
    assert shown["versions"][1]["note"].startswith("Art. 35: een hogere vrijstelling")
    assert shown["rule"]["conditions"][0]["article"] == "Wet, art. 3, 1°"
    assert all(row["article"][:4] != "RD a" for amount in shown["amounts"] for row in amount["rows"])
    text = right_text(right, on=ON, language="fr")
    assert "CPAS (OCMW)" in text
    assert "AR du 11 juillet 2002" in text
    assert "RD " not in text


# ------------------------------------------------------------------------------------------- lint


def test_all_that_the_rules_cite_is_written_and_nothing_else() -> None:
    written = {language: forms(language, CITATIONS) for language in ("nl", "fr", "en")}
    assert list(lint_citations(USED, written, is_complete=True)) == []
    granted = providers_of(catalogue().values())
    providers = {language: forms(language, PROVIDERS) for language in ("nl", "fr", "en")}
    assert list(lint_providers(granted, providers, is_complete=True)) == []


def test_a_citation_without_dutch_or_french_is_an_error_that_names_the_file() -> None:
    written = {"nl": {"Law art. 1": "Wet, art. 1"}, "fr": {"Law art. 1": " "}}
    found = list(lint_citations({"Law art. 1": "igo", "Law art. 2": "it"}, written, is_complete=True))
    assert [finding.place for finding in found] == [
        'texts/fr/_citations.toml: "Law art. 1"',
        'texts/nl/_citations.toml: "Law art. 2"',
        'texts/fr/_citations.toml: "Law art. 2"',
    ]
    assert {finding.severity for finding in found} == {Severity.ERROR}
    assert "it cites it" in found[-1].sentence


def test_a_dutch_citation_needs_an_english_form_and_a_bare_article_does_not() -> None:
    written = {
        "nl": {"Reglement van de stad": "Reglement van de stad", "art. 3": "art. 3"},
        "fr": {"Reglement van de stad": "Règlement de la ville", "art. 3": "art. 3"},
        "en": {},
    }
    used = {"Reglement van de stad": "uitpas_kansentarief", "art. 3": "igo"}
    (found,) = lint_citations(used, written, is_complete=True)
    assert (found.severity, found.place) == (
        Severity.ERROR,
        'texts/en/_citations.toml: "Reglement van de stad"',
    )


def test_an_entry_that_nothing_cites_is_a_warning_as_long_as_all_rights_can_be_read() -> None:
    written = {"nl": {"Law art. 9": "Wet, art. 9"}}
    (found,) = lint_citations({}, written, is_complete=True)
    assert (found.severity, found.place) == (Severity.WARNING, 'texts/nl/_citations.toml: "Law art. 9"')
    assert list(lint_citations({}, written, is_complete=False)) == []


def test_a_note_has_no_word_that_hurts() -> None:
    written = {"nl": {"Note.": "Na controle."}, "fr": {"Note.": "Après."}}
    (found,) = lint_citations({"Note.": "igo"}, written, is_complete=True)
    assert (found.severity, "controle" in found.sentence) == (Severity.ERROR, True)


def test_who_grants_a_right_needs_a_french_and_an_english_name() -> None:
    found = list(
        lint_providers({"Loket": "igo"}, {"fr": {"Loket": "Guichet", "Oud": "Vieux"}}, is_complete=True)
    )
    assert [(finding.severity, finding.place) for finding in found] == [
        (Severity.ERROR, 'texts/en/_providers.toml: "Loket"'),
        (Severity.WARNING, 'texts/fr/_providers.toml: "Oud"'),
    ]
