"""A family is referred and comes back with an outcome: between a worker, a partner and the lead of a team."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework.models import Referral
from nabij.kernel import clock
from nabij.registry import actions as registry
from nabij.registry.types import ContactKind
from nabij.staff.models import Membership, RoleGrant, Team, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN, account, household, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Accessible = Callable[[Page], None]


@dataclass
class Network:
    """Three people, each in a browser of their own, and the number of a household."""

    noor: Page
    lena: Page
    ada: Page
    base: str
    home: int


@pytest.fixture
def network(browser: Browser, live_server: LiveServer) -> Iterator[Network]:
    ours, store = team(), Team.objects.create(name="Kast", town=TOWN, organisation="Kledingkast vzw")
    noor = _somebody("noor", Role.SOCIAL_WORKER, ours)
    lena = _somebody("lena", Role.TEAM_LEAD, ours, leads=True)
    ada = _somebody("ada", Role.PARTNER, store)
    by, now = actor_of(noor, on=clock.today()), clock.now()
    number = household(by, now=now)
    registry.become_contact_person(actor=by, household_id=number, now=now)
    registry.add_contact_point(
        actor=by,
        household_id=number,
        person_id=None,
        kind=ContactKind.PHONE,
        typed="0499 00 11 22",
        client_id=uuid.uuid4(),
        now=now,
    )
    contexts = [browser.new_context(viewport={"width": 360, "height": 780}, locale="nl-BE") for _ in range(3)]
    pages = []
    for context, user in zip(contexts, (noor, lena, ada), strict=True):
        client = Client()
        client.force_login(user)
        value = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        context.set_default_timeout(90_000)  # the first page of a process reads all rules
        pages.append(context.new_page())
    yield Network(*pages, base=f"{live_server.url}/nl/werk/", home=number)
    for context in contexts:
        context.close()


def _somebody(name: str, role: Role, of: Team, *, leads: bool = False) -> User:
    user = account(name)
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=role)
    Membership.objects.create(user=user, team=of, from_on=clock.today(), is_lead=leads)
    return user


def looked_at(page: Page, assert_accessible: Accessible) -> None:
    """The page is for everybody, and does not scroll sideways on a small phone."""
    assert_accessible(page)
    fits_a_small_phone(page)


def test_a_worker_refers_the_partner_takes_it_on_and_the_outcome_comes_back(
    network: Network, assert_accessible: Accessible
) -> None:
    noor, ada = network.noor, network.ada
    noor.goto(f"{network.base}gezinnen/{network.home}/")
    noor.get_by_role("link", name="Verwijs door").click()
    looked_at(noor, assert_accessible)
    noor.get_by_label("Naar wie?").select_option(label="Kledingkast vzw")
    noor.get_by_label("Wat vraag je?").fill("Een winterjas, maat 116")
    noor.get_by_text("Het gezin gaat akkoord", exact=True).click()
    noor.get_by_label("Hoe gingen ze akkoord?").select_option(label="Mondeling")
    noor.get_by_label("Naam:").check()
    noor.get_by_role("button", name="Toon wat zij lezen").click()
    expect(noor.get_by_role("heading", name="Precies dit leest Kledingkast vzw")).to_be_visible()
    expect(noor.get_by_text("0499 00 11 22")).to_have_count(0)  # was not ticked
    looked_at(noor, assert_accessible)
    noor.get_by_role("button", name="Verstuur").click()
    expect(noor.get_by_role("heading", name="Doorverwijzing naar Kledingkast vzw")).to_be_visible()
    looked_at(noor, assert_accessible)

    ada.goto(f"{network.base}doorverwijzingen/")
    looked_at(ada, assert_accessible)
    ada.get_by_role("link", name="Ayşe Zeewind").click()
    looked_at(ada, assert_accessible)
    ada.get_by_role("link", name="Ik neem dit op").click()
    ada.get_by_role("button", name="Ik neem dit op").click()
    expect(ada.get_by_text("Ada volgt dit nu op.")).to_be_visible()
    ada.get_by_role("link", name="Rond af, met wat ervan kwam").click()
    looked_at(ada, assert_accessible)
    ada.get_by_text("Het gezin is geholpen", exact=True).click()
    ada.get_by_label("In een paar woorden").fill("De jas past")
    ada.get_by_role("button", name="Rond af").click()
    expect(ada.get_by_text("Spreek deze woorden eerst af")).to_be_visible()
    expect(ada.get_by_label("In een paar woorden")).to_have_value("De jas past")
    ada.get_by_label("Het gezin vindt het goed").check()
    ada.get_by_role("button", name="Rond af").click()
    expect(ada.get_by_text("Het gezin is geholpen").first).to_be_visible()

    noor.reload()
    expect(noor.get_by_text("De jas past")).to_be_visible()
    assert Referral.objects.get().outcome == "helped"


def test_a_partner_refers_to_the_town_reads_who_sees_to_it_and_hears_the_outcome(
    network: Network, assert_accessible: Accessible
) -> None:
    told_to_the_town(network, assert_accessible)
    found_by_the_lead(network.lena, network.base, assert_accessible)
    answered_and_finished(network.ada, network.lena)
    ada, lena = network.ada, network.lena
    ada.reload()
    expect(ada.get_by_text("Het gezin is geholpen").first).to_be_visible()
    for page, part in (
        (network.noor, f"gezinnen/{network.home}/"),
        (lena, "bord/"),
        (network.noor, "vandaag/"),
    ):
        page.goto(network.base + part)
        looked_at(page, assert_accessible)


def told_to_the_town(network: Network, assert_accessible: Accessible) -> None:
    """The partner fills in the form, first without a way to reach the family."""
    ada = network.ada
    ada.goto(f"{network.base}doorverwijzingen/")
    ada.get_by_role("link", name="Verwijs iemand door naar de stad").click()
    looked_at(ada, assert_accessible)
    assert (
        ada.locator("main form [name]:not([type=hidden])").evaluate_all(
            "fields => new Set(fields.map(one => one.name).filter(Boolean)).size"
        )
        <= 15
    )  # AC-J10.1
    ada.get_by_label("Wat wordt er gevraagd?").fill("Kan de schoolreis niet betalen")
    ada.get_by_text("Het gezin gaat akkoord", exact=True).click()
    ada.get_by_label("Hoe gingen ze akkoord?").select_option(label="Mondeling")
    ada.get_by_label("Naam", exact=True).fill("Ayşe Zeewind")
    ada.get_by_role("button", name="Verstuur").click()
    expect(ada.get_by_text("Anders kan niemand het gezin bereiken")).to_be_visible()
    ada.get_by_label("Telefoon", exact=True).fill("0499 00 11 22")
    ada.get_by_role("button", name="Verstuur").click()
    expect(ada.get_by_text("Lena volgt dit nu op.")).to_be_visible()


def found_by_the_lead(lena: Page, base: str, assert_accessible: Accessible) -> None:
    """The lead says which household it is, and asks something back."""
    lena.goto(f"{base}doorverwijzingen/")
    lena.get_by_role("link", name="Ayşe Zeewind").click()
    lena.get_by_role("link", name="Welk gezin is dit?").click()
    lena.get_by_role("button", name="Zoek het gezin").click()
    looked_at(lena, assert_accessible)
    lena.get_by_role("button", name="Dit is het gezin").click()
    lena.get_by_role("link", name="Stel een vraag terug").click()
    lena.get_by_label("Wat wil je weten?").fill("Welke school?")
    lena.get_by_role("button", name="Stel een vraag terug").click()


def answered_and_finished(ada: Page, lena: Page) -> None:
    """The partner answers; the lead takes it on and finishes."""
    ada.reload()
    ada.get_by_role("link", name="Antwoord op de vraag").click()
    ada.get_by_label("Je antwoord").fill("De Meeuw")
    ada.get_by_role("button", name="Antwoord op de vraag").click()
    lena.reload()
    expect(lena.get_by_text("De Meeuw")).to_be_visible()
    lena.get_by_role("link", name="Ik neem dit op").click()
    lena.get_by_role("button", name="Ik neem dit op").click()
    lena.get_by_role("link", name="Rond af, met wat ervan kwam").click()
    lena.get_by_text("Het gezin is geholpen", exact=True).click()
    lena.get_by_role("button", name="Rond af").click()
