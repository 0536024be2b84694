"""Lint of rights that are data: readable, with figures, leaflets and words as any other right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nabij_rights.cases import differences
from nabij_rights.lint.figures import lint_table
from nabij_rights.lint.findings import Finding, error, warning
from nabij_rights.lint.readability import lint_readability
from nabij_rights.lint.wording import figures_in_euro, lint_terms, lint_words
from nabij_rights.parameters.book import DatedAmount
from nabij_rights.shelf import broken_files
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES, SECTIONS
from nabij_rights.town_rights.document import TownRight, as_in_the_file, with_days
from nabij_rights.town_rights.problems import BadTownRight

_TEXT_KEYS = {"name", "summary", "apply_line", "terms", *SECTIONS}


def place_of_document(document: Mapping[str, Any]) -> str:
    """Where the file of this right stands in the folder of its town."""
    return f"towns/{document.get('town')}/rights/{document.get('id')}.toml"


def lint_unreadable(document: Mapping[str, Any], problems: BadTownRight) -> Iterable[Finding]:
    """Why a document stays out of the catalogue; what is wrong with its amounts is told with the amounts."""
    _, about_amounts = amounts_of_document(document)
    told = {finding.sentence for finding in about_amounts}
    for problem in problems.problems:
        if not any(problem.message in sentence for sentence in told):
            place = place_of_document(document)
            yield error(f"{place}: {problem.place}" if problem.place else place, problem.message)


def lint_broken_files() -> Iterable[Finding]:
    """Files that cannot be read at all, or that stand in the wrong place."""
    for place, why in broken_files().items():
        yield error(place, why)


def amounts_of_document(document: Mapping[str, Any]) -> tuple[dict[str, DatedAmount], list[Finding]]:
    """The amounts of a document, and what is wrong with them."""
    if not document.get("amounts"):
        return {}, []
    place = place_of_document(document)
    if not isinstance(document["amounts"], Mapping):
        return {}, [error(place, "amounts are written as [amounts.name], one table each.")]
    table = {"source": document.get("source", {}), document["id"]: document["amounts"]}
    read, found = lint_table(place, with_days(table))
    return read, [
        Finding(one.severity, as_in_the_file(document, one.place), as_in_the_file(document, one.sentence))
        for one in found
    ]


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
            for figure in figures_in_euro(text):
                stale = f"has an amount in it ({figure}): it grows old. Name the amount; the rule shows it."
                yield warning(f"{place}: [texts.{language}]", stale)
        yield from lint_terms(f"{place}: [texts.{language}]", found.right, written)
        for finding in lint_readability(f"{place}: [texts.{language}]", written):
            yield warning(finding.place, finding.sentence)  # a long sentence does not hold up a town
    yield from _other_texts(place, found.document)
    for version in found.document["versions"]:
        if not version.get("decision"):
            of = f"{place}: from {version.get('from')}"
            yield warning(of, "does not say which decision made this rule.")


def _other_texts(place: str, document: Mapping[str, Any]) -> Iterable[Finding]:
    """What stands under a leaflet and is shown nowhere: most often a slip of the pen."""
    for language, texts in document.get("texts", {}).items():
        for key in sorted(texts.keys() - _TEXT_KEYS):
            known = ", ".join(sorted(_TEXT_KEYS))
            yield error(f"{place}: [texts.{language}]", f"{key} is shown nowhere; known are {known}.")


def lint_examples(found: TownRight) -> Iterable[Finding]:
    """Examples that come out otherwise than the writer says: then the rule is wrong, or the example."""
    place = place_of_document(found.document)
    for number, case in enumerate(found.cases, 1):
        for difference in differences(case):
            yield error(f"{place}: example {number} ({case.name})", f"{difference}.")
