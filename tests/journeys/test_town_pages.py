"""The pages of a town in its own colours: everybody can read them, on a phone and on a wide screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from nabij_rights.towns.packs import towns
from tests.journeys.screens import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("town", list(towns()))
def test_the_page_of_a_town_can_be_read_in_its_colours(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None], town: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    page.goto(f"{live_server.url}/nl/{town}/")
    assert page.locator(".n-brand span").inner_text() == towns()[town].name
    band = page.evaluate("getComputedStyle(document.querySelector('.n-top')).borderBlockStartColor")
    button = page.evaluate("getComputedStyle(document.querySelector('main .btn-primary')).backgroundColor")
    assert band == button
    no_sideways_scroll(page)
    assert_accessible(page)


def test_the_colours_stay_while_somebody_answers(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None]
) -> None:
    page.goto(f"{live_server.url}/nl/kortrijk/")
    page.locator("main form button.btn-primary").last.click()
    assert page.locator("link[href*='/stijl/kortrijk-']").count() == 1
    assert_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 780})
    assert page.locator(".n-brand span").is_visible()
