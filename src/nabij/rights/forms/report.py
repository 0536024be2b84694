"""The form on every page that says "Something wrong here?", and the form that follows it up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.rights.models import ReportState


class ReportForm(forms.Form):
    """What is wrong, and if somebody wants an answer, where to send it."""

    message = forms.CharField(
        max_length=2000,
        label=_("What is wrong?"),
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
        error_messages={"required": _("Write in a few words what is wrong, so that we can look at it.")},
    )
    contact = forms.CharField(
        max_length=200,
        required=False,
        label=_("E-mail or phone number, if you want an answer"),
        widget=forms.TextInput(attrs={"class": "form-control", "dir": "auto", "autocomplete": "off"}),
    )
    with_answers = forms.BooleanField(required=False, label=_("Send my answers along, without a name"))
    page = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, label=_("Leave this empty"))
    """People do not see this field; programs fill it in."""

    @property
    def is_from_a_program(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))

    def clean_page(self) -> str:
        """The page, only when it is one of ours and without anything after a question mark."""
        page = self.cleaned_data["page"].partition("?")[0].partition("#")[0]
        return page if page.startswith("/") and not page.startswith("//") else ""


class FollowUpForm(forms.Form):
    """Where a report stands, and what was done."""

    state = forms.ChoiceField(
        choices=ReportState.choices, label=_("State"), widget=forms.Select(attrs={"class": "form-select"})
    )
    note = forms.CharField(
        max_length=2000,
        required=False,
        label=_("What was done"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
    )

    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)
    """When the report was last followed up, as it stood when the form was opened."""

    def clean(self) -> dict[str, Any]:
        """A report is not closed without a word on what was done."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("state") in (ReportState.SOLVED, ReportState.NO_CHANGE) and not cleaned.get("note"):
            self.add_error("note", _("Say in a few words what was done; whoever reported it may ask."))
        return cleaned
