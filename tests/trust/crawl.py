"""Walks over every page that somebody can reach, and looks for canaries in all that comes back.

Routes come from the address list of the project, with every argument that the town of canaries has; links
that stand in answers are followed too. Per answer it is known which lines the log got while it was made.
"""

from __future__ import annotations

import html
import io
import json
import re
import tomllib
import zipfile
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl, unquote_plus, urlsplit
from uuid import UUID

from django.http import HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from nabij.audit.queries import writing
from nabij.staff.types import Role
from tests.house.test_access import browser
from tests.house.test_routes import ROUTES
from tests.trust.addresses import LINES, PAGES_OF_HOUSEHOLDS, WAYS, arguments_of
from tests.trust.canaries import EXTRA, Canary, Town
from tools import access

TABLE = tomllib.loads((Path(__file__).parent / "need_to_know.toml").read_text(encoding="utf-8"))
WITHOUT_NAME: dict[str, str] = TABLE.pop("read_without_name")
MOST_FOLLOWED = 2
"""Links to one route that are followed, beside the addresses that the town gives: a hundred pages of the
catalogue or questions about one household are made alike."""
ONE_IN = 3
PUBLIC_FOR = ("visitor", Role.SOCIAL_WORKER, Role.PRIVACY_OFFICER)
"""Pages for everybody are the same for all who log in, up to the bar on top."""
_ADDRESS = re.compile(r"""(?:href|src|action|hx-get|hx-post)="([^"]+)\"""")
_WORD = re.compile(r"zq[a-z]{6}")
_BETWEEN = re.compile(r"(?<=\d)[ ./\-]+(?=\d)")
_FIGURES = re.compile(r"\d{9,}")


@dataclass
class Answer:
    """What came back for one address, and which lines of the log were written for it."""

    route: str
    address: str
    status: int
    text: str
    links: list[str]
    read: list[tuple[str, UUID | None]]
    """Of each line of reading: the event and the subject."""
    canaries: list[Canary]


@dataclass
class Walk:
    """All answers to one role."""

    role: str
    answers: list[Answer] = field(default_factory=list)


_only_sent: set[str] = set()
"""Routes that answer only what is sent by a form: once known, they are not fetched again."""


# ------------------------------------------------------------------------------------- walking


def walk(town: Town, role: str, *, only: tuple[str, ...] = (), turn: int | None = None) -> Walk:
    """Fetch every page that this role can reach. `only` keeps to routes that begin so.

    With a `turn` each page is asked about one in three of its objects, by turns: three roles after each other
    ask about all of them. The pages of a household itself are always asked about every household.
    """
    client = browser(None if role == "visitor" else town.users[role])
    found = Walk(role)
    waiting = deque(_starts(town, role, only, turn))
    seen, followed = set(waiting), Counter[str]()
    with _files_as_text():
        while waiting:
            address = waiting.popleft()
            route = _route_of(address) or ""
            if route in _only_sent:
                continue
            answer = _ask(town, client, route, address)
            found.answers.append(answer)
            if answer.status == HTTPStatus.METHOD_NOT_ALLOWED:
                _only_sent.add(route)
            for link in answer.links:
                route = _route_of(link)
                if route is None or link in seen or not _may_follow(route, role, only):
                    continue
                seen.add(link)
                followed[route] += 1
                if followed[route] <= MOST_FOLLOWED:
                    waiting.append(link)
    return found


def _starts(town: Town, role: str, only: tuple[str, ...], turn: int | None) -> Iterator[str]:
    for route in sorted(ROUTES):
        if _is_open_to(route, role) and route.startswith(only or ("",)):
            found = arguments_of(town, route, role)
            step = min(len(found), ONE_IN)
            if turn is not None and step and route not in PAGES_OF_HOUSEHOLDS:
                found = found[turn % step :: step]
            for arguments in found:
                with translation.override("nl"):
                    yield reverse(route, kwargs=arguments)
    if "registry:households".startswith(only or ("",)) and _is_open_to("registry:households", role):
        yield from _searches(town)


