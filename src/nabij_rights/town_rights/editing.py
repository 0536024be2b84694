"""Changes to a document, each giving a new document: what the form in the browser does.

Only the newest version can be changed. What was published before is never edited, only followed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from nabij_rights.town_rights.document import FORMAT, content_hash
from nabij_rights.town_rights.problems import Problem, field_of

Document = dict[str, Any]
Path = tuple[int, ...]
"""Where a condition stands: (2,) is the third one, (2, 0) the first one inside it."""


class NoSuchPlace(LookupError):
    """A place in the document that is not there (any more)."""


def new_document(*, right_id: str, town: str, from_on: str) -> Document:
    """An empty right of a town, with the one condition that every right of a town has."""
    home = {"key": "lives_in_town", "article": "", "lives_in_town": True}
    return {
        "format": FORMAT,
        "id": right_id,
        "town": town,
        "kind": "amount",
        "unit": "household",
        "period": "once",
        "granting": "application",
        "source": {},
        "amounts": {},
        "versions": [{"from": from_on, "conditions": [home]}],
        "texts": {},
        "cases": [],
    }


def changed(document: Mapping[str, Any]) -> Document:
    """A copy that may be changed."""
    return copy.deepcopy(dict(document))


def newest(document: Mapping[str, Any]) -> dict[str, Any]:
    """The version that can still be changed."""
    version: dict[str, Any] = document["versions"][-1]
    return version


def followed(document: Mapping[str, Any], from_on: str) -> Document:
    """The same right with one more version, that begins as a copy of the last."""
    found = changed(document)
    version = {**copy.deepcopy(newest(found)), "from": from_on, "decision": "", "note": ""}
    version.pop("until", None)
    found["versions"].append(version)
    return found


# ---------------------------------------------------------------------------------------- conditions


def path_of(text: str) -> Path:
    """A place as it stands in an address: "2.0". Raises NoSuchPlace."""
    try:
        return tuple(int(part) for part in text.split(".") if part != "")
    except ValueError:
        raise NoSuchPlace(text) from None


def _rows(document: Mapping[str, Any], path: Path) -> list[dict[str, Any]]:
    """The list of conditions in which the last step of a path stands."""
    rows: Any = newest(document).setdefault("conditions", [])
    for step in path[:-1]:
        if not 0 <= step < len(rows):
            raise NoSuchPlace(str(path))
        row = rows[step]
        rows = row["any"] if "any" in row else row.get("all")
        if not isinstance(rows, list):
            raise NoSuchPlace(str(path))
    found: list[dict[str, Any]] = rows
    return found


def condition_at(document: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The condition at a place. Raises NoSuchPlace."""
    rows = _rows(document, path)
    if not path or not 0 <= path[-1] < len(rows):
        raise NoSuchPlace(str(path))
    return rows[path[-1]]


def end_of(document: Mapping[str, Any], path: Path) -> Path:
    """The place just after the last condition of the list in which this place stands. Raises NoSuchPlace."""
    return (*path[:-1], len(_rows(changed(document), path)))


def with_condition(document: Mapping[str, Any], path: Path, row: Mapping[str, Any]) -> Document:
    """The document with this condition in that place, or added when the place is just after the last."""
    found = changed(document)
    rows = _rows(found, path)
    if path[-1] == len(rows):
        rows.append(dict(row))
    elif 0 <= path[-1] < len(rows):
        inside = {kind: rows[path[-1]][kind] for kind in ("any", "all") if kind in rows[path[-1]]}
        is_group = any(kind in row for kind in ("any", "all"))
        rows[path[-1]] = dict(row) | (_inside(row, inside) if is_group else {})
    else:
        raise NoSuchPlace(str(path))
    return found


def _inside(row: Mapping[str, Any], inside: Mapping[str, Any]) -> dict[str, Any]:
    """A group keeps what was in it when it turns from "any" to "all"."""
    (kind,) = [kind for kind in ("any", "all") if kind in row]
    kept: list[Any] = next(iter(inside.values()), [])
    return {kind: kept or row[kind]}


def without_condition(document: Mapping[str, Any], path: Path) -> Document:
    """The document without this condition. Raises NoSuchPlace."""
    found = changed(document)
    condition_at(found, path)
    del _rows(found, path)[path[-1]]
    return found


