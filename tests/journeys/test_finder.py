"""A resident finds rights: by mouse, by keyboard, without script, on a narrow screen, on little data."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Response
from pytest_django.live_server_helper import LiveServer

from nabij.rights.queries import results
from tests.journeys.screens import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_QUESTIONS = 5
FIRST_PAGE_BYTES = 150_000
WHOLE_CHECK_BYTES = 400_000


@pytest.fixture
def page_without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def go_on(page: Page) -> None:
    """Press the one petrol button of the form."""
    page.locator("main form button.btn-primary:visible").last.click()


def settle_in(page: Page, server: LiveServer, language: str = "nl", town: str = "dendermonde") -> None:
    """Go through the screens about home, as a parent of two."""
    page.goto(f"{server.url}/{language}/{town}/")
    go_on(page)
    page.check("#who-children")
    page.fill("#children", "2")
    go_on(page)
    page.check("#band-0-3")
    page.fill("#age-1", "4")
    page.fill("#age-2", "9")
    go_on(page)


def answer_some(page: Page, number: int = MOST_QUESTIONS) -> None:
    """Answer the next questions with their first answer, else with "I don't know"."""
    for _ in range(number):
        if "/vraag/" not in page.url:
            return
        first = page.locator("#answer-2" if page.locator("#answer-2").count() else "#answer-unknown")
        first.check()
        go_on(page)


def test_from_the_card_of_a_town_to_a_right_and_somebody_to_ask(page: Page, live_server: LiveServer) -> None:
    settle_in(page, live_server)
    assert page.locator("h1").count() == 1
    answer_some(page)
    page.goto(f"{live_server.url}/nl/resultaten/")
    page.locator("article.n-result h3 a").first.click()
    assert page.locator(".n-law").is_visible()
    assert page.locator("aside .n-warm").is_visible()
    page.get_by_role("button", name="Wis alles").click()
    assert page.url.endswith("/nl/")
    page.goto(f"{live_server.url}/nl/resultaten/")
    assert page.url.endswith("/nl/")


def test_back_refresh_and_another_language_keep_the_answers(page: Page, live_server: LiveServer) -> None:
    settle_in(page, live_server)
    question = page.url
    page.check("#answer-unknown")
    go_on(page)
    page.go_back()
    assert page.url == question
    assert page.locator("#answer-unknown").is_checked()
    page.reload()
    assert page.locator("#answer-unknown").is_checked()
    page.locator("summary", has_text="Taal").click()
    page.get_by_role("link", name="العربية").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("#answer-unknown").is_checked()


def test_after_wiping_the_back_button_finds_nothing(page: Page, live_server: LiveServer) -> None:
    settle_in(page, live_server)
    page.goto(f"{live_server.url}/nl/resultaten/")
    page.get_by_role("button", name="Wis alles").click()
    page.locator("#place-1").wait_for()
    page.go_back(wait_until="load")
    page.locator("#place-1").wait_for()
    assert page.locator("article.n-result").count() == 0


def press_enter(page: Page) -> None:
    """Press the button or follow the link that has the focus."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press_until(page: Page, selector: str, *, key: str = "Tab", most: int = 80) -> None:
    """Move the focus with one key until it stands on an element."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector} on {page.url}")


def test_the_whole_way_by_keyboard_alone(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/nl/")
    press_until(page, "#place-1")
    page.keyboard.press("Space")
    press_until(page, "form.n-panel button.btn-primary")
    press_enter(page)
    press_until(page, "#who-children")
    page.keyboard.press("Space")
    press_until(page, "#children")
    page.keyboard.type("1")
    press_enter(page)  # goes on, and does not mean "I don't know"
    press_until(page, "#age-1")
    page.keyboard.type("4")
    press_enter(page)
    assert "/vraag/" in page.url
    press_until(page, "[name=answer], [name=day], [name=exact]")
    press_until(page, "a[href$='/resultaten/']")
    press_enter(page)
    press_until(page, "article.n-result h3 a")
    press_enter(page)
    press_until(page, ".n-top button")
    press_enter(page)
    assert page.url.endswith("/nl/")


def test_the_first_tab_leads_past_the_header(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/nl/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_mistake_takes_the_focus_and_leads_to_the_field(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/nl/dendermonde/")
    go_on(page)
    page.check("#who-children")
    page.fill("#children", "x")
    go_on(page)
    page.locator(".n-problem:focus").wait_for()
    assert page.title().startswith("Fout:")
    page.locator(".n-problem a").click()
    assert page.evaluate("document.activeElement.id") == "children"
    assert page.input_value("#children") == "x"


def results_of(page: Page, server: LiveServer) -> list[str]:
    settle_in(page, server)
    answer_some(page)
    page.goto(f"{server.url}/nl/resultaten/")
    return page.locator("h2.n-group, article.n-result h3, .n-fold summary").all_inner_texts()


def test_without_script_the_results_are_the_same(
    page: Page, page_without_script: Page, live_server: LiveServer
) -> None:
    with_script, without = results_of(page, live_server), results_of(page_without_script, live_server)
    assert with_script == without
    assert len(without) > len(results._BEST_FIRST) - 2


def test_no_page_of_the_finder_asks_for_script(page: Page, live_server: LiveServer) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))
    settle_in(page, live_server)
    answer_some(page, 2)
    page.goto(f"{live_server.url}/nl/resultaten/")
    assert "script" not in asked


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_nothing_shuts_anybody_out(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None], language: str
) -> None:
    home = f"{live_server.url}/{language}"
    page.goto(f"{home}/")
    assert_accessible(page)
    go_on(page)  # nothing chosen: the summary of mistakes
    assert_accessible(page)
    page.goto(f"{home}/dendermonde/")
    go_on(page)
    assert_accessible(page)
    page.check("#who-partner")
    page.check("#who-others")
    page.fill("#others", "1")
    go_on(page)
    assert_accessible(page)
    go_on(page)
    assert_accessible(page)
    page.check("#band-0-3")
    go_on(page)
    for _ in range(4):
        assert_accessible(page)
        answer_some(page, 1)
    page.goto(f"{home}/resultaten/")
    for closed in page.locator("details:not(.n-menu)").all():
        closed.evaluate("part => part.open = true")
    assert_accessible(page)
    for link in [one.get_attribute("href") for one in page.locator("article.n-result h3 a").all()[:3]]:
        page.goto(f"{live_server.url}{link}")
        assert_accessible(page)
    for path in ("wat-we-bewaren/", "toegankelijkheid/", ""):
        page.goto(f"{home}/{path}")
        assert_accessible(page)


@pytest.mark.parametrize("language", ["nl", "ar", "uk"])
@pytest.mark.parametrize("width", [320, 1366])
def test_no_page_scrolls_sideways(page: Page, live_server: LiveServer, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    page.goto(f"{live_server.url}/{language}/")
    no_sideways_scroll(page)
    settle_in(page, live_server, language)
    for _ in range(3):
        no_sideways_scroll(page)
        answer_some(page, 1)
    page.goto(f"{live_server.url}/{language}/resultaten/")
    for closed in page.locator("details:not(.n-menu)").all():
        closed.evaluate("part => part.open = true")
    no_sideways_scroll(page)
    page.goto(f"{live_server.url}{page.locator('article.n-result h3 a').first.get_attribute('href')}")
    no_sideways_scroll(page)


def test_letters_twice_as_large_still_fit(browser: Browser, live_server: LiveServer) -> None:
    # Twice the letters on a screen of 640 is what a browser makes of 320 at 200 %.
    context = browser.new_context(viewport={"width": 640, "height": 780})
    page = context.new_page()
    settle_in(page, live_server)
    for path in (page.url, f"{live_server.url}/nl/resultaten/", f"{live_server.url}/nl/"):
        page.goto(path)
        page.evaluate("document.documentElement.style.setProperty('font-size', '32px')")
        no_sideways_scroll(page)
    context.close()


def test_a_check_costs_little_data(page: Page, live_server: LiveServer) -> None:
    style = {".css": 0.16}  # compressed once by the build; the server of the tests sends it as it is
    weights: dict[str, int] = {}

    def count(response: Response) -> None:
        if response.request.redirected_to is None:
            sizes = response.request.sizes()
            share = next((part for ending, part in style.items() if response.url.endswith(ending)), 1)
            body = int(sizes["responseBodySize"] * share)
            weights[f"{len(weights)} {response.url}"] = body + sizes["responseHeadersSize"]

    page.on("response", count)
    page.goto(f"{live_server.url}/nl/")
    assert sum(weights.values()) < FIRST_PAGE_BYTES, weights
    settle_in(page, live_server)
    answer_some(page, 8)
    page.goto(f"{live_server.url}/nl/resultaten/")
    page.locator("article.n-result h3 a").first.click()
    assert sum(weights.values()) < WHOLE_CHECK_BYTES, weights
