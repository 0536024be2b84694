"""The rights that we know by name, also those whose rule is not written yet."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from nabij_rights.texts.leaflets import leaflet


@cache
def dutch_names() -> Mapping[str, str]:
    """The Dutch name of every right that has, or may get, a rule."""
    text = files("nabij_rights").joinpath("blocks.toml").read_text(encoding="utf-8")
    return {right_id: name for level in tomllib.loads(text).values() for right_id, name in level.items()}


def right_name(right_id: str, language: str) -> str:
    """What people call this right: from its leaflet, else its Dutch name, else its id."""
    for tried in (language, "nl"):
        if (found := leaflet(right_id, tried)) is not None:
            return found.name
    return dutch_names().get(right_id, right_id)
