"""Forms of the log, of requests, holds and removing."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.audit.types.oversight import RequestKind, RequestState

_TEXT = {"class": "form-control"}
_SUBJECT_HELP = _("32 letters and figures with dashes; it stands on the page of the person.")
_NO_NUMBER = _(
    "This is not the number of a person: it has 32 letters and figures with dashes. Copy it whole."
)
_NO_DAY = _("This is not a day. Write it as 22/11/2026.")


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={**_TEXT, "type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _NO_DAY, "required": _("Fill in the day.")},
    )


def _number(*, required: bool) -> forms.UUIDField:
    return forms.UUIDField(
        label=_("Number of the person"),
        required=required,
        help_text=_SUBJECT_HELP,
        widget=forms.TextInput(attrs={**_TEXT, "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
        error_messages={"invalid": _NO_NUMBER, "required": _("Fill in the number of the person.")},
    )


class NameForm(forms.Form):
    """Somebody by name, to choose from. It is sent, so that no address holds a name."""

    name = forms.CharField(
        label=_("Name of the person"),
        required=False,
        max_length=200,
        help_text=_(
            "Name, with year of birth or street if you know it. That you searched stands in the log."
        ),
        widget=forms.TextInput(attrs={**_TEXT, "autocomplete": "off", "spellcheck": "false"}),
    )


class LogForm(forms.Form):
    """Which lines of the log to show."""

    subject = _number(required=False)
    actor = forms.IntegerField(
        label=_("Number of the account"),
        required=False,
        min_value=1,
        max_value=2**62,
        widget=forms.TextInput(attrs={**_TEXT, "inputmode": "numeric"}),
        error_messages={"invalid": _("The number of an account is a whole number, such as 12.")},
    )
    from_on = _day(_("From"), required=False)
    last_on = _day(_("Up to and including"), required=False)
    reads = forms.BooleanField(
        label=_("Only who looked, not what was changed"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *arguments: Any, shows_subjects: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not shows_subjects:
            del self.fields["subject"]

    def clean(self) -> dict[str, Any]:
        """The end does not come before the beginning."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The end is before the beginning. Change one of the two."))
        return cleaned


class NewRequestForm(forms.Form):
    """A request that came in."""

    sent_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(
        label=_("What does the person ask?"),
        choices=RequestKind.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    subject = _number(required=True)
    received_on = _day(_("Received on"), help_text=_("The clock of one month starts on this day."))
    identity_checked = forms.CharField(
        label=_("How do you know that it is this person?"),
        max_length=200,
        widget=forms.TextInput(attrs=_TEXT),
        help_text=_("Such as: identity card seen at the desk. Do not keep a copy of the card."),
        error_messages={"required": _("Say how you know that it is this person, before anything is given.")},
    )
    asked = forms.CharField(
        label=_("In the words of the person"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={**_TEXT, "rows": 4}),
    )

    def __init__(self, *arguments: Any, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.today = today

    def clean_received_on(self) -> date:
        """A request does not come in tomorrow."""
        received: date = self.cleaned_data["received_on"]
        if received > self.today:
            raise forms.ValidationError(_("This day is still to come. On which day did the request come in?"))
        return received


class AnswerForm(forms.Form):
    """How a request ended."""

    state = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[
            (RequestState.DONE.value, RequestState.DONE.label),
            (RequestState.REFUSED.value, RequestState.REFUSED.label),
        ],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Choose how it ended.")},
    )
    answer = forms.CharField(
        label=_("What was answered to the person, and when?"),
        max_length=4000,
        widget=forms.Textarea(attrs={**_TEXT, "rows": 4}),
        error_messages={"required": _("Say what was answered. Without an answer the request stays open.")},
    )


class LongerForm(forms.Form):
    """Why a request takes longer."""

    because = forms.CharField(
        label=_("Why does it take longer?"),
        max_length=1000,
        help_text=_("The person hears this within the first month (GDPR art. 12.3)."),
        widget=forms.Textarea(attrs={**_TEXT, "rows": 2}),
        error_messages={"required": _("Say why: the person must hear it.")},
    )


class EraseForm(forms.Form):
    """Erasing asks for the number once more: it cannot be undone."""

    again = _number(required=True)

    def __init__(self, *arguments: Any, subject: uuid.UUID, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.subject = subject
        self.fields["again"].label = _("Type or copy the number of the person once more")

    def clean_again(self) -> uuid.UUID:
        """Only the number of this request is good."""
        again: uuid.UUID = self.cleaned_data["again"]
        if again != self.subject:
            raise forms.ValidationError(
                _("This is another number than that of the request. Nothing was erased.")
            )
        return again


class HoldForm(forms.Form):
    """Why nothing may be erased, and until when."""

    subject = _number(required=True)
    reason = forms.CharField(
        label=_("Why may nothing be erased?"),
        max_length=1000,
        help_text=_("Such as: a case in court, with its number. The person can read this."),
        widget=forms.Textarea(attrs={**_TEXT, "rows": 2}),
        error_messages={"required": _("Say why nothing may be erased.")},
    )
    until_on = _day(_("Until"), help_text=_("At most five years; you can make it longer later."))

    def __init__(self, *arguments: Any, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.today = today

    def clean_until_on(self) -> date:
        """A hold ends, and not in the past."""
        until: date = self.cleaned_data["until_on"]
        if until <= self.today:
            raise forms.ValidationError(_("This day is past. Choose a day after today."))
        if until > date(self.today.year + 5, 12, 31):
            raise forms.ValidationError(_("This is more than five years away. Choose an earlier day."))
        return until


class DecideForm(forms.Form):
    """A second person approves a list, or not."""

    decision = forms.ChoiceField(
        label=_("May this go?"),
        choices=[("approve", _("Yes, this may go")), ("refuse", _("No, this stays"))],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Choose yes or no.")},
    )
    permission = forms.CharField(
        label=_("Permission of the archivist"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=_TEXT),
        help_text=_("The date and reference of the permission to destroy."),
    )

    def __init__(self, *arguments: Any, needs_archivist: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.needs_archivist = needs_archivist
        if not needs_archivist:
            del self.fields["permission"]

    def clean(self) -> dict[str, Any]:
        """Records of a public body are not destroyed without permission."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.needs_archivist and cleaned.get("decision") == "approve" and not cleaned.get("permission"):
            self.add_error(
                "permission",
                _("Name the permission of the archivist: records of a public body do not go without it."),
            )
        return cleaned
