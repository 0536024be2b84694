"""Words as people type them: without accents or capitals, and alike when a letter slipped."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

LONGEST = 200
"""So many signs of what was typed are looked at."""
MOST_WORDS = 8
ALIKE = 0.7
"""From here on a kept word counts as what was typed."""

_PARTED = re.compile(r"[^a-z0-9]+")
_LEFT_OUT_WORDS = (
    "de het een en of van voor met in op bij te ik mijn wij is geen niet hulp helpen "
    "le la les un une des du pour avec aide the a an of for with help my i"
)
_LEFT_OUT = frozenset(_LEFT_OUT_WORDS.split())


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Lower case without accents, words parted by one space. Letters of other scripts are kept."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    if kept.isascii():
        return _PARTED.sub(" ", kept).strip()
    return " ".join(re.findall(r"\w+", kept.replace("_", " ")))


def typed_words(text: str) -> tuple[str, ...]:
    """The words that tell something in what was typed; all of them when none does."""
    words = tuple(dict.fromkeys(folded(text[:LONGEST]).split()))
    telling = tuple(word for word in words if word not in _LEFT_OUT and len(word) > 1)
    return (telling or words)[:MOST_WORDS]


@lru_cache(maxsize=65536)
def likeness(typed: str, kept: str) -> float:
    """How well a typed word leads to a kept one: 1 the same, less for a beginning, a compound or a slip."""
    if typed == kept:
        return 1.0
    if len(typed) >= 3 and kept.startswith(typed):
        return 0.95
    if len(kept) >= 5 and typed.startswith(kept):
        return 0.85  # energiefactuur leads to energie
    if len(typed) >= 5 and typed in kept:
        return 0.8  # bemiddeling leads to schuldbemiddeling
    if len(typed) < 4 or abs(len(typed) - len(kept)) > 2:
        return 0.0
    slips = int(OSA.distance(typed, kept, score_cutoff=2))
    allowed = 1 if len(typed) < 7 else 2
    return 0.9 - 0.1 * slips if slips <= allowed else 0.0
