"""Telephone numbers and e-mail addresses, as typed and as they are kept."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nabij.kernel.phones import LONGEST_PHONE, NoPhone, OddLength, as_written, international
from nabij.registry.types.kinds import ContactKind
from nabij.registry.types.names import clean_text
from nabij.registry.types.problems import NotPossible


def read_phone(typed: str) -> str:
    """A telephone number of any country in the international form (E.164); without a country code Belgian.

    Raises NotPossible for what is no number.
    """
    cleaned = clean_text(typed, longest=LONGEST_PHONE, field="phone")
    try:
        return international(cleaned)
    except OddLength:
        raise NotPossible(
            _("This telephone number has too few or too many figures. Count them again."), field="phone"
        ) from None
    except NoPhone:
        raise NotPossible(
            _("This is no telephone number. Write it with figures, such as 09 000 10 10 or +31 20 000 00."),
            field="phone",
        ) from None


def shown_phone(value: str) -> str:
    """A kept number as people write it: Belgian ones as at home, others with their country code."""
    return as_written(value)


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
