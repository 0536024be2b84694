"""J6: a coordinator of packages names who delivers, plans and stops rounds; the deliverer sees the bags."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.campaigns import actions
from nabij.campaigns.models import Planning, Round, Stop
from nabij.campaigns.queries.asking_rounds import Wanted
from nabij.demo.households import load_places
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.registry.actions.places import keep_door
from nabij.registry.types import Door
from nabij.staff.models import RoleGrant, TownGrant
from nabij.staff.types import Role
from tests.campaigns.packs import Packs, a_list, packs, running
from tests.campaigns.rounds import LITTLE, a_station, a_visitor
from tests.journeys.test_packages import come_in, look, page  # noqa: F401
from tests.registry.people import TOWN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
FAMILIES = (
    ("Aylin Yildiz", "Kaai 4", [("Emre", "Yildiz", "2019-03-12"), ("Lina", "Yildiz", "2022-08-04")]),
    ("Katrien Peerdam", "Kaai 9", [("Jef", "Peerdam", "2016-12-25")]),
)


@pytest.fixture
def at() -> Packs:
    """Packages that go out from today on, of a list that the coordinator leads."""
    load_places()
    door = Door("Kaai", "4", postcode="9901", municipality="Zonnedam", latitude=51.36, longitude=2.91)
    keep_door(TOWN, door)
    a_station()
    found, today = packs(), clock.today()
    TownGrant.objects.create(user_id=found.lead.staff_id, town=TOWN)
    RoleGrant.objects.create(user_id=found.lead.staff_id, role=Role.PACKAGE_COORDINATOR)
    for one in a_list(found, *FAMILIES, until_on=today + timedelta(days=200)).doors.all():
        one.said["addresses"][0]["value"] = one.said["addresses"][0]["value"].replace("8599", "9901")
        one.save(update_fields=["said"])
    until = today + timedelta(days=20)
    running(found, from_on=today, until_on=until, reference_on=until)
    return found


def test_from_the_package_page_to_a_round_with_its_bags(
    page: Page,  # noqa: F811
    live_server: LiveServer,
    at: Packs,
    assert_accessible: Check,
) -> None:
    deliverer = a_visitor("Bas", Role.DELIVERER)
    come_in(page, live_server.url, at.lead)
    page.goto(f"{live_server.url}/nl/werk/pakketten/{at.campaign_id}/")
    look(page, assert_accessible)
    page.get_by_role("link", name="Wie bezorgt, en wanneer").click()
    page.get_by_label("Voeg iemand toe die gaat").select_option(label="Bas")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("button", name="Haal Bas eraf")).to_be_visible()
    look(page, assert_accessible)
    day = (clock.today() + timedelta(days=1)).strftime("%d/%m/%Y")
    page.get_by_label("Eerste dag").fill(day)
    page.get_by_label("Laatste dag").fill(day)
    page.get_by_label("Ook op zaterdag en zondag").check()
    page.get_by_label("Voormiddag").check()
    page.get_by_label("Hoeveel pakketten gaan mee?").fill("10")
    page.get_by_role("button", name="Toevoegen").first.click()
    expect(page.get_by_text("10 pakketten gaan mee")).to_be_visible()
    page.goto(f"{live_server.url}/nl/werk/campagnes/{at.campaign_id}/rondes/plannen/")
    look(page, assert_accessible)
    planned(at)
    page.goto(f"{live_server.url}/nl/werk/campagnes/{at.campaign_id}/rondes/")
    look(page, assert_accessible)
    page.get_by_role("link", name="Bas").click()
    expect(page.get_by_text("3 pakketten: 1 × K Kleuters, 2 × L Lagere school")).to_be_visible()
    expect(page.get_by_text("zak 0001, 2 pakketten")).to_be_visible()
    look(page, assert_accessible)
    seen_by_the_deliverer(page, live_server.url, deliverer, assert_accessible)
    come_in(page, live_server.url, at.lead)
    page.goto(f"{live_server.url}/nl/werk/rondes/{Round.objects.get().pk}/")
    page.get_by_text("Stop deze ronde", exact=True).click()
    look(page, assert_accessible)
    page.get_by_role("button", name="Stop deze ronde nu").click()
    expect(page.get_by_text("Deze ronde is gestopt op")).to_be_visible()
    look(page, assert_accessible)
    assert not Stop.objects.open().exists()


def planned(at: Packs) -> None:
    """As *Plan now* does, with few turns so that it is quick on any machine."""
    day, now = clock.today() + timedelta(days=1), clock.now()
    number = actions.ask_planning(
        actor=at.lead, campaign_id=at.campaign_id, wanted=Wanted(day, day), client_id=uuid.uuid4(), now=now
    )
    actions.carry_out(number, moment=clock.now, effort=LITTLE)
    assert Planning.objects.get().planned == 2


def seen_by_the_deliverer(page: Page, home: str, deliverer: Actor, check: Check) -> None:  # noqa: F811
    """On the page of today and on the phone, sealed: the round is brought to today for that."""
    now = clock.now()
    Round.objects.update(day=clock.today(), begins_at=now, ends_at=now + timedelta(hours=2))
    come_in(page, home, deliverer)
    page.goto(f"{home}/nl/werk/ronde/")
    expect(page.get_by_role("heading", name="Neem mee")).to_be_visible()
    expect(page.get_by_text("zak 0001, 2 pakketten").first).to_be_visible()
    look(page, check)
    page.goto(f"{home}/nl/werk/ronde/mee/")
    expect(page.locator("[data-round][data-ready]")).to_be_attached()
    page.get_by_label("Kies een code van minstens 6 cijfers").fill("482915")
    page.get_by_label("Dezelfde code nog eens").fill("482915")
    page.get_by_role("button", name="Neem mijn ronde mee").click()
    expect(page.locator("[data-view=door]").get_by_text("zak 000")).to_be_visible()
    look(page, check)
    page.get_by_role("button", name="Alle deuren").click()
    expect(page.get_by_text("3 pakketten: 1 × K Kleuters")).to_be_visible()
    look(page, check)
