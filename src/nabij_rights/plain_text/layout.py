"""Lines of plain text: headings, paragraphs that hang, and columns that line up."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 96
_GAP = 2


def heading(title: str, *, under: str = "=") -> list[str]:
    """A title with a line under it and space around it."""
    return ["", *textwrap.wrap(title, WIDTH), under * min(len(title), WIDTH), ""]


def paragraph(text: str, *, indent: int = 0, hang: int = 0) -> list[str]:
    """A text over as many lines as it takes; lines after the first move in further by ``hang``."""
    first, rest = " " * indent, " " * (indent + hang)
    lines = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return lines or [""]


def bullets(texts: Iterable[str], *, indent: int = 2) -> list[str]:
    """Each text behind a dash."""
    return [line for text in texts for line in paragraph(f"- {text}", indent=indent, hang=2)]


def marked(mark: str, text: str, *, indent: int, width: int) -> list[str]:
    """A text with a mark in a column of its own before it."""
    lines = paragraph(text, indent=indent + width + _GAP)
    return [f"{' ' * indent}{mark:<{width + _GAP}}{lines[0].lstrip()}", *lines[1:]]


def apart(left: str, right: str, *, indent: int = 0) -> list[str]:
    """Two texts on one line, at the left and at the right; on two lines when there is no room."""
    room = WIDTH - indent - len(left) - len(right)
    if right and room >= _GAP:
        return [f"{' ' * indent}{left}{' ' * room}{right}"]
    return paragraph(left, indent=indent) + (paragraph(right, indent=indent + 2) if right else [])


def table(
    rows: Sequence[Sequence[str]], *, indent: int = 2, right: frozenset[int] = frozenset()
) -> list[str]:
    """Rows of cells in columns; the last column wraps. Columns named in ``right`` are set to the right."""
    if not rows:
        return []
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        start = " " * indent + "".join(cell + " " * _GAP for cell in cells)
        last = paragraph(row[-1], indent=len(start)) if row[-1] else [""]
        lines += [(start + last[0].lstrip()).rstrip(), *last[1:]]
    return lines


def page(lines: Sequence[str]) -> str:
    """The lines as one text, with one empty line at most between two others."""
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).rstrip("\n") + "\n"
