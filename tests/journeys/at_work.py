"""Coming in with a browser: password, then the code of an app."""

from playwright.sync_api import Page, expect

from nabij.kernel import clock
from nabij.staff import actions
from nabij.staff.models import User
from tests.staff.doors import with_app


def log_in(page: Page, home: str, email: str, password: str) -> None:
    """Go through both pages of logging in, with an app that is tied to the account on the way."""
    secret = with_app(User.objects.get_by_natural_key(email))
    page.goto(f"{home}/nl/werk/")
    page.get_by_label("E-mailadres").fill(email)
    page.locator("input[type=password]").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    page.get_by_label("Code van je app").fill(actions.code_at(secret, clock.now()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()
