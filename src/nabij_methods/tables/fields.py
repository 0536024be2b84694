"""What a column may hold. Everything else on a list is left out: not needed for the campaign, so not kept."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """What one column holds. A field of a child that occurs again is about the next child of the row."""

    CHILD_FIRST = "child_first"
    CHILD_LAST = "child_last"
    CHILD_NAME = "child_name"
    CHILD_BIRTH = "child_birth"
    CHILDREN = "children"
    GUARDIAN_FIRST = "guardian_first"
    GUARDIAN_LAST = "guardian_last"
    GUARDIAN_NAME = "guardian_name"
    PHONE = "phone"
    ADDRESS = "address"
    STREET = "street"
    NUMBER = "number"
    BOX = "box"
    POSTCODE = "postcode"
    TOWN = "town"
    LANGUAGE = "language"
    REFERENCE = "reference"
    SEEN_ON = "seen_on"


OF_A_CHILD = frozenset({Field.CHILD_FIRST, Field.CHILD_LAST, Field.CHILD_NAME, Field.CHILD_BIRTH})
DATES = frozenset({Field.CHILD_BIRTH, Field.SEEN_ON})
SEVERAL = OF_A_CHILD | {Field.PHONE}
"""Fields that may stand above more than one column."""
