"""Forms about programmes: opening one, its series, intake, and how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.programmes import NewProgramme
from nabij.casework.actions.taking_part import Intake, Progress
from nabij.casework.forms.common import TOPIC_CHOICES, SentOnce, day_field, words_field
from nabij.casework.forms.reach import Choices, choose_town, number_field, several_field
from nabij.casework.types import ConsentOf, ProgrammeOutcome
from nabij.registry.types import Topic

NOT_ASKED = ("", gettext_lazy("Not asked"))
SATISFACTION = [
    NOT_ASKED,
    ("5", gettext_lazy("5: very satisfied")),
    ("4", "4"),
    ("3", "3"),
    ("2", "2"),
    ("1", gettext_lazy("1: not satisfied")),
]
BACK = [
    ("", gettext_lazy("Not known")),
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
]


class ProgrammeForm(SentOnce):
    """A new programme."""

    town = forms.ChoiceField(label=gettext_lazy("Town"))
    name = words_field(gettext_lazy("Name"))
    partner = words_field(gettext_lazy("Which partner leads it"), required=False)
    topic = forms.ChoiceField(
        label=gettext_lazy("About"),
        choices=TOPIC_CHOICES,
        initial=Topic.SCHOOL,
        help_text=gettext_lazy("Who sees this topic sees who takes part."),
    )
    min_age = number_field(gettext_lazy("Lowest age"), required=False)
    max_age = number_field(
        gettext_lazy("Highest age"),
        required=False,
        help_text=gettext_lazy("Included: 17 is up to the day before the 18th birthday."),
    )
    length_days = number_field(gettext_lazy("How many days it lasts"), required=False)
    schools = several_field(
        gettext_lazy("Schools that take part"),
        help_text=gettext_lazy("Nothing chosen: pupils of every school may come."),
    )

    def __init__(self, *args: Any, towns: Sequence[str], settings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_town(self, towns)
        field = self.fields["schools"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(number), name) for number, name in settings]

    def clean(self) -> dict[str, Any]:
        """Ages and a length are small numbers above zero, said in a sentence."""
        given = super().clean() or self.cleaned_data
        for name, least, most in (("min_age", 0, 120), ("max_age", 0, 120), ("length_days", 1, 1000)):
            number = given.get(name)
            if number is not None and not least <= number <= most:
                words = gettext_lazy("Choose a number from %(least)d to %(most)d.")
                self.add_error(name, str(words) % {"least": least, "most": most})
        return given

    def new_programme(self) -> NewProgramme:
        """What was filled in."""
        given = self.cleaned_data
        return NewProgramme(
            town=given["town"],
            name=given["name"],
            partner=given["partner"],
            topic=Topic(given["topic"]),
            min_age=given["min_age"],
            max_age=given["max_age"],
            length_days=given["length_days"],
            school_ids=frozenset(int(number) for number in given["schools"]),
        )


class SeriesForm(SentOnce):
    """A weekly series of sessions."""

    first_on = day_field(gettext_lazy("The first one is on"))
    number = number_field(
        gettext_lazy("How many weeks"), help_text=gettext_lazy("Each week on the same day. 1 is once.")
    )


class CancelForm(SentOnce):
    """Why a session does not go on."""

    because = words_field(gettext_lazy("Why does it not go on?"))


class IntakeForm(SentOnce):
    """Somebody of a household takes part in a programme."""

    programme = forms.ChoiceField(label=gettext_lazy("Programme"))
    person = forms.ChoiceField(label=gettext_lazy("Who takes part"))
    school = forms.ChoiceField(label=gettext_lazy("School"), required=False)
    consent_of = forms.ChoiceField(
        label=gettext_lazy("Who agreed?"),
        choices=[(one.value, one.label) for one in ConsentOf],
        widget=forms.RadioSelect,
    )
    registered_on = day_field(gettext_lazy("Registered on"))

    def __init__(
        self, *args: Any, programmes: Choices, members: Choices, settings: Choices, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"registered_on": on}, **kwargs)
        for name, choices in (("programme", programmes), ("person", members)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(str(number), words) for number, words in choices]
        school = self.fields["school"]
        assert isinstance(school, forms.ChoiceField)
        school.choices = [("", gettext_lazy("None")), *((str(number), name) for number, name in settings)]

    def intake(self) -> Intake:
        """What was filled in."""
        given = self.cleaned_data
        return Intake(
            programme_id=int(given["programme"]),
            person_id=int(given["person"]),
            school_id=int(given["school"]) if given["school"] else None,
            consent_of=ConsentOf(given["consent_of"]),
            registered_on=given["registered_on"],
        )


class ProgressForm(SentOnce):
    """How far somebody is in a programme."""

    first_talk_on = day_field(gettext_lazy("First talk on"), required=False)
    start_on = day_field(gettext_lazy("Starts on"), required=False)
    paused_on = day_field(
        gettext_lazy("Paused since"), required=False, help_text=gettext_lazy("Empty: takes part again.")
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        required=False,
        choices=[
            ("", gettext_lazy("Still going on")),
            *((one.value, one.label) for one in ProgrammeOutcome),
        ],
    )
    outcome_on = day_field(gettext_lazy("Ended on"), required=False)
    is_back_at_school = forms.ChoiceField(label=gettext_lazy("Back at school?"), required=False, choices=BACK)
    young_says = forms.ChoiceField(
        label=gettext_lazy("The young person says"), required=False, choices=SATISFACTION
    )
    parents_say = forms.ChoiceField(
        label=gettext_lazy("The parents say"), required=False, choices=SATISFACTION
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput)

    def progress(self) -> Progress:
        """What was filled in."""
        given = self.cleaned_data
        return Progress(
            first_talk_on=given["first_talk_on"],
            start_on=given["start_on"],
            paused_on=given["paused_on"],
            outcome=ProgrammeOutcome(given["outcome"]) if given["outcome"] else None,
            outcome_on=given["outcome_on"],
            is_back_at_school={"yes": True, "no": False}.get(given["is_back_at_school"]),
            young_says=int(given["young_says"]) if given["young_says"] else None,
            parents_say=int(given["parents_say"]) if given["parents_say"] else None,
        )
