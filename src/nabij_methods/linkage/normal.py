"""The one normaliser of names, telephones and addresses: for linkage, for search, for lists that overlap.

Nothing here decides that two people are the same; it only takes away differences that mean nothing: accents,
capitals, the way one sound is written in Dutch, French, Arabic, Turkish or Slavic names, a particle before a
surname, a country code, "bus" or "b" before a box number.
"""

# ruff: noqa: RUF001, RUF002  (letters that look like others are what this module is about)

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        **{"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"},
        # Ukrainian, Russian and Bulgarian, as they stand in Belgian papers.
        **dict(zip("абвгґдезіийклмнопрстуфц", "abvggdeziijklmnoprstufc", strict=True)),
        **{"є": "ye", "ё": "yo", "ж": "zh", "ї": "yi", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch"},
        **{"ъ": "", "ь": "", "ы": "y", "э": "e", "ю": "yu", "я": "ya"},
    }
)
_APOSTROPHES = re.compile(r"['’`ʼ´]")
_NO_LETTER = re.compile(r"[^a-z0-9]+")

# One sound, many spellings. In this order; the longest first.
_SOUNDS = (
    ("tsch", "s"), ("shch", "s"), ("tsj", "s"), ("tch", "s"), ("sch", "s"), ("dzj", "j"), ("dzh", "j"),
    ("sj", "s"), ("sh", "s"), ("ch", "s"), ("cz", "s"), ("zh", "s"), ("ts", "s"), ("dj", "j"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "k"), ("oe", "u"), ("ou", "u"),
    ("oo", "u"), ("ie", "i"), ("ij", "i"), ("ee", "i"), ("ei", "i"), ("ay", "ai"), ("w", "v"), ("z", "s"),
    ("x", "ks"), ("q", "k"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_SOUND = re.compile("|".join(written for written, _ in _SOUNDS))
_SOUND_OF = dict(_SOUNDS)
_SOFT_C = re.compile(r"c(?=[ei])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")

_PARTICLES = frozenset(
    {"van", "de", "den", "der", "des", "het", "ter", "ten", "te", "ver", "von", "zu", "da", "das", "di", "do"}
    | {
        "dos",
        "du",
        "d",
        "la",
        "le",
        "les",
        "l",
        "el",
        "al",
        "ul",
        "ould",
        "oulad",
        "ait",
        "ben",
        "bin",
        "ibn",
    }
    | {"bint", "bou", "abu", "abou"}
)
_JOINED = re.compile(r"^(?:vanden|vander|vande|van|den|de|el|al|ben|ait|ould)(?=[a-z]{4})")

_STREET_ENDS = (
    (re.compile(r"(?:straat|strt|str)$"), "straat"),
    (re.compile(r"(?:steenweg|stwg|stw)$"), "steenweg"),
    (re.compile(r"(?:laan|ln)$"), "laan"),
    (re.compile(r"(?:plein|pln)$"), "plein"),
    (re.compile(r"(?:baan|bn)$"), "baan"),
)
_STREET_STARTS = (
    (re.compile(r"^(?:sint|st) "), "sint "),
    (re.compile(r"^(?:avenue|ave|av) "), "avenue "),
    (re.compile(r"^(?:boulevard|blvd|bd) "), "boulevard "),
    (re.compile(r"^(?:burgemeester|burgem|burg) "), "burgemeester "),
    (re.compile(r"^(?:dokter|dr) "), "dokter "),
)
_BOX_WORDS = r"(?:bus|bte|boite|box|app|apt|appt|appartement|b|/|-)"
_HOUSE = re.compile(
    rf"^\s*(?:nr\.?\s*)?(?P<number>\d+)\s*(?P<letter>[a-z](?![a-z]))?\s*"
    rf"(?:{_BOX_WORDS}\.?\s*(?P<box>[a-z0-9.]+))?\s*$"
)
_STREET_AND_NUMBER = re.compile(rf"^(?P<street>.*?\D.*?),?\s+(?P<rest>{_HOUSE.pattern[1:]})", re.IGNORECASE)
_BOX = re.compile(rf"^\s*{_BOX_WORDS}?\.?\s*(?P<box>[a-z0-9.]+)\s*$")
_BETWEEN_PHONES = re.compile(r"[;,|\n]|\s/\s|\bof\b|\ben\b|\bou\b|\bet\b")


@lru_cache(maxsize=400_000)
def folded(text: str) -> str:
    """Small letters without accents, digits, and single spaces; Cyrillic in Latin letters.

    "Yılmaz-Öztürk" becomes "yilmaz ozturk", "D’Hondt" becomes "dhondt". Use it for a search column.
    """
    lowered = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(sign)
    )
    return _NO_LETTER.sub(" ", _APOSTROPHES.sub("", plain.translate(_LETTERS))).strip()


@lru_cache(maxsize=400_000)
def spelling(name: str) -> str:
    """One name as it sounds, vowels kept, spaces gone: "Joesoef" and "Yousouf" both become "iusuf"."""
    joined = folded(name).replace(" ", "")
    heard = _SOUND.sub(lambda found: _SOUND_OF[found.group()], joined)
    heard = _SOFT_C.sub("s", heard.replace("j", "i")).replace("c", "k")
    heard = _DOUBLED.sub(r"\1", heard)
    return heard[:-1] if len(heard) > 2 and heard.endswith("h") else heard


@lru_cache(maxsize=400_000)
def skeleton(name: str) -> str:
    """The consonants of a name as it sounds, after its first letter: "Mohammed", "Muhamad": "mhmd"."""
    heard = spelling(name)
    return _DOUBLED.sub(r"\1", heard[:1] + _VOWELS.sub("", heard[1:]))


@lru_cache(maxsize=400_000)
def without_particles(surname: str) -> str:
    """A surname without "van den", "El", "Ben" and the like, joined: "Van den Berghe" gives "berghe".

    What would leave nothing, or less than four letters of a joined word, stays.
    """
    words = folded(surname).split()
    kept = [word for word in words if word not in _PARTICLES] or words
    return _JOINED.sub("", "".join(kept))


@lru_cache(maxsize=400_000)
def phones(text: str) -> frozenset[str]:
    """The telephone numbers in a cell, without signs, zero in front or Belgian country code.

    A number of less than eight digits is none.
    """
    found = set()
    for part in _BETWEEN_PHONES.split(text.lower()):
        digits = re.sub(r"\D", "", part.replace("(0)", ""))
        digits = digits.removeprefix("00").removeprefix("0")
        if digits.startswith("32") and len(digits) >= 10:
            digits = digits[2:].removeprefix("0")
        if len(digits) >= 8:
            found.add(digits)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class House:
    """Where somebody lives, ready to compare. Empty text means: not told."""

    street: str = ""
    number: str = ""
    box: str = ""
    postcode: str = ""


@lru_cache(maxsize=400_000)
def house(street: str, number: str = "", box: str = "", postcode: str = "") -> House:
    """Read an address, also where the number stands behind the street or the box behind the number.

    "Kerkstr. 12 bus 3" and "Kerkstraat", "12/3" give the same. "12A" is box "a" of number 12.
    """
    if not number.strip() and (found := _STREET_AND_NUMBER.match(street.strip())):
        street, number = found["street"], found["rest"]
    digits, letter_or_box = number.strip().lower(), ""
    if found := _HOUSE.match(digits):
        digits = found["number"].lstrip("0")
        letter_or_box = found["box"] or found["letter"] or ""
    if box.strip() and (found := _BOX.match(box.strip().lower())):
        letter_or_box = found["box"]
    return House(_street(street), digits, _box(letter_or_box), re.sub(r"\D", "", postcode)[:4])


def _box(text: str) -> str:
    return folded(text).replace(" ", "").lstrip("0")


def _street(text: str) -> str:
    key = folded(text)
    for start, full in _STREET_STARTS:
        key = start.sub(full, key)
    key = key.replace(" ", "")
    for end, full in _STREET_ENDS:
        key = end.sub(full, key)
    return key
