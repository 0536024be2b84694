"""A worker on the way: a visit from plan to note, a call that colleagues see, and a letter in four taps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework.models import ContactMoment, Document, Visit
from nabij.kernel import clock
from nabij.registry import actions as registry
from nabij.staff.models import Membership, RoleGrant, Team, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.letters import photo
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN, account, household, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def worker(name: str, role: Role, ours: Team, *, is_lead: bool = False) -> User:
    user = account(name)
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=role)
    Membership.objects.create(user=user, team=ours, from_on=clock.today(), is_lead=is_lead)
    return user


def enter(page: Page, server: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}
    page.context.add_cookies([cookie])
    page.set_default_timeout(90_000)  # the first page of a process reads all rules


@pytest.fixture
def at(page: Page, live_server: LiveServer) -> tuple[str, User]:
    """The page of a household in the browser of its contact person, and her team lead."""
    ours = team()
    noor = worker("noor", Role.SOCIAL_WORKER, ours)
    lea = worker("lea", Role.TEAM_LEAD, ours, is_lead=True)
    by, now = actor_of(noor, on=clock.today()), clock.now()
    number = household(by, now=now)
    registry.become_contact_person(actor=by, household_id=number, now=now)
    enter(page, live_server, noor)
    return f"{live_server.url}/nl/werk/gezinnen/{number}/", lea


def the_lead_sees_to_it(
    browser: Browser, live_server: LiveServer, lea: User, assert_accessible: Callable[[Page], None]
) -> None:
    """In a browser of her own the lead is called, looks who is out, and takes it on."""
    of_lead = browser.new_context().new_page()
    enter(of_lead, live_server, lea)
    of_lead.goto(f"{live_server.url}/nl/werk/bord/")
    call = of_lead.locator("[data-live] .n-problem")
    expect(call).to_contain_text("Noor vroeg om")
    assert_accessible(of_lead)
    fits_a_small_phone(of_lead)
    of_lead.get_by_role("link", name="Wie is nu onderweg").click()
    expect(call).to_contain_text("Noor vroeg om")
    assert_accessible(of_lead)
    of_lead.get_by_role("link", name="Open het bezoek").first.click()
    of_lead.get_by_role("button", name="Ik zorg ervoor").click()
    expect(of_lead.get_by_text("Lea zorgt ervoor").first).to_be_visible()
    of_lead.context.close()


def test_a_visit_from_plan_to_note_and_a_call_that_the_lead_takes_on(
    page: Page,
    browser: Browser,
    live_server: LiveServer,
    at: tuple[str, User],
    assert_accessible: Callable[[Page], None],
) -> None:
    address, lea = at
    page.goto(address)
    page.get_by_role("link", name="Plan een bezoek").click()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.locator("#id_day").fill(f"{clock.today() + timedelta(days=1):%d/%m/%Y}")
    page.locator("#id_begin").fill("10:00")
    page.locator("#id_until").fill("11:00")
    page.locator("#id_safety_note").fill("De bel is stuk")
    page.get_by_role("button", name="Plan en begin nu").click()
    expect(page.get_by_text("De bel is stuk")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("button", name="Ik heb iemand nodig").click()
    expect(page.get_by_text("Noor vroeg om")).to_be_visible()
    expect(page.locator("[data-live] .n-problem")).to_be_visible()
    assert_accessible(page)

    the_lead_sees_to_it(browser, live_server, lea, assert_accessible)
    page.get_by_role("button", name="Ik ben buiten").click()
    expect(page.get_by_role("radio", name="Huisbezoek")).to_be_checked()
    page.locator("#id_note").fill("Koffie gedronken")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Koffie gedronken")).to_be_visible()
    assert Visit.objects.get().state == "ended"
    assert ContactMoment.objects.get().channel == "home_visit"


def test_a_letter_in_four_interactions_from_the_household(
    page: Page, at: tuple[str, User], assert_accessible: Callable[[Page], None]
) -> None:
    """AC-J2.4: the photo, and at most three taps beside it."""
    address, _lea = at
    page.goto(address)
    page.get_by_role("link", name="Brief toevoegen").click()  # 1
    assert_accessible(page)
    fits_a_small_phone(page)
    assert page.locator("#id_file").get_attribute("capture") == "environment"
    letter = {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.locator("#id_file").set_input_files(letter)  # 2 and 3: open the camera, take the photo
    page.get_by_role("button", name="Bewaar").click()  # 4
    expect(page.get_by_role("heading", name="Documenten")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    assert Document.objects.get().media_type == "image/jpeg"
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Brief", exact=True).click()
    assert b"Telefoon" not in Path(downloading.value.path()).read_bytes()
    page.goto(address + "../../herinneringen/")
    page.get_by_role("button", name="Maak een adres").click()
    assert page.locator("#address").input_value().endswith("nabij.ics")
    assert_accessible(page)
    fits_a_small_phone(page)
