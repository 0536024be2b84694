"""Removing what was kept to its term: a list, a second person, and then exactly that list."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from nabij.audit import policies
from nabij.audit.actions.log import record
from nabij.audit.models import RemovalRun
from nabij.audit.queries.oversight import MOST_DUE, without_holds
from nabij.audit.types import registered
from nabij.audit.types.oversight import AlreadyHandled, RunState
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose


def prepare_removal(*, actor: Actor, code: str, on: date, now: datetime) -> RemovalRun:
    """Put on a list what is past its term and not on hold. Nothing goes yet.

    Raises Refused, KeyError for a kind that does not exist, AlreadyHandled when a list of this kind waits.
    """
    require(policies.may_oversee_retention(actor))
    kept = registered.retention[code]
    keys = [due.key for due in without_holds(kept.find_due(on, limit=MOST_DUE), on=on)]
    try:
        with transaction.atomic():
            run = RemovalRun.objects.create(
                code=code, due_on=on, keys=keys, prepared_by=policies.known_staff(actor), prepared_at=now
            )
            _record("audit.removal_prepared", actor, run, now, number=len(keys))
    except IntegrityError:
        raise AlreadyHandled from None
    return run


@transaction.atomic
def decide_removal(
    *, actor: Actor, number: int, is_approved: bool, permission: str, now: datetime
) -> RemovalRun:
    """Approve or refuse a list that somebody else prepared.

    `permission` is the reference of the archivist's permission. Raises Refused, AlreadyHandled, and
    ValueError when the archivist must approve and no permission is named.
    """
    run = RemovalRun.objects.filter(pk=number, state=RunState.PREPARED).first()
    if run is None:
        raise AlreadyHandled
    require(policies.may_approve_removal(actor, prepared_by=run.prepared_by))
    if is_approved and registered.retention[run.code].needs_archivist and not permission.strip():
        raise ValueError("The archivist must approve: name the permission.")
    state = RunState.APPROVED if is_approved else RunState.REFUSED
    changed = RemovalRun.objects.filter(pk=number, state=RunState.PREPARED).update(
        state=state, decided_by=actor.staff_id, decided_at=now, permission=permission
    )
    if not changed:
        raise AlreadyHandled
    _record(f"audit.removal_{state.value}", actor, run, now, number=len(run.keys))
    return RemovalRun.objects.get(pk=number)


@transaction.atomic
def carry_out_removal(*, actor: Actor, number: int, on: date, now: datetime) -> RemovalRun:
    """Remove what is on an approved list, in one transaction; what is on hold since, or not due, stays.

    Raises Refused, AlreadyHandled.
    """
    require(policies.may_oversee_retention(actor))
    claimed = RemovalRun.objects.select_for_update().filter(pk=number, state=RunState.APPROVED).first()
    if claimed is None:
        raise AlreadyHandled
    kept = registered.retention[claimed.code]
    listed = set(claimed.keys)
    due = [one for one in kept.find_due(claimed.due_on, limit=MOST_DUE) if one.key in listed]
    free = without_holds(due, on=on)
    removed = kept.remove([one.key for one in free], now=now)
    claimed.state, claimed.done_at, claimed.removed = RunState.DONE, now, removed
    claimed.held = len(listed) - len(free)
    claimed.save()
    subjects = list(dict.fromkeys(subject for one in free for subject in one.subjects))
    record(
        "audit.kept_to_its_term",
        actor=actor,
        about=subjects,
        at=now,
        purpose=Purpose.UPKEEP,
        detail={"run": claimed.pk, "kind": claimed.code, "rows": removed},
    )
    return claimed


def _record(event: str, actor: Actor, run: RemovalRun, now: datetime, *, number: int) -> None:
    detail: dict[str, str | int | bool] = {"run": run.pk, "kind": run.code, "number": number}
    record(event, actor=actor, at=now, purpose=Purpose.UPKEEP, detail=detail)
