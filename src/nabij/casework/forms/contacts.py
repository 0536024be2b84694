"""The quick form for a contact, and the one to put a contact right."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.contacts import Told
from nabij.casework.forms.common import TOPIC_CHOICES, SentOnce, day_field, text_field, words_field
from nabij.casework.types import Channel, ContactOutcome
from nabij.kernel.clock import BRUSSELS
from nabij.registry.types import Layer, Topic

LAYERS = [
    (Layer.TOPIC, gettext_lazy("Whoever sees this topic")),
    (Layer.SUMMARY, gettext_lazy("Everybody who follows the household")),
    (Layer.HIDDEN, gettext_lazy("Only me")),
]


class ContactFields(SentOnce):
    """A contact: by which way, under which topic, what came of it, and the note."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[(one.value, one.label) for one in Channel],
        initial=Channel.PHONE,
        widget=forms.RadioSelect,
    )
    note = text_field(gettext_lazy("Note"), required=False, rows=4)
    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=TOPIC_CHOICES, initial=Topic.FAMILY)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=[(one.value, one.label) for one in ContactOutcome],
        initial=ContactOutcome.TALKED,
    )
    day = day_field(gettext_lazy("Day"))

    def moment(self, now: datetime, was: datetime | None = None) -> datetime:
        """When it was: now for today, the moment of before on the same day, and else noon of the day."""
        day: date = self.cleaned_data["day"]
        for moment in (was, now):
            if moment is not None and moment.astimezone(BRUSSELS).date() == day:
                return moment
        return datetime.combine(day, time(12), tzinfo=BRUSSELS)


class ContactForm(ContactFields):
    """A new contact. Everything but the note is chosen beforehand: two taps and some words are enough."""

    need = words_field(
        gettext_lazy("Is something needed?"),
        required=False,
        help_text=gettext_lazy("It goes onto the list of the contact person, until it leads to something."),
    )
    layer = forms.ChoiceField(label=gettext_lazy("Who may read this"), choices=LAYERS, initial=Layer.TOPIC)
    turn = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    field_order: tuple[str, ...] = ("channel", "note", "need", "topic", "outcome", "day", "layer")

    def told(self, now: datetime) -> Told:
        """What was filled in."""
        given = self.cleaned_data
        return Told(
            happened_at=self.moment(now),
            channel=Channel(given["channel"]),
            topic=Topic(given["topic"]),
            outcome=ContactOutcome(given["outcome"]),
            note=given["note"],
            need=given["need"],
            layer=Layer(given["layer"]),
        )


class ChangeContactForm(ContactFields):
    """Put a contact right, as it was seen at a version."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("channel", "note", "topic", "outcome", "day")

    def fields_told(self, now: datetime, was: datetime) -> dict[str, Any]:
        """What was filled in, by the names of the action."""
        given = self.cleaned_data
        return {
            "happened_at": self.moment(now, was),
            "channel": given["channel"],
            "topic": given["topic"],
            "outcome": given["outcome"],
            "note": given["note"],
        }
