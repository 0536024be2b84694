"""Forms about guidance: a signal, the beginning, the next step, closing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.guidance import Closing, NextStep
from nabij.casework.forms.common import (
    TOPIC_CHOICES,
    SentOnce,
    beyond_field,
    day_field,
    only_when_asked,
    text_field,
    words_field,
)
from nabij.casework.types import ClosingOutcome, StepEnd
from nabij.registry.types import Topic

NO_TOPIC = ("", gettext_lazy("Tells nothing: everybody on the team may read it"))


def topic_field() -> forms.ChoiceField:
    """Under which topic words lie; empty for none."""
    return forms.ChoiceField(
        label=gettext_lazy("Who may read these words"),
        required=False,
        choices=[NO_TOPIC, *TOPIC_CHOICES],
        help_text=gettext_lazy(
            "Under a topic, only whoever sees that topic reads them. The day stays visible."
        ),
    )


class SignalForm(SentOnce):
    """What was seen or asked."""

    signal = text_field(
        gettext_lazy("What was seen or asked?"),
        help_text=gettext_lazy("Facts, in the words of the family where you can. No judgement."),
    )
    topic = topic_field()

    @property
    def chosen_topic(self) -> Topic | None:
        """The topic, or None."""
        return Topic(self.cleaned_data["topic"]) if self.cleaned_data["topic"] else None


class StepFields(SentOnce):
    """The next step: what, before which day, who may read it."""

    step = words_field(gettext_lazy("Next step"))
    step_due_on = day_field(gettext_lazy("Before which day"), help_text=gettext_lazy("Such as 31/12/2026."))
    topic = topic_field()

    def next_step(self) -> NextStep:
        """What was filled in."""
        given = self.cleaned_data
        topic = Topic(given["topic"]) if given["topic"] else None
        return NextStep(given["step"], given["step_due_on"], topic)


class StartForm(StepFields):
    """Begin guidance; what was asked stands there already after a signal."""

    signal = text_field(gettext_lazy("What does the family ask?"))
    is_intensive = forms.BooleanField(label=gettext_lazy("Intensive guidance"), required=False)
    beyond_because = beyond_field()
    field_order = ("signal", "step", "step_due_on", "topic", "is_intensive", "beyond_because")

    def __init__(self, *args: Any, is_signalled: bool, on: date, topic: str, **kwargs: Any) -> None:
        # Not open to the whole team by mistake: a topic is chosen beforehand.
        first = {"step_due_on": on + timedelta(days=7), "topic": topic or Topic.FAMILY}
        super().__init__(*args, initial=first, **kwargs)
        if is_signalled:
            del self.fields["signal"]
        only_when_asked(self)


class StepForm(StepFields):
    """What became of the step, and the next one. A step that is done is chosen beforehand: few taps."""

    end = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        choices=[(one.value, one.label) for one in (StepEnd.DONE, StepEnd.POSTPONED, StepEnd.DROPPED)],
        initial=StepEnd.DONE,
        widget=forms.RadioSelect,
    )
    note = words_field(
        gettext_lazy("Why, or how it went"),
        required=False,
        help_text=gettext_lazy("Needed when the step is put off or dropped."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("end", "note", "step", "step_due_on", "topic")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        first = {"step_due_on": on + timedelta(days=7), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=first, **kwargs)


class CloseForm(SentOnce):
    """How guidance ends: the outcome, and what the family thinks of it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it?"),
        choices=[(one.value, one.label) for one in ClosingOutcome],
        widget=forms.RadioSelect,
    )
    outcome_note = text_field(gettext_lazy("In a few words"), required=False, rows=2)
    family_view = text_field(
        gettext_lazy("What does the family think of it?"),
        required=False,
        help_text=gettext_lazy("In their words, also when they do not agree."),
    )
    not_asked_because = words_field(gettext_lazy("Could it not be asked? Say why"), required=False)
    base_version = forms.IntegerField(widget=forms.HiddenInput)

    def closing(self) -> Closing:
        """What was filled in."""
        given = self.cleaned_data
        return Closing(
            ClosingOutcome(given["outcome"]),
            given["outcome_note"],
            given["family_view"],
            given["not_asked_because"],
        )
