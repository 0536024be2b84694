"""A privacy officer watches over the own towns: of people of another town nothing is seen or done."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest

from nabij.audit import actions, queries
from nabij.audit.queries import oversight
from nabij.audit.types.breaches import BreachKind
from nabij.audit.types.oversight import AlreadyHandled, RequestKind, RequestState
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry.queries import number_of_household
from nabij.staff.models import TownGrant
from nabij.staff.types import Role
from tests.registry.people import NOW, TODAY, account, actor, household, somebody, team

pytestmark = pytest.mark.django_db
OTHER = "overdam"


class TwoTowns(NamedTuple):
    """An officer of this town; of the other town an officer, a worker and a household."""

    officer: Actor
    ours: UUID
    other_officer: Actor
    other_worker: Actor
    theirs: UUID


@pytest.fixture
def at() -> TwoTowns:
    made = {}
    for town in ("zonnedam", OTHER):
        own_team = team(f"Team {town}", town=town)
        accounts = account(f"officer-{town}"), account(f"worker-{town}")
        for one in accounts:
            TownGrant.objects.create(user=one, town=town)
        officer = actor(accounts[0], Role.PRIVACY_OFFICER, towns=(town,))
        worker = actor(accounts[1], Role.SOCIAL_WORKER, teams=(own_team,), towns=(town,))
        made[town] = (
            officer,
            worker,
            number_of_household(household(worker, somebody("Jo", town.title()), town=town)),
        )
    (officer, _worker, ours), (other_officer, other_worker, theirs) = made["zonnedam"], made[OTHER]
    return TwoTowns(officer, ours, other_officer, other_worker, theirs)


def a_request(by: Actor, subject: UUID) -> int:
    return actions.register_request(
        actor=by,
        sent_id=uuid.uuid4(),
        kind=RequestKind.ACCESS,
        subject=subject,
        received_on=TODAY,
        identity_checked="kaart gezien",
        asked="alles",
        now=NOW,
    ).pk


def test_the_log_shows_no_line_about_people_or_by_accounts_of_another_town(at: TwoTowns) -> None:
    search = queries.LogSearch()
    page = queries.log_lines(at.officer, search, purpose=Purpose.OVERSIGHT, now=NOW)
    assert at.ours in {line.subject for line in page.lines}
    assert at.theirs not in {line.subject for line in page.lines}
    assert at.other_worker.staff_id not in {line.actor_id for line in page.lines}
    by_account = queries.LogSearch(actor_id=at.other_worker.staff_id)
    assert queries.log_lines(at.officer, by_account, purpose=Purpose.OVERSIGHT, now=NOW).lines == ()
    of_theirs = queries.LogSearch(subject=at.theirs)
    with pytest.raises(NotFoundHere):
        queries.log_lines(at.officer, of_theirs, purpose=Purpose.OVERSIGHT, now=NOW)
    assert queries.log_lines(at.other_officer, of_theirs, purpose=Purpose.OVERSIGHT, now=NOW).lines
    with pytest.raises(NotFoundHere):
        queries.who_looked(at.officer, at.theirs, language="nl", purpose=Purpose.OWN_REQUEST, now=NOW)


def test_own_lines_among_many_of_another_town_are_all_found_page_by_page(at: TwoTowns) -> None:
    for number in range(120):
        by, subject = (at.other_officer, at.theirs) if number % 2 else (at.officer, at.ours)
        moment = NOW + timedelta(minutes=number + 1)
        actions.record_read("demo.read", actor=by, about=[subject], purpose=Purpose.OVERSIGHT, at=moment)
    after, seen = None, []
    while True:
        search = queries.LogSearch(from_on=TODAY, after=after)
        later = NOW + timedelta(days=2)
        page = queries.log_lines(at.officer, search, purpose=Purpose.OVERSIGHT, now=later)
        seen += [line.at for line in page.lines if line.event == "demo.read"]
        if (after := page.next) is None:
            break
    assert len(seen) == len(set(seen)) == 60


def test_copy_erasure_hold_and_request_of_somebody_of_another_town_do_not_exist(
    at: TwoTowns, tmp_path: Path
) -> None:
    number = a_request(at.other_officer, at.theirs)
    own = a_request(at.officer, at.ours)
    until = TODAY + timedelta(days=90)
    hold = actions.place_hold(
        actor=at.other_officer, subject=at.theirs, reason="zaak", until_on=until, on=TODAY, now=NOW
    )
    refused = [
        lambda: a_request(at.officer, at.theirs),
        lambda: oversight.one_request(at.officer, number, now=NOW),
        lambda: oversight.own_copy(at.officer, at.theirs, language="nl", now=NOW),
        lambda: oversight.erasure_preview(at.officer, at.theirs, now=NOW),
        lambda: oversight.standing_hold(at.officer, at.theirs, on=TODAY),
        lambda: actions.lift_hold(actor=at.officer, number=hold.pk, now=NOW),
        lambda: actions.take_longer(actor=at.officer, number=number, because="veel", now=NOW),
        lambda: actions.answer_request(
            actor=at.officer, number=number, state=RequestState.DONE, answer="klaar", now=NOW
        ),
        lambda: actions.place_hold(
            actor=at.officer, subject=at.theirs, reason="x", until_on=until, on=TODAY, now=NOW
        ),
        lambda: actions.erase_subject(
            actor=at.officer, subject=at.theirs, remembered_in=tmp_path / "erased", on=TODAY, now=NOW
        ),
    ]
    for try_it in refused:
        with pytest.raises(NotFoundHere):
            try_it()
    waiting = oversight.requests_to_handle(at.officer, on=TODAY, now=NOW)
    assert [one.request.pk for one in waiting] == [own]
    assert oversight.standing_holds(at.officer, on=TODAY, now=NOW) == []
    assert [one.pk for one in oversight.standing_holds(at.other_officer, on=TODAY, now=NOW)] == [hold.pk]


def test_breaches_and_odd_reading_of_another_town_are_not_shown_nor_changed(at: TwoTowns) -> None:
    from nabij.audit.models import OddReading
    from nabij.audit.types.odd_reading import OddRule

    breach = actions.register_breach(
        actor=at.other_officer,
        sent_id=uuid.uuid4(),
        kind=BreachKind.SEEN,
        what="een lijst",
        who="40 gezinnen",
        known_at=NOW,
        now=NOW,
    )
    assert queries.breaches(at.officer, now=NOW) == []
    assert len(queries.breaches(at.other_officer, now=NOW)) == 1
    with pytest.raises(NotFoundHere):
        queries.one_breach(at.officer, breach.pk, now=NOW)
    with pytest.raises(AlreadyHandled):
        actions.add_measures(actor=at.officer, number=breach.pk, measures="x", now=NOW)
    odd = OddReading.objects.create(
        staff_id=at.other_worker.staff_id,
        rule=OddRule.values[0],
        day_on=TODAY,
        number=200,
        line=100,
        found_at=NOW,
    )
    assert queries.odd_readings_to_look_at(at.officer, now=NOW) == []
    assert [one.odd.pk for one in queries.odd_readings_to_look_at(at.other_officer, now=NOW)] == [odd.pk]
    with pytest.raises(AlreadyHandled):
        actions.say_what_it_was(actor=at.officer, number=odd.pk, note="niets", now=NOW)
