"""The open data of the catalogue as an OpenAPI 3.1 description, made from the words of the program.

Its shapes are JSON Schema 2020-12. What the answers of ``nabij-rights check`` have in common with the
catalogue (a source, a version of a rule) is taken from the published schema of those answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum

from nabij_rights.engine.expression import Entity
from nabij_rights.engine.serialise import FORMAT as TREE_FORMAT
from nabij_rights.parameters.book import Confidence
from nabij_rights.reasons import Answer
from nabij_rights.rights import Granting, Kind, Level, Unit
from nabij_rights.schemas import Schema, output_schema
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

BASE = "/open/v1"
VERSION = "1.0.0"
LICENCE = "EUPL-1.2"

_HERE = "#/components/schemas/"
_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "format": "date"}
_DAY_OR_NONE: Schema = {"type": ["string", "null"], "format": "date"}
_YES_NO: Schema = {"type": "boolean"}
_ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_FIGURE: Schema = {
    "type": ["string", "null"],
    "description": "A figure as text in its own unit, so that no cent is lost. Null when nobody found it.",
}


def _day(description: str) -> Schema:
    return {"name": "dag", "in": "query", "description": description, "schema": _DAY}


_EVERY_DAY = _day("A list is the same on every day; a day that cannot be read is refused with 400.")


def openapi() -> Schema:
    """The description of every address of the open data."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nabij: open data of the catalogue of rights",
            "version": VERSION,
            "summary": "Social rights with their rules, dated amounts, sources and worked-out examples.",
            "description": "Reading only, without key or account, for everybody. Nothing about a person is "
            "asked or kept. Within this version fields are added, never taken away or given another meaning.",
            "license": {"name": LICENCE, "identifier": LICENCE},
        },
        "servers": [{"url": BASE}],
        "paths": _paths(),
        "components": {"schemas": _shapes(), "responses": _problems()},
    }


def _paths() -> Schema:
    return {
        "/facts.json": _path("facts", "What can be known of a household", _list_of("fact"), _EVERY_DAY),
        "/rights.json": _path(
            "rights",
            "Every right in short, in the order in which they are claimed",
            _list_of("right_in_short"),
            _EVERY_DAY,
        ),
        "/rights/{id}.json": _path(
            "right",
            "One right: rule, versions, amounts over time, sources and examples",
            _ref("right"),
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": "Id of the right.",
                "schema": _ID,
            },
            _day("The day whose rule is shown; today when it is left out."),
        ),
        "/amounts.json": _path(
            "amounts", "Every dated amount with all its values", _list_of("amount_in_use"), _EVERY_DAY
        ),
    }


def _path(name: str, summary: str, shape: Schema, *more: Schema) -> Schema:
    answers: Schema = {
        "200": {
            "description": summary + ".",
            "headers": {
                "ETag": {"description": "Changes when the answer changes.", "schema": _TEXT},
                "Cache-Control": {"description": "How long it may be kept.", "schema": _TEXT},
                "Content-Language": {
                    "description": "The language of names and sentences.",
                    "schema": _language(),
                },
            },
            "content": {"application/json": {"schema": shape}},
        },
        "304": {"description": "Nothing changed since the ETag in If-None-Match."},
        "400": {"$ref": "#/components/responses/not_understood"},
    }
    if any(one["in"] == "path" for one in more):
        answers["404"] = {"$ref": "#/components/responses/not_found"}
    language = {
        "name": "taal",
        "in": "query",
        "description": "Language of names and sentences. Without it Accept-Language decides, else Dutch. "
        "A text that is not translated yet is in Dutch.",
        "schema": _language(),
    }
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [*more, language],
            "responses": answers,
        }
    }


def _problems() -> Schema:
    content = {"application/json": {"schema": _ref("problem")}}
    return {
        "not_understood": {"description": "A language or day that we do not know.", "content": content},
        "not_found": {"description": "There is no right with this id.", "content": content},
    }


# ------------------------------------------------------------------------------------------- shapes


def _shapes() -> Schema:
    in_short = _in_short()
    amount = _amount()
    return {
        "problem": _object({"problem": {**_TEXT, "description": "What is wrong, in English."}}),
        "fact": _fact(),
        "right_in_short": _object(in_short),
        "right": _object({**in_short, **_of_one_right()}),
        "condition": _condition(),
        "rule": _object(
            {
                "from": _DAY,
                "until": _DAY_OR_NONE,
                "hash": _TEXT,
                "conditions": _list_of("condition"),
                "values": _array(_object({"key": _ID, "label": _TEXT})),
                "tree": {
                    "type": "object",
                    "description": f"The whole calculation, as {TREE_FORMAT}.",
                    "required": ["format"],
                    "properties": {"format": {"const": TREE_FORMAT}},
                },
            }
        ),
        "version": _version(),
        "amount": _object(amount),
        "amount_in_use": _object(
            {**amount, "rights": _array(_ID, "The rights that use it in some version of their rule.")}
        ),
        "row": _row(),
        "source": _of_answers("source"),
        "case": _case(),
    }


