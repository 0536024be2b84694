"""Hours before a start, letters and the door, talks in the street, and a mailing to the self-employed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.campaigns import actions
from nabij.campaigns.actions.street import add_spot, note_street_contact
from nabij.campaigns.models import Campaign, EnterpriseAnswer, LetterTo, ShortLaunch, StreetContact, Target
from nabij.campaigns.types import NeedCode
from nabij.campaigns.types.street import AgeBand, StreetTheme
from nabij.kernel import clock
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.campaigns.test_enterprises import number
from tests.campaigns.town import Round, a_senior, a_town, call, fixed, senior
from tests.journeys.screens import fits_a_small_phone
from tests.journeys.test_phone_round import come_in
from tests.registry.people import TOWN, account, actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A small phone. That a form is shown again (409, 422) is no fault, any other complaint is."""
    context = browser.new_context(locale="nl-BE", viewport={"width": 360, "height": 780})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [one for one in complaints if "422" not in one and "409" not in one] == []


@pytest.fixture
def at() -> Round:
    """A fixed list of twelve: nine who can be called, three who cannot."""
    town, now, today = a_town(), clock.now(), clock.today()
    TownGrant.objects.create(user_id=town.lead.staff_id, town=TOWN)
    RoleGrant.objects.create(user_id=town.lead.staff_id, role=Role.CAMPAIGN_LEAD)
    for turn in range(12):
        phone = f"0470 00 00 1{turn}" if turn < 9 else ""
        a_senior(town, senior(f"P{turn}", year=1930 + turn), phone=phone, now=now)
    fixed(
        town,
        now,
        from_on=today,
        until_on=today + timedelta(days=60),
        reference_on=today,
        needs=dict.fromkeys(NeedCode, town.team.pk),
    )
    caller = town.callers[0].staff_id
    assert caller is not None
    actions.add_caller(actor=town.lead, campaign_id=town.campaign_id, staff_id=caller, now=now)
    Target.objects.update(due_at=now)
    return town


def lead_on(page: Page, home: str, at: Round, path: str) -> None:
    come_in(page, home, User.objects.get(pk=at.lead.staff_id))
    page.goto(f"{home}/nl/werk/{path}")


