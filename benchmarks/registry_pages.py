"""Asks the pages of the registry and of the log by HTTP, from the web server that a town runs.

Who asks is logged in already; every page comes with its session, its account and its lines in the log. Times
are those at the side of whoever asks, from sending to the last byte; CPU is that of the web server and the
database together.
"""

from __future__ import annotations

import http.client
import itertools
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks.made_up_town import MadeUpTown
from benchmarks.measuring import percentile
from benchmarks.processes import Spent, database_processes

USERS = 16
EACH_ALONE = 40
READING = (1.0, 3.0)
"""Seconds that somebody reads a page before asking for the next: little, and never nothing."""
NO_PAUSE = (0.0, 0.0)


@dataclass(frozen=True)
class Page:
    """A page to ask: its address for somebody who is known, and who asks it."""

    name: str
    address: Callable[[MadeUpTown, dict[str, Any], random.Random], str]
    by_officer: bool = False
    send: bool = False
    is_part: bool = False
    typed: Callable[[dict[str, Any]], str] | None = None
    """What is typed in the search box and sent before the page is asked."""


def _search(known: dict[str, Any]) -> str:
    return f"{known['naming'].family[:4]} {known['year']}"


def _log_of_one(town: MadeUpTown, _known: dict[str, Any], chance: random.Random) -> str:
    return f"/nl/werk/logboek/?subject={chance.choice(town.subjects)}"


PAGES = (
    Page("work list: own households", lambda _t, _k, _c: "/nl/werk/gezinnen/"),
    Page("household list: the whole team", lambda _t, _k, _c: "/nl/werk/gezinnen/?wie=team"),
    Page(
        "household list, somewhere in the middle",
        lambda _t, known, _c: f"/nl/werk/gezinnen/?wie=team&na={known['home']}",
    ),
    Page("search: four letters, year", lambda _t, _k, _c: "/nl/werk/gezinnen/?gezocht=1", typed=_search),
    Page("household", lambda _t, known, _c: f"/nl/werk/gezinnen/{known['home']}/"),
    Page(
        "household: which question first",
        lambda _t, known, _c: f"/nl/werk/gezinnen/{known['home']}/eerste-vraag/",
        is_part=True,
    ),
    Page("household: rights", lambda _t, known, _c: f"/nl/werk/gezinnen/{known['home']}/rechten/"),
    Page("household: facts", lambda _t, known, _c: f"/nl/werk/gezinnen/{known['home']}/feiten/"),
    Page("form of a change", lambda _t, known, _c: f"/nl/werk/gezinnen/{known['home']}/bereik/"),
    Page("a change sent", lambda _t, known, _c: f"/nl/werk/gezinnen/{known['home']}/bereik/", send=True),
    Page("log: newest lines", lambda _t, _k, _c: "/nl/werk/logboek/?reads=on", by_officer=True),
    Page("log: one person", _log_of_one, by_officer=True),
)


