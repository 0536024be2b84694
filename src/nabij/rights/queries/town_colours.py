"""The colours of a town as a style sheet of its own, because our pages hold no style inside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from nabij_rights.towns.colours import palette
from nabij_rights.towns.packs import towns

BAND = ".n-top{border-block-start:.375rem solid var(--brand)}"
"""A band of the colour above every page; on paper it costs ink, so only on a screen."""


@cache
def style_of(town: str) -> str:
    """The style sheet; empty for a town that chose no colour."""
    brand = towns()[town].brand
    if "primary" not in brand:
        return ""
    found = palette(brand["primary"], brand.get("dark"))
    dark = f"@media screen and (prefers-color-scheme:dark){{{_root(found.dark)}}}"
    return f"{_root(found.light)}\n@media screen{{{BAND}}}\n{dark}\n"


@cache
def version_of(town: str) -> str:
    """A short hash of the style sheet, for its address: other colours have another address."""
    return hashlib.sha256(style_of(town).encode()).hexdigest()[:12]


def _root(colours: Mapping[str, str]) -> str:
    return ":root{" + ";".join(f"--{name}:{colour}" for name, colour in colours.items()) + "}"
