"""What a letter of a campaign says: the words of its lead or of the house, in the language of people."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nabij.campaigns.models import Campaign

_FILE = Path(__file__).resolve().parents[1] / "letters" / "words.toml"
LANGUAGES = ("nl", "fr", "en")
"""The languages in which the house has a letter. Whoever reads none of them gets the Dutch one."""


@dataclass(frozen=True, slots=True)
class LetterWords:
    """A letter in one language, before anybody's name stands in it."""

    language: str
    title: str
    greeting: str
    paragraphs: tuple[str, ...]
    close: str


@lru_cache(maxsize=1)
def house_words() -> Mapping[str, Mapping[str, Any]]:
    """The letters of the house, by language."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def house_text(language: str, *, sender: str) -> str:
    """The body of the letter of the house, with the name of the sender."""
    return str(house_words()[language]["words"]).strip().replace("{sender}", sender)


def letter_words(campaign: Campaign) -> dict[str, LetterWords]:
    """The letter of a campaign in each language of the house."""
    own = dict(campaign.letter_texts.values_list("language", "words"))
    return {language: _words(campaign, language, own.get(language, "")) for language in LANGUAGES}


def _words(campaign: Campaign, language: str, own: str) -> LetterWords:
    kept = house_words()[language]
    text = own or house_text(language, sender=campaign.sender_name)
    return LetterWords(
        language=language,
        title=kept["title"],
        greeting=kept["greeting"],
        paragraphs=tuple(line.strip() for line in text.splitlines() if line.strip()),
        close=kept["close"],
    )
