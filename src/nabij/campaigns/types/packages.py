"""What package campaigns speak of: ages in half years, where an order stands, and amounts in cents."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

HALF = 6
"""Months in half a year: the grain in which ages of packages are given."""

MOST_HALVES = 50
"""The oldest age that a package can have, in half years."""

MOST_CENTS = 10**11

CARD_SIGNS = "ACDEFHJKLMNPRTUVWXY34679"
"""Signs of a code on a card: none of them looks like another when somebody reads it out."""

CARD_LENGTH = 6


class OrderState(models.TextChoices):
    """Where an order stands. Only COMMITTED counts against the budget."""

    WAITS = "waits", gettext_lazy("Waits for release: it passes the budget")
    COMMITTED = "committed", gettext_lazy("Ordered")
    CANCELLED = "cancelled", gettext_lazy("Order cancelled")


class CloseBecause(models.TextChoices):
    """Why a door that is still open gets no package any more; codes of PassedBecause."""

    NOT_FOUND = "changed", gettext_lazy("The address is not right, or nobody knows it")
    MOVED = "moved_or_died", gettext_lazy("Moved")
    TOO_OFTEN = "too_often", gettext_lazy("Not at home after the last attempt")
    TOO_LATE = "too_late", gettext_lazy("Not delivered before the last day")


def years_in_words(halves: int) -> str:
    """An age in half years as people write it: 2½."""
    whole, half = divmod(halves, 2)
    return f"{whole or ('' if half else 0)}{'½' if half else ''}"


def band_in_words(from_half: int, under_half: int) -> str:
    """The ages of a package in words, the last not included: what the lead reads beside the rule."""
    return _("from %(first)s years until they become %(last)s") % {
        "first": years_in_words(from_half),
        "last": years_in_words(under_half),
    }


def cents_of(amount: Decimal) -> int:
    """An amount in euro as whole cents; what is smaller than a cent does not come in here."""
    return int((amount * 100).to_integral_value(ROUND_HALF_UP))


def per_piece(cents: int, pieces: int) -> int | None:
    """Cents for each piece, rounded half up; None without pieces."""
    return (2 * cents + pieces) // (2 * pieces) if pieces else None


def percent(part: int, whole: int) -> Decimal | None:
    """A share in per cent with one figure after the comma, rounded half up; None of nothing."""
    return _tenths(Fraction(100 * part, whole)) if whole else None


def mean(total: int, number: int) -> Decimal | None:
    """How many on average, with two figures after the comma, rounded half up; None of nothing."""
    return Decimal((200 * total + number) // (2 * number)) / 100 if number else None


def _tenths(value: Fraction) -> Decimal:
    return (Decimal(value.numerator * 10) / Decimal(value.denominator)).to_integral_value(ROUND_HALF_UP) / 10
