"""Shared by the two tasks of the maintenance claims service (DAVO)."""

from nabij_rights.authoring import *


def is_unpaid_child(times: int) -> Node:
    """Of each person: a child with a title whose maintenance was missed so often in twelve months."""
    return has_title() & (fact("missed_maintenance_12m") >= times)


def has_title() -> Node:
    """Of each person: a child for whom maintenance is fixed; you too, while you are the child of the title.

    A student who lives on their own asks for themselves: from 18 on the maintenance is theirs.
    """
    yours = is_("relation_to_reference", *CHILD_KINDS) | (is_you() & younger_than(_CHILD_UNTIL))
    return yours & fact("has_maintenance_title")


_CHILD_UNTIL = 25
"""Nobody has child benefit from this age on, so nobody asks as a child either."""
