"""Pages of the log, of requests of people, of holds and of what is kept to its term."""

from nabij.audit.views.breaches import breach, breaches
from nabij.audit.views.log import log, log_by_name, looks, looks_pdf
from nabij.audit.views.odd_reading import odd_reading, odd_reading_close
from nabij.audit.views.requests import (
    erase,
    own_copy_json,
    own_copy_pdf,
    request_list,
    request_longer,
    request_new,
    request_page,
)
from nabij.audit.views.retention import hold_lift, holds, removal, retention

__all__ = [
    "breach",
    "breaches",
    "erase",
    "hold_lift",
    "holds",
    "log",
    "log_by_name",
    "looks",
    "looks_pdf",
    "odd_reading",
    "odd_reading_close",
    "own_copy_json",
    "own_copy_pdf",
    "removal",
    "request_list",
    "request_longer",
    "request_new",
    "request_page",
    "retention",
]
