import pytest
from django.test import Client

from nabij.kernel import clock
from nabij.kernel.actors import VISITOR
from nabij.kernel.decisions import Refused
from nabij.rights.queries.criteria import criteria
from nabij.staff.actions import open_account
from nabij.staff.models import User
from nabij_rights.deprivation import CRITERIA

pytestmark = pytest.mark.django_db
ADDRESS = "/nl/werk/zes-criteria/"


@pytest.fixture
def worker(client: Client) -> User:
    account = open_account(
        email="jef@zonnedam.example",
        name="Jef",
        password="a long phrase for a test",
        roles=[],
        now=clock.now(),
    )
    client.force_login(account)
    return account


def test_only_somebody_who_works_here_fills_them_in(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
    with pytest.raises(Refused):
        criteria(VISITOR)


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize(
    ("weak", "not_weak", "flagged"),
    [(3, 0, "yes"), (2, 4, "no"), (2, 3, "unknown"), (0, 0, "unknown"), (0, 4, "no"), (6, 0, "yes")],
)
def test_three_of_six_and_unknown_is_never_not_weak(
    client: Client, weak: int, not_weak: int, flagged: str
) -> None:
    values = ["weak"] * weak + ["not_weak"] * not_weak + ["unknown"] * (6 - weak - not_weak)
    answer = client.post(ADDRESS, dict(zip(CRITERIA, values, strict=True)))
    said = answer.context["said"]
    assert said.found.flagged == flagged
    assert (said.to_ask is None) is (flagged != "unknown")


@pytest.mark.usefixtures("worker")
def test_what_was_filled_in_goes_along_to_the_questions(client: Client) -> None:
    answer = client.post(ADDRESS, {"deprivation_income": "weak", "go_on": "yes"})
    assert answer.status_code == 302
    assert "weak" not in answer.headers["Location"]
    assert "nabij_answers" in answer.cookies


@pytest.mark.usefixtures("worker")
def test_nonsense_counts_as_not_known(client: Client) -> None:
    answer = client.post(ADDRESS, {"deprivation_income": "very weak\x00", "deprivation_work": "<b>"})
    assert answer.status_code == 200
    assert answer.context["said"].found.unknown == 6
