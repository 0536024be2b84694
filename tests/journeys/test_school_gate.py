"""J3: a bridge worker at the school gate, on a phone; what was heard reaches who follows the family."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework import queries
from nabij.casework.models import AgreedFeedback, Attendance, ReachedContact, UnnamedContact
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.registry import actions as registry
from nabij.registry.types import BirthDate
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework import gate
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN, account, child, household, somebody, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def worker(name: str, *roles: Role, in_team: object) -> Actor:
    user = account(name)
    TownGrant.objects.create(user=user, town=TOWN)
    for role in roles:
        RoleGrant.objects.create(user=user, role=role)
    Membership.objects.create(user=user, team=in_team, from_on=date(2010, 1, 1))
    return actor_of(user, on=clock.today())


@pytest.fixture
def at_gate(page: Page, live_server: LiveServer) -> tuple[str, Actor, Actor, int]:
    """The address of the work, a bridge worker in the browser, a contact person, and their household."""
    now, ours = clock.now(), team("Poort")
    sofie = worker("sofie", Role.BRIDGE_WORKER, Role.TEAM_LEAD, in_team=ours)
    mirte = worker("mirte", Role.SOCIAL_WORKER, in_team=ours)
    home = household(mirte, somebody(), child("Deniz", birth=BirthDate(2011, 5, 2)), now=now)
    registry.become_contact_person(actor=mirte, household_id=home, now=now)
    gate.works(sofie, gate.setting(sofie), "0.5", date(2026, 1, 1))
    client = Client()
    client.force_login(User.objects.get(pk=sofie.staff_id))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.set_default_timeout(90_000)  # the first page of a process reads all rules
    page.set_viewport_size({"width": 360, "height": 780})
    return f"{live_server.url}/nl/werk/", sofie, mirte, home


def fits(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    """The page reads well, and no narrow screen scrolls sideways."""
    assert_accessible(page)
    fits_a_small_phone(page)


def test_a_need_heard_at_the_gate_goes_to_the_contact_person_in_five_interactions(
    page: Page, at_gate: tuple[str, Actor, Actor, int], assert_accessible: Callable[[Page], None]
) -> None:
    """AC-J3.1 and AC-J3.2: new contact, gate, note, need, save."""
    work, _sofie, mirte, home = at_gate
    page.goto(f"{work}gezinnen/{home}/")
    page.get_by_role("link", name="Nieuw contact").click()
    expect(page.get_by_text("Een nood gaat naar Mirte, de contactpersoon")).to_be_visible()
    assert page.locator("#id_setting").locator("option:checked").inner_text() == "VBS De Brug"
    fits(page, assert_accessible)
    page.get_by_text("Schoolpoort", exact=True).click()
    page.locator("#id_note").fill("Papa sprak me aan")
    page.locator("#id_need").fill("Onbetaalde factuur van de school")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Papa sprak me aan")).to_be_visible()
    assert ReachedContact.objects.get().persons.count() == 2
    lines = queries.today_of(mirte, on=clock.today(), now=clock.now()).needs
    assert [line.household_id for line in lines] == [home]


def test_who_does_not_want_to_be_written_down_is_only_counted(
    page: Page, at_gate: tuple[str, Actor, Actor, int], assert_accessible: Callable[[Page], None]
) -> None:
    """AC-J3.5 and AC-J3.3: the count stands in the report, one click away."""
    work, _sofie, _mirte, _home = at_gate
    page.goto(f"{work}bereik/")
    fits(page, assert_accessible)
    page.get_by_role("link", name="Contact zonder naam").click()
    fits(page, assert_accessible)
    texts = page.locator("main form input[type=text], main form textarea").evaluate_all(
        "fields => fields.map(one => one.name).sort()"
    )
    assert texts == ["adults", "children", "day"]
    page.get_by_text("Facturen en geld").click()
    page.get_by_role("button", name="Tel mee").click()
    expect(page.get_by_role("heading", name="Door jou geteld voor vandaag")).to_be_visible()
    fits(page, assert_accessible)
    assert UnnamedContact.objects.get().needs.get().asked == "bills"
    page.goto(f"{work}bereik/")
    page.get_by_role("link", name="Deze maand").click()
    expect(page.locator("tbody tr").first).to_contain_text("VBS De Brug")
    for part in ("plekken/", "plekken/nieuw/", "plekken/soort/"):
        page.goto(work + part)
        fits(page, assert_accessible)


def test_the_teacher_gets_the_agreed_sentence_and_a_pupil_takes_part_in_two_taps(
    page: Page, at_gate: tuple[str, Actor, Actor, int], assert_accessible: Callable[[Page], None]
) -> None:
    """AC-J3.4, M-34 and M-35."""
    work, sofie, _mirte, home = at_gate
    page.goto(f"{work}gezinnen/{home}/school/nieuw/")
    fits(page, assert_accessible)
    page.locator("#id_person").select_option(label="Deniz Zeewind")
    page.locator("#id_sentence").fill("Deniz eet voortaan op school.")
    page.locator("#id_agreed_with").fill("mama")
    page.get_by_role("button", name="Bewaar").click()
    fits(page, assert_accessible)
    page.get_by_role("link", name="Papier").click()
    expect(page.get_by_text("Deniz eet voortaan op school.")).to_be_visible()
    fits(page, assert_accessible)
    assert AgreedFeedback.objects.get().agreed_with == "mama"
    programme = gate.programme(sofie)
    page.goto(f"{work}gezinnen/{home}/programma/")
    fits(page, assert_accessible)
    page.locator("#id_person").select_option(label="Deniz Zeewind")
    page.get_by_text("Allebei", exact=True).click()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("link", name="Cool Down")).to_be_visible()
    page.get_by_role("link", name="Cool Down").click()
    fits(page, assert_accessible)
    page.goto(f"{work}programmas/{programme}/reeks/")
    page.locator("#id_number").fill("8")
    page.get_by_role("button", name="Bewaar").click()
    fits(page, assert_accessible)
    page.locator("#h-series").locator("xpath=ancestor::section").locator("li a.fw-semibold").first.click()
    fits(page, assert_accessible)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("1 gingen door")).to_be_visible()
    assert Attendance.objects.get().has_come
