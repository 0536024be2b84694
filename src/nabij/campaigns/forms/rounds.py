"""The forms of rounds: who goes out when, and for which days rounds are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.campaigns.actions import ShiftWish
from nabij.campaigns.forms.common import SentOnce, day_field, number_field
from nabij.campaigns.queries.asking_rounds import Wanted
from nabij.campaigns.types import DayPart, GoingMode

MOST_DAYS = 92
"""A longer period is a mistake in typing; the action says how many days there may be."""


class ShiftForm(SentOnce):
    """Somebody goes out, in these parts of each day of a period."""

    staff = forms.TypedChoiceField(label=gettext_lazy("Who goes?"), coerce=int)
    from_on = day_field(gettext_lazy("First day"))
    until_on = day_field(gettext_lazy("Last day"))
    at_weekends = forms.BooleanField(label=gettext_lazy("On Saturdays and Sundays too"), required=False)
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("In which parts of the day?"),
        choices=[
            (DayPart.MORNING, gettext_lazy("Morning, 9:00 to 12:30")),
            (DayPart.AFTERNOON, gettext_lazy("Afternoon, 13:00 to 17:00")),
            (DayPart.EVENING, gettext_lazy("Evening, 17:00 to 20:00")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    mode = forms.ChoiceField(label=gettext_lazy("How?"), choices=GoingMode.choices)
    start = forms.ChoiceField(label=gettext_lazy("Where does it begin?"))
    end = forms.ChoiceField(label=gettext_lazy("Where does it end?"), required=False)
    capacity = number_field(
        gettext_lazy("How many packages go along?"),
        least=1,
        most=500,
        help_text=gettext_lazy("Empty: it does not matter."),
    )
    team = forms.TypedChoiceField(
        label=gettext_lazy("For the doors of which team first?"), coerce=int, required=False, empty_value=None
    )

    def __init__(
        self,
        *args: Any,
        goers: Sequence[tuple[int, str]],
        places: Sequence[tuple[str, str]],
        teams: Sequence[tuple[int, str]],
        carries: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = goers  # type: ignore[attr-defined]
        self.fields["start"].choices = places  # type: ignore[attr-defined]
        back = ("", gettext_lazy("Where it began"))
        self.fields["end"].choices = [back, *places]  # type: ignore[attr-defined]
        anywhere = ("", gettext_lazy("No team: anywhere in the town"))
        self.fields["team"].choices = [anywhere, *teams]  # type: ignore[attr-defined]
        if not carries:
            del self.fields["capacity"]

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first, nor years after it."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("from_on"), given.get("until_on")
        if first and last and not 0 <= (last - first).days <= MOST_DAYS:
            self.add_error("until_on", _("Choose a last day on or after the first, within three months."))
        return given

    def wish(self) -> ShiftWish:
        """The half days as they were filled in."""
        given = self.cleaned_data
        first, last = given["from_on"], given["until_on"]
        days = (first + timedelta(days=turn) for turn in range((last - first).days + 1))
        return ShiftWish(
            staff_id=given["staff"],
            days=tuple(day for day in days if given["at_weekends"] or day.weekday() < 5),
            parts=tuple(DayPart(part) for part in given["parts"]),
            mode=GoingMode(given["mode"]),
            start_key=given["start"],
            end_key=given["end"],
            capacity=given.get("capacity"),
            team_id=given["team"],
        )


class PlanForm(SentOnce):
    """For which days rounds are made, and how."""

    from_on = day_field(gettext_lazy("From which day?"))
    until_on = day_field(gettext_lazy("To and with"))
    is_extra = forms.BooleanField(
        label=gettext_lazy("Only doors that are in no round yet: an extra round"),
        required=False,
        help_text=gettext_lazy("What was planned stays as it is."),
    )
    is_balanced = forms.BooleanField(
        label=gettext_lazy("All rounds about equally long"),
        required=False,
        help_text=gettext_lazy("The shortest at most 15 % shorter than the longest; it costs some travel."),
    )
    do_teams_help = forms.BooleanField(
        label=gettext_lazy("Teams help each other"),
        required=False,
        help_text=gettext_lazy("With fixed borders one team is short while another has time."),
    )

    def wanted(self) -> Wanted:
        """As it was filled in."""
        given = self.cleaned_data
        return Wanted(
            given["from_on"],
            given["until_on"],
            is_balanced=given["is_balanced"],
            do_teams_help=given["do_teams_help"],
            is_extra=given["is_extra"],
        )
