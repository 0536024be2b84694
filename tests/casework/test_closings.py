"""What closed lately, for the team lead; and what a signal about a household that ended comes to."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions.guidance import Closing
from nabij.casework.models import Guidance
from nabij.casework.queries.closings import closings_of
from nabij.casework.types import ClosingOutcome, GuidanceStands, GuidanceState
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.registry import actions as registry
from nabij.registry.types import NotPossible
from nabij.staff.models import User
from nabij.staff.types import Role
from tests.casework.desk import guided, stands
from tests.casework.test_team import works
from tests.registry.people import NOW, TODAY, Desk, account, desk, household, somebody

pytestmark = pytest.mark.django_db
ASKED = Closing(ClosingOutcome.REACHED, "The bills are paid", "They can go on alone")
NOT_ASKED = Closing(ClosingOutcome.MOVED, "Lives in Gent now", not_asked_because="No telephone any more")


@pytest.fixture
def at() -> Desk:
    return desk()


@pytest.fixture
def lead(at: Desk) -> Actor:
    works(User.objects.get(pk=at.noor.staff_id), Role.SOCIAL_WORKER, team=at.team)
    return works(account("lea"), Role.TEAM_LEAD, team=at.team, leads=True)


def closed(by: Actor, closing: Closing, *, days_ago: int, name: str) -> int:
    """A household whose guidance closed so many days ago."""
    number = guided(by, number=household(by, somebody(name, unlike_because="made up")))
    actions.close_guidance(
        actor=by,
        household_id=number,
        closing=closing,
        base_version=stands(by, number).version,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    moment = NOW - timedelta(days=days_ago)
    Guidance.objects.filter(household=number).update(closed_at=moment, started_at=moment, signalled_at=moment)
    return number


def test_a_lead_looks_through_what_closed_in_thirty_days_the_newest_first(at: Desk, lead: Actor) -> None:
    older = closed(at.noor, NOT_ASKED, days_ago=30, name="Ada")
    newer = closed(at.noor, ASKED, days_ago=2, name="Bea")
    closed(at.noor, ASKED, days_ago=31, name="Cas")
    guided(at.noor, number=household(at.noor, somebody("Dora")))
    found = closings_of(lead, on=TODAY, now=NOW)
    assert [one.household_id for one in found.lines] == [newer, older]
    assert (found.number, found.not_asked) == (2, 1)
    assert (found.lines[0].note, found.lines[0].family_view) == (ASKED.note, ASKED.family_view)
    assert (found.lines[1].was_asked, found.lines[1].not_asked_because) == (False, "No telephone any more")
    assert found.lines[0].closed_by == "Noor"
    assert queries.board_of(lead, on=TODAY, now=NOW).closings == 2
    about = list(Line.objects.filter(event="registry.household_listed").values_list("subject", flat=True))
    assert about, "who was read stands in the log"


def test_another_team_is_not_shown_and_who_leads_none_opens_nothing(at: Desk, lead: Actor) -> None:
    closed(at.sam, ASKED, days_ago=1, name="Eva")
    assert closings_of(lead, on=TODAY, now=NOW).lines == ()
    with pytest.raises(Refused):
        closings_of(at.noor, on=TODAY, now=NOW)


def test_from_the_board_the_lead_opens_the_closings_in_one_click(
    at: Desk, lead: Actor, client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    for turn in range(12):
        closed(at.noor, ASKED, days_ago=1, name=f"Fay {turn}")
    client.force_login(User.objects.get(pk=lead.staff_id))
    assert 'href="/nl/werk/bord/afgesloten/"' in client.get("/nl/werk/bord/").content.decode()
    with django_assert_max_num_queries(30):
        page = client.get("/nl/werk/bord/afgesloten/")
    assert page.content.decode().count("They can go on alone") == 12


def test_a_signal_about_a_household_that_ended_is_told_so(at: Desk) -> None:
    number = household(at.noor)
    registry.end_household(actor=at.noor, household_id=number, ended_on=TODAY, now=NOW)
    with pytest.raises(NotPossible) as problem:
        signal(at.noor, number)
    assert not isinstance(problem.value, GuidanceStands)
    assert not Guidance.objects.exists()


def test_only_guidance_that_stands_is_told_as_such(at: Desk) -> None:
    number = household(at.noor)
    signal(at.noor, number)
    with pytest.raises(GuidanceStands):
        signal(at.noor, number)
    assert Guidance.objects.get().state == GuidanceState.SIGNALLED


def signal(by: Actor, number: int) -> int:
    return actions.signal_household(
        actor=by,
        household_id=number,
        signal="A letter of the bailiff",
        topic=None,
        client_id=uuid.uuid4(),
        now=NOW,
    )
