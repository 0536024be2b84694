"""Logging in with the service of the town, against a mock that speaks OpenID Connect with PKCE."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from nabij.config.settings.base import town_service
from nabij.staff.models import User
from tests.staff.doors import CODE, is_in, somebody, with_app

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of the mock, which runs in this process
]
START = "/nl/werk/aanmelden/dienst/stad/"
SET_UP = "/nl/werk/aanmelden/tweede-stap/"


@pytest.fixture
def issuer(settings: Settings) -> Iterator[str]:
    """A service of a town on this machine, which Nabij is told about."""
    with oidc_provider_mock.run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS = town_service(
            name="Zonnedam", issuer=address, client_id="nabij", secret="a secret"
        )
        settings.NABIJ_OIDC_NAME = "Zonnedam"
        yield address


def log_in_there(client: Client, issuer: str, email: str, *, verified: bool = True) -> str:
    """Go to the service, log in, come back; return where that leads."""
    claims = {"email": email, "email_verified": verified}
    requests.put(f"{issuer}/users/number-{email}", json=claims, timeout=5)
    there = client.post(START).headers["Location"]
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]
    back = requests.post(there, data={"sub": f"number-{email}"}, allow_redirects=False, timeout=5)
    target = urlsplit(back.headers["Location"])
    return client.get(f"{target.path}?{target.query}").headers["Location"]


def test_an_invited_account_comes_in_and_still_takes_the_second_step(client: Client, issuer: str) -> None:
    noor = somebody()
    with_app(noor)
    assert log_in_there(client, issuer, noor.email) == CODE
    assert not is_in(client)


def test_somebody_without_a_second_step_sets_one_up_first(client: Client, issuer: str) -> None:
    noor = somebody()
    assert log_in_there(client, issuer, noor.email) == SET_UP
    assert not is_in(client)


def test_a_service_that_asks_for_two_steps_itself_opens_the_door(
    client: Client, issuer: str, settings: Settings
) -> None:
    settings.NABIJ_OIDC_HAS_SECOND_STEP = True
    noor = somebody()
    assert log_in_there(client, issuer, noor.email) == "/nl/werk/"
    assert is_in(client)
    assert SocialAccount.objects.get().extra_data == {}
    noor.refresh_from_db()
    assert noor.has_usable_password()


def test_the_number_of_the_service_counts_after_the_first_time_and_not_the_address(
    client: Client, issuer: str, settings: Settings
) -> None:
    settings.NABIJ_OIDC_HAS_SECOND_STEP = True
    noor = somebody()
    log_in_there(client, issuer, noor.email)
    User.objects.filter(pk=noor.pk).update(email="nieuw@zonnedam.example")
    assert log_in_there(Client(), issuer, "noor@zonnedam.example") == "/nl/werk/"


@pytest.mark.parametrize("who", ["nobody", "not vouched for", "closed"])
def test_whoever_was_not_invited_is_sent_back_with_a_sentence(client: Client, issuer: str, who: str) -> None:
    noor = somebody()
    if who == "closed":
        User.objects.filter(pk=noor.pk).update(is_active=False)
    email = "vreemd@zonnedam.example" if who == "nobody" else noor.email
    place = log_in_there(client, issuer, email, verified=who != "not vouched for")
    assert place == "/nl/werk/aanmelden/?dienst=onbekend"
    assert "geen open account" in client.get(place).content.decode()
    assert not is_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_an_answer_that_nobody_asked_for_opens_nothing(client: Client, issuer: str) -> None:
    answer = client.get(f"{START}terug/?code=stolen&state=made-up")
    assert answer.headers["Location"] == "/nl/werk/aanmelden/?dienst=fout"
    assert not is_in(client)


def test_another_site_cannot_start_it(client: Client, issuer: str) -> None:
    assert client.get(START).headers["Location"] == "/nl/werk/aanmelden/"
    assert Client(enforce_csrf_checks=True).post(START).status_code == 403


def test_the_button_stands_on_the_page_only_with_a_service(client: Client, settings: Settings) -> None:
    assert "aanmelden/dienst/" not in client.get("/nl/werk/aanmelden/").content.decode()
    settings.NABIJ_OIDC_NAME = "Zonnedam"
    assert "Meld je aan met Zonnedam" in client.get("/nl/werk/aanmelden/").content.decode()
