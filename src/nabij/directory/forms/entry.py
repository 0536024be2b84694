"""The form of one service: short, in plain words, opening hours as lines of text."""

from __future__ import annotations

import dataclasses
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.directory.forms.search import needs_by_domain
from nabij.directory.types import (
    LANGUAGES,
    Cost,
    Door,
    Hours,
    NotPossible,
    OrganisationKind,
    ServiceContent,
    WayIn,
)
from nabij.directory.types.hours_text import (
    cannot_read,
    read_exceptions,
    read_week,
    written_exceptions,
    written_week,
)

REQUIRED = gettext_lazy("Fill this in. Nothing was saved yet.")


class PlainForm(forms.Form):
    """What all forms here share: looks, and a sentence at the field when something cannot be kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED
            widget = field.widget
            if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                widget.attrs["class"] = "form-check-input"
            elif isinstance(widget, forms.Select):
                widget.attrs["class"] = "form-select"
            else:
                widget.attrs.setdefault("class", "form-control")
                widget.attrs.setdefault("autocomplete", "off")

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept, at the field that it is about."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


def _line(label: Any, *, most: int = 300, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def _text(label: Any, *, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=20_000,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ServiceForm(PlainForm):
    """Everything about one service. What is not known stays empty."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31)
    name = _line(
        gettext_lazy("Name"),
        required=True,
        help_text=gettext_lazy("What people get there, such as: free legal advice."),
    )
    summary = _text(
        gettext_lazy("In short"), help_text=gettext_lazy("Two or three short sentences, for everybody.")
    )
    audience = _text(gettext_lazy("For whom"), rows=2)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Helps with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    has_interpreter = forms.BooleanField(label=gettext_lazy("An interpreter is possible"), required=False)
    cost = forms.ChoiceField(label=gettext_lazy("Cost"), choices=Cost.choices)
    cost_text = _text(gettext_lazy("More about the cost"), rows=2)
    way_in = forms.ChoiceField(label=gettext_lazy("How one gets in"), choices=WayIn.choices)
    how_to_refer = _text(
        gettext_lazy("How to refer"),
        help_text=gettext_lazy("For workers: whom to call, which form, what to bring."),
    )
    waiting_weeks = forms.IntegerField(
        label=gettext_lazy("Waiting time in weeks"),
        required=False,
        min_value=0,
        max_value=520,
        help_text=gettext_lazy("0 is no waiting; empty is not known."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    full_until = forms.DateField(
        label=gettext_lazy("Full until"),
        required=False,
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "31/12/2026"}
        ),
        error_messages={"invalid": gettext_lazy("This is no day. Write it as 31/12/2026.")},
    )
    phone = _line(gettext_lazy("Telephone"), most=40)
    email = _line(gettext_lazy("E-mail"), most=254)
    website = _line(gettext_lazy("Website"), most=500)
    street = _line(gettext_lazy("Street"), most=120)
    number = _line(gettext_lazy("House number"), most=20)
    box = _line(gettext_lazy("Box"), most=20)
    postcode = _line(gettext_lazy("Postcode"), most=10)
    municipality = _line(gettext_lazy("Municipality"), most=80)
    week = _text(
        gettext_lazy("Opening hours"),
        rows=5,
        help_text=gettext_lazy("A line for each day, such as: ma-vr 9:00-12:00, 13:00-16:30"),
    )
    closed_on_holidays = forms.BooleanField(
        label=gettext_lazy("Closed on legal holidays"), required=False, initial=True
    )
    exceptions = _text(
        gettext_lazy("Other days"),
        rows=3,
        help_text=gettext_lazy("A line for each, such as: 24/12/2026 - 02/01/2027 gesloten"),
    )
    hours_text = _text(gettext_lazy("More about the hours"), rows=2)
    details = _text(gettext_lazy("More about it"), rows=4)
    keywords = _text(gettext_lazy("Other words to find it by"), rows=2)
    name_fr = _line(gettext_lazy("Name in French"))
    summary_fr = _text(gettext_lazy("In short, in French"), rows=2)
    name_en = _line(gettext_lazy("Name in English"))
    summary_en = _text(gettext_lazy("In short, in English"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = needs_by_domain()  # type: ignore[attr-defined]
        self.fields["languages"].choices = [(code, str(name)) for code, name in LANGUAGES.items()]  # type: ignore[attr-defined]
        self.fields["note"] = _line(gettext_lazy("Why you change it (for the history)"))
        self.fields["note"].widget.attrs["class"] = "form-control"

    def clean_week(self) -> str:
        """Hours that can be read; a line that cannot is named."""
        written: str = self.cleaned_data["week"]
        if unread := read_week(written).unread:
            raise forms.ValidationError(cannot_read(unread))
        return written

    def clean_exceptions(self) -> str:
        """Days that can be read; a line that cannot is named."""
        written: str = self.cleaned_data["exceptions"]
        if unread := read_exceptions(written)[1]:
            raise forms.ValidationError(
                _(
                    "This cannot be read: “{lines}”. Write a day, then closed or times, such as: {example}"
                ).format(lines="”, “".join(unread), example="24/12/2026 - 02/01/2027 gesloten")
            )
        return written

    def content(self, before: ServiceContent | None = None) -> ServiceContent:
        """What was filled in. The point of an address that did not change stays."""
        given = self.cleaned_data
        same = {one.name for one in dataclasses.fields(ServiceContent)} & set(given)
        door = Door(
            *(given[name].strip() for name in ("street", "number", "box", "postcode", "municipality"))
        )
        if before is not None and str(before.door) == str(door):
            door = before.door
        values = {name: given[name].strip() if isinstance(given[name], str) else given[name] for name in same}
        values |= {"needs": tuple(given["needs"]), "languages": tuple(given["languages"])}
        if before is not None:
            values["languages"] += tuple(code for code in before.languages if code not in LANGUAGES)
        hours = Hours(
            read_week(given["week"]).slots,
            read_exceptions(given["exceptions"])[0],
            given["closed_on_holidays"],
        )
        return ServiceContent(**values, door=door, hours=hours)


def initial_of(content: ServiceContent, version: int) -> dict[str, Any]:
    """What stands there, as the form shows it."""
    plain = {one.name: getattr(content, one.name) for one in dataclasses.fields(content)}
    door = content.door
    return plain | {
        "version": version,
        "street": door.street,
        "number": door.number,
        "box": door.box,
        "postcode": door.postcode,
        "municipality": door.municipality,
        "week": written_week(content.hours.slots),
        "exceptions": written_exceptions(content.hours.exceptions),
        "closed_on_holidays": content.hours.closed_on_holidays,
    }


class NewServiceForm(ServiceForm):
    """A service of an organisation that is there."""

    organisation = forms.TypedChoiceField(label=gettext_lazy("Organisation"), coerce=int)

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", "–"), *organisations]  # type: ignore[attr-defined]
        self.order_fields(["organisation"])
        del self.fields["note"]


class OrganisationForm(PlainForm):
    """An organisation."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31)
    name = _line(gettext_lazy("Name"), most=200, required=True)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=OrganisationKind.choices)
    description = _text(gettext_lazy("In short"))
    phone = _line(gettext_lazy("Telephone"), most=40)
    email = _line(gettext_lazy("E-mail"), most=254)
    website = _line(gettext_lazy("Website"), most=500)


class NewOrganisationForm(OrganisationForm):
    """An organisation in one of the own towns."""

    town = forms.ChoiceField(label=gettext_lazy("Town"))

    def __init__(self, *args: Any, towns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = towns  # type: ignore[attr-defined]


class SuggestionForm(PlainForm):
    """What is wrong about an entry."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(
        label=gettext_lazy("What is wrong, and what should it be?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EndForm(PlainForm):
    """Why a service is no longer offered."""

    because = _line(gettext_lazy("Why does it stop?"), required=True)
