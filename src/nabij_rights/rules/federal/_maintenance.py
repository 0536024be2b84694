"""Shared by the two tasks of the maintenance claims service (DAVO)."""

from nabij_rights.authoring import *


def is_unpaid_child(times: int) -> Node:
    """Of each person: a child with a title whose maintenance was missed so often in twelve months."""
    is_child = is_("relation_to_reference", *CHILD_KINDS)
    return is_child & fact("has_maintenance_title") & (fact("missed_maintenance_12m") >= times)
