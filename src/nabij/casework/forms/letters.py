"""The form of a letter: what the dossier does not know, and the text before it is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.forms.common import TOPIC_CHOICES, SentOnce, text_field, words_field
from nabij.casework.queries.letters import Prepared
from nabij.casework.types import LetterLanguage
from nabij.registry.types import Topic

LABELS = {
    "right": gettext_lazy("Which right"),
    "day": gettext_lazy("Day"),
    "hour": gettext_lazy("Hour"),
    "place": gettext_lazy("Place"),
    "amount": gettext_lazy("Amount to pay"),
    "monthly": gettext_lazy("Amount per month"),
    "reference": gettext_lazy("Reference on their letter"),
    "organisation": gettext_lazy("Organisation"),
    "colleague": gettext_lazy("Contact person until now"),
}
LONG_LABELS = {
    "reason": gettext_lazy("Why"),
    "document": gettext_lazy("Which papers, or what"),
    "agreed": gettext_lazy("What we agreed (under the topic of this letter)"),
}
LONGEST_FIELD = 1000


class LetterForm(SentOnce):
    """A letter of one kind. The choices above the text fill it in; what was changed in it by hand is kept."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        choices=LetterLanguage.choices,
        widget=forms.RadioSelect,
    )
    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=TOPIC_CHOICES)
    person = forms.TypedChoiceField(label=gettext_lazy("Whose letter"), coerce=int, empty_value=None)
    phone = words_field(gettext_lazy("Telephone of the contact person"), required=False)
    recipient = text_field(gettext_lazy("To whom (name and address)"), rows=3, required=False)
    title = words_field(gettext_lazy("Title"))
    text = text_field(gettext_lazy("Text"), rows=18)

    def __init__(self, *args: Any, prepared: Prepared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = prepared.kind
        persons = self.fields["person"]
        assert isinstance(persons, forms.ChoiceField)
        persons.choices = prepared.persons
        if kind.way.value == "neutral" or not prepared.persons:
            del self.fields["person"]
        if not kind.is_to_others and not prepared.paper.recipient:
            del self.fields["recipient"]
        asked = {name: self._asked(name, prepared) for name in kind.asks}
        for field in asked.values():
            field.widget.attrs["class"] = "form-select" if hasattr(field, "choices") else "form-control"
            field.widget.attrs["autocomplete"] = "off"
        self.fields = {**self.fields, **asked}
        self.order_fields(["language", "person", "topic", "phone", *asked, "recipient", "title", "text"])

    @staticmethod
    def _asked(name: str, prepared: Prepared) -> forms.Field:
        if name == "right" and prepared.rights:
            choices = [("", _("Choose a right")), *((one, one) for one in prepared.rights)]
            return forms.ChoiceField(label=LABELS[name], choices=choices, required=False)
        if name in LONG_LABELS:
            return text_field(LONG_LABELS[name], rows=3, required=False)
        return words_field(LABELS[name], required=False)

    @staticmethod
    def first_values(prepared: Prepared) -> dict[str, Any]:
        """What the dossier fills in."""
        paper = prepared.paper
        return {
            "language": paper.language.value,
            "topic": prepared.kind.topic.value,
            "person": prepared.person_id,
            "phone": paper.contact_phone,
            "recipient": paper.recipient,
            "title": paper.title,
            "text": paper.text,
            **{name: prepared.known.get(name, "") for name in prepared.kind.asks},
        }


class Choices:
    """What the worker chose above the text, read before there is a form: the text depends on it."""

    def __init__(self, sent: Any, *, asks: tuple[str, ...]) -> None:
        language, person, topic = (sent.get(name, "") for name in ("language", "person", "topic"))
        self.language = LetterLanguage(language) if language in LetterLanguage.values else None
        self.topic = Topic(topic) if topic in Topic.values else None
        self.person_id = int(person) if person.isascii() and person.isdigit() and len(person) < 12 else None
        kept = ("phone", "recipient", *(name for name in asks if name != "agreed"))
        self.given = {name: sent[name].strip()[:LONGEST_FIELD] for name in kept if sent.get(name)}
