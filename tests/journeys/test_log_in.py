"""Somebody at work logs in with the keyboard alone, and logs out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.kernel import clock
from nabij.staff import actions
from nabij.staff.types import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long phrase for a test"


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_log_in_page_shuts_nobody_out(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None], language: str
) -> None:
    page.goto(f"{live_server.url}/{language}/werk/aanmelden/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)


def test_an_editor_logs_in_and_out_by_keyboard(page: Page, live_server: LiveServer) -> None:
    actions.open_account(
        email="editor@zonnedam.example", name="Noor", password=PASSWORD, roles=[Role.EDITOR], now=clock.now()
    )
    page.goto(f"{live_server.url}/nl/werk/")
    page.get_by_label("E-mailadres").focus()
    page.keyboard.type("Editor@Zonnedam.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je bent aangemeld als Noor.")).to_be_visible()
    page.get_by_role("button", name="Afmelden").press("Enter")
    expect(page.get_by_label("E-mailadres")).to_be_visible()
    page.goto(f"{live_server.url}/nl/werk/")
    expect(page.get_by_label("E-mailadres")).to_be_visible()


def test_a_wrong_password_is_told_without_blame_and_without_telling_who_exists(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None]
) -> None:
    page.goto(f"{live_server.url}/nl/werk/aanmelden/")
    page.get_by_label("E-mailadres").fill("niemand@zonnedam.example")
    page.get_by_label("Wachtwoord").fill("not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("We kennen dit e-mailadres met dit wachtwoord niet.")
    assert_accessible(page)
