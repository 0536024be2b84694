"""The ceiling of intensive guidance: passing it is possible, with a reason that stays on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.casework.models import BeyondCeiling, Guidance
from nabij.casework.types import CeilingReached, ceiling_of, worker
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.types import NotPossible, clean_text
from nabij.registry.types.hooks import ContactMove
from nabij.staff import queries as staff


def explain_ceiling(moves: Sequence[ContactMove], because: str, *, actor: Actor, now: datetime) -> None:
    """Before households go to these colleagues: keep why for each one that lies beyond the ceiling.

    Inside the transaction of whoever moves them. Raises CeilingReached where a reason lacks.
    """
    arriving = _intensive([move.household_id for move in moves])
    per_receiver: dict[int, list[int]] = {}
    for move in moves:
        if move.household_id in arriving:
            per_receiver.setdefault(move.to_staff_id, []).append(move.household_id)
    because = clean_text(because, longest=300, field="beyond_because")
    for receiver, load in _loads(per_receiver, now).items():
        _keep_why(receiver, per_receiver[receiver], load, because, actor, now)


def explain_start(household_id: int, because: str, *, actor: Actor, now: datetime) -> None:
    """Before intensive guidance begins: keep why when its contact person passes the ceiling by it.

    Raises CeilingReached where a reason lacks.
    """
    receiver = registry.contact_persons([household_id], at=now)[household_id]
    because = clean_text(because, longest=300, field="beyond_because")
    load = _loads({receiver: [household_id]}, now)[receiver]
    _keep_why(receiver, [household_id], load, because, actor, now)


def require_reasons(moves: Sequence[ContactMove], now: datetime) -> None:
    """Whichever way a household gets another contact person: beyond the ceiling the reason stands first.

    Raises NotPossible, which says where it can be given.
    """
    arriving = _intensive([move.household_id for move in moves])
    counted = Counter(move.to_staff_id for move in moves if move.household_id in arriving)
    for receiver, load in _loads(counted, now).items():
        beyond = min(counted[receiver], load.number + counted[receiver] - load.ceiling)
        told = BeyondCeiling.objects.filter(staff=receiver, household__in=arriving, at=now).count()
        if beyond > told:
            raise NotPossible(
                _(
                    "%(name)s follows %(number)d households in intensive guidance, and the most for this "
                    "working time is %(ceiling)d. Choose somebody else, or ask the team lead: the lead can "
                    "assign it with a reason. Nothing was changed."
                )
                % {"name": load.name, "number": load.number, "ceiling": load.ceiling},
                field="staff",
            )


class _Load:
    """How many households in intensive guidance somebody follows, and how many at most."""

    def __init__(self, name: str, number: int, ceiling: int) -> None:
        self.name, self.number, self.ceiling = name, number, ceiling


def _loads(receivers: dict[int, list[int]] | Counter[int], now: datetime) -> dict[int, _Load]:
    """The loads of these colleagues, by their numbers in order; nobody else counts them at the same time."""
    wanted = sorted(receivers)
    if not wanted:
        return {}
    staff.lock_accounts(wanted)
    homes = registry.followed_by_staff(wanted, at=now)
    counted = Counter(homes[home] for home in _intensive(list(homes)))
    names, shares = staff.names_of(wanted), staff.work_times_on(wanted, on=day_of(now))
    return {one: _Load(names.get(one, ""), counted[one], ceiling_of(shares.get(one))) for one in wanted}


def _intensive(household_ids: list[int]) -> set[int]:
    found = Guidance.objects.guided().filter(is_intensive=True, household__in=household_ids)
    return set(found.values_list("household", flat=True))


def _keep_why(
    receiver: int, homes: list[int], load: _Load, because: str, actor: Actor, now: datetime
) -> None:
    room = max(0, load.ceiling - load.number)
    beyond = homes[room:]
    if not beyond:
        return
    if not because:
        raise CeilingReached(load.name, after=load.number + len(homes), ceiling=load.ceiling)
    rows = [
        BeyondCeiling(
            household_id=home,
            staff_id=receiver,
            because=because,
            intensive=load.number + room + turn,
            ceiling=load.ceiling,
            at=now,
            by_id=worker(actor),
        )
        for turn, home in enumerate(beyond, start=1)
    ]
    BeyondCeiling.objects.bulk_create(rows)
    about = registry.numbers_of_households(beyond)
    detail = {"staff": receiver, "ceiling": load.ceiling}
    record("casework.ceiling_passed", actor=actor, about=about, at=now, detail=detail)
