"""J4: a caller on a phone goes from person to person; the team takes up what was asked; the lead stops it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.campaigns import actions
from nabij.campaigns.models import Attempt, Campaign, FollowUp, Target, Worry
from nabij.campaigns.types import NeedCode
from nabij.kernel import clock
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.campaigns.town import Round, a_senior, a_town, call, partner, running, senior, take
from tests.journeys.screens import fits_a_small_phone
from tests.registry.people import TOWN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A small phone. That a form is shown again (422) is no fault of the page, any other complaint is."""
    context = browser.new_context(locale="nl-BE", viewport={"width": 360, "height": 780})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [one for one in complaints if "422" not in one] == []


def come_in(page: Page, home: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.clear_cookies()
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": home}])
    page.set_default_timeout(90_000)  # the first page of a process reads all rules


@pytest.fixture
def at() -> Round:
    """A running round with a couple and two others on the list."""
    town, now = a_town(), clock.now()
    for who, role in ((town.worker, Role.SOCIAL_WORKER), (town.lead, Role.CAMPAIGN_LEAD)):
        TownGrant.objects.create(user_id=who.staff_id, town=TOWN)
        RoleGrant.objects.create(user_id=who.staff_id, role=role)
    Membership.objects.create(user_id=town.worker.staff_id, team=town.team, from_on=clock.today())
    a_senior(town, senior(year=1930), partner(year=1931), now=now)
    a_senior(town, senior("Paula", "Duinzand", year=1940), now=now)
    a_senior(town, senior("Achiel", "Kaaiman", year=1945), now=now)
    today = clock.today()
    running(
        town,
        now,
        from_on=today,
        until_on=today + timedelta(days=60),
        reference_on=today,
        needs=dict.fromkeys(NeedCode, town.team.pk),
    )
    # The first day begins at nine; the journey runs at any hour.
    Target.objects.update(due_at=now)
    return town


def test_from_person_to_person_in_three_taps_and_a_worry_on_the_way(
    page: Page, live_server: LiveServer, at: Round, assert_accessible: Check
) -> None:
    """AC-J4.1: from “talked” to the next person in at most five interactions."""
    come_in(page, live_server.url, User.objects.get(pk=at.callers[0].staff_id))
    page.goto(f"{live_server.url}/nl/werk/bellen/")
    assert_accessible(page)
    page.get_by_role("button", name="De volgende persoon").click()
    expect(page.get_by_role("heading", name="Godelieve Peerdam & Georges Peerdam")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_text("Gesproken", exact=True).click()
    page.get_by_text("Boodschappen", exact=True).click()
    page.get_by_role("button", name="Bewaar en volgende").click()
    expect(page.get_by_role("heading", name="Paula Duinzand")).to_be_visible()
    assert FollowUp.objects.get().code == NeedCode.SHOPPING
    page.get_by_text("Ik maak me zorgen", exact=True).click()
    page.locator("#worry_words").fill("Zij klinkt verward")
    page.get_by_role("button", name="Roep het wachtteam").click()
    expect(page.get_by_text("Het wachtteam is geroepen")).to_be_visible()
    assert_accessible(page)
    assert Worry.objects.open().count() == 1
    page.get_by_role("button", name="Bewaar en volgende").click()
    expect(page.get_by_text("Tik aan hoe het gesprek ging.")).to_be_visible()  # nothing was tapped
    page.get_by_text("Neemt niet op", exact=True).click()
    page.get_by_role("button", name="Bewaar en stop").click()
    expect(page.get_by_role("button", name="De volgende persoon")).to_be_visible()
    assert Attempt.objects.count() == 2


def test_what_was_heard_is_taken_up_by_the_team(
    page: Page, live_server: LiveServer, at: Round, assert_accessible: Check
) -> None:
    caller, now = at.callers[0], clock.now()
    call(caller, now=now, needs=(NeedCode.SHOPPING,), words="Mijn knie wil niet mee")
    target = take(caller, now)
    assert target is not None
    assert target.hold is not None
    actions.raise_worry(actor=caller, hold=target.hold, words="Verward", client_id=uuid4(), now=now)
    come_in(page, live_server.url, User.objects.get(pk=at.worker.staff_id))
    page.goto(f"{live_server.url}/nl/werk/campagnevragen/")
    page.get_by_role("link", name="Open de zorg").click()
    assert_accessible(page)
    page.get_by_role("button", name="Ik zorg ervoor").click()
    page.get_by_label("Wat is er gedaan?").fill("Huisarts gebeld")
    page.get_by_role("button", name="Het is gedaan").click()
    expect(page.get_by_text("Huisarts gebeld")).to_be_visible()
    page.goto(f"{live_server.url}/nl/werk/campagnevragen/")
    assert_accessible(page)
    page.get_by_role("link", name="Boodschappen").click()
    expect(page.get_by_role("heading", name="Godelieve Peerdam & Georges Peerdam")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_label("Wat is er gedaan?").fill("Woensdag brengt Jo het")
    page.get_by_role("button", name="Het is gedaan").click()
    expect(page.get_by_text("Er wacht niets op jouw teams.")).to_be_visible()
    assert Worry.objects.open().count() == 0


def fill_in(page: Page, sender: str) -> None:
    page.get_by_label("Naam van de campagne").fill("Winterronde")
    page.get_by_label("Waarvoor is het?").fill("Horen hoe het gaat in de winter")
    page.get_by_label("Op welke wettelijke grond?").fill("Gemeenteraadsbesluit 2026-041")
    page.get_by_label("In wiens naam bellen we?").fill(sender)
    page.get_by_label("Vanaf deze leeftijd").fill("70")
    page.get_by_label("Woont zelfstandig").check()
    page.get_by_label("Nederlands").fill("Dag, hoe gaat het met u?")
    page.get_by_label("Boodschappen").select_option(label="Oude Haven")


def test_a_lead_prepares_counts_fixes_and_starts_a_campaign(
    page: Page, live_server: LiveServer, at: Round, assert_accessible: Check
) -> None:
    come_in(page, live_server.url, User.objects.get(pk=at.lead.staff_id))
    page.goto(f"{live_server.url}/nl/werk/campagnes/nieuw/")
    assert_accessible(page)
    fits_a_small_phone(page)
    fill_in(page, "Dienst Armoedebestrijding")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Het woord “Armoedebestrijding” verraadt")).to_be_visible()
    page.get_by_label("In wiens naam bellen we?").fill("De telefoonster van Zonnedam")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name="Winterronde")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Tel voor wie het is").click()
    expect(page.get_by_text("minder dan 10").first).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("button", name="Leg de lijst vast").click()
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("button", name="Begin te bellen").click()
    expect(page.get_by_role("link", name="Stop meteen")).to_be_visible()
    assert Campaign.objects.get(name="Winterronde").state == "running"
    assert_accessible(page)
    fits_a_small_phone(page)


def test_a_list_goes_out_on_paper_comes_back_and_the_campaign_stops(
    page: Page, live_server: LiveServer, at: Round, assert_accessible: Check
) -> None:
    come_in(page, live_server.url, User.objects.get(pk=at.lead.staff_id))
    page.goto(f"{live_server.url}/nl/werk/campagnes/{at.campaign_id}/")
    page.get_by_text("Maak een lijst op papier").click()
    page.get_by_label("Hoeveel mensen?").fill("2")
    page.get_by_role("button", name="Maak de lijst").click()
    expect(page.get_by_role("heading", name=re.compile("Bellijst"))).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_label("Hoe ging het?").first.select_option(value="2")
    page.get_by_role("button", name="Bewaar de lijst").click()
    page.get_by_role("link", name="Verslag in aantallen").click()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("link", name="Terug naar de campagne").click()
    page.get_by_role("link", name="Stop meteen").click()
    assert_accessible(page)
    page.get_by_label("Waarom stopt het?").fill("Fout in de tekst")
    page.get_by_role("button", name="Stop meteen").click()
    expect(page.get_by_role("heading", name="Wie al gebeld is")).to_be_visible()
    expect(page.get_by_text("Godelieve Peerdam & Georges Peerdam")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    assert at.campaign.state == "stopped"
