"""What must hold before packages start or close: the same rule and sentence, whichever page asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nabij.campaigns import actions, queries
from nabij.campaigns.actions.upkeep import close_and_clean
from nabij.campaigns.models import PackagePlan
from nabij.campaigns.types import CampaignState, CloseBecause
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.campaigns.packs import NOW, Packs, a_list, fixed, packs, prepared, running
from tests.registry.people import TOWN

pytestmark = pytest.mark.django_db

FAMILY = ("Aylin Yildiz", "Kaai 4", [("Emre", "Yildiz", "2019-03-12")])


@pytest.fixture
def at() -> Packs:
    """A coordinator who leads campaigns too, with the list of a family."""
    found = packs()
    for role in (Role.PACKAGE_COORDINATOR, Role.CAMPAIGN_LEAD):
        RoleGrant.objects.create(user_id=found.lead.staff_id, role=role)
    TownGrant.objects.create(user_id=found.lead.staff_id, town=TOWN)
    a_list(found, FAMILY)
    return found


def in_browser(at: Packs) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=at.lead.staff_id))
    return client


def asked_on_both_pages(at: Packs, step: str, campaign_page: str, **more: str) -> list[tuple[int, str]]:
    """The answers of the page of packages and of that of campaigns to the same plain post."""
    sent = {"base_version": at.campaign.version, **more}
    client = in_browser(at)
    return [
        (one.status_code, one.content.decode())
        for one in (
            client.post(reverse("campaigns:package-step", args=[at.campaign_id]), {**sent, "step": step}),
            client.post(reverse(campaign_page, args=[at.campaign_id]), sent),
        )
    ]


def test_nothing_starts_before_the_list_is_fixed(at: Packs) -> None:
    prepared(at)
    for status, page in asked_on_both_pages(at, "start", "campaigns:campaign-start"):
        assert status == 409
        assert "Leg eerst de lijst vast" in page
    assert at.campaign.state == CampaignState.PREPARED


def test_nothing_starts_while_something_lacks_without_a_reason(at: Packs) -> None:
    fixed(at)
    for status, page in asked_on_both_pages(at, "start", "campaigns:campaign-start"):
        assert status == 409
        assert "Nog niet alles is er, dus niet elk pakket kan gemaakt worden. Er is niets gestart." in page
    assert at.campaign.state == CampaignState.FROZEN
    answer = in_browser(at).post(
        reverse("campaigns:package-step", args=[at.campaign_id]),
        {"base_version": at.campaign.version, "step": "start", "because": "De boeken komen morgen"},
        follow=True,
    )
    assert at.campaign.state == CampaignState.RUNNING
    assert "De boeken komen morgen" in answer.content.decode()


def test_with_everything_there_it_starts_and_no_reason_is_kept(at: Packs) -> None:
    fixed(at)
    stock = queries.stock_of(at.campaign)
    for line in (*stock.base, *(part for one in stock.variants for part in one.parts)):
        if line.short:
            actions.receive_part(
                actor=at.lead,
                campaign_id=at.campaign_id,
                part_id=line.part.pk,
                number=line.short,
                is_instead=False,
                now=NOW,
            )
    actions.start_campaign(
        actor=replace(at.lead, roles=frozenset({Role.CAMPAIGN_LEAD})),
        campaign_id=at.campaign_id,
        base_version=3,
        because="x",
        now=NOW,
    )
    assert at.campaign.state == CampaignState.RUNNING
    assert PackagePlan.objects.get(pk=at.campaign_id).short_because == ""


def test_nothing_closes_while_a_door_has_no_end(at: Packs) -> None:
    running(at)
    for status, page in asked_on_both_pages(at, "close", "campaigns:campaign-close"):
        assert status == 409
        assert "1 deuren staan nog open" in page
    assert at.campaign.state == CampaignState.RUNNING
    actions.close_open_doors(
        actor=at.lead, campaign_id=at.campaign_id, because=CloseBecause.TOO_LATE, now=NOW
    )
    answer = in_browser(at).post(
        reverse("campaigns:campaign-close", args=[at.campaign_id]), {"base_version": at.campaign.version}
    )
    assert answer.status_code == 302
    assert at.campaign.state == CampaignState.CLOSED


def test_a_campaign_past_its_last_day_closes_by_itself_all_the_same(at: Packs) -> None:
    running(at)
    assert close_and_clean(NOW + timedelta(days=40))[0] == 1
    assert at.campaign.state == CampaignState.CLOSED
