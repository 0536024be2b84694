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
    who_looked,
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
    "cursor_from",
    "day_after",
    "erasure_preview",
    "handled_requests",
    "kept_checkpoints",
    "last_checkpoint",
    "log_lines",
    "log_verdict",
    "one_removal",
    "one_request",
    "own_copy",
    "past_removals",
    "requests_to_handle",
    "retention_preview",
    "standing_hold",
    "standing_holds",
    "who_looked",
]