@dataclass
class Visitor:
    """Somebody with a session, and a connection that stays open."""

    port: int
    cookies: dict[str, str]
    connection: http.client.HTTPConnection = field(init=False)
    last: float = 0.0

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, address: str, body: str | None = None, *, is_part: bool = False) -> tuple[int, float]:
        """Ask a page; return its status and the milliseconds until its last byte."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if is_part:
            headers["X-Nabij-Part"] = "1"
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self.last > 1:
            self.connection.close()  # a server may have hung up meanwhile
        begun = time.perf_counter()
        self.connection.request("GET" if body is None else "POST", address, body=body, headers=headers)
        answer = self.connection.getresponse()
        answer.read()
        spent = 1000 * (time.perf_counter() - begun)
        self.last = time.monotonic()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, spent

    def page(self, page: Page, town: MadeUpTown, known: dict[str, Any], chance: random.Random) -> float:
        """Ask a page as its kind wants it; return milliseconds. Raises RuntimeError for a wrong status."""
        address = page.address(town, known, chance)
        body, right, before = None, 200, 0.0
        if page.typed:
            status, before = self.ask("/nl/werk/gezinnen/", self._form(zoek=page.typed(known)))
            if status != 302:
                raise RuntimeError(f"the search box gave {status}")
        if page.send:
            body, right = _change(self.cookies.get("csrftoken", ""), chance), 302
        status, spent = self.ask(address, body, is_part=page.is_part)
        if status != right:
            raise RuntimeError(f"{address} gave {status}")
        return before + spent

    def _form(self, **fields: str) -> str:
        return urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields})


def _change(token: str, chance: random.Random) -> str:
    """A telephone number for the household, as its form sends it."""
    return urlencode(
        {
            "csrfmiddlewaretoken": token,
            "client_id": str(uuid.UUID(int=chance.getrandbits(128))),
            "person": "",
            "kind": "phone",
            "typed": f"047{chance.randint(0, 9_999_999):07d}",
        }
    )


def pages_table(town: MadeUpTown, seconds: int) -> Iterator[str]:
    """One table for one user, one for sixteen at once."""
    from django.core.management import call_command

    call_command("collectstatic", "--no-input", verbosity=0)
    asked = {page.name: questions(page, town) for page in PAGES}
    with served() as (port, server):
        visitors = [Visitor(port, log_in(worker)) for worker in first_team(town)[:USERS]]
        officer = Visitor(port, log_in(town.officer))
        for visitor in visitors:
            visitor.ask("/nl/werk/gezinnen/nieuw/")  # gives the token of forms
        yield from one_after_another(PAGES, asked, town, (visitors[0], officer), server)
        yield ""
        yield from together(town, visitors, officer, seconds, server, READING)
        yield ""
        yield from together(town, visitors, officer, max(seconds // 5, 5), server, NO_PAUSE)


def one_after_another(
    pages: Iterable[Page],
    asked: Mapping[str, int],
    town: MadeUpTown,
    visitors: tuple[Visitor, Visitor],
    server: Spent,
) -> Iterator[str]:
    """The table of one worker, and one officer for the pages that are for those."""
    worker, officer = visitors
    yield "| one user | questions (at most 30) | median (at most 100 ms) | p95 | CPU |"
    yield "| --- | --- | --- | --- | --- |"
    for page in pages:
        yield alone(page, asked[page.name], town, officer if page.by_officer else worker, server)


def first_team(town: MadeUpTown) -> list[Any]:
    """The workers of the team that follows half of the households."""
    return [one for number, one in enumerate(town.workers) if number % 2 == 0]


def _households_of(town: MadeUpTown, chance: random.Random) -> Iterator[dict[str, Any]]:
    own = [known for known in town.known if known["team"] == town.teams[0].pk]
    while True:
        yield chance.choice(own)


def questions(page: Page, town: MadeUpTown) -> int:
    """How many questions a page asks the database, all of its parts together: the most of three tries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    chance = random.Random(page.name)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(town.officer if page.by_officer else first_team(town)[0])
    most = 0
    for known in itertools.islice(_households_of(town, chance), 4):
        address = page.address(town, known, chance)
        with CaptureQueriesContext(connection) as captured:
            if page.typed:
                client.post("/nl/werk/gezinnen/", {"zoek": page.typed(known)})
            if page.send:
                body, kind = _change("", chance), "application/x-www-form-urlencoded"
                answer = client.post(address, body, content_type=kind)
            else:
                answer = client.get(address, headers={"X-Nabij-Part": "1"} if page.is_part else None)
        if answer.status_code not in (200, 302):
            raise RuntimeError(f"{address} gave {answer.status_code}")
        most = max(most, sum(not _is_frame(query["sql"]) for query in captured.captured_queries))
    return most


def _is_frame(sql: str) -> bool:
    """Whether a statement only begins or ends a transaction."""
    return bool(re.match(r"(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)", sql))


