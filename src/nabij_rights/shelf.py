"""Rights that are data: what stands in the folders of the towns, and what an editor published here.

A document is one right as a table, with its rules, amounts, texts and cases. The documents of the folders
are always on the shelf; an application puts those that its editors published beside them. Whatever is
worked out from the shelf is forgotten when the shelf changes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

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
def packed() -> Mapping[str, Document]:
    """The documents in the folders of the towns, by the id of the right. Raises tomllib.TOMLDecodeError."""
    found: dict[str, Document] = {}
    for town_id, folder in town_folders().items():
        rights = folder.joinpath("rights")
        paths = sorted(rights.iterdir(), key=lambda path: path.name) if rights.is_dir() else []
        for path in paths:
            if path.name.endswith(".toml"):
                table = tomllib.loads(path.read_text(encoding="utf-8"))
                found[path.name.removesuffix(".toml")] = {"town": town_id, **table}
    return MappingProxyType(found)


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
