"""At the kitchen table: a new household of five with twelve facts, counted; small children on the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.kernel import clock
from nabij.registry.models import Household, Membership, Person
from nabij.registry.types import BirthDate, Relation
from nabij.rights.models import Fact
from nabij.staff.models import Membership as TeamMembership
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.registry.people import TOWN, account, child, household, somebody, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_INTERACTIONS = 60
QUESTIONS = 12
"""Each answer is a fact at least; of several at once that do not hold, each is one."""


@dataclass
class Hand:
    """What a hand does on the telephone: each tap, and each field that is typed, counts for one."""

    page: Page
    url: str
    interactions: int = 0

    def taps(self, target: Locator) -> None:
        target.click()
        self.interactions += 1

    def taps_button(self, name: str) -> None:
        self.taps(self.page.get_by_role("button", name=name, exact=True))

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)
        self.interactions += 1

    def chooses(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)
        self.interactions += 1

    def types_person(self, given: str, family: str, birth: tuple[int, int, int]) -> None:
        for label, text in (("Voornaam", given), ("Familienaam", family)):
            if text:
                self.types(label, text)
        for label, number in zip(("Geboortedag", "Geboortemaand", "Geboortejaar"), birth, strict=True):
            self.types(label, str(number))

    def opens(self, address: str) -> None:
        """Go somewhere by address; no interaction of the journey."""
        self.page.goto(f"{self.url}/nl/werk/{address}")


@pytest.fixture
def hand(page: Page, live_server: LiveServer) -> Hand:
    user = account("noor")
    TownGrant.objects.create(user=user, town=TOWN)
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    TeamMembership.objects.create(user=user, team=team(), from_on=clock.today())
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.set_default_timeout(60_000)  # the first page of a process reads all rules
    return Hand(page, live_server.url)


def answer(hand: Hand) -> None:
    """Answer the question on the screen with a tap or a figure, as a family would; then ask the next."""
    fields = hand.page.locator("form fieldset").first
    asks_day = fields.locator("[name=year]").count()
    choices = fields.locator("#answer-none, input[value=no]" if asks_day else "#answer-none, #answer-1")
    if choices.count():
        chosen = choices.last.get_attribute("id")
        hand.taps(hand.page.locator(f"label[for='{chosen}']"))
    else:
        fields.locator("#exact, [name=year]").fill("2020")
        hand.interactions += 1
    title = hand.page.locator("h1").inner_text()
    hand.taps_button("Bewaar, en vraag de volgende")
    expect(hand.page.locator("h1")).not_to_have_text(title)  # the next one is there, not only this one gone
    hand.page.wait_for_load_state()


def test_a_household_of_five_with_twelve_facts_takes_at_most_sixty_interactions(
    hand: Hand, assert_accessible: Callable[[Page], None]
) -> None:
    """AC-J2.1, on a telephone of 360 pixels wide: every tap and every field counts."""
    hand.opens("gezinnen/")
    hand.taps(hand.page.get_by_role("link", name="Nieuw gezin"))
    hand.types_person("Selma", "Zandloper", (14, 3, 1990))
    hand.types("Straat", "Kaai")
    hand.types("Nummer", "4")
    hand.taps_button("Bewaar, en voeg nog iemand toe")
    hand.types_person("Ruben", "Wulp", (2, 11, 1988))
    hand.taps_button("Bewaar, en voeg nog iemand toe")
    expect(hand.page.get_by_label("Familienaam", exact=True)).to_have_value("")  # of a partner none is taken
    hand.types_person("Lou", "Wulp", (9, 5, 2016))
    hand.chooses("Band met de referentiepersoon", "Kind")
    hand.taps_button("Bewaar, en voeg nog iemand toe")
    expect(hand.page.get_by_label("Familienaam", exact=True)).to_have_value("Wulp")
    assert_accessible(hand.page)
    hand.types_person("Fien", "", (21, 1, 2019))
    hand.taps_button("Bewaar, en voeg nog iemand toe")
    hand.types_person("Bo", "", (30, 6, 2025))
    hand.taps_button("Bewaar")
    home = Household.objects.get()
    assert Membership.objects.filter(household=home, relation=Relation.CHILD).count() == 3
    hand.taps(hand.page.get_by_role("link", name="Vul in", exact=True).first)
    for _question in range(QUESTIONS):
        answer(hand)
    assert Fact.objects.count() >= QUESTIONS
    assert hand.interactions <= MOST_INTERACTIONS


def test_the_list_of_small_children_and_a_first_day_at_school(
    hand: Hand, assert_accessible: Callable[[Page], None]
) -> None:
    """M-18: a child is on the list until its first day at school is written down."""
    today = clock.today()
    by = actor_of(User.objects.get(), on=today)
    small = BirthDate.of(today - timedelta(days=3 * 365))
    home = household(by, somebody("Ann"), child("Mo", birth=small), now=clock.now())
    household(by, somebody("Bea", "Duinhof"), now=clock.now())
    hand.opens("gezinnen/?wie=team")
    hand.page.get_by_role("link", name="Met een kind dat nog niet naar school gaat").click()
    expect(hand.page.get_by_text("niet bekend of Mo Zeewind al naar school gaat")).to_be_visible()
    expect(hand.page.get_by_text("Bea Duinhof")).to_have_count(0)
    assert_accessible(hand.page)
    person = Person.objects.get(identity__given="Mo")
    hand.opens(f"gezinnen/{home}/personen/{person.pk}/")
    hand.page.get_by_role("link", name="Op school sinds").click()
    hand.types("Eerste schooldag", (today - timedelta(days=7)).strftime("%d/%m/%Y"))
    assert_accessible(hand.page)
    hand.taps_button("Bewaar")
    expect(hand.page.get_by_text("Eerste schooldag")).to_be_visible()
    hand.opens("gezinnen/?wie=team&jong=1")
    expect(hand.page.get_by_text("Geen gezin hier met een kind dat verwacht wordt")).to_be_visible()
