"""How a call went, in a few taps; and the codes of a list that comes back on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from nabij.campaigns.actions import Told
from nabij.campaigns.forms.common import SentOnce, day_field, text_field
from nabij.campaigns.types import CODES, OUTCOME_ICONS, TOLD_BY_PHONE, NeedCode, Outcome
from nabij.kernel.clock import BRUSSELS


class OutcomeForm(SentOnce):
    """What came of a call. `hold` is the reservation, `next_hold` that of whoever comes next."""

    hold = forms.UUIDField(widget=forms.HiddenInput)
    next_hold = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it go?"),
        choices=[(one.value, one.label) for one in TOLD_BY_PHONE],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Tap how the call went.")},
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What do they ask?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = text_field(
        gettext_lazy("In short, in their own words"),
        required=False,
        help_text=gettext_lazy("Write what you heard, not what you think. 300 signs at most."),
    )
    call_back_on = day_field(gettext_lazy("On which day?"), required=False)
    call_back_at = forms.TimeField(
        label=gettext_lazy("At what time?"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "placeholder": "14:30"}),
        error_messages={"invalid": gettext_lazy("This is no hour. Write it as 14:30.")},
    )

    def __init__(self, *args: Any, needs: Sequence[NeedCode], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = [(one.value, one.label) for one in needs]  # type: ignore[attr-defined]
        self.fields["call_back_on"].initial = today
        self.fields["words"].widget.attrs |= {"maxlength": 300, "rows": 2}
        self.fields["outcome"].error_messages["required"] = gettext_lazy("Tap how the call went.")

    def outcomes(self) -> Iterator[tuple[Any, str]]:
        """The outcomes to tap, each with its sign."""
        for option in self["outcome"]:
            yield option, OUTCOME_ICONS[Outcome(str(option.data["value"]))]

    def told(self) -> Told:
        """How the call went, as it was filled in."""
        given = self.cleaned_data
        return Told(
            outcome=Outcome(given["outcome"]),
            needs=tuple(NeedCode(code) for code in given["needs"]),
            words=given["words"],
            call_back_at=self._back(),
        )

    def _back(self) -> datetime | None:
        at: time | None = self.cleaned_data["call_back_at"]
        on: date | None = self.cleaned_data["call_back_on"]
        if at is None or on is None:
            return None
        return datetime.combine(on, at, tzinfo=BRUSSELS)


class WorryForm(SentOnce):
    """“I am worried”, with a few words or none."""

    hold = forms.UUIDField(widget=forms.HiddenInput)
    words = text_field(gettext_lazy("What worries you? (you may leave this empty)"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="worry_%s", **kwargs)
        self.fields["words"].widget.attrs["maxlength"] = 300


class TypePaperForm(SentOnce):
    """What stands on a list that came back: for each line a code, what was asked, and a few words."""

    def __init__(
        self, *args: Any, lines: Sequence[tuple[int, str]], needs: Sequence[NeedCode], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        outcomes: list[tuple[str, Any]] = [("", gettext_lazy("Not called"))]
        outcomes += [(code, f"{code} · {outcome.label}") for code, outcome in CODES.items()]
        asked = [(one.value, one.label) for one in needs]
        for target, _called in lines:
            self.fields[f"outcome_{target}"] = forms.ChoiceField(
                label=gettext_lazy("How did it go?"),
                choices=outcomes,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"needs_{target}"] = forms.MultipleChoiceField(
                label=gettext_lazy("What do they ask?"),
                choices=asked,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"words_{target}"] = forms.CharField(
                label=gettext_lazy("In short, in their own words"),
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
            )

    def rows(self) -> Iterator[tuple[str, BoundField, BoundField, BoundField]]:
        """Each line with its three fields."""
        for target, called in self.lines:
            yield called, self[f"outcome_{target}"], self[f"needs_{target}"], self[f"words_{target}"]

    def told(self) -> dict[int, Told]:
        """By target how it went; who was not called is not in it."""
        given = self.cleaned_data
        return {
            target: Told(
                outcome=CODES[given[f"outcome_{target}"]],
                needs=tuple(NeedCode(code) for code in given[f"needs_{target}"]),
                words=given[f"words_{target}"],
            )
            for target, _called in self.lines
            if given[f"outcome_{target}"]
        }
