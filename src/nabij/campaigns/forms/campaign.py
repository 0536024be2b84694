"""The form of a campaign, and the small ones around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from nabij.campaigns.actions import CampaignPlan
from nabij.campaigns.forms.common import SentOnce, day_field, dress, number_field, text_field
from nabij.campaigns.models import Campaign
from nabij.campaigns.queries import group_of
from nabij.campaigns.types import MOST_ATTEMPTS, NeedCode, NextWay
from nabij.kernel.languages import language_name
from nabij.registry.types import NotPossible
from nabij.rights.types import Composition, TargetGroup

LANGUAGES = ("nl", "fr", "en", "tr", "ar")
"""In which languages a text can be kept; Dutch always."""

OLDEST = 120


class CampaignForm(SentOnce):
    """A campaign as it is prepared: why, for whom, how, in which words, and who takes what is asked."""

    name = forms.CharField(label=gettext_lazy("Name of the campaign"))
    purpose = text_field(gettext_lazy("What is it for?"), rows=2)
    legal_basis = text_field(
        gettext_lazy("On which legal ground?"),
        rows=2,
        help_text=gettext_lazy("Such as: task of the local authority, council decision 2026-041, art. 3."),
    )
    sender_name = forms.CharField(
        label=gettext_lazy("In whose name do we call?"),
        help_text=gettext_lazy("A neutral name: others may listen along."),
    )
    from_on = day_field(gettext_lazy("First day"))
    until_on = day_field(gettext_lazy("Last day"))
    reference_on = day_field(gettext_lazy("On which day do ages count?"))
    age_from = number_field(gettext_lazy("From this age"), least=0, most=OLDEST)
    age_under = number_field(gettext_lazy("Younger than"), least=1, most=OLDEST)
    lives_independently = forms.BooleanField(
        label=gettext_lazy("Lives independently: not in a care home or hospital"), required=False
    )
    composition = forms.ChoiceField(
        label=gettext_lazy("Who lives together?"), choices=Composition.choices, required=False
    )
    neighbourhoods = forms.MultipleChoiceField(
        label=gettext_lazy("Only in these neighbourhoods (none: the whole town)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contact_first = day_field(
        gettext_lazy("Had contact with us, in any way: from"),
        required=False,
        help_text=gettext_lazy("Telephone, visit, desk, school, street, letter or message."),
    )
    contact_last = day_field(gettext_lazy("To and with"), required=False)
    max_attempts = number_field(
        gettext_lazy("How often do we try somebody at most?"), least=1, most=MOST_ATTEMPTS, required=True
    )
    is_oldest_first = forms.BooleanField(label=gettext_lazy("The oldest people first"), required=False)
    has_fixed_caller = forms.BooleanField(
        label=gettext_lazy("The same caller each time, with a stand-in"), required=False
    )
    again_after_days = number_field(
        gettext_lazy("Call again after how many days?"),
        least=1,
        most=92,
        help_text=gettext_lazy("Empty: once is enough."),
    )
    next_way = forms.ChoiceField(label=gettext_lazy("Not reached? Then to"), choices=NextWay.choices)
    duty_team = forms.TypedChoiceField(label=gettext_lazy("Which team takes worries?"), coerce=int)

    def __init__(
        self,
        *args: Any,
        teams: Sequence[tuple[int, str]],
        neighbourhoods: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty_team"].choices = teams  # type: ignore[attr-defined]
        self.fields["neighbourhoods"].choices = neighbourhoods  # type: ignore[attr-defined]
        for language in LANGUAGES:
            self.fields[f"text_{language}"] = text_field(
                language_name(language), rows=5, required=language == "nl"
            )
        nobody = gettext_lazy("We do not ask this")
        for code in NeedCode:
            self.fields[f"need_{code}"] = forms.TypedChoiceField(
                label=code.label, choices=[("", nobody), *teams], coerce=int, required=False, empty_value=None
            )
        dress(self)
        self.fields["text_nl"].help_text = gettext_lazy("One sentence on each line: the card for the caller.")

    def texts(self) -> Iterator[BoundField]:
        """The fields of the texts, Dutch first."""
        return (self[f"text_{language}"] for language in LANGUAGES)

    def needs(self) -> Iterator[BoundField]:
        """The fields of what may be asked."""
        return (self[f"need_{code}"] for code in NeedCode)

    def plan(self) -> CampaignPlan:
        """The campaign as it was filled in."""
        given = self.cleaned_data
        last = given["contact_last"]
        return CampaignPlan(
            name=given["name"],
            purpose=given["purpose"],
            legal_basis=given["legal_basis"],
            sender_name=given["sender_name"],
            from_on=given["from_on"],
            until_on=given["until_on"],
            reference_on=given["reference_on"],
            duty_team_id=given["duty_team"],
            group=TargetGroup(
                age_from=given["age_from"],
                age_under=given["age_under"],
                lives_independently=given["lives_independently"],
                neighbourhoods=tuple(given["neighbourhoods"]),
                contact_from=given["contact_first"],
                contact_until=last + timedelta(days=1) if last else None,
                composition=Composition(given["composition"] or Composition.ANY),
            ),
            max_attempts=given["max_attempts"],
            is_oldest_first=given["is_oldest_first"],
            has_fixed_caller=given["has_fixed_caller"],
            again_after_days=given["again_after_days"],
            next_way=NextWay(given["next_way"]),
            texts={language: given[f"text_{language}"] for language in LANGUAGES},
            needs={code: given[f"need_{code}"] for code in NeedCode if given[f"need_{code}"] is not None},
        )


def first_values(campaign: Campaign) -> dict[str, Any]:
    """What stands in the form of a campaign that is there."""
    group = group_of(campaign.group)
    names = (
        *("name", "purpose", "legal_basis", "sender_name", "from_on", "until_on", "reference_on"),
        *("max_attempts", "is_oldest_first", "has_fixed_caller", "again_after_days", "next_way"),
    )
    return {
        **{name: getattr(campaign, name) for name in names},
        "duty_team": campaign.duty_team_id,
        "age_from": group.age_from,
        "age_under": group.age_under,
        "lives_independently": group.lives_independently,
        "neighbourhoods": group.neighbourhoods,
        "composition": group.composition,
        "contact_first": group.contact_from,
        "contact_last": group.contact_until - timedelta(days=1) if group.contact_until else None,
        **{f"text_{language}": words for language, words in campaign.texts.values_list("language", "words")},
        **{f"need_{code}": team for code, team in campaign.needs.values_list("code", "team_id")},
    }


class StopForm(forms.Form):
    """Why a campaign stops."""

    because = forms.CharField(label=gettext_lazy("Why does it stop?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class DoneForm(forms.Form):
    """What was done about a question or a worry."""

    what = text_field(
        gettext_lazy("What was done?"), rows=2, help_text=gettext_lazy("In a few words; 300 signs at most.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class PaperForm(SentOnce):
    """A list on paper: for whom, and how many people stand on it."""

    staff = forms.TypedChoiceField(label=gettext_lazy("For whom?"), coerce=int)
    number = number_field(gettext_lazy("How many people?"), least=1, most=12, required=True)

    def __init__(self, *args: Any, callers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = callers  # type: ignore[attr-defined]
