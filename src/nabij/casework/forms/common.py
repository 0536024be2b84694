"""What the forms of casework share."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy

from nabij.registry.types import NotPossible, Topic

REQUIRED = gettext_lazy("Fill this in. Nothing was saved yet; what you typed still stands here.")
BEYOND = "beyond_because"
TOPIC_CHOICES = [(one.value, one.label) for one in Topic]


class SentOnce(forms.Form):
    """A form with a number of its own, so that sending it twice is harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages["required"] = REQUIRED
            widget = field.widget
            if isinstance(widget, forms.RadioSelect | forms.HiddenInput):
                continue
            if isinstance(widget, forms.CheckboxInput):
                widget.attrs["class"] = "form-check-input"
            elif isinstance(widget, forms.Select):
                widget.attrs["class"] = "form-select"
            else:
                widget.attrs["class"] = "form-control"
                widget.attrs.setdefault("autocomplete", "off")
            if field.help_text:
                widget.attrs["aria-describedby"] = f"id_{name}_helptext"

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept, at the field that it is about."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))
        if problem.field == BEYOND and BEYOND in self.fields:
            self.fields[BEYOND].widget = forms.TextInput(
                attrs={
                    "class": "form-control",
                    "autocomplete": "off",
                    "aria-describedby": f"id_{BEYOND}_helptext",
                }
            )


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, typed as people here write it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("This is no day. Write it as 31/12/2026.")},
    )


def words_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A few words on one line; the length is judged by the action, which says it in a sentence."""
    return forms.CharField(label=label, required=required, help_text=help_text)


def text_field(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def beyond_field() -> forms.CharField:
    """Why somebody passes the ceiling of intensive guidance; `only_when_asked` hides it until it is."""
    return forms.CharField(
        label=gettext_lazy("Why more than the ceiling?"),
        required=False,
        help_text=gettext_lazy("The team lead reads this. Write nothing about the family."),
    )


def only_when_asked(form: SentOnce) -> None:
    """Most of the time nobody passes the ceiling: the field stands there once it was asked."""
    if not form.data.get(BEYOND):
        form.fields[BEYOND].widget = forms.HiddenInput()
