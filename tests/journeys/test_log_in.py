"""Somebody at work logs in with the keyboard alone, and logs out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.kernel import clock
from nabij.staff import actions
from nabij.staff.actions import invitations
from nabij.staff.types import Role
from tests.journeys.screens import no_sideways_scroll
from tests.staff.doors import with_app

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long phrase for a test"
PAGES_OF_WORK = [
    "mensen/",
    "mensen/uitnodigen/",
    "rollen/",
    "teams/",
    "teams/nieuw/",
    "mijn-account/",
    "mijn-account/sleutel/",
    "mijn-account/app/",
    "mijn-account/herstelcodes/",
    "mijn-account/wachtwoord/",
    "bewijs/",
]


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_log_in_page_shuts_nobody_out(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None], language: str
) -> None:
    page.goto(f"{live_server.url}/{language}/werk/aanmelden/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)


def test_an_editor_logs_in_and_out_by_keyboard(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None]
) -> None:
    account = actions.open_account(
        email="editor@zonnedam.example", name="Noor", password=PASSWORD, roles=[Role.EDITOR], now=clock.now()
    )
    secret = with_app(account)
    page.goto(f"{live_server.url}/nl/werk/")
    page.get_by_label("E-mailadres").focus()
    page.keyboard.type("Editor@Zonnedam.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Code van je app").focus()
    page.keyboard.type(actions.code_at(secret, clock.now()))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je bent aangemeld als Noor.")).to_be_visible()
    page.get_by_role("button", name="Afmelden").press("Enter")
    expect(page.get_by_label("E-mailadres")).to_be_visible()
    page.goto(f"{live_server.url}/nl/werk/")
    expect(page.get_by_label("E-mailadres")).to_be_visible()


def test_somebody_invited_chooses_a_password_and_a_passkey_and_comes_back_without_a_password(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None]
) -> None:
    """A passkey of a made-up device; passkeys ask for a name of a host, so not for 127.0.0.1."""
    home = live_server.url.replace("127.0.0.1", "localhost")
    invited = {"email": "selin@zonnedam.example", "name": "Selin", "towns": ["zonnedam"]}
    account, token = invitations.invite_first_administrator(now=clock.now(), **invited)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{home}/nl/werk/uitnodiging/{token}/")
    assert_accessible(page)
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Hetzelfde wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stel je tweede stap in")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Maak een toegangssleutel").click()
    expect(page.get_by_role("heading", name="Je herstelcodes")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Ik heb ze bewaard").click()
    expect(page.get_by_text("Je bent aangemeld als Selin.")).to_be_visible()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Meld je aan met een toegangssleutel").click()
    expect(page.get_by_text("Je bent aangemeld als Selin.")).to_be_visible()
    for path in (*PAGES_OF_WORK, f"mensen/{account.pk}/"):
        page.goto(f"{home}/nl/werk/{path}")
        assert_accessible(page)
        no_sideways_scroll(page)


def test_a_wrong_password_is_told_without_blame_and_without_telling_who_exists(
    page: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None]
) -> None:
    page.goto(f"{live_server.url}/nl/werk/aanmelden/")
    page.get_by_label("E-mailadres").fill("niemand@zonnedam.example")
    page.get_by_label("Wachtwoord").fill("not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("We kennen dit e-mailadres met dit wachtwoord niet.")
    assert_accessible(page)
