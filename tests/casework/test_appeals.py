"""A letter of appeal is against a refusal that stands in the rights register, in its term."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from nabij.audit.models import Line
from nabij.casework.models import Letter
from nabij.casework.types import LetterCode, RightState
from nabij.kernel.decisions import Refused
from nabij.rights.queries.decided import Term, name_of
from nabij.staff.models import Membership, RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.casework.desk import guided
from tests.casework.paper import keep, prepare
from tests.casework.register_desk import LIVING_WAGE, RENT, moved
from tests.registry.people import NOW, TODAY, Desk, account, actor, desk, household, somebody

pytestmark = pytest.mark.django_db
LONG_AGO = TODAY - timedelta(days=200)


@pytest.fixture
def at() -> Desk:
    return desk()


def refused_right(at: Desk, right_id: str = LIVING_WAGE, **more: Any) -> tuple[int, str]:
    """A household of which a right was refused, with the name of that right."""
    number = guided(at.noor)
    moved(at.noor, number, RightState.REFUSED, right_id, **more)
    return number, name_of(right_id)


def test_a_refusal_in_its_term_can_be_appealed_against_and_fills_in_the_letter(at: Desk) -> None:
    number, name = refused_right(at, happened_on=TODAY - timedelta(days=4))
    ready = prepare(at.noor, number, LetterCode.APPEAL)
    assert (ready.rights, ready.hindrance, ready.sees_register) == ((name,), "", True)
    assert name in ready.paper.text, "the only refusal is chosen"
    assert "16/11/2026" in ready.paper.text, "and the day of its letter is filled in"
    assert keep(at.noor, number, ready, right=name)


def test_of_two_refusals_the_worker_chooses_one(at: Desk) -> None:
    number, name = refused_right(at)
    moved(at.noor, number, RightState.REFUSED, RENT, letter_term=Term(days=60))
    ready = prepare(at.noor, number, LetterCode.APPEAL)
    assert set(ready.rights) == {name, name_of(RENT)}
    assert name not in ready.paper.text
    chosen = prepare(at.noor, number, LetterCode.APPEAL, given={"right": name_of(RENT)})
    assert name_of(RENT) in chosen.paper.text
    with pytest.raises(Refused, match="Kies"):
        keep(at.noor, number, chosen)
    assert keep(at.noor, number, chosen, right=name_of(RENT))


@pytest.mark.parametrize("state", [RightState.DISCUSSED, RightState.APPLIED, RightState.GRANTED])
def test_without_a_refusal_there_is_a_sentence_and_no_letter(at: Desk, state: RightState) -> None:
    number = guided(at.noor)
    moved(at.noor, number, state)
    ready = prepare(at.noor, number, LetterCode.APPEAL)
    assert (ready.rights, "geen weigering" in ready.hindrance) == ((), True)
    with pytest.raises(Refused, match="geen weigering"):
        keep(at.noor, number, ready, right=name_of(LIVING_WAGE))
    assert not Letter.objects.exists()


def test_after_the_last_day_the_letter_is_refused_with_that_day(at: Desk) -> None:
    number, name = refused_right(at, happened_on=LONG_AGO)
    ready = prepare(at.noor, number, LetterCode.APPEAL)
    assert "04/08/2026" in ready.hindrance
    with pytest.raises(Refused, match="04/08/2026"):
        keep(at.noor, number, ready, right=name)
    assert prepare(at.noor, number, LetterCode.APPEAL, on=TODAY - timedelta(days=108)).rights == (name,)


def test_a_term_that_nobody_knows_is_not_over(at: Desk) -> None:
    number, name = refused_right(at, RENT, happened_on=LONG_AGO, look_on=TODAY + timedelta(days=2))
    assert keep(at.noor, number, prepare(at.noor, number, LetterCode.APPEAL), right=name)


def test_whoever_does_not_see_the_register_learns_nothing_of_it(at: Desk) -> None:
    number, name = refused_right(at)
    bridge = actor(account("bo"), Role.BRIDGE_WORKER, teams=(at.team,))
    ready = prepare(bridge, number, LetterCode.APPEAL)
    assert (ready.rights, ready.sees_register, name in ready.paper.text) == ((), False, False)
    assert "contactpersoon" in ready.hindrance
    with pytest.raises(Refused, match="contactpersoon"):
        keep(bridge, number, ready, right=name)
    other = guided(at.noor, number=household(at.noor, somebody("Ana", unlike_because="made up")))
    assert prepare(bridge, other, LetterCode.APPEAL).hindrance == ready.hindrance


def test_another_letter_asks_nothing_of_the_register(at: Desk) -> None:
    number = guided(at.noor)
    ready = prepare(at.noor, number, LetterCode.COMPLAINT)
    assert ready.hindrance == ""
    assert not Line.objects.filter(event="casework.register_read").exists()
    assert keep(at.noor, number, ready)


def test_on_the_screen_the_sentence_leads_to_the_register_and_typed_words_stay(
    at: Desk, client: Client
) -> None:
    user = User.objects.get(pk=at.noor.staff_id)
    TownGrant.objects.create(user=user, town="zonnedam")
    RoleGrant.objects.create(user=user, role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=user, team=at.team, from_on=TODAY)
    client.force_login(user)
    number = guided(at.noor)
    address = f"/nl/werk/gezinnen/{number}/brieven/nieuw/appeal/"
    page = client.get(address)
    assert f"/nl/werk/gezinnen/{number}/register/" in page.content.decode()
    assert 'name="text"' not in page.content.decode(), "nothing to type where nothing can be kept"
    form = page.context["form"]
    sent = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    kept = client.post(address, {**sent, "text": "My own words", "keep": "1"})
    assert (kept.status_code, "My own words" in kept.content.decode()) == (422, True)
    moved(at.noor, number, RightState.REFUSED, now=NOW)
    assert client.get(address).context["form"].fields["right"].choices[1][0] == name_of(LIVING_WAGE)
