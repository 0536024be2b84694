"""What people read about a right: one Markdown file per right and language.

A leaflet opens with TOML between ``+++`` lines (name, short name, summary, one sentence per condition
and per named value) and goes on with fixed sections in Markdown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nabij_rights.shelf import documents, rests_on_shelf

SECTIONS = ("what", "amount", "who", "documents", "apply", "duration", "refused")
"""What it is, how much, for whom, what you need, how to apply, how long it takes, if they say no."""

COMPLETE_LANGUAGES = ("nl", "fr", "en")

FURTHER_LANGUAGES = ("uk", "tr", "ar")
"""Languages in which the rights that people need first are written; the others fall back to Dutch."""

NEEDED_FIRST = (
    "leefloon",
    "verhoogde_tegemoetkoming",
    "sociaal_tarief_energie",
    "groeipakket_basisbedrag",
    "groeipakket_sociale_toeslag",
    "schooltoeslag",
    "vlaamse_huurpremie",
    "sociale_huur_inschrijving",
    "dringende_medische_hulp",
    "verwarmingstoelage",
    "sociaal_tarief_water",
    "uitpas_kansentarief",
)
"""The rights that have a leaflet in every language."""


class BadLeaflet(ValueError):
    """A leaflet that lacks a part, named in the message."""


class LacksParts(BadLeaflet):
    """A leaflet of a right that is data, without some of its parts, by their keys."""

    def __init__(self, lacking: Iterable[str]) -> None:
        self.lacking = tuple(lacking)
        super().__init__(f"not written yet: {', '.join(self.lacking)}")


@dataclass(frozen=True)
class Leaflet:
    """The texts of one right in one language; ``sections`` holds Markdown."""

    right_id: str
    language: str
    name: str
    summary: str
    apply_line: str
    terms: Mapping[str, str]
    sections: Mapping[str, str]


def parse_leaflet(right_id: str, language: str, text: str) -> Leaflet:
    """A leaflet from its file. Raises BadLeaflet."""
    place = f"texts/{language}/{right_id}.md"
    parts = text.split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise BadLeaflet(f"{place} does not open with TOML between two lines +++")
    head = tomllib.loads(parts[1])
    sections = _sections(parts[2], place)
    for key in ("name", "summary", "apply_line"):
        if not head.get(key):
            raise BadLeaflet(f"{place} has no {key}")
    return Leaflet(
        right_id, language, head["name"], head["summary"], head["apply_line"], head.get("terms", {}), sections
    )


def _sections(body: str, place: str) -> dict[str, str]:
    """Sections by key; their titles read ``## key``, and the screen shows its own title for each."""
    found: dict[str, str] = {}
    for block in ("\n" + body).split("\n## ")[1:]:
        key, _, text = block.partition("\n")
        if key.strip() not in SECTIONS:
            raise BadLeaflet(f"{place} has a section {key.strip()!r}; sections are {', '.join(SECTIONS)}")
        found[key.strip()] = text.strip()
    if lacking := [key for key in SECTIONS if not found.get(key)]:
        raise BadLeaflet(f"{place} lacks the sections {', '.join(lacking)}")
    return found


def leaflet_in(document: Mapping[str, Any], language: str) -> Leaflet:
    """The leaflet of a right that is data, from the table of one language. Raises LacksParts."""
    row = document["texts"][language]
    needed = ("name", "summary", "apply_line", *SECTIONS)
    if lacking := [key for key in needed if not str(row.get(key, "")).strip()]:
        raise LacksParts(lacking)
    head = (str(row["name"]), str(row["summary"]), str(row["apply_line"]))
    sections = {key: str(row[key]).strip() for key in SECTIONS}
    return Leaflet(document["id"], language, *head, row.get("terms", {}), sections)


@rests_on_shelf
@cache
def leaflet(right_id: str, language: str) -> Leaflet | None:
    """The leaflet in exactly this language, or None when it is not written yet."""
    if (document := documents().get(right_id)) is not None:
        return leaflet_in(document, language) if language in document.get("texts", {}) else None
    path = files("nabij_rights.texts").joinpath(language).joinpath(f"{right_id}.md")
    return parse_leaflet(right_id, language, path.read_text(encoding="utf-8")) if path.is_file() else None


def best_leaflet(right_id: str, language: str) -> Leaflet:
    """The leaflet in this language, else in Dutch. Raises BadLeaflet when there is no Dutch one."""
    if (found := leaflet(right_id, language) or leaflet(right_id, "nl")) is None:
        raise BadLeaflet(f"texts/nl/{right_id}.md does not exist")
    return found
