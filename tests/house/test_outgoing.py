"""Nothing that leaves the house betrays that somebody is poor, followed, or a case (E-09)."""

from __future__ import annotations

import pytest

from nabij.campaigns.types.telling_words import never_word
from tests.house import outgoing
from tests.house.outgoing import LANGUAGES, Outgoing, every_text

ALLOWED: dict[tuple[str, str], str] = {}
"""File and word that may stand there, with the reason: a word inside the name of a law or of a service."""

FORBIDDEN = {
    "nl": (
        *(
            "kansarm",
            "arm gezin",
            "kinderarmoede",
            "kwetsbaar",
            "kwetsbare",
            "zwak",
            "zwakker",
            "probleemgezin",
        ),
        *("doelgroep", "cliënt", "cliënten", "dossier", "casus", "geval", "gevallen", "fraude", "controle"),
        *("sanctie", "misbruik", "steuntrekker", "laaggeschoold", "allochtoon", "aanklampend"),
    ),
    "fr": ("pauvre", "pauvreté", "vulnérable", "groupe cible", "client", "dossier", "cas social", "contrôle"),
    "en": (
        "poor",
        "poverty",
        "vulnerable",
        "target group",
        "client",
        "dossier",
        "fraud",
        "sanction",
        "abuse",
    ),
}


def found(text: Outgoing) -> str:
    """What is wrong with a text, as a line for whoever mends it; empty when nothing is."""
    word = never_word(text.text, text.language)
    if not word or (text.where, word.casefold()) in ALLOWED:
        return ""
    return f"{text.where} ({text.language}): “{word}” in “{' '.join(text.text.split())[:120]}”"


def test_no_text_that_people_read_holds_a_word_that_tells() -> None:
    wrong = [line for line in map(found, every_text()) if line]
    assert not wrong, "Choose another word, or say in ALLOWED why it may stand:\n" + "\n".join(wrong)


def test_the_walk_comes_past_every_kind_of_text_in_each_language() -> None:
    texts = list(every_text())
    for language in LANGUAGES:
        here = [one for one in texts if one.language == language]
        letters = {one.where for one in here if f"/letters/{language}/" in one.where}
        assert len(letters) >= 10
        assert any(one.where == "campaigns/letters/words.toml" for one in here)
        assert any("keeping" in one.where for one in here)
        assert any(one.where.startswith("rights/templates/") for one in here)
        assert any(one.where == "casework/actions/reminders.py" for one in here)
    assert any("file name" in one.where for one in texts)


def test_each_pattern_names_a_file() -> None:
    """A pattern that finds nothing is a text that is not looked at any more."""
    empty = [one for one in (*outgoing.PAPER_AND_MAIL, *outgoing.RESIDENTS) if not outgoing.files((one,))]
    assert empty == []


@pytest.mark.parametrize(
    ("language", "word"), [(language, word) for language, words in FORBIDDEN.items() for word in words]
)
def test_each_word_is_seen_inside_a_sentence(language: str, word: str) -> None:
    assert never_word(f"Dit is, {word.title()}: nee.", language)
    assert found(Outgoing("a", language, f"a {word} b"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Een warm gezin met armbanden; misschien kijken wij samen."),
        ("nl", "In dat gevoel zwaai je ook. Gevalideerd en doelgericht."),
        ("fr", "En cas de besoin, nous sommes là. Vous êtes notre voisin."),
        ("en", "In case of need, the weekly report of this control room."),
    ],
)
def test_words_that_only_look_like_it_may_stand(language: str, text: str) -> None:
    assert never_word(text, language) == ""
