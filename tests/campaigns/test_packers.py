"""A package coordinator says who delivers and plans rounds: of packages whose families it may see only."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from nabij.campaigns import actions, queries
from nabij.campaigns.actions import ShiftWish
from nabij.campaigns.models import (
    Campaign,
    CampaignCaller,
    DoorTold,
    HeldDelivery,
    Planning,
    Round,
    Shift,
    Stop,
)
from nabij.campaigns.queries.asking_rounds import Wanted
from nabij.campaigns.types import Channel, DayPart, GoingMode
from nabij.demo.households import load_places
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry.actions.places import keep_door
from nabij.registry.types import Door as RegistryDoor
from nabij.registry.types import NotPossible
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.campaigns.packs import NOW, Packs, a_coordinator, a_list, packs, running
from tests.campaigns.rounds import LITTLE, a_door_campaign, a_station, a_visitor, goes, plan
from tests.registry.people import TOWN

pytestmark = pytest.mark.django_db

FAMILIES = (
    ("Aylin Yildiz", "Kaai 4", [("Emre", "Yildiz", "2019-03-12"), ("Lina", "Yildiz", "2022-08-04")]),
    ("Katrien De Smet", "Kaai 9", [("Jef", "De Smet", "2016-12-25")]),
)


@pytest.fixture
def at() -> Packs:
    """A running package campaign of a list that its coordinator leads."""
    load_places()
    door = RegistryDoor("Kaai", "4", postcode="9901", municipality="Zonnedam", latitude=51.36, longitude=2.91)
    keep_door(TOWN, door)
    found = packs()
    for one in a_list(found, *FAMILIES).doors.all():
        one.said["addresses"][0]["value"] = one.said["addresses"][0]["value"].replace("8599", "9901")
        one.save(update_fields=["said"])
    running(found)
    for role in found.lead.roles:
        RoleGrant.objects.create(user_id=found.lead.staff_id, role=role)
    TownGrant.objects.create(user_id=found.lead.staff_id, town=TOWN)
    return found


def delivered_by(at: Packs, name: str = "bas") -> int:
    """A deliverer who goes on the first day of the campaign; returns the number of the account."""
    deliverer = a_visitor(name, Role.DELIVERER)
    assert deliverer.staff_id is not None
    actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=deliverer.staff_id, now=NOW)
    day = at.campaign.from_on
    wish = ShiftWish(deliverer.staff_id, (day,), (DayPart.MORNING,), GoingMode.FOOT, a_station(), capacity=9)
    actions.add_shifts(actor=at.lead, campaign_id=at.campaign_id, wish=wish, client_id=uuid.uuid4(), now=NOW)
    return deliverer.staff_id


def planned(at: Packs) -> Planning:
    day = at.campaign.from_on
    number = actions.ask_planning(
        actor=at.lead, campaign_id=at.campaign_id, wanted=Wanted(day, day), client_id=uuid.uuid4(), now=NOW
    )
    actions.carry_out(number, moment=lambda: NOW, effort=LITTLE)
    return Planning.objects.get(pk=number)


def test_a_coordinator_names_who_delivers_plans_and_reads_the_sheet(at: Packs) -> None:
    delivered_by(at)
    assert planned(at).planned == 2
    page = queries.rounds_page(at.lead, at.campaign_id, day=None, now=NOW)
    assert (page.open_doors, page.planned_doors, page.doors) == (2, 2, 2)
    sheet = queries.round_sheet(at.lead, page.lines[0].round.pk, now=NOW)
    assert {" ".join(line.plate.names) for line in sheet.lines} == {"Aylin Yildiz", "Katrien De Smet"}


def test_a_coordinator_takes_a_deliverer_off_again(at: Packs) -> None:
    number = delivered_by(at)
    actions.remove_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=number, now=NOW)
    assert not CampaignCaller.objects.filter(campaign=at.campaign_id, ended_at=None).exists()
    caller = a_visitor("rik", Role.CALLER)
    assert caller.staff_id is not None
    with pytest.raises(NotPossible, match="Bezorger"):
        actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=caller.staff_id, now=NOW)


def test_whoever_was_not_named_for_the_list_plans_nothing_of_it(at: Packs) -> None:
    delivered_by(at)
    planned(at)
    one = Round.objects.get(campaign=at.campaign_id)
    other = a_coordinator("wim")
    for read in (
        lambda: queries.rounds_page(other, at.campaign_id, day=None, now=NOW),
        lambda: queries.shifts_page(other, at.campaign_id, now=NOW),
        lambda: queries.round_sheet(other, one.pk, now=NOW),
        lambda: actions.stop_round(actor=other, round_id=one.pk, now=NOW),
    ):
        with pytest.raises(NotFoundHere):
            read()
    with pytest.raises(Refused, match="rondes"):
        queries.rounds_page(at.finance, at.campaign_id, day=None, now=NOW)
    one.refresh_from_db()
    assert one.closed_at is None


OF_CAMPAIGN = ("rounds", "shifts", "round-plan", "goers")
OF_PLANNING = ("planning", "planning-stop")
OF_ROUND = ("round", "round-file", "round-promise", "round-end")


def routes_of(campaign_id: int, round_id: int, planning_id: int) -> list[str]:
    campaign = [reverse(f"campaigns:{name}", args=[campaign_id]) for name in OF_CAMPAIGN]
    planning = [reverse(f"campaigns:{name}", args=[campaign_id, planning_id]) for name in OF_PLANNING]
    return [*campaign, *planning, *(reverse(f"campaigns:{name}", args=[round_id]) for name in OF_ROUND)]


@pytest.mark.parametrize("channel", [Channel.DOOR, Channel.PHONE])
def test_a_packer_never_sees_rounds_to_phones_or_doors(channel: Channel, client: Client) -> None:
    """Need to know: not on any page, by get or post, and nothing changes."""
    town = a_door_campaign(doors=2)
    shift = goes(town)
    asked = plan(town)
    one = Round.objects.get(stops__taken_off_at=None, stops__number=1)
    packer = a_visitor("tine", Role.PACKAGE_COORDINATOR)
    Campaign.objects.filter(pk=town.campaign_id).update(channel=channel)
    client.force_login(User.objects.get(pk=packer.staff_id))
    before = list(Stop.objects.order_by("pk").values()), list(Round.objects.values()), Shift.objects.count()
    for address in routes_of(town.campaign_id, one.pk, asked.pk):
        for method, sent in (("get", {}), ("post", {"remove": shift.pk, "add": packer.staff_id})):
            answer = getattr(client, method)(address, sent)
            assert answer.status_code in {404, 405}, f"{method} {address}: {answer.status_code}"
            assert "Peerdam" not in answer.content.decode()
    assert before == (
        list(Stop.objects.order_by("pk").values()),
        list(Round.objects.values()),
        Shift.objects.count(),
    )
    who = town.callers[0].staff_id
    assert who is not None
    for act in (actions.add_caller, actions.remove_caller):
        with pytest.raises(NotFoundHere):
            act(actor=packer, campaign_id=town.campaign_id, staff_id=who, now=NOW)


def test_the_package_page_leads_to_who_delivers_and_the_rounds(at: Packs, client: Client) -> None:
    client.force_login(User.objects.get(pk=at.lead.staff_id))
    deliverer = a_visitor("bas", Role.DELIVERER)
    shown = client.get(reverse("campaigns:package-campaign", args=[at.campaign_id])).content.decode()
    shifts = reverse("campaigns:shifts", args=[at.campaign_id])
    assert shifts in shown
    assert reverse("campaigns:rounds", args=[at.campaign_id]) in shown
    assert f'{reverse("campaigns:campaign", args=[at.campaign_id])}"' not in shown
    page = client.get(shifts).content.decode()
    assert "Wie gaat voor deze campagne" in page
    assert "Haal Bas eraf" not in page
    sent = client.post(reverse("campaigns:goers", args=[at.campaign_id]), {"add": deliverer.staff_id})
    assert sent.headers["Location"] == shifts
    assert "Haal Bas eraf" in client.get(shifts).content.decode()
    refused = client.post(reverse("campaigns:goers", args=[at.campaign_id]), {"add": at.finance.staff_id})
    assert refused.status_code == 409
    assert "Bezorger" in refused.content.decode()
    back = client.get(reverse("campaigns:rounds", args=[at.campaign_id])).content.decode()
    assert reverse("campaigns:package-campaign", args=[at.campaign_id]) in back
    assert back.count('aria-current="page"') == 1  # one entry of the menu is where this page lies


def test_a_round_is_stopped_on_its_page_and_its_doors_are_free(at: Packs, client: Client) -> None:
    client.force_login(User.objects.get(pk=at.lead.staff_id))
    delivered_by(at)
    planned(at)
    one = Round.objects.get(campaign=at.campaign_id)
    address = reverse("campaigns:round", args=[one.pk])
    assert "Stop deze ronde" in client.get(address).content.decode()
    assert client.post(reverse("campaigns:round-end", args=[one.pk])).headers["Location"] == address
    assert not Stop.objects.open().filter(round=one.pk).exists()
    assert "Deze ronde is gestopt" in client.get(address).content.decode()
    assert planned(at).planned == 2


def brought(at: Packs) -> tuple[DoorTold, HeldDelivery]:
    """A second word about a door, and a letter that cannot be read; both of a deliverer of these packages."""
    deliverer = delivered_by(at)
    planned(at)
    stop = Stop.objects.filter(round__campaign=at.campaign_id).earliest("pk")
    note = DoorTold.objects.create(
        client_id=uuid.uuid4(), stop=stop, target=stop.target, goer_id=deliverer, outcome="delivered",
        ends=True, needs=["shopping"], may_contact=True, told_at=NOW, happened_at=NOW, received_at=NOW,
    )  # fmt: skip
    held = HeldDelivery.objects.create(
        client_id=uuid.uuid4(), town=TOWN, campaign_id=at.campaign_id, goer_id=deliverer, letter={},
        because="broken", sent_at=NOW, arrived_at=NOW,
    )  # fmt: skip
    return note, held


def test_what_comes_back_from_doors_of_packages_reaches_their_coordinator(at: Packs, client: Client) -> None:
    note, held = brought(at)
    client.force_login(User.objects.get(pk=at.lead.staff_id))
    first = client.get(reverse("campaigns:package-campaign", args=[at.campaign_id])).content.decode()
    assert "2 wacht" in first
    address = reverse("campaigns:doors", args=[at.campaign_id])
    page = client.get(address).content.decode()
    assert f"{User.objects.get(pk=at.lead.staff_id).name} bereidde deze campagne voor" in page
    assert "Boodschappen" in page
    assert f"<strong>W{held.pk}</strong>" in page
    assert client.post(reverse("campaigns:door-note", args=[note.pk])).status_code == 302
    told = client.post(reverse("campaigns:held", args=[held.pk]), {"what": "Gebeld met Bas"})
    assert told.status_code == 302
    note.refresh_from_db()
    assert note.seen_by_id == at.lead.staff_id
    page = client.get(address).content.decode()
    assert "Gebeld met Bas" in page
    assert f"<strong>W{held.pk}</strong>" not in page
    assert queries.number_waiting(at.lead, at.campaign) == 0


def test_whoever_was_not_named_for_the_list_takes_nothing_up(at: Packs) -> None:
    note, held = brought(at)
    other = a_coordinator("wim")
    for act in (
        lambda: queries.phones_page(other, at.campaign_id, now=NOW),
        lambda: actions.see_note(actor=other, told_id=note.pk, now=NOW),
        lambda: actions.settle_held(actor=other, held_id=held.pk, what="Gebeld", now=NOW),
        lambda: actions.write_instruction(
            actor=other, campaign_id=at.campaign_id, words="Blijf buiten", base_version=0, now=NOW
        ),
    ):
        with pytest.raises(NotFoundHere):
            act()


def test_a_letter_of_a_round_that_is_gone_reaches_the_coordinator_for_whom_somebody_goes(at: Packs) -> None:
    _note, held = brought(at)
    HeldDelivery.objects.filter(pk=held.pk).update(campaign=None)
    assert queries.held_for(at.lead, held.pk) == held
    assert [one for one, _name in queries.phones_page(at.lead, at.campaign_id, now=NOW).held] == [held]
    HeldDelivery.objects.filter(pk=held.pk).update(goer=a_visitor("siska").staff_id)
    with pytest.raises(NotFoundHere):
        queries.held_for(at.lead, held.pk)
    assert queries.phones_page(at.lead, at.campaign_id, now=NOW).held == ()
