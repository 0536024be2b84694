"""Fields with the looks of the house, and lists of choices from the rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nabij.rights.queries.one_right import document_names
from nabij_rights.texts.sentences import word

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


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, typed the Belgian way or picked in the calendar of the browser."""
    widget = forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d")
    wrong = {"invalid": _("Write a day such as 1/9/2026.")}
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=widget,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages=wrong,
    )


def number(label: Any, *, required: bool = False, least: int = 0, most: int = 120) -> forms.IntegerField:
    """A whole number."""
    widget = forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"})
    return forms.IntegerField(label=label, required=required, min_value=least, max_value=most, widget=widget)


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
