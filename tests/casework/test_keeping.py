"""Own copy, erasing and terms; and the board of a team lead."""

import uuid
from datetime import timedelta

import pytest
from django.apps import apps

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions import keeping
from nabij.casework.actions.plans import Leads, NewStep
from nabij.casework.models import ContactMoment, Guidance
from nabij.casework.types import StepOwner, Way
from nabij.kernel.decisions import Refused
from nabij.registry import queries as registry
from nabij.registry.types import Layer
from nabij.staff.models import Absence, Membership, User
from nabij.staff.types import Role
from tests.casework.desk import SOON, a_goal, a_need, close, guided, note, step, told
from tests.registry.people import NOW, TODAY, Desk, account, actor, child, desk, household, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def full(at: Desk, number: int) -> int:
    """A household with something in every table of casework."""
    step(at.noor, number, 2)
    contact = note(at.noor, number, told("Open words", need="A coat"))
    actions.change_contact(
        actor=at.noor, contact_id=contact, base_version=1, fields={"note": "Better words"}, now=NOW
    )
    note(at.noor, number, told("Hidden words", layer=Layer.HIDDEN))
    a_goal(at.noor, number)
    due = TODAY + timedelta(days=3)
    leads = Leads(Way.STEP, NewStep("Look at the club", StepOwner.FAMILY, due))
    actions.settle_need(actor=at.noor, need_id=a_need(at.noor, number), leads=leads, now=NOW)
    actions.report_how_it_goes(
        actor=at.noor,
        household_id=number,
        topic=told().topic,
        family_says=4,
        worker_says=5,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    actions.keep_draft(
        actor=at.noor, household_id=number, client_id=uuid.uuid4(), fields={"note": "x"}, turn=1, now=NOW
    )
    return number


def rows() -> dict[str, int]:
    return {label: apps.get_model(label).objects.count() for label in keeping.ABOUT_PEOPLE}


def test_the_own_copy_holds_every_kind_and_nothing_that_is_hidden(at: Desk) -> None:
    number = full(at, guided(at.noor))
    parts = list(keeping.own_copy(registry.number_of_household(number), now=NOW))
    assert [part.code for part in parts] == [
        f"casework.{code}"
        for code in (
            "guidance",
            "steps",
            "contacts",
            "earlier_contacts",
            "needs",
            "plans",
            "goals",
            "reports",
        )
    ]
    told_all = str(parts)
    assert "Better words" in told_all
    assert "Open words" in told_all
    assert "Hidden words" not in told_all
    person = registry.members_of(*registry.household_in_sight(at.noor, number, at=NOW), on=TODAY)[0]
    assert list(keeping.own_copy(person.subject, now=NOW)) == parts
    assert list(keeping.own_copy(uuid.uuid4(), now=NOW)) == []


def test_erasing_a_household_takes_every_table_and_looking_first_takes_nothing(at: Desk) -> None:
    number, other = (
        full(at, guided(at.noor)),
        household(at.noor, somebody("Jo", "Duinhof"), child("Lina", "Duinhof")),
    )
    guided(at.noor, number=other)
    full_before = rows()
    assert all(full_before.values()), full_before
    subject = registry.number_of_household(number)
    looked = {one.model: one.erased for one in keeping.erase(subject, now=NOW, only_look=True)}
    assert rows() == full_before
    done = {one.model: one.erased for one in keeping.erase(subject, now=NOW, only_look=False)}
    assert looked == done
    assert set(done) == set(keeping.ABOUT_PEOPLE)
    assert {label: number for label, number in rows().items() if number} == {"casework.Guidance": 1}
    lina = registry.members_of(*registry.household_in_sight(at.noor, other, at=NOW), on=TODAY)[1]
    assert sum(one.erased for one in keeping.erase(lina.subject, now=NOW, only_look=False)) == 0


def test_what_closed_ten_years_ago_is_due_and_what_goes_on_never(at: Desk) -> None:
    number, going_on = (
        full(at, guided(at.noor)),
        guided(at.noor, number=household(at.noor, somebody("Jo", "Duinhof"))),
    )
    note(at.noor, going_on)
    close(at.noor, number, 3)
    later = TODAY.replace(year=TODAY.year + 10) + timedelta(days=1)
    assert list(keeping.guidance_past_term(TODAY, limit=10)) == []
    due = list(keeping.guidance_past_term(later, limit=10))
    assert [one.subjects for one in due] == [(registry.number_of_household(number),)]
    assert list(keeping.stories_past_term(later, limit=10)) == []  # its plan is open
    apps.get_model("casework.Plan").objects.update(closed_at=NOW)
    stories = list(keeping.stories_past_term(later, limit=10))
    assert [one.key for one in stories] == [str(number)]
    keeping.remove_stories([one.key for one in stories], now=NOW)
    keeping.remove_guidance([one.key for one in due], now=NOW)
    assert ContactMoment.objects.filter(household=number).count() == 0
    assert Guidance.objects.filter(household=number).count() == 0
    assert ContactMoment.objects.filter(household=going_on).count() == 1
    assert [one.key for one in keeping.drafts_past_term(TODAY, limit=5)] == []
    drafts = list(keeping.drafts_past_term(TODAY + timedelta(days=40), limit=5))
    assert keeping.remove_drafts([one.key for one in drafts], now=NOW) == 1


def test_a_step_late_for_a_week_stands_before_the_team_lead(at: Desk) -> None:
    lea = account("lea")
    for staff_id, leads in ((lea.pk, True), (at.noor.staff_id, False)):
        Membership.objects.create(user_id=staff_id, team=at.team, from_on=TODAY, is_lead=leads)
    lead = actor(lea, Role.TEAM_LEAD, teams=(at.team,))
    number = guided(at.noor, is_intensive=True)
    elsewhere = household(at.sam, somebody("Jo", "Duinhof"))
    guided(at.sam, number=elsewhere)
    Absence.objects.create(user_id=at.noor.staff_id, from_on=TODAY)

    def board(days: int) -> queries.Board:
        on = SOON.due_on + timedelta(days=days)
        return queries.board_of(lead, on=on, now=NOW + (on - TODAY))

    assert (board(6).late.number, board(6).late_in_all) == (0, 1)
    week = board(7)
    assert [(line.household_id, line.days_late) for line in week.late.lines] == [(number, 7)]
    assert [(one.name, one.in_guidance, one.intensive, one.late, one.is_away) for one in week.loads] == [
        ("Lea", 0, 0, 0, False),
        ("Noor", 1, 1, 1, True),
    ]
    assert week.alone.number == 0
    User.objects.filter(pk=at.noor.staff_id).update(is_active=False)
    assert [line.household_id for line in board(7).alone.lines] == [number]
    assert Line.objects.filter(event="registry.household_listed", purpose="supervision").exists()
    with pytest.raises(Refused):
        queries.board_of(at.noor, on=TODAY, now=NOW)
