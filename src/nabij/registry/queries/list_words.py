"""Problems and refusals in plain words: where it stands, what was read, what is kept, what to do now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij_methods.tables import limits
from nabij_methods.tables.damage import PhoneTrouble
from nabij_methods.tables.dates import DateTrouble
from nabij_methods.tables.fields import Field
from nabij_methods.tables.refusals import NotReadable, Refusal
from nabij_methods.tables.rows import MENDED, Problem

FIELDS: Mapping[Field, str | Promise] = {
    Field.CHILD_FIRST: gettext_lazy("First name of the child"),
    Field.CHILD_LAST: gettext_lazy("Surname of the child"),
    Field.CHILD_NAME: gettext_lazy("Whole name of the child"),
    Field.CHILD_BIRTH: gettext_lazy("Birth date of the child"),
    Field.CHILDREN: gettext_lazy("Several children in one cell"),
    Field.GUARDIAN_FIRST: gettext_lazy("First name of the parent"),
    Field.GUARDIAN_LAST: gettext_lazy("Surname of the parent"),
    Field.GUARDIAN_NAME: gettext_lazy("Whole name of the parent"),
    Field.PHONE: gettext_lazy("Telephone"),
    Field.ADDRESS: gettext_lazy("Street and number together"),
    Field.STREET: gettext_lazy("Street"),
    Field.NUMBER: gettext_lazy("House number"),
    Field.BOX: gettext_lazy("Box"),
    Field.POSTCODE: gettext_lazy("Postcode"),
    Field.TOWN: gettext_lazy("Town"),
    Field.LANGUAGE: gettext_lazy("Language"),
    Field.REFERENCE: gettext_lazy("Your own number for the family"),
    Field.SEEN_ON: gettext_lazy("Day on which this was last right"),
}

_REFUSALS: Mapping[Refusal, str | Promise] = {
    Refusal.EMPTY: gettext_lazy("The file is empty. Choose the file with your list."),
    Refusal.TOO_LARGE: gettext_lazy(
        "The file is larger than 10 MB. Save only the sheet with the list, without pictures, and send that."
    ),
    Refusal.NOT_A_TABLE: gettext_lazy(
        "This is no list in rows and columns. Save the list as Excel (.xlsx) or as CSV, and send that."
    ),
    Refusal.WRONG_NAME: gettext_lazy(
        "The name of the file does not fit what is in it. "
        "Open it in Excel, save it again as .xlsx or .csv, and send that."
    ),
    Refusal.OLD_EXCEL: gettext_lazy(
        "This is a file of a very old Excel. Open it, choose Save as, Excel workbook (.xlsx), and send that."
    ),
    Refusal.LOCKED: gettext_lazy(
        "The file is locked with a password. Save it without a password and send it again. "
        "Do not send us the password."
    ),
    Refusal.MACROS: gettext_lazy(
        "There are programs (macros) in the file. Save it as an ordinary Excel workbook (.xlsx), and "
        "send that."
    ),
    Refusal.UNPACKS_TOO_LARGE: gettext_lazy(
        "The file becomes much too large when it is opened. Copy only the list to a new sheet, and send that."
    ),
    Refusal.DAMAGED: gettext_lazy(
        "The file is damaged. Open it in Excel, save it under a new name, and send that one."
    ),
    Refusal.UNSAFE_PARTS: gettext_lazy(
        "There are parts in the file that do not belong in a list. Copy only the list to a new "
        "workbook, and send that."
    ),
    Refusal.UNKNOWN_LETTERS: gettext_lazy(
        "The letters in this file cannot be read. Save it as Excel (.xlsx), or as CSV UTF-8, and send that."
    ),
    Refusal.TOO_MANY_ROWS: gettext_lazy(
        "There are more than 50,000 rows in the file. Send only the families of this campaign."
    ),
    Refusal.TOO_MANY_COLUMNS: gettext_lazy(
        "There are more than 200 columns in the file. Leave out the columns that are not needed."
    ),
    Refusal.CELL_TOO_LONG: gettext_lazy(
        "A cell holds more text than fits. Often a quotation mark was not closed. Mend the cell and "
        "send the file again."
    ),
    Refusal.TOO_SLOW: gettext_lazy(
        "Reading this file takes much too long. Copy only the list to a new sheet, and send that."
    ),
    Refusal.NO_ROWS: gettext_lazy("There are no rows on the sheet. Choose the file with your list."),
}

_PROBLEMS: Mapping[str, str | Promise] = {
    DateTrouble.WAS_A_NUMBER: gettext_lazy("Excel had made a number of this date. We read %(kept)s."),
    DateTrouble.SHORT_YEAR: gettext_lazy("The year had two digits. We read %(kept)s."),
    DateTrouble.PARTS_UNKNOWN: gettext_lazy("Only a part of the date is known. We keep %(kept)s."),
    DateTrouble.IMPOSSIBLE: gettext_lazy(
        "This day does not exist. Perhaps day and month changed places. We keep only the year %(kept)s. "
        "Mend the date in your file, or leave it so."
    ),
    DateTrouble.NOT_A_DATE: gettext_lazy(
        "This is no date that we can read. The rest of the row is kept. Write it as 31/12/2020."
    ),
    DateTrouble.IN_THE_FUTURE: gettext_lazy(
        "This day is still to come. The date is left out, the rest of the row is kept. Mend the year."
    ),
    DateTrouble.TOO_LONG_AGO: gettext_lazy(
        "This is before 1900. The date is left out, the rest of the row is kept. Mend the year."
    ),
    PhoneTrouble.ZERO_LOST: gettext_lazy("Excel had dropped the first zero. We put it back: %(kept)s."),
    PhoneTrouble.PLUS_LOST: gettext_lazy("The + before the country was missing. We put it back: %(kept)s."),
    PhoneTrouble.SCIENTIFIC: gettext_lazy(
        "Excel shortened this telephone number, and its last digits are lost. The number is left out, "
        "the rest of the "
        "row is kept. Make the column Text in Excel, type the number again, or leave it so."
    ),
    PhoneTrouble.NOT_A_NUMBER: gettext_lazy(
        "This is no telephone number that exists. It is left out, the rest of the row is kept. Mend "
        "it, or leave it so."
    ),
    Problem.NO_CHILD: gettext_lazy(
        "No child is on this row. The row is kept, but gives no package. Add the first name of the child."
    ),
    Problem.NO_CONTACT: gettext_lazy(
        "There is no address and no telephone on this row. The row is kept, but nobody can find the "
        "family. Add one."
    ),
    Problem.CHILD_WITHOUT_NAME: gettext_lazy(
        "A child on this row has no first name. It is kept and counts. Add the name to recognise it on "
        "other lists."
    ),
    Problem.POSTCODE_SHORT: gettext_lazy(
        "A digit of the postcode is missing, perhaps a zero that Excel dropped. It is kept as it is. Mend it."
    ),
    Problem.POSTCODE_WRONG: gettext_lazy("This is no postcode that we know. It is kept as it is. Mend it."),
    Problem.NUMBER_BECAME_DAY: gettext_lazy(
        "Excel had made a date of this house number. It is left out, the rest of the row is kept. "
        "Make the column Text in Excel and type the number again."
    ),
    Problem.LETTERS_DAMAGED: gettext_lazy(
        "Letters in this cell are damaged. It is kept as it is. Type the word again."
    ),
    Problem.LETTERS_MENDED: gettext_lazy("Letters in this cell were damaged. We read %(kept)s."),
    Problem.CELL_ERROR: gettext_lazy(
        "There is an error of Excel in this cell. The cell is left out, the rest of the row is kept. "
        "Mend the formula."
    ),
    Problem.CHILDREN_UNCLEAR: gettext_lazy(
        "We cannot tell which children are meant here. This part is left out. Give each child a column "
        "or a row."
    ),
    Problem.FORMULA_AS_TEXT: gettext_lazy(
        "This looks like a formula. It is kept as plain text, and nothing is calculated."
    ),
}


def refusal_in_words(error: NotReadable) -> str:
    """Why a whole file is not read, and what to do instead."""
    sentence = str(_REFUSALS[error.refusal])
    if error.row is not None and error.refusal not in (Refusal.TOO_MANY_ROWS,):
        return _("Row %(row)s: %(sentence)s") % {"row": error.row, "sentence": sentence}
    return sentence


def problem_in_words(problem: Mapping[str, Any]) -> str:
    """One problem of a row, without its place. "Nothing" stands for what could not be kept."""
    return str(_PROBLEMS[problem["problem"]]) % {"kept": problem["kept"]}


def place_in_words(problem: Mapping[str, Any]) -> str:
    """Where it stands: the row of the file, and the header of the column."""
    if not problem["row"]:
        return _("Column %(column)s") % {"column": problem["column"]} if problem["column"] else ""
    if not problem["column"]:
        return _("Row %(row)s") % {"row": problem["row"]}
    return _("Row %(row)s, column %(column)s") % {"row": problem["row"], "column": problem["column"]}


def is_mended(problem: Mapping[str, Any]) -> bool:
    """Whether there is nothing left to do about it."""
    return problem["problem"] in MENDED


def every_kind() -> Iterable[str]:
    """Every kind of problem that has words."""
    return _PROBLEMS


MOST_BYTES = limits.BYTES
