"""Forms of the log, of requests, holds and removing, of odd reading and breaches."""

from nabij.audit.forms.oversight import (
    AnswerForm,
    DecideForm,
    EraseForm,
    HoldForm,
    LogForm,
    LongerForm,
    NameForm,
    NewRequestForm,
)

__all__ = [
    "AnswerForm",
    "DecideForm",
    "EraseForm",
    "HoldForm",
    "LogForm",
    "LongerForm",
    "NameForm",
    "NewRequestForm",
]
