"""One right of a town as a document: a table with everything in it, and the right that it becomes.

The same table stands as a file in the folder of a town (``towns/<town>/rights/<id>.toml``), goes over the
wire as JSON, and is kept by the editor in the browser.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from nabij_rights.cases import BadCase, Case, cases_in
from nabij_rights.parameters.book import BadAmount, DatedAmount, book_in
from nabij_rights.rights import (
    AppealBody,
    Granting,
    Kind,
    Law,
    LegalTerm,
    Level,
    Procedure,
    Right,
    Rule,
    Starter,
    Theme,
    Unit,
)
from nabij_rights.texts.leaflets import LacksParts, Leaflet, leaflet_in
from nabij_rights.town_rights.conditions import Scope, conditions_of
from nabij_rights.town_rights.gains import gain_of
from nabij_rights.town_rights.problems import BadTownRight, Place, Problem, Words, field_of, wrong
from nabij_rights.towns.packs import towns

FORMAT: Final = "nabij-town-right/1"
KEYS: Final = (
    "format", "id", "town", "block", "kind", "theme", "unit", "period", "provider", "granting", "legal_basis",
    "documents", "opens", "goes_after", "replaced_by", "recorded_as", "residual", "contact", "exceptions_to",
    "procedure", "sources", "source", "amounts", "versions", "texts", "citations", "providers", "cases",
)  # fmt: skip
"""What a document may hold, in the order in which it is written."""

FIRST_RULE_DAY: Final = date(1950, 1, 1)
LAST_RULE_DAY: Final = date(2099, 12, 31)
"""A rule begins and ends between these days: what lies outside is nearly always a slip of the pen, and no
household can be worked out on a later day."""

Table = Mapping[str, Any]


@dataclass(frozen=True)
class TownRight:
    """A right that was read from a document, with its amounts, leaflets and cases."""

    document: Table
    right: Right
    amounts: Mapping[str, DatedAmount]
    leaflets: Mapping[str, Leaflet]
    cases: tuple[Case, ...]

    @property
    def content_hash(self) -> str:
        """``sha256:`` and the hash of the document, the same for every spelling of the file."""
        return content_hash(self.document)


def content_hash(document: Any) -> str:
    """``sha256:`` and the hash of a table; days count as their ISO text."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), default=_plain)
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a document holds text, numbers, days and lists, not {type(value).__name__}")


_TERM_KEYS = {"article", "days", "months", "confidence"}
_TERM_CONFIDENCES = ("verified", "secondary", "unverified")
_PROCEDURE_KEYS = {"starts", "appeal_to", "at", "decided_within", "appeal_within"}
_VERSION_KEYS = {"from", "until", "decision", "note", "amount", "conditions"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def with_days(table: Any) -> Any:
    """The same table with days where JSON has their ISO text."""
    if isinstance(table, Mapping):
        return {key: with_days(value) for key, value in table.items()}
    if isinstance(table, list):
        return [with_days(value) for value in table]
    return date.fromisoformat(table) if isinstance(table, str) and _DAY.fullmatch(table) else table


def check_draft(document: Table) -> None:
    """Whether somebody can go on with this document in the editor, ready or not.

    Raises BadTownRight with what no draft can have: another format, an unknown fact, a value of another kind.
    """
    try:
        read(document)
    except BadTownRight as error:
        if problems := [problem for problem in error.problems if not problem.is_unfinished]:
            raise BadTownRight(problems) from None


def read(document: Table) -> TownRight:
    """The right of a document. Raises BadTownRight with everything that is wrong."""
    problems: list[Problem] = []

    def tried(make: Callable[[], Any], otherwise: Any) -> Any:
        try:
            return make()
        except BadTownRight as error:
            problems.extend(error.problems)
            return otherwise
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            problems.append(Problem("unreadable", (), {"said": error}))
            return otherwise

    tried(lambda: _check_frame(document), None)
    if problems:
        raise BadTownRight(problems)
    amounts = tried(lambda: amounts_of(document), {})
    leaflets = tried(lambda: leaflets_of(document), {})
    right = tried(lambda: _right(document), None)
    if right is not None:
        tried(lambda: _add_rules(right, document, amounts), None)
        tried(lambda: _built(right), None)
    cases = tried(lambda: _cases(document), ())
    if problems:
        raise BadTownRight(problems)
    return TownRight(document, right, amounts, leaflets, cases)


def _check_frame(document: Table) -> None:
    if document.get("format", FORMAT) != FORMAT:
        raise wrong(field_of("format"), "format_unknown", format=document.get("format"), known=FORMAT)
    if unread := sorted(document.keys() - set(KEYS)):
        raise wrong((), "unread", names=", ".join(unread), known=", ".join(KEYS))
    right_id = document.get("id")
    if not isinstance(right_id, str) or not right_id.isidentifier() or not right_id.islower():
        raise wrong(field_of("id"), "id_shape")
    if document.get("town") not in towns():
        raise wrong(
            field_of("town"), "town_unknown", town=repr(document.get("town")), known=", ".join(towns())
        )
    if not isinstance(document.get("versions"), list) or not document["versions"]:
        raise wrong(field_of("versions"), "versions_lack")
    for key, (is_so, code) in _SHAPES.items():
        if not is_so(document.get(key, {})):
            raise wrong(field_of(key), code)


def _is_table_of_tables(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(row, Mapping) for row in value.values())


def _is_texts(value: Any) -> bool:
    """By language a table of texts, in which only the sentences for conditions are a table again."""
    return _is_table_of_tables(value) and all(
        isinstance(text, Mapping) if key == "terms" else isinstance(text, str | date)
        for texts in value.values()
        for key, text in texts.items()
    )


def _is_list_of_tables(value: Any) -> bool:
    return value == {} or (isinstance(value, list) and all(isinstance(row, Mapping) for row in value))


_SHAPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "texts": (_is_texts, "texts_shape"),
    "amounts": (_is_table_of_tables, "amounts_shape"),
    "source": (_is_table_of_tables, "tables_shape"),
    "exceptions_to": (lambda value: isinstance(value, Mapping), "tables_shape"),
    "cases": (_is_list_of_tables, "cases_shape"),
}


