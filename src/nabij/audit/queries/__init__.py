"""Reading and checking the log; reads for the privacy officer."""

from nabij.audit.queries.checkpoints import kept_checkpoints, last_checkpoint
from nabij.audit.queries.lines import (
    Cursor,
    LogLine,
    LogPage,
    LogSearch,
    cursor_from,
    day_after,
    log_lines,
    persons_called,
    who_looked,
    written_about,
)
from nabij.audit.queries.odd_reading import (
    breaches,
    odd_readings_to_look_at,
    one_breach,
    staff_names,
)
from nabij.audit.queries.oversight import (
    erasure_preview,
    handled_requests,
    one_removal,
    one_request,
    own_copy,
    past_removals,
    requests_to_handle,
    retention_preview,
    standing_hold,
    standing_holds,
)
from nabij.audit.queries.verification import Verdict, log_verdict

__all__ = [
    "Cursor",
    "LogLine",
    "LogPage",
    "LogSearch",
    "Verdict",
    "breaches",
    "cursor_from",
    "day_after",
    "erasure_preview",
    "handled_requests",
    "kept_checkpoints",
    "last_checkpoint",
    "log_lines",
    "log_verdict",
    "odd_readings_to_look_at",
    "one_breach",
    "one_removal",
    "one_request",
    "own_copy",
    "past_removals",
    "persons_called",
    "requests_to_handle",
    "retention_preview",
    "staff_names",
    "standing_hold",
    "standing_holds",
    "who_looked",
    "written_about",
]
