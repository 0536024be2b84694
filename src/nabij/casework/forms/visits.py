"""The form to plan a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.visits import NewVisit
from nabij.casework.forms.common import SentOnce, day_field, words_field
from nabij.casework.forms.guidance import topic_field
from nabij.kernel.clock import BRUSSELS
from nabij.registry.types import Topic

QUARTER = 15


def time_field(label: Any) -> forms.TimeField:
    """An hour, typed as people here write it."""
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M", "%Hu%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("This is no hour. Write it as 14:30.")},
    )


class VisitForm(SentOnce):
    """When, with whom, who is told when it does not end, and what to mind."""

    day = day_field(gettext_lazy("Day"))
    begin = time_field(gettext_lazy("From"))
    until = time_field(gettext_lazy("Until"))
    companion = forms.TypedChoiceField(
        label=gettext_lazy("Who goes along"), required=False, coerce=int, empty_value=None
    )
    backup = forms.TypedChoiceField(
        label=gettext_lazy("Who looks when you do not end it"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("The team lead is told in any case."),
    )
    safety_note = words_field(
        gettext_lazy("What to mind"),
        required=False,
        help_text=gettext_lazy("Facts only, such as: the bell is broken, the dog is in the hall."),
    )
    topic = topic_field()

    def __init__(self, *args: Any, colleagues: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = [("", gettext_lazy("Nobody"))]
        for name in ("companion", "backup"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [*nobody, *colleagues]

    def new_visit(self) -> NewVisit:
        """What was filled in. An end before the begin is judged by the action."""
        given = self.cleaned_data
        return NewVisit(
            from_at=_at(given["day"], given["begin"]),
            until_at=_at(given["day"], given["until"]),
            companion_id=given["companion"],
            backup_id=given["backup"],
            safety_note=given["safety_note"],
            topic=Topic(given["topic"]) if given["topic"] else None,
        )


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=BRUSSELS)


def first_values(now: datetime) -> dict[str, Any]:
    """An hour from the next quarter on."""
    local = now.astimezone(BRUSSELS)
    begin = local.replace(second=0, microsecond=0) + timedelta(minutes=-local.minute % QUARTER)
    until = begin + timedelta(hours=1)
    end = until.time() if until.date() == begin.date() else time(23, 59)
    return {"day": begin.date(), "begin": begin.time(), "until": end}
