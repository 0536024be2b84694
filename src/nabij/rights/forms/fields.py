"""Fields with the looks of the house, and lists of choices from the rules."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from nabij.rights.queries.one_right import document_names
from nabij_rights.texts.sentences import word
from nabij_rights.town_rights.document import FIRST_RULE_DAY, LAST_RULE_DAY

Choices = list[tuple[str, Any]]


def page_language() -> str:
    """The language of the page, as the rules name it."""
    return (get_language() or "nl").split("-")[0]


def text(label: Any, *, required: bool = True, help_text: Any = "", most: int = 300) -> forms.CharField:
    """One line."""
    widget = forms.TextInput(attrs={"class": "form-control", "dir": "auto", "autocomplete": "off"})
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=most, widget=widget
    )


def lines(label: Any, *, required: bool = True, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """Several lines."""
    widget = forms.Textarea(attrs={"class": "form-control", "rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=6000, widget=widget
    )


def choice(label: Any, choices: Any, *, required: bool = True, help_text: Any = "") -> forms.ChoiceField:
    """One of a list."""
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(
        label=label, choices=choices, required=required, help_text=help_text, widget=widget
    )


def several(label: Any, choices: Any, *, required: bool = False) -> forms.MultipleChoiceField:
    """Any number of a list."""
    widget = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
    return forms.MultipleChoiceField(label=label, choices=choices, required=required, widget=widget)


HOW_TO_WRITE_A_DAY = _("Day/month/year, such as 1/9/2026.")
FIRST_FACT_DAY = date(1900, 1, 1)
"""No fact of a made-up household begins earlier; nobody alive was born before."""


class DayInput(forms.DateInput):
    """A day in digits, the same in every browser: its own calendar would show the American way to some."""

    input_type = "text"

    def format_value(self, value: Any) -> str | None:
        """The day as people here write it, also when a document has it as ISO text."""
        with suppress(ValueError):  # what was typed wrong is shown again as it was
            value = date.fromisoformat(value) if isinstance(value, str) else value
        return super().format_value(value)


def day(
    label: Any,
    *,
    required: bool = True,
    help_text: Any = HOW_TO_WRITE_A_DAY,
    first: date = FIRST_RULE_DAY,
) -> forms.DateField:
    """A day, typed the Belgian way, from ``first`` to the last day that we work with."""
    attrs = {"class": "form-control", "inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
    wrong = {"invalid": _("Write a day such as 1/9/2026.")}

    def within_reach(found: date) -> None:
        if not first <= found <= LAST_RULE_DAY:
            sentence = gettext("Choose a day from %(first)s to %(last)s. Is the year typed right?")
            ends = {"first": first.strftime("%d/%m/%Y"), "last": LAST_RULE_DAY.strftime("%d/%m/%Y")}
            raise forms.ValidationError(sentence % ends)

    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DayInput(attrs=attrs, format="%d/%m/%Y"),
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d"],
        error_messages=wrong,
        validators=[within_reach],
    )


def number(label: Any, *, required: bool = False, least: int = 0, most: int = 120) -> forms.IntegerField:
    """A whole number."""
    widget = forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"})
    return forms.IntegerField(label=label, required=required, min_value=least, max_value=most, widget=widget)


def check_ages(form: forms.Form, least: str, under: str) -> None:
    """Puts an error on the form when two ages leave nobody: from 18 and younger than 2."""
    low, high = form.cleaned_data.get(least), form.cleaned_data.get(under)
    if low is not None and high is not None and low >= high:
        sentence = gettext(
            "From %(low)s and younger than %(high)s leaves nobody. Write the lowest age first."
        )
        form.add_error(under, sentence % {"low": low, "high": high})


def tick(label: Any, *, help_text: Any = "") -> forms.BooleanField:
    """Yes or no."""
    widget = forms.CheckboxInput(attrs={"class": "form-check-input"})
    return forms.BooleanField(label=label, required=False, help_text=help_text, widget=widget)


def of_words(section: str, values: Iterable[str]) -> Any:
    """Choices of the rules in the language of the page."""
    kept = [str(value) for value in values]
    return lazy(lambda: [(value, word(section, value, page_language())) for value in kept], list)


def of_documents() -> Any:
    """The papers that somebody may have to bring."""
    return lazy(lambda: sorted(document_names(page_language()).items(), key=lambda item: item[1]), list)
