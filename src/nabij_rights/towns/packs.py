"""Towns as data: a folder per town with its name, code, colours, contact points and languages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from nabij_rights.toml_mistakes import NotToml, read_toml
from nabij_rights.towns.colours import FOR_TEXT, WHITE, contrast, is_colour


class UnknownTown(LookupError):
    """A town for which there is no folder."""


class BadTown(ValueError):
    """A town.toml that cannot be used; the message has the file and everything to change, a line each."""

    def __init__(self, place: str, problems: Iterable[str]) -> None:
        self.place = place
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{place}: {problem}" for problem in self.problems))


@dataclass(frozen=True)
class ContactPoint:
    """A place or number where a person answers."""

    name: str
    address: str
    phone: str
    url: str
    source: str


@dataclass(frozen=True)
class Town:
    """What rights and pages need to know of a town. ``nis_code`` is its number in the national list."""

    id: str
    name: str
    nis_code: int
    province: str
    is_fictional: bool
    languages: tuple[str, ...]
    contact_points: tuple[ContactPoint, ...]
    brand: Mapping[str, str]
    districts: tuple[str, ...]
    uitpas_grounds: tuple[str, ...]
    """The statuses that open the reduced UiTPAS here, as the regulation of the town names them."""
    own_rules: tuple[str, ...]
    """Rights that every town has, and for which this one has a file of its own."""


FOLDER_OF_OTHER_TOWNS = "NABIJ_TOWNS"
"""Environment variable: a folder with towns of your own, laid out as the one beside this module."""

PROVINCES: Final = ("antwerp", "east_flanders", "flemish_brabant", "limburg", "west_flanders", "brussels")
LANGUAGES: Final = ("nl", "fr", "en", "uk", "tr", "ar")
UITPAS_GROUNDS: Final = (
    "integration_income",
    "equivalent_support",
    "increased_reimbursement",
    "foster_child",
)
KEYS: Final = (
    "name", "nis_code", "province", "fictional", "languages",
    "contact", "brand", "districts", "uitpas", "own_rules",
)  # fmt: skip
_CONTACT_KEYS = ("name", "address", "phone", "url", "source")
_BRAND_KEYS = ("primary", "dark")


@cache
def town_folders() -> Mapping[str, Traversable]:
    """The folder of each town by its id, in alphabetical order; one of your own replaces ours."""
    places: list[Traversable] = [files("nabij_rights.towns")]
    if own := os.environ.get(FOLDER_OF_OTHER_TOWNS):
        if not Path(own).is_dir():
            raise BadTown(FOLDER_OF_OTHER_TOWNS, [f"{own} is no folder."])
        places.append(Path(own))
    found = {
        folder.name: folder
        for place in places
        for folder in place.iterdir()
        if folder.is_dir() and folder.joinpath("town.toml").is_file()
    }
    return MappingProxyType(dict(sorted(found.items())))


@cache
def towns() -> Mapping[str, Town]:
    """All towns by id, in alphabetical order. Raises BadTown for the first that cannot be used."""
    found: dict[str, Town] = {}
    for town_id, folder in town_folders().items():
        town = read_town(town_id, folder)
        for other in found.values():
            if other.nis_code == town.nis_code:
                problem = f"nis_code {town.nis_code} is that of {other.name} already."
                raise BadTown(_place(town_id), [problem])
        found[town_id] = town
    return MappingProxyType(found)


def read_town(town_id: str, folder: Traversable) -> Town:
    """The town of one folder. Raises BadTown with everything that is wrong."""
    try:
        table = read_toml(folder.joinpath("town.toml").read_text(encoding="utf-8"))
    except (NotToml, UnicodeDecodeError) as error:
        raise BadTown(_place(town_id), [str(error)]) from None
    return town_of(town_id, table)


def _place(town_id: str) -> str:
    return f"towns/{town_id}/town.toml"


def town_of(town_id: str, row: Mapping[str, Any]) -> Town:
    """A town from its table. Raises BadTown with everything that is wrong."""
    if problems := list(problems_of(town_id, row)):
        raise BadTown(_place(town_id), problems)
    points = tuple(
        ContactPoint(*(point.get(key, "") for key in _CONTACT_KEYS)) for point in row.get("contact", ())
    )
    return Town(
        id=town_id,
        name=row["name"],
        nis_code=row["nis_code"],
        province=row["province"],
        is_fictional=row.get("fictional", False),
        languages=tuple(row.get("languages", ("nl",))),
        contact_points=points,
        brand=MappingProxyType(dict(row.get("brand", {}))),
        districts=tuple(row.get("districts", ())),
        uitpas_grounds=tuple(row.get("uitpas", {}).get("grounds", ())),
        own_rules=tuple(row.get("own_rules", ())),
    )


# ------------------------------------------------------------------------------------------ checking


def problems_of(town_id: str, row: Mapping[str, Any]) -> Iterator[str]:
    """Everything that keeps a town from being used, a sentence each."""
    if re.fullmatch(r"[a-z][a-z0-9-]*", town_id) is None:
        yield "the folder has a name of small letters, digits and hyphens, such as sint-niklaas."
    yield from _unknown("", row, KEYS)
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        yield 'name is missing; write name = "Zonnedam".'
    yield from _code(row)
    if row.get("province") not in PROVINCES:
        yield f"province is one of {', '.join(PROVINCES)}."
    if not isinstance(row.get("fictional", False), bool):
        yield "fictional is true or false, without quotes."
    languages = row.get("languages", ["nl"])
    if not _is_list_of_texts(languages) or "nl" not in languages or set(languages) - set(LANGUAGES):
        yield f"languages is a list with nl in it, of {', '.join(LANGUAGES)}."
    for key in ("districts", "own_rules"):
        if not _is_list_of_texts(row.get(key, [])):
            yield f'{key} is a list of names: {key} = ["one", "two"].'
    yield from _contact(row.get("contact", []))
    yield from _brand(row.get("brand", {}))
    yield from _uitpas(row.get("uitpas", {}))


def _unknown(place: str, row: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[str]:
    for key in sorted(row.keys() - set(known)):
        yield f"{place}{key} means nothing here; known are {', '.join(known)}."


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _code(row: Mapping[str, Any]) -> Iterator[str]:
    code = row.get("nis_code")
    if code is None:
        yield "nis_code is missing; it is the number of the town in the national list, such as 42006."
    elif type(code) is not int or not 10_000 <= code <= 99_999:
        yield f"nis_code is a number of five digits without quotes or points, not {code!r}."


def _contact(rows: object) -> Iterator[str]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield "contact is written as [[contact]], once for each place or number."
        return
    for number, row in enumerate(rows, 1):
        place = f"contact {number}: "
        yield from _unknown(place, row, _CONTACT_KEYS)
        if any(not isinstance(value, str) for value in row.values()):
            yield f"{place}everything stands between quotes, a telephone number too."
        elif not row.get("name"):
            yield f"{place}name is missing; say who answers there."
        elif not any(row.get(key) for key in ("address", "phone", "url")):
            yield f"{place}give an address, a phone or a url, so that people can go or call."


def _brand(row: object) -> Iterator[str]:
    if not isinstance(row, dict):
        yield 'brand is a table: [brand], and under it primary = "#0f5470".'
        return
    yield from _unknown("brand: ", row, _BRAND_KEYS)
    if "dark" in row and "primary" not in row:
        yield "brand: dark goes with a primary colour."
    for key in (key for key in _BRAND_KEYS if key in row and not is_colour(row[key])):
        yield f'brand: {key} is a colour as "#0f5470", not {row[key]!r}.'
    primary = row.get("primary")
    if is_colour(primary) and (found := contrast(str(primary), WHITE)) < FOR_TEXT:
        yield (
            f"brand: primary {primary} cannot be read on white: its contrast is {found:.1f}, "
            f"and text needs {FOR_TEXT} (WCAG AA). Choose a darker colour."
        )


def _uitpas(row: object) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "uitpas is a table: [uitpas], and under it grounds = [...]."
        return
    yield from _unknown("uitpas: ", row, ("grounds",))
    grounds = row.get("grounds", [])
    if not _is_list_of_texts(grounds) or set(grounds) - set(UITPAS_GROUNDS):
        yield f"uitpas: grounds is a list of {', '.join(UITPAS_GROUNDS)}."


def town_named(town_id: str) -> Town:
    """The town of this folder. Raises UnknownTown."""
    try:
        return towns()[town_id]
    except KeyError:
        raise UnknownTown(f"there is no folder towns/{town_id}") from None
