"""Ways of contact and what they come to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy


class Channel(models.TextChoices):
    """By which way there was contact."""

    PHONE = "phone", gettext_lazy("Telephone")
    HOME_VISIT = "home_visit", gettext_lazy("Home visit")
    COUNTER = "counter", gettext_lazy("Counter")
    SCHOOL_GATE = "school_gate", gettext_lazy("School gate")
    STREET = "street", gettext_lazy("Street")
    LETTER = "letter", gettext_lazy("Letter")
    MESSAGE = "message", gettext_lazy("Message")


CHANNEL_ICONS = {
    Channel.PHONE: "phone",
    Channel.HOME_VISIT: "home",
    Channel.COUNTER: "door",
    Channel.SCHOOL_GATE: "school",
    Channel.STREET: "walk",
    Channel.LETTER: "mail",
    Channel.MESSAGE: "sms",
}


class ContactOutcome(models.TextChoices):
    """What a contact came to."""

    TALKED = "talked", gettext_lazy("Talked")
    AGREED = "agreed", gettext_lazy("Something was agreed")
    NOT_REACHED = "not_reached", gettext_lazy("Not reached")
    NOT_NOW = "not_now", gettext_lazy("Does not want to talk now")
