"""What devices tell about visits, by the version in which it was written.

Every version of the past year is read. Examples of each stand in tests/casework/recorded_visits; a new
version adds a reader and examples, and changes no older one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from nabij.casework.actions.guidance import NextStep
from nabij.casework.types import ContactOutcome, DocumentKind, StepEnd
from nabij.casework.types.taken import MOST_PARTS, LetterKind
from nabij.kernel.brought import NewerRelease, NotReadable, moment_of
from nabij.registry.types import Layer, Topic

NEWEST = 1
"""The version that this release writes; the page of the visits gets it from here."""

OPEN_LAYERS = (Layer.TOPIC, Layer.SUMMARY)
"""What is for one worker only is not written without a network: others may have to look at it (held)."""


def key_name(number: UUID) -> str:
    """Under which name a device seals what it tells about the visits that it took along under this number."""
    return f"casework.visits/{number}"


@dataclass(frozen=True, slots=True)
class Told:
    """What all that is told has: when, by the clock of the device."""

    told_at: datetime

    @property
    def kind(self) -> LetterKind:
        """Which kind it is."""
        return _KINDS[type(self)]


@dataclass(frozen=True, slots=True)
class Noted(Told):
    """The note of the visit, as on the quick form."""

    outcome: ContactOutcome
    topic: Topic
    layer: Layer
    note: str
    need: str


@dataclass(frozen=True, slots=True)
class Unfinished(Told):
    """What was typed and not kept when the box of the device went."""

    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stepped(Told):
    """What became of the next step, and the one after it."""

    end: StepEnd
    why: str
    step: NextStep
    base_version: int


@dataclass(frozen=True, slots=True)
class Photographed(Told):
    """A letter of the family on a photo that is sent in `parts`."""

    document: DocumentKind
    topic: Topic
    layer: Layer
    title: str
    parts: int


_KINDS: dict[type[Told], LetterKind] = {
    Noted: LetterKind.CONTACT,
    Unfinished: LetterKind.DRAFT,
    Stepped: LetterKind.STEP,
    Photographed: LetterKind.PHOTO,
}


def read_item(content: Any) -> Told:
    """What a device told. Raises NewerRelease, NotReadable."""
    version = content.get("v") if isinstance(content, Mapping) else None
    if type(version) is not int or version < 1:
        raise NotReadable
    if version not in _READERS:
        raise NewerRelease
    try:
        return _READERS[version](content)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NotReadable from problem


def _read_1(content: Mapping[str, Any]) -> Told:
    told_at, kind = moment_of(content["told_at"]), LetterKind(content["kind"])
    if kind == LetterKind.CONTACT:
        return Noted(
            told_at,
            ContactOutcome(content["outcome"]),
            Topic(content["topic"]),
            _layer(content),
            str(content["note"]),
            str(content["need"]),
        )
    if kind == LetterKind.DRAFT:
        return Unfinished(told_at, {str(name): str(value) for name, value in content["fields"].items()})
    if kind == LetterKind.STEP:
        topic = Topic(content["topic"]) if content["topic"] else None
        step = NextStep(str(content["step"]), date.fromisoformat(content["due_on"]), topic)
        return Stepped(told_at, _end(content), str(content["why"]), step, int(content["base"]))
    if kind == LetterKind.PHOTO:
        parts = int(content["parts"])
        if not 1 <= parts <= MOST_PARTS:
            raise ValueError(parts)
        document, topic = DocumentKind(content["document"]), Topic(content["topic"])
        return Photographed(told_at, document, topic, _layer(content), str(content["title"]), parts)
    raise NotReadable


def _layer(content: Mapping[str, Any]) -> Layer:
    layer = Layer(content["layer"])
    if layer not in OPEN_LAYERS:
        raise ValueError(layer)
    return layer


def _end(content: Mapping[str, Any]) -> StepEnd:
    end = StepEnd(content["end"])
    if end == StepEnd.CLOSED:
        raise ValueError(end)
    return end


_READERS: dict[int, Callable[[Mapping[str, Any]], Told]] = {1: _read_1}