SEARCHED_HOMES = ("team", "town", "elsewhere")
SEARCHED = {
    ("name", "adult", "given"),
    ("hidden", "", "secret street"),
    ("hidden", "", "secret spot"),
}


def _searches(town: Town) -> Iterator[str]:
    """What may be typed in the search box: names, secret places, a year of birth, figures.

    What is typed stands behind the `#`: it is sent first, since no address may hold it.
    """
    yield "/nl/werk/gezinnen/?wie=team"
    for canary in town.canaries.values():
        if canary.home not in SEARCHED_HOMES:
            continue
        if (canary.kind, canary.person, canary.spot) in SEARCHED:
            yield f"/nl/werk/gezinnen/?gezocht=1#zoek={canary.token}"
        if (canary.kind, canary.person, canary.spot) == ("name", "adult", "given"):
            yield f"/nl/werk/gezinnen/?gezocht=1&verder=1#zoek={canary.token}+{town.births[canary.home]}"
        if canary.kind == "reach" and canary.token.isdigit() and canary.person:
            yield f"/nl/werk/gezinnen/?gezocht=1#zoek={canary.token[-4:]}"


def _is_open_to(route: str, role: str) -> bool:
    """Whether the guard lets this role through; what it stops never reaches a view (tests/house)."""
    if LINES[route].who == access.PUBLIC:
        return role in PUBLIC_FOR
    return role != "visitor" and LINES[route].lets_in(role)


@cache
def _route_of(address: str) -> str | None:
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return found.view_name if found.view_name in LINES else None


def _may_follow(route: str, role: str, only: tuple[str, ...]) -> bool:
    if not route.startswith(only or ("",)) or route == "staff:log-out":
        return False
    return LINES[route].who != access.PUBLIC or role == "visitor"


def _ask(town: Town, client: Any, route: str, address: str) -> Answer:
    written: list[tuple[str, UUID | None]] = []
    real = writing._append

    def append(stream: int, events: list[Any]) -> None:
        real(stream, events)
        for shared, subjects in events:
            if shared.is_read:
                written.extend((shared.event, subject) for subject in subjects)

    asked, _, typed = address.partition("#")
    with mock.patch.object(writing, "_append", append):
        if typed:
            client.post(urlsplit(asked).path, dict(parse_qsl(typed)))
        response = client.get(asked)
    text = text_of(response)
    page = text if "html" in response.headers.get("Content-Type", "") else ""
    links = [html.unescape(link).partition("#")[0] for link in _ADDRESS.findall(page)]
    if target := response.headers.get("Location", ""):
        links.append(target)
    here = urlsplit(address).path
    links = [here + link if link.startswith("?") else link for link in links]
    links = [f"{link}#{typed}" if typed and "gezocht=1" in link else link for link in links]
    own = [one for one in links if one.startswith("/nl/")]
    return Answer(route, address, response.status_code, text, own, written, canaries_in(town, text))


@contextmanager
def _files_as_text() -> Iterator[None]:
    """Papers come as the words that go into them: making a PDF of each costs time and hides its words."""

    def compiled(*_: Any, sys_inputs: dict[str, str], **__: Any) -> bytes:
        return "\n".join(sys_inputs.values()).encode()

    with mock.patch("typst.compile", compiled):
        yield


