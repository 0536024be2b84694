"""How much two birth dates agree, when one of them may be half known or typed badly."""

from __future__ import annotations

from enum import StrEnum

from nabij_methods.linkage.rows import PartialDate

_YOUNGEST_PARENT = 12  # years; so father and son of one name and birthday never count as a slip of the pen


class BirthLikeness(StrEnum):
    """From the same day to another child."""

    SAME = "same"
    SWAPPED = "swapped"
    """Day and month changed places."""
    MONTH = "month"
    """The same month of the same year, one of the two without a day; or both say 1 January."""
    TYPO = "typo"
    """One digit differs, or two neighbouring digits changed places; the year is the same."""
    YEAR = "year"
    """The same year; one of the two has no more than that, or 1 January."""
    YEAR_TYPO = "year_typo"
    """The same day of another year, by one digit. Cousins may have that too."""
    SLIP = "slip"
    """Two digits differ, the year is the same."""
    UNKNOWN = "unknown"
    DIFFERENT = "different"


def births(one: PartialDate, other: PartialDate) -> BirthLikeness:
    """Compare two birth dates. DIFFERENT vetoes a match."""
    if one.year is None or other.year is None:
        return BirthLikeness.UNKNOWN
    if one.year != other.year:
        return _other_year(one, other)
    if one.is_placeholder and other.is_placeholder:
        return BirthLikeness.MONTH
    if one.month is None or other.month is None or one.is_placeholder or other.is_placeholder:
        return BirthLikeness.YEAR
    if one.day is None or other.day is None:
        return BirthLikeness.MONTH if one.month == other.month else BirthLikeness.DIFFERENT
    if (one.month, one.day) == (other.month, other.day):
        return BirthLikeness.SAME
    if (one.month, one.day) == (other.day, other.month):
        return BirthLikeness.SWAPPED
    return _by_digits(f"{one.month:02d}{one.day:02d}", f"{other.month:02d}{other.day:02d}")


def _other_year(one: PartialDate, other: PartialDate) -> BirthLikeness:
    assert one.year is not None
    assert other.year is not None
    if not one.is_full or (one.month, one.day) != (other.month, other.day) or one.is_placeholder:
        return BirthLikeness.DIFFERENT
    mine, theirs = str(one.year), str(other.year)
    wrong = sum(a != b for a, b in zip(mine, theirs, strict=True))
    apart = abs(one.year - other.year)
    close = wrong == 1 or sorted(mine) == sorted(theirs) or apart == 1
    return BirthLikeness.YEAR_TYPO if close and apart < _YOUNGEST_PARENT else BirthLikeness.DIFFERENT


def _by_digits(one: str, other: str) -> BirthLikeness:
    wrong = [place for place in range(4) if one[place] != other[place]]
    if len(wrong) == 1:
        return BirthLikeness.TYPO
    if len(wrong) > 2:
        return BirthLikeness.DIFFERENT
    first, second = wrong
    turned = second == first + 1 and (one[first], one[second]) == (other[second], other[first])
    beside = (
        wrong in ([0, 1], [2, 3]) and abs(int(one[first : second + 1]) - int(other[first : second + 1])) == 1
    )
    return BirthLikeness.TYPO if turned or beside else BirthLikeness.SLIP
