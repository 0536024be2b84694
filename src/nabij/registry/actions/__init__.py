"""What can be done in the registry, one use case per function."""

from nabij.registry.actions.households import (
    add_person,
    choose_reference_person,
    join_household,
    leave_household,
    move_household,
    open_household,
)
from nabij.registry.actions.operations import once
from nabij.registry.actions.persons import correct_identity
from nabij.registry.actions.revisions import Edit, Owner, edit

__all__ = [
    "Edit",
    "Owner",
    "add_person",
    "choose_reference_person",
    "correct_identity",
    "edit",
    "join_household",
    "leave_household",
    "move_household",
    "once",
    "open_household",
]
