"""The places of visitors: taken one by one, each with a copy of the template, and given back after a day.

A place is a numbered folder. Making that folder takes it: of two visitors at once one gets the number and
the other the next. The word in it, which only the visitor's cookie has too, tells one guest of a number from
the next.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from nabij.kernel.own_place import OwnPlace

STAYS = timedelta(hours=24)
WORD, BEGUN = "word", "begun"
TEMPLATE = ("nabij.sqlite3", "files")
"""What of the template goes into each place."""
NOTICE = "demo/own_notice.html"


class NoPlace(Exception):
    """Nobody can begin now; the message says why and what to do."""


def begin(*, now: datetime) -> tuple[OwnPlace, str]:
    """Take a place and lay a copy of the template in it; returns it with the word for the cookie.

    Raises NoPlace when the template is not ready, when every place is taken, or when the disk is full.
    """
    template = Path(settings.OWN_DEMO_TEMPLATE)
    if not (template / TEMPLATE[0]).is_file():
        raise NoPlace(_("The example town is still being made. Try again in a few minutes."))
    clear(now=now)
    folder = _taken()
    try:
        shutil.copyfile(template / TEMPLATE[0], folder / TEMPLATE[0])
        if (template / TEMPLATE[1]).is_dir():
            shutil.copytree(template / TEMPLATE[1], folder / TEMPLATE[1])
        word = secrets.token_urlsafe(24)
        (folder / BEGUN).write_text(now.isoformat(), encoding="ascii")
        (folder / WORD).write_text(word, encoding="ascii")  # last: from now on it can be found
    except OSError as problem:
        _throw_away(folder)
        raise NoPlace(_("There is no room for another town now. Try again later.")) from problem
    return OwnPlace(folder), f"{folder.name}:{word}"


def _taken() -> Path:
    """A new folder under the first free number. Raises NoPlace."""
    root = _root()
    for number in range(1, settings.OWN_DEMO_MOST + 1):
        folder = root / f"{number:04}"
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            return folder
    raise NoPlace(
        _("All %(number)d towns are in use now. Each is free again a day after it began. Try again later.")
        % {"number": settings.OWN_DEMO_MOST}
    )


def find(cookie: str, *, page: str, now: datetime) -> OwnPlace | None:
    """The place that belongs to a cookie; None when it is gone, or more than a day old."""
    name, _colon, word = cookie.partition(":")
    if not (name.isascii() and name.isdigit()):
        return None
    folder = _root() / name
    try:
        stands = (folder / WORD).read_text(encoding="ascii")
        begun = datetime.fromisoformat((folder / BEGUN).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    if not secrets.compare_digest(stands, word) or begun + STAYS <= now:
        return None
    return OwnPlace(folder, page, NOTICE)


def clear(*, now: datetime) -> int:
    """Throw away the places that began more than a day ago; returns how many went."""
    gone = 0
    for folder in _root().iterdir():
        try:
            begun = datetime.fromisoformat((folder / BEGUN).read_text(encoding="ascii"))
        except (OSError, ValueError):
            # Being filled, or left behind by a copy that was broken off.
            begun = datetime.fromtimestamp(folder.stat().st_mtime, tz=now.tzinfo) if folder.exists() else now
        if begun + STAYS <= now:
            _throw_away(folder)
            gone += 1
    return gone


def end(place: OwnPlace) -> None:
    """Throw a place away at once, as its visitor asks."""
    _throw_away(place.folder)


def _throw_away(folder: Path) -> None:
    """Take the number out of use first, so that nobody finds half a place; then remove what was in it."""
    aside = folder.with_name(f"gone-{uuid4().hex}")
    with suppress(FileNotFoundError):
        folder.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def _root() -> Path:
    root = Path(settings.OWN_DEMO_DIR)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root
