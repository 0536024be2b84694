"""What happened at a door, in a few taps; and what the coordinator writes about the doors of a campaign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.campaigns.actions import Told
from nabij.campaigns.forms.common import SentOnce, day_field, dress, text_field
from nabij.campaigns.types import HEARD_AT_DOOR, ICONS_AT_DOOR, LABELS_AT_DOOR, NeedCode, Outcome
from nabij.kernel.clock import BRUSSELS


class DoorForm(SentOnce):
    """What came of a visit. Whether they may be contacted is asked only together with a question."""

    outcome = forms.ChoiceField(label=gettext_lazy("What happened?"), widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Did you hear a question?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = text_field(
        gettext_lazy("In short, in their own words"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Only when we may contact them. Write what you heard, not what you think."),
    )
    may_contact = forms.ChoiceField(
        label=gettext_lazy("May we contact them about it?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, only count it"))],
        required=False,
        widget=forms.RadioSelect,
    )
    card_left = forms.BooleanField(label=gettext_lazy("I left a card"), required=False)
    come_back_on = day_field(gettext_lazy("On which day?"), required=False)
    come_back_at = forms.TimeField(
        label=gettext_lazy("At what time?"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "placeholder": "14:30"}),
        error_messages={"invalid": gettext_lazy("This is no hour. Write it as 14:30.")},
    )

    def __init__(
        self, *args: Any, outcomes: Sequence[Outcome], needs: Sequence[NeedCode], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.value, LABELS_AT_DOOR[one]) for one in outcomes]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        self.fields["outcome"].error_messages["required"] = gettext_lazy("Tap what happened at the door.")
        self.fields["needs"].choices = [(one.value, one.label) for one in needs]  # type: ignore[attr-defined]
        self.fields["words"].widget.attrs["maxlength"] = 300
        self.fields["come_back_on"].initial = today

    def outcomes(self) -> Iterator[tuple[Any, str]]:
        """The outcomes to tap, each with its sign."""
        for option in self["outcome"]:
            yield option, ICONS_AT_DOOR[Outcome(str(option.data["value"]))]

    def clean(self) -> dict[str, Any]:
        """A question goes with a talk, and with an answer on being contacted."""
        given = super().clean() or {}
        if given.get("needs") and not given.get("may_contact"):
            self.add_error(
                "may_contact", gettext_lazy("Ask whether we may contact them, and tap the answer.")
            )
        if given.get("outcome") and given.get("needs") and given["outcome"] not in HEARD_AT_DOOR:
            self.add_error(
                "needs",
                gettext_lazy("A question goes with a talk. Choose “Talked”, or take the question away."),
            )
        return given

    def told(self) -> Told:
        """What happened, as it was filled in."""
        given = self.cleaned_data
        return Told(
            outcome=Outcome(given["outcome"]),
            needs=tuple(NeedCode(code) for code in given["needs"]),
            words=given["words"],
            call_back_at=self._back(),
            may_contact=given["may_contact"] == "yes",
        )

    def _back(self) -> datetime | None:
        at: time | None = self.cleaned_data["come_back_at"]
        on: date | None = self.cleaned_data["come_back_on"]
        if at is None or on is None:
            return None
        return datetime.combine(on, at, tzinfo=BRUSSELS)


class DoorWorryForm(SentOnce):
    """“I am worried”, with a few words or none."""

    words = text_field(gettext_lazy("What worries you? (you may leave this empty)"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="worry_%s", **kwargs)
        self.fields["words"].widget.attrs["maxlength"] = 300


class TickForm(forms.Form):
    """“I read this.”"""

    instruction = forms.IntegerField(widget=forms.HiddenInput)


class InstructionForm(forms.Form):
    """What whoever goes has to know and do."""

    base_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    words = text_field(
        gettext_lazy("What whoever goes has to know and do"),
        rows=8,
        help_text=gettext_lazy(
            "One thing on a line. Everybody ticks it before the doors are shown; again after a change."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def take(self, problem: Any) -> None:
        """Show why it could not be kept, at the field that it is about."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class SettleForm(forms.Form):
    """How something that was held was settled."""

    what = forms.CharField(label=gettext_lazy("What was done?"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)
