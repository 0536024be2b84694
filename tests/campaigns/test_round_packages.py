"""What goes along with one round: bags in the order of its doors, counts by kind, cards and leaflets."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from nabij.campaigns import queries
from nabij.campaigns.models import Round, Stop, Target
from nabij.campaigns.queries.round_packages import labels_of_round, to_bring
from nabij.campaigns.types import Channel, Outcome
from nabij.kernel import clock
from nabij.kernel.decisions import NotFoundHere
from nabij.staff.models import User
from nabij.staff.types import Role
from tests.campaigns.doors import stop, tell, walked
from tests.campaigns.packs import NOW, Packs, a_list, packs, running
from tests.campaigns.rounds import a_visitor
from tests.registry.people import NOW as THEN

pytestmark = pytest.mark.django_db

FAMILIES = (
    ("Aylin Yildiz", "Kaai 4", [("Emre", "Yildiz", "2019-03-12"), ("Lina", "Yildiz", "2022-08-04")]),
    ("Katrien De Smet", "Kaai 9", [("Jef", "De Smet", "2016-12-25")]),
    ("Familie Kaaiman", "Duinstraat 9", [("Mila", "Kaaiman", "2023-01-05")]),
)


@pytest.fixture
def at() -> Packs:
    """Three doors of a list, of which a round passes the last one and the first."""
    found = packs()
    a_list(found, *FAMILIES)
    running(found)
    return found


def a_round(at: Packs, *ranks: int, goer: int | None = None) -> Round:
    now = clock.now()
    made = Round.objects.create(
        campaign_id=at.campaign_id,
        day=clock.today(),
        goer_id=goer or at.lead.staff_id,
        begins_at=now,
        ends_at=now,
        made_at=now,
        made_by_id=at.lead.staff_id,
    )
    for turn, rank in enumerate(ranks, start=1):
        target = Target.objects.get(campaign=at.campaign_id, rank=rank)
        Stop.objects.create(round=made, target=target, number=turn, arrives_at=now, minutes=5)
    return made


def test_labels_of_a_round_come_in_the_order_of_its_doors(at: Packs) -> None:
    one = a_round(at, 3, 1)
    made = labels_of_round(one, at.campaign)
    assert [(label.stop, label.door, label.packages) for label in made.labels] == [
        (1, "0003", ("K",)),
        (2, "0001", ("K", "L")),
    ]
    assert made.assembly == (("K Kleuters", 2), ("L Lagere school", 1))
    whole = queries.labels_of(at.campaign)
    assert [(label.stop, label.door) for label in whole] == [(0, "0001"), (0, "0002"), (0, "0003")]


def test_the_labels_of_a_round_are_a_pdf_without_a_name(at: Packs, client: Client) -> None:
    one = a_round(at, 3, 1)
    for role in at.lead.roles:
        User.objects.get(pk=at.lead.staff_id).role_grants.create(role=role)
    User.objects.get(pk=at.lead.staff_id).town_grants.create(town="zonnedam")
    client.force_login(User.objects.get(pk=at.lead.staff_id))
    answer = client.get(reverse("campaigns:round-labels", args=[one.pk]))
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert said.index("0003") < said.index("0001")
    assert "K Kleuters: 2" in said
    assert "0002" not in said
    assert "Yildiz" not in said


def test_what_to_bring_counts_only_doors_of_which_nothing_was_told(at: Packs) -> None:
    one = a_round(at, 3, 1)
    stops = list(one.stops.select_related("target"))
    bring = to_bring(at.campaign, stops)
    assert bring.lines == (
        "3 pakketten: 2 × K Kleuters, 1 × L Lagere school",
        "2 kaartjes voor wie niet thuis is",
    )
    one.stops.filter(number=2).update(done_at=NOW)
    bring = to_bring(at.campaign, list(one.stops.select_related("target")))
    assert bring.lines == ("1 pakket: 1 × K Kleuters", "1 kaartje voor wie niet thuis is")
    one.stops.update(done_at=NOW)
    assert to_bring(at.campaign, list(one.stops.select_related("target"))).lines == ()


def test_the_sheet_and_the_phone_say_what_goes_along_and_which_bag_is_for_which_door(at: Packs) -> None:
    deliverer = a_visitor("bas", Role.DELIVERER)
    one = a_round(at, 3, 1, goer=deliverer.staff_id)
    sheet = queries.round_sheet(at.lead, one.pk, now=clock.now())
    assert [line.bag.said if line.bag else "" for line in sheet.lines] == [
        "zak 0003, 1 pakket",
        "zak 0001, 2 pakketten",
    ]
    assert sheet.bring.packages == 3
    day = queries.visitor_day(deliverer, now=clock.now())
    assert day.walked is not None
    assert day.walked.bring == sheet.bring
    assert [door.bag for door in day.walked.doors] == [line.bag for line in sheet.lines]


def test_the_box_on_the_phone_holds_what_goes_along(at: Packs, client: Client) -> None:
    deliverer = a_visitor("bas", Role.DELIVERER)
    a_round(at, 3, 1, goer=deliverer.staff_id)
    client.force_login(User.objects.get(pk=deliverer.staff_id))
    answer = client.post(
        reverse("campaigns:round-take"),
        {"number": "00000000-0000-4000-8000-000000000001"},
        content_type="application/json",
    ).json()
    assert answer["round"]["bring"][0] == "3 pakketten: 2 × K Kleuters, 1 × L Lagere school"
    assert [door["bag"] for door in answer["round"]["doors"]] == [
        "zak 0003, 1 pakket",
        "zak 0001, 2 pakketten",
    ]


def test_at_doors_without_packages_leaflets_are_counted_by_language() -> None:
    at = walked(doors=3)
    Target.objects.filter(rank=1).update(language="tr")
    found = queries.visitor_day(at.callers[0], now=THEN)
    assert found.walked is not None
    assert found.walked.bring.lines == (
        "3 kaartjes voor wie niet thuis is",
        "Folders: 2 × Nederlands, 1 × Turks",
    )
    assert all(door.bag is None for door in found.walked.doors)
    tell(at.callers[0], stop(at), Outcome.TALKED)
    found = queries.visitor_day(at.callers[0], now=THEN)
    assert found.walked is not None
    assert found.walked.bring.cards == 2


def test_packages_without_kinds_are_one_for_everybody_who_is_meant() -> None:
    at = walked(doors=2, channel=Channel.PACKAGE)
    found = queries.visitor_day(at.callers[0], now=THEN)
    assert found.walked is not None
    assert found.walked.bring.lines[0] == "2 pakketten"
    with pytest.raises(NotFoundHere):
        labels_of_round(Round.objects.get(), at.campaign)
