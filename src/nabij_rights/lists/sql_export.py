"""The rights as one SQL text, with a description of the two tables that it reads.

For a warehouse in which nothing of ours may run. Amounts of the law stand in the text as numbers; a comment
at its head says from which day each holds and where it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from nabij_rights.catalogue import RuleSet, catalogue
from nabij_rights.engine.bounds import Pair, to_bounds, two_ends
from nabij_rights.engine.expression import Entity, Node, Op, const
from nabij_rights.engine.sql.columns import Column
from nabij_rights.engine.sql.dialects import Dialect, remark
from nabij_rights.engine.sql.statement import Outcome, Statement
from nabij_rights.facts.vocabulary import Fact, vocabulary
from nabij_rights.rights import Kind, Version

_REFERENCE = "relation_to_reference"


class Values(StrEnum):
    """What a NULL in a column means."""

    EXACT = "exact"  # a household that lacks a fact gets no answer on the rights that rest on it
    OPEN = "open"  # any value is still possible: yes, no or unknown, and from how much to how much


_MEANING = {
    Values.EXACT: "A NULL that a right rests on gives NULL for that right: it is never taken for a no.",
    Values.OPEN: "A NULL is an open fact: an answer is one that holds whatever it turns out to be.",
}

_HINTS = {
    Dialect.POSTGRESQL: (
        "First SET jit = off; and ANALYZE both tables: compiling takes longer than running.",
    )
}


@dataclass(frozen=True)
class SqlExport:
    """The text for the rights of a rule set. ``has_decisions`` reads what persons decided from columns too;
    otherwise every decision is open. Raises CannotWrite when the text does not fit the database.
    """

    rule_set: RuleSet
    dialect: Dialect = Dialect.SQLITE
    values: Values = Values.EXACT
    has_decisions: bool = False

    @cached_property
    def statement(self) -> Statement:
        """The statement without its head."""
        outcomes = [self._outcome(right_id, version) for right_id, version in self.rule_set.versions.items()]
        columns = {column.key: column for column in self._columns()}
        needs_all = self.values is Values.EXACT
        return Statement(outcomes, columns, self.rule_set.setting, dialect=self.dialect, needs_all=needs_all)

    def text(self) -> str:
        """The whole text: the head in comments, then one statement."""
        body = self.statement.text()
        return "\n".join(f"-- {remark(line)}".rstrip() for line in self._head()) + "\n" + body

    def _outcome(self, right_id: str, version: Version) -> Outcome:
        roots = [version.holds, *([] if version.amount is None else [version.amount])]
        (certain, possible), *amount = to_bounds(roots, self._ends)
        lowest, highest = amount[0] if amount else (None, None)
        may_be_certain = catalogue()[right_id].kind is not Kind.MAY_ASK
        return Outcome(right_id, certain, possible, lowest, highest, may_be_certain)

    def _ends(self, leaf: Node) -> Pair:
        """What is known of a leaf: an amount of the law may have changed, a decision may be open."""
        if leaf.op is Op.DECISION and not self.has_decisions:
            return const(False), const(True)
        if leaf.op is Op.AMOUNT:
            figure = self.rule_set.figures[leaf.meta]
            return (leaf, leaf) if figure.low == figure.high else two_ends(leaf)
        if leaf.op in (Op.FACT, Op.FACT_IS) and self.values is Values.EXACT:
            return leaf, leaf
        return two_ends(leaf)

    def _columns(self) -> list[Column]:
        program = self.rule_set.program
        facts = [_column(key, vocabulary()[key.partition("@")[0]]) for key in program.inputs]
        return facts + [Column(key, Entity.HOUSEHOLD, 0, 1, is_yes_no=True) for key in program.decisions]

    # ------------------------------------------------------------------------------ head, description

    def _head(self) -> list[str]:
        on = self.rule_set.on
        lines = [
            f"Nabij, rights on {on.isoformat()}: {', '.join(self.rule_set.versions)}.",
            f"For {self.dialect}. Reads the tables households and persons; writes nothing.",
            "Euro are whole cents, dates are day numbers (1 = 1 January of the year 1), yes/no is 1/0.",
            _MEANING[self.values],
            *_HINTS.get(self.dialect, ()),
            "Per right: holds (1 yes, 0 no, NULL not known), amount (when certain), and the lowest",
            "and highest amount while the right may hold, in cents per period of the right.",
            "Amounts of the law in this text, in the engine's numbers, with the day from which they hold:",
        ]
        for slot in sorted(self.statement.amounts):
            figure = self.rule_set.figures[slot]
            since = figure.row.from_on.isoformat() if figure.row else "never found"
            source = figure.row.source.title if figure.row else "-"
            value = f"{figure.low}" if figure.low == figure.high else f"{figure.low} to {figure.high}"
            lines.append(f"  {slot} = {value}, {figure.status}, from {since}: {source}")
        return lines

    def description(self) -> Mapping[str, Any]:
        """The tables that the text reads and the columns that it gives, for a program."""
        tables: dict[str, Any] = {
            "households": {"household_id": {"type": "any", "meaning": "one row per household"}},
            "persons": {
                "household_id": {"type": "any", "meaning": "the household this person lives in"},
                "person_number": {"type": "integer", "meaning": "1 is the person the question is about"},
            },
        }
        for column in self.statement.columns:
            table = "persons" if column.entity is Entity.PERSON else "households"
            tables[table][column.key] = _described(column)
        return {
            "on": self.rule_set.on.isoformat(),
            "dialect": str(self.dialect),
            "values": str(self.values),
            "tables": tables,
            "rights": {
                name: {"needs": sorted(needed)} for name, needed in sorted(self.statement.needed.items())
            },
        }


def _column(key: str, fact: Fact) -> Column:
    if fact.values:
        first = "self" if key == _REFERENCE else None
        return Column(key, fact.entity, 0, len(fact.values) - 1, values=fact.values, first=first)
    is_yes_no = fact.type == "bool" or (fact.type == "since" and "@" in key)
    if is_yes_no:
        return Column(key, fact.entity, 0, 1, is_yes_no=True)
    return Column(key, fact.entity, fact.lowest, fact.highest)


def _described(column: Column) -> Mapping[str, Any]:
    fact = vocabulary().get(column.key.partition("@")[0])
    meaning = {"meaning": fact.text("label", "en") if fact else "what a person decided"}
    if column.values:
        return {"type": "text", "values": list(column.values), **meaning}
    if column.is_yes_no:
        return {"type": "integer or boolean", "values": [0, 1], **meaning}
    kind = "day number" if fact and fact.is_date else "cents" if fact and fact.type == "money" else "integer"
    return {"type": "integer", "counts": kind, "lowest": column.lowest, "highest": column.highest, **meaning}