def _fact() -> Schema:
    return _object(
        {
            "id": _ID,
            "entity": _one_of(Entity),
            "type": {**_TEXT, "description": "bool, enum, money, number, date, since, nis, ..."},
            "unit": {"type": ["string", "null"]},
            "values": {
                "type": "object",
                "additionalProperties": _TEXT,
                "description": "What it can be, with the words for it, for facts with named values.",
            },
            "label": _TEXT,
            "question": _TEXT,
            "why": _TEXT,
            "proof": {**_TEXT, "description": "Which paper shows it."},
            "sensitivity": {"type": "integer", "description": "How delicate it is to ask."},
            "applies_to": {**_TEXT, "description": "About whom it is asked."},
        }
    )


def _in_short() -> Schema:
    return {
        "id": _ID,
        "name": _TEXT,
        "level": _one_of(Level),
        "kind": _one_of(Kind),
        "unit": _one_of(Unit),
        "period": {**_TEXT, "description": "The period of the amount: month, year, once, ..."},
        "provider": {**_TEXT, "description": "Who grants it."},
        "granting": _one_of(Granting),
        "town": {"type": ["string", "null"], "description": "The only town where it exists."},
    }


def _of_one_right() -> Schema:
    ids = _array(_ID)
    return {
        "summary": _TEXT,
        "legal_basis": _array(_TEXT),
        "documents": _array(_TEXT),
        "opens": {**ids, "description": "Who has this right, often also has these."},
        "goes_after": {**ids, "description": "These are asked first."},
        "replaced_by": {**ids, "description": "These come in its place."},
        "recorded_as": _array(_TEXT),
        "decisions": _array(_TEXT, "What a person decides, and no computer."),
        "on": _DAY,
        "rule": {"oneOf": [{"type": "null"}, _ref("rule")], "description": "Null when none is in force."},
        "versions": _list_of("version"),
        "amounts": _list_of("amount"),
        "sources": _array(_object({"title": _TEXT, "url": _TEXT})),
        "cases": _list_of("case"),
    }


def _condition() -> Schema:
    return _object(
        {
            "key": _ID,
            "sentence": _TEXT,
            "article": _TEXT,
            "is_decided_by_person": {**_YES_NO, "description": "A person decides this; it never makes a no."},
            "needs": {"enum": ["all", "any"]},
            "parts": _list_of("condition"),
        }
    )


def _version() -> Schema:
    described = next(one for one in _of_answers("rule_version")["oneOf"] if one.get("type") == "object")
    return _object({**described["properties"], "note": _TEXT})


def _amount() -> Schema:
    return {
        "id": _TEXT,
        "label": _TEXT,
        "unit": {**_TEXT, "description": "EUR/month, pct, number, ..."},
        "is_fixed": {**_YES_NO, "description": "The law never indexes it."},
        "rows": _list_of("row"),
    }


def _row() -> Schema:
    return _object(
        {
            "from": _DAY,
            "lowest": _FIGURE,
            "highest": _FIGURE,
            "confidence": _one_of(Confidence),
            "source": _ref("source"),
            "article": _TEXT,
            "note": _TEXT,
            "review_by": {**_DAY_OR_NONE, "description": "The day to read the source again."},
        }
    )


def _case() -> Schema:
    return _object(
        {
            "name": _TEXT,
            "on": _DAY,
            "given": {"type": "object", "description": "A household, as `nabij-rights check` reads it."},
            "answer": _one_of(Answer),
            "lowest": _FIGURE,
            "highest": _FIGURE,
            "missing": _array(_TEXT),
            "person": {"type": "integer", "description": "Of which person, counted from 0."},
            "note": _TEXT,
        }
    )


# -------------------------------------------------------------------------------------------- parts


def _object(properties: Schema) -> Schema:
    """Every field is always there; more may come in a later version."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _array(items: Schema, description: str = "") -> Schema:
    return {"type": "array", "items": items} | ({"description": description} if description else {})


def _list_of(name: str) -> Schema:
    return _array(_ref(name))


def _ref(name: str) -> Schema:
    return {"$ref": f"{_HERE}{name}"}


def _one_of(words: Iterable[StrEnum]) -> Schema:
    return {"enum": [str(word) for word in words]}


def _language() -> Schema:
    return {"enum": list(COMPLETE_LANGUAGES)}


def _of_answers(name: str) -> Schema:
    """A shape of the answers, with its references pointing into this description."""
    text = json.dumps(output_schema()["$defs"][name]).replace('"#/$defs/', f'"{_HERE}')
    found: Schema = json.loads(text)
    return found
