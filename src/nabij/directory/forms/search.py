"""What somebody looks for in the directory. It stands in the address, so that a result can be sent on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.directory.queries import Wanted, point_named
from nabij.directory.types import LANGUAGES, Cost, Need, NeedGroup

_COSTS = {
    "": gettext_lazy("Whatever it costs"),
    "free": gettext_lazy("Free only"),
    "reduced": gettext_lazy("Free, or cheaper with a low income"),
}
_KM = {
    "": gettext_lazy("However far"),
    "1": gettext_lazy("1 km"),
    "3": gettext_lazy("3 km"),
    "10": gettext_lazy("10 km"),
}
_ACCEPTED = {
    "free": (Cost.FREE.value,),
    "reduced": (Cost.FREE.value, Cost.REDUCED.value),
}
_SELECT = {"class": "form-select"}


def needs_by_domain() -> list[tuple[str, list[tuple[str, str]]]]:
    """The needs under their life domains, for a list to choose from."""
    return [
        (str(group.label), [(need.value, str(need.label)) for need in Need if need.group is group])
        for group in NeedGroup
    ]


class SearchForm(forms.Form):
    """Words, need, language, near a street, cost, open now. A strange value counts as nothing asked."""

    words = forms.CharField(
        label=gettext_lazy("What are you looking for?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search", "autocomplete": "off"}),
    )
    need = forms.ChoiceField(
        label=gettext_lazy("Helps with"), required=False, widget=forms.Select(attrs=_SELECT)
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language"), required=False, widget=forms.Select(attrs=_SELECT)
    )
    near = forms.CharField(
        label=gettext_lazy("Near which street or neighbourhood"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    km = forms.ChoiceField(label=gettext_lazy("How far"), required=False, widget=forms.Select(attrs=_SELECT))
    cost = forms.ChoiceField(label=gettext_lazy("Cost"), required=False, widget=forms.Select(attrs=_SELECT))
    open_now = forms.BooleanField(
        label=gettext_lazy("Open now"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [("", _("Everything")), *needs_by_domain()]  # type: ignore[attr-defined]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("Any language")),
            *((code, str(name)) for code, name in LANGUAGES.items()),
        ]
        self.fields["cost"].choices = list(_COSTS.items())  # type: ignore[attr-defined]
        self.fields["km"].choices = list(_KM.items())  # type: ignore[attr-defined]

    def wanted(self, towns: Iterable[str]) -> tuple[Wanted, str, str]:
        """What is looked for, the place that was found, and a sentence when that place is not known."""
        self.is_valid()
        asked = self.cleaned_data
        near, place, problem = None, "", ""
        if typed := asked.get("near", "").strip():
            found = point_named(towns, typed)
            if found is None:
                problem = _(
                    "We do not know where “{place}” is. These results are in no order of distance. "
                    "Try the name of a street or a neighbourhood."
                ).format(place=typed)
            else:
                place, near = found
        need, km = asked.get("need", ""), asked.get("km", "")
        wanted = Wanted(
            words=asked.get("words", ""),
            needs=(need,) if need else (),
            language=asked.get("language", ""),
            costs=_ACCEPTED.get(asked.get("cost", ""), ()),
            near=near,
            most_km=float(km) if km and near else None,
            only_open=bool(asked.get("open_now")),
        )
        return wanted, place, problem
