"""J2: a home visit without a network for real: taken along, written in a basement, received once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright, Route, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework import actions
from nabij.casework.models import (
    ContactDraft,
    ContactMoment,
    Document,
    Guidance,
    Need,
    PhotoPart,
    TakenVisits,
    VisitLetter,
)
from nabij.kernel import clock
from nabij.registry import actions as registry
from nabij.staff.models import User
from tests.casework.along import Home
from tests.casework.letters import photo
from tests.casework.outside import a_visit
from tests.journeys.conftest import CHROMIUM_FLAGS
from tests.registry.people import household, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
PIN = "482915"
CANARIES = ("Zeewind", "Ayşe", "Kaai", "Kelder onder water", "Turnclub zoeken", "Telefoon van Selin")
"""Names, an address, words that were written and the device of a photo: none may lie readable on the disk."""
INTERRUPTIONS = 10


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


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
        timezone_id="Europe/Brussels",
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
    expected = re.compile(r"ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_\w+)|status of 4(03|09|22)")
    assert [one for one in complaints if not expected.search(one)] == []


@pytest.fixture
def at() -> Home:
    return Home(clock.now())


def come_in(phone: BrowserContext, home: str, staff_id: int | None) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=staff_id))
    phone.clear_cookies()
    phone.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])


def taken_along(phone: BrowserContext, home: str, at: Home) -> Page:
    """A page with the list of visits, opened."""
    come_in(phone, home, at.noor.staff_id)
    page = phone.pages[0]
    page.goto(f"{home}/nl/werk/bezoeken/mee/")
    expect(page.locator("[data-visits][data-ready]")).to_be_attached()
    page.get_by_label("Kies een code van minstens 6 cijfers").fill(PIN)
    page.get_by_label("Dezelfde code nog eens").fill(PIN)
    page.get_by_role("button", name="Neem mijn bezoeken mee").click()
    expect(page.locator("[data-view=list]")).to_be_visible()
    return page


def open_with(page: Page, pin: str = PIN) -> None:
    page.get_by_label("Je code").fill(pin)
    page.get_by_role("button", name="Open mijn bezoeken").click()


def open_visit(page: Page) -> None:
    page.get_by_role("button", name="Ayşe Zeewind").click()
    expect(page.locator("[data-view=visit]")).to_be_visible()


def a_large_photo(seed: int) -> dict[str, Any]:
    """A photo of a letter as a phone takes it: much too large to send, with where it was taken."""
    picture = Image.open(BytesIO(photo(width=600, height=400)))
    noise = Image.frombytes("L", (150, 100), Random(seed).randbytes(15_000)).resize((2400, 1600))
    told, made = picture.getexif(), BytesIO()
    noise.convert("RGB").save(made, "JPEG", quality=95, exif=told)
    return {"name": f"brief{seed}.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def keep(page: Page) -> None:
    page.get_by_role("button", name="Bewaar, en verzend als er netwerk is").click()


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


class BadNetwork:
    """Breaks off deliveries at moments that follow from a seed: before the server heard it, or after."""

    def __init__(self, seed: int) -> None:
        self.chance, self.broken, self.lost_answers = Random(seed), 0, 0

    def __call__(self, route: Route) -> None:
        if self.broken == INTERRUPTIONS or self.chance.random() < 0.3:
            route.continue_()
            return
        self.broken += 1
        if self.chance.random() < 0.5:
            self.lost_answers += 1
            route.fetch()  # the server did it, and the device never hears so
        route.abort()


def write_in_the_basement(page: Page) -> None:
    """A note with a need, the next step, and two photos of letters: four letters to send."""
    open_visit(page)
    expect(page.locator("[data-part=places]")).to_have_text("Kaai 4, 9901 Zonnedam")
    page.get_by_label("Opmerking", exact=True).fill("Kelder onder water")
    page.get_by_label("Is er iets nodig?").fill("Warme jas")
    page.get_by_label("Over", exact=True).select_option("housing")
    page.get_by_label("Volgende stap", exact=True).fill("Turnclub zoeken")
    page.get_by_label("Voor welke dag").fill(f"{clock.today() + timedelta(days=7):%d/%m/%Y}")
    page.get_by_label("Neem een foto").set_input_files([a_large_photo(1), a_large_photo(2)])
    expect(page.get_by_text("Foto 2", exact=True)).to_be_visible()
    keep(page)


def everything_is_there_once() -> None:
    """What was written in the basement stands on the server, nothing twice."""
    contact = ContactMoment.objects.get()
    assert (contact.note, contact.topic, contact.channel) == ("Kelder onder water", "housing", "home_visit")
    assert Need.objects.get().what == "Warme jas"
    assert Guidance.objects.get().step == "Turnclub zoeken"
    assert Document.objects.count() == 2
    for document in Document.objects.all():
        assert document.size_bytes < 400 * 1024
        assert document.topic == "housing"
    assert VisitLetter.objects.count() == 4
    assert not PhotoPart.objects.exists()


def test_a_visit_with_two_photos_arrives_once_after_ten_interruptions_and_leaves_no_name_on_the_disk(
    phone: BrowserContext, live_server: LiveServer, at: Home, profile: Path
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    write_in_the_basement(page)
    expect(page.get_by_text("Geen netwerk. Nog te verzenden: 4.")).to_be_visible()
    page.reload()  # without a network: page and programs come from the phone
    expect(page.get_by_role("heading", name="Je bezoeken zijn vergrendeld")).to_be_visible()
    assert "Zeewind" not in page.content()
    assert not VisitLetter.objects.exists()

    network = BadNetwork(seed=7)
    page.route(re.compile("/bezoeken/mee/(brengen|deel|stand)/"), network)
    phone.set_offline(False)
    # The network comes back again and again, until nothing waits.
    page.wait_for_function(
        """() => {
            dispatchEvent(new Event("online"));
            return document.querySelector("[data-visits]").dataset.waiting === "0";
        }""",
        polling=100,
        timeout=120_000,
    )
    expect(page.get_by_text("4 van 4 ontvangen.")).to_be_visible()
    assert network.broken == INTERRUPTIONS
    assert network.lost_answers

    everything_is_there_once()
    phone.close()  # so that everything is written to the disk
    assert lying_on(profile) == set()


def five_more_homes(at: Home) -> dict[str, int]:
    """Households that Noor visits on the same day, by the name under which they stand in the list."""
    found = {}
    for turn, given in enumerate(("Bo", "Cem", "Dina", "Emre", "Fien"), start=1):
        home = household(at.noor, somebody(given, "Duinhof"), now=at.now)
        registry.become_contact_person(actor=at.noor, household_id=home, now=at.now)
        a_visit(at.noor, home, now=at.now, from_at=at.now + timedelta(minutes=5 * turn))
        found[f"{given} Duinhof"] = home
    return found


def test_six_visits_of_one_day_are_written_without_a_network_and_no_note_is_lost(
    phone: BrowserContext, live_server: LiveServer, at: Home
) -> None:
    """M-30; half-way the phone goes dark."""
    homes = {"Ayşe Zeewind": at.home, **five_more_homes(at)}
    page = taken_along(phone, live_server.url, at)
    expect(page.locator("[data-part=visits] > li")).to_have_count(6)
    phone.set_offline(True)
    for turn, called in enumerate(homes, start=1):
        page.get_by_role("button", name=called).click()
        expect(page.locator("[data-part=places]")).to_have_text("Kaai 4, 9901 Zonnedam")
        page.get_by_label("Opmerking", exact=True).fill(f"Bij {called}")
        keep(page)
        expect(page.get_by_text(f"Nog te verzenden: {turn}.")).to_be_visible()
        if turn == 3:
            page.reload()
            open_with(page)
        expect(page.locator("[data-view=list]")).to_be_visible()
    assert not ContactMoment.objects.exists()
    phone.set_offline(False)
    expect(page.get_by_text("6 van 6 ontvangen.")).to_be_visible()
    kept = ContactMoment.objects.values_list("household", "note")
    assert sorted(kept) == sorted((home, f"Bij {called}") for called, home in homes.items())
    assert not VisitLetter.objects.held().exists()


def test_text_that_was_typed_stands_again_after_the_phone_went_dark(
    phone: BrowserContext, live_server: LiveServer, at: Home
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    open_visit(page)
    page.get_by_label("Opmerking", exact=True).fill("Kelder onder water")
    expect(page.get_by_text("Je tekst is bewaard op dit toestel.")).to_be_visible(timeout=5_000)
    page.get_by_label("Neem een foto").set_input_files(a_large_photo(1))
    expect(page.get_by_text("Foto 1", exact=True)).to_be_visible()
    page.reload()
    open_with(page)
    expect(page.get_by_text("Notitie begonnen")).to_be_visible()
    open_visit(page)
    expect(page.get_by_label("Opmerking", exact=True)).to_have_value("Kelder onder water")
    expect(page.get_by_text("Foto 1", exact=True)).to_be_visible()
    page.get_by_role("button", name="Neem weg").click()
    expect(page.get_by_text("Foto 1", exact=True)).to_have_count(0)
    keep(page)
    phone.set_offline(False)
    expect(page.get_by_text("1 van 1 ontvangen.")).to_be_visible()
    assert ContactMoment.objects.get().note == "Kelder onder water"
    assert not ContactDraft.objects.exists()
    assert not Document.objects.exists()


def test_ten_wrong_codes_wipe_the_visits_and_unfinished_text_is_sent_as_a_draft(
    phone: BrowserContext, live_server: LiveServer, at: Home
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    open_visit(page)
    page.get_by_label("Opmerking", exact=True).fill("Kelder onder water")
    expect(page.get_by_text("Je tekst is bewaard op dit toestel.")).to_be_visible()
    page.reload()
    for left in range(9, 0, -1):
        open_with(page, "000000")
        expect(page.get_by_text(f"Je kan nog {left} keer proberen")).to_be_visible()
    open_with(page, "000000")
    expect(page.get_by_text("Te veel verkeerde codes: je bezoeken zijn gewist.")).to_be_visible()
    phone.set_offline(False)
    expect(page.get_by_text("1 van 1 ontvangen.")).to_be_visible()
    assert ContactDraft.objects.get().content["note"] == "Kelder onder water"
    page.reload()
    expect(page.locator("[data-visits][data-ready]")).to_be_attached()
    assert TakenVisits.objects.get().finished_at is not None  # nothing of it is left there


def test_a_visit_that_was_called_off_is_wiped_at_the_next_contact(
    phone: BrowserContext, live_server: LiveServer, at: Home
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    actions.call_off_visit(actor=at.noor, visit_id=at.visit, now=clock.now())
    phone.set_offline(False)
    expect(page.get_by_text("Deze bezoeken zijn afgezegd of doorgegeven")).to_be_visible()
    assert "Zeewind" not in page.content()


def test_logging_out_takes_the_names_and_leaves_what_waits(
    phone: BrowserContext, live_server: LiveServer, at: Home
) -> None:
    page = taken_along(phone, live_server.url, at)
    phone.set_offline(True)
    open_visit(page)
    page.get_by_label("Opmerking", exact=True).fill("Kelder onder water")
    keep(page)
    expect(page.get_by_text("Nog te verzenden: 1.")).to_be_visible()
    page.route("**/brengen/", lambda route: route.abort())  # a network that breaks off while sending
    phone.set_offline(False)
    page.goto(f"{live_server.url}/nl/werk/vandaag/")
    page.get_by_role("button", name="Afmelden").click()
    expect(page.locator("[data-forgotten]")).to_be_attached()
    page.goto(f"{live_server.url}/nl/werk/bezoeken/mee/")
    expect(page.get_by_role("heading", name="Neem mijn bezoeken mee")).to_be_visible()
    expect(page.get_by_text("Nog te verzenden: 1.")).to_be_visible()
    page.unroute("**/brengen/")
    come_in(phone, live_server.url, at.noor.staff_id)
    page.reload()
    expect(page.get_by_text("1 van 1 ontvangen.")).to_be_visible()
    assert ContactMoment.objects.count() == 1


def look_at(page: Page, assert_accessible: Check) -> None:
    """For everybody, in light and in dark, and nothing to the side of a small screen."""
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size({"width": 360, "height": 780})


def test_every_screen_of_visits_is_for_everybody_and_a_held_step_is_filed_by_hand(
    phone: BrowserContext, live_server: LiveServer, at: Home, assert_accessible: Check
) -> None:
    come_in(phone, live_server.url, at.noor.staff_id)
    phone.pages[0].goto(f"{live_server.url}/nl/werk/bezoeken/mee/")
    expect(phone.pages[0].locator("[data-visits][data-ready]")).to_be_attached()
    look_at(phone.pages[0], assert_accessible)
    page = taken_along(phone, live_server.url, at)
    look_at(page, assert_accessible)
    open_visit(page)
    look_at(page, assert_accessible)
    page.get_by_label("Volgende stap", exact=True).fill("Turnclub zoeken")
    page.get_by_label("Voor welke dag").fill("31/02/2030")
    keep(page)
    expect(page.get_by_text("Dit is geen dag die nog komt.")).to_be_visible()
    page.get_by_label("Voor welke dag").fill(f"{clock.today() + timedelta(days=7):%d/%m/%Y}")
    Guidance.objects.update(version=9)  # a colleague was first
    keep(page)
    expect(page.get_by_text("2 van 2 ontvangen.")).to_be_visible()
    page.get_by_role("button", name="Wat verzonden is").click()
    expect(page.get_by_text("Een collega zette een andere volgende stap")).to_be_visible()
    look_at(page, assert_accessible)
    page.goto(f"{live_server.url}/nl/werk/vandaag/")
    page.get_by_role("link", name="1 ding kwam terug van bezoeken").click()
    expect(page.get_by_text("Turnclub zoeken")).to_be_visible()
    look_at(page, assert_accessible)
    page.get_by_role("button", name="Zet deze stap in de plaats").click()
    expect(page.get_by_text("Alles wat van bezoeken terugkwam, is opgeschreven.")).to_be_visible()
    assert Guidance.objects.get().step == "Turnclub zoeken"
