"""A worker on a phone: a contact in a few taps, nothing typed is lost, and the next worker finds nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework.models import ContactDraft, ContactMoment, Guidance
from nabij.kernel import clock
from nabij.registry import actions as registry
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.desk import NextStep, a_goal, start
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN, account, household, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home(page: Page, live_server: LiveServer) -> tuple[str, User]:
    """The address of a household in guidance, in the browser of its contact person."""
    user, now = account("noor"), clock.now()
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=user, team=team(), from_on=clock.today())
    by = actor_of(user, on=clock.today())
    number = household(by, now=now)
    registry.become_contact_person(actor=by, household_id=number, now=now)
    start(by, number, step=NextStep("Call the school", clock.today()), now=now)
    a_goal(by, number, now=now)
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.set_default_timeout(90_000)  # the first page of a process reads all rules
    return f"{live_server.url}/nl/werk/gezinnen/{number}/", user


def test_a_contact_in_six_interactions_and_the_step_after_it(
    page: Page, home: tuple[str, User], assert_accessible: Callable[[Page], None]
) -> None:
    """AC-J3.1: at most six interactions from the page of the household."""
    address, _user = home
    page.goto(address)
    assert_accessible(page)
    page.get_by_role("link", name="Nieuw contact").click()
    assert_accessible(page)
    page.get_by_text("Schoolpoort", exact=True).click()
    page.locator("#id_note").fill("Deniz start op woensdag")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Deniz start op woensdag")).to_be_visible()
    assert ContactMoment.objects.get().channel == "school_gate"
    page.get_by_role("link", name="Klaar").click()
    assert_accessible(page)
    page.locator("#id_step").fill("Vraag hoe het ging")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Vraag hoe het ging")).to_be_visible()
    assert Guidance.objects.get().ended_steps.get().end == "done"
    for part in ("contacten/", "begeleiding/", "plan/", "plan/papier/", "../../vandaag/"):
        page.goto(address + part)
        assert_accessible(page)
        fits_a_small_phone(page)


def names_on_device(page: Page) -> list[str]:
    """The names of what this browser keeps on its disk."""
    return page.evaluate(
        """() => new Promise(done => {
            indexedDB.open("nabij-offline").onsuccess = opened => {
                const asked = opened.target.result.transaction("boxes").objectStore("boxes").getAllKeys();
                asked.onsuccess = () => { opened.target.result.close(); done(asked.result); };
            };
        })"""
    )


def test_typed_text_outlives_the_page_and_goes_when_somebody_logs_out(
    page: Page, home: tuple[str, User]
) -> None:
    address, _user = home
    page.goto(address + "contacten/nieuw/")
    page.locator("#id_note").fill("Een lang verhaal")
    page.locator("[data-draft-told]").get_by_text("bijgehouden").wait_for()
    assert ContactDraft.objects.get().content["note"] == "Een lang verhaal"
    expect(page.locator("form[data-draft-on-disk]")).to_be_attached()
    assert names_on_device(page) == [f"nabij-draft-{address.rstrip('/').rsplit('/')[-1]}"]
    ContactDraft.objects.all().delete()  # as if the server never got it
    page.goto("about:blank")
    page.goto(address + "contacten/nieuw/")
    expect(page.locator("#id_note")).to_have_value("Een lang verhaal")
    page.goto(address)
    expect(page.locator("[data-later]")).to_have_count(0, timeout=60_000)  # what is on its way would fail
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_load_state()
    assert page.evaluate("indexedDB.databases()") == []
