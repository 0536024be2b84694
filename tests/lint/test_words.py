"""The words that residents never read."""

import pytest

from nabij_rights.lint.words import EXCLAMATION, NEVER_SAID, OFFICIAL, belittling, never_said, official

D5 = (
    "kansarm, arm gezin, armoede, kwetsbaar, zwak, zwakker, probleemgezin, doelgroep, cliënt, dossier, "
    "casus, geval, fraude, controle, sanctie, misbruik, steuntrekker, laaggeschoold, allochtoon, aanklampend"
)
"""The words that the project promised never to use for people, one by one."""


@pytest.mark.parametrize("word", D5.split(", "))
def test_every_word_of_the_promise_is_found(word: str) -> None:
    assert never_said(f"Dit is een {word}.", "nl") == [word]


@pytest.mark.parametrize(
    "word",
    [
        "kansarme",
        "arme gezinnen",
        "armoedig",
        "kwetsbare",
        "kwetsbaarheid",
        "zwakke",
        "zwakst",
        "Doelgroep",
        "cliënten",
        "dossiers",
        "gevallen",
        "frauduleuze",
        "controleren",
        "sancties",
        "misbruiken",
        "steuntrekkende",
        "allochtone",
    ],
)
def test_other_forms_of_the_words_are_found(word: str) -> None:
    assert never_said(word, "nl") == [word]


@pytest.mark.parametrize("word", ["warm gezin", "bevallen", "toevallig", "geldigheid", "kansentarief"])
def test_words_that_look_like_them_are_left_alone(word: str) -> None:
    assert never_said(word, "nl") == []


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Je vraagt het gewoon even.", "nl", ["gewoon", "even"]),
        ("Je kind woont evenveel bij jou.", "nl", []),
        ("It is easy. You simply ask.", "en", ["easy", "simply"]),
        ("Just fill in the form.", "en", ["Just fill"]),
        ("Your income is just above the limit.", "en", []),
        ("C’est facile.", "fr", ["facile"]),
        ("Це легко.", "uk", []),
    ],
)
def test_nothing_is_called_easy(text: str, language: str, found: list[str]) -> None:
    assert belittling(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Gegevens betreffende je woning, teneinde te rekenen.", "nl", {"betreffende", "teneinde"}),
        ("Je dient te wachten.", "nl", {"dient te"}),
        ("Indien je middels een brief vraagt", "nl", {"Indien", "middels"}),
        ("Vous êtes aidé dans le cadre de la loi.", "fr", {"dans le cadre de"}),
        ("You shall ask in order to get it.", "en", {"shall", "in order to"}),
        ("Je dient een aanvraag in.", "nl", set()),
    ],
)
def test_words_of_decrees_are_found(text: str, language: str, found: set[str]) -> None:
    assert {word for word, _ in official(text, language)} == found


def test_what_is_advised_instead_is_no_word_of_a_decree_itself() -> None:
    for language, words in OFFICIAL.items():
        assert [plain for plain in words.values() if official(plain, language)] == []


def test_every_language_of_a_complete_leaflet_has_its_list() -> None:
    assert set(NEVER_SAID) == set(OFFICIAL) == {"nl", "fr", "en"}


@pytest.mark.parametrize(("text", "is_found"), [("Doe het nu!", True), ("a != b", False), ("![img]", False)])
def test_an_exclamation_mark_is_not_the_sign_of_code(text: str, is_found: bool) -> None:
    assert (EXCLAMATION.search(text) is not None) is is_found
