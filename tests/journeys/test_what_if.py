"""An editor tries a higher amount on the made-up town, by keyboard, on a phone and enlarged."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.kernel import clock
from nabij.rights.queries import what_if as queries
from nabij.staff.actions import open_account
from nabij.staff.types import Role
from tests.journeys.at_work import log_in
from tests.journeys.screens import no_sideways_scroll
from tests.journeys.test_town_rights import PASSWORD
from tests.what_if.town import ON, PREMIUM, town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_an_editor_raises_an_amount_and_sees_who_notices(
    page: Page,
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = town()
    monkeypatch.setattr(queries, "town_households", lambda _on: found)
    monkeypatch.setattr(clock, "today", lambda: ON)
    open_account(
        email="noor@zonnedam.example",
        name="Noor",
        password=PASSWORD,
        roles=[Role.EDITOR],
        now=datetime(2026, 11, 21, 10, 0, tzinfo=UTC),
    )
    log_in(page, live_server.url, "noor@zonnedam.example", PASSWORD)
    page.get_by_role("link", name="Wat als?").click()
    page.get_by_label("Recht", exact=True).select_option(PREMIUM)
    page.get_by_label("Recht", exact=True).press("Tab")
    page.keyboard.press("Enter")  # the button that shows the amounts
    page.get_by_label("Bedrag van vandaag").select_option(f"{PREMIUM}.premium_2")
    assert_accessible(page)
    page.get_by_label("Of zoveel procent meer of minder").fill("10")
    page.keyboard.press("Enter")
    result = page.get_by_role("heading", name="Wat verandert er:")
    expect(result).to_be_visible(timeout=60_000)  # the first drawing loads its library
    expect(page.get_by_text("Verzonnen stad.")).to_be_visible()
    expect(page.get_by_text("€\u00a0320").first).to_be_visible()
    for width in (320, 360, 640, 1280):  # 640 is a desk of 1280 at 200 %
        page.set_viewport_size({"width": width, "height": 800})
        no_sideways_scroll(page)
    assert_accessible(page)