def moved_up(document: Mapping[str, Any], path: Path) -> Document:
    """The document with this condition one place earlier. Raises NoSuchPlace."""
    found = changed(document)
    row, rows, place = condition_at(found, path), _rows(found, path), path[-1]
    if place:
        rows[place - 1 : place + 1] = [row, rows[place - 1]]
    return found


def conditions_in(
    rows: Sequence[Mapping[str, Any]], path: Path = ()
) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every condition with its place, each before what is inside it."""
    for nth, row in enumerate(rows):
        here = (*path, nth)
        yield here, row
        yield from conditions_in(row.get("any") or row.get("all") or (), here)


def free_key(document: Mapping[str, Any], wanted: str) -> str:
    """A key for a condition that no other condition has."""
    versions = document["versions"]
    taken = {row["key"] for version in versions for _, row in conditions_in(version.get("conditions", ()))}
    tried = chain([wanted], (f"{wanted}_{number}" for number in range(2, 1000)))
    return next(key for key in tried if key not in taken)


# ------------------------------------------------------------------------------------------- amounts


def with_amount(document: Mapping[str, Any], key: str, head: Mapping[str, Any]) -> Document:
    """The document with this amount's unit and labels; its values stay."""
    found = changed(document)
    amounts = found.setdefault("amounts", {})
    amounts[key] = {"values": amounts.get(key, {}).get("values", []), **head}
    return found


def with_value(
    document: Mapping[str, Any], key: str, value: Mapping[str, Any], source: Mapping[str, Any]
) -> Document:
    """The document with a value of this amount from a day on; a value from the same day is replaced."""
    found = changed(document)
    if key not in found.get("amounts", {}):
        raise NoSuchPlace(key)
    sources = found.setdefault("source", {})
    same = [name for name, row in sources.items() if dict(row) == dict(source)]
    name = same[0] if same else next(f"s{n}" for n in range(1, 1000) if f"s{n}" not in sources)
    sources[name] = dict(source)
    values = [row for row in found["amounts"][key]["values"] if row["from"] != value["from"]]
    found["amounts"][key]["values"] = sorted(
        [*values, {**value, "source": name}], key=lambda row: row["from"]
    )
    return found


def without_amount(document: Mapping[str, Any], key: str) -> Document:
    """The document without this amount. Raises NoSuchPlace."""
    found = changed(document)
    if found.get("amounts", {}).pop(key, None) is None:
        raise NoSuchPlace(key)
    return found


# ------------------------------------------------------------------------------- what was published


def changes_of_the_past(published: Mapping[str, Any], draft: Mapping[str, Any]) -> list[Problem]:
    """What a draft changes in what was published: nothing of it may change, so that old answers stay."""
    problems = []
    old, new = published["versions"], draft["versions"]
    for nth, version in enumerate(old):
        if nth >= len(new) or content_hash(version) != content_hash(new[nth]):
            problems.append(Problem("version_published", (("version", str(nth + 1)),)))
    if len(new) > len(old) and str(new[len(old)].get("from")) <= str(old[-1].get("from")):
        problems.append(Problem("version_follows", field_of("from")))
    for key, amount in published.get("amounts", {}).items():
        kept = draft.get("amounts", {}).get(key, {})
        problems += _lost_values(key, amount, kept)
    for field in ("id", "town", "unit"):
        if published.get(field) != draft.get(field):
            problems.append(Problem("field_published", field_of(field)))
    return problems


def _lost_values(key: str, published: Mapping[str, Any], kept: Mapping[str, Any]) -> Iterator[Problem]:
    values = {str(row["from"]): row for row in kept.get("values", ())}
    for row in published.get("values", ()):
        same = values.get(str(row["from"]), {})
        if str(same.get("value")) != str(row.get("value")):
            yield Problem("value_published", (("amount", key),), {"day": row["from"]})
    newest_day = max((str(row["from"]) for row in published.get("values", ())), default="")
    known = {str(row["from"]) for row in published.get("values", ())}
    for day in sorted(values.keys() - known):
        if day <= newest_day:
            yield Problem("value_follows", (("amount", key),), {"day": newest_day})
