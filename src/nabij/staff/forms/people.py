"""Inviting people, their roles, teams, absences and who stands in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nabij.staff.models import Team, User
from nabij.staff.types import Role, StandInReason

BOX = {"class": "form-check-input"}
_LONGEST_STAND_IN = timedelta(days=366)


class RoleBoxes(forms.CheckboxSelectMultiple):
    """Boxes for roles, each with its sentence."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the sentence of the role."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        return {**option, "description": Role(str(value)).description}


def _roles(roles: list[Role]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(role.value, role.label) for role in roles],
        widget=RoleBoxes(attrs=BOX),
        required=False,
    )


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=required)


class InviteForm(forms.Form):
    """Who is invited, for what and where."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"))

    def __init__(
        self, *args: Any, roles: list[Role], teams: QuerySet[Team], towns: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "email"):
            self.fields[name].widget.attrs.update({"class": "form-control", "autocomplete": "off"})
        self.fields["teams"] = forms.ModelMultipleChoiceField(
            label=_("Teams"), queryset=teams, widget=forms.CheckboxSelectMultiple(attrs=BOX), required=False
        )
        if len(towns) > 1:
            self.fields["towns"] = forms.MultipleChoiceField(
                label=_("Towns"),
                choices=[(town, town) for town in towns],
                widget=forms.CheckboxSelectMultiple(attrs=BOX),
            )
        self.fields["roles"] = _roles(roles)


class RolesForm(forms.Form):
    """The roles that somebody holds."""

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"] = _roles(roles)

    def chosen(self) -> list[Role]:
        """Return the roles that were ticked."""
        return [Role(role) for role in self.cleaned_data["roles"]]


class JoinTeamForm(forms.Form):
    """In which team somebody works from when."""

    from_on = _day(_("From"))
    is_lead = forms.BooleanField(label=_("Leads this team"), required=False)

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = forms.ModelChoiceField(label=_("Team"), queryset=teams, empty_label=None)
        choice.widget.attrs["class"] = "form-select"
        self.fields["is_lead"].widget.attrs["class"] = "form-check-input"
        self.fields = {"team": choice, **self.fields}


class AbsenceForm(forms.Form):
    """From when until when somebody is away. Nobody is asked why."""

    from_on = _day(_("Away from"))
    back_on = _day(_("Back on (leave empty when not known yet)"), required=False)

    def clean(self) -> dict[str, Any]:
        """Check that somebody comes back after leaving."""
        found = super().clean() or {}
        back, away = found.get("back_on"), found.get("from_on")
        if back and away and back <= away:
            self.add_error(
                "back_on", _("The day back is not after the first day away. Change one of the two.")
            )
        return found


class StandInForm(forms.Form):
    """Who stands in, from when until when, and roughly why."""

    from_on = _day(_("From"))
    until_on = _day(_("Until and with"))
    reason = forms.ChoiceField(label=_("Reason"), choices=StandInReason.choices)

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = forms.ModelChoiceField(label=_("Who stands in?"), queryset=colleagues, empty_label=None)
        self.fields = {"stand_in": choice, **self.fields}
        for name in ("stand_in", "reason"):
            self.fields[name].widget.attrs["class"] = "form-select"

    def clean(self) -> dict[str, Any]:
        """Check that the days follow each other and last at most a year."""
        found = super().clean() or {}
        begin, last = found.get("from_on"), found.get("until_on")
        if begin and last and last < begin:
            self.add_error("until_on", _("The last day is before the first. Change one of the two."))
        elif begin and last and last - begin > _LONGEST_STAND_IN:
            self.add_error(
                "until_on", _("Standing in lasts at most a year. After that, give a team of its own.")
            )
        return found

    def until(self) -> date:
        """Return the first day on which it is over."""
        last: date = self.cleaned_data["until_on"]
        return last + timedelta(days=1)


class LostForm(forms.Form):
    """How it was made sure that this is really the colleague."""

    seen_how = forms.CharField(
        label=_("How do you know that it is really your colleague?"),
        help_text=_(
            "For instance: stood at my desk with an identity card. Write nothing else about the person."
        ),
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_how"].widget.attrs["class"] = "form-control"


class TeamForm(forms.Form):
    """What a team is called, where it works and which neighbourhoods it follows."""

    name = forms.CharField(label=_("Name of the team"), max_length=100)
    location = forms.CharField(label=_("Where it works from"), max_length=200, required=False)
    codes = forms.CharField(
        label=_("Neighbourhoods, by their codes"),
        help_text=_("With commas between them, such as: noord, oude-haven."),
        required=False,
    )

    def __init__(self, *args: Any, towns: list[str], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "location", "codes"):
            self.fields[name].widget.attrs["class"] = "form-control"
        if is_new:
            self.fields["organisation"] = forms.CharField(
                label=_("Partner organisation (leave empty for the own service)"),
                max_length=100,
                required=False,
            )
            self.fields["organisation"].widget.attrs["class"] = "form-control"
            self.fields["town"] = forms.ChoiceField(label=_("Town"), choices=[(town, town) for town in towns])
            self.fields["town"].widget.attrs["class"] = "form-select"
        else:
            self.fields["is_open"] = forms.BooleanField(label=_("This team works"), required=False)
            self.fields["is_open"].widget.attrs["class"] = "form-check-input"

    def neighbourhoods(self) -> list[str]:
        """Return the codes that were typed."""
        return [code.strip() for code in self.cleaned_data["codes"].split(",") if code.strip()]
