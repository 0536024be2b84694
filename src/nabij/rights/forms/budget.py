"""What a worker fills in beside a reference budget: who lives there, what comes in, what goes where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from nabij.rights.forms.typed import Mistake, echo, plain_digits, read_euro, read_whole
from nabij_rights.dignity import ANYTHING, MOST_EUR_MONTH, Living
from nabij_rights.engine.spans import Span
from nabij_rights.towns.budgets import ADULT_FROM, ADULT_KINDS, BASKETS, HOMES

MOST_OF_A_KIND = 6
MOST_CHILDREN = 12


@dataclass
class BudgetForm:
    """The form as it was typed; ``living`` is None as long as something has to be put right."""

    typed: Mapping[str, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    living: Living | None = None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> BudgetForm:
        """The form from what was posted."""
        form = cls({key: echo(value) for key, value in given.items()})
        adults = {kind: form._number(f"adults-{kind}") for kind in ADULT_KINDS}
        children = form._children()
        home = given.get("home", "")
        means = form._means()
        spends = {basket: span for basket in BASKETS if (span := form._spent(basket)) is not None}
        if home not in HOMES:
            form._mistake("home", _("Choose how the household lives"))
        if not sum(adults.values()) and not form.mistakes:
            form._mistake("adults-working", _("Fill in at least one adult"))
        if not form.mistakes:
            known = {kind: number for kind, number in adults.items() if number}
            form.living = Living(known, children, home, means, spends)
        return form

    def _mistake(self, name: str, sentence: str) -> None:
        self.mistakes.append(Mistake(name, sentence))

    def _number(self, name: str) -> int:
        text = self.typed.get(name, "").strip()
        number = read_whole(text) if text else 0
        if number is None or number > MOST_OF_A_KIND:
            self._mistake(name, _("Fill in a number from 0 to %(most)s") % {"most": MOST_OF_A_KIND})
            return 0
        return number

    def _children(self) -> tuple[int, ...]:
        """The ages of the children: numbers with a comma or a space between them."""
        words = plain_digits(self.typed.get("children", "")).replace(",", " ").replace(";", " ").split()
        ages = [read_whole(word) for word in words]
        known = tuple(age for age in ages if age is not None and age < ADULT_FROM)
        if len(known) < len(words) or len(words) > MOST_CHILDREN:
            self._mistake("children", _("Fill in ages from 0 to 17 with a comma between them, such as 4, 9"))
            return ()
        return known

    def _means(self) -> Span:
        low, high = self._euro("means-low"), self._euro("means-high")
        if low is None and high is None:
            return ANYTHING
        if low is None or high is None:
            only = low if low is not None else high
            return (only or 0, only or 0)
        if low > high:
            self._mistake("means-high", _("The highest amount lies below the lowest. Change one of the two"))
        return (low, high)

    def _spent(self, basket: str) -> Span | None:
        cents = self._euro(f"spent-{basket}")
        return None if cents is None else (cents, cents)

    def _euro(self, name: str) -> int | None:
        text = self.typed.get(name, "").strip()
        if not text:
            return None
        amount = read_euro(text)
        if amount is None or amount > MOST_EUR_MONTH:
            self._mistake(name, _("Fill in an amount in euro, such as 690 or 1.780,40"))
            return None
        return int(amount * Decimal(100))
