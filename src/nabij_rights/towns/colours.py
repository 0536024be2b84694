"""The colours of a town, made readable: one colour is chosen, the others are worked out from it.

Contrast is that of WCAG 2: 4.5 to 1 for text, whatever the size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WHITE, BLACK = "#ffffff", "#000000"
FOR_TEXT = 4.5
SUNK_LIGHT, CARD_DARK, SUNK_DARK, INK_ON_DARK_BRAND = "#efece4", "#1a252b", "#0c1316", "#06222e"
"""Surfaces of our style sheet on which a link may stand, in light and in dark."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: object) -> bool:
    """Whether this is a colour as "#0f5470"."""
    return isinstance(text, str) and _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """How well one colour can be read on another: from 1 (not at all) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A share of one colour, the rest of the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def readable(colour: str, *, on: tuple[str, ...], towards: str) -> str:
    """The colour, moved towards black or white until text in it can be read on each of these surfaces."""
    for step in range(101):
        found = mixed(towards, colour, step / 100)
        if all(contrast(found, surface) >= FOR_TEXT for surface in on):
            return found
    return towards


@dataclass(frozen=True)
class Palette:
    """What the style sheet of a town sets, by the names of our own style sheet without the dashes."""

    light: dict[str, str]
    dark: dict[str, str]


def palette(primary: str, dark: str | None = None) -> Palette:
    """All colours from the one that a town chose, and if it likes the one for dark pages."""
    tint = mixed(primary, WHITE, 0.12)
    brand = readable(primary, on=(tint, SUNK_LIGHT), towards=BLACK)
    tint_dark = mixed(primary, CARD_DARK, 0.3)
    pale = readable(dark or primary, on=(CARD_DARK, tint_dark, INK_ON_DARK_BRAND), towards=WHITE)
    return Palette(
        light={"brand": brand, "brand-2": mixed(BLACK, brand, 0.25), "tint": tint, "next": brand},
        dark={"brand": pale, "brand-2": mixed(WHITE, pale, 0.35), "on": INK_ON_DARK_BRAND, "tint": tint_dark},
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
