"""Logging in takes two steps, each code opens once, and sessions end (R-07, R-08)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from nabij.kernel import clock
from nabij.staff import actions
from nabij.staff.actions import factors
from nabij.staff.forms import devices
from nabij.staff.models import RoleGrant, User
from nabij.staff.types import Role
from tests.staff.doors import CODE, LOG_IN, PASSWORD, come_in, give_password, is_in, somebody, with_app

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SET_UP = "/nl/werk/aanmelden/tweede-stap/"


def test_a_password_and_a_code_open_the_door(client: Client) -> None:
    noor = somebody()
    answer = come_in(client, noor, with_app(noor))
    assert answer.headers["Location"] == "/nl/werk/"
    assert is_in(client)


def test_a_password_alone_opens_no_page(client: Client) -> None:
    noor = somebody("noor", *Role)
    with_app(noor)
    give_password(client, noor.email)
    for path in ("", "mensen/", "mijn-account/", "teams/", "rollen/", "rechten-van-de-stad/"):
        assert client.get(f"/nl/werk/{path}").status_code in {302, 404}
    assert "_auth_user_id" not in client.session


def test_without_a_second_step_one_is_set_up_before_anything_opens(client: Client) -> None:
    noor = somebody()
    assert give_password(client, noor.email).headers["Location"] == SET_UP
    assert not is_in(client)
    page = client.get(SET_UP)
    secret = page.context["secret"].replace(" ", "")
    wrong = client.post(SET_UP, {"code": "000000"})
    assert "Dit is niet de code van dit moment" in wrong.content.decode()
    client.post(SET_UP, {"code": actions.code_at(secret, clock.now())})
    codes = client.get(SET_UP).context["codes"]
    assert len(set(codes)) == 10
    assert not is_in(client)
    client.post(SET_UP, {"kept": "1"})
    assert is_in(client)


def test_the_key_of_an_app_stands_sealed_in_the_database() -> None:
    noor = somebody()
    secret = with_app(noor)
    kept = noor.authenticator_set.get(type="totp").data["secret"]
    assert secret not in kept


@time_machine.travel(START, tick=False)
def test_a_code_opens_once_in_whatever_browser() -> None:
    noor = somebody()
    secret = with_app(noor)
    assert come_in(Client(), noor, secret).status_code == 302
    again = Client()
    assert come_in(again, noor, secret).status_code == 200
    assert not is_in(again)


@pytest.mark.parametrize(("late", "opens"), [(0, True), (30, True), (61, False), (120, False)])
def test_a_code_of_the_half_minute_before_still_opens_and_an_older_one_does_not(
    late: int, opens: bool
) -> None:
    noor = somebody()
    secret = with_app(noor)
    with time_machine.travel(START, tick=False):
        code = actions.code_at(secret, START)
    with time_machine.travel(START + timedelta(seconds=late), tick=False):
        assert (factors.use_code(noor, code, now=clock.now()) is not None) is opens


def test_a_recovery_code_opens_once() -> None:
    noor = somebody()
    with_app(noor)
    code = factors.recovery_codes(noor)[0]
    for opens in (True, False):
        client = Client()
        give_password(client, noor.email)
        client.post(CODE, {"code": code})
        assert is_in(client) is opens
    assert len(factors.recovery_codes(noor)) == 9


def test_logging_in_gives_the_session_another_key(client: Client) -> None:
    noor = somebody()
    secret = with_app(noor)
    give_password(client, noor.email)
    before = client.session.session_key
    client.post(CODE, {"code": actions.code_at(secret, clock.now())})
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("shared", "minutes", "stays"), [("", 14, True), ("", 16, False), ("on", 4, True), ("on", 6, False)]
)
def test_a_session_ends_after_rest_and_sooner_on_a_shared_computer(
    client: Client, shared: str, minutes: int, stays: bool
) -> None:
    noor = somebody()
    secret = with_app(noor)
    with time_machine.travel(START, tick=False) as clock_of_test:
        come_in(client, noor, secret, **({"shared": shared} if shared else {}))
        assert is_in(client)
        clock_of_test.shift(timedelta(minutes=minutes))
        assert is_in(client) is stays
        if not stays:
            page = client.get(LOG_IN).content.decode()
            assert "Je werd afgemeld" in page


def test_a_session_ends_after_ten_hours_of_work(client: Client) -> None:
    noor = somebody()
    secret = with_app(noor)
    with time_machine.travel(START, tick=False) as clock_of_test:
        come_in(client, noor, secret)
        for _ in range(60):
            assert is_in(client)
            clock_of_test.shift(timedelta(minutes=10, seconds=1))
        assert not is_in(client)


def test_a_shared_computer_is_not_remembered() -> None:
    noor = somebody()
    secret = with_app(noor)
    own, shared = Client(), Client()
    with time_machine.travel(START, tick=False) as clock_of_test:
        come_in(own, noor, secret)
        clock_of_test.shift(timedelta(minutes=5))
        come_in(shared, noor, secret, shared="on")
    assert devices.COOKIE in own.cookies
    assert devices.COOKIE not in shared.cookies


def test_the_cookie_of_a_device_names_nobody(client: Client) -> None:
    noor = somebody()
    come_in(client, noor, with_app(noor))
    cookie = client.cookies[devices.COOKIE]
    assert noor.email not in cookie.value
    assert cookie["httponly"]


def test_a_role_that_is_taken_away_is_gone_with_the_next_request(client: Client) -> None:
    noor = somebody("noor", Role.ADMINISTRATOR)
    come_in(client, noor, with_app(noor))
    assert client.get("/nl/werk/mensen/").status_code == 200
    RoleGrant.objects.filter(user=noor).delete()
    assert client.get("/nl/werk/mensen/").status_code == 403


def test_a_closed_account_is_out_with_the_next_request_and_stays_out_when_opened_again(
    client: Client,
) -> None:
    noor, anke = somebody(), somebody("anke", Role.ADMINISTRATOR)
    somebody("other", Role.ADMINISTRATOR)
    come_in(client, noor, with_app(noor))
    assert is_in(client)
    from nabij.staff import queries

    actor = queries.actor_of(anke, on=clock.today())
    actions.close_account(actor=actor, account=noor, now=clock.now())
    assert not is_in(client)
    User.objects.filter(pk=noor.pk).update(is_active=True)
    assert not is_in(client)


def test_a_new_password_ends_other_sessions(client: Client) -> None:
    from nabij.staff.actions import accounts

    noor = somebody()
    come_in(client, noor, with_app(noor))
    accounts.change_password(account=noor, password=f"{PASSWORD} anew", now=clock.now())
    assert not is_in(client)


@pytest.mark.parametrize(
    "path", ["mensen/uitnodigen/", "mijn-account/wachtwoord/", "mijn-account/herstelcodes/"]
)
def test_what_does_harm_asks_for_proof_again_after_five_minutes(client: Client, path: str) -> None:
    noor = somebody("noor", Role.ADMINISTRATOR)
    secret = with_app(noor)
    with time_machine.travel(START, tick=False) as clock_of_test:
        come_in(client, noor, secret)
        assert client.get(f"/nl/werk/{path}").status_code == 200
        clock_of_test.shift(timedelta(minutes=5, seconds=1))
        asked = client.get(f"/nl/werk/{path}")
        assert asked.headers["Location"].startswith("/nl/werk/bewijs/?next=")
        code = actions.code_at(secret, clock.now())
        back = client.post("/nl/werk/bewijs/", {"code": code, "next": f"/nl/werk/{path}"})
        assert back.headers["Location"] == f"/nl/werk/{path}"
        assert client.get(f"/nl/werk/{path}").status_code == 200


def test_proof_never_leads_to_another_site(client: Client) -> None:
    noor = somebody()
    secret = with_app(noor)
    with time_machine.travel(START, tick=False) as clock_of_test:
        come_in(client, noor, secret)
        clock_of_test.shift(timedelta(minutes=6))
        code = actions.code_at(secret, clock.now())
        back = client.post("/nl/werk/bewijs/", {"code": code, "next": "https://elders.example/"})
    assert back.headers["Location"] == "/nl/werk/"
