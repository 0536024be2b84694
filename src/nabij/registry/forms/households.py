"""Forms about a household: who is added, how people are reached, wishes, consents, access for once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.registry.queries import HouseholdView
from nabij.registry.types import (
    BirthDate,
    ConsentGiven,
    ConsentPurpose,
    ContactKind,
    Door,
    ExceptionCategory,
    Naming,
    NewPerson,
    NotPossible,
    Place,
    Relation,
    ReviewOutcome,
    StayKind,
    WishKind,
)

REQUIRED = gettext_lazy("Fill this in. Nothing was saved yet.")


class ChangeForm(forms.Form):
    """One change of a household. The form carries its own number, so that sending it twice is harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress()

    def dress(self) -> None:
        """Give every field the looks and the words that all pages share."""
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED
            if isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
                field.widget.attrs["class"] = "form-check-input"
            elif isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "form-select"
            else:
                field.widget.attrs.setdefault("class", "form-control")
                field.widget.attrs.setdefault("autocomplete", "off")

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept, at the field that it is about."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


def _number(label: Any, *, signs: int) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": str(signs)})
    return forms.CharField(label=label, required=False, max_length=signs, widget=widget)


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, written as people here write it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "31/12/2026"}
        ),
        error_messages={"invalid": gettext_lazy("This is no day. Write it as 31/12/2026.")},
    )


class PersonForm(ChangeForm):
    """Somebody to add: a name or a nickname is enough, and of the day of birth what is known."""

    given = forms.CharField(label=gettext_lazy("First name"), required=False, max_length=120)
    family = forms.CharField(label=gettext_lazy("Surname"), required=False, max_length=120)
    nickname = forms.CharField(
        label=gettext_lazy("Nickname, when the name is not known"), required=False, max_length=120
    )
    birth_day = _number(gettext_lazy("Day of birth"), signs=2)
    birth_month = _number(gettext_lazy("Month of birth"), signs=2)
    birth_year = _number(gettext_lazy("Year of birth"), signs=4)
    unlike_because = forms.CharField(
        label=gettext_lazy("Somebody else than who is known already? Say how you know"),
        required=False,
        max_length=200,
    )

    def naming(self) -> Naming:
        """What they are called."""
        found = self.cleaned_data
        return Naming(given=found["given"], family=found["family"], nickname=found["nickname"])

    def birth(self) -> BirthDate:
        """The day of birth as far as it is known. Raises NotPossible."""
        return BirthDate(*(self._whole(name) for name in ("birth_year", "birth_month", "birth_day")))

    def _whole(self, name: str) -> int | None:
        typed = self.cleaned_data[name].strip()
        if not typed:
            return None
        if not typed.isdecimal():
            raise NotPossible(_("Write this with figures, such as 4 or 1988."), field=name)
        return int(typed)


class MemberForm(PersonForm):
    """Somebody who joins a household that is there."""

    relation = forms.ChoiceField(
        label=gettext_lazy("To the reference person"),
        choices=[(one.value, one.label) for one in Relation if one != Relation.REFERENCE],
    )
    is_expected = forms.BooleanField(
        label=gettext_lazy("A child that is expected: month and year above are when it is due"),
        required=False,
    )
    share_pct = forms.IntegerField(
        label=gettext_lazy("Share of the time here, in per cent"),
        min_value=1,
        max_value=100,
        initial=100,
        help_text=gettext_lazy("50 for a child that lives half of the time in another home."),
    )
    from_on = day_field(gettext_lazy("Since when"))

    def person(self) -> NewPerson:
        """Whom to add. Raises NotPossible."""
        return NewPerson(
            naming=self.naming(),
            birth=self.birth(),
            is_expected=self.cleaned_data["is_expected"],
            relation=Relation(self.cleaned_data["relation"]),
            share_pct=self.cleaned_data["share_pct"],
            unlike_because=self.cleaned_data["unlike_because"],
        )


