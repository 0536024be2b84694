"""Forms about needs and the plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.plans import Leads, NewStep
from nabij.casework.forms.common import TOPIC_CHOICES, SentOnce, day_field, words_field
from nabij.casework.types import StepOwner, Way

NOT_KNOWN = ("", gettext_lazy("Not known"))
SCALE = [NOT_KNOWN, *((str(number), str(number)) for number in range(11))]


class NeedForm(SentOnce):
    """What is needed."""

    what = words_field(gettext_lazy("What is needed?"))
    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=TOPIC_CHOICES)


class GoalForm(SentOnce):
    """Where the family wants to get to."""

    words = words_field(
        gettext_lazy("Where does the family want to get to?"),
        help_text=gettext_lazy("In its own words, such as: a warm house this winter."),
    )
    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=TOPIC_CHOICES)


class PlanStepForm(SentOnce):
    """A step, who takes it, before which day."""

    what = words_field(gettext_lazy("Step"))
    owner = forms.ChoiceField(
        label=gettext_lazy("Who takes this step?"),
        choices=[(one.value, one.label) for one in StepOwner],
        initial=StepOwner.FAMILY,
        widget=forms.RadioSelect,
    )
    owner_name = words_field(
        gettext_lazy("Which partner, or who of the family"),
        required=False,
        help_text=gettext_lazy("Leave open when it is you, or the family as a whole."),
    )
    due_on = day_field(gettext_lazy("Before which day"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"due_on": on + timedelta(days=14)}, **kwargs)

    def new_step(self) -> NewStep:
        """What was filled in."""
        given = self.cleaned_data
        return NewStep(given["what"], StepOwner(given["owner"]), given["due_on"], given["owner_name"])


class SettleForm(PlanStepForm):
    """What a need leads to: a step, a referral, or not now."""

    way = forms.ChoiceField(
        label=gettext_lazy("What does this lead to?"),
        choices=[(one.value, one.label) for one in Way],
        initial=Way.STEP,
        widget=forms.RadioSelect,
    )
    referred_to = words_field(gettext_lazy("A referral: to whom?"), required=False)
    not_now_because = words_field(gettext_lazy("Not now: why?"), required=False)
    field_order = ("way", "what", "owner", "owner_name", "due_on", "referred_to", "not_now_because")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].required = False
        self.fields["owner"].required = False
        self.fields["due_on"].required = False
        self.fields["what"].label = gettext_lazy("An action: which step?")

    def leads(self) -> Leads:
        """What was filled in."""
        given = self.cleaned_data
        step = self.new_step() if given["due_on"] and given["owner"] else None
        return Leads(Way(given["way"]), step, given["referred_to"], given["not_now_because"])


class ReviewForm(SentOnce):
    """When the plan is looked at again."""

    review_on = day_field(gettext_lazy("Look at the plan again on"))


class HowItGoesForm(SentOnce):
    """How it goes in one domain of life, from 0 to 10."""

    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=TOPIC_CHOICES)
    family_says = forms.ChoiceField(
        label=gettext_lazy("The family says, from 0 (badly) to 10 (well)"), choices=SCALE, required=False
    )
    worker_says = forms.ChoiceField(label=gettext_lazy("You say"), choices=SCALE, required=False)

    def says(self, name: str) -> int | None:
        """The number, or None when it is not known."""
        return int(self.cleaned_data[name]) if self.cleaned_data[name] else None
