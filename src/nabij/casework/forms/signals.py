"""Forms about signals: what was seen, and what a team lead decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.signals import NewHousehold, Seen, Whereabouts
from nabij.casework.forms.common import (
    REQUIRED,
    TOPIC_CHOICES,
    SentOnce,
    day_field,
    text_field,
    words_field,
)
from nabij.registry.types import BirthDate, Door, Naming, NewPerson, NotPossible, Place, Topic

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class SignalForm(SentOnce):
    """What was seen: facts, no judgement. Of a household that is not known: how it can be found."""

    seen = text_field(
        gettext_lazy("What was seen or heard?"),
        help_text=gettext_lazy("Facts only: what happened, not what you think of it."),
    )
    seen_on = day_field(gettext_lazy("When?"), help_text=gettext_lazy("Such as 31/12/2026."))
    seen_where = words_field(gettext_lazy("Where?"))
    seen_by = words_field(
        gettext_lazy("Who saw it?"),
        help_text=gettext_lazy("The role, no name: a teacher, a neighbour, myself."),
    )
    concerns = words_field(
        gettext_lazy("Whom does it concern?"),
        help_text=gettext_lazy("Who in the household, such as: the mother and the youngest child."),
    )
    topic = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=TOPIC_CHOICES)
    is_family_told = forms.ChoiceField(
        label=gettext_lazy("Does the family know that you tell this?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    told_because = words_field(gettext_lazy("What did they say? Or why did you not tell them?"))
    has_consent = forms.ChoiceField(
        label=gettext_lazy("Do they agree?"), choices=YES_NO, widget=forms.RadioSelect
    )
    no_consent_because = words_field(gettext_lazy("If not: why do you tell it all the same?"), required=False)
    told_name = words_field(gettext_lazy("Name, as you heard it"), required=False)
    told_place = words_field(gettext_lazy("Street or place, as you heard it"), required=False)
    told_phone = words_field(gettext_lazy("Telephone, as you heard it"), required=False)
    team = forms.TypedChoiceField(
        label=gettext_lazy("Which team looks at it?"),
        coerce=int,
        help_text=gettext_lazy("The team of the neighbourhood. Not sure? They pass it on."),
        error_messages={"required": REQUIRED},
    )

    def __init__(
        self, *args: Any, teams: Iterable[tuple[int, str]], is_known: bool, on: date, **kwargs: Any
    ) -> None:
        first = {"seen_on": on, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=first, **kwargs)
        self.fields["team"].choices = list(teams)  # type: ignore[attr-defined]
        if is_known:
            for name in ("told_name", "told_place", "told_phone"):
                del self.fields[name]

    def what_was_seen(self) -> Seen:
        """What was filled in."""
        given = self.cleaned_data
        return Seen(
            what=given["seen"],
            where=given["seen_where"],
            on=given["seen_on"],
            by=given["seen_by"],
            concerns=given["concerns"],
            topic=Topic(given["topic"]),
            is_family_told=given["is_family_told"] == "yes",
            told_because=given["told_because"],
            has_consent=given["has_consent"] == "yes",
            no_consent_because=given["no_consent_because"],
        )

    def whereabouts(self) -> Whereabouts:
        """How a household that is not known can be found."""
        given = self.cleaned_data
        return Whereabouts(given["told_name"], given["told_place"], given["told_phone"])


class SearchForm(forms.Form):
    """Look whether the household is known."""

    typed = forms.CharField(
        label=gettext_lazy("Name, street or telephone"),
        max_length=120,
        error_messages={"required": REQUIRED},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )


class DecisionForm(SentOnce):
    """A decision on a signal as it was seen: a colleague may have decided meanwhile."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)


def worker_field() -> forms.TypedChoiceField:
    """Who goes on with a household that nobody follows yet."""
    return forms.TypedChoiceField(
        label=gettext_lazy("Who goes on with it?"), coerce=int, empty_value=None, required=False
    )


class TakeUpForm(DecisionForm):
    """Take a signal up for a household that is known."""

    household = forms.IntegerField(widget=forms.HiddenInput)
    next_worker = worker_field()

    def __init__(self, *args: Any, workers: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = ("", gettext_lazy("Whoever is contact person already"))
        self.fields["next_worker"].choices = [choose, *workers]  # type: ignore[attr-defined]


class NewHouseholdForm(DecisionForm):
    """Take a signal up for a household that is registered with it."""

    given = words_field(gettext_lazy("First name"), required=False)
    family = words_field(gettext_lazy("Family name"), required=False)
    nickname = words_field(gettext_lazy("Or a nickname"), required=False)
    birth_year = forms.IntegerField(label=gettext_lazy("Year of birth"), required=False)
    street = words_field(gettext_lazy("Street"), required=False)
    number = words_field(gettext_lazy("Number"), required=False)
    postcode = words_field(gettext_lazy("Postcode"), required=False)
    municipality = words_field(gettext_lazy("Municipality"), required=False)
    phone = words_field(gettext_lazy("Telephone"), required=False)
    next_worker = worker_field()
    unlike_because = words_field(
        gettext_lazy("Looks like somebody who is known? Say how you know it is somebody else"), required=False
    )

    def __init__(self, *args: Any, workers: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["next_worker"]
        field.required = True
        field.choices = [("", gettext_lazy("Choose a colleague")), *workers]  # type: ignore[attr-defined]

    def household(self) -> NewHousehold:
        """What was filled in. Raises NotPossible for a year that cannot be, or without any name."""
        given = self.cleaned_data
        naming = Naming(given=given["given"], family=given["family"], nickname=given["nickname"])
        person = NewPerson(naming, BirthDate(given["birth_year"]), unlike_because=given["unlike_because"])
        place = None
        if given["street"]:
            place = Place(
                door=Door(
                    street=given["street"],
                    number=given["number"],
                    postcode=given["postcode"],
                    municipality=given["municipality"],
                )
            )
        return NewHousehold(person, place, given["phone"])

    def take(self, problem: NotPossible) -> None:
        """Somebody who looks the same: the reason is asked where it is given."""
        super().take(problem)
        if not problem.field:
            self.fields["unlike_because"].widget.attrs["autofocus"] = True


class PassOnForm(DecisionForm):
    """Give a signal to another team."""

    team = forms.TypedChoiceField(label=gettext_lazy("To which team?"), coerce=int)
    because = words_field(gettext_lazy("Why?"))

    def __init__(self, *args: Any, teams: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = list(teams)  # type: ignore[attr-defined]


class RejectForm(DecisionForm):
    """Reject a signal."""

    because = words_field(
        gettext_lazy("Why?"),
        help_text=gettext_lazy("Only team leads read this. After 30 days nothing of the signal is left."),
    )
