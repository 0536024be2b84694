"""Lint of rights that are data: readable, with figures, leaflets and words as any other right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nabij_rights.lint.figures import lint_table
from nabij_rights.lint.findings import Finding, error, warning
from nabij_rights.lint.readability import lint_readability
from nabij_rights.lint.wording import lint_terms, lint_words
from nabij_rights.parameters.book import DatedAmount
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES, SECTIONS
from nabij_rights.town_rights.document import TownRight, with_days
from nabij_rights.town_rights.problems import BadTownRight


def place_of_document(document: Mapping[str, Any]) -> str:
    """Where the file of this right stands in the folder of its town."""
    return f"towns/{document.get('town')}/rights/{document.get('id')}.toml"


def lint_unreadable(document: Mapping[str, Any], problems: BadTownRight) -> Iterable[Finding]:
    """Why a document stays out of the catalogue."""
    for problem in problems.problems:
        yield error(f"{place_of_document(document)}: {problem.place}", problem.message)


def amounts_of_document(document: Mapping[str, Any]) -> tuple[dict[str, DatedAmount], list[Finding]]:
    """The amounts of a document, and what is wrong with them."""
    if not document.get("amounts"):
        return {}, []
    table = {"source": document.get("source", {}), document["id"]: document["amounts"]}
    return lint_table(place_of_document(document), with_days(table))


def lint_town_right(found: TownRight) -> Iterable[Finding]:
    """Leaflets in every language, with good words, and versions that say who decided them."""
    place = place_of_document(found.document)
    for language in COMPLETE_LANGUAGES:
        written = found.leaflets.get(language)
        if written is None:
            yield error(f"{place}: [texts.{language}]", "is not written.")
            continue
        texts = [written.name, written.summary, written.apply_line, *written.terms.values()]
        texts += [written.sections[key] for key in SECTIONS]
        for text in texts:
            yield from lint_words(f"{place}: [texts.{language}]", text, language)
        yield from lint_terms(f"{place}: [texts.{language}]", found.right, written)
        for finding in lint_readability(f"{place}: [texts.{language}]", written):
            yield warning(finding.place, finding.sentence)  # a long sentence does not hold up a town
    for version in found.document["versions"]:
        if not version.get("decision"):
            of = f"{place}: from {version.get('from')}"
            yield warning(of, "does not say which decision made this rule.")