def _chosen(document: Table, key: str, kind: Any, default: str | None = None) -> Any:
    value = document.get(key, default)
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        code = "not_one_of" if value else "say_which"
        raise wrong(field_of(key), code, value=repr(value), known=known) from None


def _texts(document: Table, key: str) -> tuple[str, ...]:
    value = document.get(key, [])
    if (
        not isinstance(value, Sequence)
        or isinstance(value, str)
        or not all(isinstance(v, str) for v in value)
    ):
        raise wrong(field_of(key), "list_of_texts")
    return tuple(value)


def _right(document: Table) -> Right:
    return Right(
        id=document["id"],
        block=str(document.get("block", "")),
        level=Level.LOCAL,
        town=document["town"],
        kind=_chosen(document, "kind", Kind),
        theme=_chosen(document, "theme", Theme, "income"),
        unit=_chosen(document, "unit", Unit, "household"),
        period=str(document.get("period", "once")),
        provider=str(document.get("provider", "")),
        legal_basis=_texts(document, "legal_basis"),
        granting=_chosen(document, "granting", Granting, "application"),
        documents=_texts(document, "documents"),
        opens=_texts(document, "opens"),
        goes_after=_texts(document, "goes_after"),
        replaced_by=_texts(document, "replaced_by"),
        recorded_as=_texts(document, "recorded_as"),
        residual=bool(document.get("residual", False)),
        contact=str(document.get("contact", "")),
        sources=_sources(document.get("sources", [])),
        procedure=_procedure(document.get("procedure")),
        exceptions_to={Law(law): why for law, why in document.get("exceptions_to", {}).items()},
    )


def _sources(rows: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) and row.get("title") for row in rows):
        raise wrong(field_of("sources"), "sources_shape")
    return tuple((row["title"], row.get("url", "")) for row in rows)


def _procedure(row: Any) -> Procedure | None:
    if row is None:
        return None
    if not isinstance(row, Mapping):
        raise wrong(field_of("procedure"), "procedure_shape")
    if unread := sorted(row.keys() - _PROCEDURE_KEYS):
        known = ", ".join(sorted(_PROCEDURE_KEYS))
        raise wrong(field_of("procedure"), "unread", names=", ".join(unread), known=known)
    try:
        return Procedure(
            starts=_chosen(row, "starts", Starter),
            appeal_to=_chosen(row, "appeal_to", AppealBody),
            at=str(row.get("at", "")),
            decided_within=_term(row.get("decided_within")),
            appeal_within=_term(row.get("appeal_within")),
        )
    except TypeError as error:
        raise wrong(field_of("procedure"), "term_length", error=error) from None


