import base64
import json
import zlib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from nabij.rights.types import Check, Member, Place, Reply, Role, Screen, SpoiledCheck
from nabij.rights.views import sealed_cookie
from nabij.rights.views.sealed_cookie import COOKIE, LASTS_SECONDS, check_of, keep, opened, sealed, wipe
from tests.rights.visitor import Visitor

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CHECK = Check(
    town="dendermonde",
    place=Place.TOWN,
    municipality="dendermonde",
    household={"tenure": "private_tenant"},
    members=(Member(Role.YOU, {"age": {"min": 25, "max": 49}}), Member(Role.CHILD, {"age": 4})),
    replies={(Screen.HOME, None): Reply.GIVEN, ("income", 0): Reply.SKIPPED},
)


def request_with(cookies: dict[str, str]) -> object:
    request = RequestFactory().get("/nl/")
    request.COOKIES.update(cookies)
    return request


def kept(check: Check, cookies: dict[str, str] | None = None) -> HttpResponse:
    response = HttpResponse()
    keep(response, check, request_with(cookies or {}))
    return response


def test_what_was_sealed_is_opened_as_it_was() -> None:
    assert opened(sealed(CHECK)) == CHECK


def test_nobody_can_read_the_cookie() -> None:
    token = sealed(CHECK)
    inside = base64.urlsafe_b64decode(token)
    for word in (b"dendermonde", b"tenure", b"private_tenant", b"skipped"):
        assert word not in inside
        assert word not in token.encode()


@pytest.mark.parametrize("place", [0, 10, 40, -5])
def test_one_changed_letter_spoils_it(place: int) -> None:
    token = sealed(CHECK)
    other = "A" if token[place] != "A" else "B"
    changed = token[:place] + other + token[place:][1:]
    with pytest.raises(SpoiledCheck):
        opened(changed)
    assert check_of(request_with({COOKIE: changed})) is None


@pytest.mark.parametrize("forged", ["", "x", "null", "{}", "é", "A" * 4000, "\x00", sealed(CHECK)[:-20]])
def test_a_forged_cookie_counts_as_none(forged: str) -> None:
    assert check_of(request_with({COOKIE: forged})) is None


def test_a_cookie_of_another_key_counts_as_none() -> None:
    with override_settings(SECRET_KEY="another secret, long enough to be one"):
        token = sealed(CHECK)
    assert check_of(request_with({COOKIE: token})) is None


def test_half_an_hour_without_use_and_it_is_gone() -> None:
    with time_machine.travel(NOON, tick=False):
        token = sealed(CHECK)
    with time_machine.travel(NOON + timedelta(seconds=LASTS_SECONDS - 1), tick=False):
        assert check_of(request_with({COOKIE: token})) == CHECK
    with time_machine.travel(NOON + timedelta(seconds=LASTS_SECONDS + 1), tick=False):
        assert check_of(request_with({COOKIE: token})) is None


def test_reading_on_makes_the_half_hour_begin_again() -> None:
    with time_machine.travel(NOON, tick=False) as moment:
        visitor = Visitor().settles_in()
        for _ in range(4):
            moment.shift(20 * 60)
            assert visitor.opens("resultaten/").here == "/nl/resultaten/"
        moment.shift(LASTS_SECONDS + 1)
        assert visitor.opens("resultaten/").here == "/nl/"


def sealed_plain(plain: object) -> str:
    """Sealed with our own key, but something else than a check."""
    box: Fernet = sealed_cookie._box(_secret())
    return box.encrypt(zlib.compress(json.dumps(plain).encode())).decode()


def _secret() -> str:
    from django.conf import settings

    return settings.SECRET_KEY


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {},
        {"v": 0},
        {**CHECK.to_plain(), "v": 99},
        {**CHECK.to_plain(), "w": []},
        {**CHECK.to_plain(), "w": [["child", {}]]},
        {**CHECK.to_plain(), "w": [["king", {}]]},
        {**CHECK.to_plain(), "p": "the moon"},
        {**CHECK.to_plain(), "r": [["income", 0, "guessed"]]},
        {**CHECK.to_plain(), "r": "xyz"},
        {**CHECK.to_plain(), "h": 3},
    ],
)
def test_another_shape_under_our_own_seal_counts_as_none(plain: object) -> None:
    assert check_of(request_with({COOKIE: sealed_plain(plain)})) is None


def test_answers_that_the_rules_cannot_read_any_more_lead_to_the_start() -> None:
    visitor = Visitor()
    visitor.client.cookies[COOKIE] = sealed(
        Check(town="leuven", place=Place.TOWN, municipality="leuven", household={"no_such_fact": True})
    )
    assert visitor.opens("resultaten/").here == "/nl/"


def large_check() -> Check:
    noise = {
        f"fact_{number}": base64.b85encode(bytes([number % 251, 7] * 40)).decode() for number in range(400)
    }
    return Check(place=Place.TOWN, household={key: value + key * 3 for key, value in noise.items()})


def test_many_answers_are_split_over_cookies_that_browsers_accept() -> None:
    response = kept(large_check())
    parts = [morsel for name, morsel in response.cookies.items() if name.startswith(COOKIE) and morsel.value]
    assert len(parts) > 1
    assert all(len(morsel.OutputString()) < 4096 for morsel in parts)
    assert check_of(request_with({name: m.value for name, m in response.cookies.items()})) == large_check()


def test_fewer_answers_remove_the_parts_that_are_not_needed_any_more() -> None:
    before = {name: morsel.value for name, morsel in kept(large_check()).cookies.items()}
    response = kept(CHECK, before)
    assert response.cookies[f"{COOKIE}_2"]["max-age"] == 0
    assert check_of(request_with({COOKIE: response.cookies[COOKIE].value})) == CHECK


def test_more_than_fits_is_refused() -> None:
    import os

    noise = {str(number): os.urandom(200).hex() for number in range(200)}
    with pytest.raises(sealed_cookie.TooLarge):
        sealed(Check(household=noise))


def test_the_cookie_is_out_of_reach_of_script_and_of_other_sites() -> None:
    morsel = kept(CHECK).cookies[COOKIE]
    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"
    assert morsel["path"] == "/"
    assert morsel["max-age"] == LASTS_SECONDS
    assert not morsel["secure"]
    with override_settings(SESSION_COOKIE_SECURE=True):
        assert kept(CHECK).cookies[COOKIE]["secure"]


def test_wiping_takes_every_part_and_the_kept_pages() -> None:
    response = HttpResponse()
    wipe(response)
    assert all(morsel["max-age"] == 0 for morsel in response.cookies.values())
    assert {COOKIE, f"{COOKIE}_2", f"{COOKIE}_3", f"{COOKIE}_4"} == set(response.cookies)
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies"'
