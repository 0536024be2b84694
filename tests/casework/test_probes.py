"""An account of one partner that tries every address finds nothing of another one (AC-J10.5)."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from nabij.audit.models import Line
from nabij.casework.models import Document, Referral, ReferralLine
from nabij.kernel import clock
from nabij.registry.models import Household
from nabij.staff.models import User
from tests.casework.outside import a_filed_letter
from tests.casework.referral_desk import Network, followed, network, sent, told_to_town
from tests.house.test_access import LINES, ROUTES, browser
from tests.registry.people import somebody

pytestmark = pytest.mark.django_db
WORDS = ("kwartelei", "zilverreiger", "Ganzerikzoon")
"""What stands in the referral of the other partner, in the letter and in the name of the household."""
KNOW_PEOPLE = {"casework", "registry", "rights"}
"""Apps that know people; of these an address with a number is about somebody."""


@dataclass(frozen=True)
class Stage:
    """A town with two partners: what is here belongs to the first and to the town, and the second tries."""

    net: Network
    numbers: tuple[int, ...]
    own: int
    other: int

    @property
    def trying(self) -> Client:
        """A browser of the second partner."""
        return browser(User.objects.get(pk=self.net.cas.staff_id))


@pytest.fixture
def stage() -> Stage:
    net, now = network(), clock.now() - timedelta(hours=1)
    home = followed(net.noor, persons=(somebody("Jo", WORDS[2]),))
    other = sent(net.noor, home, net.store, question=f"A coat, {WORDS[0]}", now=now)
    document = a_filed_letter(net.noor, home, title=WORDS[1], now=now)
    own = told_to_town(net.cas, now=now)
    near = {home, other, document, *range(1, 40)}
    return Stage(net, tuple(sorted(near - {own})), own, other)


def named_by_numbers() -> list[str]:
    """Routes of apps that know people, whose address has a number and nothing but numbers."""
    found = []
    for route, entry in ROUTES.items():
        kinds = {type(one).__name__ for one in entry.pattern.converters.values()}
        of_people = route.partition(":")[0] in KNOW_PEOPLE and LINES[route].who not in {"public", "staff"}
        if of_people and kinds == {"IntConverter"}:
            found.append(route)
    return sorted(found)


def probes(stage: Stage, number: int) -> Iterator[tuple[str, str]]:
    """Ways to ask, with an address: every route in turn, with numbers of what is there and of what is not."""
    chance, routes = random.Random(105), named_by_numbers()
    for turn in range(number):
        route = routes[turn % len(routes)]
        parts = {name: chance.choice(stage.numbers) for name in ROUTES[route].pattern.converters}
        if "referral_id" in parts and turn % 3:
            parts["referral_id"] = stage.other
        with translation.override("nl"):
            address = reverse(route, kwargs=parts)
        yield "POST" if chance.random() < 0.25 else "GET", address


def of_the_others(own: int) -> list[object]:
    """Everything that is not of the one who tries, as it stands, and how often somebody was read."""
    referrals = Referral.objects.exclude(pk=own)
    return [
        list(referrals.order_by("pk").values()),
        list(ReferralLine.objects.filter(referral__in=referrals).order_by("pk").values()),
        list(Household.objects.order_by("pk").values()),
        list(Document.objects.order_by("pk").values()),
        Line.objects.filter(is_read=True).count(),
    ]


def try_all(stage: Stage, number: int) -> None:
    client, before = stage.trying, of_the_others(stage.own)
    for method, address in probes(stage, number):
        given = {"client_id": str(uuid.uuid4()), "words": "x", "base_version": "1"}
        answer = client.post(address, given) if method == "POST" else client.get(address)
        found = answer.status_code, answer.headers.get("Location", "")
        assert found[0] in {302, 403, 404, 405}, f"{method} {address}: {found}"
        assert found[0] != 302 or "/werk/bewijs/" in found[1], f"{method} {address}: {found}"
        told = (answer.content.decode() + str(answer.headers)).casefold()
        assert not [word for word in WORDS if word.casefold() in told], f"{method} {address}"
    assert of_the_others(stage.own) == before


def test_there_is_something_to_find_and_whose_it_is_finds_it(stage: Stage) -> None:
    """Without this the probes would prove nothing."""
    with translation.override("nl"):
        address = reverse("casework:referral", args=[stage.other])
        own = reverse("casework:referral", args=[stage.own])
    theirs = browser(User.objects.get(pk=stage.net.ada.staff_id)).get(address)
    assert theirs.status_code == 200
    assert WORDS[0] in theirs.content.decode()
    assert stage.trying.get(own).status_code == 200
    assert len(named_by_numbers()) > 60


def test_a_partner_that_tries_every_route_finds_nothing_of_another_and_changes_nothing(stage: Stage) -> None:
    """Each route some times, with other numbers each time; `make nightly` tries ten thousand."""
    try_all(stage, 5 * len(named_by_numbers()))


@pytest.mark.nightly
def test_ten_thousand_probes_of_a_partner_find_nothing_of_another(stage: Stage) -> None:
    try_all(stage, 10_000)
