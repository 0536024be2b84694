"""What a form, device or file sends twice happens once, and gets the same answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from nabij.kernel.actors import Actor
from nabij.registry.models import Operation
from nabij.registry.types import ClientIdReused


def once(
    kind: str,
    *,
    actor: Actor,
    client_id: UUID,
    content: Mapping[str, Any],
    now: datetime,
    work: Callable[[], int],
) -> int:
    """Do this work unless it was done under this number, and return its answer: the number of what was made.

    `client_id` is made by whoever asks, and the content is all that was asked. The row of the number stands
    before the work begins, so two deliveries at the same time wait for one another. What fails leaves no row.
    Raises ClientIdReused for other content, another kind or another member of staff under the same number.
    """
    fingerprint = _fingerprint(client_id, kind, content)
    if (standing := Operation.objects.filter(pk=client_id).first()) is not None:
        return _first_answer(standing, fingerprint, actor)
    with transaction.atomic():
        try:
            with transaction.atomic():
                operation = Operation.objects.create(
                    client_id=client_id, kind=kind, staff_id=actor.staff_id, content_hash=fingerprint, at=now
                )
        except IntegrityError:
            return _first_answer(Operation.objects.get(pk=client_id), fingerprint, actor)
        operation.answer = work()
        operation.save(update_fields=["answer"])
        return operation.answer


def _first_answer(standing: Operation, fingerprint: str, actor: Actor) -> int:
    if standing.content_hash != fingerprint or standing.staff_id != actor.staff_id:
        raise ClientIdReused
    return int(standing.answer or 0)


def _fingerprint(client_id: UUID, kind: str, content: Mapping[str, Any]) -> str:
    """A hash of the content; the number of the client stands in front, so that equal contents look unlike."""
    written = json.dumps([str(client_id), kind, content], sort_keys=True, default=str, ensure_ascii=True)
    return sha256(written.encode("ascii")).hexdigest()
