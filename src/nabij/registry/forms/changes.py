"""Forms about a household in time: moving, separating, ending, and who follows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.registry.forms.households import ChangeForm, day_field
from nabij.registry.models import Stay
from nabij.registry.queries import HouseholdView, Member
from nabij.registry.types import Door, NotPossible, Place, Relation, StayKind, Topic
from nabij.registry.types.given import Leaving

BRUSSELS = ZoneInfo("Europe/Brussels")


class PlaceForm(ChangeForm):
    """Where people are: an address, or a place where they can be met."""

    street = forms.CharField(label=gettext_lazy("Street"), required=False, max_length=120)
    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=10)
    box = forms.CharField(label=gettext_lazy("Box"), required=False, max_length=10)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), required=False, max_length=10)
    municipality = forms.CharField(label=gettext_lazy("Municipality"), required=False, max_length=80)
    spot = forms.CharField(
        label=gettext_lazy("No address? Where can they be met"), required=False, max_length=200
    )
    is_hidden = forms.BooleanField(label=gettext_lazy("This place is secret: only I see it"), required=False)

    def door(self) -> Door | None:
        """The address that was typed, or None."""
        found = self.cleaned_data
        if not found["street"]:
            return None
        return Door(*(found[one] for one in ("street", "number", "box", "postcode", "municipality")))


class MoveForm(PlaceForm):
    """A household moves, or is met somewhere else from a day on."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is for them"), choices=StayKind.choices)
    leaves_home = forms.BooleanField(
        label=gettext_lazy("They no longer live at the address of before"), required=False
    )
    from_on = day_field(gettext_lazy("Since when"))
    field_order = ("kind",)

    def place(self) -> Place:
        """Where they are. Raises NotPossible when nothing was typed."""
        found = self.cleaned_data
        door = self.door()
        if door is None and not found["spot"]:
            raise NotPossible(_("Give the street, or a place where they can be met."), field="street")
        return Place(
            door=door,
            spot="" if door else found["spot"],
            kind=StayKind(found["kind"]),
            is_hidden=found["is_hidden"],
        )


