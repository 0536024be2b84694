"""A right of a town in a file, from this program or another: read, and refused in words."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from nabij.rights.queries.town_words import can_be_told, problems_in_words
from nabij.rights.types import NotReady
from nabij_rights.toml_mistakes import NotToml, read_toml
from nabij_rights.town_rights.document import check_draft, with_days
from nabij_rights.town_rights.problems import BadTownRight

MOST_REASONS = 20


def document_in(content: bytes, name: str) -> dict[str, Any]:
    """The document of a file, as JSON keeps it; it need not be ready to publish.

    Raises NotReady with every reason why it is none.
    """
    table = _table_in(_text_in(content), name)
    try:
        check_draft(with_days(table))
    except BadTownRight as error:
        raise _refused(*problems_in_words(error.problems, table)[:MOST_REASONS]) from None
    try:
        kept = json.dumps(table, default=str, allow_nan=False)
    except (TypeError, ValueError):
        raise _refused(_("There is a number in it that does not exist, such as nan or inf.")) from None
    found: dict[str, Any] = json.loads(kept)
    if "\\u0000" in kept or not can_be_told(found):
        raise _refused(_("A part of it is written in a way that this program does not know."))
    return found


def _refused(*reasons: str) -> NotReady:
    return NotReady([_("Nothing was taken in. The file cannot be read as a right:"), *reasons])


def _text_in(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(
            _("This is no plain text in UTF-8. Save it again as text, with the coding UTF-8.")
        ) from None


def _table_in(text: str, name: str) -> dict[str, Any]:
    is_json = name.lower().endswith(".json") or text.lstrip().startswith("{")
    try:
        table = json.loads(text) if is_json else read_toml(text)
    except json.JSONDecodeError as error:
        sentence = _("This is no JSON: line %(line)s cannot be read. Is a quote, comma or bracket missing?")
        raise _refused(sentence % {"line": error.lineno}) from None
    except NotToml as error:
        if error.line is None:
            raise _refused(_("This is no TOML: is a quote or bracket not closed?")) from None
        sentence = _("This is no TOML: line %(line)s cannot be read: %(text)s")
        raise _refused(sentence % {"line": error.line, "text": error.text}) from None
    except RecursionError:
        raise _refused(_("A part of it is written in a way that this program does not know.")) from None
    if not isinstance(table, dict):
        raise _refused(_("A right is one table; this file holds something else."))
    return table
