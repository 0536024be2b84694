"""Rights that are data: what stands in the folders of the towns, and what an editor published here.

A document is one right as a table, with its rules, amounts, texts and cases. The documents of the folders
are always on the shelf; an application puts those that its editors published beside them. Whatever is
worked out from the shelf is forgotten when the shelf changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from nabij_rights.toml_mistakes import NotToml, read_toml
from nabij_rights.towns.packs import town_folders

Document = Mapping[str, Any]


class _Cached(Protocol):
    def cache_clear(self) -> None: ...


_Remembering = TypeVar("_Remembering", bound=_Cached)
_rest_on_shelf: list[_Cached] = []


def rests_on_shelf(remembering: _Remembering) -> _Remembering:
    """Marks a cached function that must be worked out again when the shelf changes."""
    _rest_on_shelf.append(remembering)
    return remembering


@cache
def _files() -> tuple[Mapping[str, Document], Mapping[str, str]]:
    """The documents in the folders of the towns, and the files that cannot be one, with the reason."""
    found: dict[str, Document] = {}
    broken: dict[str, str] = {}
    for town_id, folder in town_folders().items():
        rights = folder.joinpath("rights")
        paths = sorted(rights.iterdir(), key=lambda path: path.name) if rights.is_dir() else []
        for path in paths:
            if not path.name.endswith(".toml"):
                continue
            name, place = path.name.removesuffix(".toml"), f"towns/{town_id}/rights/{path.name}"
            try:
                table = {"id": name, "town": town_id, **read_toml(path.read_text(encoding="utf-8"))}
            except (NotToml, UnicodeDecodeError) as error:
                broken[place] = str(error)
                continue
            if problem := _misplaced(table, name, town_id, found):
                broken[place] = problem
            else:
                found[name] = table
    return MappingProxyType(found), MappingProxyType(broken)


def _misplaced(table: Document, name: str, town_id: str, found: Mapping[str, Document]) -> str:
    """Why this file does not stand where it belongs; empty when it does."""
    if table["id"] != name:
        return f"the id in it is {table['id']}; give the file that name, or give it the id {name}."
    if table["town"] != town_id:
        return f"it is a right of {table['town']}, so it stands in the folder of that town."
    return f"towns/{found[name]['town']} has a right with this name too." if name in found else ""


def packed() -> Mapping[str, Document]:
    """The documents in the folders of the towns, by the id of the right."""
    return _files()[0]


def broken_files() -> Mapping[str, str]:
    """Files that stay off the shelf, by their place, with the reason: they must not close the others."""
    return _files()[1]


_published: dict[str, Document] = {}


def documents() -> Mapping[str, Document]:
    """Every right that is data, by its id. What an editor published goes before a folder."""
    return {**packed(), **_published}


def is_published_here(right_id: str) -> bool:
    """Whether an editor published this right, so that it is changed in the editor and not in a file."""
    return right_id in _published


def put_on_shelf(published: Iterable[Document]) -> None:
    """Replaces what was published by these documents, and forgets what was worked out from the old ones."""
    _published.clear()
    _published.update({document["id"]: document for document in published})
    for remembering in _rest_on_shelf:
        remembering.cache_clear()
