"""Towns as data: a folder per town with its name, code, colours, contact points and languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
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


@cache
def towns() -> Mapping[str, Town]:
    """All towns by id, in alphabetical order."""
    found: dict[str, Town] = {}
    for folder in sorted(files("nabij_rights.towns").iterdir(), key=lambda path: path.name):
        path = folder.joinpath("town.toml")
        if folder.is_dir() and path.is_file():
            found[folder.name] = _town(folder.name, tomllib.loads(path.read_text(encoding="utf-8")))
    return MappingProxyType(found)


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
    )


def town_named(town_id: str) -> Town:
    """The town of this folder. Raises UnknownTown."""
    try:
        return towns()[town_id]
    except KeyError:
        raise UnknownTown(f"there is no folder towns/{town_id}") from None
