"""Fixed sentences that are the same for every right: warnings, groups, periods, headings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FALLBACK = "nl"


class UnknownSentence(LookupError):
    """A sentence that nobody wrote, also not in Dutch."""


@cache
def sentences(language: str) -> Mapping[str, Mapping[str, str]]:
    """All sentences of one language by section and key; empty when the language is not written yet."""
    path = files("nabij_rights.texts").joinpath(language).joinpath("_sentences.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def sentence(section: str, key: str, language: str, **values: object) -> str:
    """A sentence in this language, else in Dutch, with its values filled in. Raises UnknownSentence."""
    for tried in (language, FALLBACK):
        if (found := sentences(tried).get(section, {}).get(key)) is not None:
            return found.format(**values)
    raise UnknownSentence(f"{section}.{key} is not written")


def word(section: str, key: str, language: str) -> str:
    """A word for one of many values, or the value itself when nobody gave it a word."""
    try:
        return sentence(section, key, language)
    except UnknownSentence:
        return key