def text_of(response: HttpResponse) -> str:
    """All text of an answer, also what stands in a spreadsheet, and the addresses that it sends on to."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    head = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist() if name.endswith(".xml"))
    text = content.decode("utf-8", errors="replace")
    if "json" in response.headers.get("Content-Type", ""):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return f"{head}\n{html.unescape(text)}"


# ------------------------------------------------------------------------------------- judging


def canaries_in(town: Town, text: str) -> list[Canary]:
    """The canaries that stand in a text, however it writes figures and letters."""
    small = text.lower()
    words = town.canaries.keys() & set(_WORD.findall(small))
    figures = " ".join(set(_FIGURES.findall(_BETWEEN.sub("", small))))
    found = [town.canaries[token] for token in sorted(words)]
    for token in town.within:
        one = town.canaries[token]
        if token in (small if one.kind == "sealed" else figures):
            found.append(one)
    return found


def asked_for(address: str) -> str:
    """What was typed in an address: an answer may repeat it."""
    parts = urlsplit(address)
    return " ".join(value for _, value in parse_qsl(f"{parts.query}&{parts.fragment}")).lower()


def relations(town: Town, role: str, canary: Canary, answer: Answer) -> set[str]:
    """In which relations somebody with this role stands to whom a canary is of, on this page."""
    found = {EXTRA.get(canary.home, canary.home), canary.home if canary.home.startswith("list ") else ""}
    if not canary.home:
        found = {"unknown"}
    if canary.home == "task" or role in WAYS.get(canary.home, ()):
        found = {canary.home}
    if canary.home in WAYS and role == "privacy_officer" and canary.kind == "exception":
        found.add("exception")
    if canary.home == "team" and answer.route in {"audit:own-copy-json", "audit:own-copy-pdf"}:
        found.add("request")
    if answer.route == "registry:pair":
        found.add("both")
    if "verder=1" in answer.address:
        found.add("beyond")
    return found - {""}


@cache
def allowed(kind: str, relation: str) -> frozenset[str]:
    """The roles that may read this kind in this relation."""
    named = TABLE.get(kind, {}).get(relation, [])
    return frozenset(
        role for name in named for role in (TABLE["groups"][name[1:]] if name.startswith("@") else [name])
    )


def leaks(town: Town, found: Walk) -> list[str]:
    """Sentences about canaries that stand where they should not."""
    told = []
    for answer in found.answers:
        for canary in answer.canaries:
            if canary.token in asked_for(answer.address):
                continue
            ways = relations(town, found.role, canary, answer)
            if not any(found.role in allowed(canary.kind, way) for way in ways):
                told.append(
                    f"{found.role} reads {canary.kind} ({canary.spot or '-'}) of {canary.person or 'all'}"
                    f" in “{canary.home}” ({', '.join(sorted(ways))}) on {answer.address} ({answer.route})"
                )
    return told


def in_addresses(town: Town, found: Walk) -> list[str]:
    """Sentences about addresses in which a word of a person stands: a link, a form or a next page (R-13).

    Each address is looked at where it stands first: the menu stands on every page.
    """
    stands: dict[str, str] = {}
    for answer in found.answers:
        for link in answer.links:
            stands.setdefault(link.partition("#")[0], answer.address)
    return [
        f"{found.role}: {canary.kind} of “{canary.home}” stands in an address on {on}: {link}"
        for link, on in stands.items()
        for canary in canaries_in(town, unquote_plus(link))
    ]


def miscounts(town: Town, found: Walk) -> list[str]:
    """Sentences about answers in which the persons shown and the lines of the log differ (R-04)."""
    numbers = {whose: number for number, whose in town.subjects.items()}
    told = []
    for answer in found.answers:
        shown = {
            numbers[canary.home, canary.person]
            for canary in answer.canaries
            if (canary.home, canary.person) in numbers and canary.token not in asked_for(answer.address)
        }
        logged = Counter(answer.read)
        where = f"{found.role}: {answer.address} ({answer.route})"
        for (event, subject), times in logged.items():
            if times > 1 and subject is not None:
                told.append(
                    f"{where}: {event} stands {times} times in the log for {town.subjects.get(subject)}"
                )
        read = {subject for _, subject in answer.read if subject is not None}
        for subject in shown - read:
            whose = town.subjects[subject]
            if not (whose[1] == "" and any(town.subjects.get(one, ("",))[0] == whose[0] for one in read)):
                told.append(f"{where}: {whose} is shown, and no line of the log says so")
        for subject in read - shown if answer.route not in WITHOUT_NAME else ():
            whose = town.subjects.get(subject, ("nobody we know", ""))
            if not (whose[1] == "" and any(town.subjects[one][0] == whose[0] for one in shown)):
                told.append(f"{where}: the log says {whose} was read, and nothing of them is shown")
    return told
