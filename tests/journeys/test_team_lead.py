"""A team lead: a household in three interactions, forty in five, and a hand-over that is accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.casework.models import Handover, Transfer
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.registry import actions as registry
from nabij.registry.models import ContactAssignment
from nabij.staff import actions as staff
from nabij.staff.models import Absence, Membership, RoleGrant, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.casework.desk import NextStep, start
from tests.journeys.screens import no_sideways_scroll
from tests.registry.people import TOWN, account, household, somebody, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAMILIES = ("Zeewind", "Duinhof", "Karadam", "Vloedlijn", "Golfslag")


@dataclass
class Wijk:
    """A team of a lead and two workers, one of whom follows forty households."""

    page: Page
    url: str
    lead: User
    noor: User
    bram: User
    homes: list[int]

    def come_in(self, user: User) -> None:
        """The browser becomes that of somebody else."""
        client = Client()
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.url}
        self.page.context.add_cookies([cookie])

    def open(self, part: str) -> None:
        self.page.goto(f"{self.url}/nl/werk/{part}")


def _works(name: str, *roles: Role, of: object, leads: bool = False) -> tuple[User, Actor]:
    user = account(name)
    TownGrant.objects.create(user=user, town=TOWN)
    for role in roles:
        RoleGrant.objects.create(user=user, role=role)
    Membership.objects.create(user=user, team=of, from_on=clock.today(), is_lead=leads)
    return user, actor_of(user, on=clock.today())


@pytest.fixture
def wijk(page: Page, live_server: LiveServer) -> Wijk:
    ours, now = team(), clock.now()
    lead, leading = _works("lea", Role.TEAM_LEAD, of=ours, leads=True)
    noor, by = _works("noor", Role.SOCIAL_WORKER, of=ours)
    bram, _bram = _works("bram", Role.CASE_MANAGER, of=ours)
    for user, share in ((noor, 100), (bram, 80)):
        staff.note_work_time(
            actor=leading, account=user, fte_hundredths=share, from_on=clock.today(), now=now
        )
    staff.note_languages(actor=leading, account=bram, codes=["nl", "tr"], now=now)
    homes = []
    for turn in range(40):
        family = FAMILIES[turn % len(FAMILIES)]
        home = household(by, somebody(f"Ana {turn}", family, unlike_because="verzonnen"), place=None, now=now)
        registry.become_contact_person(actor=by, household_id=home, now=now)
        if turn < 6:
            start(by, home, step=NextStep("Bellen met de school", clock.today()), now=now)
        homes.append(home)
    Absence.objects.create(user=noor, from_on=clock.today())
    page.set_default_timeout(60_000)  # the first page of a process reads all rules
    made = Wijk(page, live_server.url, lead, noor, bram, homes)
    made.come_in(lead)
    return made


def fits(page: Page) -> None:
    """No page scrolls sideways, wide or narrow."""
    for width in (1280, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        no_sideways_scroll(page)
    page.set_viewport_size({"width": 1280, "height": 900})


class Interactions:
    """Counts what a hand does: clicks and texts."""

    def __init__(self) -> None:
        self.number = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.number += 1

    def fill(self, target: Locator, text: str) -> None:
        target.fill(text)
        self.number += 1


def test_a_household_is_assigned_in_three_interactions_and_accepted(
    wijk: Wijk, assert_accessible: Callable[[Page], None]
) -> None:
    page, hand = wijk.page, Interactions()
    home = wijk.homes[1]
    wijk.open("bord/")
    assert_accessible(page)
    fits(page)
    wijk.open(f"gezinnen/{home}/toewijzen/")  # a card of the board has this link
    assert_accessible(page)
    fits(page)
    hand.number += 1
    hand.click(page.locator("label", has_text="Bram"))
    hand.click(page.get_by_role("button", name="Toewijzen"))
    expect(page.get_by_role("heading", name="Open overdrachten")).to_be_visible()
    assert hand.number <= 3
    assert ContactAssignment.objects.get(household=home, until_at=None).staff_id == wijk.bram.pk
    fits(page)

    _accepted_after_a_question(wijk, assert_accessible)


def _accepted_after_a_question(wijk: Wijk, assert_accessible: Callable[[Page], None]) -> None:
    """The receiver asks something back, the giver answers and fills in the checklist."""
    page = wijk.page
    wijk.come_in(wijk.bram)
    wijk.open("vandaag/")
    assert_accessible(page)
    fits(page)
    page.get_by_role("link", name="Ana Duinhof").first.click()
    expect(page.get_by_role("heading", name="Jij volgt dit gezin nu")).to_be_visible()
    page.get_by_label("Wat wil je weten voor je aanvaardt?").fill("Wie heeft de sleutel?")
    page.get_by_role("button", name="Vraag het").click()
    expect(page.get_by_text("Wie heeft de sleutel?")).to_be_visible()

    wijk.come_in(wijk.noor)
    wijk.open(f"overdracht/{Handover.objects.get().pk}/")
    page.get_by_label("Het antwoord").fill("De buurvrouw op nummer 6")
    page.get_by_role("button", name="Antwoord").click()
    page.get_by_label("Het plan en waarover het gaat", exact=True).check()
    page.get_by_text("Het gezin weet het", exact=True).click()
    page.get_by_label("Hoe hoorden ze het, of waarom nog niet?").fill("Samen langsgegaan")
    fits(page)
    page.get_by_role("button", name="Bewaar").click()
    assert_accessible(page)

    wijk.come_in(wijk.bram)
    page.reload()
    assert_accessible(page)
    fits(page)
    page.get_by_role("button", name="Aanvaarden").click()
    expect(page.get_by_text("Aanvaard", exact=True)).to_be_visible()
    fits(page)
    assert Handover.objects.get().state == "accepted"


def test_forty_households_of_an_absent_colleague_go_in_five_interactions_and_come_back_in_one(
    wijk: Wijk, assert_accessible: Callable[[Page], None]
) -> None:
    page, hand = wijk.page, Interactions()
    wijk.open("werklast/")
    assert_accessible(page)
    fits(page)
    hand.click(page.get_by_role("link", name="De gezinnen van Noor doorgeven"))
    expect(page.get_by_text("6 kunnen niet wachten")).to_be_visible()
    assert_accessible(page)
    fits(page)
    hand.click(page.get_by_label("Bram"))
    hand.click(page.get_by_text("De collega is afwezig", exact=True))
    hand.click(page.get_by_role("button", name="Overdragen"))
    expect(page.get_by_text("40 gezinnen zijn doorgegeven.")).to_be_visible()
    assert hand.number <= 5
    assert_accessible(page)
    fits(page)
    assert ContactAssignment.objects.filter(until_at=None, staff=wijk.bram).count() == 40
    page.get_by_role("button", name="Terugdraaien").click()
    expect(page.get_by_text("40 gezinnen gingen terug naar Noor.")).to_be_visible()
    assert_accessible(page)
    fits(page)
    assert ContactAssignment.objects.filter(until_at=None, staff=wijk.noor).count() == 40
    assert Transfer.objects.get().undone_at is not None
    wijk.open(f"mensen/{wijk.bram.pk}/werktijd/")
    assert_accessible(page)
    fits(page)
    page.get_by_label("Deel van een voltijdse baan").fill("0,5")
    page.get_by_role("button", name="Noteer de werktijd").click()
    expect(page.get_by_text("0,50 van een voltijdse baan")).to_be_visible()
