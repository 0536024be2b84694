"""The thirteen items and the reference budget: for who works here, unknown kept, nothing stored."""

import pytest
from django.test import Client

from nabij.kernel import clock
from nabij.kernel.actors import VISITOR
from nabij.kernel.decisions import Refused
from nabij.rights.queries import living
from nabij.staff.actions import open_account
from nabij_rights.living_conditions import ITEMS

pytestmark = [pytest.mark.django_db, pytest.mark.visitor]
THIRTEEN, BUDGET = "/nl/werk/dertien-punten/", "/nl/werk/referentiebudget/"
HOUSEHOLD = {"look": "yes", "town": "zonnedam", "adults-working": "1", "children": "4, 9", "home": "owner"}


@pytest.fixture
def worker(client: Client) -> Client:
    account = open_account(
        email="jef@zonnedam.example",
        name="Jef",
        password="a long phrase for a test",
        roles=[],
        now=clock.now(),
    )
    client.force_login(account)
    return client


def test_only_somebody_who_works_here_opens_them(client: Client) -> None:
    assert client.get(THIRTEEN).status_code == client.get(BUDGET).status_code == 302
    with pytest.raises(Refused):
        living.items(VISITOR)
    with pytest.raises(Refused):
        living.budget_page(VISITOR, "zonnedam")


@pytest.mark.parametrize("address", [THIRTEEN, BUDGET, "/nl/werk/zes-criteria/"])
def test_the_three_pages_lead_to_each_other(worker: Client, address: str) -> None:
    text = worker.get(address).content.decode()
    assert THIRTEEN in text
    assert BUDGET in text
    assert text.count('aria-current="page"') >= 1


def test_what_is_left_open_counts_as_not_known(worker: Client) -> None:
    given = {item: "cannot_afford" for item in ITEMS[:4]} | {"car": "nonsense\x00", "arrears": "other_reason"}
    said = worker.post(THIRTEEN, given).context["said"]
    assert (said.lowest, said.highest, said.is_deprived) == (3, 13, "unknown")


def test_nothing_of_it_is_stored_or_sent_back_in_a_cookie(worker: Client) -> None:
    worker.get(THIRTEEN)
    before = set(worker.session.keys())
    answer = worker.post(THIRTEEN, {item: "cannot_afford" for item in ITEMS})
    assert set(answer.cookies) <= {"csrftoken", "sessionid"}  # the log-in, which goes on for another while
    assert set(worker.session.keys()) == before
    assert "cannot_afford" not in str(dict(worker.session.items()))
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_town_without_table_says_so_and_asks_nothing(worker: Client) -> None:
    answer = worker.post(BUDGET, {"town": "leuven", **{**HOUSEHOLD, "town": "leuven"}})
    assert answer.context["compared"] is None
    assert "Leuven heeft nog geen tabel" in answer.content.decode()
    assert "adults-working" not in answer.content.decode()


def test_the_table_of_the_fictional_town_says_that_it_is_invented(worker: Client) -> None:
    assert "Verzonnen bedragen" in worker.get(BUDGET).content.decode()


def test_what_is_lacking_stands_per_month_and_unknown_as_a_span(worker: Client) -> None:
    compared = worker.post(BUDGET, {**HOUSEHOLD, "means-low": "900", "spent-food": "300"}).context["compared"]
    assert compared.found.needs[0] < compared.found.needs[1]  # the housing of an owner is a span in the table
    assert compared.found.lacks[0] > 0
    food, clothing = compared.baskets[2], compared.baskets[3]
    assert food.lacks[0] == food.lacks[1]
    assert clothing.spends is None
    assert clothing.lacks[0] == 0


def test_without_means_nothing_is_settled(worker: Client) -> None:
    answer = worker.post(BUDGET, HOUSEHOLD)
    assert answer.context["compared"].found.is_enough == "unknown"
    assert "niemand zei wat er binnenkomt" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"adults-working": "veel"}, "adults-working"),
        ({"adults-working": "99"}, "adults-working"),
        ({"adults-working": ""}, "adults-working"),
        ({"children": "4, 18"}, "children"),
        ({"children": "vier"}, "children"),
        ({"home": "castle"}, "home"),
        ({"means-low": "veel"}, "means-low"),
        ({"means-low": "900", "means-high": "800"}, "means-high"),
        ({"spent-food": "<b>"}, "spent-food"),
    ],
)
def test_every_mistake_gets_a_sentence_with_its_field(
    worker: Client, wrong: dict[str, str], field: str
) -> None:
    answer = worker.post(BUDGET, {**HOUSEHOLD, **wrong})
    assert [mistake.field for mistake in answer.context["mistakes"]] == [field]
    assert f'href="#{field}"' in answer.content.decode()
    assert f'id="{field}"' in answer.content.decode()
    assert answer.context["compared"] is None
