"""The published shape of what goes in and what comes out, as JSON Schema 2020-12.

``output.schema.json`` is written by hand and changes only with a new format. What goes in follows from the
vocabulary of facts, so that schema is made from it.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from nabij_rights.engine.expression import MOST_PERSONS, Entity
from nabij_rights.facts.reading import OLDEST
from nabij_rights.facts.vocabulary import Fact, vocabulary
from nabij_rights.towns.packs import towns

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAY = {"type": "string", "format": "date"}
_MONEY_TEXT = r"^[0-9]+(\.[0-9]{1,2})?$"


def output_schema() -> Schema:
    """What ``nabij-rights check --json`` gives."""
    text = files("nabij_rights.schemas").joinpath("output.schema.json").read_text(encoding="utf-8")
    schema: Schema = json.loads(text)
    return schema


def input_schema() -> Schema:
    """What a file for ``nabij-rights check`` holds, from the vocabulary as it stands."""
    known = vocabulary().values()
    persons = _facts([fact for fact in known if fact.entity is Entity.PERSON])
    persons["properties"]["age"] = {"$ref": "#/$defs/age"}
    age = _or_range({"type": "integer", "minimum": 0, "maximum": OLDEST}, description="Instead of birth_on.")
    return {
        "$schema": _DRAFT,
        "$id": "urn:nabij-rights:input:1",
        "title": "A household for nabij-rights",
        "description": "A value is exact, a range, or absent, which means unknown. "
        "The first person is the one whom the question is about.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "on": {**_DAY, "description": "The day to calculate for."},
            "municipality": _value(vocabulary()["municipality"]),
            "household": _facts([fact for fact in known if fact.entity is Entity.HOUSEHOLD]),
            "persons": {"type": "array", "minItems": 1, "maxItems": MOST_PERSONS, "items": persons},
            "decisions": {"type": "object", "additionalProperties": {"type": "boolean"}},
        },
        "$defs": {"age": age, **{_kind(fact): _definition(fact) for fact in known}},
    }


def _facts(facts: list[Fact]) -> Schema:
    """Facts by name, and by name and day for their value on another day."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.id: {**_value(fact), "description": fact.text("label", "en")} for fact in facts},
        "patternProperties": {
            f"^{fact.id}@.+$": {"type": "boolean"} if fact.type == "since" else _value(fact) for fact in facts
        },
    }


def _value(fact: Fact) -> Schema:
    return {"$ref": f"#/$defs/{_kind(fact)}"}


def _kind(fact: Fact) -> str:
    """The name of the definition that this fact shares with others of the same domain."""
    if fact.type in ("bool", "date", "since", "nis"):
        return fact.type
    return f"money_to_{fact.highest // 100}" if fact.type == "money" else fact.id


def _definition(fact: Fact) -> Schema:
    if fact.type == "bool":
        return {"type": "boolean"}
    if fact.type == "enum":
        one = {"enum": list(fact.values)}
        several = {"any_of": {"type": "array", "minItems": 1, "items": one}}
        span = {
            "type": "object",
            "additionalProperties": False,
            "required": ["any_of"],
            "properties": several,
        }
        return {"anyOf": [one, span]}
    if fact.type == "since":
        return {"anyOf": [{"type": "boolean"}, *_or_range(_DAY, {"enum": ["no"]})["anyOf"]]}
    return _or_range(*_exact(fact))


def _exact(fact: Fact) -> list[Schema]:
    if fact.type == "date":
        return [_DAY]
    if fact.type == "nis":
        names = sorted({name for town in towns().values() for name in (town.id, town.name)})
        code = {"type": "integer", "minimum": 10_000, "maximum": 99_999}
        return [code, {"type": "string", "pattern": "^[1-9][0-9]{4}$"}, {"enum": names}]
    if fact.type == "money":
        number = {"type": "number", "minimum": 0, "maximum": fact.highest // 100}
        return [number, {"type": "string", "pattern": _MONEY_TEXT}]
    return [{"type": "integer", "minimum": fact.lowest, "maximum": fact.highest}]


def _or_range(*exact: Schema, **more: Any) -> Schema:
    """One of these values, or a lowest and a highest of them."""
    end = exact[0] if len(exact) == 1 else {"anyOf": list(exact)}
    span = {"type": "object", "additionalProperties": False, "minProperties": 1}
    return {"anyOf": [*exact, {**span, "properties": {"min": end, "max": end}}], **more}
