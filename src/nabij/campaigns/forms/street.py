"""The form for a talk in the street: nothing is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy

from nabij.campaigns.forms.common import SentOnce, dress
from nabij.campaigns.types.street import MOST_PEOPLE, THEME_ICONS, AgeBand, StreetTheme
from nabij.registry.types import NotPossible

NUMBERS = (1, 2, 3, 4, 5, 8, 12, 20, MOST_PEOPLE)


class StreetForm(SentOnce):
    """Where, about what, with how many, about how old."""

    spot = forms.TypedChoiceField(
        label=gettext_lazy("Where?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Tap where it was. Nothing was saved yet.")},
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("About what?"),
        choices=StreetTheme.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.TypedChoiceField(
        label=gettext_lazy("With how many?"),
        coerce=int,
        choices=[(number, number) for number in NUMBERS],
        initial=1,
    )
    ages = forms.ChoiceField(label=gettext_lazy("About how old?"), choices=AgeBand.choices)

    def __init__(self, *args: Any, spots: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spot"].choices = spots  # type: ignore[attr-defined]

    def signs(self) -> Iterator[tuple[BoundWidget, str]]:
        """Each theme with its sign."""
        return ((option, THEME_ICONS[StreetTheme(option.data["value"])]) for option in self["themes"])


class SpotForm(forms.Form):
    """A place of the town."""

    name = forms.CharField(
        label=gettext_lazy("Name of the place"),
        max_length=60,
        help_text=gettext_lazy("A square, a station, a park. Never the name of somebody."),
    )
    neighbourhood = forms.ChoiceField(label=gettext_lazy("Neighbourhood"), required=False)

    def __init__(self, *args: Any, neighbourhoods: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext_lazy("Not in one of them")), *neighbourhoods]
        self.fields["neighbourhood"].choices = choices  # type: ignore[attr-defined]
        dress(self)

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))
