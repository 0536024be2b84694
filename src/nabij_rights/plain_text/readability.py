"""How hard the leaflets are to read, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from nabij_rights.lint.readability import Reading
from nabij_rights.plain_text.layout import page, table

_HEAD = ("ease", "mean", "longest", "long words", "passives", "lang", "text")


def readability_text(measured: Iterable[tuple[str, str, Reading]]) -> str:
    """One line for each text: its score, its sentences, its shares of long words and of passives."""
    rows: list[tuple[str, ...]] = [_HEAD]
    for text, language, one in measured:
        rows.append(
            (
                f"{one.score:.0f}",
                f"{one.mean:.1f}",
                str(one.longest),
                f"{one.long_words:.1%}",
                f"{one.passives:.1%}",
                language,
                text,
            )
        )
    return page(table(rows, indent=0, right=frozenset(range(5))))
