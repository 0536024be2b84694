"""Somebody saw that an entry is wrong; an editor takes it over or says why not."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.directory import policies
from nabij.directory.actions.services import keep_change
from nabij.directory.actions.writing import write_content
from nabij.directory.models import Service, Suggestion
from nabij.directory.queries.entries import content_of
from nabij.directory.types import (
    AlreadySettled,
    NotPossible,
    SuggestionState,
    content_from_json,
    differences,
)
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require

LONGEST = 2000


@transaction.atomic
def suggest_change(*, actor: Actor, number: int, text: str, client_id: UUID, now: datetime) -> int:
    """Say what is wrong about an entry of the own towns; the same form twice is one suggestion.

    Raises Refused, NotFoundHere, NotPossible.
    """
    require(policies.may_suggest(actor))
    service = Service.objects.filter(town__in=actor.towns, pk=number).first()
    if service is None:
        raise NotFoundHere
    words = text.strip()
    if not words:
        raise NotPossible(_("Write what is wrong, and what it should be."), field="text")
    if len(words) > LONGEST:
        raise NotPossible(
            _("This is {length} signs long, and {most} fit. Shorten it.").format(
                length=len(words), most=LONGEST
            ),
            field="text",
        )
    known = Suggestion.objects.filter(client_id=client_id, service=service).first()
    if known is not None:
        return known.pk
    made = Suggestion.objects.create(
        service=service, text=words, by=policies.known_staff(actor), at=now, client_id=client_id
    )
    record("directory.suggestion_made", actor=actor, at=now, detail={"suggestion": made.pk})
    return made.pk


@transaction.atomic
def settle_suggestion(*, actor: Actor, number: int, taken_over: bool, answer: str = "", now: datetime) -> int:
    """Take a suggestion over or say why not; returns the number of the entry.

    Values that a file brought are put in the entry; what somebody wrote in words was changed by the editor.
    Raises Refused, NotFoundHere, NotPossible, AlreadySettled.
    """
    require(policies.may_edit(actor))
    found = (
        Suggestion.objects.select_for_update(of=("self",))
        .select_related("service", "service__organisation", "service__location")
        .filter(service__town__in=actor.towns, pk=number)
        .first()
    )
    if found is None:
        raise NotFoundHere
    if found.state != SuggestionState.OPEN:
        raise AlreadySettled
    if not taken_over and not answer.strip():
        raise NotPossible(_("Say why not: whoever suggested it reads your answer."), field="answer")
    if taken_over and found.proposed:
        _put_in(found.service, found.proposed, actor=actor, now=now)
    found.state = SuggestionState.TAKEN_OVER if taken_over else SuggestionState.DECLINED
    found.answer, found.settled_by, found.settled_at = answer.strip()[:300], actor.staff_id, now
    found.save(update_fields=["state", "answer", "settled_by", "settled_at"])
    record(
        "directory.suggestion_settled",
        actor=actor,
        at=now,
        detail={"suggestion": found.pk, "taken_over": taken_over},
    )
    return found.service_id


def _put_in(service: Service, proposed: dict[str, list[Any]], *, actor: Actor, now: datetime) -> None:
    """The values that a file brought, in place of what stands there."""
    standing = content_of(service)
    plain = standing.as_json()
    plain.update({name: values[1] for name, values in proposed.items() if name in plain})
    content = content_from_json(plain)
    changed = differences(standing.as_json(), content.as_json())
    if changed:
        service.version += 1
        write_content(service, content, now=now)
        keep_change(service, "service_changed", changed, actor=actor, at=now)
