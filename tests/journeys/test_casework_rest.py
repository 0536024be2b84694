"""An appeal, a copy asked for at the table, a telephone of work, closings, and the page of a school."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.audit.models import SubjectRequest
from nabij.casework import actions
from nabij.casework.actions.feedback import Agreement
from nabij.casework.actions.guidance import Closing
from nabij.casework.actions.school_readers import let_school_read
from nabij.casework.types import ClosingOutcome, RightState
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry import queries as registered
from nabij.staff.models import User
from tests.casework import gate
from tests.casework.desk import NextStep, stands, start
from tests.casework.referral_desk import Network, network
from tests.casework.register_desk import moved
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import child, household, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]
AGREED = "Mo brengt zelf zijn boterhammen mee."


@pytest.fixture
def net() -> Network:
    return network()


def guided_here(net: Network, name: str = "Ayşe") -> int:
    """A household in guidance, as of this moment."""
    now = clock.now()
    number = household(net.noor, somebody(name, unlike_because="made up"), child("Mo"), now=now)
    registry.become_contact_person(actor=net.noor, household_id=number, now=now)
    start(net.noor, number, step=NextStep("Nagaan wat ze wil", clock.today()), now=now)
    return number


def come_in(page: Page, server: LiveServer, who: Actor) -> str:
    """The browser of a colleague; gives the address of the work side."""
    client = Client()
    client.force_login(User.objects.get(pk=who.staff_id))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}
    page.context.clear_cookies()
    page.context.add_cookies([cookie])
    page.set_default_timeout(90_000)  # the first page of a process reads all rules
    return f"{server.url}/nl/werk/"


def looked_at(page: Page, check: Check) -> None:
    """Accessible, and no wider than a small phone."""
    check(page)
    fits_a_small_phone(page)


def test_an_appeal_leads_to_the_register_and_then_stands_filled_in(
    page: Page, live_server: LiveServer, net: Network, assert_accessible: Check
) -> None:
    number = guided_here(net)
    work = come_in(page, live_server, net.noor)
    page.goto(f"{work}gezinnen/{number}/brieven/nieuw/appeal/")
    expect(page.get_by_text("staat geen weigering")).to_be_visible()
    looked_at(page, assert_accessible)
    page.get_by_role("link", name="Open het rechtenregister").click()
    expect(page).to_have_url(f"{work}gezinnen/{number}/register/")
    moved(net.noor, number, RightState.REFUSED, happened_on=clock.today(), now=clock.now())
    page.goto(f"{work}gezinnen/{number}/brieven/nieuw/appeal/")
    looked_at(page, assert_accessible)
    page.get_by_role("button", name="Bewaar de brief").click()
    expect(page.get_by_text("Bewaard zoals hij vertrok")).to_be_visible()


def test_at_the_table_a_copy_is_asked_for_in_one_click_and_the_number_of_work_is_shown(
    page: Page, live_server: LiveServer, net: Network, assert_accessible: Check
) -> None:
    number = guided_here(net)
    work = come_in(page, live_server, net.noor)
    page.goto(f"{work}mijn-account/")
    looked_at(page, assert_accessible)
    page.get_by_label("Mijn telefoon van het werk").fill("09 000 10 55")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je telefoon van het werk is veranderd")).to_be_visible()
    page.goto(f"{work}gezinnen/{number}/")
    expect(page.locator("#contact-person + p + p a")).to_be_visible()
    looked_at(page, assert_accessible)
    page.goto(f"{work}gezinnen/{number}/aan-tafel/")
    looked_at(page, assert_accessible)
    page.get_by_role("link", name="De hele lijst").click()
    looked_at(page, assert_accessible)
    page.get_by_role("link", name="Terug naar het scherm aan tafel").click()
    page.get_by_role("button", name="Vraag de kopie").click()
    expect(page.get_by_text("Je kopie is gevraagd")).to_be_visible()
    assert SubjectRequest.objects.count() == 1


def test_a_lead_looks_through_closings_and_opens_the_page_of_a_school_for_the_school(
    page: Page, live_server: LiveServer, net: Network, assert_accessible: Check
) -> None:
    number, now = guided_here(net), clock.now()
    closing = Closing(ClosingOutcome.REACHED, "De rekeningen zijn betaald", "Ze kunnen alleen verder")
    actions.close_guidance(
        actor=net.noor,
        household_id=number,
        closing=closing,
        base_version=stands(net.noor, number).version,
        client_id=uuid4(),
        now=now,
    )
    school = gate.setting(net.lead, "VBS De Brug")
    work = come_in(page, live_server, net.lead)
    page.goto(f"{work}bord/")
    page.get_by_role("link", name="in de laatste 30 dagen").click()
    expect(page.get_by_text("Ze kunnen alleen verder")).to_be_visible()
    looked_at(page, assert_accessible)
    page.goto(f"{work}plekken/{school}/")
    page.get_by_role("link", name="Wie afgesproken zinnen leest").click()
    page.get_by_label("Welke school leest hier").select_option("Kledingkast vzw")
    looked_at(page, assert_accessible)


def test_a_school_reads_what_was_agreed_for_its_pupils(
    page: Page, live_server: LiveServer, net: Network, assert_accessible: Check
) -> None:
    number, now = guided_here(net), clock.now()
    school = gate.setting(net.lead, "VBS De Brug")
    let_school_read(actor=net.lead, setting_id=school, team_id=net.store.pk, client_id=uuid4(), now=now)
    seen = registered.household(net.noor, number, purpose=Purpose.HELP, on=clock.today(), now=now)
    pupil = next(one.person_id for one in seen.members if one.naming.shown.startswith("Mo"))
    agreement = Agreement(pupil, school, AGREED, "moeder", clock.today())
    actions.agree_feedback(
        actor=net.noor, household_id=number, agreement=agreement, client_id=uuid4(), now=now
    )
    work = come_in(page, live_server, net.ada)
    page.goto(f"{work}doorverwijzingen/")
    page.get_by_role("link", name="Wat gezinnen afspraken dat je school mag lezen").click()
    expect(page.get_by_text(AGREED)).to_be_visible()
    looked_at(page, assert_accessible)
