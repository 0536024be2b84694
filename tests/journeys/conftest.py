"""A real browser, and axe to look at each page for what shuts people out."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from tools.browser import CHROMIUM_FLAGS, CHROMIUM_MISSING, find_chromium

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that can differ in the dark: the rest of the page is the same."""
# Only what is wrong comes back: all that axe found in order is a hundred times as much.
_LOOK = """asked => axe.run(asked).then(found => found.violations.map(one => ({
    rule: one.id, help: one.help, where: one.nodes.map(node => node.target)
})))"""
PATIENCE = 30_000
"""Milliseconds that a page may take to show what is expected: a busy machine is slow, not wrong."""
# The browser's driver keeps an event loop in this thread; without this Django refuses the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of browsers: one for all tests of a process, since it keeps an event loop in this thread."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def program() -> str:
    """Chromium of the operating system. Skips without one; fails without one when CI=true."""
    found = find_chromium()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(CHROMIUM_MISSING)
        pytest.skip(CHROMIUM_MISSING)
    return found


@pytest.fixture(scope="session")
def browser(playwright: Playwright, program: str) -> Iterator[Browser]:
    """A browser of its own for all pages that remember nothing."""
    chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
    yield chromium
    chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser that remembers nothing, 360 pixels wide, that refuses any error in its console."""
    context = browser.new_context(locale="nl-BE", viewport={"width": 360, "height": 780})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == [], "the console of the browser complained"


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """A check that axe finds nothing on this page, in light and in dark."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a click comes back when the next page begins
        expect(page.locator("[data-later]")).to_have_count(0, timeout=60_000)  # it makes the page longer
        page.set_viewport_size(
            {**page.viewport_size, "height": page.evaluate("document.body.scrollHeight + 1")}
        )
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for scheme, rules in (("light", RULES), ("dark", RULES_OF_COLOUR)):
            page.emulate_media(color_scheme=scheme)
            violations = page.evaluate(_LOOK, {"runOnly": rules, "resultTypes": ["violations"]})
            assert violations == [], f"{page.url} ({scheme}): {json.dumps(violations, indent=2)}"

    return check
