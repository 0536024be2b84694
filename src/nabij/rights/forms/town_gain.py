"""The form of what a right gives: first the kind of amount, then what goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.rights.forms import fields
from nabij.rights.forms.town_condition import RELATIONS
from nabij_rights.engine.expression import Entity
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.town_rights.gains import KINDS

STEPS = 5
NOTHING = "none"

Row = Mapping[str, Any]


def number_choices() -> list[tuple[str, str]]:
    """Facts that are amounts or numbers, by name."""
    language = fields.page_language()
    rows = [
        (f.id, f.text("label", language)) for f in vocabulary().values() if f.type in ("money", "int", "pct")
    ]
    return sorted(rows, key=lambda row: row[1].casefold())


class GainKindForm(forms.Form):
    """Which kind of amount."""

    kind = fields.choice(_("How the amount is worked out"), fields.of_words("gain_kind", (NOTHING, *KINDS)))


class GainForm(forms.Form):
    """What goes with one kind of amount; ``amounts`` are those of the right."""

    def __init__(self, *args: Any, kind: str, amounts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.amounts = kind, amounts
        ask = {
            "fixed": self._ask_fixed,
            "per_person": self._ask_per_person,
            "table": self._ask_table,
            "share": self._ask_share,
            "top_up": self._ask_top_up,
            "between": self._ask_between,
        }
        ask[kind]()

    def _ask_amount(self, name: str, label: Any, *, required: bool = True) -> None:
        choices = self.amounts if required else [("", "–"), *self.amounts]
        self.fields[name] = fields.choice(label, choices, required=required)

    def _ask_number(self, label: Any, name: str = "of", *, required: bool = True) -> None:
        choices = number_choices() if required else [("", "–"), *number_choices()]
        self.fields[name] = fields.choice(label, choices, required=required)
        if name == "of":
            self.fields["who"] = fields.choice(
                _("Of whom"), fields.of_words("rule_who", ("you", "total", "largest"))
            )

    def _ask_fixed(self) -> None:
        self._ask_amount("amount", _("Amount"))

    def _ask_per_person(self) -> None:
        self._ask_amount("amount", _("Amount for each person"))
        self.fields["relation"] = fields.choice(
            _("For which persons"), fields.of_words("rule_group", RELATIONS), required=False
        )
        self.fields["from_age"] = fields.number(_("From this age"))
        self.fields["under_age"] = fields.number(_("Under this age"), least=1)
        self.fields["lives_here"] = fields.tick(_("Only who really lives here"))
        self.fields["most"] = fields.number(_("For at most so many persons"), least=1, most=20)

    def _ask_table(self) -> None:
        self._ask_number(_("The amount depends on"))
        for step in range(1, STEPS + 1):
            self._ask_amount(f"up_to_{step}", _("Up to and including"), required=step == 1)
            self._ask_amount(f"gives_{step}", _("Amount"), required=step == 1)
        self._ask_amount("above", _("Above the last step (empty: nothing)"), required=False)

    def _ask_share(self) -> None:
        self._ask_number(_("Part of"))
        self._ask_amount("pct", _("Percentage"))
        self._ask_number(_("After taking off (such as what others pay back)"), "less", required=False)
        self._ask_amount("at_most", _("At most"), required=False)

    def _ask_top_up(self) -> None:
        self._ask_amount("to", _("Up to this amount"))
        self._ask_number(_("Counted with"))

    def _ask_between(self) -> None:
        self._ask_amount("lowest", _("Lowest (empty: nothing)"), required=False)
        self._ask_amount("highest", _("Highest"))

    def clean(self) -> dict[str, Any]:
        """Ages that leave somebody."""
        said: dict[str, Any] = super().clean() or {}
        fields.check_ages(self, "from_age", "under_age")
        return said

    def row(self) -> dict[str, Any]:
        """The amount as a document holds it."""
        said = {key: value for key, value in self.cleaned_data.items() if value not in ("", None, False)}
        found: dict[str, Any] = {"kind": self.kind}
        simple = ("amount", "pct", "at_most", "to", "lowest", "highest", "above")
        found |= {key: said[key] for key in simple if key in said}
        if "of" in said:
            found["of"] = _quantity(said["of"], said["who"])
        if "less" in said:
            found["less"] = _quantity(said["less"], said["who"])
        group = {key: said[key] for key in ("relation", "from_age", "under_age", "lives_here") if key in said}
        found |= {"among": group} if group else {}
        found |= {"at_most": said["most"]} if "most" in said else {}
        if self.kind == "table":
            steps = [(said.get(f"up_to_{n}"), said.get(f"gives_{n}")) for n in range(1, STEPS + 1)]
            found["rows"] = [{"up_to": up_to, "gives": gives} for up_to, gives in steps if up_to and gives]
        return found

    @staticmethod
    def initial_from(row: Row) -> dict[str, Any]:
        """The form as the amount stands."""
        of, group = row.get("of", {}), row.get("among", {})
        found = {
            key: row.get(key) for key in ("amount", "pct", "to", "lowest", "highest", "above", "at_most")
        }
        found |= {"of": of.get("fact"), "who": of.get("who", "you"), "less": row.get("less", {}).get("fact")}
        found |= {key: group.get(key) for key in ("relation", "from_age", "under_age", "lives_here")}
        found["most"] = row.get("at_most") if isinstance(row.get("at_most"), int) else None
        for nth, step in enumerate(row.get("rows", ()), 1):
            found |= {f"up_to_{nth}": step["up_to"], f"gives_{nth}": step["gives"]}
        return found


def _quantity(fact_id: str, who: str) -> dict[str, Any]:
    """A number of the home needs nobody named."""
    of_home = vocabulary()[fact_id].entity is Entity.HOUSEHOLD
    return {"fact": fact_id} | ({} if of_home else {"who": who})
