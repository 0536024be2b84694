"""The privacy officer handles a letter: registers it, sees who looked, erases, and nobody is shut out."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.db import transaction
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.audit import actions as audit
from nabij.audit.types.breaches import BreachKind
from nabij.audit.types.odd_reading import Thresholds
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.staff import actions
from nabij.staff.types import Role
from tests.journeys.at_work import log_in
from tests.journeys.screens import no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long phrase for a test"
WORKER = Actor(staff_id=12, roles=frozenset({"social_worker"}))


def somebody() -> UUID:
    """A person about whom a worker read twice and a phone list once."""
    subject, now = uuid4(), clock.now()
    with transaction.atomic():
        for hours in (2, 30):
            audit.record_read(
                "registry.person_read",
                actor=WORKER,
                about=[subject],
                purpose=Purpose.HELP,
                at=now - timedelta(hours=hours),
                detail={"part": "summary"},
            )
        audit.record_read(
            "campaigns.list_read",
            actor=Actor(staff_id=14, roles=frozenset({"caller"})),
            about=[subject, uuid4()],
            purpose=Purpose.OUTREACH,
            at=now - timedelta(days=9),
        )
    return subject


@pytest.fixture
def at_work(page: Page, live_server: LiveServer, settings: LazySettings, tmp_path: Path) -> Page:
    settings.ERASED_FILE = tmp_path / "erased"
    actions.open_account(
        email="fo@zonnedam.example",
        name="Mira Claes",
        password=PASSWORD,
        roles=[Role.PRIVACY_OFFICER],
        now=clock.now(),
    )
    log_in(page, live_server.url, "fo@zonnedam.example", PASSWORD)
    expect(page.get_by_role("link", name="Verzoeken van mensen")).to_be_visible()
    return page


def actions_on_reading(officer: Actor) -> None:
    """Six households opened at night, and a telephone that was lost."""
    night = datetime.combine(clock.today(), time(3), tzinfo=clock.BRUSSELS)
    with transaction.atomic():
        about = [uuid4() for _ in range(6)]
        audit.record_read(
            "registry.household_read", actor=WORKER, about=about, purpose=Purpose.HELP, at=night, detail={}
        )
    audit.watch_reading(thresholds=Thresholds(), now=clock.now())
    audit.register_breach(
        actor=officer,
        sent_id=uuid4(),
        kind=BreachKind.LOST,
        what="Een telefoon met de ronde van vandaag bleef op de bus liggen.",
        who="12 gezinnen van de ronde van het Stadspark",
        known_at=clock.now() - timedelta(hours=50),
        now=clock.now(),
    )


def test_a_letter_is_handled_from_registering_to_erasing(
    at_work: Page, assert_accessible: Callable[[Page], None]
) -> None:
    page, subject = at_work, somebody()

    def look() -> None:
        no_sideways_scroll(page)
        assert_accessible(page)

    page.get_by_role("link", name="Verzoeken van mensen").click()
    look()
    page.get_by_role("link", name="Verzoek inschrijven").click()
    page.get_by_label("Wat vraagt de persoon?").select_option("erasure")
    look()
    page.get_by_label("Nummer van de persoon").fill(str(subject))
    page.get_by_label("Hoe weet je dat het deze persoon is?").fill("identiteitskaart gezien aan het loket")
    page.get_by_label("In de woorden van de persoon").fill("Ik wil dat alles over mij weg is.")
    page.get_by_role("button", name="Inschrijven").click()
    expect(page.get_by_role("status")).to_contain_text("Het verzoek is ingeschreven.")
    look()
    request = page.url.split("?")[0]
    page.get_by_role("link", name="Wie keek").click()
    expect(page.get_by_text("om jou te helpen")).to_have_count(2)
    look()
    page.goto(request)
    page.get_by_role("link", name="Bekijk wat zou weggaan").click()
    look()
    page.get_by_label("Typ of kopieer het nummer").fill(str(subject))
    page.get_by_role("button", name="Nu wissen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat gewist is")
    look()
    page.goto(request)
    page.get_by_label("Klaar").check()
    page.get_by_label("Wat is aan de persoon geantwoord").fill(
        "Brief van vandaag: wat gewist is en wat blijft."
    )
    page.get_by_role("button", name="Antwoord bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("Het antwoord is bewaard")
    look()


@pytest.mark.parametrize(
    "path",
    ["logboek/?actor=12", "niet-wissen/", "bewaren/", "opvallend/", "inbreuken/"],
)
def test_the_other_pages_shut_nobody_out(
    at_work: Page, live_server: LiveServer, assert_accessible: Callable[[Page], None], path: str
) -> None:
    subject, now = somebody(), clock.now()
    officer = Actor(staff_id=1, roles=frozenset({"privacy_officer"}))
    audit.place_hold(
        actor=officer,
        subject=subject,
        reason="rechtszaak 12/2026",
        until_on=clock.today() + timedelta(days=90),
        on=clock.today(),
        now=now,
    )
    actions_on_reading(officer)
    at_work.goto(f"{live_server.url}/nl/werk/{path}")
    expect(at_work.get_by_role("heading", level=1)).to_be_visible()
    no_sideways_scroll(at_work)
    assert_accessible(at_work)
