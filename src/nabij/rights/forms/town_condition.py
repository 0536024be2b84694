"""The form of one condition. First somebody chooses what it looks at; then the form asks what fits that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.rights.forms import fields
from nabij.rights.forms.town_right import key_from
from nabij_rights.engine.expression import Entity
from nabij_rights.facts.vocabulary import Fact, vocabulary
from nabij_rights.town_rights.conditions import COMPARISONS, DAYS, comparisons_of

Row = Mapping[str, Any]

LOOKS_AT = ("fact", "age", "count", "decides", "any", "all", "lives_in_town")
WHO_OF_YES_NO = ("you", "anyone", "everyone")
WHO_OF_NUMBER = ("you", "total", "largest", "anyone", "everyone")
RELATIONS = ("", "child", "adult")


def fact_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every fact by its name, first those of the home, then those of a person."""
    language = fields.page_language()
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for entity, title in (
        (Entity.HOUSEHOLD, _("The home and the household")),
        (Entity.PERSON, _("A person")),
    ):
        rows = [(f.id, f.text("label", language)) for f in vocabulary().values() if f.entity is entity]
        groups.append((str(title), sorted(rows, key=lambda row: row[1].casefold())))
    return groups


class ChooseForm(forms.Form):
    """What a new condition looks at."""

    kind = fields.choice(_("This condition looks at"), fields.of_words("looks_at", LOOKS_AT))
    fact = fields.choice(_("Which fact (only for a fact)"), fact_choices, required=False)

    def clean(self) -> dict[str, Any]:
        """A fact is named when the condition looks at one."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("kind") == "fact" and not said.get("fact"):
            self.add_error("fact", _("Choose the fact."))
        return said


class ConditionForm(forms.Form):
    """One condition of a kind, about a fact when there is one."""

    def __init__(
        self, *args: Any, kind: str, fact_id: str, amounts: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.fact = kind, vocabulary().get(fact_id)
        self.amounts = amounts
        self.fields["article"] = fields.text(
            _("Article of the decision"), most=120, required=not self._is_group
        )
        if kind == "fact" and self.fact is not None:
            self._ask_about(self.fact)
        if kind == "age":
            self._ask_who(WHO_OF_YES_NO)
            self._ask_age("age")
        if kind == "count":
            self._ask_group()
            self._ask_comparison(("at_least", "at_most"))
            self.fields["number"] = fields.number(_("Number of persons"), required=True, most=20)
        if kind in ("any", "all"):
            self.fields["kind"] = fields.choice(
                _("What is inside"), fields.of_words("rule_words", ("any", "all"))
            )
        self.fields["sentence"] = fields.text(
            _("The condition in one Dutch sentence for the resident"),
            required=False,
            help_text=_("True when the condition holds, such as: Je woont in de stad."),
        )

    @property
    def _is_group(self) -> bool:
        return self.kind in ("any", "all")

    def _ask_about(self, found: Fact) -> None:
        compared = comparisons_of(found)
        is_number = "at_least" in compared and not found.is_date
        if found.entity is Entity.PERSON:
            self._ask_who(WHO_OF_NUMBER if is_number else WHO_OF_YES_NO)
        self._ask_comparison(compared)
        if found.values:
            names = [(value, found.option(value, fields.page_language())) for value in found.values]
            self.fields["values"] = fields.several(_("Which"), names, required=True)
        elif found.is_date and found.type == "date":
            self.fields["date"] = fields.day(_("Which day"), first=fields.FIRST_FACT_DAY)
        elif found.unit is not None and is_number:
            help_text = _("Amounts of this right. First add the amount if it is not there.")
            self.fields["amount"] = fields.choice(_("Compared with"), self.amounts, help_text=help_text)
        elif is_number:
            self.fields["number"] = fields.number(_("Compared with"), required=True, most=100_000)
        if not is_number:
            self.fields["on"] = fields.choice(_("On which day"), fields.of_words("rule_day", DAYS))

    def _ask_who(self, who: tuple[str, ...]) -> None:
        self.fields["who"] = fields.choice(_("Of whom"), fields.of_words("rule_who", who))
        self._ask_group(_("If it is about several persons: only of whom"))

    def _ask_group(self, label: Any = None) -> None:
        self.fields["relation"] = fields.choice(
            label or _("Which persons"), fields.of_words("rule_group", RELATIONS), required=False
        )
        self.fields["from_age"] = fields.number(_("From this age"))
        self.fields["under_age"] = fields.number(_("Under this age"), least=1)
        self.fields["lives_here"] = fields.tick(_("Only who really lives here"))

    def _ask_age(self, _name: str) -> None:
        self.fields["least"] = fields.number(_("At least this age"))
        self.fields["under"] = fields.number(_("Younger than"), least=1)

    def _ask_comparison(self, names: tuple[str, ...]) -> None:
        self.fields["compared"] = fields.choice(_("How"), fields.of_words("comparison", names))

    def clean(self) -> dict[str, Any]:
        """An age has at least one end."""
        said: dict[str, Any] = super().clean() or {}
        if self.kind == "age" and said.get("least") is None and said.get("under") is None:
            self.add_error("least", _("Give an age: at least, younger than, or both."))
        fields.check_ages(self, "least", "under")
        fields.check_ages(self, "from_age", "under_age")
        return said

    # ------------------------------------------------------------------------------------- to and fro

    @property
    def wanted_key(self) -> str:
        """A key that tells what the condition looks at."""
        words = {"fact": self.fact.id if self.fact else "fact", "age": "age", "count": "number_of_persons"}
        return key_from(words.get(self.kind, {"decides": "a_person_decides"}.get(self.kind, self.kind)))

    def row(self, key: str) -> dict[str, Any]:
        """The condition as a document holds it."""
        said = self.cleaned_data
        found: dict[str, Any] = {"key": key, "article": said["article"]}
        if self._is_group:
            return found | {said["kind"]: []}
        if self.kind in ("decides", "lives_in_town"):
            return found | {self.kind: True}
        if self.kind == "count":
            return found | {"count": self._group(), said["compared"]: said["number"]}
        found |= self._who()
        if self.kind == "age":
            ages = {"from": said["least"], "under": said["under"]}
            return found | {"age": {name: age for name, age in ages.items() if age is not None}}
        return found | self._of_fact()

    def _who(self) -> dict[str, Any]:
        if "who" not in self.fields:
            return {}
        who, group = self.cleaned_data["who"], self._group()
        return {"who": who} | ({"among": group} if who != "you" and group else {})

    def _group(self) -> dict[str, Any]:
        said = self.cleaned_data
        found = {name: said[name] for name in ("from_age", "under_age") if said.get(name) is not None}
        found |= {"relation": said["relation"]} if said.get("relation") else {}
        return found | ({"lives_here": True} if said.get("lives_here") else {})

    def _of_fact(self) -> dict[str, Any]:
        said = self.cleaned_data
        assert self.fact is not None
        compared: str = said["compared"]
        value: Any = True
        if "values" in said:
            value = said["values"]
        elif "date" in said:
            value = said["date"].isoformat()
        elif "amount" in said or "number" in said:
            value = said.get("amount", said.get("number"))
        found = {"fact": self.fact.id, compared: value}
        return found | ({"on": said["on"]} if said.get("on", "today") != "today" else {})

    @staticmethod
    def initial_from(row: Row) -> dict[str, Any]:
        """The form as the condition stands."""
        compared = next((name for name in COMPARISONS if name in row), None)
        value = row.get(compared) if compared else None
        group = row.get("among") or row.get("count") or {}
        group = group if isinstance(group, Mapping) else {}
        age = row.get("age", {})
        found = {
            "article": row.get("article", ""),
            "kind": next((kind for kind in ("any", "all") if kind in row), ""),
            "who": row.get("who", "you"),
            "compared": compared,
            "on": row.get("on", "today"),
            "least": age.get("from"),
            "under": age.get("under"),
            **{name: group.get(name) for name in ("relation", "from_age", "under_age", "lives_here")},
        }
        return found | {name: value for name in ("values", "date", "amount", "number")}


def kind_of(row: Row) -> str:
    """What a condition looks at."""
    return next(kind for kind in LOOKS_AT if kind in row)
