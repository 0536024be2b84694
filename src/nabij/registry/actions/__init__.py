"""What can be done in the registry, one use case per function."""

from nabij.registry.actions.access import (
    end_task,
    escalate_overdue,
    finish_given_task,
    give_task,
    open_exceptionally,
    review_exception,
)
from nabij.registry.actions.conflicts import settle_conflict
from nabij.registry.actions.contact_person import (
    become_contact_person,
    choose_stand_in,
    hand_over_contact,
    stop_as_contact,
)
from nabij.registry.actions.contacts import (
    add_contact_point,
    end_wish,
    give_consent,
    set_language,
    set_wish,
    withdraw_consent,
    withdraw_contact_point,
)
from nabij.registry.actions.corrections import correct_place
from nabij.registry.actions.districts import choose_team
from nabij.registry.actions.doubles import decide_on_pair, take_back_verdict
from nabij.registry.actions.households import (
    add_person,
    choose_reference_person,
    end_household,
    join_household,
    leave_household,
    move_household,
    open_household,
)
from nabij.registry.actions.life import (
    place_foster_child,
    record_death,
    record_school_entry,
    separate_household,
)
from nabij.registry.actions.many_contacts import hand_over_many
from nabij.registry.actions.memberships import correct_membership
from nabij.registry.actions.national_numbers import keep_national_number, reveal_national_number
from nabij.registry.actions.operations import once
from nabij.registry.actions.persons import correct_identity
from nabij.registry.actions.protection import end_protection, protect_person
from nabij.registry.actions.revisions import Edit, Owner, edit

__all__ = [
    "Edit",
    "Owner",
    "add_contact_point",
    "add_person",
    "become_contact_person",
    "choose_reference_person",
    "choose_stand_in",
    "choose_team",
    "correct_identity",
    "correct_membership",
    "correct_place",
    "decide_on_pair",
    "edit",
    "end_household",
    "end_protection",
    "end_task",
    "end_wish",
    "escalate_overdue",
    "finish_given_task",
    "give_consent",
    "give_task",
    "hand_over_contact",
    "hand_over_many",
    "join_household",
    "keep_national_number",
    "leave_household",
    "move_household",
    "once",
    "open_exceptionally",
    "open_household",
    "place_foster_child",
    "protect_person",
    "record_death",
    "record_school_entry",
    "reveal_national_number",
    "review_exception",
    "separate_household",
    "set_language",
    "set_wish",
    "settle_conflict",
    "stop_as_contact",
    "take_back_verdict",
    "withdraw_consent",
    "withdraw_contact_point",
]
