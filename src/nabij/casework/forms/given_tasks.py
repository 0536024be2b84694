"""What somebody with a task fills in: a need to pass on, an own note, and how the task ended."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.forms.common import TOPIC_CHOICES, SentOnce, text_field, words_field

DONE, NOT_DONE = "done", "not_done"


class PassNeedForm(SentOnce):
    """What is needed, in the words of the family, and about what."""

    what = words_field(
        gettext_lazy("What is needed"),
        help_text=gettext_lazy("A few words. Say first to the family that you pass this on."),
    )
    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=TOPIC_CHOICES)


class TaskNoteForm(SentOnce):
    """A note for the own work."""

    words = text_field(
        gettext_lazy("Note for yourself"),
        help_text=gettext_lazy("No colleague reads this. The family may ask to read it."),
    )


class EndTaskForm(SentOnce):
    """Whether the task was done, and what whoever follows the household should know."""

    end = forms.ChoiceField(
        label=gettext_lazy("How did it go?"),
        choices=((DONE, gettext_lazy("Done")), (NOT_DONE, gettext_lazy("Not done"))),
        widget=forms.RadioSelect,
    )
    told = words_field(
        gettext_lazy("For the contact person"),
        required=False,
        help_text=gettext_lazy("Needed when it was not done: why not."),
    )
