"""A birth that is expected; for the rights that can be asked before it."""

from nabij_rights.authoring import *


def is_expecting() -> Node:
    """Of each person: a birth is expected. A date of up to a month ago still counts: some come late."""
    expected = fact("expected_birth_on")
    is_ahead = (expected < day(Day("today", years=1))) & (expected >= day(Day("today", months=-1)))
    return aged(12) & is_ahead  # of a small child nobody asks it
