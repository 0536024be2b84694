"""What may not be published yet: figures without source, rights without text, rules without article."""

from __future__ import annotations

from collections.abc import Iterable

from nabij_rights.blocks import dutch_names
from nabij_rights.cases import BadCase, case_files, cases_of
from nabij_rights.catalogue import catalogue
from nabij_rights.engine.expression import Op, in_order
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.lint.citations import lint_written_citations
from nabij_rights.lint.figures import books, lint_book
from nabij_rights.lint.findings import Finding, Severity, error, information, warning
from nabij_rights.lint.rules import lint_cases, lint_circles, lint_right
from nabij_rights.lint.town_rights import (
    amounts_of_document,
    lint_broken_files,
    lint_examples,
    lint_town_right,
    lint_unreadable,
    place_of_document,
)
from nabij_rights.lint.towns import lint_own_rules, lint_towns
from nabij_rights.lint.wording import (
    leaflets_of,
    lint_documents,
    lint_fact,
    lint_leaflet,
    lint_questions,
    lint_sentences,
)
from nabij_rights.parameters.book import DatedAmount
from nabij_rights.rights import Right
from nabij_rights.shelf import documents
from nabij_rights.town_rights.shelved import town_rights, unreadable

__all__ = ["Finding", "Severity", "findings"]


_BROKEN = (ImportError, SyntaxError, TypeError, ValueError, LookupError, AttributeError, NameError)


def findings() -> list[Finding]:
    """Everything that is wrong or worth a look; errors first."""
    found = lint_towns()
    if any(finding.severity is Severity.ERROR for finding in found):
        return _in_order(found)
    found += lint_broken_files()
    amount_ids: dict[str, str] = {}
    amounts: list[DatedAmount] = []
    is_complete = True
    for place, text in books():
        read, problems = lint_book(place, text)
        amount_ids |= dict.fromkeys(read, place)
        amounts += read.values()
        is_complete &= bool(read)
        found += problems
    for document in documents().values():
        read, problems = amounts_of_document(document)
        amount_ids |= dict.fromkeys(read, place_of_document(document))
        amounts += read.values()
        found += problems
    found += lint_sentences()
    found += lint_questions()
    try:
        rights = list(catalogue().values())
    except _BROKEN as problem:
        found.append(error("rules", f"the catalogue cannot be loaded: {problem}"))
        return _in_order(found)
    broken = {right.id: why for right in rights if (why := _broken(right)) is not None}
    found += broken.values()
    sound = [right for right in rights if right.id not in broken]
    found += _rights(sound, {right.id for right in rights})
    found += _town_rights()
    found += _use(sound, amount_ids)
    found += lint_written_citations(sound, amounts, is_complete=is_complete and not broken)
    return _in_order(found)


def _broken(right: Right) -> Finding | None:
    """Why the rules of a right cannot be built, if they cannot."""
    try:
        _ = right.versions
    except _BROKEN as problem:
        return error(f"rules: {right.id}", f"cannot be built: {problem}")
    return None


def _in_order(found: Iterable[Finding]) -> list[Finding]:
    order = list(Severity)
    return sorted(dict.fromkeys(found), key=lambda finding: (order.index(finding.severity), finding.place))


def _rights(rights: list[Right], ids: set[str]) -> Iterable[Finding]:
    yield from lint_circles(rights)
    yield from lint_documents(rights)
    for right in rights:
        yield from lint_right(right, known_rights=ids | dutch_names().keys())
        for language, text in leaflets_of(right.id):
            yield from lint_leaflet(right, language, text)
        try:
            yield from lint_cases(right, cases_of(right.id))
        except BadCase as problem:
            yield error(f"cases/{right.id}.toml", str(problem))
    for name in case_files():
        if name not in ids:
            yield error(f"cases/{name}.toml", "there is no right with this name.")


def _town_rights() -> Iterable[Finding]:
    for town_right in town_rights().values():
        yield from lint_town_right(town_right)
        yield from lint_examples(town_right)
    yield from lint_own_rules(catalogue())
    for right_id, problems in unreadable().items():
        yield from lint_unreadable(documents()[right_id], problems)


def _use(rights: Iterable[Right], amount_ids: dict[str, str]) -> Iterable[Finding]:
    """Figures and facts that no rule uses, and facts in use that cannot be asked."""
    nodes = [node for right in rights for version in right.versions for node in in_order(version.roots())]
    used = {node.meta for node in nodes if node.op is Op.AMOUNT}
    for amount_id, place in amount_ids.items():
        if amount_id not in used and not place.startswith("parameters/index/"):
            yield warning(f"{place}: [{amount_id}]", "is used by no rule.")
    keys = {node.meta for node in nodes if node.op is Op.FACT}
    keys |= {node.meta[0] for node in nodes if node.op is Op.FACT_IS}
    facts = {key.partition("@")[0] for key in keys}
    for fact_id, fact in vocabulary().items():
        if fact_id in facts:
            yield from lint_fact(fact)
        else:
            yield information(f"facts: [{fact_id}]", "is used by no rule.")
