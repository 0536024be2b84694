"""The calendar, the papers, the thirteen items and the reference budget in a real browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.kernel import clock
from nabij.staff import actions
from tests.journeys.at_work import log_in
from tests.journeys.screens import no_sideways_scroll
from tests.journeys.test_finder import go_on, settle_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long phrase for a test"
PAGES = ("resultaten/", "resultaten/straks/", "resultaten/papieren/")


@pytest.fixture
def page_without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_pages_shut_nobody_out_and_fit_a_narrow_phone(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None], language: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    settle_in(page, live_server, language, "zonnedam")
    for path in PAGES:
        page.goto(f"{live_server.url}/{language}/{path}")
        no_sideways_scroll(page)
        assert page.locator("h1").count() == 1
        assert_accessible(page)
        page.set_viewport_size({"width": 320, "height": 700})


def test_who_ticks_and_unticks_rights_finds_that_choice_on_the_list(
    page_without_script: Page, live_server: LiveServer
) -> None:
    page = page_without_script
    settle_in(page, live_server, town="zonnedam")
    page.goto(f"{live_server.url}/nl/resultaten/")
    number = page.locator("input[form=choose]").count()
    likely = page.locator("input[form=choose]:checked").count()
    page.locator("article input[form=choose]:checked").first.uncheck()
    page.locator("article input[form=choose]:not(:checked)").nth(1).check()
    page.locator("article input[form=choose]:not(:checked)").last.check()
    page.get_by_role("button", name="Toon mijn papieren").click()
    expect(page.locator("form input[name=right]")).to_have_count(number)
    expect(page.locator("form input[name=right]:checked")).to_have_count(likely + 1)
    assert "?" not in page.url
    while page.locator("form input[name=right]:checked").count():
        page.locator("form input[name=right]:checked").first.uncheck()
    page.get_by_role("button", name="Maak de lijst opnieuw").click()
    expect(page.get_by_role("status")).to_contain_text("niets aangekruist")


def test_the_papers_come_as_a_pdf(page: Page, live_server: LiveServer) -> None:
    settle_in(page, live_server, town="zonnedam")
    page.goto(f"{live_server.url}/nl/resultaten/papieren/")
    with page.expect_download() as download:
        page.get_by_role("button", name="pdf").click()
    assert download.value.suggested_filename == "nabij-papieren.pdf"


def test_the_coming_days_come_as_a_calendar_file(page: Page, live_server: LiveServer) -> None:
    settle_in(page, live_server, town="zonnedam")
    page.goto(f"{live_server.url}/nl/resultaten/straks/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Zet in mijn agenda").click()
    assert download.value.suggested_filename == "nabij.ics"


@pytest.fixture
def at_work(page: Page, live_server: LiveServer) -> Page:
    """The start page of a worker."""
    actions.open_account(
        email="jef@zonnedam.example", name="Jef", password=PASSWORD, roles=[], now=clock.now()
    )
    log_in(page, live_server.url, "jef@zonnedam.example", PASSWORD)
    return page


def test_a_worker_goes_through_the_thirteen_items(
    at_work: Page, assert_accessible: Callable[[Page], None]
) -> None:
    at_work.get_by_role("link", name="Dertien punten van het dagelijks leven").click()
    for item in ("unexpected_expense", "holiday", "arrears", "meal", "warm_home"):
        at_work.check(f"#{item}-cannot_afford")
    go_on(at_work)
    expect(at_work.get_by_role("status")).to_contain_text("5")
    assert at_work.locator("#holiday-cannot_afford").is_checked()
    no_sideways_scroll(at_work)
    assert_accessible(at_work)


def test_a_worker_holds_the_means_beside_the_table_of_the_town(
    at_work: Page, assert_accessible: Callable[[Page], None]
) -> None:
    at_work.get_by_role("link", name="Inkomen naast een referentiebudget").click()
    at_work.fill("#adults-working", "veel")
    go_on(at_work)
    expect(at_work.get_by_role("alert")).to_be_visible()
    at_work.fill("#adults-working", "1")
    at_work.fill("#children", "4, 9")
    at_work.check("#home-private_tenant")
    at_work.fill("#means-low", "1500")
    go_on(at_work)
    expect(at_work.get_by_role("status")).to_contain_text("Te kort")
    no_sideways_scroll(at_work)
    assert_accessible(at_work)
    at_work.select_option("#town", "leuven")
    at_work.locator("form:has(#town) button").click()
    expect(at_work.get_by_role("heading", name="Leuven heeft nog geen tabel")).to_be_visible()
