"""Writing the log and its checkpoints; requests, holds, erasing, and removing what was kept to its term."""

from nabij.audit.actions.checkpoints import write_checkpoint
from nabij.audit.actions.erasing import (
    erase_subject,
    lift_hold,
    place_hold,
    remember_erasures,
    replay_erasures,
)
from nabij.audit.actions.log import record, record_read, written_together
from nabij.audit.actions.odd_reading import (
    add_measures,
    decide_breach,
    forget_old_findings,
    look_for_odd_reading,
    register_breach,
    say_what_it_was,
    watch_reading,
)
from nabij.audit.actions.requests import (
    answer_request,
    pass_on_request_for_copy,
    register_request,
    take_longer,
)
from nabij.audit.actions.retention import carry_out_removal, decide_removal, prepare_removal

__all__ = [
    "add_measures",
    "answer_request",
    "carry_out_removal",
    "decide_breach",
    "decide_removal",
    "erase_subject",
    "forget_old_findings",
    "lift_hold",
    "look_for_odd_reading",
    "pass_on_request_for_copy",
    "place_hold",
    "prepare_removal",
    "record",
    "record_read",
    "register_breach",
    "register_request",
    "remember_erasures",
    "replay_erasures",
    "say_what_it_was",
    "take_longer",
    "watch_reading",
    "write_checkpoint",
    "written_together",
]
