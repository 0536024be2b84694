"""Lint of citations: each stands in Dutch and in French, and each entry is cited somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nabij_rights.lint.findings import Finding, error, warning
from nabij_rights.lint.wording import lint_words
from nabij_rights.parameters.book import DatedAmount
from nabij_rights.rights import Right
from nabij_rights.texts.citations import CITATIONS, DUTCH, ENGLISH, PROVIDERS, forms
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

FRENCH = "fr"


def citations_of(rights: Iterable[Right], amounts: Iterable[DatedAmount]) -> dict[str, str]:
    """Every legal basis, article and note that is shown, with the first right or amount that has it."""
    found: dict[str, str] = {}
    for right in rights:
        written = [*right.legal_basis, *right.exceptions_to.values(), *_terms_of(right)]
        for version in right.versions:
            written.append(version.note)
            written += [part.article for condition in version.conditions for part in condition.walk()]
        for text in written:
            found.setdefault(text, right.id)
    for amount in amounts:
        for row in amount.rows:
            found.setdefault(row.article, amount.id)
    return {text: user for text, user in found.items() if text}


def providers_of(rights: Iterable[Right]) -> dict[str, str]:
    """Who grants the rights, each with the first right that it grants."""
    found: dict[str, str] = {}
    for right in rights:
        found.setdefault(right.provider, right.id)
        if right.procedure is not None and right.procedure.at:
            found.setdefault(right.procedure.at, right.id)
    return found


def _terms_of(right: Right) -> list[str]:
    """The articles of the terms within which there is an answer or an appeal."""
    if right.procedure is None:
        return []
    terms = (right.procedure.decided_within, right.procedure.appeal_within)
    return [term.article for term in terms if term is not None]


def lint_citations(
    used: Mapping[str, str], written: Mapping[str, Mapping[str, str]], *, is_complete: bool
) -> Iterable[Finding]:
    """Forms by language against the citations in use; unused ones only when every right could be read."""
    dutch, french, english = (written.get(language, {}) for language in (DUTCH, FRENCH, ENGLISH))
    for text, user in used.items():
        for language, found in ((DUTCH, dutch), (FRENCH, french)):
            if not found.get(text, "").strip():
                yield error(_place(language, CITATIONS, text), f"is not written; {user} cites it.")
        # Dutch as it stands, and not the same in every language as "art. 11" is.
        is_dutch = dutch.get(text) == text != french.get(text, text)
        if is_dutch and not english.get(text, "").strip():
            yield error(
                _place(ENGLISH, CITATIONS, text), f"is Dutch and not written in English; {user} cites it."
            )
    yield from _entries(used, written, CITATIONS, "is cited nowhere any more.", is_complete=is_complete)


def lint_providers(
    used: Mapping[str, str], written: Mapping[str, Mapping[str, str]], *, is_complete: bool
) -> Iterable[Finding]:
    """Who grants a right has a name in French and in English too."""
    for name, right_id in used.items():
        for language in (FRENCH, ENGLISH):
            if not written.get(language, {}).get(name, "").strip():
                yield error(_place(language, PROVIDERS, name), f"is not written; it grants {right_id}.")
    yield from _entries(used, written, PROVIDERS, "grants no right any more.", is_complete=is_complete)


def _entries(
    used: Mapping[str, str],
    written: Mapping[str, Mapping[str, str]],
    name: str,
    no_use: str,
    *,
    is_complete: bool,
) -> Iterable[Finding]:
    for language, found in written.items():
        for text, form in found.items():
            if is_complete and text not in used:
                yield warning(_place(language, name, text), no_use)
            yield from lint_words(_place(language, name, text), form, language)


def _place(language: str, name: str, text: str) -> str:
    return f'texts/{language}/{name}: "{text}"'


def lint_written_citations(
    rights: list[Right], amounts: Iterable[DatedAmount], *, is_complete: bool
) -> Iterable[Finding]:
    """The citations and providers in use against the files of all complete languages."""
    citations = {language: forms(language) for language in COMPLETE_LANGUAGES}
    yield from lint_citations(citations_of(rights, amounts), citations, is_complete=is_complete)
    providers = {language: forms(language, PROVIDERS) for language in COMPLETE_LANGUAGES}
    yield from lint_providers(providers_of(rights), providers, is_complete=is_complete)
