"""Why a file is no letter that can be kept. The words for people stand in the application."""

from enum import StrEnum


class Refusal(StrEnum):
    """One reason."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_KIND = "other_kind"
    HEIC = "heic"
    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_SLOW = "too_slow"


class NotALetter(Exception):
    """The file cannot be kept; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
