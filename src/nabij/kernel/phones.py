"""Telephone numbers of any country: as people write them, and in the one form in which they are kept."""

from __future__ import annotations

import phonenumbers

HOME_COUNTRY = "BE"
LONGEST_PHONE = 40


class NoPhone(ValueError):
    """What was written is no telephone number."""


class OddLength(NoPhone):
    """It looks like a number, with too few or too many figures, or with an extension behind it."""


def international(typed: str) -> str:
    """A number as it is kept (E.164); without a country code it is Belgian. Raises NoPhone, OddLength."""
    try:
        number = phonenumbers.parse(typed, HOME_COUNTRY)
    except phonenumbers.NumberParseException:
        raise NoPhone from None
    if not phonenumbers.is_possible_number(number) or number.extension:
        raise OddLength
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_written(value: str) -> str:
    """A kept number as people write it: Belgian ones as at home, others with their country code."""
    number = phonenumbers.parse(value, HOME_COUNTRY)
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME_COUNTRY)
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, form)
