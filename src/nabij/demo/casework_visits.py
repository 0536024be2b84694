"""Visits and letters for the made-up households of Zonnedam. The letters are drawn: nobody ever got them."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from uuid import NAMESPACE_URL, UUID, uuid5

from PIL import Image, ImageDraw, ImageFont

from nabij.casework import actions
from nabij.casework.actions.documents import Filing
from nabij.casework.actions.visits import NewVisit
from nabij.casework.types import DocumentKind, FiledAlready
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import ClientIdReused, NotPossible, Topic
from nabij_methods.letters.aside import Letter

VISITS: dict[str, tuple[int, int, str, Topic | None]] = {
    "Karadam": (2, 60, "De bel is stuk: klop op het raam.", None),
    "Duinhof": (26, 45, "Steile trap, tweede verdieping.", Topic.CARE),
}
"""By surname: in how many hours, for how many minutes, what to mind, and under which topic that lies."""

LETTERS: dict[str, tuple[tuple[int, DocumentKind, Topic, str, tuple[str, ...]], ...]] = {
    "Karadam": (
        (
            12,
            DocumentKind.BILL,
            Topic.MONEY,
            "Eindafrekening gas",
            ("Zonnedamse Energie", "", "Eindafrekening gas", "Te betalen: 412,80 euro", "Voor 15 december"),
        ),
        (
            30,
            DocumentKind.DECISION,
            Topic.SCHOOL,
            "Schooltoeslag",
            ("Uitbetaler Groeipakket", "", "Beslissing schooltoeslag", "Voor het schooljaar 2026-2027"),
        ),
    ),
}
"""By surname: days ago, what it is, about what, from whom, and the lines that stand on it."""


def load_visits(*, by: Actor, backup: int, households: dict[str, int], now: datetime) -> None:
    """Planned visits and letters for these households, by surname; a repeat changes nothing."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    for name, (hours, minutes, note, topic) in VISITS.items():
        if name not in households:
            continue
        begin = hour + timedelta(hours=hours)
        visit = NewVisit(begin, begin + timedelta(minutes=minutes), None, backup, note, topic)
        with suppress(ClientIdReused, NotPossible):
            actions.plan_visit(
                actor=by,
                household_id=households[name],
                visit=visit,
                client_id=_number(name, "visit"),
                now=now,
            )
    for name, letters in LETTERS.items():
        for turn, (days, kind, topic_of, title, lines) in enumerate(letters):
            if name in households:
                on = day_of(now - timedelta(days=days))
                filing = Filing(kind, topic_of, on, title)
                _file(by, households[name], filing, drawn(lines), _number(name, f"letter {turn}"), now)


def _file(by: Actor, household: int, filing: Filing, content: bytes, client_id: UUID, now: datetime) -> None:
    letter = Letter("image/jpeg", content, 1)
    with suppress(ClientIdReused, FiledAlready, NotPossible):
        actions.file_document(
            actor=by,
            household_id=household,
            filing=filing,
            sent=content,
            letter=letter,
            client_id=client_id,
            now=now,
        )


def drawn(lines: tuple[str, ...]) -> bytes:
    """A letter on a white sheet, as a JPEG."""
    sheet = Image.new("RGB", (900, 1270), (252, 251, 247))
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(34)
    for place, line in enumerate(lines):
        pen.text((90, 140 + 64 * place), line, fill=(40, 40, 46), font=font)
    made = BytesIO()
    sheet.save(made, "JPEG", quality=80)
    return made.getvalue()


def _number(name: str, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/casework/{name}/{what}")
