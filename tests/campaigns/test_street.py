"""Talks in the street: counted, never named, and shown so that nobody can be worked out."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import translation

from nabij.campaigns.actions.street import add_spot, close_spot, note_street_contact, take_street_contact_back
from nabij.campaigns.models import ContactTheme, Spot, StreetContact
from nabij.campaigns.queries.street import Quarter, quarter_of, quarters_until, street_counts, street_page
from nabij.campaigns.types import SMALL
from nabij.campaigns.types.hidden_table import hidden_table
from nabij.campaigns.types.street import AgeBand, StreetTheme
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry.types import ClientIdReused, NotPossible
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.registry.people import NOW, TOWN, account, actor

QUARTER = Quarter(2026, 4)


def a_lead() -> Actor:
    return actor(account("lea"), Role.CAMPAIGN_LEAD)


def a_worker(name: str = "yara") -> Actor:
    return actor(account(name), Role.STREET_WORKER)


def a_spot(lead: Actor, name: str = "Stationsplein") -> int:
    return add_spot(actor=lead, town=TOWN, name=name, neighbourhood="", now=NOW)


def noted(by: Actor, spot: int, *themes: StreetTheme, now: datetime = NOW, people: int = 1) -> int:
    return note_street_contact(
        actor=by,
        spot_id=spot,
        themes=themes or (StreetTheme.SCHOOL,),
        people=people,
        ages=AgeBand.TEEN,
        client_id=uuid.uuid4(),
        now=now,
    )


def test_no_table_of_the_street_can_hold_a_person_or_a_word_of_one() -> None:
    for model in (StreetContact, ContactTheme):
        fields = model._meta.get_fields()
        related = {one.related_model for one in fields if one.is_relation and one.related_model}
        people = {apps.get_model("registry", name) for name in ("Person", "Household", "Identity")}
        assert not related & people
        words = [one for one in fields if one.get_internal_type() in {"TextField", "JSONField"}]
        assert words == []
        assert all(one.choices for one in fields if one.get_internal_type() == "CharField")


@pytest.mark.django_db
def test_a_talk_is_counted_once_and_can_be_taken_back_for_a_quarter_of_an_hour() -> None:
    lead, by = a_lead(), a_worker()
    spot = a_spot(lead)
    given = {
        "actor": by,
        "spot_id": spot,
        "themes": (StreetTheme.WORK, StreetTheme.MONEY),
        "people": 2,
        "ages": AgeBand.YOUNG,
        "client_id": uuid.uuid4(),
    }
    number = note_street_contact(**given, now=NOW)
    assert note_street_contact(**given, now=NOW + timedelta(minutes=1)) == number
    with pytest.raises(ClientIdReused):
        note_street_contact(**given | {"people": 3}, now=NOW)
    assert (StreetContact.objects.count(), ContactTheme.objects.count()) == (1, 2)
    with pytest.raises(NotFoundHere):
        take_street_contact_back(actor=a_worker("sam"), contact_id=number, now=NOW)
    with pytest.raises(NotPossible):
        take_street_contact_back(actor=by, contact_id=number, now=NOW + timedelta(minutes=15))
    take_street_contact_back(actor=by, contact_id=number, now=NOW + timedelta(minutes=14))
    assert street_page(by, now=NOW).today == 0
    assert street_counts(lead, QUARTER).contacts == 0


@pytest.mark.django_db
def test_the_place_of_the_last_talk_is_chosen_already_and_closed_ones_are_not_offered() -> None:
    lead, by = a_lead(), a_worker()
    first, second = a_spot(lead), a_spot(lead, "Skatepark")
    noted(by, first, now=NOW - timedelta(hours=2))
    noted(by, second, now=NOW - timedelta(hours=1))
    page = street_page(by, now=NOW)
    assert (page.last_spot, [number for number, _name in page.spots]) == (second, [second, first])
    close_spot(actor=lead, spot_id=second, now=NOW)
    assert street_page(by, now=NOW).last_spot == first
    with pytest.raises(NotFoundHere):
        noted(by, second)
    assert a_spot(lead, "Skatepark") == second
    assert Spot.objects.get(pk=second).is_open


@pytest.mark.django_db
def test_what_is_wrong_says_so_and_keeps_nothing() -> None:
    lead, by = a_lead(), a_worker()
    spot = a_spot(lead)
    given = {"actor": by, "spot_id": spot, "ages": AgeBand.TEEN, "now": NOW}
    with pytest.raises(NotPossible):
        note_street_contact(**given, themes=(), people=1, client_id=uuid.uuid4())
    with pytest.raises(NotPossible):
        note_street_contact(**given, themes=(StreetTheme.WORK,), people=31, client_id=uuid.uuid4())
    elsewhere = actor(account("ver"), Role.STREET_WORKER, towns=("kortrijk",))
    with pytest.raises(NotFoundHere):
        noted(elsewhere, spot)
    with pytest.raises(Refused):
        noted(lead, spot)
    with pytest.raises(Refused):
        add_spot(actor=by, town=TOWN, name="Bij Jan thuis", neighbourhood="", now=NOW)
    with pytest.raises(NotPossible):
        a_spot(lead, " ")
    assert StreetContact.objects.count() == 0


@pytest.mark.django_db
def test_places_with_fewer_than_ten_are_hidden_with_a_second_one_and_the_file_hides_the_same() -> None:
    lead, by = a_lead(), a_worker()
    names = {"Stationsplein": 30, "Skatepark": 14, "Achter de kerk": 4}
    for name, number in names.items():
        spot = a_spot(lead, name)
        for turn in range(number):
            noted(by, spot, StreetTheme.SCHOOL if turn % 2 else StreetTheme.WORK)
    found = street_counts(lead, QUARTER)
    assert {line.name: line.contacts for line in found.lines} == {
        "Achter de kerk": None,
        "Skatepark": None,
        "Stationsplein": 30,
    }
    assert found.contacts == 48
    assert {line.name: set(line.themes) for line in found.lines if line.contacts is None} == {
        "Achter de kerk": {None},
        "Skatepark": {None},
    }
    user = User.objects.get(pk=lead.staff_id)
    RoleGrant.objects.create(user=user, role=Role.CAMPAIGN_LEAD)
    TownGrant.objects.create(user=user, town=TOWN)
    client = Client()
    client.force_login(user)
    with translation.override("nl"):
        address = reverse("campaigns:street-file", args=[quarter_of(NOW.date()).code])
    text = client.get(address).content.decode("utf-8-sig")
    line = next(one for one in text.splitlines() if one.startswith("Achter de kerk"))
    assert set(line.split(";")[1:]) == {"verborgen"}


@pytest.mark.django_db
def test_a_talk_at_midnight_belongs_to_the_quarter_of_belgium() -> None:
    lead, by = a_lead(), a_worker()
    spot = a_spot(lead)
    for turn in range(10):
        noted(by, spot, now=datetime(2026, 12, 31, 23, 59, turn, tzinfo=BRUSSELS))
    noted(by, spot, now=datetime(2027, 1, 1, 0, 0, tzinfo=BRUSSELS))
    assert street_counts(lead, QUARTER).contacts == 10
    assert street_counts(lead, Quarter(2027, 1)).contacts is None
    assert len(set(quarters_until(NOW.date()))) == 8


@pytest.mark.django_db
def test_counts_are_for_the_street_for_leads_and_for_policy_and_nobody_else() -> None:
    for role in (Role.CALLER, Role.SOCIAL_WORKER, Role.PARTNER):
        with pytest.raises(Refused):
            street_counts(actor(account(role.value.replace("_", "")), role), QUARTER)
    assert street_counts(actor(account("beleid"), Role.POLICY_READER), QUARTER).lines == ()


def bounds(cells: Mapping, told: Mapping, totals: Mapping) -> dict:
    """What an attacker knows of each hidden cell: the least and the most, from every total that is shown."""
    known = {at: [number, number] if number is not None else [0, 10**6] for at, number in told.items()}
    lines = [(total, [at for at in cells if at[side] == key]) for (side, key), total in totals.items()]
    changed = True
    while changed:
        changed = False
        for total, line in lines:
            if total is None:
                continue
            for at in line:
                others = [one for one in line if one != at]
                low = max(known[at][0], total - sum(known[one][1] for one in others))
                high = min(known[at][1], total - sum(known[one][0] for one in others))
                if [low, high] != known[at]:
                    known[at], changed = [low, high], True
    return known


@pytest.mark.parametrize("seed", range(60))
def test_no_small_cell_is_worked_out_from_rows_columns_and_totals(seed: int) -> None:
    """R-32: none exactly, and none within one, for whoever adds and subtracts all that is shown."""
    luck = random.Random(seed)
    rows, columns = range(luck.randint(1, 6)), range(luck.randint(1, 8))
    cells = {(row, column): luck.choice((0, 0, 1, 3, 9, 12, 25, 80)) for row in rows for column in columns}
    table = hidden_table(cells)
    totals = {(0, key): number for key, number in table.rows.items()}
    totals |= {(1, key): number for key, number in table.columns.items()}
    known = bounds(cells, table.cells, totals)
    for at, number in cells.items():
        if 0 < number < SMALL:
            assert table.cells[at] is None
            low, high = known[at]
            assert high - low > 2, f"{at} lies in {low} to {high}, and is {number}"


def test_a_table_without_small_numbers_is_shown_as_it_is() -> None:
    cells = {("a", "x"): 12, ("a", "y"): 0, ("b", "x"): 30, ("b", "y"): 10}
    table = hidden_table(cells)
    assert table.cells == cells
    assert (table.rows, table.columns) == ({"a": 12, "b": 40}, {"x": 42, "y": 10})
