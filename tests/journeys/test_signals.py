"""Somebody tells what they saw, a lead takes it up; and two services do not both call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework.models import PlannedCall, Signal
from nabij.kernel import clock
from nabij.registry import actions as registry
from nabij.staff.models import Membership, RoleGrant, Team, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.desk import NextStep, start
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN, account, household, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Enters = Callable[[User], None]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A small phone. That a form is shown again (422) is no fault of the page, any other complaint is."""
    context = browser.new_context(locale="nl-BE", viewport={"width": 360, "height": 780})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [one for one in complaints if "422" not in one] == []


@pytest.fixture
def enter(page: Page, live_server: LiveServer) -> Enters:
    """Lets somebody else sit down at the browser."""
    page.set_default_timeout(90_000)  # the first page of a process reads all rules

    def sit_down(user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.clear_cookies()
        page.context.add_cookies([cookie])

    return sit_down


def someone(name: str, role: Role, at: Team, *, is_lead: bool = False) -> User:
    user = account(name)
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=role)
    Membership.objects.create(user=user, team=at, from_on=clock.today(), is_lead=is_lead)
    return user


def tells_what_was_seen(page: Page, base: str, assert_accessible: Callable[[Page], None]) -> None:
    page.goto(f"{base}/nl/werk/signalen/")
    assert_accessible(page)
    page.get_by_role("link", name="Vertel wat je zag").click()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.locator("#id_seen").fill("De rolluiken bleven een week dicht")
    page.locator("#id_seen_where").fill("Molenstraat")
    page.locator("#id_seen_by").fill("een buurvrouw")
    page.locator("#id_concerns").fill("een vrouw die alleen woont")
    page.locator("label[for=id_is_family_told_1]").click()
    page.locator("#id_told_because").fill("Niemand deed open")
    page.locator("label[for=id_has_consent_1]").click()
    page.locator("#id_told_name").fill("Mira Molen")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Zeg waarom er geen toestemming is")).to_be_visible()
    expect(page.locator("#id_seen")).to_have_value("De rolluiken bleven een week dicht")
    assert_accessible(page)
    page.locator("#id_no_consent_because").fill("Kon niet gevraagd worden")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Je signaal is verstuurd")).to_be_visible()
    expect(page.get_by_text("Mira Molen")).to_have_count(0)


def takes_it_up_for_a_new_household(page: Page, base: str, assert_accessible: Callable[[Page], None]) -> None:
    page.goto(f"{base}/nl/werk/bord/")
    assert_accessible(page)
    page.get_by_role("link", name="Signalen om over te beslissen").click()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("link", name="Mira Molen").click()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.locator("#id_typed").fill("Molen")
    page.get_by_role("button", name="Zoek op").click()
    expect(page.get_by_text("Er is niemand gevonden")).to_be_visible()
    assert "Molen" not in page.url
    page.get_by_role("link", name="schrijf het gezin in").click()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.locator("#id_given").fill("Mira")
    page.locator("#id_family").fill("Molen")
    page.locator("#id_next_worker").select_option(label="Noor")
    page.get_by_role("button", name="Inschrijven en opnemen").click()
    expect(page.get_by_role("heading", name="Gezin Molen")).to_be_visible()
    assert Signal.objects.get().state == "taken_up"


def test_what_a_neighbour_saw_becomes_a_household_that_somebody_follows(
    page: Page, live_server: LiveServer, enter: Enters, assert_accessible: Callable[[Page], None]
) -> None:
    haven = team()
    tess, lena = (
        someone("tess", Role.COMMUNITY_WORKER, haven),
        someone("lena", Role.TEAM_LEAD, haven, is_lead=True),
    )
    someone("noor", Role.SOCIAL_WORKER, haven)
    enter(tess)
    tells_what_was_seen(page, live_server.url, assert_accessible)
    enter(lena)
    takes_it_up_for_a_new_household(page, live_server.url, assert_accessible)
    enter(tess)
    page.goto(f"{live_server.url}/nl/werk/signalen/")
    expect(page.get_by_text("Het team neemt het op")).to_be_visible()


def test_a_second_call_on_one_day_asks_for_a_reason(
    page: Page, live_server: LiveServer, enter: Enters, assert_accessible: Callable[[Page], None]
) -> None:
    haven, now = team(), clock.now()
    noor, kim = someone("noor", Role.SOCIAL_WORKER, haven), someone("kim", Role.FAMILY_COACH, haven)
    by = actor_of(noor, on=clock.today())
    number = household(by, now=now)
    registry.become_contact_person(actor=by, household_id=number, now=now)
    start(by, number, step=NextStep("Call the school", clock.today()), now=now)
    home = f"{live_server.url}/nl/werk/gezinnen/{number}/"
    day = f"{clock.today() + timedelta(days=2):%d/%m/%Y}"
    for user in (noor, kim):
        enter(user)
        page.goto(home)
        page.get_by_role("link", name="Plan een telefoontje of bezoek").click()
        assert_accessible(page)
        fits_a_small_phone(page)
        page.locator("#id_on").fill(day)
        page.get_by_role("button", name="Plan het").click()
    expect(page.get_by_text("zeg hieronder waarom")).to_be_visible()
    assert_accessible(page)
    page.locator("#id_because").fill("Ze belde zelf")
    page.get_by_role("button", name="Plan het").click()
    expect(page.get_by_role("heading", name="Gepland contact")).to_be_visible()
    assert_accessible(page)
    assert PlannedCall.objects.count() == 2
    page.goto(f"{live_server.url}/nl/werk/vandaag/")
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("button", name="Klaar").click()
    expect(page.locator("#id_note")).to_be_visible()
    assert PlannedCall.objects.get(planned_by=kim).state == "done"