def test_a_lead_reads_before_the_start_whether_the_teams_have_the_hours(
    page: Page, live_server: LiveServer, at: Round, assert_accessible: Check
) -> None:
    for turn in range(6):
        a_senior(at, senior(f"Q{turn}", year=1930 + turn), now=clock.now())
    Campaign.objects.filter(pk=at.campaign_id).update(
        state="prepared", frozen_at=None, frozen_by=None, tree=None
    )
    Target.objects.all().delete()
    lead_on(page, live_server.url, at, f"campagnes/{at.campaign_id}/")
    page.get_by_role("link", name="Ruimte voor wat komt").click()
    expect(page.get_by_text("Oude Haven heeft in deze dagen 0 uur vrij")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_label("Boodschappen").fill("30")
    page.get_by_role("button", name="Bewaar en tel opnieuw").click()
    expect(page.get_by_label("Boodschappen")).to_have_value("30")
    actions.fix_list(
        actor=at.lead,
        campaign_id=at.campaign_id,
        base_version=Campaign.objects.get(pk=at.campaign_id).version,
        now=clock.now(),
    )
    page.goto(f"{live_server.url}/nl/werk/campagnes/{at.campaign_id}/")
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("button", name="Begin te bellen").click()
    expect(page.get_by_text("Schrijf waarom het toch start")).to_be_visible()
    page.get_by_label("Waarom start het toch?").fill("Twee collega’s komen helpen")
    page.get_by_role("button", name="Begin te bellen").click()
    expect(page.get_by_text("Gestart terwijl er uren te kort waren")).to_be_visible()
    assert ShortLaunch.objects.get().because == "Twee collega’s komen helpen"


def test_whoever_cannot_be_called_gets_a_letter_and_the_rest_goes_to_the_door(
    page: Page, live_server: LiveServer, at: Round, assert_accessible: Check
) -> None:
    now = clock.now()
    actions.start_campaign(actor=at.lead, campaign_id=at.campaign_id, base_version=2, now=now)
    for _turn in range(4):
        call(at.callers[0], now=now)
    lead_on(page, live_server.url, at, f"campagnes/{at.campaign_id}/")
    page.get_by_role("link", name="Brieven en de deur").click()
    expect(page.get_by_text("3 gezinnen konden niet gebeld worden")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_label("Hoe kunnen mensen antwoorden?").fill("Bel het OCMW")
    page.get_by_role("button", name="Bewaar de brief").click()
    expect(page.get_by_text("Het woord “OCMW” verraadt")).to_be_visible()
    page.get_by_label("Hoe kunnen mensen antwoorden?").fill("Bel 056 00 00 00, op weekdagen")
    page.get_by_role("button", name="Bewaar de brief").click()
    page.get_by_role("button", name="Maak de brieven").click()
    expect(page.get_by_text("P9 Peerdam")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Druk de brieven af (PDF)").click()
    assert download.value.suggested_filename.startswith("brieven-")
    page.get_by_role("button", name="Ze zijn op de post").click()
    page.get_by_label("Wiens brief?").select_option(label="P9 Peerdam")
    page.get_by_text("Antwoordde: iemand sprak met hen").click()
    page.get_by_text("Boodschappen", exact=True).click()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("listitem").get_by_text("Antwoordde: iemand sprak met hen")).to_be_visible()
    assert LetterTo.objects.exclude(answer="").count() == 1
    LetterTo.objects.first().batch.__class__.objects.update(sent_at=now - timedelta(days=20))
    page.get_by_role("link", name="Brieven en de deur").click()
    page.get_by_text("Maak een deurronde van deze lijst").click()
    page.get_by_label("Wat je aan de deur zegt").fill("Dag, hoe gaat het met u?")
    page.get_by_role("button", name="Maak de campagne").click()
    expect(page.get_by_role("heading", name="Telefoonster: aan de deur")).to_be_visible()
    door = Campaign.objects.get(channel="door")
    assert (door.state, door.targets.count()) == ("frozen", 2)


def test_the_report_tells_the_chain_and_what_it_cost(
    page: Page, live_server: LiveServer, at: Round, assert_accessible: Check
) -> None:
    now = clock.now()
    actions.start_campaign(actor=at.lead, campaign_id=at.campaign_id, base_version=2, now=now)
    for _turn in range(9):
        call(at.callers[0], now=now)
    lead_on(page, live_server.url, at, f"campagnes/{at.campaign_id}/verslag/")
    page.get_by_text("Voeg een kost toe").click()
    page.get_by_label("Waarvoor?").fill("Bellen")
    page.get_by_label("Uren", exact=True).fill("12,5")
    page.get_by_label("Wat een uur kost, in euro").fill("38,40")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("480,00").first).to_be_visible()
    expect(page.get_by_text("40,00").first).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("button", name="Neem weg").click()
    expect(page.get_by_text("Er is nog geen kost genoteerd.")).to_be_visible()


def test_a_talk_in_the_street_is_counted_in_three_taps(
    page: Page, live_server: LiveServer, assert_accessible: Check
) -> None:
    """M-55: where, about what, save; the second time the place is chosen already."""
    now, lead, user = clock.now(), actor(account("lea"), Role.CAMPAIGN_LEAD), account("yara")
    RoleGrant.objects.create(user=user, role=Role.STREET_WORKER)
    TownGrant.objects.create(user=user, town=TOWN)
    spots = [
        add_spot(actor=lead, town=TOWN, name=name, neighbourhood="", now=now)
        for name in ("Skatepark", "Stationsplein", "Jeugdhuis De Kade", "Kaai")
    ]
    come_in(page, live_server.url, user)
    page.goto(f"{live_server.url}/nl/werk/straat/")
    assert_accessible(page)
    fits_a_small_phone(page)
    taps = 0
    for tap in (
        page.get_by_text("Stationsplein", exact=True),
        page.get_by_text("School", exact=True),
        page.get_by_role("button", name="Tel dit gesprek"),
    ):
        tap.click()
        taps += 1
    expect(page.get_by_text("1 gesprek geteld vandaag.")).to_be_visible()
    assert taps == 3
    assert StreetContact.objects.get().people == 1
    page.get_by_role("checkbox", name="Werk").check()
    page.get_by_role("button", name="Tel dit gesprek").click()
    expect(page.get_by_text("2 gesprekken geteld vandaag.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Neem het laatste terug").click()
    expect(page.get_by_text("1 gesprek geteld vandaag.")).to_be_visible()
    page.get_by_role("button", name="Tel dit gesprek").click()
    expect(page.get_by_text("Tik aan waarover het gesprek ging.")).to_be_visible()
    by = actor(user, Role.STREET_WORKER)
    for turn in range(40):
        _talk(by, spots[turn % 3 if turn < 36 else 3], turn)
    page.get_by_role("link", name="De aantallen van dit kwartaal").click()
    expect(page.get_by_text("41 gesprekken in totaal.")).to_be_visible()
    assert_accessible(page)
    fits_a_small_phone(page)


def _talk(by: object, spot: int, turn: int) -> None:
    from uuid import uuid4

    themes = list(StreetTheme)
    note_street_contact(
        actor=by,  # type: ignore[arg-type]
        spot_id=spot,
        themes=[themes[turn % 2], themes[2]],
        people=2,
        ages=AgeBand.TEEN,
        client_id=uuid4(),
        now=clock.now(),
    )


def test_a_mailing_goes_to_enterprises_and_to_nobody_else(
    page: Page, live_server: LiveServer, at: Round, assert_accessible: Check
) -> None:
    lead_on(page, live_server.url, at, "campagnes/")
    page.get_by_role("link", name="Zelfstandigen").click()
    assert_accessible(page)
    page.get_by_role("link", name="Bereid een mailing voor").click()
    page.get_by_label("Naam van de mailing").fill("Steun voor zelfstandigen")
    page.get_by_label("Waarvoor is het?").fill("Zelfstandigen vertellen waar zij terechtkunnen")
    page.get_by_label("Op welke wettelijke grond?").fill("Gemeenteraadsbesluit 2026-050")
    page.get_by_label("In wiens naam schrijven we?").fill("Stad Zonnedam")
    page.get_by_label("Wat de ondernemingen lezen").fill(
        "Gaat het minder goed met de zaak? Wij kijken samen."
    )
    assert_accessible(page)
    fits_a_small_phone(page)
    page.get_by_role("button", name="Bewaar").click()
    lines = [
        "ondernemingsnummer;naam;status;adres;postcode;gemeente;e-mail",
        f"{number(1)};Bakkerij Zeewind;Actief;Kaai 1;9901;Zonnedam;info@bakkerij.example",
        ";Jan Peerdam;Actief;Kaai 2;9901;Zonnedam;",
        f"{number(2)};Kapper Duin;Actief;Kaai 3;9901;Zonnedam;",
    ]
    file = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    page.get_by_label("Lijst uit het openbare register").set_input_files(file)
    page.get_by_role("button", name="Lees de lijst in").click()
    expect(page.get_by_text("2 ondernemingen ingelezen,")).to_be_visible()
    page.get_by_text("Welke rijen, en waarom").click()
    expect(page.get_by_text("Rij 3: Geen ondernemingsnummer")).to_be_visible()
    expect(page.get_by_text("Jan Peerdam")).to_have_count(0)
    assert_accessible(page)
    fits_a_small_phone(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Verzendlijst (CSV)").click()
    assert "Kapper Duin" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    page.get_by_role("button", name="De mailing is weg").click()
    page.get_by_label("Ondernemingsnummer").fill("0000.000.196")
    page.get_by_label("Langs welke weg?").select_option(label="Telefoon")
    page.get_by_role("button", name="Tel dit antwoord").click()
    expect(page.get_by_label("Ondernemingsnummer")).to_have_value("")
    assert EnterpriseAnswer.objects.count() == 1