def log_in(user: Any) -> dict[str, str]:
    """A session of this account, in the database; its cookie."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


@contextmanager
def served() -> Iterator[tuple[int, Spent]]:
    """Start the web server as a town does, and stop it."""
    from nabij.operations.management.commands.serve import server_arguments

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, *server_arguments(port)], start_new_session=True)
    try:
        _wait(port)
        yield port, Spent((server.pid, *database_processes()))
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            if Visitor(port, {}).ask("/health")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server does not answer")


def alone(page: Page, asked: int, town: MadeUpTown, visitor: Visitor, server: Spent) -> str:
    """One user who asks a page again and again; return one row."""
    chance = random.Random(f"{page.name} alone")
    households = _households_of(town, chance)
    for known in itertools.islice(households, 10):
        visitor.page(page, town, known, chance)
    begun = server.seconds()
    took = [visitor.page(page, town, known, chance) for known in itertools.islice(households, EACH_ALONE)]
    cpu = 1000 * (server.seconds() - begun) / EACH_ALONE
    median, slow = statistics.median(took), percentile(took, 0.95)
    return f"| {page.name} | {asked} | {median:.1f} ms | {slow:.1f} ms | {cpu:.1f} ms |"


def together(
    town: MadeUpTown,
    visitors: list[Visitor],
    officer: Visitor,
    seconds: int,
    server: Spent,
    reading: tuple[float, float],
) -> Iterator[str]:
    """Fifteen workers and the privacy officer: every page equally often, in any order, each read so long."""
    took: dict[str, list[float]] = {page.name: [] for page in PAGES}
    wrong: list[str] = []
    until = time.monotonic() + seconds

    def visit(number: int, visitor: Visitor, pages: list[Page]) -> None:
        chance = random.Random(f"together {number}")
        households = _households_of(town, chance)
        while time.monotonic() < until:
            chance.shuffle(pages)
            for page in pages:
                time.sleep(chance.uniform(*reading))
                try:
                    took[page.name].append(visitor.page(page, town, next(households), chance))
                except (RuntimeError, OSError, http.client.HTTPException) as problem:
                    wrong.append(str(problem))

    of_worker = [page for page in PAGES if not page.by_officer]
    of_officer = [page for page in PAGES if page.by_officer]
    threads = [
        threading.Thread(target=visit, args=(number, visitor, list(of_worker)))
        for number, visitor in enumerate(visitors[: USERS - 1])
    ]
    threads.append(threading.Thread(target=visit, args=(USERS, officer, list(of_officer))))
    begun, clock = server.seconds(), time.monotonic()
    _carried_out(threads)
    worked, lasted = server.seconds() - begun, time.monotonic() - clock
    every = [one for some in took.values() for one in some]
    yield from _by_page(took | {"all pages": every}, seconds, reading)
    yield ""
    yield (
        f"{len(wrong)} errors{': ' + wrong[0] if wrong else ''}; {len(every) / lasted:.0f} pages a second, "
        f"{1000 * worked / max(len(every), 1):.1f} ms CPU a page "
        f"({100 * worked / lasted / (os.cpu_count() or 1):.0f} % of the machine)."
    )


def _by_page(took: dict[str, list[float]], seconds: int, reading: tuple[float, float]) -> Iterator[str]:
    """One row per page: how often it was asked, and how long it took."""
    if reading == NO_PAUSE:
        yield f"| {USERS} users who never pause, {seconds} s: as much as it can | pages | median | p95 |"
    else:
        pause = f"each reads {reading[0]:.0f} to {reading[1]:.0f} s"
        bars = "median (at most 300 ms) | p95 (at most 600 ms)"
        yield f"| {USERS} users at once, {seconds} s, {pause} | pages | {bars} |"
    yield "| --- | --- | --- | --- |"
    for name, some in took.items():
        if some:
            median, slow = statistics.median(some), percentile(some, 0.95)
            yield f"| {name} | {len(some)} | {median:.0f} ms | {slow:.0f} ms |"


def _carried_out(threads: list[threading.Thread]) -> None:
    """Let all begin, and wait for the last."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
