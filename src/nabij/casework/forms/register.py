"""Forms of the rights register: a move of a right, and what an editor makes of a proposed case."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.register import Move
from nabij.casework.forms.common import SentOnce, day_field, words_field
from nabij.casework.types import GAINED, AmountPer, RightState
from nabij.rights.queries.decided import Term, Terms

DAYS, MONTHS = "days", "months"
_HAPPENED = {
    RightState.APPLIED: gettext_lazy("On which day was it asked for?"),
    RightState.REFUSED: gettext_lazy("On which day did the letter come?"),
    RightState.GRANTED: gettext_lazy("On which day did the letter come?"),
}
_NOTE = {
    RightState.REFUSED: gettext_lazy("Why, as the letter says it"),
    RightState.ENDED: gettext_lazy("Why it ended"),
}


class MoveForm(SentOnce):
    """How a right goes on. Only what this move needs is asked; the rest is not in the form."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    happened_on = day_field(gettext_lazy("On which day was that?"))
    from_on = day_field(
        gettext_lazy("From which day does it hold?"),
        required=False,
        help_text=gettext_lazy("Empty: from the day above."),
    )
    last_on = day_field(
        gettext_lazy("Until and including which day?"),
        required=False,
        help_text=gettext_lazy("Empty when the letter names no end. 60 days before it, the renewal begins."),
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Amount in euro"),
        required=False,
        min_value=Decimal(0),
        max_digits=9,
        decimal_places=2,
        localize=True,
        help_text=gettext_lazy("As the letter says it. Empty when it is not known: that is not zero."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": gettext_lazy("This is no amount. Write it as 1780,40.")},
    )
    amount_per = forms.ChoiceField(
        label=gettext_lazy("For which period?"),
        required=False,
        choices=[(one.value, one.label) for one in AmountPer],
        initial=AmountPer.MONTH,
    )
    term_number = forms.IntegerField(
        label=gettext_lazy("Term that the letter gives"),
        required=False,
        min_value=1,
        max_value=366,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    term_in = forms.ChoiceField(
        label=gettext_lazy("In days or months"),
        required=False,
        choices=[(DAYS, gettext_lazy("days")), (MONTHS, gettext_lazy("months"))],
    )
    look_on = day_field(
        gettext_lazy("On which day do we look how it stands?"),
        required=False,
        help_text=gettext_lazy("Needed when no term is known."),
    )
    note = words_field(
        gettext_lazy("Why, or which proof there is"),
        required=False,
        help_text=gettext_lazy("Such as: letter of 12 November, or what the family said."),
    )

    def __init__(self, *args: Any, to: RightState, terms: Terms, on: date, **kwargs: Any) -> None:
        first = {"happened_on": on, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=first, **kwargs)
        self.to = to
        self.fields["happened_on"].label = _HAPPENED.get(to, self.fields["happened_on"].label)
        self.fields["note"].label = _NOTE.get(to, self.fields["note"].label)
        self.fields["note"].required = to in _NOTE
        for name in set(self.fields) - {
            "client_id",
            "base_version",
            "happened_on",
            "note",
            *_asked(to, terms),
        }:
            del self.fields[name]
        if "look_on" in self.fields and to != RightState.REFUSED:
            self.fields["look_on"].initial = on + timedelta(days=30)

    def move(self) -> Move:
        """What was filled in."""
        given = self.cleaned_data
        amount = given.get("amount")
        number = given.get("term_number")
        in_months = given.get("term_in") == MONTHS
        per = given.get("amount_per")
        return Move(
            to=self.to,
            happened_on=given["happened_on"],
            note=given["note"],
            from_on=given.get("from_on"),
            last_on=given.get("last_on"),
            amount_cents=None if amount is None else int(amount * 100),
            amount_per=AmountPer(per) if per else None,
            letter_term=(Term(months=number) if in_months else Term(days=number)) if number else None,
            look_on=given.get("look_on"),
        )


def _asked(to: RightState, terms: Terms) -> set[str]:
    """The fields that a move needs. A day to look is only asked where no law gives the term."""
    if to in GAINED and to != RightState.TO_RENEW:
        return {"from_on", "last_on", "amount", "amount_per"}
    if to == RightState.APPLIED:
        return set() if terms.answer_within else {"look_on"}
    if to == RightState.REFUSED and terms.has_appeal:
        return {"term_number", "term_in"} | (set() if terms.appeal_within else {"look_on"})
    return {"look_on"} if to == RightState.APPEALED else set()


class ProposeForm(SentOnce):
    """Only the number of the form: everything that is sent stands on the page, to be read first."""


class SettleProposalForm(forms.Form):
    """Why a proposed case is not taken over."""

    because = words_field(
        gettext_lazy("Why"),
        required=False,
        help_text=gettext_lazy("Needed when the case is not taken over."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].widget.attrs.update(
            {
                "class": "form-control",
                "autocomplete": "off",
                "aria-describedby": "id_because_helptext",
            }
        )
