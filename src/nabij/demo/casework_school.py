"""A school that reads what was agreed for its pupils, and telephones of work. All of it is made up."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from nabij.casework.actions.school_readers import let_school_read
from nabij.casework.queries.settings import settings_to_choose
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import ClientIdReused
from nabij.staff import actions
from nabij.staff.actions.accounts import set_work_phone
from nabij.staff.queries import work_phones_of
from nabij.staff.queries.people import teams
from nabij.staff.types import AlreadyOpen

if TYPE_CHECKING:
    from nabij.staff.models import User

ACCOUNT = "school@zonnedam.example"
SCHOOL, TEAM = "VBS De Brug", "Zorgteam De Brug"
FIRST_DAY = date(2026, 9, 1)


def load_school(*, administrator: Actor, lead: Actor, account: User | None, town: str, now: datetime) -> None:
    """A care teacher who reads the agreed sentences of one school. A repeat changes nothing."""
    with suppress(AlreadyOpen):
        actions.open_team(
            actor=administrator, name=TEAM, town=town, location="", organisation=SCHOOL, codes=(), now=now
        )
    on = day_of(now)
    team = next(one for one in teams(administrator, on=on) if one.name == TEAM)
    if account is not None:
        with suppress(AlreadyOpen):
            actions.join_team(
                actor=administrator, account=account, team=team, from_on=FIRST_DAY, is_lead=False, now=now
            )
    number = uuid5(NAMESPACE_URL, "demo/school/reader")
    for setting, name in settings_to_choose(lead, on=on):
        if name == SCHOOL:
            with suppress(ClientIdReused):
                let_school_read(actor=lead, setting_id=setting, team_id=team.pk, client_id=number, now=now)


def load_phones(*, workers: dict[str, Actor], now: datetime) -> None:
    """A telephone of work for each, by its number; whoever set one keeps it."""
    for number, worker in workers.items():
        if worker.staff_id is not None and not work_phones_of([worker.staff_id]):
            set_work_phone(actor=worker, number=number, now=now)
