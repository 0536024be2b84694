"""The bar of who is at work: on the pages of work, and never where residents look."""

import pytest
from django.test import Client

from nabij.kernel import clock
from nabij.staff import actions

pytestmark = pytest.mark.django_db
PASSWORD = "a long phrase for a test"
BAR = "n-staff-bar"


@pytest.fixture
def at_work() -> Client:
    actions.open_account(
        email="jef@zonnedam.example", name="Jef Peeters", password=PASSWORD, roles=[], now=clock.now()
    )
    client = Client()
    assert client.login(username="jef@zonnedam.example", password=PASSWORD)
    return client


@pytest.mark.parametrize("path", ["werk/", "werk/zes-criteria/", "werk/dertien-punten/"])
def test_each_page_of_work_leads_back_names_who_works_and_logs_out(at_work: Client, path: str) -> None:
    text = at_work.get(f"/nl/{path}").content.decode()
    assert text.count(BAR) == 1
    assert 'href="/nl/werk/"' in text
    assert "Jef Peeters" in text
    assert text.count('action="/nl/werk/afmelden/"') == 1


@pytest.mark.parametrize("path", ["", "rechten/", "toegankelijkheid/"])
def test_a_page_for_residents_never_shows_it(at_work: Client, path: str) -> None:
    assert BAR not in at_work.get(f"/nl/{path}", follow=True).content.decode()


def test_who_is_not_logged_in_sees_no_bar() -> None:
    page = Client().get("/nl/werk/", follow=True)
    assert page.status_code == 200
    assert BAR not in page.content.decode()
