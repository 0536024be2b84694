"""What a server does beside its requests: compile and load once, then look for newly published rights.

No visitor waits for it, and a public page needs no database.
"""

from __future__ import annotations

import logging
import time
from threading import Thread

from django.db import DatabaseError, connection

from nabij.kernel import clock
from nabij.rights.queries.charts import drawings
from nabij.rights.queries.published import refresh
from nabij_rights.answers import answer
from nabij_rights.engine.program import Situation
from nabij_rights.parameters.book import amounts

LOOK_AGAIN_AFTER = 5.0
"""Seconds within which this process shows what was published in another one."""

log = logging.getLogger(__name__)


def start() -> None:
    """Begin, in a thread of its own that ends with the server."""
    Thread(target=_run, name="rights beside the requests", daemon=True).start()


def _run() -> None:
    look_for_editions()
    warm_up()
    while True:
        time.sleep(LOOK_AGAIN_AFTER)
        if look_for_editions():
            warm_up()


def warm_up() -> None:
    """Works out an empty household and draws one chart; both are kept by what they call."""
    today = clock.today()
    for outcome in answer(Situation(persons=[{}]), on=today).outcomes:
        _ = outcome.answer, outcome.missing
    drawings(next(iter(amounts().values())), until=today)


def look_for_editions() -> bool:
    """Read what editors published since the last time, and tell whether there was anything.

    Without a database go on with the rights of before.
    """
    try:
        return refresh()
    except DatabaseError:
        log.warning("The rights of the town could not be read again; those of before stay")
        return False
    finally:
        connection.close()
