"""How much two written names are alike. Order of the two never matters."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from nabij_methods.linkage.normal import folded, skeleton, spelling, without_particles
from nabij_methods.linkage.variants import are_one_name, is_shared_by_brothers

_ALIKE = 0.86  # below this, two first names veto a match
_NEAR = 0.92
_NEAR_SURNAME = 0.9
_LONG_ENOUGH = 4  # sounds: Fien and Finn are not one name
_WEAK_SURNAME = 0.8


class Likeness(StrEnum):
    """From the same letters to another name."""

    SAME = "same"
    SPELLING = "spelling"
    """The same sound in another spelling, a known spelling of one first name, a surname without particle."""
    NEAR = "near"
    """One slip of the pen, or the same consonants of a longer name."""
    PART = "part"
    """One of two given names, or one half of a double surname."""
    WEAK = "weak"
    """Alike, but brothers, sisters and twins may be as alike."""
    MISSING = "missing"
    DIFFERENT = "different"


STRONG = frozenset({Likeness.SAME, Likeness.SPELLING})
FAIR = STRONG | {Likeness.NEAR, Likeness.PART}


def crossed(one: str, other: str) -> Likeness:
    """Compare a first name with what stands where the surname should be."""
    as_first, as_last = first_names(one, other), surnames(one, other)
    return Likeness.WEAK if as_first is Likeness.WEAK and as_last not in STRONG else as_last


@lru_cache(maxsize=1_000_000)
def first_names(one: str, other: str) -> Likeness:
    """Compare two first names."""
    a, b = folded(one), folded(other)
    if not a or not b:
        return Likeness.MISSING
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return Likeness.SAME
    if _sound_the_same(one, other):
        return Likeness.SPELLING
    heard_a, heard_b = spelling(one), spelling(other)
    # A slip of the pen happens to letters, another spelling to sounds.
    alike = max(JaroWinkler.similarity(heard_a, heard_b), JaroWinkler.similarity(a, b))
    bones = skeleton(one) == skeleton(other)
    if _is_one_slip(heard_a, heard_b, alike) or (bones and _same_syllables(heard_a, heard_b)):
        return Likeness.NEAR
    words_a, words_b = a.split(), b.split()
    if len(words_a) != len(words_b) and _sound_the_same(words_a[0], words_b[0]):
        return Likeness.WEAK if is_shared_by_brothers(words_a[0]) else Likeness.PART
    if bones or alike >= _ALIKE or _is_short_for(heard_a, heard_b):
        return Likeness.WEAK
    return Likeness.DIFFERENT


def _sound_the_same(one: str, other: str) -> bool:
    """Known spellings of one name, or four sounds that are the same; each word of a double name by itself."""
    words_a, words_b = folded(one).split(), folded(other).split()
    if are_one_name(one, other):
        return True
    if len(words_a) == len(words_b) > 1:
        return all(a == b or _sound_the_same(a, b) for a, b in zip(words_a, words_b, strict=True))
    heard = spelling(one)
    # Sara and Zara are two names, whatever the ear makes of them.
    same_start = {words_a[0][0], words_b[0][0]} != {"s", "z"}
    return heard == spelling(other) and len(heard) >= _LONG_ENOUGH and same_start


@lru_cache(maxsize=1_000_000)
def surnames(one: str, other: str) -> Likeness:
    """Compare two surnames; a particle counts for nothing, one half of a double surname for something."""
    a, b = folded(one).replace(" ", ""), folded(other).replace(" ", "")
    if not a or not b:
        return Likeness.MISSING
    if a == b:
        return Likeness.SAME
    if are_one_surname(one, other):
        return Likeness.SPELLING
    core_a, core_b = without_particles(one), without_particles(other)
    bones, alike = skeleton(core_a), JaroWinkler.similarity(spelling(core_a), spelling(core_b))
    if (bones == skeleton(core_b) and len(bones) >= 3) or alike >= _NEAR_SURNAME:
        return Likeness.NEAR
    if _share_a_half(one, other):
        return Likeness.PART
    return Likeness.WEAK if alike >= _WEAK_SURNAME else Likeness.DIFFERENT


def are_one_surname(one: str, other: str) -> bool:
    """Whether two surnames are STRONG: they sound the same, with or without particles."""
    heard = spelling(one)
    if heard and heard == spelling(other):
        return True
    core = without_particles(one)
    return bool(core) and spelling(core) == spelling(without_particles(other))


@lru_cache(maxsize=200_000)
def whole_names(one: str, other: str) -> Likeness:
    """Compare two whole names of adults, whatever the order of first name and surname."""
    a, b = _halves(one), _halves(other)
    if not a or not b:
        return Likeness.MISSING
    if sorted(a) == sorted(b):
        return Likeness.SAME
    found = sum(mine in b or any(_same_word(mine, theirs) for theirs in b) for mine in a)
    least = min(len(a), len(b))
    if found >= least and least >= 2:
        return Likeness.SPELLING
    return Likeness.WEAK if found else Likeness.DIFFERENT


def _is_one_slip(one: str, other: str, alike: float) -> bool:
    """Not Karel and Karen, Julia and Julian, Amira and Samira, Marie and Maria: twins may be called so."""
    return (
        alike >= _NEAR
        and min(len(one), len(other)) >= 6
        and one[0] == other[0]
        and one[:-1] != other[:-1]
        and not one.startswith(other)
        and not other.startswith(one)
    )


def _same_syllables(one: str, other: str) -> bool:
    """Four consonants and as many vowels between them: Mohammed and Muhamad, but not Mahmud."""
    shapes = [re.sub("[aeiou]", "a", name) for name in (one, other)]
    return shapes[0] == shapes[1] and len(shapes[0].replace("a", "")) >= 4 and one[:-1] != other[:-1]


def _is_short_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (len(short) >= 3 or len(short) == 1) and long.startswith(short)


@lru_cache(maxsize=100_000)
def _halves(name: str) -> tuple[str, ...]:
    words = [word for word in folded(name).split() if len(without_particles(word)) > 2]
    return tuple(words if len(words) > 1 else folded(name).split())


def _share_a_half(one: str, other: str) -> bool:
    a, b = _halves(one), _halves(other)
    return (len(a) > 1 or len(b) > 1) and any(
        _same_word(mine, theirs) for mine in a for theirs in b if min(len(mine), len(theirs)) >= 4
    )


@lru_cache(maxsize=400_000)
def _same_word(one: str, other: str) -> bool:
    heard_a, heard_b = spelling(without_particles(one)), spelling(without_particles(other))
    if heard_a == heard_b:
        return True
    return min(len(heard_a), len(heard_b)) >= 5 and JaroWinkler.similarity(heard_a, heard_b) >= _NEAR
