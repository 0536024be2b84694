"""M-28: an occupational therapist at a door, on a phone, with a task and the address and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework import queries
from nabij.casework.models import TaskNote
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.registry import actions as registry
from nabij.registry.types import Layer, Topic
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.desk import note, told
from tests.casework.given import a_task
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN, account, child, household, somebody, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OF_THE_DOSSIER = ("Zeewind", "Deniz", "Zwijgwoord", "Schuldwoord")


def worker(name: str, role: Role, in_team: object) -> Actor:
    user = account(name)
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=role)
    Membership.objects.create(user=user, team=in_team, from_on=date(2010, 1, 1))
    return actor_of(user, on=clock.today())


@pytest.fixture
def at_the_door(page: Page, live_server: LiveServer) -> tuple[str, Actor]:
    """The address of the work, with an occupational therapist in the browser; and the contact person."""
    now, ours = clock.now(), team("Haven")
    erik = worker("erik", Role.OCCUPATIONAL_THERAPIST, ours)
    mirte = worker("mirte", Role.SOCIAL_WORKER, ours)
    home = household(mirte, somebody(), child("Deniz"), now=now)
    registry.become_contact_person(actor=mirte, household_id=home, now=now)
    note(mirte, home, told("Zwijgwoord", layer=Layer.SUMMARY, happened_at=now), now=now)
    note(mirte, home, told("Schuldwoord", topic=Topic.MONEY, happened_at=now), now=now)
    a_task(mirte, home, erik.staff_id or 0, now=now, reason="Kijk of een trapleuning past")
    client = Client()
    client.force_login(User.objects.get(pk=erik.staff_id))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.set_default_timeout(90_000)  # the first page of a process reads all rules
    return f"{live_server.url}/nl/werk/", mirte


def check(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    """Readable, no wider than the smallest phone, and without a word of the dossier."""
    assert_accessible(page)
    fits_a_small_phone(page)
    shown = page.content()
    assert [word for word in OF_THE_DOSSIER if word in shown] == []


def test_a_need_is_passed_on_from_the_start_page_in_four_interactions(
    page: Page, at_the_door: tuple[str, Actor], assert_accessible: Callable[[Page], None]
) -> None:
    """The task, the field with the words, the topic, pass on: the topic of the task stands there already."""
    work, mirte = at_the_door
    interactions = 0

    def done() -> None:
        nonlocal interactions
        interactions += 1

    page.goto(f"{work}taken/")
    expect(page.get_by_text("Kaai 4, 9901 Zonnedam")).to_be_visible()
    check(page, assert_accessible)
    page.get_by_role("link", name="Kijk of een trapleuning past").click()
    done()
    expect(page.get_by_role("heading", name="Geef een nood door")).to_be_visible()
    check(page, assert_accessible)
    page.get_by_label("Wat nodig is").fill("Een verwarming in de slaapkamer")
    done()
    page.get_by_label("Over").select_option("housing")
    done()
    page.get_by_role("button", name="Geef door").click()
    done()
    expect(page.get_by_text("Doorgegeven: het staat op de lijst van Mirte.")).to_be_visible()
    assert interactions <= 4
    check(page, assert_accessible)
    lines = queries.today_of(mirte, on=clock.today(), now=clock.now()).needs
    assert [line.what for line in lines] == ["Een verwarming in de slaapkamer"]


def test_own_notes_stay_and_the_end_of_the_task_reaches_the_contact_person(
    page: Page, at_the_door: tuple[str, Actor], assert_accessible: Callable[[Page], None]
) -> None:
    work, mirte = at_the_door
    page.goto(f"{work}taken/")
    page.get_by_role("link", name="Kijk of een trapleuning past").click()
    page.get_by_label("Notitie voor jezelf").fill("Derde trede zit los")
    page.get_by_role("button", name="Bewaar de notitie").click()
    expect(page.get_by_text("Je notitie is bewaard.")).to_be_visible()
    assert TaskNote.objects.get().words == "Derde trede zit los"
    page.get_by_text("Niet gelukt", exact=True).click()
    page.get_by_label("Voor de contactpersoon").fill("Niemand deed open")
    page.get_by_role("button", name="Beëindig").click()
    expect(page.get_by_text("Niemand vroeg je nu iets.")).to_be_visible()
    check(page, assert_accessible)
    (line,) = queries.today_of(mirte, on=clock.today(), now=clock.now()).tasks
    assert (line.is_done, line.line.what) == (False, "Niemand deed open")