class HouseholdForm(PersonForm):
    """A new household: the one whom we write to, where they are, and the team that follows it."""

    street = forms.CharField(label=gettext_lazy("Street"), required=False, max_length=120)
    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=10)
    box = forms.CharField(label=gettext_lazy("Box"), required=False, max_length=10)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), required=False, max_length=10)
    municipality = forms.CharField(label=gettext_lazy("Municipality"), required=False, max_length=80)
    spot = forms.CharField(
        label=gettext_lazy("No address? Where can they be met"), required=False, max_length=200
    )
    is_hidden = forms.BooleanField(label=gettext_lazy("This place is secret: only I see it"), required=False)
    team = forms.TypedChoiceField(label=gettext_lazy("Team"), coerce=int)
    from_on = day_field(gettext_lazy("Since when"))

    def __init__(self, *args: Any, teams: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = list(teams)  # type: ignore[attr-defined]

    def person(self) -> NewPerson:
        """The reference person. Raises NotPossible."""
        return NewPerson(
            naming=self.naming(), birth=self.birth(), unlike_because=self.cleaned_data["unlike_because"]
        )

    def place(self) -> Place | None:
        """Where they are: an address, or a spot where they can be met; None when nothing is known."""
        found = self.cleaned_data
        if found["street"]:
            door = Door(*(found[one] for one in ("street", "number", "box", "postcode", "municipality")))
            return Place(door=door, is_hidden=found["is_hidden"])
        if found["spot"]:
            return Place(spot=found["spot"], kind=StayKind.MEETING_SPOT, is_hidden=found["is_hidden"])
        return None


def whose(household: HouseholdView) -> list[tuple[str, str]]:
    """Of whom something can be said: the household, or one of its members."""
    members = [(str(one.person_id), one.naming.shown) for one in household.members if one.naming.shown]
    return [("", _("The whole household")), *members]


class AboutForm(ChangeForm):
    """A change that is about the household or one of its members."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("About whom"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, household: HouseholdView, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = whose(household)  # type: ignore[attr-defined]
        if "from_on" in self.fields:
            self.fields["from_on"].initial = on


class ContactForm(AboutForm):
    """A telephone number or e-mail address."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ContactKind.choices)
    typed = forms.CharField(label=gettext_lazy("Number or address"), max_length=254)
    label = forms.CharField(
        label=gettext_lazy("For example: of the neighbour, evenings only"), required=False, max_length=60
    )
    is_shared = forms.BooleanField(label=gettext_lazy("Other people answer this number too"), required=False)


class WishForm(AboutForm):
    """What somebody asks about being contacted."""

    kind = forms.ChoiceField(label=gettext_lazy("What they ask"), choices=WishKind.choices)
    detail = forms.CharField(label=gettext_lazy("In their own words"), required=False, max_length=200)
    until_on = day_field(gettext_lazy("Until (may stay empty)"), required=False)


class ConsentForm(AboutForm):
    """What a person agrees with: for one purpose and one partner."""

    purpose = forms.ChoiceField(label=gettext_lazy("What for"), choices=ConsentPurpose.choices)
    partner = forms.CharField(label=gettext_lazy("Which partner"), required=False, max_length=150)
    given = forms.ChoiceField(label=gettext_lazy("How"), choices=ConsentGiven.choices)
    from_on = day_field(gettext_lazy("From"))
    until_on = day_field(gettext_lazy("Until (may stay empty)"), required=False)

    def __init__(self, *args: Any, household: HouseholdView, on: date, **kwargs: Any) -> None:
        super().__init__(*args, household=household, on=on, **kwargs)
        self.fields["person"].choices = whose(household)[1:]  # type: ignore[attr-defined]
        self.fields["person"].required = True


class ExceptionForm(ChangeForm):
    """Why somebody opens a household that is not theirs to see."""

    category = forms.ChoiceField(label=gettext_lazy("Why"), choices=ExceptionCategory.choices)
    reason = forms.CharField(
        label=gettext_lazy("What happened, in a sentence"),
        min_length=20,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("At least 20 signs. Your team lead and the privacy officer read this."),
    )


class ReviewForm(ChangeForm):
    """What the review of an exceptional access came to."""

    outcome = forms.ChoiceField(label=gettext_lazy("What it came to"), choices=ReviewOutcome.choices)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
