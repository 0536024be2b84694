"""A coordinator and two partners put their lists together, in a browser on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from nabij.registry.models import ChildPair, ListRow, RowState, Verdict
from nabij.staff.models import User
from tests.journeys.screens import fits_a_small_phone
from tests.registry.lists.made import SMALL, Scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OTHER = """Kind;Geb.datum;Ouder;Tel;Adres;Postcode
Emre Yildiz;12/03/2019;Aylin Yildiz;+32 499 00 22 41;Vaartstr. 14 bus 2;8599
Lina Yildiz;04/08/22;Aylin Yildiz;4,99E+08;;
Jeff De Smedt;24/12/2016;Katrien De Smet;0499 11 22 33;Kerkstraat 3;8599
Noor Maes;31/02/2018;An Maes;499123456;=1+1;859
"""


def log_in(page: Page, server: LiveServer, user: User) -> None:
    """Become this user, without the log-in pages: those have their own journey."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
    )


def send(page: Page, server: LiveServer, number: int, text: str) -> None:
    page.goto(f"{server.url}/nl/werk/mijn-lijst/{number}/")
    page.set_input_files("#id_file", {"name": "lijst.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.locator("form[enctype] button[type=submit]").click()


def test_lists_are_brought_compared_looked_at_and_frozen(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None]
) -> None:
    scene = Scene()
    for name, text in (("brugfiguren", SMALL), ("welzijn", OTHER)):
        scene.ask(name)
        log_in(page, live_server, scene.owners[name])
        number = scene.asked[name].pk
        page.goto(f"{live_server.url}/nl/werk/lijsten/")
        fits_a_small_phone(page)
        send(page, live_server, number, text)
        fits_a_small_phone(page)
        assert_accessible(page)
        page.locator("form[action$='/lees/'] button[type=submit]").click()
        fits_a_small_phone(page)
        assert_accessible(page)
        page.locator("button[value=import]").click()
        fits_a_small_phone(page)
        assert_accessible(page)
        page.goto(f"{live_server.url}/nl/werk/mijn-lijst/{number}/gezin/")
        fits_a_small_phone(page)
        assert_accessible(page)
    assert ListRow.objects.filter(state=RowState.LIVE).count() == 7
    log_in(page, live_server, scene.lead)
    page.goto(f"{live_server.url}/nl/werk/lijsten/")
    fits_a_small_phone(page)
    assert_accessible(page)
    page.goto(f"{live_server.url}/nl/werk/lijsten/nieuw/")
    fits_a_small_phone(page)
    assert_accessible(page)
    page.goto(f"{live_server.url}/nl/werk/lijsten/{scene.collection.pk}/")
    fits_a_small_phone(page)
    assert_accessible(page)
    page.locator("form[action$='/vergelijk/'] button").click()
    fits_a_small_phone(page)
    look_at_pairs(page, live_server, scene, assert_accessible)


def look_at_pairs(
    page: Page, server: LiveServer, scene: Scene, assert_accessible: Callable[[Page], None]
) -> None:
    """One key is enough for a pair; one more takes it back."""
    number = scene.collection.pk
    page.goto(f"{server.url}/nl/werk/lijsten/{number}/paren/")
    waiting = ChildPair.objects.filter(verdict=Verdict.OPEN).count()
    assert waiting >= 1
    fits_a_small_phone(page)
    assert_accessible(page)
    with page.expect_navigation():
        page.keyboard.press("1")
    assert ChildPair.objects.filter(verdict=Verdict.OPEN).count() == waiting - 1
    fits_a_small_phone(page)
    with page.expect_navigation():
        page.keyboard.press("z")
    assert ChildPair.objects.filter(verdict=Verdict.OPEN).count() == waiting
    for _ in range(waiting):
        with page.expect_navigation():
            page.keyboard.press("2")
    page.goto(f"{server.url}/nl/werk/lijsten/{number}/besluiten/")
    fits_a_small_phone(page)
    assert_accessible(page)
    page.goto(f"{server.url}/nl/werk/lijsten/{number}/resultaat/")
    fits_a_small_phone(page)
    assert_accessible(page)
    page.goto(f"{server.url}/nl/werk/lijsten/{number}/")
    page.locator("form[action$='/bevries/'] button").click()
    fits_a_small_phone(page)
    assert_accessible(page)
    scene.collection.refresh_from_db()
    assert scene.collection.is_frozen
