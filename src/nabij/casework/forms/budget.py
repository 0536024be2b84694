"""Forms of the budget: a new line, and what a line is from a day on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.budget import Amount, NewLine
from nabij.casework.forms.common import SentOnce, day_field, words_field
from nabij.casework.types.budget import WHAT_OF, BudgetPer, BudgetSide, BudgetWhat

WRONG = gettext_lazy("This is no amount. Write it as 1780,40.")
_AMOUNT = {
    BudgetSide.INCOME: gettext_lazy("How much comes in? (euro)"),
    BudgetSide.EXPENSE: gettext_lazy("How much is paid? (euro)"),
    BudgetSide.DEBT: gettext_lazy("How much is paid off? (euro)"),
}
_NAME = {
    BudgetSide.INCOME: gettext_lazy("In your own words, such as whose wage"),
    BudgetSide.EXPENSE: gettext_lazy("In your own words, such as to whom"),
    BudgetSide.DEBT: gettext_lazy("To whom is it owed?"),
}


def _euro(label: Any, *, most: int, required: bool = True, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        help_text=help_text,
        min_value=Decimal(0),
        max_digits=most,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": WRONG},
    )


class AmountForm(SentOnce):
    """What a line is from a day on; of a debt also what is left to pay."""

    owed = _euro(gettext_lazy("How much is left to pay? (euro)"), most=10)
    amount = _euro("", most=9)
    per = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=[(one.value, one.label) for one in BudgetPer],
        initial=BudgetPer.MONTH,
    )
    from_on = day_field(gettext_lazy("From which day?"))
    last = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, side: BudgetSide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        self.fields["amount"].label = _AMOUNT[side]
        if side == BudgetSide.DEBT:
            self.fields["amount"].help_text = gettext_lazy("Nothing is paid off yet? Then 0.")
        else:
            del self.fields["owed"]
            self.fields["amount"].help_text = gettext_lazy("Nothing any more from that day? Then 0.")

    def told(self) -> Amount:
        """What was filled in."""
        given = self.cleaned_data
        return Amount(given["amount"], BudgetPer(given["per"]), given["from_on"], given.get("owed"))


class LineForm(AmountForm):
    """A new line of the budget."""

    what = forms.ChoiceField(label=gettext_lazy("What is it?"), required=False)
    name = words_field("", required=False)
    field_order = ("what", "name")

    def __init__(self, *args: Any, side: BudgetSide, **kwargs: Any) -> None:
        super().__init__(*args, side=side, **kwargs)
        self.fields["name"].label = _NAME[side]
        if side == BudgetSide.DEBT:
            del self.fields["what"]
            self.fields["name"].required = True
        else:
            field = self.fields["what"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(one.value, one.label) for one in WHAT_OF[side]]
            field.required = True

    def line(self) -> NewLine:
        """What was filled in."""
        given = self.cleaned_data
        what = BudgetWhat(given["what"]) if given.get("what") else BudgetWhat.DEBT
        return NewLine(self.side, what, given["name"], self.told())
