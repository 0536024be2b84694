"""Letters in the town of canaries: one under each of three topics, each word of it a canary."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.casework.actions.letters import Written, checked_paper, keep_letter
from nabij.casework.queries.letters import prepare_letter
from nabij.casework.types import LetterCode
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import Topic

if TYPE_CHECKING:
    from tests.trust.canaries import Town

CODES = {
    Topic.FAMILY: LetterCode.APPOINTMENT,
    Topic.MONEY: LetterCode.PAYMENT_PLAN,
    Topic.HOUSING: LetterCode.ASK_DOCUMENT,
}


def plant_letters(town: Town, home: str, by: Actor) -> None:
    """Letters by the ordinary way: filled in from the dossier, with words of the worker, and kept."""
    number, on = town.homes[home], day_of(town.now)
    for topic, code in CODES.items():
        ready = prepare_letter(
            by, number, code, language=None, person_id=None, topic=topic, given={}, on=on, now=town.now
        )

        def words(spot: str, topic: Topic = topic) -> str:
            return town.word(f"words.{topic}", home, spot=f"letter {spot}")

        paper = checked_paper(
            replace(
                ready.paper,
                title=words("title"),
                text=f"{ready.paper.text}\n\n{words('text')}",
                recipient=f"{ready.paper.recipient}\n{words('recipient')}",
                sender=f"{ready.paper.sender}\n{words('sender')}",
                signers=words("signer"),
            )
        )
        kept = keep_letter(
            actor=by,
            household_id=number,
            written=Written(code, topic, paper, ready.contact_id, ready.source.version),
            file_sha256=sha256(repr(paper).encode()).hexdigest(),
            client_id=uuid4(),
            now=town.now,
        )
        town.numbers.setdefault("letter", []).append(kept)
