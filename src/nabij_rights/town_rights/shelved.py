"""The rights of towns that are on the shelf, read once; and those that cannot be read, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from nabij_rights.shelf import documents, rests_on_shelf
from nabij_rights.town_rights.document import TownRight, read
from nabij_rights.town_rights.problems import BadTownRight


@rests_on_shelf
@cache
def _read_all() -> Mapping[str, TownRight | BadTownRight]:
    found: dict[str, TownRight | BadTownRight] = {}
    for right_id, document in documents().items():
        try:
            found[right_id] = read(document)
        except BadTownRight as error:
            found[right_id] = error
    return MappingProxyType(found)


def town_rights() -> Mapping[str, TownRight]:
    """Every right on the shelf that can be read, by id."""
    return {right_id: found for right_id, found in _read_all().items() if isinstance(found, TownRight)}


def unreadable() -> Mapping[str, BadTownRight]:
    """What stays out of the catalogue because it cannot be read: one bad file must not close the others."""
    return {right_id: found for right_id, found in _read_all().items() if isinstance(found, BadTownRight)}
