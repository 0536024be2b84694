"""Words that tell at the door or on the telephone that somebody is poor. Nobody speaks them to people.

They stand in `words/<language>.toml`, so that whoever works with people can add one: `words` stand in nothing
that people read, `in_campaigns` also not in what a campaign says. A star stands for any letters: `*armoede*`
also finds "kinderarmoede".
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "words"


def telling_word(text: str, language: str) -> str:
    """The first word in a text that tells too much, as it was typed; empty when there is none.

    Every text is also held against the Dutch list: half a Dutch sentence stands in many of them.
    """
    for listed in dict.fromkeys((language, "nl")):
        if hit := _first(text, listed, in_campaigns=True):
            return hit
    return ""


def never_word(text: str, language: str) -> str:
    """The first word in a text of this language that people never read from us; empty when there is none."""
    return _first(text, language, in_campaigns=False)


def _first(text: str, language: str, *, in_campaigns: bool) -> str:
    found = _pattern(language, in_campaigns)
    hit = found.search(_plain(text)) if found else None
    return text[hit.start() : hit.end()] if hit else ""


def _plain(text: str) -> str:
    """Small letters without accents, sign for sign, so that places stay where they are."""
    return "".join((unicodedata.normalize("NFD", sign)[0].lower() or sign)[0] for sign in text)


@lru_cache(maxsize=16)
def _pattern(language: str, in_campaigns: bool) -> re.Pattern[str] | None:
    file = _FOLDER / f"{language}.toml"
    if not file.exists():
        return None
    listed = tomllib.loads(file.read_text(encoding="utf-8"))
    words = [*listed["words"], *(listed.get("in_campaigns", ()) if in_campaigns else ())]
    parts = (re.escape(_plain(word)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
