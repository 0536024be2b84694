"""Compiles the translations with Babel, so that nobody needs gettext to run Nabij."""

import os
import sys
from pathlib import Path

APPS = Path(__file__).resolve().parents[1] / "src" / "nabij"


def compile_changed() -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; return those."""
    changed = [source for source in sorted(APPS.glob("*/locale/*/LC_MESSAGES/*.po")) if is_newer(source)]
    for source in changed:
        compile_catalogue(source)
    return changed


def is_newer(source: Path) -> bool:
    """Tell whether a catalogue, or the way it is compiled, was changed since it was compiled."""
    target = source.with_suffix(".mo")
    changed = max(file.stat().st_mtime_ns for file in (source, Path(__file__)))
    return not target.exists() or target.stat().st_mtime_ns <= changed


def compile_catalogue(source: Path) -> None:
    """Write the compiled catalogue beside its source; a doubtful (fuzzy) or missing message is left out."""
    # Not at the top: a start where nothing changed does not wait for it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as readable:
        catalogue = read_po(readable, abort_invalid=True)
    # A header marked fuzzy would otherwise drop the character set and the plural rule.
    catalogue.fuzzy = False
    # Babel would write the English source of a plural without translation, where Dutch should show.
    for message in [one for one in catalogue if one.pluralizable and not all(one.string or [""])]:
        catalogue.delete(message.id, context=message.context)
    target = source.with_suffix(".mo")
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    with unfinished.open("wb") as writable:
        write_mo(writable, catalogue)
    unfinished.replace(target)  # at once, for a server that is reading it


if __name__ == "__main__":
    compile_changed()
    sys.exit(0)
