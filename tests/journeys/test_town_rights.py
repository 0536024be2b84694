"""An editor builds a right of the town by the form, tries it, and a colleague publishes it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.rights.models import Edition
from nabij.rights.queries import published
from nabij.staff.actions import open_account
from nabij.staff.types import Role
from nabij_rights.shelf import put_on_shelf
from tests.journeys.at_work import log_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long phrase for a test"
SECTIONS = ("summary", "apply_line", "what", "amount", "who", "documents", "apply", "duration", "refused")


@pytest.fixture
def clean_editions(live_server: LiveServer) -> Iterator[None]:
    """Takes away what the journey published: the database itself refuses that, so its guard steps aside."""
    yield
    migration = __import__("nabij.rights.migrations.0002_town_rights", fromlist=["allow_changes"])
    with connection.schema_editor() as editor:
        migration.allow_changes(None, editor)
        editor.execute(f"DELETE FROM {Edition._meta.db_table}")
    with connection.schema_editor() as editor:
        migration.refuse_changes(None, editor)
    put_on_shelf([])
    published._Shelf.last = None


def filled_in(page: Page, address: str, **fields: str) -> None:
    """Fill in the form on this page and save it."""
    if address:
        page.goto(address)
    for name, value in fields.items():
        box = page.locator(f"[name='{name}']")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    page.click("main form button[type=submit]")


def new_condition(page: Page, base: str, place: int, kind: str, fact: str = "", **fields: str) -> None:
    page.goto(f"{base}voorwaarde/{place}/nieuw/?kind={kind}&fact={fact}")
    filled_in(page, "", **fields)


def example(page: Page, base: str, name: str, answer: str, income: str, **more: str) -> None:
    page.goto(f"{base}voorbeeld/")
    fields = {
        "on": "2026-12-01",
        "lives_in": "here",
        "self.birth_on": "1990-05-01",
        "self.net_work_income_eur_month": income,
        "child_1.birth_on": "2018-03-02",
        "child_1.net_work_income_eur_month": "0",
        "name": name,
        "answer": answer,
        **more,
    }
    for key, value in fields.items():
        box = page.locator(f"[name='{key}']")
        (box.select_option if key in ("lives_in", "answer") else box.fill)(value)
    page.click("button[name=keep]")
    expect(page).to_have_url(base)


def build(page: Page, live_server: LiveServer) -> str:
    """Write the whole right by the form; return the address of the draft."""
    page.goto(f"{live_server.url}/nl/werk/stadsrechten/")
    page.fill("#id_name", "Toelage voor schooluitstappen")
    page.select_option("#id_town", "zonnedam")
    page.fill("#id_from_on", "2026-09-01")
    page.click("form[action$='nieuw/'] button")
    base = page.url
    source = {"source_title": "Besluit 2026-112", "source_url": "https://zonnedam.example/112"}
    law = "Gemeenteraadsbesluit 2026-112"
    filled_in(
        page, f"{base}kader/", provider="OCMW Zonnedam", period="school year", legal_basis=law, **source
    )
    filled_in(page, f"{base}geldig/", decision="GR 2026-112")
    amounts = (("Bedrag per kind", "EUR/year", "25"), ("Inkomensgrens", "EUR/month", "2050,00"))
    for label, unit, value in amounts:
        filled_in(page, f"{base}bedrag/", label_nl=label, unit=unit, value=value, article="art. 3")
    filled_in(page, f"{base}voorwaarde/0/", article="art. 1", sentence="Je woont in Zonnedam.")
    children = {"relation": "child", "from_age": "2", "under_age": "18"}
    has_child = {"article": "art. 2", "compared": "at_least", "number": "1", **children}
    new_condition(page, base, 1, "count", **has_child, sentence="Er woont een kind bij je.")
    income = {"article": "art. 2", "who": "total", "compared": "at_most", "amount": "inkomensgrens"}
    new_condition(page, base, 2, "fact", "net_work_income_eur_month", **income)
    filled_in(page, f"{base}geeft/?kind=per_person", amount="bedrag_per_kind", **children)
    filled_in(page, f"{base}tekst/nl/", **dict.fromkeys(SECTIONS, "Een korte zin over dit recht."))
    return base


def give_examples(page: Page, base: str) -> None:
    """Enough examples, on both sides of every limit."""
    example(page, base, "een kind, laag inkomen", "yes", "1000", amount="25")
    example(page, base, "juist op de grens", "yes", "2050,00", amount="25")
    example(page, base, "een cent erboven", "no", "2050,01")
    example(page, base, "kind is 18", "no", "1000", **{"child_1.birth_on": "2008-12-01"})
    example(page, base, "kind is morgen 18", "yes", "1000", **{"child_1.birth_on": "2008-12-02"})
    example(page, base, "woonplaats niet gekend", "unknown", "1000", lives_in="unknown")


def test_a_right_from_the_form_to_the_resident(
    browser: Browser,
    page: Page,
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
    clean_editions: Any,
) -> None:
    for name in ("noor", "sam"):
        open_account(
            email=f"{name}@zonnedam.example",
            name=name.title(),
            password=PASSWORD,
            roles=[Role.EDITOR],
            towns=["zonnedam"],
            now=datetime(2026, 11, 22, tzinfo=UTC),
        )
    log_in(page, live_server.url, "noor@zonnedam.example", PASSWORD)
    base = build(page, live_server)
    expect(page.get_by_text("hoogstens € 2.050,00 per maand").first).to_be_visible()
    give_examples(page, base)
    expect(page.get_by_text("Zoals verwacht")).to_have_count(6)
    assert_accessible(page)
    page.goto(f"{base}gevolgen/")
    expect(page.get_by_text("Krijgt voor het eerst iets")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{base}voorbeeld/")
    assert_accessible(page)
    page.goto(base)
    page.click("button[name=submit]")
    expect(page.get_by_text("Doorgegeven.")).to_be_visible()
    context = browser.new_context(locale="nl-BE")
    colleague = context.new_page()
    log_in(colleague, live_server.url, "sam@zonnedam.example", PASSWORD)
    colleague.goto(base)
    colleague.click("button[name=publish]")
    expect(colleague.get_by_text("gepubliceerd door Sam")).to_be_visible()
    colleague.goto(f"{live_server.url}/nl/rechten/zonnedam_toelage_voor_schooluitstappen/")
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Toelage voor schooluitstappen")
    context.close()
