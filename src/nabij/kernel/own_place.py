"""Where this work keeps what it makes: with the server, or in a demonstration that somebody has alone.

A town has one place. Only the demonstration can give each visitor a place of their own (decision 0038); what
writes files or starts other processes asks here where.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """The folder of one visitor with database and files, and how pages say that they are there.

    `notice` is the name of a template, `page` the address on which they choose who to be.
    """

    folder: Path
    page: str = ""
    notice: str = ""

    @property
    def database(self) -> Path:
        """The file of its database."""
        return self.folder / "nabij.sqlite3"


_here: ContextVar[OwnPlace | None] = ContextVar("own_place", default=None)


def own_place() -> OwnPlace | None:
    """The place of whoever is served now; None on every server of a town."""
    return _here.get()


@contextmanager
def at(place: OwnPlace) -> Iterator[None]:
    """Keep everything in this place until the end of the block."""
    before = _here.set(place)
    try:
        yield
    finally:
        _here.reset(before)


def files_folder() -> Path:
    """Where files of people stand."""
    place = own_place()
    return Path(settings.MEDIA_ROOT) if place is None else place.folder / "files"


def erased_file() -> Path:
    """The list of who was erased, which is repeated after an older state is put back."""
    place = own_place()
    return Path(settings.ERASED_FILE) if place is None else place.folder / "erased-subjects"


def environment_here() -> dict[str, str]:
    """The environment for a process that goes on with this work: it opens the same database and files."""
    place = own_place()
    if place is None:
        return dict(os.environ)
    here = {"NABIJ_DATA_DIR": str(place.folder), "NABIJ_DATABASE_URL": f"sqlite:///{place.database}"}
    return {**os.environ, "NABIJ_SECRET_KEY": settings.SECRET_KEY, "NABIJ_OWN_DEMO": "0", **here}
