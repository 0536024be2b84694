"""The plan on two sheets, what the family reads along, and the drawing of a family with two homes."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from nabij.audit.actions import record_read
from nabij.audit.models import Line
from nabij.casework import actions
from nabij.casework.actions.plans import Leads, NewStep
from nabij.casework.queries.at_the_table import TableView, at_the_table, plan_for_paper
from nabij.casework.queries.genogram import BOX_WIDTH, Genogram, genogram_of
from nabij.casework.queries.letter_files import pages_of
from nabij.casework.types import LANGUAGES, StepOwner, Way
from nabij.casework.views.printed_plan import fitting, plan_contents, plan_pdf, table_contents, table_pdf
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry import queries as registered
from nabij.registry.types import BirthDate, Layer, Relation, Topic
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.casework.desk import a_goal, a_need, guided, note, told
from tests.registry.people import NOW, TODAY, Desk, account, actor, child, desk, household, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def sheet(by: Actor, number: int) -> Any:
    return plan_for_paper(by, number, on=TODAY, now=NOW)


def table(by: Actor, number: int) -> TableView:
    return at_the_table(by, number, language="nl", on=TODAY, now=NOW)


def add_step(by: Actor, goal: int, what: str, **more: Any) -> int:
    owner = more.pop("owner", StepOwner.FAMILY)
    step = NewStep(what, owner, TODAY + timedelta(days=more.pop("days", 7)), more.pop("who", ""))
    return actions.add_step(actor=by, goal_id=goal, step=step, client_id=uuid.uuid4(), now=NOW)


# ------------------------------------------------------------------------------------ plan on paper


def a_large_plan(by: Actor, number: int, *, goals: int, steps: int) -> None:
    services = ("OCMW Zonnedam", "Energiehuis Zonnedam", "Basisschool De Dijk", "Wijkgezondheidscentrum")
    for turn in range(goals):
        goal = a_goal(by, number, words=f"Doel {turn} waar het gezin samen naartoe wil", topic=Topic.MONEY)
        for place in range(steps):
            what = f"Stap {turn}.{place}: bellen, de papieren klaarleggen en samen langsgaan bij het loket"
            add_step(by, goal, what, owner=StepOwner.PARTNER, who=services[place % 4])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_with_actions_of_four_services_stays_on_two_sheets(at: Desk, language: str) -> None:
    number = guided(at.noor)
    a_large_plan(at.noor, number, goals=4, steps=5)
    content = fitting(sheet(at.noor, number), language=language, on=TODAY)
    assert pages_of("plan.typ", "plan", content) <= 2
    assert content["left_out"] == 0
    assert content["size"] >= 11
    assert plan_pdf(sheet(at.noor, number), language=language, on=TODAY).startswith(b"%PDF")
    titles = {
        plan_contents(sheet(at.noor, number), language=one, on=TODAY)["words"]["title"] for one in LANGUAGES
    }
    assert len(titles) == 3


def test_a_plan_that_is_far_too_long_says_how_much_is_left_out(at: Desk) -> None:
    number = guided(at.noor)
    a_large_plan(at.noor, number, goals=8, steps=14)
    content = fitting(sheet(at.noor, number), language="nl", on=TODAY)
    assert pages_of("plan.typ", "plan", content) == 2
    shown = sum(1 + len(goal["steps"]) for goal in content["goals"])
    assert content["left_out"] == 8 * 15 - shown > 0


def test_the_paper_names_whom_to_call_and_leaves_out_what_is_hidden_or_dropped(at: Desk) -> None:
    number = guided(at.noor)
    goal = a_goal(at.noor, number)
    add_step(at.noor, goal, "Ask at the club", who="Ayşe")
    gone = add_step(at.noor, goal, "A step that went")
    actions.end_plan_step(actor=at.noor, step_id=gone, dropped_because="Not needed", now=NOW)
    note(at.noor, number, told(need="Only Noor may know", layer=Layer.HIDDEN))
    a_need(at.noor, number, what="A coat")
    content = plan_contents(sheet(at.noor, number), language="nl", on=TODAY)
    assert (content["contact"], content["phone"]) == ("Noor", "09 000 10 10")
    assert [step["what"] for step in content["goals"][0]["steps"]] == ["Ask at the club"]
    assert content["waiting"] == ["A coat"]
    assert "Only Noor" not in str(content)


# ------------------------------------------------------------------------------- what the family sees


def test_at_the_table_stand_the_plan_the_next_step_whom_to_call_and_the_rights(at: Desk) -> None:
    number = household(at.noor, somebody(), child("Mo"))
    guided(at.noor, number=number)
    goal = a_goal(at.noor, number)
    add_step(at.noor, goal, "Later", days=20)
    add_step(at.noor, goal, "First", days=2, who="Ayşe")
    found = table(at.noor, number)
    assert [name for name, _age in found.people] == ["Ayşe Zeewind", "Mo Zeewind"]
    assert found.next_step is not None
    assert (found.next_step.what, found.next_step.who) == ("First", "Ayşe")
    assert (found.sheet.contact_person, found.sheet.phone) == ("Noor", "09 000 10 10")
    assert [one.what for one in found.appointments] == ["First", "Later", ""]
    assert found.rights
    assert found.worker_step_on == TODAY + timedelta(days=3)


def test_nothing_that_workers_write_for_each_other_stands_at_the_table(at: Desk, client: Client) -> None:
    number = guided(at.noor, signal="INTERN-signaal", step=_step("INTERN-stap"))
    goal = a_goal(at.noor, number, words="Rust in huis")
    gone = add_step(at.noor, goal, "INTERN-vervallen")
    actions.end_plan_step(actor=at.noor, step_id=gone, dropped_because="INTERN-waarom", now=NOW)
    note(at.noor, number, told("INTERN-nota"))
    note(at.noor, number, told("INTERN-open", layer=Layer.SUMMARY))
    note(at.noor, number, told("INTERN-geheim", need="INTERN-geheime nood", layer=Layer.HIDDEN))
    need = a_need(at.noor, number, what="INTERN-afgesloten nood")
    leads = Leads(Way.NOT_NOW, not_now_because="INTERN-niet nu")
    actions.settle_need(actor=at.noor, need_id=need, leads=leads, now=NOW)
    actions.report_how_it_goes(
        actor=at.noor, household_id=number, topic=Topic.MONEY, family_says=2, worker_says=1,
        client_id=uuid.uuid4(), now=NOW,
    )  # fmt: skip
    log_in(client, at)
    page = client.get(f"/nl/werk/gezinnen/{number}/aan-tafel/")
    assert page.status_code == 200
    assert "Rust in huis" in page.content.decode()
    papers = str(table_contents(table(at.noor, number), language="nl", on=TODAY))
    papers += str(plan_contents(sheet(at.noor, number), language="nl", on=TODAY))
    assert "INTERN" not in page.content.decode() + papers
    assert client.get(f"/nl/werk/gezinnen/{number}/aan-tafel/voor-thuis.pdf?taal=fr").content[:4] == b"%PDF"
    assert client.get(f"/nl/werk/gezinnen/{number}/plan/plan.pdf").content[:4] == b"%PDF"


def _step(words: str) -> Any:
    from nabij.casework.actions.guidance import NextStep

    return NextStep(words, TODAY + timedelta(days=3))


def log_in(client: Client, at: Desk) -> None:
    """Noor in a browser, with her role and team on record."""
    user = User.objects.get(pk=at.noor.staff_id)
    TownGrant.objects.create(user=user, town="zonnedam")
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=user, team=at.team, from_on=TODAY)
    client.force_login(user)


def test_whoever_sees_only_a_part_has_no_view_for_the_family(at: Desk) -> None:
    number = guided(at.noor)
    bridge = actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))
    for by in (bridge, at.sam):
        with pytest.raises(NotFoundHere):
            table(by, number)
        with pytest.raises(NotFoundHere):
            sheet(by, number)


def test_a_child_that_is_expected_is_not_told_at_the_table(at: Desk) -> None:
    expected = child("", "", birth=BirthDate(2027, 3), is_expected=True)
    number = household(at.noor, somebody(), expected)
    guided(at.noor, number=number)
    assert len(table(at.noor, number).people) == 1


def test_who_looked_is_told_by_day_and_function_and_not_who_watches_over_the_worker(at: Desk) -> None:
    number = guided(at.noor)
    about = [registered.number_of_household(number)]
    watcher = actor(account("pia"), Role.PRIVACY_OFFICER)
    for by, purpose, days in (
        (at.noor, Purpose.HELP, 3),
        (at.noor, Purpose.HELP, 3),
        (watcher, Purpose.OVERSIGHT, 2),
        (watcher, Purpose.OWN_REQUEST, 2),
        (at.sam, Purpose.HELP, 200),
    ):
        moment = NOW - timedelta(days=days)
        record_read("casework.guidance_read", actor=by, about=about, purpose=purpose, at=moment)
    looks = [look for look in table(at.noor, number).looks if look.on < TODAY]
    assert [(look.on, look.who) for look in looks] == [
        (TODAY - timedelta(days=3), "een maatschappelijk werker van het Sociaal Huis")
    ]
    assert "Noor" not in str(looks)


def test_the_sheet_to_take_home_is_a_paper_in_three_languages(at: Desk) -> None:
    number = guided(at.noor)
    for language in LANGUAGES:
        with translation.override(language):
            found = at_the_table(at.noor, number, language=language, on=TODAY, now=NOW)
        assert table_pdf(found, language=language, on=TODAY).startswith(b"%PDF")
        assert "Noor" in str(table_contents(found, language=language, on=TODAY))


# ------------------------------------------------------------------------------------------ drawing


def drawing(by: Actor, number: int) -> Genogram:
    return genogram_of(by, number, on=TODAY, now=NOW)


def two_homes(by: Actor, other_by: Actor) -> tuple[int, int]:
    """Mo lives half of the time with Ayşe and half with Cem."""
    here = household(
        by,
        somebody(),
        somebody("Jan", "Vloed", relation=Relation.PARTNER),
        somebody("Oma", "Zeewind", relation=Relation.PARENT, birth=BirthDate(1950)),
        child("Mo", share_pct=50),
    )
    there = household(other_by, somebody("Cem", "Duin"))
    mo = next(one for one in members(by, here) if one.naming.given == "Mo")
    registry.become_contact_person(actor=by, household_id=here, now=NOW)
    _also_lives(by, mo.person_id, there)
    return here, there


def members(by: Actor, number: int) -> Any:
    return registered.household(by, number, purpose=Purpose.HELP, on=TODAY, now=NOW).members


def _also_lives(by: Actor, person: int, there: int) -> None:
    from nabij.registry.models import Membership as Lives

    Lives.objects.create(
        household_id=there, person_id=person, relation=Relation.CHILD, from_on=TODAY - timedelta(days=90),
        share_pct=50, recorded_at=NOW, recorded_by_id=by.staff_id,
    )  # fmt: skip


def test_a_child_of_two_homes_is_drawn_once_with_a_line_to_the_other_home(at: Desk) -> None:
    here, _there = two_homes(at.noor, at.noor)
    found = drawing(at.noor, here)
    names = [" ".join(box.lines) for box in found.boxes]
    assert sorted(names) == ["Ayşe Zeewind", "Cem Duin", "Jan Vloed", "Mo Zeewind", "Oma Zeewind"]
    assert len(found.frames) == 2
    assert sum(stroke.is_dashed for stroke in found.strokes) == 1
    rows = {line.name: line for line in found.table}
    assert (rows["Mo Zeewind"].share_pct, rows["Mo Zeewind"].elsewhere) == (50, found.frames[1].title)
    assert rows["Cem Duin"].home == found.frames[1].title


def test_generations_stand_below_each_other_and_nothing_overlaps(at: Desk) -> None:
    here, _there = two_homes(at.noor, at.noor)
    found = drawing(at.noor, here)
    y = {" ".join(box.lines): box.y for box in found.boxes}
    assert y["Oma Zeewind"] < y["Ayşe Zeewind"] == y["Jan Vloed"] < y["Mo Zeewind"]
    for turn, one in enumerate(found.boxes):
        assert one.x >= 0
        assert one.right <= found.width
        assert one.bottom <= found.height
        for other in found.boxes[turn + 1 :]:
            assert one.y != other.y or abs(one.x - other.x) >= BOX_WIDTH


def test_of_a_home_that_one_does_not_follow_only_that_it_is_there(at: Desk) -> None:
    here, _there = two_homes(at.noor, at.sam)
    found = drawing(at.noor, here)
    assert "Cem" not in str(found)
    assert len(found.frames) == 2
    assert [line.name for line in found.table if line.home == found.frames[1].title] == [""]
    with pytest.raises(NotFoundHere):
        drawing(at.sam, here)


def test_a_placement_in_foster_care_is_not_drawn_as_a_second_home(at: Desk) -> None:
    here, _there = two_homes(at.noor, at.noor)
    mo = next(one for one in members(at.noor, here) if one.naming.given == "Mo")
    registry.place_foster_child(
        actor=at.noor, household_id=here, person_id=mo.person_id, service="Pleegzorg", now=NOW
    )
    kim = actor(account("kim"), Role.SOCIAL_WORKER, teams=(at.team,))
    assert len(drawing(kim, here).frames) == 1
    assert len(drawing(at.noor, here).frames) == 2


def test_each_person_drawn_is_in_the_log_once(at: Desk) -> None:
    here, _there = two_homes(at.noor, at.noor)
    drawing(at.noor, here)
    about = list(Line.objects.filter(event="casework.genogram_read").values_list("subject", flat=True))
    assert len(about) == len(set(about)) == 6  # the household and five people


def test_odd_names_are_only_text_in_the_drawing_and_long_ones_stay_in_their_box(
    at: Desk, client: Client
) -> None:
    number = household(at.noor, somebody("<script>alert(1)</script>", "Van den Bossche-Vandenabeele"))
    log_in(client, at)
    page = client.get(f"/nl/werk/gezinnen/{number}/stamboom/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert all(len(line) <= 19 for box in drawing(at.noor, number).boxes for line in box.lines)
    assert "Van den Bossche-Vandenabeele" in drawing(at.noor, number).table[0].name
