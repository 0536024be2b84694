"""The columns of a table of households: which there may be, and what each is about.

A table has one row per household: ``household`` names it, ``members`` says how many live there, and every
other column is a fact of the home, or a list with one element per member. A column is a fact
(``fact`` or ``fact@day``), one end of a range (``fact.min``, ``fact.max``), ``age`` in place of ``birth_on``,
or a decision (``decision.right.name``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nabij_rights.engine.expression import Entity
from nabij_rights.facts.reading import nearest, shown
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.given.household import decision_names, fact_days

KEY, MEMBERS, AGE = "household", "members", "age"
DECISION = "decision."


class End(StrEnum):
    """Which part of what is known of a fact a column gives."""

    VALUE = "value"
    LOWEST = "min"
    HIGHEST = "max"


@dataclass(frozen=True)
class Heading:
    """What a column is about: a fact of the home or of each member, or a decision."""

    column: str
    key: str
    end: End
    is_personal: bool
    is_decision: bool = False


class UnusableColumns(ValueError):
    """A table whose columns cannot be used; one sentence per column."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)

    def __reduce__(self) -> tuple[type[UnusableColumns], tuple[tuple[str, ...]]]:
        return type(self), (self.sentences,)  # so that it comes back whole from another process


def headings(columns: Iterable[str], *, ignored: Iterable[str] = ()) -> list[Heading]:
    """What each column is about, ``household`` and ``members`` left out.

    Raises UnusableColumns when one is not known, stands twice, or when ``household`` is not there.
    """
    found: dict[str, Heading] = {}
    problems: list[str] = []
    names = list(columns)
    for name in names:
        if names.count(name) > 1:
            problems.append(f"column {shown(name)} stands twice. Leave one out.")
        elif name not in (KEY, MEMBERS) and name not in set(ignored):
            try:
                found[name] = heading(name)
            except UnusableColumns as problem:
                problems += problem.sentences
    if KEY not in names:
        problems.append("there is no column household. Each row needs its own name or number there.")
    if problems:
        raise UnusableColumns(list(dict.fromkeys(problems)))
    return list(found.values())


def heading(column: str) -> Heading:
    """What one column is about. Raises UnusableColumns."""
    if column.startswith(DECISION):
        return _decision(column)
    name, end = column, End.VALUE
    for part in (End.LOWEST, End.HIGHEST):
        if column.endswith(f".{part}"):
            name, end = column.removesuffix(f".{part}"), part
    if name == AGE:
        return Heading(column, AGE, end, is_personal=True)
    fact_id, _, snapshot = name.partition("@")
    fact = vocabulary().get(fact_id)
    if fact is None:
        known = [*vocabulary(), AGE, MEMBERS, KEY]
        raise _unusable(column, f"is not a fact we know. {nearest(fact_id, known)}")
    if "@" in name and (fact_id, snapshot) not in fact_days():
        days = ", ".join(f"@{day}" for one, day in sorted(fact_days()) if one == fact_id)
        counting = f" Days that count: {days}." if days else ""
        raise _unusable(column, f"no rule looks at this fact on that day.{counting}")
    if end is not End.VALUE and (fact.type in ("bool", "enum") or (snapshot and fact.type == "since")):
        raise _unusable(column, "this fact has no lowest and highest value. Leave out .min and .max.")
    return Heading(column, name, end, is_personal=fact.entity is Entity.PERSON)


def _decision(column: str) -> Heading:
    name = column.removeprefix(DECISION)
    if name not in decision_names():
        hint = nearest(name, decision_names(), otherwise="`nabij-rights show` lists those of a right.")
        raise _unusable(column, f"is decided in no rule. {hint}")
    return Heading(column, name, End.VALUE, is_personal=False, is_decision=True)


def _unusable(column: str, sentence: str) -> UnusableColumns:
    return UnusableColumns([f"column {shown(column)}: {sentence}"])
