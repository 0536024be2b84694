"""J6: a coordinator goes from a frozen list to packages, orders, labels and a closed campaign; finance
releases; a partner tells how many it gave, without a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from nabij.campaigns.models import (
    Campaign,
    HandOut,
    Package,
    PackageOrder,
    PackagePart,
    PackagePlan,
    Target,
)
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.staff.models import RoleGrant, TownGrant, User
from tests.campaigns.packs import Packs, a_list, a_partner, packs, running
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


@pytest.fixture(params=[360, 1280])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone and a desk. That a form is shown again (422, 409) is no fault of the page."""
    context = browser.new_context(locale="nl-BE", viewport={"width": request.param, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [one for one in complaints if "422" not in one and "409" not in one] == []


def come_in(page: Page, home: str, who: Actor) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=who.staff_id))
    page.context.clear_cookies()
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": home}])
    page.set_default_timeout(40_000)  # the first page of a process reads all rules


def look(page: Page, check: Check) -> None:
    """Nothing shuts anybody out, and nothing scrolls sideways on the smallest screen."""
    check(page)
    fits_a_small_phone(page)


@pytest.fixture
def at() -> Packs:
    """A coordinator and finance with accounts, a team, and a frozen list of three doors."""
    found = packs()
    for who in (found.lead, found.finance):
        TownGrant.objects.create(user_id=who.staff_id, town=TOWN)
        for role in who.roles:
            RoleGrant.objects.create(user_id=who.staff_id, role=role)
    until = clock.today() + timedelta(days=200)
    a_list(
        found,
        ("Aylin Zeewind", "Vaartstraat 14", [("Emre", "Zeewind", "2019-03-12"), ("Lina", "Zeewind", "")]),
        ("Katrien Peerdam", "Kerkstraat 3", [("Jef", "Peerdam", "2016-12-25")]),
        ("Familie Kaaiman", "Duinstraat 9", [("Mila", "Kaaiman", "2023-01-05")]),
        until_on=until,
    )
    return found


def fill_in(page: Page) -> None:
    """A campaign, with a name that tells too much."""
    page.get_by_label("Naam van de campagne").fill("Winterpret")
    page.get_by_label("Waarvoor is het?").fill("Een pakket met een boek voor elk kind")
    page.get_by_label("Op welke wettelijke grond?").fill("Gemeenteraad 2026-031")
    page.get_by_label("Budget in euro").fill("40000,00")
    page.get_by_label("Welke samengevoegde lijst?").select_option(label="Winterpakketten (3 / 4)")
    page.get_by_label("Op welke dag tellen de leeftijden?").fill("24/12/2026")
    page.get_by_label("Hoeveel kinderen van die leeftijden").fill("11000")
    page.get_by_label("In wiens naam komen we?").fill("Team Armoede")
    page.get_by_label("Welk nummer staat op het kaartje?").fill("09 000 00 18")


def fill_in_kinds(page: Page) -> Locator:
    """Two kinds, half a year of which is for both; returns the first."""
    page.get_by_label("In elk pakket").fill("Chocolade > Fruitreep\nKaart")
    first, second = page.get_by_role("group", name="Pakket 1"), page.get_by_role("group", name="Pakket 2")
    for group, letter, name, low, high, parts in (
        (first, "K", "Kleuters", "2½", "6½", "Voelboek"),
        (second, "L", "Lagere school", "6", "13", "Leesboek\n2 x Stiften"),
    ):
        group.get_by_label("Letter op het etiket").fill(letter)
        group.get_by_label("Naam").fill(name)
        group.get_by_label("Vanaf (jaar)").select_option(label=low)
        group.get_by_label("Tot (jaar)").select_option(label=high)
        group.get_by_label("Wat erbij komt").fill(parts)
    return first


