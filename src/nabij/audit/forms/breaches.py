"""Forms about odd reading and breaches."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.audit.types.breaches import BreachKind

_TEXT = {"class": "form-control"}
_YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def _words(label: Any, *, help_text: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={**_TEXT, "rows": 3}),
        error_messages={"required": _("Say it in words. Nothing was saved.")},
    )


def _yes_or_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=_YES_NO,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Choose yes or no.")},
    )


class WhatItWasForm(forms.Form):
    """What odd reading turned out to be."""

    note = forms.CharField(max_length=500)


class BreachForm(forms.Form):
    """What happened to data of people."""

    sent_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(
        label=_("What happened to the data?"),
        choices=BreachKind.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    known_at = forms.DateTimeField(
        label=_("When did you hear of it?"),
        help_text=_("The clock of 72 hours runs from this moment."),
        widget=forms.DateTimeInput(attrs={**_TEXT, "type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        error_messages={
            "invalid": _("This is not a moment. Write it as 22/11/2026 14:30."),
            "required": _("Fill in when you heard of it."),
        },
    )
    what = _words(_("What happened?"), help_text=_("No names: say what went where, and since when."))
    who = _words(
        _("Whom is it about?"),
        help_text=_("How many people, and of which list or team. The log helps to count."),
    )


class MeasuresForm(forms.Form):
    """What was done about it."""

    measures = _words(_("What was done, and what will be?"))


class DecisionForm(forms.Form):
    """Whether it was reported and told, and why."""

    is_reported = _yes_or_no(_("Reported to the Vlaamse Toezichtcommissie?"))
    report_words = _words(
        _("When and under which number, or why not?"),
        help_text=_("No report is needed only when there is hardly any risk for the people (GDPR art. 33)."),
    )
    are_told = _yes_or_no(_("Were the people told?"))
    told_words = _words(
        _("How were they told, or why not?"),
        help_text=_("They are told when the risk for them is high (GDPR art. 34)."),
    )
