"""Visits and documents of the households in the town of canaries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.casework import actions
from nabij.casework.actions.documents import Filing
from nabij.casework.actions.visits import NewVisit
from nabij.casework.types import DocumentKind
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import Layer, Topic
from nabij_methods.letters.aside import PHOTO, Letter
from tests.trust.planted_casework import TOPICS, Desk

if TYPE_CHECKING:
    from tests.trust.canaries import Town


def plant_visits(town: Town, home: str, by: Actor) -> None:
    """A visit with something to mind under a topic, one for everybody, and letters in every layer."""
    desk = Desk(town, home, by)
    for topic in (None, Topic.HOUSING):
        visit = NewVisit(
            town.now,
            town.now + timedelta(hours=1),
            safety_note=desk.words(topic, "what to mind"),
            topic=topic,
        )
        desk.keep("visit", actions.plan_visit(**desk.common, visit=visit, client_id=uuid4()))
    for topic in TOPICS:
        desk.keep("document", _letter(desk, topic, Layer.TOPIC, desk.words(topic, "title of a letter")))
    desk.keep("document", _letter(desk, Topic.CARE, Layer.SUMMARY, desk.words(None, "title of a letter")))
    hidden = town.word("hidden", home, spot="title of a letter")
    desk.keep("document", _letter(desk, Topic.FAMILY, Layer.HIDDEN, hidden))


def _letter(desk: Desk, topic: Topic, layer: Layer, title: str) -> int:
    """The content of the file is the title, so that a file in the wrong hands is found too."""
    filing = Filing(DocumentKind.LETTER, topic, day_of(desk.town.now), title, layer=layer)
    return actions.file_document(
        **desk.common,
        filing=filing,
        sent=title.encode(),
        letter=Letter(PHOTO, title.encode(), 1),
        client_id=uuid4(),
    )
