"""A campaign lead fills in who goes, sees the hours, plans the rounds, looks at one and prints the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.campaigns import actions
from nabij.campaigns.models import Shift, Stop, Target
from nabij.campaigns.types import DayPart
from nabij.kernel import clock
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.campaigns.rounds import a_door_campaign, a_station, goes, plan
from tests.campaigns.town import Round as Town
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


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
def at() -> Town:
    """A running campaign to six doors, with one visitor who goes on no day yet."""
    now, today = clock.now(), clock.today()
    town = a_door_campaign(
        doors=6, visitors=1, now=now, from_on=today, until_on=today + timedelta(days=60), reference_on=today
    )
    a_station()
    RoleGrant.objects.create(user_id=town.lead.staff_id, role=Role.CAMPAIGN_LEAD)
    TownGrant.objects.create(user_id=town.lead.staff_id, town=TOWN)
    actions.start_campaign(
        actor=town.lead, campaign_id=town.campaign_id, base_version=town.campaign.version, now=now
    )
    Target.objects.update(due_at=now)
    return town


def come_in(page: Page, home: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": home}])
    page.set_default_timeout(90_000)  # the first page of a process reads all rules


def test_who_goes_when_is_filled_in(
    page: Page, at: Town, live_server: LiveServer, assert_accessible: Check
) -> None:
    come_in(page, live_server.url, User.objects.get(pk=at.lead.staff_id))
    page.goto(f"{live_server.url}/nl/werk/campagnes/{at.campaign_id}/")
    page.get_by_role("link", name="Rondes").click()
    expect(page.get_by_text("Vul eerst in wie wanneer gaat")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Wie gaat wanneer").click()
    day = clock.today() + timedelta(days=1)
    page.get_by_label("Eerste dag").fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Laatste dag").fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Ook op zaterdag en zondag").check()
    page.get_by_label("Waar begint het?").select_option(label="Station")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("Vul dit in.")).to_be_visible()  # which part of the day
    page.get_by_label("Namiddag, 13.00 tot 17.00 uur").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("13:00–17:00")).to_be_visible()
    assert Shift.objects.get().day == day
    assert_accessible(page)
    fits_a_small_phone(page)


def test_from_the_hours_to_a_sheet_in_the_hand(
    page: Page, at: Town, live_server: LiveServer, assert_accessible: Check
) -> None:
    goes(at, day=clock.today() + timedelta(days=1), part=DayPart.AFTERNOON, now=clock.now())
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if not one.url.startswith("data:") else None)
    come_in(page, live_server.url, User.objects.get(pk=at.lead.staff_id))
    page.goto(f"{live_server.url}/nl/werk/campagnes/{at.campaign_id}/rondes/")
    page.get_by_role("link", name="Plan rondes").click()
    expect(page.get_by_role("cell", name="4 u 00")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("button", name="Plan").click()
    expect(page.get_by_text("6 van 6 deuren zitten in een ronde.")).to_be_visible()
    assert Stop.objects.open().count() == 6
    assert_accessible(page)

    page.get_by_role("link", name="Naar de rondes", exact=True).click()
    expect(page.get_by_role("region", name="Tekening van de rondes")).to_be_visible()
    expect(page.get_by_role("link", name="Ronde A, deur 1")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("link", name="Bezoeker0").click()
    expect(page.get_by_text("Godelieve Peerdam1")).to_be_visible()
    the_map_is_walked_with_the_keyboard(page)
    page.get_by_role("button", name="Noteer als beloofd").first.click()
    expect(page.get_by_text("opnieuw plannen houdt het")).to_be_visible()
    assert Target.objects.exclude(promised_from=None).count() == 1
    assert_accessible(page)
    fits_a_small_phone(page)
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Druk het blad af").click()
    assert loaded.value.suggested_filename.startswith("ronde-")
    assert {urlsplit(one).netloc for one in asked} == {urlsplit(live_server.url).netloc}


def the_map_is_walked_with_the_keyboard(page: Page) -> None:
    """Nearer with a key, back with a button, and from a door on the map to its line in the list."""
    room = page.get_by_role("region", name="Tekening van deze ronde")
    door = room.get_by_role("link", name="Deur 3")
    before = door.bounding_box()
    room.focus()
    page.keyboard.press("+")
    expect(room.get_by_role("button", name="Verder weg")).to_be_visible()
    expect(room).not_to_have_class("leaflet-zoom-anim")
    assert door.bounding_box() != before
    door.focus()
    page.keyboard.press("Enter")
    line = page.locator("#stop-3")
    assert page.url.endswith("#stop-3")
    expect(line).to_be_in_viewport()


def test_without_a_script_the_drawing_stays(browser: Browser, at: Town, live_server: LiveServer) -> None:
    goes(at, day=clock.today() + timedelta(days=1), now=clock.now())
    plan(at, clock.now(), from_on=clock.today())
    context = browser.new_context(locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    come_in(page, live_server.url, User.objects.get(pk=at.lead.staff_id))
    page.goto(f"{live_server.url}/nl/werk/campagnes/{at.campaign_id}/rondes/")
    expect(page.get_by_role("img", name="Tekening van de rondes")).to_be_visible()
    expect(page.get_by_text("Met twee vingers")).to_be_hidden()
    context.close()
