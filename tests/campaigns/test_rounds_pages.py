"""The pages of rounds, as whoever leads a campaign sees them."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nabij.audit.models import Line
from nabij.campaigns.actions.upkeep import clean
from nabij.campaigns.models import Campaign, Planning, Round, Shift, Stop, Target
from nabij.kernel import clock
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.campaigns.rounds import a_door_campaign, a_station, goes, plan, stops
from tests.campaigns.town import Round as Town
from tests.registry.people import TOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Town:
    """A campaign of these weeks with five doors, and two people who go tomorrow."""
    now, today = clock.now(), clock.today()
    town = a_door_campaign(
        doors=5, visitors=2, now=now, from_on=today, until_on=today + timedelta(days=30), reference_on=today
    )
    Target.objects.update(due_at=now)
    RoleGrant.objects.create(user_id=town.lead.staff_id, role=Role.CAMPAIGN_LEAD)
    TownGrant.objects.create(user_id=town.lead.staff_id, town=TOWN)
    for visitor in town.callers:
        goes(town, visitor, day=today + timedelta(days=1), now=now)
    return town


@pytest.fixture
def page(at: Town, client: Client) -> Client:
    client.force_login(User.objects.get(pk=at.lead.staff_id))
    return client


def test_who_goes_is_filled_in_for_several_days_at_once(at: Town, page: Client) -> None:
    address = reverse("campaigns:shifts", args=[at.campaign_id])
    first = clock.today() + timedelta(days=7)
    sent = {
        "client_id": uuid.uuid4(),
        "staff": at.callers[0].staff_id,
        "from_on": first.isoformat(),
        "until_on": (first + timedelta(days=1)).isoformat(),
        "at_weekends": "on",
        "parts": ["morning", "afternoon"],
        "mode": "bicycle",
        "start": a_station(),
    }
    assert page.post(address, sent).status_code == 302
    assert Shift.objects.filter(day__gte=first, mode="bicycle").count() == 4
    again = page.post(address, sent | {"client_id": uuid.uuid4()})
    assert again.status_code == 422
    assert "al onderweg" in again.content.decode()
    assert Shift.objects.filter(day__gte=first).count() == 4


def test_hours_are_shown_before_planning_and_the_plan_is_there_after_it(at: Town, page: Client) -> None:
    hours = page.get(reverse("campaigns:round-plan", args=[at.campaign_id])).content.decode()
    assert "Uren nodig en uren beschikbaar" in hours
    assert "7 u 00" in hours  # two mornings of three hours and a half
    sent = {
        "client_id": uuid.uuid4(),
        "from_on": clock.today().isoformat(),
        "until_on": (clock.today() + timedelta(days=7)).isoformat(),
        "do_teams_help": "on",
    }
    answer = page.post(reverse("campaigns:round-plan", args=[at.campaign_id]), sent, follow=True)
    assert "5 van 5 deuren zitten in een ronde." in answer.content.decode()
    shown = page.get(reverse("campaigns:rounds", args=[at.campaign_id])).content.decode()
    assert "Bezoeker0" in shown or "Bezoeker1" in shown
    assert "<svg" in shown
    assert "Peerdam" not in shown  # the page of a day names no resident


def test_a_round_shows_its_doors_and_each_look_is_on_record(at: Town, page: Client) -> None:
    plan(at, clock.now(), from_on=clock.today())
    one = Round.objects.filter(stops__taken_off_at=None).first()
    assert one is not None
    shown = page.get(reverse("campaigns:round", args=[one.pk])).content.decode()
    doors = one.stops.count()
    assert shown.count("Kaai") >= doors
    assert Line.objects.filter(event="campaigns.round_read").count() == doors  # one line for each person
    sheet = page.get(reverse("campaigns:round-file", args=[one.pk]))
    assert sheet.headers["Content-Type"] == "application/pdf"
    assert sheet.content.startswith(b"%PDF")


def test_a_promise_is_made_and_taken_back(at: Town, page: Client) -> None:
    plan(at, clock.now(), from_on=clock.today())
    stop = stops(at)[0]
    address = reverse("campaigns:round-promise", args=[stop.round_id])
    assert page.post(address, {"told": stop.pk}).status_code == 302
    target = Target.objects.get(pk=stop.target_id)
    assert target.promised_from is not None
    assert target.promised_from < stop.arrives_at < (target.promised_until or stop.arrives_at)
    assert page.post(address, {"take_back": stop.pk}).status_code == 302
    target.refresh_from_db()
    assert target.promised_from is None


def test_a_shift_is_taken_off_and_its_doors_are_free(at: Town, page: Client) -> None:
    plan(at, clock.now(), from_on=clock.today())
    shift = stops(at)[0].round.shift
    assert shift is not None
    page.post(reverse("campaigns:shifts", args=[at.campaign_id]), {"remove": shift.pk})
    assert not Shift.objects.filter(pk=shift.pk).exists()
    assert all(one.round.goer_id != shift.staff_id for one in stops(at))


def test_a_busy_planning_shows_how_far_it_is_and_can_be_stopped(at: Town, page: Client) -> None:
    now, today = clock.now(), clock.today()
    busy = Planning.objects.create(
        campaign_id=at.campaign_id,
        from_on=today,
        until_on=today,
        state="running",
        share=40,
        doors=5,
        asked_at=now,
        asked_by_id=at.lead.staff_id,
        told_at=now,
    )
    address = reverse("campaigns:planning", args=[at.campaign_id, busy.pk])
    assert 'value="40"' in page.get(address).content.decode()
    part = page.get(address, headers={"X-Nabij-Part": "1"}).content.decode()
    assert "<progress" in part
    assert "<html" not in part
    page.post(reverse("campaigns:planning-stop", args=[at.campaign_id, busy.pk]))
    busy.refresh_from_db()
    assert busy.stop_asked_at is not None
    Planning.objects.update(told_at=now - timedelta(minutes=10))
    assert "geen teken van leven" in page.get(address).content.decode()


def test_a_phone_round_has_no_rounds_of_visits(at: Town, page: Client) -> None:
    campaign = at.campaign
    campaign.channel = "phone"
    campaign.save(update_fields=["channel"])
    for name in ("rounds", "shifts", "round-plan"):
        assert page.get(reverse(f"campaigns:{name}", args=[at.campaign_id])).status_code == 404


def test_the_report_tells_doors_for_each_person_also_after_the_list_was_erased(
    at: Town, page: Client
) -> None:
    plan(at, clock.now(), from_on=clock.today(), is_balanced=True)
    address = reverse("campaigns:campaign-report", args=[at.campaign_id])
    before = page.get(address).content.decode()
    assert "Rondes van bezoeken" in before
    assert "minder dan 10" in before  # five doors: a small number
    campaign = at.campaign
    Campaign.objects.filter(pk=campaign.pk).update(state="closed", ended_at=clock.now())
    clean(at.campaign, clock.now())
    assert not Stop.objects.exists()
    assert "Rondes van bezoeken" in page.get(address).content.decode()
