"""What somebody fills in for a what-if, and every mistake in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from nabij.rights.forms.typed import Mistake, echo, plain_digits, read_euro
from nabij.rights.queries.what_if import Choice, WhatIfPage
from nabij_rights.catalogue import EARLIEST_DAY
from nabij_rights.given.household import LATEST_DAY
from nabij_rights.parameters.book import DatedAmount, written_number
from nabij_rights.what_if.change import Change, NewAmount

FIELDS = ("right", "amount", "value", "percent", "day")
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?")
_PERCENT = re.compile(r"(?P<sign>[+\-\u2212]?) ?(?P<number>\d{1,3}(?:[.,]\d{1,2})?) ?%?")


@dataclass(frozen=True)
class WhatIfForm:
    """What was typed, what is wrong with it, and the change when nothing is."""

    typed: Mapping[str, str]
    mistakes: tuple[Mistake, ...] = ()
    change: Change | None = None
    about: str | None = None

    @classmethod
    def read(cls, given: Mapping[str, str], page: WhatIfPage) -> WhatIfForm:
        """The form as it was sent; nothing is compared before somebody asks for it."""
        typed = {field: echo(given.get(field, "")).strip() for field in FIELDS}
        if "compare" not in given:
            return cls(typed)
        return _Reader(typed, page).form()


class _Reader:
    def __init__(self, typed: Mapping[str, str], page: WhatIfPage) -> None:
        self.typed, self.page = typed, page
        self.mistakes: list[Mistake] = []

    def form(self) -> WhatIfForm:
        right_id = self.typed["right"]
        if right_id and right_id not in dict(self.page.rights):
            self._wrong("right", _("We do not know this right. Choose one from the list."))
        amount = self._amount()
        day = self._day()
        if amount is None and day is None and not self.mistakes:
            self._wrong(
                "amount" if self.page.amounts else "right",
                _("Choose an amount and its new value, or another day. Now there is nothing to compare."),
            )
        if self.mistakes:
            return WhatIfForm(self.typed, tuple(self.mistakes))
        change = Change(() if amount is None else (amount,), day)
        return WhatIfForm(self.typed, (), change, right_id or None)

    def _wrong(self, field: str, sentence: str) -> None:
        self.mistakes.append(Mistake(field, sentence))

    def _day(self) -> date | None:
        typed = self.typed["day"]
        if not typed:
            return None
        day = _read_day(typed)
        if day is None:
            self._wrong("day", _("Write a day such as 1/9/2026."))
        elif not EARLIEST_DAY <= day <= LATEST_DAY:
            first, last = f"{EARLIEST_DAY:%d/%m/%Y}", f"{LATEST_DAY:%d/%m/%Y}"
            text = _("We have rules from %(first)s to %(last)s. Choose a day between them.")
            self._wrong("day", text % {"first": first, "last": last})
            return None
        return day

    def _amount(self) -> NewAmount | None:
        wanted, value, percent = (self.typed[field] for field in ("amount", "value", "percent"))
        if not wanted:
            if value or percent:
                self._wrong("amount", _("Choose which amount gets the new value."))
            return None
        chosen = next((one for one in self.page.amounts if one.amount.id == wanted), None)
        if chosen is None:
            self._wrong("amount", _("This amount does not belong to the right. Choose one from the list."))
            return None
        if bool(value) == bool(percent):
            self._wrong("value", _("Fill in a new value, or a percentage: one of the two."))
            return None
        return self._by_percentage(chosen, percent) if percent else self._by_value(chosen, value)

    def _by_percentage(self, chosen: Choice, typed: str) -> NewAmount | None:
        match = _PERCENT.fullmatch(plain_digits(typed))
        if match is None:
            self._wrong("percent", _("Write a percentage such as 5 or -10."))
            return None
        if not chosen.is_known:
            text = _(
                "Nobody found this amount yet, so it cannot rise or fall by a part. Fill in a new value."
            )
            self._wrong("value", text)
            return None
        number = Decimal(match["number"].replace(",", ".")) * (1 if match["sign"] in ("", "+") else -1)
        figure = chosen.amount.on(self.page.on)
        factor = 1 + number / 100
        if not self._within("percent", chosen.amount, figure.low * factor, figure.high * factor):
            return None
        return NewAmount(chosen.amount.id, factor=factor)

    def _by_value(self, chosen: Choice, typed: str) -> NewAmount | None:
        amount = chosen.amount
        number = read_euro(typed) if str(amount.unit).startswith("EUR") else _plain_number(typed)
        if number is None:
            self._wrong("value", _("Write a number such as 1400 or 1.400,50."))
            return None
        scaled = number * amount.scale
        if scaled != scaled.to_integral_value():
            self._wrong("value", _("This has more decimals than the amount can have."))
            return None
        if not self._within("value", amount, scaled, scaled):
            return None
        return NewAmount(amount.id, value=written_number(int(scaled), amount.unit))

    def _within(self, field: str, amount: DatedAmount, low: Decimal, high: Decimal) -> bool:
        if amount.floor <= round(low) and round(high) <= amount.ceiling:
            return True
        lowest, highest = (
            written_number(end, amount.unit).replace(".", ",") for end in (amount.floor, amount.ceiling)
        )
        text = _("The rules can reckon with %(lowest)s to %(highest)s for this amount.")
        self._wrong(field, text % {"lowest": lowest, "highest": highest})
        return False


def _plain_number(typed: str) -> Decimal | None:
    digits = plain_digits(typed)
    return Decimal(digits.replace(",", ".")) if _NUMBER.fullmatch(digits) else None


def _read_day(typed: str) -> date | None:
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", plain_digits(typed))
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(typed)
    except ValueError:
        return None
