"""The catalogue as JSON: facts, rights, and one right with its law, its amounts over time and its cases."""

from __future__ import annotations

from datetime import date
from typing import Any

from nabij_rights.blocks import right_name
from nabij_rights.cases import Case, cases_of
from nabij_rights.catalogue import catalogue
from nabij_rights.checklist import place_of, procedure_in_words
from nabij_rights.engine.expression import Op, in_order
from nabij_rights.engine.serialise import to_json as tree_json
from nabij_rights.facts.vocabulary import Fact, vocabulary
from nabij_rights.output import Json, rule_version, source_json, term
from nabij_rights.parameters.book import DatedAmount, Row, amounts, written_number
from nabij_rights.rights import Condition, LegalTerm, Right, Version
from nabij_rights.texts.citations import cited, provider_name
from nabij_rights.texts.leaflets import leaflet


def facts_json(language: str) -> list[Json]:
    """The vocabulary: per fact what it can be, what it is called and how it is asked."""
    return [_fact(fact, language) for fact in vocabulary().values()]


def _fact(fact: Fact, language: str) -> Json:
    return {
        "id": fact.id,
        "entity": str(fact.entity),
        "type": fact.type,
        "unit": fact.unit,
        "values": {value: fact.option(value, language) for value in fact.values},
        "label": fact.text("label", language),
        "question": fact.text("question", language),
        "why": fact.text("why", language),
        "proof": fact.proof,
        "sensitivity": fact.sensitivity,
        "applies_to": fact.applies_to,
    }


def rights_json(language: str) -> list[Json]:
    """Every right in short, in the order in which they are claimed."""
    return [_in_short(right, language) for right in catalogue().values()]


def _in_short(right: Right, language: str) -> Json:
    return {
        "id": right.id,
        "name": right_name(right.id, language),
        "level": str(right.level),
        "kind": str(right.kind),
        "unit": str(right.unit),
        "period": right.period,
        "provider": provider_name(right.provider, language),
        "granting": str(right.granting),
        "town": right.town,
    }


def amounts_of(right: Right) -> list[DatedAmount]:
    """Every dated amount that some version of the rule uses, by id."""
    nodes = (node for version in right.versions for node in in_order(version.roots()))
    return [amounts()[key] for key in sorted({node.meta for node in nodes if node.op is Op.AMOUNT})]


def amounts_json(language: str) -> list[Json]:
    """Every dated amount with all its values, and the rights that use it in some version of their rule."""
    users: dict[str, list[str]] = {}
    for right in catalogue().values():
        for amount in amounts_of(right):
            users.setdefault(amount.id, []).append(right.id)
    return [{**_amount(one, language), "rights": users.get(one.id, [])} for one in amounts().values()]


def decisions_of(right: Right) -> list[str]:
    """What a person may decide in some version of the rule, as it is written in a file: "right.name"."""
    found: set[str] = set()
    for version in right.versions:
        found |= {str(node.meta) for node in in_order(version.roots()) if node.op is Op.DECISION}
        conditions = (part for condition in version.conditions for part in condition.walk())
        found |= {f"{right.id}.{part.key}" for part in conditions if part.is_decided_by_person}
    return sorted(found)


def right_json(right: Right, *, on: date, language: str) -> Json:
    """One right: its rule on a day as conditions and as a tree, its versions, amounts, sources and cases."""
    version = right.version_on(on)
    text = leaflet(right.id, language) or leaflet(right.id, "nl")
    return {
        **_in_short(right, language),
        "summary": text.summary if text else "",
        "legal_basis": [cited(law, language) for law in right.legal_basis],
        "documents": list(right.documents),
        "procedure": _procedure(right, language),
        "opens": list(right.opens),
        "goes_after": list(right.goes_after),
        "replaced_by": list(right.replaced_by),
        "recorded_as": list(right.recorded_as),
        "decisions": decisions_of(right),
        "on": on.isoformat(),
        "rule": _rule(version, right.id, language) if version else None,
        "versions": [{**rule_version(one), "note": cited(one.note, language)} for one in right.versions],
        "amounts": [_amount(amount, language) for amount in amounts_of(right)],
        "sources": [{"title": title, "url": url} for title, url in right.sources],
        "cases": [_case(case) for case in cases_of(right.id)],
    }


def _procedure(right: Right, language: str) -> Json | None:
    """Who starts, where, by when and where to appeal; None when nobody wrote it down yet."""
    procedure = right.procedure
    if procedure is None:
        return None
    return {
        "starts": str(procedure.starts),
        "at": provider_name(place_of(right), language),
        "decided_within": _legal_term(procedure.decided_within, language),
        "appeal_to": str(procedure.appeal_to),
        "appeal_within": _legal_term(procedure.appeal_within, language),
        "sentences": list(procedure_in_words(right, language).sentences),
    }


def _legal_term(term: LegalTerm | None, language: str) -> Json | None:
    """A term; its length only when somebody read it in a source."""
    if term is None:
        return None
    return {
        "days": term.days if term.can_be_shown else None,
        "months": term.months if term.can_be_shown else None,
        "article": cited(term.article, language),
        "confidence": term.confidence,
    }


def _rule(version: Version, right_id: str, language: str) -> Json:
    conditions = [_condition(condition, right_id, language) for condition in version.conditions]
    named = [{"key": key, "label": term(right_id, key, language)} for key in version.named]
    return {
        **rule_version(version),
        "conditions": conditions,
        "values": named,
        "tree": tree_json(version.roots()),
    }


def _condition(condition: Condition, right_id: str, language: str) -> Json:
    return {
        "key": condition.key,
        "sentence": term(right_id, condition.key, language),
        "article": cited(condition.article, language),
        "is_decided_by_person": condition.is_decided_by_person,
        "needs": "all" if condition.needs_all_parts else "any",
        "parts": [_condition(part, right_id, language) for part in condition.parts],
    }


def _amount(amount: DatedAmount, language: str) -> Json:
    return {
        "id": amount.id,
        "label": amount.label.get(language) or amount.label["nl"],
        "unit": amount.unit or "number",
        "is_fixed": amount.is_fixed,
        "rows": [_row(row, amount.unit, language) for row in amount.rows],
    }


def _row(row: Row, unit: str | None, language: str) -> Json:
    return {
        "from": row.from_on.isoformat(),
        "lowest": None if row.low is None else written_number(row.low, unit),
        "highest": None if row.high is None else written_number(row.high, unit),
        "confidence": str(row.confidence),
        "source": source_json(row.source),
        "article": cited(row.article, language),
        "note": row.note,
        "review_by": row.review_by.isoformat() if row.review_by else None,
    }


def _case(case: Case) -> Json:
    expected = case.expected
    return {
        "name": case.name,
        "on": case.on.isoformat(),
        "given": _plain(case.given),
        "answer": str(expected.answer),
        "lowest": expected.lowest,
        "highest": expected.highest,
        "missing": list(expected.missing),
        "person": expected.person,
        "note": case.note,
    }


def _plain(value: Any) -> Any:
    """The same value with dates as text."""
    if isinstance(value, dict):
        return {key: _plain(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_plain(inside) for inside in value]
    return value.isoformat() if isinstance(value, date) else value