def test_from_a_frozen_list_to_packages_that_are_ready_to_go(
    page: Page, live_server: LiveServer, at: Packs, assert_accessible: Check
) -> None:
    come_in(page, live_server.url, at.lead)
    page.goto(f"{live_server.url}/nl/werk/pakketten/")
    look(page, assert_accessible)
    page.get_by_role("link", name="Pakketten voorbereiden").click()
    fill_in(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Het woord “Armoede”")).to_be_visible()
    look(page, assert_accessible)
    page.get_by_label("In wiens naam komen we?").fill("Team Winterpret")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name="Welke pakketten")).to_be_visible()
    first = fill_in_kinds(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("zijn voor dezelfde leeftijden")).to_be_visible()
    look(page, assert_accessible)
    first.get_by_label("Tot (jaar)").select_option(label="6")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("button", name="Leg de lijst vast").click()
    expect(page.get_by_text("Van 1 kind moet de leeftijd gevraagd worden.")).to_be_visible()
    look(page, assert_accessible)
    assert (Target.objects.count(), Package.objects.count()) == (3, 4)
    page.get_by_role("link", name="Kijk van wie").click()
    look(page, assert_accessible)
    page.get_by_label("Lina", exact=True).select_option(label="K · Kleuters")
    page.locator("form", has=page.get_by_label("Lina", exact=True)).get_by_label("geen Chocolade").check()
    page.get_by_role("button", name="Bewaar Lina").click()
    expect(page.get_by_label("Lina", exact=True)).to_have_value(
        str(Package.objects.get(child__birth="").variant_id)
    )
    page.goto(f"{live_server.url}/nl/werk/pakketten/{Campaign.objects.get().pk}/voorraad/")
    page.get_by_label("Voelboek: hoeveel kwamen er binnen?").fill("1")
    page.locator("li", has_text="Voelboek").get_by_role("button", name="Binnen").click()
    expect(page.get_by_text("2 nodig, 1 binnen")).to_be_visible()
    look(page, assert_accessible)
    assert PackagePart.objects.get(name="Voelboek").received == 1


def test_an_order_above_the_budget_waits_for_finance(
    page: Page, live_server: LiveServer, at: Packs, assert_accessible: Check
) -> None:
    today = clock.today()
    running(at, from_on=today, until_on=today + timedelta(days=20), reference_on=today)
    come_in(page, live_server.url, at.lead)
    page.goto(f"{live_server.url}/nl/werk/pakketten/{at.campaign_id}/bestellingen/")
    for what, amount in (("Voelboeken", "39.000,00"), ("Voelboeken", "39000,00"), ("Stiften", "1000,01")):
        page.get_by_label("Leverancier").fill("De Boekenboom")
        page.get_by_label("Uit de eigen streek").check()
        page.get_by_label("Wat?").fill(what)
        page.get_by_label("Hoeveel stuks?").fill("1000")
        page.get_by_label("Voor hoeveel in totaal").fill(amount)
        page.get_by_role("button", name="Bestellen").click()
        if amount == "39.000,00":
            look(page, assert_accessible)
            if not PackageOrder.objects.exists():
                expect(page.get_by_text("Schrijf het als 1250,00")).to_be_visible()
            else:
                PackageOrder.objects.all().delete()
                PackagePlan.objects.update(committed_cents=0)
                page.reload()
    expect(page.get_by_text("Wacht op vrijgave")).to_be_visible()
    expect(page.get_by_text("€ 39.000,00").first).to_be_visible()
    look(page, assert_accessible)
    come_in(page, live_server.url, at.finance)
    page.goto(f"{live_server.url}/nl/werk/pakketten/")
    page.get_by_role("link", name="Winterpret").click()
    page.get_by_role("button", name="Vrijgeven").click()
    expect(page.get_by_text("€ 0,01 boven het budget is vrijgegeven")).to_be_visible()
    look(page, assert_accessible)
    assert PackagePlan.objects.get().committed_cents == 4_000_001


def test_labels_and_cards_say_nothing_of_a_family(
    page: Page, live_server: LiveServer, at: Packs, tmp_path
) -> None:
    today = clock.today()
    running(at, from_on=today, until_on=today + timedelta(days=20))
    client = Client()
    client.force_login(User.objects.get(pk=at.lead.staff_id))
    texts = {}
    for name in ("etiketten", "kaart"):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(client.get(f"/nl/werk/pakketten/{at.campaign_id}/{name}.pdf").content)
        texts[name] = "\n".join(one.extract_text() for one in PdfReader(file).pages)
    assert "0001" in texts["etiketten"]
    assert "0003" in texts["etiketten"]
    for said in texts.values():
        for word in ("Zeewind", "Peerdam", "Kaaiman", "straat", "Emre", "Brugfiguren"):
            assert word not in said
    # The letters of the code stand apart: between some of them a reader of PDFs sees a space.
    assert at.plan.card_code in texts["kaart"].replace(" ", "")
    assert "Dit is voor jullie" in texts["kaart"]
    assert "Bu sizin için" in texts["kaart"]
    page.goto(f"{live_server.url}/nl/kaart/{at.plan.card_code}/")
    expect(page.get_by_text("09 000 00 18")).to_be_visible()


