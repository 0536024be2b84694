"""A worker and the rights of a household: applied for, refused, told to the editors, who look at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework.models import CaseProposal, HeldRight
from nabij.kernel import clock
from nabij.registry import actions as registry
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN, account, child, household, somebody, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HELP_WITH_DEBTS = "budgetbegeleiding_schuldbemiddeling"
"""The rules say yes to everybody, and the law gives the term for an answer."""


def enter(page: Page, home: str, user: User) -> None:
    """Go on as this user."""
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}
    page.context.add_cookies([cookie])


@pytest.fixture
def address(page: Page, live_server: LiveServer) -> str:
    """The page of a household with a child, in the browser of its contact person."""
    user, now = account("noor"), clock.now()
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=user, team=team(), from_on=clock.today())
    by = actor_of(user, on=clock.today())
    number = household(by, somebody(), child("Lina"), now=now)
    registry.become_contact_person(actor=by, household_id=number, now=now)
    enter(page, live_server.url, user)
    page.set_default_timeout(90_000)  # the first page of a process reads all rules
    return f"{live_server.url}/nl/werk/gezinnen/{number}/"


def looked_at(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    """Axe, and no sideways scroll at 320 px."""
    assert_accessible(page)
    fits_a_small_phone(page)


def test_from_possible_to_a_refusal_that_reaches_the_editors_without_a_name(
    page: Page, address: str, assert_accessible: Callable[[Page], None]
) -> None:
    page.goto(address)
    page.get_by_role("link", name="Het hele register").click()
    expect(page.get_by_role("heading", name="Rechtenregister")).to_be_visible()
    looked_at(page, assert_accessible)
    page.get_by_role("link", name="Hulp met je budget en je schulden").click()
    looked_at(page, assert_accessible)
    page.get_by_role("link", name="Aangevraagd", exact=True).click()
    page.locator("#id_note").fill("Samen het formulier ingevuld")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Samen het formulier ingevuld")).to_be_visible()
    assert HeldRight.objects.get().state == "applied"
    page.get_by_role("link", name="Geweigerd", exact=True).click()
    looked_at(page, assert_accessible)
    page.locator("#id_note").fill("Ayşe Zeewind is al ergens anders geholpen")
    page.locator("#id_term_number").fill("30")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Laatste dag om in beroep te gaan")).to_be_visible()
    page.get_by_role("link", name="Bekijk het voorbeeld").click()
    looked_at(page, assert_accessible)
    sent = page.locator("pre").inner_text()
    assert "Ayşe" not in sent
    assert "Zeewind" not in sent
    page.get_by_role("button", name="Stuur naar de redacteurs").click()
    expect(page.get_by_role("link", name="Bekijk het voorbeeld")).to_have_count(0)
    assert CaseProposal.objects.get().state == "new"


def test_an_editor_takes_a_case_over(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None]
) -> None:
    case = {"name": "a decision: refused", "on": "2026-11-01", "persons": [{}], "expect": {"answer": "no"}}
    CaseProposal.objects.create(right_id=HELP_WITH_DEBTS, case=case, engine_said="yes", month="2026-11")
    editor = account("edith")
    RoleGrant.objects.create(user=editor, role=Role.EDITOR)
    enter(page, live_server.url, editor)
    page.set_default_timeout(90_000)  # the first page of a process reads all rules
    page.goto(f"{live_server.url}/nl/werk/beslissingen/")
    looked_at(page, assert_accessible)
    page.get_by_role("link", name="Hulp met je budget en je schulden").click()
    looked_at(page, assert_accessible)
    page.get_by_role("button", name="Neem over als voorbeeld").click()
    expect(page.get_by_text("Overgenomen")).to_be_visible()
    assert CaseProposal.objects.get().state == "accepted"
    page.goto(f"{live_server.url}/nl/werk/beslissingen/trefzekerheid/")
    looked_at(page, assert_accessible)
