"""What every page must do on every screen: nothing runs out of it to the side."""

from __future__ import annotations

from playwright.sync_api import Page


def no_sideways_scroll(page: Page) -> None:
    """Nothing stands beside the screen as wide as it is now.

    A click comes back when the next page begins; only when that page is there can anything be measured.
    """
    page.wait_for_load_state()
    size = page.viewport_size
    assert size is not None
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size["width"], f"{page.url} is {wide} pixels wide on a screen of {size['width']}"


def fits_a_small_phone(page: Page) -> None:
    """The same on the narrowest phone; afterwards the screen is as it was."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": 320, "height": 900})
    no_sideways_scroll(page)
    page.set_viewport_size(size)
