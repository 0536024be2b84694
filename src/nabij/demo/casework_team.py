"""Working time, languages and hand-overs of the made-up team of Zonnedam."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from nabij.casework import actions
from nabij.casework.actions.handovers import Checklist
from nabij.casework.queries import today_of
from nabij.casework.types import ChangedMeanwhile, FamilyTold, HandoverPoint
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import ClientIdReused, NotPossible
from nabij.staff import actions as staff
from nabij.staff.queries import account_with_address, languages_of, work_times_on

CAPACITY: dict[str, tuple[tuple[tuple[date, int], ...], tuple[str, ...]]] = {
    "mirte": (((date(2024, 9, 1), 50), (date(2026, 9, 1), 100)), ("nl", "fr", "tr")),
    "hanne": (((date(2024, 9, 1), 80),), ("nl", "en", "ar")),
}
"""By name: hundredths of a full-time job from a day on, and languages."""

GIVEN = "Duinhof"
"""The household that goes from the worker to the lead, and is not accepted yet."""


def load_team(*, worker: Actor, lead: Actor, households: Mapping[str, int], now: datetime) -> None:
    """Note how much the team works, and hand one household over. A repeat changes nothing."""
    for name, (shares, languages) in CAPACITY.items():
        account = account_with_address(f"{name}@zonnedam.example")
        if account is None:
            continue
        if account.pk not in work_times_on([account.pk], on=day_of(now)):
            for from_on, share in shares:
                staff.note_work_time(
                    actor=lead, account=account, fte_hundredths=share, from_on=from_on, now=now
                )
        if account.pk not in languages_of([account.pk]):
            staff.note_languages(actor=lead, account=account, codes=languages, now=now)
    if GIVEN in households:
        with suppress(ClientIdReused, NotPossible, ChangedMeanwhile):
            _hand_over(worker, lead, households[GIVEN], now)


def _hand_over(worker: Actor, lead: Actor, household: int, now: datetime) -> None:
    assert lead.staff_id is not None
    actions.assign_household(
        actor=lead,
        household_id=household,
        to_staff_id=lead.staff_id,
        beyond_because="",
        client_id=uuid5(NAMESPACE_URL, "demo/team/assign"),
        now=now,
    )
    waiting = today_of(lead, on=day_of(now), now=now).handovers
    given = next((one for one in waiting if one.household_id == household and one.is_to_me), None)
    if given is None:
        return
    points = {
        HandoverPoint.PLAN: (True, ""),
        HandoverPoint.STEPS: (True, "De ergotherapeut belt terug voor een bezoek."),
        HandoverPoint.PROMISES: (False, "We zijn erbij wanneer de ergotherapeut komt."),
    }
    actions.note_checklist(
        actor=worker,
        handover_id=given.handover_id,
        checklist=Checklist(points, FamilyTold.TOLD, "Samen langsgegaan."),
        base_version=1,
        client_id=uuid5(NAMESPACE_URL, "demo/team/checklist"),
        now=now,
    )
