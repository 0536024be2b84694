"""Letters for the tests of casework."""

from __future__ import annotations

import uuid
from hashlib import sha256
from typing import Any

from nabij.casework.actions.letters import Written, checked_paper, keep_letter
from nabij.casework.queries.letter_files import letter_pdf
from nabij.casework.queries.letters import Prepared, prepare_letter
from nabij.casework.types import LetterCode
from nabij.kernel.actors import Actor
from tests.registry.people import NOW, TODAY


def prepare(by: Actor, number: int, code: LetterCode, **more: Any) -> Prepared:
    """A letter as the dossier fills it in."""
    given = {"language": None, "person_id": None, "topic": None, "given": {}, "on": TODAY, "now": NOW, **more}
    return prepare_letter(by, number, code, **given)


def keep(by: Actor, number: int, ready: Prepared, **more: Any) -> int:
    """Keep it with its file; returns its number."""
    paper = checked_paper(more.pop("paper", ready.paper))
    written = Written(
        code=ready.kind.code,
        topic=more.pop("topic", ready.kind.topic),
        paper=paper,
        contact_id=ready.contact_id,
        template_version=ready.source.version,
        right=more.pop("right", ""),
    )
    given = {"client_id": uuid.uuid4(), "now": NOW, **more}
    made = sha256(letter_pdf(paper)).hexdigest()
    return keep_letter(actor=by, household_id=number, written=written, file_sha256=made, **given)


def a_letter(by: Actor, number: int, **more: Any) -> int:
    """An invitation that was sent; returns its number."""
    return keep(by, number, prepare(by, number, LetterCode.APPOINTMENT), **more)
