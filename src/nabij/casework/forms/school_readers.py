"""Which school reads the agreed sentences of a setting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.forms.common import SentOnce


def _number_or_none(value: str) -> int | None:
    return int(value) if value else None


class ReaderForm(SentOnce):
    """One partner, or nobody: then the sentences go on paper only."""

    team = forms.TypedChoiceField(
        label=gettext_lazy("Which school reads here"),
        help_text=gettext_lazy(
            "It sees the first and last name of the pupil and the sentence that was agreed. Nothing else."
        ),
        coerce=_number_or_none,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, partners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        assert isinstance(team, forms.ChoiceField)
        team.choices = [("", _("Nobody: on paper only")), *partners]
