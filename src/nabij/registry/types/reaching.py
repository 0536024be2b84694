"""Telephone numbers and e-mail addresses, as typed and as they are kept."""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nabij.registry.types.kinds import ContactKind
from nabij.registry.types.names import clean_text
from nabij.registry.types.problems import NotPossible

HOME_COUNTRY = "BE"
LONGEST_PHONE = 40


def read_phone(typed: str) -> str:
    """A telephone number of any country in the international form (E.164); without a country code Belgian.

    Raises NotPossible for what is no number.
    """
    cleaned = clean_text(typed, longest=LONGEST_PHONE, field="phone")
    try:
        number = phonenumbers.parse(cleaned, HOME_COUNTRY)
    except phonenumbers.NumberParseException:
        raise NotPossible(
            _("This is no telephone number. Write it with figures, such as 09 000 10 10 or +31 20 000 00."),
            field="phone",
        ) from None
    if not phonenumbers.is_possible_number(number) or number.extension:
        raise NotPossible(
            _("This telephone number has too few or too many figures. Count them again."), field="phone"
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(value: str) -> str:
    """A kept number as people write it: Belgian ones as at home, others with their country code."""
    number = phonenumbers.parse(value, HOME_COUNTRY)
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME_COUNTRY)
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, form)


def read_email(typed: str) -> str:
    """An e-mail address in small letters. Raises NotPossible for what is none."""
    cleaned = clean_text(typed, longest=254, field="email").lower()
    try:
        validate_email(cleaned)
    except ValidationError:
        raise NotPossible(
            _("This is no e-mail address. It looks like name@example.org."), field="email"
        ) from None
    return cleaned


def read_contact(kind: ContactKind, typed: str) -> str:
    """What was typed as it is kept. Raises NotPossible."""
    return read_phone(typed) if kind == ContactKind.PHONE else read_email(typed)
