"""Answers as JSON: the published structure, described by ``schemas/output.schema.json``.

Every figure is a string in its own unit ("147.36" euro, "2026-03-01", "yes"): a JSON number is read as a
binary fraction by most programs, and then cents get lost. Persons are counted from 0, in the order in which
they were given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from nabij_rights.answers import Answers, Missing, Outcome, Warning_, fact_label
from nabij_rights.blocks import right_name
from nabij_rights.engine.expression import NEVER
from nabij_rights.engine.program import Situation
from nabij_rights.engine.serialise import content_hash
from nabij_rights.facts.questions import question_about
from nabij_rights.parameters.book import Figure, Source, amounts, written_number
from nabij_rights.reasons import Answer, NamedValue, NearMiss, Reason
from nabij_rights.rights import Right, Version
from nabij_rights.texts.citations import cited
from nabij_rights.texts.leaflets import leaflet
from nabij_rights.texts.sentences import sentence

FORMAT = "nabij-rights/1"

Json = dict[str, Any]


def to_json(answers: Answers, *, language: str) -> Json:
    """All answers, as plain JSON values; sentences in this language, else in Dutch."""
    waiting = Counter(missing for outcome in answers.outcomes for missing in outcome.missing)
    return {
        "format": FORMAT,
        "on": answers.on.isoformat(),
        "language": language,
        "rights": [_right(outcome, answers, waiting, language) for outcome in answers.outcomes],
        "missing": [_missing(item, 0, answers.on, language) for item in in_order_of_use(waiting, waiting)],
    }


def in_order_of_use(missing: Iterable[Missing], waiting: Mapping[Missing, int]) -> list[Missing]:
    """Open facts, those for which the most rights wait first."""
    return sorted(missing, key=lambda item: -waiting.get(item, 0))


def _right(outcome: Outcome, answers: Answers, waiting: Mapping[Missing, int], language: str) -> Json:
    others = [
        {"person": person, **_outcome(other, person, answers, waiting, language)}
        for person, other in outcome.for_others
    ]
    return {**_outcome(outcome, 0, answers, waiting, language), "for_others": others}


def _outcome(
    outcome: Outcome, viewer: int, answers: Answers, waiting: Mapping[Missing, int], language: str
) -> Json:
    right = outcome.right
    missing = in_order_of_use(outcome.missing, waiting)
    return {
        "id": right.id,
        "name": right_name(right.id, language),
        "level": str(right.level),
        "unit": str(right.unit),
        "kind": str(right.kind),
        "theme": str(right.theme),
        "answer": str(outcome.answer),
        "group": str(outcome.group),
        "amount": amount_of(outcome),
        "because": {
            "conditions": [
                _reason(reason, right.id, answers.situation, language) for reason in outcome.reasons
            ],
            "values": [_value(value, right.id, language) for value in outcome.named],
            "amounts": [_figure(key, outcome.figures[key], language) for key in sorted(outcome.figures)],
        },
        "missing": [_missing(item, viewer, answers.on, language) for item in missing],
        "near_misses": [_near_miss(miss, right.id, language) for miss in outcome.near_misses],
        "sources": sources_of(right, outcome.figures),
        "rule_version": rule_version(outcome.version) if outcome.version else None,
        "warnings": [
            {"code": str(code), "sentence": warning_sentence(code, outcome, answers, language)}
            for code in outcome.warnings
        ],
        "opens": [{"id": other, "name": right_name(other, language)} for other in right.opens],
    }


# ------------------------------------------------------------------------------------------- parts


def amount_of(outcome: Outcome) -> Json | None:
    """Lowest and highest amount per period; None when the answer is no or no amount is known."""
    if outcome.answer is Answer.NO or outcome.version is None or outcome.version.amount is None:
        return None
    if outcome.lowest is None or outcome.highest is None:
        return None
    unit = outcome.version.amount.unit
    return {
        "lowest": written_number(outcome.lowest, unit),
        "highest": written_number(outcome.highest, unit),
        "unit": _plain_unit(unit),
        "period": outcome.right.period,
    }


def _plain_unit(unit: str | None) -> str:
    return "number" if unit is None else unit.split("/")[0]


def written_value(number: int, unit: str | None, *, is_yes_no: bool) -> str:
    """An intermediate result as it is written: an amount, a date, a count, or yes and no."""
    if is_yes_no:
        return "yes" if number else "no"
    if unit != "date":
        return written_number(number, unit)
    return "no" if number >= NEVER else date.fromordinal(max(number, 1)).isoformat()


def term(right_id: str, key: str, language: str) -> str:
    """What people read for a condition or a named value of a right; the key when nobody wrote it yet."""
    for tried in (language, "nl"):
        found = leaflet(right_id, tried)
        if found is not None and key in found.terms:
            return found.terms[key]
    return key


def warning_sentence(code: Warning_, outcome: Outcome, answers: Answers, language: str) -> str:
    """A warning in words, with the rights or the day that it is about."""
    if code is Warning_.AMOUNT_NOT_KNOWN and (since := outcome.amount_since) is not None:
        return sentence("warning", f"{code}_since", language, date=f"{since:%d/%m/%Y}")
    said = {other.right.id: other.answer for other in answers.outcomes}
    named: Iterable[str] = ()
    if code is Warning_.REPLACED:
        named = (other for other in outcome.right.replaced_by if said.get(other) is Answer.YES)
    elif code is Warning_.CLAIM_FIRST:
        named = (other for other in outcome.right.goes_after if said.get(other) not in (None, Answer.NO))
    names = ", ".join(right_name(other, language) for other in named)
    return sentence("warning", str(code), language, names=names)


def sources_of(right: Right, figures: Mapping[str, Figure]) -> list[Json]:
    """What the answer rests on: the sources of the rule, then those of the amounts used, each once."""
    found: dict[tuple[str, str], Json] = {
        (title, url): {"title": title, "url": url, "read_on": None} for title, url in right.sources
    }
    for key in sorted(figures):
        if (row := figures[key].row) is not None:
            found[row.source.title, row.source.url] = source_json(row.source)
    return list(found.values())


def source_json(source: Source) -> Json:
    """Where a figure was read, and when."""
    return {
        "title": source.title,
        "url": source.url,
        "read_on": source.read_on.isoformat() if source.read_on else None,
    }


@lru_cache(maxsize=512)
def rule_hash(version: Version) -> str:
    """The hash of everything that this version of a rule works out."""
    return content_hash(version.roots())


def rule_version(version: Version) -> Json:
    """By which rule an answer was given: the days from and until which it is valid, and its hash."""
    return {
        "from": version.from_on.isoformat(),
        "until": version.until_on.isoformat() if version.until_on else None,
        "hash": rule_hash(version),
    }


def _reason(reason: Reason, right_id: str, situation: Situation, language: str) -> Json:
    return {
        "key": reason.key,
        "sentence": term(right_id, reason.key, language),
        "answer": str(reason_answer(reason, right_id, situation)),
        "article": cited(reason.article, language),
        "is_decided_by_person": reason.is_decided_by_person,
        "needs": "all" if reason.needs_all_parts else "any",
        "parts": [_reason(part, right_id, situation, language) for part in reason.parts],
    }


def reason_answer(reason: Reason, right_id: str, situation: Situation) -> Answer:
    """Whether a condition holds. What a person decides stays unknown until the decision is recorded."""
    if not reason.is_decided_by_person:
        return reason.answer
    low, high = situation.decisions.get(f"{right_id}.{reason.key}", (0, 1))
    return Answer.UNKNOWN if low != high else (Answer.YES if low else Answer.NO)


def _value(value: NamedValue, right_id: str, language: str) -> Json:
    lowest = written_value(value.lowest, value.unit, is_yes_no=value.is_yes_no)
    highest = written_value(value.highest, value.unit, is_yes_no=value.is_yes_no)
    unit = "yes_no" if value.is_yes_no else value.unit or "number"
    label = term(right_id, value.key, language)
    return {"key": value.key, "label": label, "lowest": lowest, "highest": highest, "unit": unit}


def _figure(key: str, figure: Figure, language: str) -> Json:
    amount, row = amounts()[key], figure.row
    is_known = row is not None and row.low is not None
    return {
        "id": key,
        "label": amount.label.get(language) or amount.label["nl"],
        "lowest": written_number(figure.low, amount.unit) if is_known else None,
        "highest": written_number(figure.high, amount.unit) if is_known else None,
        "unit": amount.unit or "number",
        "since": row.from_on.isoformat() if row else None,
        "review_by": row.review_by.isoformat() if row and row.review_by else None,
        "article": cited(row.article, language) if row else "",
        "source": source_json(row.source) if row else None,
        "confidence": str(row.confidence) if row else "missing",
        "status": str(figure.status),
    }


def _missing(missing: Missing, viewer: int, on: date, language: str) -> Json:
    person = person_as_given(viewer, missing.person)
    return {
        "fact": missing.fact,
        "person": person,
        "label": fact_label(missing, language),
        "question": question_text(missing.fact, person, on, language),
    }


def question_text(fact_key: str, person: int | None, on: date, language: str) -> str:
    """How an open fact is asked: of the person who answers, or about somebody else; empty without wording."""
    question = question_about(fact_key)
    name = sentence("screen", "person", language, number=person + 1) if person else None
    return question.title(language, name, on=on) if question else ""


def person_as_given(viewer: int, person: int | None) -> int | None:
    """The place in the list that was given, of a person counted in the answer for somebody else.

    The answer for another adult puts that adult first and leaves the others in their order.
    """
    if person is None or viewer == 0 or person > viewer:
        return person
    return viewer if person == 0 else person - 1


def _near_miss(miss: NearMiss, right_id: str, language: str) -> Json:
    return {
        "condition": miss.key,
        "sentence": term(right_id, miss.key, language),
        "distance": written_number(miss.distance, None if miss.unit == "date" else miss.unit),
        "unit": "day" if miss.unit == "date" else miss.unit or "number",
    }
