"""Forms about planned calls and visits, and the rhythm that a family asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.forms.common import SentOnce, day_field, words_field
from nabij.casework.types import CallKind


class PlanCallForm(SentOnce):
    """How and on which day; why, only when something stands close by."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How?"),
        choices=[(one.value, one.label) for one in CallKind],
        initial=CallKind.CALL,
        widget=forms.RadioSelect,
    )
    on = day_field(gettext_lazy("On which day?"), help_text=gettext_lazy("Such as 31/12/2026."))
    because = words_field(
        gettext_lazy("Close to another one? Say why it is needed"),
        required=False,
        help_text=gettext_lazy("Only you and the contact person read this."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": on}, **kwargs)


class CancelCallForm(forms.Form):
    """Why a call or visit does not go on."""

    because = words_field(gettext_lazy("Why does it not go on?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].widget.attrs |= {"class": "form-control", "autocomplete": "off"}

    def take(self, problem: ValueError) -> None:
        """Show why it could not be kept."""
        self.add_error("because", str(problem))


class RhythmForm(SentOnce):
    """How often at most; empty for as often as needed."""

    days = forms.IntegerField(
        label=gettext_lazy("At most once in how many days?"),
        required=False,
        help_text=gettext_lazy("As the family says it. Empty: no rhythm was agreed."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput)
