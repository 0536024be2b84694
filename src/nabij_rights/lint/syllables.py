"""How many syllables a word has, counted by its vowels: near enough for a score of a whole text."""

from __future__ import annotations

import re

_DUTCH_VOWELS = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáàâäéèêëíïóôöúûü]", re.IGNORECASE
)
_FRENCH_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+", re.IGNORECASE)
_FRENCH_SILENT = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])(?:e|es)$", re.IGNORECASE)
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
_ENGLISH_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouy]l)e$|(?<=[^aeiouytds])ed$|(?<=[^aeiouyscxz])es$", re.IGNORECASE
)


def dutch_syllables(word: str) -> int:
    """The syllables of a Dutch word, never fewer than one."""
    return max(1, len(_DUTCH_VOWELS.findall(word)))


def french_syllables(word: str) -> int:
    """The syllables of a French word, without the silent e at its end."""
    return max(1, len(_FRENCH_VOWELS.findall(_FRENCH_SILENT.sub("", word))))


def english_syllables(word: str) -> int:
    """The syllables of an English word, without the silent e at its end."""
    return max(1, len(_ENGLISH_VOWELS.findall(_ENGLISH_SILENT.sub("", word))))
