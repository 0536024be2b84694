"""Forms about settings, contacts in them, contacts without a dossier, and what a school may read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.feedback import Agreement
from nabij.casework.actions.reach import Met, Unnamed
from nabij.casework.forms.common import TOPIC_CHOICES, SentOnce, day_field, text_field, words_field
from nabij.casework.forms.contacts import ContactForm
from nabij.casework.types import Asked, Counts
from nabij.registry.types import Topic

Choices = Sequence[tuple[int, str]]


def several_field(label: Any, *, choices: Any = (), help_text: Any = "") -> forms.MultipleChoiceField:
    """None, one or more of a list."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list. It changed just before.")},
    )


def number_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    """A whole number; whether it can be is judged by the action, in a sentence."""
    return forms.IntegerField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Write a number in figures, such as 2.")},
    )


class GateContactForm(ContactForm):
    """A new contact of somebody who works in a setting: that one is chosen, and everybody at home."""

    setting = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    persons = several_field(
        gettext_lazy("Whom it was about"),
        help_text=gettext_lazy("Nobody chosen: everybody of the household counts."),
    )
    field_order = (
        "channel",
        "note",
        "need",
        "setting",
        "persons",
        "topic",
        "outcome",
        "day",
        "layer",
    )

    def __init__(self, *args: Any, settings: Choices, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(number), name) for number, name in settings]
        where = self.fields["setting"]
        assert isinstance(where, forms.ChoiceField)
        where.choices = [*choices, ("", gettext_lazy("Not in a setting"))]
        self.initial.setdefault("setting", choices[0][0] if choices else "")
        whom = self.fields["persons"]
        assert isinstance(whom, forms.MultipleChoiceField)
        whom.choices = [(str(number), name) for number, name in members]

    def met(self) -> Met | None:
        """In which setting, with whom; None outside of one."""
        given = self.cleaned_data
        if not given["setting"]:
            return None
        return Met(int(given["setting"]), frozenset(int(number) for number in given["persons"]))


class KindForm(SentOnce):
    """A kind of setting."""

    town = forms.ChoiceField(label=gettext_lazy("Town"))
    name = words_field(gettext_lazy("Name of the kind"), help_text=gettext_lazy("Such as: Schools."))
    counts = forms.ChoiceField(
        label=gettext_lazy("What do you count there?"),
        choices=[(one.value, one.label) for one in Counts],
        initial=Counts.HOUSEHOLDS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, towns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_town(self, towns)


def choose_town(form: forms.Form, towns: Sequence[str]) -> None:
    """Let somebody choose a town; who works for one only is not asked."""
    field = form.fields["town"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(town, town.title()) for town in towns]
    field.initial = towns[0] if towns else None
    if len(towns) == 1:
        field.widget = forms.HiddenInput()


class SettingForm(SentOnce):
    """A setting of a kind."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    name = words_field(gettext_lazy("Name"), help_text=gettext_lazy("Such as: VBS De Brug."))

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(number), name) for number, name in kinds]


class WorkForm(SentOnce):
    """Who works in a setting from a day on, and for which share of full time."""

    staff = forms.ChoiceField(label=gettext_lazy("Colleague"))
    fte = forms.DecimalField(
        label=gettext_lazy("Share of full time"),
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=gettext_lazy("1 is full time, 0,5 is half-time, 0 is no longer here."),
        max_digits=3,
        decimal_places=2,
        error_messages={"invalid": gettext_lazy("Write a number such as 0,5.")},
    )
    from_on = day_field(gettext_lazy("From which day"))

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["staff"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(number), name) for number, name in colleagues]


class UnnamedForm(SentOnce):
    """A contact without a dossier: choices and numbers only, so that nobody can be named."""

    setting = forms.ChoiceField(label=gettext_lazy("Where"))
    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=TOPIC_CHOICES, initial=Topic.SCHOOL)
    asked = several_field(gettext_lazy("What was asked?"), choices=[(one.value, one.label) for one in Asked])
    adults = number_field(gettext_lazy("Number of adults"))
    children = number_field(gettext_lazy("Number of children"))
    day = day_field(gettext_lazy("Day"))

    def __init__(self, *args: Any, settings: Choices, **kwargs: Any) -> None:
        first = {"adults": 1, "children": 0, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=first, **kwargs)
        field = self.fields["setting"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(number), name) for number, name in settings]

    def unnamed(self) -> Unnamed:
        """What was filled in."""
        given = self.cleaned_data
        return Unnamed(
            setting_id=int(given["setting"]),
            on_day=given["day"],
            topic=Topic(given["topic"]),
            asked=frozenset(Asked(one) for one in given["asked"]),
            adults=given["adults"],
            children=given["children"],
        )


class PeriodForm(forms.Form):
    """Which period the report is about, half-open. Its days stand in the address: they name nobody."""

    town = forms.ChoiceField(label=gettext_lazy("Town"))
    from_on = day_field(gettext_lazy("From"))
    until_on = day_field(gettext_lazy("Until (not included)"))

    def __init__(self, *args: Any, towns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_town(self, towns)
        for name in ("from_on", "until_on"):
            self.fields[name].widget.attrs |= {"class": "form-control", "autocomplete": "off"}
        if len(towns) > 1:
            self.fields["town"].widget.attrs["class"] = "form-select"


class FeedbackForm(SentOnce):
    """One sentence that the family agreed a school may read."""

    person = forms.ChoiceField(label=gettext_lazy("About whom"))
    setting = forms.ChoiceField(label=gettext_lazy("Which school may read it"))
    sentence = text_field(
        gettext_lazy("The sentence"),
        rows=2,
        help_text=gettext_lazy("As you agreed it with the family. The school reads this and nothing else."),
    )
    agreed_with = words_field(
        gettext_lazy("Who of the family agreed"), help_text=gettext_lazy("Such as: mother.")
    )
    agreed_on = day_field(gettext_lazy("Agreed on"))

    def __init__(self, *args: Any, members: Choices, settings: Choices, on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"agreed_on": on}, **kwargs)
        for name, choices in (("person", members), ("setting", settings)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(str(number), words) for number, words in choices]

    def agreement(self) -> Agreement:
        """What was filled in."""
        given = self.cleaned_data
        return Agreement(
            int(given["person"]),
            int(given["setting"]),
            given["sentence"],
            given["agreed_with"],
            given["agreed_on"],
        )
