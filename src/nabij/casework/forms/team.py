"""Forms of a team lead: assigning a household, and handing many over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.forms.common import SentOnce, beyond_field, only_when_asked
from nabij.casework.queries import Assigning, Transferring
from nabij.casework.types import TransferReason


class AssignForm(SentOnce):
    """Who follows a household from now on. The page shows the facts beside each name."""

    staff = forms.ChoiceField(label=gettext_lazy("Who follows this household?"), widget=forms.RadioSelect)
    beyond_because = beyond_field()

    def __init__(self, *args: Any, assigning: Assigning, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.load.staff_id), one.load.name) for one in assigning.candidates]
        self.fields["staff"].choices = choices  # type: ignore[attr-defined]
        self.fields["staff"].error_messages["required"] = gettext_lazy("Choose a colleague.")
        only_when_asked(self)


class TransferForm(SentOnce):
    """Which households go, to whom, and roughly why. All are chosen beforehand."""

    households = forms.MultipleChoiceField(
        label=gettext_lazy("Households"), widget=forms.CheckboxSelectMultiple
    )
    receivers = forms.MultipleChoiceField(
        label=gettext_lazy("Who gets them?"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why"), widget=forms.RadioSelect, choices=TransferReason.choices
    )
    beyond_because = beyond_field()

    def __init__(self, *args: Any, transferring: Transferring, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = [(str(line.household_id), line.name) for line in transferring.lines]
        self.fields["households"].choices = homes  # type: ignore[attr-defined]
        self.fields["households"].initial = [number for number, _name in homes]
        self.fields["households"].error_messages["required"] = gettext_lazy("Choose at least one household.")
        self.fields["households"].error_messages["invalid_choice"] = gettext_lazy(
            "A household in your choice went to somebody else meanwhile. Look at the list again; nothing was "
            "changed."
        )
        who = [(str(load.staff_id), load.name) for load in transferring.receivers]
        self.fields["receivers"].choices = who  # type: ignore[attr-defined]
        self.fields["receivers"].error_messages["required"] = gettext_lazy("Choose at least one colleague.")
        self.fields["reason"].error_messages["required"] = gettext_lazy("Choose one of these.")
        only_when_asked(self)

    def numbers(self, name: str) -> list[int]:
        """What was ticked, as numbers."""
        return [int(number) for number in self.cleaned_data[name]]
