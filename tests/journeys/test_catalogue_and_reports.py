"""The catalogue, the page "Something wrong here?" and the editor's list, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.kernel import clock
from nabij.rights.models import Report
from nabij.staff import actions
from nabij.staff.types import Role
from tests.journeys.at_work import log_in
from tests.journeys.screens import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long phrase for a test"
PUBLIC_PAGES = (
    "rechten/",
    "rechten/?q=huur",
    "rechten/verhoogde_tegemoetkoming/",
    "rechten/hoe-zeker/",
    "rechten/wat-opent-wat/",
    "open/",
    "rechten/sociaal_tarief_water/voorbeelden/",
    "klopt-er-iets-niet/",
)
PAGES_OF_WORK = ("werk/", "werk/meldingen/", "werk/bedragen/", "werk/zes-criteria/")


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_public_pages_shut_nobody_out_and_fit_a_narrow_phone(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None], language: str, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{live_server.url}/{language}/{path}")
    no_sideways_scroll(page)
    assert_accessible(page)


def test_the_pages_of_an_editor_shut_nobody_out_and_a_report_is_followed_up(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None]
) -> None:
    page.goto(f"{live_server.url}/nl/rechten/leefloon/")
    page.get_by_role("link", name="Klopt er iets niet?").last.click()
    page.get_by_label("Wat klopt er niet?").fill("Dit bedrag is van vorig jaar")
    page.locator("main form button[type=submit]").click()
    number = Report.objects.get().number
    expect(page.get_by_text(number)).to_be_visible()
    assert Report.objects.get().page == "/nl/rechten/leefloon/"
    actions.open_account(
        email="editor@zonnedam.example", name="Noor", password=PASSWORD, roles=[Role.EDITOR], now=clock.now()
    )
    log_in(page, live_server.url, "editor@zonnedam.example", PASSWORD)
    expect(page.get_by_text("Je bent aangemeld als Noor.")).to_be_visible()
    for path in PAGES_OF_WORK:
        page.goto(f"{live_server.url}/nl/{path}")
        assert_accessible(page)
    page.goto(f"{live_server.url}/nl/werk/meldingen/{number}/")
    assert_accessible(page)
    page.locator("select[name=state]").select_option("solved")
    page.locator("textarea[name=note]").fill("Bedrag vernieuwd")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_text("Bedrag vernieuwd").or_(page.get_by_text("Opgelost")).first).to_be_visible()
    assert Report.objects.get().note == "Bedrag vernieuwd"
