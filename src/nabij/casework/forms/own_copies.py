"""Whose copy is asked for at the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.forms.common import SentOnce


class OwnCopyForm(SentOnce):
    """One person of the household; the first one stands ready, so that one click is enough."""

    person = forms.TypedChoiceField(label=gettext_lazy("Whose copy"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = list(people)
