"""The catalogue as plain text: facts, rights, and one right with its law and its amounts over time."""

from __future__ import annotations

from datetime import date

from nabij_rights.blocks import right_name
from nabij_rights.cases import Case, cases_of
from nabij_rights.catalogue import catalogue
from nabij_rights.catalogue_json import amounts_of, decisions_of
from nabij_rights.checklist import place_of, procedure_in_words
from nabij_rights.engine.expression import Entity
from nabij_rights.facts.vocabulary import Fact, vocabulary
from nabij_rights.output import rule_hash, term
from nabij_rights.parameters.book import DatedAmount, Row
from nabij_rights.plain_text.layout import apart, bullets, heading, page, paragraph, table
from nabij_rights.plain_text.words import day_text, screen, span_text
from nabij_rights.rights import Condition, Right
from nabij_rights.texts.citations import cited, provider_name
from nabij_rights.texts.leaflets import leaflet
from nabij_rights.texts.sentences import sentence, word


def facts_text(language: str) -> str:
    """The vocabulary: every fact with what it can be and what it is called."""
    lines = paragraph(screen("facts_title", language))
    for entity, title in ((Entity.HOUSEHOLD, "about_household"), (Entity.PERSON, "about_person")):
        lines += heading(screen(title, language))
        rows = [
            (fact.id, domain_text(fact), fact.text("label", language))
            for fact in vocabulary().values()
            if fact.entity is entity
        ]
        for fact_id, domain, label in rows:
            lines += apart(fact_id, domain, indent=2) + paragraph(label, indent=6)
    return page(lines)


def domain_text(fact: Fact) -> str:
    """What a fact can be, in short."""
    if fact.type == "enum":
        return " | ".join(fact.values)
    if fact.type == "since":
        return "YYYY-MM-DD | no"
    if fact.type == "date":
        return "YYYY-MM-DD"
    if fact.type == "bool":
        return "true | false"
    if fact.type == "money":
        return f"0.00 - {fact.highest // 100}.00 {fact.unit}"
    return f"{fact.lowest} - {fact.highest}"


def rights_text(language: str) -> str:
    """Every right in one line, in the order in which they are claimed."""
    rows = [
        (right.id, word("level", str(right.level), language), right_name(right.id, language))
        for right in catalogue().values()
    ]
    return page([*heading(screen("rights_title", language))[1:], *table(rows)])


# --------------------------------------------------------------------------------------- one right


def right_text(right: Right, *, on: date, language: str) -> str:
    """One right: what it is, its rule on a day, its versions, its amounts over time and its cases."""
    lines = heading(right_name(right.id, language))[1:]
    text = leaflet(right.id, language) or leaflet(right.id, "nl")
    if text is not None:
        lines += [*paragraph(text.summary), ""]
    lines += table(_about(right, language), indent=0)
    lines += _procedure(right, language)
    lines += _rule(right, on, language)
    if decisions := decisions_of(right):
        lines += heading(screen("decisions", language)) + bullets(decisions)
    lines += _versions(right, language)
    lines += _amounts(right, language) + _cases(right, language)
    lines += heading(screen("sources", language))
    for title, url in right.sources:
        lines += bullets([title]) + (paragraph(url, indent=4) if url else [])
    return page(lines)


def _about(right: Right, language: str) -> list[tuple[str, str]]:
    kind = f"{word('kind', str(right.kind), language)}, {word('period', right.period, language)}"
    provider = provider_name(right.provider, language)
    rows = [
        ("id", right.id),
        (screen("provider", language), f"{provider} ({word('level', str(right.level), language)})"),
        (screen("kind", language), f"{kind}, {word('unit', str(right.unit), language)}"),
        (screen("apply", language), sentence("granting", str(right.granting), language)),
    ]
    rows += [
        (screen("law", language) if number == 0 else "", cited(law, language))
        for number, law in enumerate(right.legal_basis)
    ]
    for key, others in (
        ("opens", right.opens),
        ("goes_after", right.goes_after),
        ("replaced_by", right.replaced_by),
    ):
        if others:
            rows.append((screen(key, language), ", ".join(right_name(other, language) for other in others)))
    return rows


def _procedure(right: Right, language: str) -> list[str]:
    """Where to go, who starts, by when and where to appeal."""
    said = procedure_in_words(right, language)
    articles = [cited(text, language) for text in (said.decided_article, said.appeal_article) if text]
    place = sentence("term", "place", language, place=provider_name(place_of(right), language))
    lines = heading(screen("procedure", language)) + bullets([place, *said.sentences])
    return lines + (paragraph("; ".join(articles), indent=4) if articles else [])


def _rule(right: Right, on: date, language: str) -> list[str]:
    version = right.version_on(on)
    if version is None:
        return []
    title = f"{screen('conditions', language)} ({day_text(on)})"
    lines = heading(title)
    for condition in version.conditions:
        lines += _condition(condition, right.id, language, indent=2)
    return lines


def _condition(condition: Condition, right_id: str, language: str, *, indent: int) -> list[str]:
    notes = [cited(condition.article, language)] if condition.article else []
    if condition.is_decided_by_person:
        notes.append(screen("person_decides", language))
    if condition.parts:
        notes.append(screen("all_of" if condition.needs_all_parts else "one_of", language))
    note = f" [{'; '.join(notes)}]" if notes else ""
    lines = paragraph(f"- {term(right_id, condition.key, language)}{note}", indent=indent, hang=2)
    for part in condition.parts:
        lines += _condition(part, right_id, language, indent=indent + 4)
    return lines


def _versions(right: Right, language: str) -> list[str]:
    rows = [
        (
            version.from_on.isoformat(),
            version.until_on.isoformat() if version.until_on else screen("no_end", language),
            rule_hash(version).removeprefix("sha256:")[:12],
            cited(version.note, language),
        )
        for version in right.versions
    ]
    return heading(screen("versions", language)) + table(rows)


def _amounts(right: Right, language: str) -> list[str]:
    lines: list[str] = []
    for amount in amounts_of(right):
        lines += paragraph(f"{amount.label.get(language) or amount.label['nl']} ({amount.id})", indent=2)
        rows = [_amount_row(row, amount, language) for row in amount.rows]
        lines += [*table(rows, indent=4, right=frozenset({1})), ""]
    return heading(screen("amounts", language)) + lines if lines else []


def _amount_row(row: Row, amount: DatedAmount, language: str) -> tuple[str, str, str]:
    is_known = row.low is not None and row.high is not None
    text = span_text(row.low or 0, row.high or 0, amount.unit, language) if is_known else "-"
    notes = [
        word("confidence", str(row.confidence), language),
        row.source.title,
        cited(row.article, language),
    ]
    return row.from_on.isoformat(), text, "; ".join(note for note in notes if note)


def _cases(right: Right, language: str) -> list[str]:
    lines: list[str] = []
    for case in cases_of(right.id):
        lines += apart(case.name, f"{case.on.isoformat()}  {_expected(case)}", indent=2)
    return heading(screen("cases", language)) + lines if lines else []


def _expected(case: Case) -> str:
    ends = [end for end in (case.expected.lowest, case.expected.highest) if end is not None]
    return " ".join([str(case.expected.answer), " - ".join(dict.fromkeys(ends))]).strip()
