"""A budget that the family reads along, and a list of partners that an administrator lets in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework.models import BudgetFact
from nabij.kernel import clock
from nabij.registry import actions as registry
from nabij.staff.models import Membership, RoleGrant, Team, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.desk import start
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN, account, household, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Accessible = Callable[[Page], None]
SLOW = 60_000
"""Milliseconds to wait at most, on a machine with much other work."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone in Dutch."""
    opened = browser.new_context(viewport={"width": 360, "height": 780}, locale="nl-BE")
    opened.set_default_timeout(90_000)  # the first page of a process reads all rules
    yield opened
    opened.close()


def a_page_of(context: BrowserContext, server: LiveServer, user: User) -> Page:
    """A page of somebody who came in, with a second step of just now."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": server.url}])
    return context.new_page()


def somebody_as(name: str, role: Role) -> User:
    user = account(name)
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=role)
    return user


def looked_at(page: Page, assert_accessible: Accessible) -> None:
    """The page is for everybody, and does not scroll sideways on a small phone."""
    assert_accessible(page)
    fits_a_small_phone(page)


def test_a_budget_is_written_down_and_the_family_reads_the_same(
    context: BrowserContext, live_server: LiveServer, assert_accessible: Accessible
) -> None:
    ours, now = team(), clock.now()
    noor = somebody_as("noor", Role.SOCIAL_WORKER)
    Membership.objects.create(user=noor, team=ours, from_on=clock.today())
    by = actor_of(noor, on=clock.today())
    home = household(by, now=now)
    registry.become_contact_person(actor=by, household_id=home, now=now)
    start(by, home, now=now)
    page = a_page_of(context, live_server, noor)
    base = f"{live_server.url}/nl/werk/gezinnen/{home}/"
    page.goto(f"{base}budget/")
    looked_at(page, assert_accessible)
    for side, amount in (("Komt binnen", "1094,30"), ("Gaat buiten", "685")):
        page.get_by_role("link", name=f"Toevoegen ({side})").click()
        page.get_by_label("euro").fill(amount)
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_role("heading", name="Budget", exact=True)).to_be_visible(timeout=SLOW)
    page.get_by_role("link", name="Toevoegen (Schulden)").click()
    looked_at(page, assert_accessible)
    page.get_by_label("Aan wie is de schuld?").fill("Zonnedamse Energie")
    page.get_by_label("nog te betalen").fill("412,80")
    page.get_by_label("afbetaald").fill("30")
    page.get_by_role("button", name="Bewaar").click()
    # 1094,30 - 685 - 30 = 379,30 a month; x 12 / 52 = 87,53 a week
    expect(page.locator("main")).to_contain_text("87,53", timeout=SLOW)
    looked_at(page, assert_accessible)
    page.get_by_role("link", name="Zonnedamse Energie").click()
    looked_at(page, assert_accessible)
    page.get_by_label("nog te betalen").fill("veel")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Dit is geen bedrag")).to_be_visible(timeout=SLOW)
    page.get_by_label("nog te betalen").fill("382,80")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("main")).to_contain_text("382,80", timeout=SLOW)
    assert BudgetFact.objects.count() == 4
    page.goto(f"{base}aan-tafel/")
    expect(page.get_by_role("region", name="Ons budget")).to_contain_text("87,53", timeout=SLOW)


def test_an_administrator_lets_partners_in_with_a_list(
    context: BrowserContext, live_server: LiveServer, assert_accessible: Accessible
) -> None:
    page = a_page_of(context, live_server, somebody_as("ann", Role.ADMINISTRATOR))
    page.goto(f"{live_server.url}/nl/werk/partners/")
    looked_at(page, assert_accessible)
    rows = [
        "Organisatie;Soort;Naam;E-mail",
        "Soep vzw;Voedselhulp;Ada Roos;ada@soep.example",
        "Pan vzw;;Bo;bo",
    ]
    content = "\n".join(rows).encode()
    page.get_by_label("Lijst van partners").set_input_files(
        {"name": "partners.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Bekijk wat er zou veranderen").click()
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_visible(timeout=SLOW)
    expect(page.locator("main")).to_contain_text("Rij 3: “bo” is geen e-mailadres", timeout=SLOW)
    looked_at(page, assert_accessible)
    assert not Team.objects.exists()
    page.get_by_role("button", name="Neem het op").click()
    expect(page.get_by_role("heading", name="De partners zijn binnen")).to_be_visible(timeout=SLOW)
    expect(page.locator("main")).to_contain_text("Ada Roos", timeout=SLOW)
    looked_at(page, assert_accessible)
    assert Team.objects.get().organisation == "Soep vzw"
