"""Forms about working time and languages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.kernel.languages import languages_named
from nabij.staff.forms.people import _day
from nabij.staff.types import FULL_TIME


class WorkTimeForm(forms.Form):
    """The share of a full-time job, and from which day on."""

    fte = forms.DecimalField(
        label=_("Share of a full-time job"),
        help_text=_("From 0 to 1: 0,5 is half-time, 0,8 is four fifths."),
        min_value=Decimal(0),
        max_value=Decimal(1),
        max_digits=3,
        decimal_places=2,
        localize=True,
    )
    from_on = _day(_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fte"].widget.attrs.update({"class": "form-control", "inputmode": "decimal"})

    def hundredths(self) -> int:
        """What was filled in, in hundredths."""
        return int(self.cleaned_data["fte"] * FULL_TIME)


class LanguagesForm(forms.Form):
    """In which languages somebody can help people."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = languages_named()  # type: ignore[attr-defined]
        self.fields["languages"].widget.attrs["class"] = "form-check-input"
