"""Guessing: at most ten tries an hour, the owner is never kept out, nothing tells who exists (R-08)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from pytest_django import Settings

from nabij.kernel import clock
from nabij.staff import actions
from nabij.staff.actions import throttle
from nabij.staff.models import Throttle
from nabij.staff.types import Origin, TooManyTries, TryKind
from tests.staff.doors import CODE, come_in, give_password, is_in, somebody, with_app

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WAIT = "Te veel pogingen"


def tried(account: str, origin: Origin, now: datetime, kind: TryKind = TryKind.PASSWORD) -> bool:
    try:
        throttle.count_try(kind, account, origin=origin, now=now)
    except TooManyTries:
        return False
    return True


def most_in_an_hour(moments: list[datetime]) -> int:
    return max(sum(one <= other < one + timedelta(hours=1) for other in moments) for one in moments)


@pytest.mark.parametrize("guesses", [1_000, pytest.param(10_000, marks=pytest.mark.nightly)])
def test_of_all_guesses_at_most_ten_an_hour_are_compared(guesses: int) -> None:
    """A guess each 3 seconds (by day 30) for 8 hours and 20 minutes, each from another network."""
    moments = [START + timedelta(seconds=30_000 // guesses * number) for number in range(guesses)]
    compared = [
        moment
        for number, moment in enumerate(moments)
        if tried("noor@zonnedam.example", Origin(f"10.{number // 250}.{number % 250}.0/24"), moment)
    ]
    assert most_in_an_hour(compared) <= 10
    assert len(compared) <= 10 * 9


def test_a_code_is_guessed_as_rarely_as_a_password() -> None:
    moments = [START + timedelta(seconds=30 * number) for number in range(1_000)]
    compared = [one for one in moments if tried("7", Origin("10.0.0.0/24"), one, TryKind.CODE)]
    assert most_in_an_hour(compared) <= 10


def test_one_network_that_guesses_leaves_tries_for_the_owner_elsewhere() -> None:
    attacker, owner = Origin("10.0.0.0/24"), Origin("10.9.9.0/24")
    for second in range(0, 7200, 10):
        tried("noor@zonnedam.example", attacker, START + timedelta(seconds=second))
    assert tried("noor@zonnedam.example", owner, START + timedelta(seconds=7200))


def test_the_owner_gets_in_on_a_known_computer_while_the_whole_world_guesses() -> None:
    noor = somebody()
    secret = with_app(noor)
    client = Client()
    with time_machine.travel(START, tick=False) as clock_of_test:
        come_in(client, noor, secret)
        client.post("/nl/werk/afmelden/")
        clock_of_test.shift(timedelta(minutes=30))
        for number in range(300):
            tried(noor.email, Origin(f"10.{number}.0.0/24"), clock.now())
        stranger = give_password(Client(REMOTE_ADDR="172.16.0.1"), noor.email)
        assert WAIT in stranger.content.decode()
        come_in(client, noor, secret)
        assert is_in(client)


def test_nobody_waits_longer_than_a_quarter_of_an_hour_once_the_guessing_stops() -> None:
    for number in range(500):
        tried("noor@zonnedam.example", Origin(f"10.{number % 250}.0.0/24"), START + timedelta(seconds=number))
    later = START + timedelta(seconds=500, minutes=15)
    assert tried("noor@zonnedam.example", Origin("172.16.0.0/24"), later)


def test_who_is_right_gets_the_try_back(client: Client) -> None:
    noor = somebody()
    secret = with_app(noor)
    with time_machine.travel(START, tick=False) as clock_of_test:
        for _ in range(12):
            come_in(client, noor, secret, shared="on")  # never a known device
            assert is_in(client)
            client.post("/nl/werk/afmelden/")
            clock_of_test.shift(timedelta(seconds=90))


def test_a_wait_says_how_long_and_takes_no_right_password(client: Client) -> None:
    noor = somebody()
    with_app(noor)
    with time_machine.travel(START, tick=False):
        for _ in range(3):
            give_password(client, noor.email, "wrong")
        answer = give_password(client, noor.email)
    assert answer.status_code == 200
    assert "Probeer opnieuw over 15 minuten" in answer.content.decode()


def test_wrong_codes_wait_too(client: Client) -> None:
    noor = somebody()
    secret = with_app(noor)
    with time_machine.travel(START, tick=False):
        give_password(client, noor.email)
        for _ in range(3):
            client.post(CODE, {"code": "000000"})
        answer = client.post(CODE, {"code": actions.code_at(secret, START)})
    assert answer.status_code == 429
    assert not is_in(client)


def test_an_address_without_an_account_gets_the_same_answers(client: Client) -> None:
    noor = somebody()
    pages = {}
    for email in (noor.email, "niemand@zonnedam.example"):
        fresh = Client(REMOTE_ADDR="10.1.1.1" if email == noor.email else "10.2.2.2")
        pages[email] = [
            give_password(fresh, email, "wrong")
            .content.decode()
            .replace(email, "")
            .split("csrfmiddlewaretoken")[0]
            for _ in range(5)
        ]
        assert WAIT in pages[email][-1]
    known, unknown = pages.values()
    assert known == unknown


class CountedHasher(MD5PasswordHasher):
    """Counts how often a password is worked on: nearly all the time of logging in goes there."""

    worked = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).worked += 1
        return super().encode(password, salt)


def test_a_password_is_worked_on_as_often_for_an_address_without_an_account(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    noor, closed, invited = somebody(), somebody("jef"), somebody("lou")
    closed.is_active = False
    closed.save()
    invited.set_unusable_password()
    invited.save()
    worked = {}
    for email in [noor.email, closed.email, invited.email, "niemand@zonnedam.example"]:
        before = CountedHasher.worked
        give_password(Client(), email, "wrong")
        worked[email] = CountedHasher.worked - before
    assert set(worked.values()) == {1}, worked


def test_the_counters_name_nobody_and_are_thrown_away(client: Client) -> None:
    noor = somebody()
    secret = with_app(noor)
    with time_machine.travel(START, tick=False):
        give_password(client, noor.email, "wrong")
        kept = " ".join(Throttle.objects.values_list("key", flat=True))
        assert kept
        assert "noor" not in kept
        assert "127.0" not in kept
    with time_machine.travel(START + timedelta(hours=3), tick=False):
        come_in(Client(), noor, secret)
    assert not Throttle.objects.filter(full_at__lt=START + timedelta(hours=3)).exists()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::5", "2001:db8:1::/56"),
        ("not an address", "unknown"),
    ],
)
def test_a_network_is_the_neighbourhood_of_an_address(address: str, network: str) -> None:
    assert throttle.network_of(address) == network
