"""Towns as data: a folder per town with its name, code, colours, contact points and languages."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType


class UnknownTown(LookupError):
    """A town for which there is no folder."""


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


FOLDER_OF_OTHER_TOWNS = "NABIJ_TOWNS"
"""Environment variable: a folder with towns of your own, laid out as the one beside this module."""


@cache
def town_folders() -> Mapping[str, Traversable]:
    """The folder of each town by its id, in alphabetical order; one of your own replaces ours."""
    places: list[Traversable] = [files("nabij_rights.towns")]
    if own := os.environ.get(FOLDER_OF_OTHER_TOWNS):
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
    """All towns by id, in alphabetical order."""
    return MappingProxyType({town_id: _read(town_id, folder) for town_id, folder in town_folders().items()})


def _read(town_id: str, folder: Traversable) -> Town:
    return _town(town_id, tomllib.loads(folder.joinpath("town.toml").read_text(encoding="utf-8")))


def _town(town_id: str, row: Mapping[str, object]) -> Town:
    points = tuple(
        ContactPoint(
            p["name"], p.get("address", ""), p.get("phone", ""), p.get("url", ""), p.get("source", "")
        )
        for p in row.get("contact", ())  # type: ignore[attr-defined]
    )
    return Town(
        town_id,
        row["name"],  # type: ignore[arg-type]
        row["nis_code"],  # type: ignore[arg-type]
        row["province"],  # type: ignore[arg-type]
        bool(row.get("fictional", False)),
        tuple(row.get("languages", ("nl",))),  # type: ignore[arg-type]
        points,
        row.get("brand", {}),  # type: ignore[arg-type]
        tuple(row.get("districts", ())),  # type: ignore[arg-type]
        tuple(row.get("uitpas", {}).get("grounds", ())),  # type: ignore[attr-defined]
    )


def town_named(town_id: str) -> Town:
    """The town of this folder. Raises UnknownTown."""
    try:
        return towns()[town_id]
    except KeyError:
        raise UnknownTown(f"there is no folder towns/{town_id}") from None
