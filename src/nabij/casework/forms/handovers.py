"""Forms of a hand-over: the checklist, a question, an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.handovers import Checklist
from nabij.casework.forms.common import SentOnce, text_field, words_field
from nabij.casework.queries import HandoverView
from nabij.casework.types import FamilyTold, HandoverPoint


class ChecklistForm(SentOnce):
    """Each point ticked, or with a few words; and how it stands with the family.

    A point whose words somebody else wrote, and that this reader does not see, is left out.
    """

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    family_told = forms.ChoiceField(
        label=gettext_lazy("Does the family know who comes?"),
        required=False,
        choices=FamilyTold.choices,
        widget=forms.RadioSelect,
    )
    family_words = words_field(
        gettext_lazy("How were they told, or why not yet?"),
        required=False,
        help_text=gettext_lazy("Such as: we went by together on Monday."),
    )

    def __init__(self, *args: Any, view: HandoverView, **kwargs: Any) -> None:
        first: dict[str, Any] = {
            "base_version": view.version,
            "family_told": view.family_told,
            "family_words": view.family_words,
        }
        super().__init__(*args, initial=first, **kwargs)
        self.points = [one for one in view.points if view.sees_words or not one.has_words or one.words]
        self.sees_family = view.sees_words or not view.family_told or bool(view.family_words)
        if not self.sees_family:
            del self.fields["family_told"], self.fields["family_words"]
        for one in self.points:
            done, words = forms.BooleanField(required=False), words_field("", required=False)
            done.label, words.label = one.point.label, gettext_lazy("In a few words")
            done.initial, words.initial = one.is_done, one.words
            done.widget.attrs["class"] = "form-check-input"
            words.widget.attrs.update({"class": "form-control", "autocomplete": "off"})
            self.fields[f"{one.point}_done"], self.fields[f"{one.point}_words"] = done, words

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, Any]]:
        """Each point with its tick, its words and what was noted."""
        return [(self[f"{one.point}_done"], self[f"{one.point}_words"], one) for one in self.points]

    def checklist(self) -> Checklist:
        """What was filled in."""
        given = self.cleaned_data
        points: dict[HandoverPoint, tuple[bool, str]] = {
            one.point: (given[f"{one.point}_done"], given[f"{one.point}_words"]) for one in self.points
        }
        if not self.sees_family:
            return Checklist(points, keeps_family=True)
        told = FamilyTold(given["family_told"]) if given["family_told"] else None
        return Checklist(points, told, given["family_words"])


class AskForm(SentOnce):
    """What is asked back."""

    asked = text_field(gettext_lazy("What do you want to know before you accept?"), rows=2)


class AnswerForm(SentOnce):
    """What the answer is."""

    answer = text_field(gettext_lazy("The answer"), rows=2)
