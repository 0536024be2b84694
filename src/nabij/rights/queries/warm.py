"""Does once, when a server starts, what would make the first visitor wait: compiling, loading charts."""

from __future__ import annotations

from threading import Thread

from nabij.kernel import clock
from nabij.rights.queries.charts import drawings
from nabij_rights.answers import answer
from nabij_rights.engine.program import Situation
from nabij_rights.parameters.book import amounts


def warm_up_beside() -> None:
    """Warm up in a thread of its own, so that the server answers at once."""
    Thread(target=warm_up, name="warm-up", daemon=True).start()


def warm_up() -> None:
    """Works out an empty household and draws one chart; both are kept by what they call."""
    today = clock.today()
    for outcome in answer(Situation(persons=[{}]), on=today).outcomes:
        _ = outcome.answer, outcome.missing
    drawings(next(iter(amounts().values())), until=today)
