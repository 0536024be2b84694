"""What was typed about a household stands again when the browser is killed and the server never heard it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from pytest_django.live_server_helper import LiveServer
from tools.browser import CHROMIUM_FLAGS

from nabij.casework.models import ContactDraft
from nabij.kernel import clock
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.registry.people import TOWN, account, household, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TIMES = 3
Started = Callable[[], BrowserContext]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """The folder in which the browser keeps everything."""
    return tmp_path / "profile"


@pytest.fixture
def started(profile: Path, playwright: Playwright, program: str) -> Started:
    """Begin the browser of one phone, once more after each time it was killed."""

    def begin() -> BrowserContext:
        return playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=program,
            args=CHROMIUM_FLAGS,
            locale="nl-BE",
            viewport={"width": 360, "height": 780},
        )

    return begin


@pytest.fixture
def writer() -> tuple[User, int]:
    """A case manager and the number of a household of the own team."""
    user, now = account("noor"), clock.now()
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=user, team=team(), from_on=clock.today())
    return user, household(actor_of(user, on=clock.today()), now=now)


def form_of(phone: BrowserContext, home: str, writer: tuple[User, int], *, server_hears: bool) -> Page:
    """The form of a new contact; drafts that it sends get lost on the way unless the server hears."""
    user, number = writer
    client = Client()
    client.force_login(user)
    phone.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])
    phone.set_default_timeout(90_000)  # the first page of a process reads all rules
    page = phone.pages[0]
    if not server_hears:
        page.route("**/contacten/bewaar/", lambda route: route.abort())
    page.goto(f"{home}/nl/werk/gezinnen/{number}/contacten/nieuw/")
    return page


def kill(profile: Path) -> None:
    """End the browser of this profile at once, as an empty battery does."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            started_as = (folder / "cmdline").read_bytes()
        except OSError:
            continue  # it ended by itself meanwhile
        if str(profile).encode() in started_as and b"--type=" not in started_as:
            os.kill(int(folder.name), signal.SIGKILL)


def test_what_the_page_says_it_kept_stands_again_after_a_kill(
    started: Started, live_server: LiveServer, writer: tuple[User, int], profile: Path
) -> None:
    random, told = Random(2011), ""
    for _ in range(TIMES):
        phone = started()
        page = form_of(phone, live_server.url, writer, server_hears=False)
        note = page.locator("#id_note")
        expect(note).to_have_value(told)
        for _ in range(random.randint(1, 12)):
            word = f"{random.randint(1000, 9999)} "
            note.press_sequentially(word, delay=random.randint(5, 40))
            told += word
        turn = page.locator("input[name=turn]").input_value()
        expect(page.locator(f"form[data-draft-on-disk='{turn}']")).to_be_attached()
        with phone.expect_event("close"):
            kill(profile)
    assert not ContactDraft.objects.exists()
    phone = started()
    page = form_of(phone, live_server.url, writer, server_hears=True)
    expect(page.locator("#id_note")).to_have_value(told)
    page.locator("[data-draft-told]").get_by_text("bijgehouden").wait_for()
    assert ContactDraft.objects.get().content["note"] == told
    phone.close()
