"""Citations of the law, notes with a rule and names of who grants a right, in the language of the reader.

The rules and the parameters write a citation once, mostly in English; that string is the key. Each language
has its own form in ``texts/<language>/_citations.toml``. A citation without English form is English as it
stands. Who grants a right is written in Dutch in the rules; ``_providers.toml`` gives the French and English
name with the Dutch word that people hear at the counter.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from nabij_rights.shelf import documents, rests_on_shelf

CITATIONS, PROVIDERS = "_citations.toml", "_providers.toml"
_IN_DOCUMENT = {CITATIONS: "citations", PROVIDERS: "providers"}
DUTCH, ENGLISH = "nl", "en"

UNDETERMINED = "und"
"""The language tag of a text of which nobody wrote down the language."""


@rests_on_shelf
@cache
def forms(language: str, name: str = CITATIONS) -> Mapping[str, str]:
    """Every string of one file, and of the rights that are data, with its form in exactly this language."""
    path = files("nabij_rights.texts").joinpath(language).joinpath(name)
    found = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for document in documents().values():
        found |= document.get(_IN_DOCUMENT[name], {}).get(language, {})
    return MappingProxyType(found)


def cited(text: str, language: str) -> str:
    """A citation or note in this language, else in Dutch; unchanged when nobody wrote a form for it."""
    return forms(_written_in(text, language) or language).get(text, text)


def language_of_citation(text: str, language: str) -> str:
    """The language in which ``cited`` gives this text; ``und`` when nobody wrote a form for it."""
    return _written_in(text, language) or UNDETERMINED


def _written_in(text: str, language: str) -> str:
    """This language when the citation has a form in it, else Dutch, else nothing."""
    if text in forms(language):
        return language
    if text not in forms(DUTCH):
        return ""
    return ENGLISH if language == ENGLISH else DUTCH


def provider_name(name: str, language: str) -> str:
    """Who grants a right: the name in this language with the Dutch word behind it, else the Dutch name."""
    return forms(language, PROVIDERS).get(name, name)
