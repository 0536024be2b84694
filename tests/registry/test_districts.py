"""Whoever moves to the area of another team is proposed to that team; the contact person stays (M-26)."""

from __future__ import annotations

import uuid

import pytest

from nabij.audit.models import Line
from nabij.demo import colleagues
from nabij.demo.households import load_places
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.registry import actions, queries
from nabij.registry.models import Household, Neighbourhood, Stay, TeamChoice
from nabij.registry.types import Door, NotPossible, Place
from nabij.staff.models import CoveredNeighbourhood
from nabij.staff.types import Role
from tests.registry.people import NOW, TODAY, TOWN, Desk, account, actor, desk, household, somebody
from tests.registry.test_pages import Worker, text

pytestmark = pytest.mark.django_db

MOLENWIJK = Place(door=Door("Molenstraat", "5", postcode="9901", municipality="Zonnedam"))


@pytest.fixture
def at() -> Desk:
    load_places()
    found = desk()
    areas = ((found.team, "zonnedam-oude-haven"), (found.other_team, "zonnedam-molenwijk"))
    for team, code in areas:
        CoveredNeighbourhood.objects.create(team=team, code=code, area_of=TOWN)
    return found


def moved(at: Desk, to: Place = MOLENWIJK, given: str = "Ayşe") -> int:
    """A household of Noor that moved out of the area of her team."""
    number = household(at.noor, somebody(given))
    actions.become_contact_person(actor=at.noor, household_id=number, now=NOW)
    actions.move_household(
        actor=at.noor, household_id=number, place=to, from_on=TODAY, client_id=uuid.uuid4(), now=NOW
    )
    return number


def choose(by: Actor, number: int, at: Desk, *, goes: bool = True, reason: str = "") -> None:
    actions.choose_team(
        actor=by,
        household_id=number,
        team_id=at.other_team.pk,
        goes=goes,
        reason=reason,
        client_id=uuid.uuid4(),
        now=NOW,
    )


def proposed(by: Actor, number: int) -> str | None:
    found = queries.area_beside(by, number, now=NOW)
    return found.team if found else None


def test_moving_house_proposes_the_team_of_the_new_area_and_keeps_the_contact_person(at: Desk) -> None:
    number = moved(at)
    assert proposed(at.noor, number) == "Molenwijk"
    choose(at.noor, number, at)
    assert Household.objects.get(pk=number).team_id == at.other_team.pk
    assert queries.contact_persons([number], at=NOW) == {number: at.noor.staff_id}
    assert proposed(at.noor, number) is None
    assert Line.objects.filter(event="registry.team_chosen").exists()
    assert queries.household_in_sight(at.sam, number, at=NOW)[0].pk == number


def test_a_household_that_stays_says_why_and_is_not_proposed_again_until_it_moves_on(at: Desk) -> None:
    number = moved(at)
    with pytest.raises(NotPossible, match="waarom"):
        choose(at.noor, number, at, goes=False)
    choose(at.noor, number, at, goes=False, reason="De school ligt hier")
    assert Household.objects.get(pk=number).team_id == at.team.pk
    assert proposed(at.noor, number) is None
    assert TeamChoice.objects.get().team_id == at.team.pk


def test_nothing_is_proposed_for_the_own_area_an_area_of_nobody_or_a_place_that_is_hidden(at: Desk) -> None:
    own = household(at.noor, somebody("Anna"))
    actions.become_contact_person(actor=at.noor, household_id=own, now=NOW)
    assert proposed(at.noor, own) is None
    elsewhere = Place(door=Door("Sluisplein", "1", postcode="9901", municipality="Zonnedam"))
    assert proposed(at.noor, moved(at, elsewhere, "Bo")) is None
    hidden = moved(at)
    Stay.objects.filter(household=hidden, until_on=None).update(layer="hidden", owner=at.noor.staff_id)
    assert proposed(at.noor, hidden) is None


def test_only_the_contact_person_and_the_team_lead_choose(at: Desk) -> None:
    number = moved(at)
    colleague = actor(account("lies"), Role.SOCIAL_WORKER, teams=(at.team,))
    lead = actor(account("hanne"), Role.SOCIAL_WORKER, Role.TEAM_LEAD, teams=(at.team,))
    assert proposed(colleague, number) is None
    with pytest.raises(Refused):
        choose(colleague, number, at)
    assert proposed(lead, number) == "Molenwijk"
    choose(lead, number, at)


def test_who_chooses_after_a_colleague_did_hears_so_and_changes_nothing(at: Desk) -> None:
    number = moved(at)
    choose(at.noor, number, at)
    with pytest.raises(NotPossible, match="collega koos al"):
        choose(at.noor, number, at, goes=False, reason="De school ligt hier")
    assert TeamChoice.objects.count() == 1


def test_every_address_of_the_town_lies_in_the_area_of_exactly_one_of_its_teams() -> None:
    load_places()
    lead = Actor(roles=frozenset({Role.ADMINISTRATOR}), towns=frozenset({TOWN}))
    colleagues.load_colleagues(administrator=lead, now=NOW)
    codes = list(CoveredNeighbourhood.objects.filter(area_of=TOWN).values_list("code", flat=True))
    assert len(colleagues.LOCATIONS) == 12
    assert sorted(codes) == sorted(Neighbourhood.objects.filter(town=TOWN).values_list("code", flat=True))


def test_the_page_shows_the_proposal_and_takes_the_choice(at: Desk) -> None:
    noor = Worker("mirte", Role.SOCIAL_WORKER, teams=(at.team,))
    number = moved(at)
    lead = actor(account("hanne"), Role.SOCIAL_WORKER, Role.TEAM_LEAD, teams=(at.team,))
    actions.hand_over_contact(
        actor=lead, household_id=number, to_staff_id=noor.user.pk, hidden_too=False, now=NOW
    )
    assert "Daar volgt Molenwijk de mensen" in text(noor.opens(f"{number}/"))
    address = f"{number}/volgt/wijkteam/"
    sent = {"client_id": uuid.uuid4(), "team": at.other_team.pk, "goes": "stays", "reason": ""}
    refused = noor.sends(address, **sent)
    assert refused.status_code == 422
    assert "Schrijf waarom" in text(refused)
    assert noor.sends(address, **(sent | {"goes": "goes"})).status_code == 302
    assert "Molenwijk" in text(noor.opens(f"{number}/volgt/"))
