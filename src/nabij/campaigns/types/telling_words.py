"""Words that tell at the door or on the telephone that somebody is poor. No campaign speaks them to people.

They stand in `words/<language>.toml`, so that whoever works with people can add one. A star stands for any
letters: `*armoede*` also finds "kinderarmoede".
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
        if (found := _pattern(listed)) and (hit := found.search(_plain(text))):
            return text[hit.start() : hit.end()]
    return ""


def _plain(text: str) -> str:
    """Small letters without accents, sign for sign, so that places stay where they are."""
    return "".join((unicodedata.normalize("NFD", sign)[0].lower() or sign)[0] for sign in text)


@lru_cache(maxsize=16)
def _pattern(language: str) -> re.Pattern[str] | None:
    file = _FOLDER / f"{language}.toml"
    if not file.exists():
        return None
    words = tomllib.loads(file.read_text(encoding="utf-8"))["words"]
    parts = (re.escape(_plain(word)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