def test_what_is_left_is_closed_with_a_reason(
    page: Page, live_server: LiveServer, at: Packs, assert_accessible: Check
) -> None:
    today = clock.today()
    running(at, from_on=today, until_on=today + timedelta(days=20))
    Target.objects.filter(rank=1).update(state="reached")
    come_in(page, live_server.url, at.lead)
    page.goto(f"{live_server.url}/nl/werk/pakketten/{at.campaign_id}/")
    page.get_by_role("button", name="Het is klaar: sluit af").click()
    expect(page.get_by_text("2 deuren staan nog open")).to_be_visible()
    page.get_by_role("link", name="Nog niet bezorgd").click()
    expect(page.get_by_text("Katrien Peerdam")).to_be_visible()
    expect(page.get_by_text("Aylin Zeewind")).to_have_count(0)
    look(page, assert_accessible)
    page.get_by_text("0002 afsluiten").click()
    page.locator("li", has_text="Katrien").get_by_label("Waarom?").select_option(label="Verhuisd")
    page.get_by_role("button", name="Deze deur afsluiten").first.click()
    expect(page.get_by_text("Katrien Peerdam")).to_have_count(0)
    page.get_by_text("Alle deuren afsluiten").click()
    page.locator("details", has_text="Alle deuren").get_by_label("Waarom?").select_option(
        label="Niet bezorgd voor de laatste dag"
    )
    page.get_by_role("button", name="1 deur afsluiten").click()
    expect(page.get_by_text("Elke deur is bezorgd")).to_be_visible()
    look(page, assert_accessible)
    page.goto(f"{live_server.url}/nl/werk/pakketten/{at.campaign_id}/")
    page.get_by_role("button", name="Het is klaar: sluit af").click()
    expect(page.get_by_text("Verhuisd of overleden: 1")).to_be_visible()
    look(page, assert_accessible)
    assert Campaign.objects.get().state == "closed"


def test_a_partner_tells_how_many_and_is_asked_about_the_same_family(
    page: Page, live_server: LiveServer, at: Packs, assert_accessible: Check
) -> None:
    today = clock.today()
    running(at, from_on=today, until_on=today + timedelta(days=20))
    _number, member = a_partner()
    TownGrant.objects.create(user_id=member.staff_id, town=TOWN)
    RoleGrant.objects.create(user_id=member.staff_id, role="partner")
    come_in(page, live_server.url, at.lead)
    page.goto(f"{live_server.url}/nl/werk/pakketten/{at.campaign_id}/partners/")
    page.get_by_label("Kleuters").fill("60")
    page.get_by_label("Lagere school").fill("60")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("link", name="vzw De Brug")).to_be_visible()
    look(page, assert_accessible)
    come_in(page, live_server.url, member)
    page.goto(f"{live_server.url}/nl/werk/mijn-pakketten/")
    look(page, assert_accessible)
    page.get_by_role("link", name="Winterpret").click()
    tell(page, "37", "35", "44", "")
    expect(page.get_by_text("Gegeven. Gezinnen: 37, kinderen: 79.")).to_be_visible()
    tell(page, "1", "1", "1", "map 12")
    tell(page, "1", "1", "", "map 12")
    expect(page.get_by_text("Dit gezin kreeg al pakketten")).to_be_visible()
    look(page, assert_accessible)
    page.get_by_label("Het klopt dat dit gezin nog krijgt").check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Gegeven. Gezinnen: 39, kinderen: 82.")).to_be_visible()
    assert HandOut.objects.count() == 3


def tell(page: Page, families: str, small: str, big: str, mark: str) -> None:
    page.get_by_label("Aan hoeveel gezinnen?").fill(families)
    page.get_by_label("Kleuters").fill(small)
    page.get_by_label("Lagere school").fill(big)
    page.get_by_label("Je eigen teken voor dit gezin").fill(mark)
    page.get_by_role("button", name="Bewaar").click()