def _term(row: Any) -> LegalTerm | None:
    if row is None:
        return None
    if not isinstance(row, Mapping) or "article" not in row or row.keys() - _TERM_KEYS:
        raise wrong(field_of("procedure"), "term_shape")
    if row.get("confidence", _TERM_CONFIDENCES[0]) not in _TERM_CONFIDENCES:
        raise wrong(field_of("procedure"), "term_confidence", known=", ".join(_TERM_CONFIDENCES))
    return LegalTerm(**row)


def amounts_of(document: Table) -> dict[str, DatedAmount]:
    """The amounts of a document by their full id. Raises BadTownRight."""
    try:
        return book_in(document)
    except BadAmount as error:
        said = as_in_the_file(document, str(error)).removeprefix("amounts: ")
        raise wrong((), "amount_unreadable", said=said) from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise wrong(field_of("amounts"), "amounts_shape") from None


def as_in_the_file(document: Table, sentence: str) -> str:
    """The same sentence with the names of amounts as they stand in the file: [amounts.per_child]."""
    return sentence.replace(f"[{document.get('id')}.", "[amounts.")


def leaflets_of(document: Table) -> dict[str, Leaflet]:
    """The leaflets of a document by language. Raises BadTownRight."""
    found: dict[str, Leaflet] = {}
    problems: list[Problem] = []
    for language in document.get("texts", {}):
        try:
            found[language] = leaflet_in(document, language)
        except LacksParts as error:
            lacking = Words("leaflet_part", error.lacking)
            problems.append(Problem("texts_lacking", (("language", language),), {"lacking": lacking}))
    if problems:
        raise BadTownRight(problems)
    return found


def _cases(document: Table) -> tuple[Case, ...]:
    try:
        return cases_in(document)
    except BadCase as error:
        raise wrong((), "example_unreadable", said=error) from None


# --------------------------------------------------------------------------------------------- rules


def _add_rules(right: Right, document: Table, amounts: Mapping[str, DatedAmount]) -> None:
    scope = Scope(right.id, document["town"], amounts)
    problems: list[Problem] = []
    for nth, version in enumerate(document["versions"], 1):
        try:
            _add_rule(right, version, scope, (("version", str(nth)),))
        except BadTownRight as error:
            problems += error.problems
    if problems:
        raise BadTownRight(problems)


def _add_rule(right: Right, version: Table, scope: Scope, place: Place) -> None:
    if not isinstance(version, Mapping):
        raise wrong(place, "version_is_no_table")
    if unread := sorted(version.keys() - _VERSION_KEYS):
        known = ", ".join(sorted(_VERSION_KEYS))
        raise wrong(place, "unread", names=", ".join(unread), known=known)
    rows = version.get("conditions", [])
    if not isinstance(rows, list):
        raise wrong(place, "conditions_are_no_list")

    def rule() -> Rule:
        conditions = conditions_of(rows, scope, place)
        if not conditions:
            raise wrong(place, "version_no_condition")
        return Rule(*conditions, amount=gain_of(version.get("amount"), scope, (*place, ("gain", "amount"))))

    from_on, until_on = (
        day_within_reach(version.get("from"), (*place, *field_of("from"))),
        version.get("until"),
    )
    until = None if until_on is None else day_within_reach(until_on, (*place, *field_of("until"))).isoformat()
    right.rule(from_on=from_on.isoformat(), until_on=until, note=str(version.get("note", "")))(rule)


def day_within_reach(value: Any, place: Place) -> date:
    """A day on which a rule begins or ends, in the years that we work with. Raises BadTownRight."""
    found = day_of(value, place)
    if not FIRST_RULE_DAY <= found <= LAST_RULE_DAY:
        first, last = FIRST_RULE_DAY.strftime("%d/%m/%Y"), LAST_RULE_DAY.strftime("%d/%m/%Y")
        raise wrong(place, "day_far", day=found.strftime("%d/%m/%Y"), first=first, last=last)
    return found


def day_of(value: Any, place: Place) -> date:
    """A day of TOML, or its ISO text as JSON has it. Raises BadTownRight."""
    try:
        return value if type(value) is date else date.fromisoformat(str(value))
    except ValueError:
        raise wrong(place, "day_shape", value=repr(value)) from None


def _built(right: Right) -> None:
    """Builds every version once, so that what is wrong is said now."""
    try:
        _ = right.versions
    except (TypeError, ValueError) as error:
        if isinstance(error, BadTownRight):
            raise
        raise wrong(field_of("versions"), "versions_clash", error=error) from None
