"""J5: a round on a phone, without a network for real: taken along, told in the stairwell, received once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from pytest_django.live_server_helper import LiveServer

from nabij.campaigns import actions
from nabij.campaigns.models import DoorTold, FollowUp, Stop, TakenRound, Worry
from nabij.campaigns.types import NeedCode
from nabij.kernel import clock
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.campaigns.doors import stop, tell, walked
from tests.campaigns.town import Round as Town
from tests.journeys.conftest import CHROMIUM_FLAGS
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
PIN = "482915"
CANARIES = ("Peerdam", "Godelieve", "Kaai", "Zaterdag past", "Gordijnen dicht")
"""Names, an address and words that were told: none of them may lie readable on the disk."""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """The folder in which the browser keeps everything."""
    return tmp_path / "profile"


@pytest.fixture
def phone(profile: Path, playwright: Playwright, program: str) -> Iterator[BrowserContext]:
    """A phone with a profile on the disk. Its console may say that there is no network, and nothing else."""
    complaints: list[str] = []
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=program,
        args=CHROMIUM_FLAGS,
        locale="nl-BE",
        viewport={"width": 360, "height": 780},
    )
    context.set_default_timeout(30_000)

    def listen(page: Page) -> None:
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))

    for page in context.pages:
        listen(page)
    context.on("page", listen)
    yield context
    context.close()
    expected = re.compile(r"ERR_(INTERNET_DISCONNECTED|FAILED)|status of 4(03|09|22)")
    assert [one for one in complaints if not expected.search(one)] == []


@pytest.fixture
def at() -> Town:
    town = walked(doors=4, now=clock.now())
    TownGrant.objects.create(user_id=town.lead.staff_id, town=TOWN)
    RoleGrant.objects.create(user_id=town.lead.staff_id, role=Role.CAMPAIGN_LEAD)
    return town


def come_in(phone: BrowserContext, home: str, staff_id: int | None) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=staff_id))
    phone.clear_cookies()
    phone.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])


def taken_along(phone: BrowserContext, home: str, at: Town) -> Page:
    """A page on which the round stands, opened."""
    come_in(phone, home, at.callers[0].staff_id)
    page = phone.pages[0]
    page.goto(f"{home}/nl/werk/ronde/mee/")
    expect(page.locator("[data-round][data-ready]")).to_be_attached()
    page.get_by_label("Kies een code van minstens 6 cijfers").fill(PIN)
    page.get_by_label("Dezelfde code nog eens").fill(PIN)
    page.get_by_role("button", name="Neem mijn ronde mee").click()
    expect(page.locator("[data-view=door]")).to_be_visible()
    return page


def open_with(page: Page, pin: str = PIN) -> None:
    page.get_by_label("Je code").fill(pin)
    page.get_by_role("button", name="Open mijn ronde").click()


def told(page: Page, outcome: str) -> None:
    """Two taps: what happened, and keep it."""
    page.get_by_role("button", name=outcome).click()
    page.get_by_role("button", name="Bewaar, volgende deur").click()


def lying_on(disk: Path) -> set[str]:
    """The canaries that lie readable in any file of the browser, in either way in which it writes text."""
    found = set()
    for file in disk.rglob("*"):
        if not file.is_file():
            continue
        content = file.read_bytes()
        for canary in CANARIES:
            if canary.encode() in content or canary.encode("utf-16-le") in content:
                found.add(canary)
    return found


def test_a_round_without_a_network_arrives_once_and_leaves_no_name_on_the_disk(
    phone: BrowserContext, live_server: LiveServer, at: Town, profile: Path
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    # Four taps at most: outcome, question, consent, keep.
    page.get_by_role("button", name="Gesproken").click()
    page.get_by_text("Boodschappen", exact=True).click()
    page.get_by_text("Ja", exact=True).click()
    page.get_by_label("Kort, in hun eigen woorden").fill("Zaterdag past")
    page.get_by_role("button", name="Bewaar, volgende deur").click()
    expect(page.get_by_text("Geen netwerk. Nog te verzenden: 1.")).to_be_visible()
    told(page, "Niet thuis")
    expect(page.get_by_text("Geen netwerk. Nog te verzenden: 2.")).to_be_visible()
    page.get_by_text("Ik maak me zorgen").click()
    page.get_by_label("Wat maakt je bezorgd?").fill("Gordijnen dicht")
    page.get_by_role("button", name="Roep het wachtteam").click()
    expect(page.get_by_text("Nog te verzenden: 3.")).to_be_visible()
    page.reload()  # without a network: page and programs come from the phone
    expect(page.get_by_role("heading", name="Je ronde is vergrendeld")).to_be_visible()
    assert "Peerdam" not in page.content()
    open_with(page)
    expect(page.locator("[data-view=door]")).to_be_visible()
    told(page, "Gesproken")
    expect(page.get_by_text("Nog te verzenden: 4.")).to_be_visible()
    assert not DoorTold.objects.exists()
    assert not Worry.objects.exists()
    phone.set_offline(False)
    expect(page.get_by_text("4 van 4 ontvangen.")).to_be_visible()
    assert DoorTold.objects.count() == 3
    assert Worry.objects.get().words == "Gordijnen dicht"
    need = FollowUp.objects.get()
    assert (need.code, need.words) == (NeedCode.SHOPPING, "Zaterdag past")
    page.get_by_role("button", name="Alle deuren").click()
    page.get_by_role("button", name="Wat verzonden is").click()
    for one in DoorTold.objects.all():
        number = Stop.objects.get(pk=one.stop_id).number
        expect(page.get_by_text(f"Deur {number}: ontvangen, nummer {one.pk}", exact=True)).to_be_visible()
    phone.close()  # so that everything is written to the disk
    assert lying_on(profile) == set()


def test_ten_wrong_codes_wipe_the_round_and_keep_what_was_told(
    phone: BrowserContext, live_server: LiveServer, at: Town
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    told(page, "Niet thuis")
    expect(page.get_by_text("Nog te verzenden: 1.")).to_be_visible()
    page.reload()
    for left in range(9, 0, -1):
        open_with(page, "000000")
        expect(page.get_by_text(f"Je kan nog {left} keer proberen")).to_be_visible()
    open_with(page, "000000")
    expect(page.get_by_text("Te veel verkeerde codes: de ronde is gewist.")).to_be_visible()
    phone.set_offline(False)
    expect(page.get_by_text("1 van 1 ontvangen.")).to_be_visible()
    assert DoorTold.objects.get().outcome == "no_answer"
    page.reload()
    expect(page.locator("[data-round][data-ready]")).to_be_attached()
    assert TakenRound.objects.get().finished_at is not None  # nothing of it is left there


def test_a_phone_that_was_off_for_seven_days_has_no_names_and_loses_nothing(
    phone: BrowserContext, live_server: LiveServer, at: Town
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    for _door in range(2):
        told(page, "Niet thuis")
    expect(page.get_by_text("Nog te verzenden: 2.")).to_be_visible()
    page.close()
    later = phone.new_page()
    later.clock.install(time=clock.now() + timedelta(days=7))
    later.goto(f"{live_server.url}/nl/werk/ronde/mee/")
    expect(later.get_by_role("heading", name="Neem mijn ronde mee")).to_be_visible()
    expect(later.get_by_text("Nog te verzenden: 2.")).to_be_visible()
    phone.set_offline(False)
    come_in(phone, live_server.url, at.callers[0].staff_id)  # no log-in lasts a week
    later.reload()
    expect(later.get_by_text("2 van 2 ontvangen.")).to_be_visible()
    assert DoorTold.objects.count() == 2


def test_an_expired_log_in_keeps_the_queue_and_asks_to_log_in(
    phone: BrowserContext, live_server: LiveServer, at: Town
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.clear_cookies()
    told(page, "Niet thuis")
    expect(page.get_by_text("Meld je aan om te verzenden.")).to_be_visible()
    expect(page.get_by_role("link", name="Meld je aan om te verzenden")).to_be_visible()
    assert not DoorTold.objects.exists()
    come_in(phone, live_server.url, at.callers[0].staff_id)
    page.reload()  # from the phone: whoever is logged out never gets the log-in page in its place
    expect(page.get_by_text("1 van 1 ontvangen.")).to_be_visible()
    assert DoorTold.objects.count() == 1


def test_after_two_minutes_the_code_is_asked_and_no_name_stands_on_the_screen(
    phone: BrowserContext, live_server: LiveServer, at: Town
) -> None:
    phone.pages[0].clock.install()
    page = taken_along(phone, live_server.url, at)
    expect(page.locator("[data-part=called]")).to_have_text("Godelieve Peerdam1")
    page.clock.fast_forward(115_000)
    expect(page.locator("[data-part=called]")).to_have_text("Godelieve Peerdam1")
    page.clock.fast_forward(10_000)
    expect(page.get_by_role("heading", name="Je ronde is vergrendeld")).to_be_visible()
    assert "Peerdam" not in page.content()


def test_a_stopped_campaign_wipes_the_round_at_the_next_contact(
    phone: BrowserContext, live_server: LiveServer, at: Town
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    told(page, "Niet thuis")
    expect(page.get_by_text("Nog te verzenden: 1.")).to_be_visible()
    version = at.campaign.version
    actions.stop_campaign(
        actor=at.lead, campaign_id=at.campaign_id, because="Fout", base_version=version, now=clock.now()
    )
    phone.set_offline(False)
    expect(page.get_by_text("Bel nergens meer aan.")).to_be_visible()
    expect(page.get_by_text("1 van 1 ontvangen.")).to_be_visible()
    assert "Peerdam" not in page.content()
    assert DoorTold.objects.count() == 1


def test_logging_out_takes_the_names_and_leaves_what_waits(
    phone: BrowserContext, live_server: LiveServer, at: Town
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    told(page, "Niet thuis")
    expect(page.get_by_text("Nog te verzenden: 1.")).to_be_visible()
    page.route("**/brengen/", lambda route: route.abort())  # a network that breaks off while sending
    phone.set_offline(False)
    page.goto(f"{live_server.url}/nl/werk/ronde/")
    page.get_by_role("button", name="Afmelden").click()
    expect(page.locator("[data-forgotten]")).to_be_attached()
    page.goto(f"{live_server.url}/nl/werk/ronde/mee/")
    expect(page.get_by_role("heading", name="Neem mijn ronde mee")).to_be_visible()
    expect(page.get_by_text("Nog te verzenden: 1.")).to_be_visible()
    page.unroute("**/brengen/")
    come_in(phone, live_server.url, at.callers[0].staff_id)
    page.reload()
    expect(page.get_by_text("1 van 1 ontvangen.")).to_be_visible()


def test_a_second_word_about_a_door_is_shown_with_its_reason(
    phone: BrowserContext, live_server: LiveServer, at: Town, assert_accessible: Check
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    told(page, "Gesproken")
    expect(page.get_by_text("Nog te verzenden: 1.")).to_be_visible()
    tell(at.callers[0], stop(at), now=clock.now())
    phone.set_offline(False)
    expect(page.get_by_text("1 van 1 ontvangen.")).to_be_visible()
    page.get_by_role("button", name="Alle deuren").click()
    assert_accessible(page)
    page.get_by_role("button", name="Wat verzonden is").click()
    expect(page.get_by_text("Over deze deur is al verteld")).to_be_visible()
    assert_accessible(page)
    assert DoorTold.objects.notes().count() == 1


def look_at(page: Page, assert_accessible: Check) -> None:
    """For everybody, in light and in dark, and nothing to the side of a small screen."""
    assert_accessible(page)
    fits_a_small_phone(page)


def test_taking_along_asks_a_good_code_and_the_instruction_first(
    phone: BrowserContext, live_server: LiveServer, at: Town, assert_accessible: Check
) -> None:
    words = "Blijf buiten\nDraag je kaartje"
    actions.write_instruction(
        actor=at.lead, campaign_id=at.campaign_id, words=words, base_version=0, now=clock.now()
    )
    come_in(phone, live_server.url, at.callers[0].staff_id)
    page = phone.pages[0]

    page.goto(f"{live_server.url}/nl/werk/ronde/mee/")
    expect(page.locator("[data-round][data-ready]")).to_be_attached()
    look_at(page, assert_accessible)
    for wrong, said in (("12345", "te kort"), ("111111", "verschillen"), ("123456", "niet opvolgen")):
        page.get_by_label("Kies een code van minstens 6 cijfers").fill(wrong)
        page.get_by_label("Dezelfde code nog eens").fill(wrong)
        page.keyboard.press("Enter")
        expect(page.get_by_text(said)).to_be_visible()
    page.get_by_label("Kies een code van minstens 6 cijfers").fill(PIN)
    page.get_by_label("Dezelfde code nog eens").fill(PIN)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Draag je kaartje")).to_be_visible()
    look_at(page, assert_accessible)
    page.get_by_role("button", name="Ik las dit en doe het zo").click()
    page.get_by_label("Kies een code van minstens 6 cijfers").fill(PIN)
    page.get_by_label("Dezelfde code nog eens").fill(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("[data-view=door]")).to_be_visible()


def test_every_screen_of_a_round_is_for_everybody_and_fits(
    phone: BrowserContext, live_server: LiveServer, at: Town, assert_accessible: Check
) -> None:
    page = taken_along(phone, live_server.url, at)
    look_at(page, assert_accessible)
    page.get_by_role("button", name="Gesproken").click()
    page.get_by_text("Boodschappen", exact=True).click()
    look_at(page, assert_accessible)
    page.get_by_role("button", name="Bewaar, volgende deur").click()
    expect(page.get_by_text("tik het antwoord aan")).to_be_visible()
    page.get_by_role("button", name="Andere uitkomst").click()
    page.get_by_role("button", name="Later terugkomen").click()
    page.get_by_label("Op welke dag?").fill("31/02/2030")
    page.get_by_label("Hoe laat?").fill("14:30")
    page.get_by_role("button", name="Bewaar, volgende deur").click()
    expect(page.get_by_text("Dit is geen moment dat nog komt.")).to_be_visible()
    page.get_by_role("button", name="Andere uitkomst").click()
    page.get_by_role("button", name="Alle deuren").click()
    look_at(page, assert_accessible)
    page.reload()
    expect(page.get_by_role("heading", name="Je ronde is vergrendeld")).to_be_visible()
    look_at(page, assert_accessible)
    for name in ("ronde/", f"ronde/deur/{stop(at).pk}/"):
        page.goto(f"{live_server.url}/nl/werk/{name}")
        look_at(page, assert_accessible)
    come_in(phone, live_server.url, at.lead.staff_id)
    page.goto(f"{live_server.url}/nl/werk/campagnes/{at.campaign_id}/deuren/")
    look_at(page, assert_accessible)
