"""What spreadsheets do to telephone numbers, postcodes and house numbers, and what can be mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from nabij_methods.tables.cells import Cell, Kind

COUNTRY = "BE"
SCIENTIFIC = re.compile(r"\s*[+-]?\d+(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d+\s*")
_BETWEEN_NUMBERS = re.compile(r"[;|\n]|,(?=\s*[+0])|\s/\s|\s(?:of|en|ou|et|or)\s", re.IGNORECASE)
_MONTH_IN_NUMBER = re.compile(
    r"\d{1,2}[-/. ]?(?:jan|feb|mrt|maa|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?(?:[-/. ]\d{2,4})?",  # noqa: E501
    re.IGNORECASE,
)
_WORDS_IN_FRONT = re.compile(
    r"^\W*(?:tel|gsm|mobiel|thuis|werk|mama|papa|oma|opa|nr)\b[\s.:]*", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\D+")


class PhoneTrouble(StrEnum):
    """What was odd about a telephone number. The first two are mended; of the others nothing is kept."""

    ZERO_LOST = "zero_lost"
    PLUS_LOST = "plus_lost"
    SCIENTIFIC = "scientific"
    NOT_A_NUMBER = "not_a_number"


@dataclass(frozen=True, slots=True)
class ReadPhone:
    """A number as +32470123456, or empty; and what was odd."""

    text: str = ""
    trouble: PhoneTrouble | None = None


def phones_in(cell: Cell) -> list[ReadPhone]:
    """Every telephone number in a cell."""
    return [read_phone(part) for part in _BETWEEN_NUMBERS.split(cell.text) if part.strip(" -–.?/")]


def read_phone(text: str) -> ReadPhone:
    """Read one number; Belgian when no country is told.

    A number in scientific notation has lost its last digits: nobody can mend that.
    """
    if SCIENTIFIC.fullmatch(text):
        return ReadPhone(trouble=PhoneTrouble.SCIENTIFIC)
    typed = _WORDS_IN_FRONT.sub("", text.replace("(0)", "").strip().strip("'"))
    if _LETTERS.search(typed):
        return ReadPhone(trouble=PhoneTrouble.NOT_A_NUMBER)
    digits = _DIGITS.sub("", typed)
    if not typed.startswith(("+", "0")):
        if len(digits) in (8, 9) and (number := _valid("0" + digits)):
            return ReadPhone(number, PhoneTrouble.ZERO_LOST)
        if digits.startswith(("32", "33", "31", "49", "352")) and (number := _valid("+" + digits)):
            return ReadPhone(number, PhoneTrouble.PLUS_LOST)
    if number := _valid("+" + digits if typed.startswith("+") else digits):
        return ReadPhone(number)
    return ReadPhone(trouble=PhoneTrouble.NOT_A_NUMBER)


def _valid(text: str) -> str:
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number) or len(_DIGITS.sub("", text)) < 8:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_a_day_by_mistake(cell: Cell) -> bool:
    """Whether a house number or box such as 3-5 became a day (5 maart) in a spreadsheet."""
    return cell.kind is Kind.DAY or bool(_MONTH_IN_NUMBER.fullmatch(cell.text.strip()))


def looks_double_encoded(text: str) -> bool:
    """Whether letters were read in the wrong alphabet once, somewhere before: "JosÃ©" for "José"."""
    return bool(re.search("Ã[\x80-\xbf\u2018-\u203a€™œžŸ¡-¿]|Å[\x80-\xbfŸž]|â€", text)) or "\ufffd" in text


def mended_letters(text: str) -> str:
    """The text as it was before that, or empty when it cannot be found back."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
