"""An installation in a temporary folder, for the tests of running: places, keys, an earlier database."""

from datetime import UTC, datetime
from pathlib import Path

from nabij.operations.actions import keys
from nabij.operations.queries.places import Places

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def places_in(folder: Path, *, second: bool = False) -> Places:
    """Return the places of an installation in a folder of the test."""
    found = Places(
        state=folder / "data" / "running",
        backups=folder / "backups",
        second=folder / "elsewhere" if second else None,
        keys=folder / "keys",
        after_backup="",
        files={"files": folder / "data" / "files"},
    )
    (folder / "data" / "files" / "letters").mkdir(parents=True)
    (folder / "data" / "files" / "letters" / "brief é.txt").write_text("Dag", encoding="utf-8")
    if second:
        (folder / "elsewhere").mkdir()
    return found


def proven_key(places: Places) -> str:
    """Make a recovery key, prove it twice, return its secret half."""
    secret = keys.make_recovery_key(places, now=NOW)
    for place in ("safe of the town", "password safe"):
        keys.prove_copy(places, place=place, secret=secret, now=NOW)
    return secret
