"""Forms about one person: who they are, leaving, languages, safety, the national number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.kernel.languages import languages_named
from nabij.registry.forms.households import ChangeForm, PersonForm, day_field
from nabij.registry.queries import Hit, PersonView
from nabij.registry.types import LanguageLevel, Relation


class IdentityForm(PersonForm):
    """Who somebody is, with the version that was seen: a colleague may have changed it meanwhile."""

    called = forms.CharField(label=gettext_lazy("Name they go by"), required=False, max_length=120)
    is_expected = forms.BooleanField(
        label=gettext_lazy("A child that is expected: month and year above are when it is due"),
        required=False,
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    unlike_because = None  # type: ignore[assignment]
    field_order = ("given", "called", "family", "nickname", "birth_day", "birth_month", "birth_year")

    @classmethod
    def of(cls, data: Any, person: PersonView, on: date) -> IdentityForm:
        """The form with what stands there."""
        identity = person.identity
        names = ("given", "family", "called", "nickname", "birth_day", "birth_month", "birth_year")
        initial = {name: getattr(identity, name) for name in (*names, "is_expected")}
        return cls(data, initial={**initial, "base_version": identity.version})


class BelongingForm(ChangeForm):
    """As what somebody belongs to a household, and for which share of their time."""

    relation = forms.ChoiceField(label=gettext_lazy("To the reference person"), choices=Relation.choices)
    share_pct = forms.IntegerField(
        label=gettext_lazy("Share of the time here, in per cent"), min_value=1, max_value=100
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def of(cls, data: Any, person: PersonView, on: date) -> BelongingForm:
        """The form with what stands there."""
        standing = person.standing
        if standing is None:
            return cls(data)
        initial = {
            "relation": standing.relation,
            "share_pct": standing.share_pct,
            "base_version": standing.version,
        }
        form = cls(data, initial=initial)
        is_reference = standing.relation == Relation.REFERENCE
        form.fields["relation"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in Relation if (one == Relation.REFERENCE) == is_reference
        ]
        return form


class LeaveForm(ChangeForm):
    """Somebody no longer belongs to the household."""

    until_on = day_field(gettext_lazy("The first day on which they no longer belong to it"))

    @classmethod
    def of(cls, data: Any, person: PersonView, on: date) -> LeaveForm:
        """The form, with today."""
        return cls(data, initial={"until_on": on})


class DeathForm(ChangeForm):
    """Somebody died. The day that was seen goes along, so that nothing is written over in silence."""

    died_on = day_field(
        gettext_lazy("Day of the death"),
        required=False,
        help_text=gettext_lazy("Leave it empty to take back a day that was a mistake."),
    )
    seen = forms.DateField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, data: Any, person: PersonView, on: date) -> DeathForm:
        """The form with what stands there."""
        seen = person.died_on.isoformat() if person.died_on else None
        return cls(data, initial={"died_on": person.died_on, "seen": seen})


class SchoolForm(ChangeForm):
    """A child goes to school. The day that was seen goes along, as with a death."""

    school_from = day_field(
        gettext_lazy("First day at school"),
        required=False,
        help_text=gettext_lazy("Leave it empty to take back a day that was a mistake."),
    )
    seen = forms.DateField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, data: Any, person: PersonView, on: date) -> SchoolForm:
        """The form with what stands there."""
        seen = person.school_from.isoformat() if person.school_from else None
        return cls(data, initial={"school_from": person.school_from, "seen": seen})


class LanguageForm(ChangeForm):
    """How well somebody speaks a language with us."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    level = forms.ChoiceField(label=gettext_lazy("How well"))

    @classmethod
    def of(cls, data: Any, person: PersonView, on: date) -> LanguageForm:
        """The form with all languages to choose from."""
        form = cls(data)
        form.fields["language"].choices = [("", _("Choose a language")), *languages_named()]  # type: ignore[attr-defined]
        none = ("", _("Does not speak it, or no longer"))
        form.fields["level"].choices = [*LanguageLevel.choices, none]  # type: ignore[attr-defined]
        form.fields["level"].required = False
        return form


class FosterForm(ChangeForm):
    """A child is placed here in foster care; only whoever writes it down sees it."""

    service = forms.CharField(
        label=gettext_lazy("Service for foster care (may stay empty)"), required=False, max_length=150
    )

    @classmethod
    def of(cls, data: Any, person: PersonView, on: date) -> FosterForm:
        """The form, empty."""
        return cls(data)


class ProtectionForm(ChangeForm):
    """Why somebody may not be found, or may be found again."""

    reason = forms.CharField(
        label=gettext_lazy("Why, in a few words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("At least 10 signs. Only the contact person and the team lead read this."),
    )

    @classmethod
    def of(cls, data: Any, person: PersonView, on: date) -> ProtectionForm:
        """The form, empty."""
        return cls(data)


class NumberForm(ChangeForm):
    """The national number, and whether it is kept in spite of what seems odd."""

    national_number = forms.CharField(
        label=gettext_lazy("National number or bis number"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Eleven figures, with or without dots."),
    )
    in_spite = forms.BooleanField(
        label=gettext_lazy("I read it again, and it is right"), required=False, widget=forms.HiddenInput
    )

    def ask_again(self, oddities: Iterable[str]) -> None:
        """Show what seems odd at the number, and offer to keep it on purpose."""
        for oddity in oddities:
            self.add_error("national_number", oddity)
        self.fields["in_spite"].widget = forms.CheckboxInput(attrs={"class": "form-check-input"})


class RevealForm(ChangeForm):
    """What the number is needed for."""

    reason = forms.CharField(
        label=gettext_lazy("What do you need the number for"),
        max_length=100,
        help_text=gettext_lazy("That you saw it, when and why is on record, and they can read it."),
    )


class VerdictForm(ChangeForm):
    """How one knows whether two persons are one."""

    note = forms.CharField(
        label=gettext_lazy("How do you know"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class KnownForm(ChangeForm):
    """Somebody who is known in another household belongs to this one too."""

    who = forms.ChoiceField(label=gettext_lazy("Who"), widget=forms.RadioSelect)
    relation = forms.ChoiceField(
        label=gettext_lazy("To the reference person"),
        choices=[(one.value, one.label) for one in Relation if one != Relation.REFERENCE],
        initial=Relation.CHILD,
    )
    share_pct = forms.IntegerField(
        label=gettext_lazy("Share of the time here, in per cent"), min_value=1, max_value=100, initial=50
    )
    from_on = day_field(gettext_lazy("Since when"))

    @classmethod
    def of(cls, data: Any, hits: Iterable[Hit], on: date) -> KnownForm:
        """The form with who was found."""
        form = cls(data, initial={"from_on": on})
        form.fields["who"].choices = [  # type: ignore[attr-defined]
            (f"{one.household_id}-{one.person_id}", f"{one.naming.shown} {one.birth}".strip()) for one in hits
        ]
        return form

    def chosen(self) -> tuple[int, int]:
        """The household in which they are seen, and the person."""
        household, _sign, person = self.cleaned_data["who"].partition("-")
        return int(household), int(person)