class PlaceCorrectionForm(PlaceForm):
    """A place that was written down wrongly, as it should stand, and how one knows."""

    is_hidden = None  # type: ignore[assignment]
    reason = forms.CharField(
        label=gettext_lazy("What was wrong, and how you know"), min_length=5, max_length=300
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def of(cls, data: Any, stay: Stay) -> PlaceCorrectionForm:
        """The form with what stands there."""
        door, names = stay.address, ("number", "box", "postcode", "municipality")
        standing = {name: getattr(door, name) for name in names} if door else {}
        street = door.street_name if door else ""
        return cls(
            data, initial={**standing, "street": street, "spot": stay.spot, "base_version": stay.version}
        )

    def place(self) -> Place:
        """Where it should say they are. Raises NotPossible when nothing was typed."""
        door, spot = self.door(), self.cleaned_data["spot"]
        if door is None and not spot:
            raise NotPossible(_("Give the street, or a place where they can be met."), field="street")
        return Place(door=door, spot="" if door else spot)


class EndForm(ChangeForm):
    """A household is no household any more."""

    ended_on = day_field(
        gettext_lazy("The first day on which it is no household any more"),
        help_text=gettext_lazy("The history stays. For who goes on alone, separate them first."),
    )


class EndStayForm(ChangeForm):
    """They are no longer at a place."""

    until_on = day_field(gettext_lazy("The first day on which they are no longer there"))


STAYS, GOES, BOTH = "stays", "goes", "both"


class SeparationForm(PlaceForm):
    """Where each member goes when a household separates, and from when on."""

    from_on = day_field(gettext_lazy("The first day apart"))

    def __init__(self, *args: Any, household: HouseholdView, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = [one for one in household.members if one.died_on is None and one.until_on is None]
        for member in self.members:
            self._add(member)
        self.fields["from_on"].initial = on
        self.dress()

    def _add(self, member: Member) -> None:
        number = member.person_id
        places = [(STAYS, _("Stays in this household")), (GOES, _("Goes to the new household"))]
        if member.relation != Relation.REFERENCE:
            places.append((BOTH, _("Lives in both, part of the time")))
        self.fields[f"where_{number}"] = forms.ChoiceField(
            label=_("Where"), choices=places, initial=STAYS, widget=forms.RadioSelect
        )
        self.fields[f"relation_{number}"] = forms.ChoiceField(
            label=_("In the new household"),
            choices=Relation.choices,
            initial=Relation.REFERENCE if member.relation == Relation.PARTNER else member.relation,
        )
        self.fields[f"share_{number}"] = forms.IntegerField(
            label=_("Share of the time in the new household, in per cent"),
            min_value=1,
            max_value=99,
            initial=50,
            required=False,
        )

    def rows(self) -> Iterable[tuple[Member, list[Any]]]:
        """The fields of each member, for a block of their own on the page."""
        for member in self.members:
            names = [f"{part}_{member.person_id}" for part in ("where", "relation", "share")]
            yield member, [self[name] for name in names]

    def other_fields(self) -> list[Any]:
        """The day, and the place of the new household."""
        return [self["from_on"], *(self[name] for name in PlaceForm.base_fields if name != "client_id")]

    def leaving(self) -> list[Leaving]:
        """Who goes, as what, and for which share. Raises NotPossible."""
        found = [one for one in map(self._leaving, self.members) if one is not None]
        if not found:
            raise NotPossible(_("Choose who goes to the new household. Nothing was saved yet."))
        return found

    def _leaving(self, member: Member) -> Leaving | None:
        given, number = self.cleaned_data, member.person_id
        where = given[f"where_{number}"]
        if where == STAYS:
            return None
        share = given[f"share_{number}"] if where == BOTH else 100
        if share is None:
            raise NotPossible(_("Say which share of the time, such as 50 for half."), field=f"share_{number}")
        return Leaving(number, Relation(given[f"relation_{number}"]), share)

    def new_place(self) -> Place | None:
        """Where the new household lives; None when nobody knows yet."""
        found = self.cleaned_data
        if (door := self.door()) is not None:
            return Place(door=door, is_hidden=found["is_hidden"])
        if found["spot"]:
            return Place(spot=found["spot"], kind=StayKind.MEETING_SPOT, is_hidden=found["is_hidden"])
        return None


class ColleagueForm(ChangeForm):
    """A change for which a colleague is chosen."""

    staff = forms.TypedChoiceField(label=gettext_lazy("Colleague"), coerce=int, empty_value=None)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = ("", _("Choose somebody") if self.fields["staff"].required else _("Nobody"))
        self.fields["staff"].choices = [first, *colleagues]  # type: ignore[attr-defined]


def _note(label: Any, *, signs: int, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=signs, widget=forms.Textarea(attrs={"rows": 3})
    )


class HandoverForm(ColleagueForm):
    """A household goes to a colleague, with what they should know."""

    note = _note(gettext_lazy("What your colleague should know"), signs=500)
    hidden_too = forms.BooleanField(
        label=gettext_lazy("What only I see (a secret place, foster care) goes along"),
        required=False,
        help_text=gettext_lazy("Without this nobody sees it any more."),
    )


class TeamChoiceForm(ChangeForm):
    """A household lives in the area of another team: it goes there, or stays, with the reason."""

    team = forms.IntegerField(widget=forms.HiddenInput)
    goes = forms.TypedChoiceField(
        label=gettext_lazy("Which team follows this household from now on?"),
        coerce=lambda word: word == "goes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Needed when it stays. The other team reads this too, and the household in its own copy."
        ),
    )

    def __init__(self, *args: Any, area: str, own: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goes"].choices = [("goes", area), ("stays", own)]  # type: ignore[attr-defined]


class StandInForm(ColleagueForm):
    """Who stands in for the contact person of one household; nobody is possible too."""

    staff = forms.TypedChoiceField(
        label=gettext_lazy("Who stands in"), coerce=int, empty_value=None, required=False
    )


class StopForm(ChangeForm):
    """The contact person stops, and nobody comes after yet."""

    note = _note(gettext_lazy("What a colleague who takes over should know"), signs=500, required=True)


class TaskForm(ColleagueForm):
    """A task of a colleague in a household."""

    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=Topic.choices)
    reason = forms.CharField(
        label=gettext_lazy("What the task is"),
        max_length=200,
        help_text=gettext_lazy(
            "Your colleague reads this, and sees the summary and this topic only. An occupational "
            "therapist sees nothing but these words and the address: write for whom to ask."
        ),
    )
    until_on = day_field(gettext_lazy("Until and with (may stay empty)"), required=False)

    def until_at(self) -> datetime | None:
        """The end of that day in Belgium; None for a task that ends when it is done."""
        day: date | None = self.cleaned_data["until_on"]
        return None if day is None else datetime.combine(day, time.max, BRUSSELS)
