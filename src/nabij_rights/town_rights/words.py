"""A rule that is data, told in words while somebody builds it. The sentences stand in ``_sentences.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nabij_rights.facts.vocabulary import fact_named
from nabij_rights.parameters.book import DatedAmount
from nabij_rights.plain_text.words import day_text, span_text
from nabij_rights.texts.sentences import sentence
from nabij_rights.town_rights.conditions import COMPARISONS, Row
from nabij_rights.towns.packs import town_named

SECTION = "rule_words"


@dataclass(frozen=True)
class Line:
    """One condition in words; ``joined`` is "any" or "all" when there are lines under it."""

    text: str
    article: str = ""
    joined: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Speaker:
    """Tells rows of one document in one language, with the amounts as they are on a day.

    Without figures an amount is told by its name only: in a text that is kept, a figure would grow old.
    """

    document: Mapping[str, Any]
    amounts: Mapping[str, DatedAmount]
    language: str
    on: date
    terms: Mapping[str, str] = field(default_factory=dict)
    with_figures: bool = True

    def say(self, key: str, **values: object) -> str:
        """A sentence about rules."""
        return sentence(SECTION, key, self.language, **values)

    def lines(self, rows: Any) -> tuple[Line, ...]:
        """Every condition in words."""
        return tuple(self.line(row) for row in rows or ())

    def line(self, row: Row) -> Line:
        """One condition in words."""
        for joined in ("any", "all"):
            if joined in row:
                inside = self.lines(row[joined])
                return Line(self.say(joined), str(row.get("article", "")), joined, inside)
        return Line(self._test(row), str(row.get("article", "")))

    def _test(self, row: Row) -> str:
        if "lives_in_town" in row:
            return self.say("lives_in_town", town=town_named(self.document["town"]).name)
        if "decides" in row:
            return self.say("decides", what=self.terms.get(row.get("key", ""), row.get("key", "")))
        if "count" in row:
            number = self._compared(row, None)
            return self.say("count", group=self.group(row["count"]), compared=number)
        who = self.who(row)
        if "age" in row:
            return self.say("of_whom", who=who, what=self._age(row["age"]))
        return self.say("of_whom", who=who, what=self._fact(row))

    def who(self, row: Row) -> str:
        """Whom a row is about."""
        if fact_id := row.get("fact"):
            default = "home" if fact_named(fact_id).entity == "household" else "you"
        else:
            default = "you"
        who = row.get("who", default)
        group = self.group(row.get("among")) if who not in ("you", "home") else ""
        return self.say(f"who_{who}", group=group)

    def group(self, group: Any) -> str:
        """A group of persons."""
        return ", ".join(self._group_words(group or {})) or self.say("group_all")

    def _group_words(self, group: Row) -> Iterator[str]:
        if "relation" in group:
            yield self.say(f"group_{group['relation']}")
        elif group:
            yield self.say("group_persons")
        ages = {name: group[f"{name}_age"] for name in ("from", "under") if f"{name}_age" in group}
        if ages:
            yield self._age(ages)
        if group.get("lives_here"):
            yield self.say("group_lives_here")
        if "fact" in group:
            yield self._fact(group)

    def _age(self, ages: Row) -> str:
        return self.say("age_" + "_".join(name for name in ("from", "under") if name in ages), **_plain(ages))

    def _fact(self, row: Row) -> str:
        found = fact_named(row["fact"])
        compared = self._compared(row, found.unit)
        on = row.get("on", "today")
        day = "" if on == "today" else self.say(f"on_{on}")
        return self.say("fact", label=found.text("label", self.language), compared=compared, day=day).strip()

    def _compared(self, row: Row, unit: str | None) -> str:
        (name,) = [name for name in COMPARISONS if name in row] or ["yes"]
        if name in ("is", "is_not"):
            found = fact_named(row["fact"])
            values = row[name] if isinstance(row[name], list) else [row[name]]
            what = self.say("or").join(found.option(value, self.language) for value in values)
        elif unit == "date":
            what = _day_words(row[name])
        elif isinstance(row[name], str):
            what = self.amount(row[name])
        else:
            what = str(row[name])
        return self.say(name, what=what)

    def amount(self, key: Any) -> str:
        """An amount by its label, with what it is on this day unless figures are left out."""
        found = self.amounts.get(f"{self.document['id']}.{key}")
        if found is None:
            return self.say("amount_lacks", name=key)
        label = found.label.get(self.language) or found.label["nl"]
        if not self.with_figures:
            is_money = (found.unit or "").startswith("EUR")
            return self.say("amount_named" if is_money else "figure_named", label=label)
        figure, label = found.on(self.on), label.lower()
        if figure.row is None or figure.row.low is None:
            return self.say("amount_unknown", label=label)
        value = span_text(figure.low, figure.high, found.unit, self.language)
        return self.say("amount", label=label, value=value)

    def quantity(self, row: Row) -> str:
        """A number of the household."""
        label = fact_named(row["fact"]).text("label", self.language)
        return self.say("quantity", label=label, who=self.who(row))

    # ------------------------------------------------------------------------------------- amounts

    def gain(self, row: Any) -> tuple[str, ...]:
        """What somebody gets, in one sentence or a sentence per step."""
        if not row:
            return (self.say("gain_none"),)
        if row["kind"] == "table":
            return tuple(self._steps(row))
        values: dict[str, str] = {
            key: self.amount(row[key]) for key in ("amount", "pct", "to", "lowest", "highest") if key in row
        }
        if "of" in row:
            values["of"] = self.quantity(row["of"])
        if row["kind"] == "per_person":
            values["group"] = self.group(row.get("among"))
        values.setdefault("lowest", "0")
        return (self.say(f"gain_{row['kind']}", **values) + self._more(row),)

    def _more(self, row: Row) -> str:
        found = ""
        if "less" in row:
            found += self.say("gain_less", less=self.quantity(row["less"]))
        if "at_most" in row:
            is_count = isinstance(row["at_most"], int)
            most = str(row["at_most"]) if is_count else self.amount(row["at_most"])
            found += self.say("gain_at_most_persons" if is_count else "gain_at_most", most=most)
        return found

    def _steps(self, row: Row) -> Iterator[str]:
        yield self.say("gain_table", of=self.quantity(row["of"]))
        for step in row["rows"]:
            yield self.say("gain_step", up_to=self.amount(step["up_to"]), gives=self.amount(step["gives"]))
        above = self.amount(row["above"]) if "above" in row else self.say("gain_nothing")
        yield self.say("gain_above", gives=above)


def _plain(row: Row) -> dict[str, Any]:
    """The bounds of an age by names that a sentence can hold."""
    return {f"{name}_age": row[name] for name in row}


def _day_words(written: Any) -> str:
    try:
        return day_text(date.fromisoformat(str(written)))
    except ValueError:
        return str(written)
