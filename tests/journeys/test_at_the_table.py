"""At a kitchen table: a letter without typing anything twice, the plan on paper, the screen turned round."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework import actions
from nabij.casework.actions.plans import NewStep
from nabij.casework.models import Letter
from nabij.casework.types import StepOwner
from nabij.kernel import clock
from nabij.registry import actions as registry
from nabij.registry.types import Topic
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.desk import NextStep, a_goal, note, start, told
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN, account, child, household, somebody, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTE = "Ze vertelde iets dat tussen ons blijft"


@pytest.fixture
def home(page: Page, live_server: LiveServer) -> tuple[str, User]:
    """The address of a household with a plan, in the browser of its contact person."""
    user, now = account("noor"), clock.now()
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=user, team=team(), from_on=clock.today())
    by = actor_of(user, on=clock.today())
    number = household(by, somebody(), child("Mo", share_pct=50), now=now)
    registry.become_contact_person(actor=by, household_id=number, now=now)
    start(by, number, step=NextStep("Nagaan wat ze wil", clock.today()), now=now)
    goal = a_goal(by, number, words="Rust in de rekeningen", topic=Topic.MONEY, now=now)
    step = NewStep("Langsgaan bij het loket", StepOwner.FAMILY, clock.today() + timedelta(days=4))
    actions.add_step(actor=by, goal_id=goal, step=step, client_id=uuid4(), now=now)
    note(by, number, told(NOTE, happened_at=now), now=now)
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.set_default_timeout(90_000)  # the first page of a process reads all rules
    return f"{live_server.url}/nl/werk/gezinnen/{number}/", user


def test_a_letter_in_four_interactions_without_typing_anything_again(
    page: Page, home: tuple[str, User], assert_accessible: Callable[[Page], None]
) -> None:
    """M-29: name, address, contact person and telephone come from the dossier."""
    address, _user = home
    page.goto(address)
    page.get_by_role("link", name="Nieuwe brief").click()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("link", name="Uitnodiging voor een afspraak").click()
    assert_accessible(page)
    fits_a_small_phone(page)
    text = page.locator("#id_text").input_value()
    assert "Beste Ayşe Zeewind" in text
    assert "Bel Noor op 09 000 10 10" in text
    page.get_by_role("button", name="Bewaar de brief").click()
    expect(page.get_by_text("Bewaard zoals hij vertrok")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    with page.expect_download() as paper:
        page.get_by_role("link", name="De brief op papier").click()
    assert paper.value.suggested_filename == "brief.pdf"
    assert Letter.objects.get().recipient.startswith("Ayşe Zeewind\nKaai 4")
    page.goto(address + "brieven/")
    assert_accessible(page)
    fits_a_small_phone(page)


def test_the_language_is_chosen_by_keyboard_and_own_words_stay(page: Page, home: tuple[str, User]) -> None:
    address, _user = home
    page.goto(address + "brieven/nieuw/mandate/")
    page.locator("input[name=language][value=fr]").focus()
    page.keyboard.press("Space")
    page.locator("#id_organisation").fill("Mutualité")
    page.get_by_role("button", name="Vul de tekst opnieuw in").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_title")).to_have_value("Procuration")
    assert "Auprès de : Mutualité" in page.locator("#id_text").input_value()
    expect(page.get_by_text("Er is nog niets bewaard")).to_be_visible()
    page.locator("#id_text").fill("Mes propres mots")
    page.get_by_role("button", name="Bewaar de brief").click()
    expect(page.get_by_text("Mes propres mots")).to_be_visible()
    assert Letter.objects.get().language == "fr"


def test_the_plan_is_on_paper_in_one_interaction(page: Page, home: tuple[str, User]) -> None:
    """AC-J2.7: at most three interactions from the page of the household."""
    address, _user = home
    page.goto(address)
    with page.expect_download() as paper:
        page.get_by_role("link", name="Het plan op papier (pdf)").click()
    assert paper.value.suggested_filename == "plan.pdf"


def test_the_screen_for_the_family_shows_nothing_of_workers_and_has_a_way_back(
    page: Page, home: tuple[str, User], assert_accessible: Callable[[Page], None]
) -> None:
    """AC-J2.6: the family looks along."""
    address, _user = home
    page.goto(address)
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.get_by_role("link", name="Aan tafel").click()
    expect(page.get_by_text("Dit is wat het gezin ziet.")).to_be_visible()
    expect(page.get_by_text("Langsgaan bij het loket").first).to_be_visible()
    seen = page.content()
    assert NOTE not in seen
    assert "Nagaan wat ze wil" not in seen
    assert_accessible(page)
    fits_a_small_phone(page)
    with page.expect_download():
        page.get_by_role("link", name="PDF FR").last.click()
    page.get_by_role("link", name="Terug naar het gezin").first.click()
    expect(page.get_by_text(NOTE)).to_be_visible()


def test_the_drawing_says_the_same_as_its_table(
    page: Page, home: tuple[str, User], assert_accessible: Callable[[Page], None]
) -> None:
    address, _user = home
    page.goto(address)
    page.get_by_role("link", name="Het gezin in een tekening").click()
    drawn = page.locator("svg[role=img] text").all_text_contents()
    assert {"Ayşe Zeewind", "Mo Zeewind"} <= set(drawn)
    for name in ("Ayşe Zeewind", "Mo Zeewind"):
        expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
