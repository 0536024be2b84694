"""Nobody is “called” where people go to doors: words follow the way of a campaign, on pages and in copies."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from nabij.campaigns.models import Campaign, Target
from nabij.campaigns.types import Channel, Outcome, PassedBecause, TargetState
from nabij.campaigns.types.channel_words import outcome_in_words, passed_in_words, state_in_words
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.campaigns.doors import stop, tell, walked
from tests.registry.people import TOWN

pytestmark = pytest.mark.django_db

CALLING = {"nl": ("bellen", "gebeld", "beller", "oproep"), "fr": ("appel",), "en": ("call",)}


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("channel", [Channel.DOOR, Channel.PACKAGE])
def test_no_word_at_the_door_speaks_of_calling(language: str, channel: Channel) -> None:
    with override(language):
        words = [
            *(state_in_words(one, channel) for one in TargetState.values),
            *(outcome_in_words(one, channel) for one in Outcome.values),
            *(passed_in_words(one, channel) for one in PassedBecause.values),
        ]
    found = [one for one in words for said in CALLING[language] if said in one.casefold()]
    assert found == []


def test_a_phone_round_keeps_its_own_words() -> None:
    assert state_in_words(TargetState.OPEN, Channel.PHONE) == "Nog te bellen"
    assert state_in_words(TargetState.OPEN, Channel.DOOR) == "Nog te bezoeken"
    assert outcome_in_words(Outcome.NO_MORE_CALLS, Channel.DOOR) == "Wil geen bezoek"


def test_pages_of_a_doorstep_campaign_speak_of_visits(client: Client) -> None:
    at = walked(doors=2)
    tell(at.callers[0], stop(at), Outcome.NO_MORE_CALLS)
    Target.objects.filter(rank=2).update(state=TargetState.PASSED_ON, passed_because=PassedBecause.TOO_OFTEN)
    RoleGrant.objects.create(user_id=at.lead.staff_id, role=Role.CAMPAIGN_LEAD)
    TownGrant.objects.create(user_id=at.lead.staff_id, town=TOWN)
    client.force_login(User.objects.get(pk=at.lead.staff_id))
    pages = {
        name: client.get(reverse(f"campaigns:{name}", args=[at.campaign_id])).content.decode()
        for name in ("campaign", "campaign-stop", "campaign-report", "contacted", "passed-on")
    }
    assert "belt niemand nog aan" in pages["campaign-stop"]
    assert "Wat er van bezoeken kwam" in pages["campaign-report"]
    assert "Wil geen bezoek" in pages["contacted"]
    assert "Niet thuis na de laatste poging" in pages["passed-on"]
    for name, page in pages.items():
        said = strip_tags(page[page.index("<main") : page.index("</main>")]).casefold()
        assert "nog te bellen" not in said, name
        assert "beller" not in said, name
        assert "telefoneren" not in said, name
    Campaign.objects.filter(pk=at.campaign_id).update(channel=Channel.PHONE)
    again = client.get(reverse("campaigns:campaign-report", args=[at.campaign_id])).content.decode()
    assert "Wat er van bezoeken kwam" not in again
