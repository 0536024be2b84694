"""The form of an example: a household with the facts that the rule looks at, and the answer it gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.rights.forms import fields
from nabij.rights.forms.typed import read_euro, read_whole
from nabij_rights.engine.expression import Entity
from nabij_rights.facts.vocabulary import Fact, vocabulary

PERSONS = ("self", "partner", "child_1", "child_2", "child_3")
_RELATION = {"partner": "spouse", "child_1": "child", "child_2": "child", "child_3": "child"}
ANSWERS = ("yes", "no", "unknown")


class ExampleForm(forms.Form):
    """A household in a table: a column per person, a row per fact. What stays empty is not known."""

    name = fields.text(_("What this example shows, in one line"), most=120)
    on = fields.day(_("On which day"))
    lives_in = fields.choice(
        _("Where they live"), fields.of_words("example_town", ("here", "elsewhere", "unknown"))
    )
    answer = fields.choice(_("The answer should be"), fields.of_words("example_answer", ANSWERS))
    amount = fields.text(_("The amount should be (empty: not looked at)"), required=False, most=20)

    def __init__(self, *args: Any, facts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [vocabulary()[fact_id] for fact_id in facts if fact_id in vocabulary()]
        skipped = {"municipality", "birth_on", "relation_to_reference"}
        self.of_home = [f for f in found if f.entity is Entity.HOUSEHOLD and f.id not in skipped]
        self.of_persons = [f for f in found if f.entity is Entity.PERSON and f.id not in skipped]
        for fact in self.of_home:
            self.fields[f"home.{fact.id}"] = _field(fact)
        for person in PERSONS:
            self.fields[f"{person}.birth_on"] = _day(_("Born on"))
            for fact in self.of_persons:
                self.fields[f"{person}.{fact.id}"] = _field(fact)

    def rows(self) -> list[tuple[Any, list[Any]]]:
        """The table: what the row is about, and a field for each person."""
        births = (_("Born on"), [self[f"{person}.birth_on"] for person in PERSONS])
        language = fields.page_language()
        return [births] + [
            (fact.text("label", language), [self[f"{person}.{fact.id}"] for person in PERSONS])
            for fact in self.of_persons
        ]

    def home_rows(self) -> list[Any]:
        """The fields of the home."""
        return [self[f"home.{fact.id}"] for fact in self.of_home]

    def clean(self) -> dict[str, Any]:
        """Every amount and number as the rules read it."""
        said: dict[str, Any] = super().clean() or {}
        for name in list(said):
            _person, _dot, fact_id = name.partition(".")
            if _dot and said[name] and (fact := vocabulary().get(fact_id)) is not None:
                said[name] = self._read(name, fact, said[name])
        if said.get("amount") and (number := read_euro(said["amount"])) is None:
            self.add_error("amount", _("Write an amount such as 25 or 25,50."))
        elif said.get("amount"):
            said["amount"] = format(number, ".2f")
        return said

    def _read(self, name: str, fact: Fact, typed: Any) -> Any:
        if isinstance(typed, date):
            return typed.isoformat()
        if fact.type == "bool":
            return typed == "yes"
        if fact.type == "money":
            if (number := read_euro(typed)) is None:
                self.add_error(name, _("Write an amount such as 1780,40."))
                return None
            return format(number, ".2f")
        if fact.values or fact.type == "since":
            return typed
        if (whole := read_whole(typed)) is None:
            self.add_error(name, _("Write a whole number."))
        return whole

    def given(self, town: str) -> dict[str, Any]:
        """The household as a file describes it."""
        said = self.cleaned_data
        place = {"here": town, "elsewhere": 11_001, "unknown": None}[said["lives_in"]]
        found: dict[str, Any] = {} if place is None else {"municipality": place}
        home = {
            fact.id: said[f"home.{fact.id}"]
            for fact in self.of_home
            if said.get(f"home.{fact.id}") not in ("", None)
        }
        found |= {"household": home} if home else {}
        found["persons"] = [row for person in PERSONS if (row := self._person(person)) is not None]
        return found

    def _person(self, person: str) -> dict[str, Any] | None:
        said = self.cleaned_data
        names = ["birth_on", *(fact.id for fact in self.of_persons)]
        row = {
            name: said[f"{person}.{name}"] for name in names if said.get(f"{person}.{name}") not in ("", None)
        }
        row = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
        if person == "self":
            return row
        return {"relation_to_reference": _RELATION[person], **row} if row else None

    def case(self, town: str) -> dict[str, Any]:
        """The example as a document holds it."""
        said = self.cleaned_data
        expect = {"answer": said["answer"]} | ({"amount": said["amount"]} if said.get("amount") else {})
        return {"name": said["name"], "on": said["on"].isoformat(), **self.given(town), "expect": expect}

    @staticmethod
    def initial_from(case: Mapping[str, Any], town: str) -> dict[str, Any]:
        """The form as an example stands."""
        place = case.get("municipality")
        lives_in = "unknown" if place is None else "here" if str(place).casefold() == town else "elsewhere"
        expect = case.get("expect", {})
        found = {
            "name": case.get("name"),
            "on": case.get("on"),
            "lives_in": lives_in,
            "answer": expect.get("answer"),
            "amount": expect.get("amount"),
        }
        for key, value in case.get("household", {}).items():
            found[f"home.{key}"] = _shown(value)
        children = iter(PERSONS[2:])
        for person in case.get("persons", ()):
            relation = person.get("relation_to_reference", "self")
            column = (
                relation if relation == "self" else next(children, None) if relation == "child" else "partner"
            )
            found |= {f"{column}.{key}": _shown(value) for key, value in person.items()}
        return found


def _shown(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _day(label: Any) -> forms.DateField:
    """A day in the table; how to write it stands once above."""
    return fields.day(label, required=False, help_text="", first=fields.FIRST_FACT_DAY)


def _field(fact: Fact) -> forms.Field:
    label = fact.text("label", fields.page_language())
    if fact.type == "bool":
        return fields.choice(label, fields.of_words("example_yes_no", ("", "yes", "no")), required=False)
    if fact.values:
        names = [(value, fact.option(value, fields.page_language())) for value in fact.values]
        return fields.choice(label, [("", "?"), *names], required=False)
    if fact.type == "date":
        return _day(label)
    return fields.text(label, required=False, most=40)
