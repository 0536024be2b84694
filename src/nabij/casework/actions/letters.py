"""Letters, kept as they were sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework import policies
from nabij.casework.models import Letter
from nabij.casework.queries.appeals import appeal_may_be_written
from nabij.casework.queries.letters import Paper
from nabij.casework.types import LetterCode, worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.registry import queries as registry
from nabij.registry.actions import once
from nabij.registry.types import Layer, NotPossible, Topic, clean_text

LONGEST_TITLE = 200
LONGEST_TEXT = 8000
LONGEST_HEAD = 500


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as the worker leaves it: what it is, under which topic it lies, and its paper."""

    code: LetterCode
    topic: Topic
    paper: Paper
    contact_id: int | None
    template_version: str
    right: str = ""
    """For an appeal: the right that was refused, by its name."""


def checked_paper(paper: Paper) -> Paper:
    """The same paper with clean texts: what is put on it and what is kept are one.

    Raises NotPossible for a letter without title or text, or one that is too long.
    """
    title = clean_text(paper.title, longest=LONGEST_TITLE, field="title")
    text = _clean_lines(paper.text, LONGEST_TEXT, "text")
    if not title:
        raise NotPossible(_("A letter has a title. Your text still stands here."), field="title")
    if not text:
        raise NotPossible(
            _("There is no text in this letter. Write it, or let it be filled in again."), field="text"
        )
    return replace(
        paper,
        title=title,
        text=text,
        sender=_clean_lines(paper.sender, LONGEST_HEAD, "sender"),
        recipient=_clean_lines(paper.recipient, LONGEST_HEAD, "recipient"),
        signers=_clean_lines(paper.signers, 300, "text"),
        contact_name=clean_text(paper.contact_name, longest=150),
        contact_phone=clean_text(paper.contact_phone, longest=40, field="phone"),
    )


def _clean_lines(text: str, longest: int, field: str) -> str:
    lines = [clean_text(line, longest=longest, field=field) for line in text.splitlines()]
    cleaned = "\n".join(lines).strip()
    if len(cleaned) > longest:
        raise NotPossible(
            _("This text has %(length)d signs; %(longest)d is the most. Make it shorter.")
            % {"length": len(cleaned), "longest": longest},
            field=field,
        )
    return cleaned


@transaction.atomic
def keep_letter(
    *,
    actor: Actor,
    household_id: int,
    written: Written,
    file_sha256: str,
    client_id: UUID,
    now: datetime,
) -> int:
    """Keep a letter as it goes out; returns its number. A repeat of `client_id` makes no second one.

    Its file was made before, outside this transaction, from this very paper (`checked_paper`).
    Raises NotFoundHere, Refused, NotPossible, ClientIdReused.
    """
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    require(policies.may_write_contact(actor, sight, layer=Layer.TOPIC, topic=written.topic))
    paper = checked_paper(written.paper)

    def work() -> int:
        if written.code == LetterCode.APPEAL:
            require(appeal_may_be_written(actor, sight, household_id, written.right, now=now))
        letter = Letter.objects.create(
            household_id=household_id,
            client_id=client_id,
            code=written.code,
            language=paper.language,
            topic=written.topic,
            dated_on=paper.dated_on,
            sender=paper.sender,
            recipient=paper.recipient,
            title=paper.title,
            text=paper.text,
            signers=paper.signers,
            contact_id=written.contact_id,
            contact_name=paper.contact_name,
            contact_phone=paper.contact_phone,
            template_version=written.template_version,
            file_sha256=file_sha256,
            kept_at=now,
            kept_by_id=worker(actor),
        )
        about = [registry.number_of_household(household_id)]
        record("casework.letter_kept", actor=actor, about=about, at=now, detail={"letter": letter.pk})
        return letter.pk

    content = {"household": household_id, **asdict(written)}
    return once("casework.letter", actor=actor, client_id=client_id, content=content, now=now, work=work)
