"""What the forms of campaigns share."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy

from nabij.registry.types import NotPossible

REQUIRED = gettext_lazy("Fill this in. Nothing was saved yet; what you typed still stands here.")


class SentOnce(forms.Form):
    """A form with a number of its own, so that sending it twice is harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept, at the field that it is about."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


def dress(form: forms.Form) -> None:
    """Give every field the look of the house, and tie its help to it."""
    for name, field in form.fields.items():
        field.error_messages["required"] = REQUIRED
        widget = field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.HiddenInput):
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


def number_field(label: Any, *, least: int, most: int, required: bool = False, help_text: Any = "") -> Any:
    """A whole number between two others."""
    problem = gettext_lazy("Give a number from %(least)d to %(most)d.") % {"least": least, "most": most}
    return forms.IntegerField(
        label=label,
        required=required,
        help_text=help_text,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": problem, "min_value": problem, "max_value": problem},
    )


def text_field(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A text of several lines; the length is judged by the action, which says it in a sentence."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )
