"""Reach: who is met in settings counts once, borders are half-open, and who is not named stays unnamed."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from nabij.audit.models import Line
from nabij.casework import actions, queries
from nabij.casework.actions.contacts import FIELDS
from nabij.casework.models import (
    ContactMoment,
    Guidance,
    ReachedContact,
    ReachedPerson,
    Setting,
    SettingWork,
    UnnamedContact,
    UnnamedNeed,
)
from nabij.casework.queries.reach import COLUMNS, Reach, Row, as_lines, capacity_on, reach_of
from nabij.casework.queries.settings import counted_today, own_settings, settings_to_choose
from nabij.casework.types import Counts
from nabij.casework.views.reach import presets
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.spreadsheets import as_csv
from nabij.registry import actions as registry
from nabij.registry.models import Household, Identity
from nabij.registry.types import ClientIdReused, Layer, NotPossible, Topic
from nabij.staff.types import Role
from tests.casework import gate
from tests.casework.desk import guided, told
from tests.registry.people import NOW, TODAY, TOWN, account, actor, child, household, somebody
from tests.registry.test_access import colleague

pytestmark = pytest.mark.django_db
BEGIN, END = date(2015, 1, 1), date(2016, 7, 1)


@pytest.fixture
def lena() -> Actor:
    return gate.lead()


def report(by: Actor, from_on: date = BEGIN, until_on: date = END) -> Reach:
    return reach_of(by, town=TOWN, from_on=from_on, until_on=until_on)


def in_all(by: Actor, from_on: date = BEGIN, until_on: date = END) -> dict[str, int]:
    return report(by, from_on, until_on).total.numbers


def row(found: Reach, name: str) -> Row:
    return next(one for kind in found.kinds for one in kind.settings if one.name == name)


def shown(line: Row, column: str) -> int | None:
    return line.shown[COLUMNS.index(column)]


def test_three_contacts_with_400_families_are_400_families_and_1086_children(lena: Actor) -> None:
    """M-20, AC-J3.3: January 2015 to June 2016; every family is met in two schools."""
    brug = gate.setting(lena)
    kaai = gate.setting(lena, "GO! De Kaai", Setting.objects.get(pk=brug).kind_id)
    homes = gate.homes(lena, [3] * 286 + [2] * 114)
    about = [(home, [parent, *children]) for home, children, parent in homes]
    gate.reached(lena, brug, date(2015, 1, 1), about)
    gate.reached(lena, kaai, date(2015, 12, 31), about)
    gate.reached(lena, kaai, date(2016, 6, 30), about)
    with CaptureQueriesContext(connection) as asked:
        found = report(lena)
    assert len(asked) <= 16
    total = found.total.numbers
    assert (total["families"], total["children"], total["contacts"]) == (400, 1086, 1200)
    assert total["persons"] == 1486
    assert row(found, "VBS De Brug").numbers["families"] == 400
    assert row(found, "GO! De Kaai").numbers["contacts"] == 800
    assert found.kinds[0].total.numbers["families"] == 400
    assert found.kinds[0].total.numbers["children"] == 1086


@pytest.mark.parametrize(
    ("last", "next_day"), [((2015, 12, 31), (2016, 1, 1)), ((2016, 6, 30), (2016, 7, 1))]
)
def test_the_first_day_of_a_period_counts_and_its_end_does_not(
    lena: Actor, last: tuple[int, int, int], next_day: tuple[int, int, int]
) -> None:
    brug, (first, second) = gate.setting(lena), gate.homes(lena, [1, 1])
    gate.reached(lena, brug, date(*last), [(first[0], first[1])])
    gate.reached(lena, brug, date(*next_day), [(second[0], second[1])])
    border = date(*next_day)
    assert in_all(lena, date(2015, 1, 1), border)["families"] == 1
    assert in_all(lena, border, date(2017, 1, 1))["families"] == 1
    assert in_all(lena, date(2015, 1, 1), date(2017, 1, 1))["families"] == 2
    assert in_all(lena, date(*last), border)["contacts"] == 1


def test_214_persons_of_160_families_are_214_persons(lena: Actor) -> None:
    """M-21: integration counts persons."""
    desk = gate.setting(lena, "Onthaalbureau", gate.kind(lena, "Integratie", Counts.PERSONS))
    homes = gate.homes(lena, [1] * 160, born=date(1990, 1, 1))
    both = [(home, [parent, *children]) for home, children, parent in homes[:54]]
    gate.reached(
        lena, desk, date(2015, 3, 2), both + [(home, [parent]) for home, _some, parent in homes[54:]]
    )
    gate.reached(lena, desk, date(2015, 4, 2), both)
    found = report(lena)
    assert found.kinds[0].total.numbers["persons"] == 214
    assert found.kinds[0].total.counts == Counts.PERSONS
    assert found.total.numbers["families"] == 160
    assert found.total.numbers["children"] == 0


def test_53_families_in_guidance_are_counted_apart_from_those_who_were_only_met(lena: Actor) -> None:
    """M-22: a fourth kind is added on a page, and counts like the others."""
    crib = gate.setting(lena, "De Wieg", gate.kind(lena, "Kinderopvang"))
    homes = gate.homes(lena, [1] * 60)
    gate.reached(lena, crib, date(2015, 5, 4), [(home, children) for home, children, _parent in homes])
    at = datetime(2015, 2, 1, 10, tzinfo=UTC)
    Guidance.objects.bulk_create(
        Guidance(
            household_id=home,
            state="guided",
            signal="Asks for child care",
            signalled_at=at,
            signalled_by_id=lena.staff_id,
            started_at=at,
            step="Call",
            step_due_on=date(2015, 6, 1),
            step_set_by_id=lena.staff_id,
        )
        for home, _children, _parent in homes[:53]
    )
    total = in_all(lena)
    assert (total["guided"], total["families"]) == (53, 60)
    assert in_all(lena, date(2014, 1, 1), date(2015, 1, 1))["guided"] == 0
    gate.kind(lena, "Ontmoetingsplek")
    with pytest.raises(NotPossible) as twice:
        gate.kind(lena, "Ontmoetingsplek")
    assert twice.value.field == "name"


def test_a_child_is_younger_than_18_on_the_day_of_the_contact(lena: Actor) -> None:
    brug = gate.setting(lena)
    ((home, children, _parent),) = gate.homes(lena, [1], born=date(1997, 6, 15))
    gate.reached(lena, brug, date(2015, 6, 14), [(home, children)])
    gate.reached(lena, brug, date(2015, 6, 15), [(home, children)])
    assert in_all(lena, date(2015, 6, 14), date(2015, 6, 15))["children"] == 1
    assert in_all(lena, date(2015, 6, 15), date(2015, 6, 16))["children"] == 0
    assert in_all(lena)["children"] == 1
    Identity.objects.filter(person__in=children).update(birth_month=None, birth_day=None)
    assert in_all(lena, date(2015, 6, 15), date(2015, 6, 16))["children"] == 1  # may still be 17
    Identity.objects.filter(person__in=children).update(birth_year=None)
    found = report(lena)
    assert (found.total.numbers["children"], found.total.numbers["persons"], found.age_unknown) == (0, 1, 1)


def test_everybody_at_home_counts_unless_somebody_is_chosen(lena: Actor) -> None:
    home = household(lena, somebody(), child("Mo"), child("Ela"))
    brug, people = gate.setting(lena), gate.members(home)
    gate.met(lena, home, brug)
    assert ReachedPerson.objects.count() == 3
    one = gate.met(lena, home, brug, people[1])
    assert list(ReachedContact.objects.get(pk=one).persons.values_list("person", flat=True)) == [people[1]]
    with pytest.raises(NotPossible) as stranger:
        gate.met(lena, home, brug, 987654)
    assert stranger.value.field == "persons"
    desk = gate.setting(lena, "Onthaalbureau", gate.kind(lena, "Integratie", Counts.PERSONS))
    with pytest.raises(NotPossible) as who:
        gate.met(lena, home, desk)
    assert who.value.field == "persons"
    assert ReachedContact.objects.count() == 2, "a refused contact is not on the timeline either"


def test_sending_twice_counts_once_and_a_day_put_right_moves_the_count(lena: Actor) -> None:
    home, brug, form = household(lena), gate.setting(lena), uuid.uuid4()
    first = gate.met(lena, home, brug, client_id=form)
    assert gate.met(lena, home, brug, client_id=form) == first
    kaai = gate.setting(lena, "GO! De Kaai", Setting.objects.get(pk=brug).kind_id)
    with pytest.raises(ClientIdReused):
        gate.met(lena, home, kaai, client_id=form)
    earlier = NOW - timedelta(days=40)
    actions.change_contact(actor=lena, contact_id=first, base_version=1, fields={FIELDS[0]: earlier}, now=NOW)
    assert in_all(lena, TODAY, TODAY + timedelta(days=1))["contacts"] == 0
    day = TODAY - timedelta(days=40)
    assert in_all(lena, day, day + timedelta(days=1))["persons"] == 1


def test_a_contact_is_only_counted_in_a_setting_of_the_town_of_the_household(lena: Actor) -> None:
    both = replace(lena, towns=frozenset({TOWN, "kortrijk"}))
    home = household(lena)
    elsewhere = actions.add_kind(
        actor=both, town="kortrijk", name="Scholen", counts=Counts.HOUSEHOLDS, client_id=uuid.uuid4(), now=NOW
    )
    with pytest.raises(NotPossible):
        gate.met(both, home, gate.setting(both, "De Leie", elsewhere))
    with pytest.raises(NotFoundHere):
        gate.setting(lena, "De Leie", elsewhere)
    with pytest.raises(NotFoundHere):
        reach_of(lena, town="kortrijk", from_on=BEGIN, until_on=END)


def test_half_time_becomes_full_time_on_the_day_and_not_before(lena: Actor) -> None:
    """M-23: 0.5 on the day before the change, 1.0 on the day itself."""
    brug, change = gate.setting(lena), date(2021, 9, 1)
    gate.works(lena, brug, "0.5", date(2020, 1, 1))
    gate.works(lena, brug, "1.0", change)
    assert capacity_on(TOWN, change - timedelta(days=1)) == {brug: Decimal("0.5")}
    assert capacity_on(TOWN, change) == {brug: Decimal("1.0")}
    assert report(lena, date(2020, 1, 1), change).total.capacity_fte == Decimal("0.5")
    with pytest.raises(NotPossible) as before:
        gate.works(lena, brug, "0.8", date(2020, 6, 1))
    assert before.value.field == "from_on"
    gate.works(lena, brug, "0", TODAY)
    assert own_settings(lena, on=TODAY) == []
    assert [one.pk for one in own_settings(lena, on=TODAY - timedelta(days=1))] == [brug]
    for wrong in ("1.5", "-1"):
        with pytest.raises(NotPossible):
            gate.works(lena, brug, wrong, TODAY)
    with pytest.raises(NotPossible):
        gate.works(lena, brug, "0.5", TODAY, staff_id=account("stranger").pk)


def test_the_database_refuses_the_same_work_twice_on_a_day(lena: Actor) -> None:
    brug = gate.setting(lena)
    gate.works(lena, brug, "0.5", date(2020, 1, 1))
    again = {"setting_id": brug, "staff_id": lena.staff_id, "capacity_fte": 1, "from_on": date(2021, 1, 1)}
    with pytest.raises(DatabaseError), transaction.atomic():
        SettingWork.objects.create(**again)


def test_small_numbers_of_others_are_hidden_and_do_not_follow_from_the_total(lena: Actor) -> None:
    schools = gate.kind(lena)
    names = ("De Brug", "De Kaai", "De Zon")
    settings = {name: gate.setting(lena, name, schools) for name in names}
    homes = gate.homes(lena, [1] * 30)
    about = [(home, children) for home, children, _parent in homes]
    for name, some in (("De Brug", about[:3]), ("De Kaai", about[3:10]), ("De Zon", about[10:])):
        gate.reached(lena, settings[name], date(2015, 5, 4), some)
    reader = actor(account("rein"), Role.POLICY_READER)
    found = report(reader)
    assert shown(row(found, "De Brug"), "families") is None
    assert shown(row(found, "De Kaai"), "families") is None, "else it would follow from the total"
    assert shown(row(found, "De Zon"), "families") == 20
    assert shown(found.total, "families") == 30
    assert found.has_hidden
    assert ";3;" not in as_csv(as_lines(found))
    gate.works(lena, settings["De Brug"], "0.5", date(2015, 1, 1))
    assert shown(row(report(lena), "De Brug"), "families") == 3, "who works there sees it"
    assert not report(reader, date(2016, 1, 1), END).has_hidden


def test_a_kind_of_which_every_setting_is_shown_is_shown_itself(lena: Actor) -> None:
    schools = gate.kind(lena)
    own, _other = gate.setting(lena, "De Brug", schools), gate.setting(lena, "De Kaai", schools)
    gate.works(lena, own, "0.5", date(2015, 1, 1))
    homes = gate.homes(lena, [1] * 3)
    gate.reached(lena, own, date(2015, 5, 4), [(home, some) for home, some, _parent in homes])
    assert shown(report(lena).kinds[0].total, "families") == 3


def test_a_lone_small_setting_hides_its_kind_too(lena: Actor) -> None:
    crib = gate.setting(lena, "De Wieg", gate.kind(lena, "Kinderopvang"))
    homes = gate.homes(lena, [1] * 3)
    gate.reached(lena, crib, date(2015, 5, 4), [(home, some) for home, some, _parent in homes])
    found = report(actor(account("rein"), Role.POLICY_READER))
    assert {shown(found.kinds[0].total, "families"), shown(found.total, "families")} == {None}
    assert shown(found.total, "unnamed") == 0


def test_a_contact_without_dossier_has_no_field_for_a_name_and_counts_in_the_report(lena: Actor) -> None:
    """AC-J3.5, M-27."""
    place = gate.setting(lena, "'t Salon", gate.kind(lena, "Ontmoetingsplek"))
    form = uuid.uuid4()
    number = gate.unnamed(lena, place, client_id=form)
    assert gate.unnamed(lena, place, client_id=form) == number
    assert in_all(lena, TODAY, TODAY + timedelta(days=1)) == {
        **dict.fromkeys(COLUMNS, 0),
        "unnamed": 1,
        "unnamed_people": 3,
    }
    texts = {
        field.name: [choice for choice, _label in field.choices or ()]
        for model in (UnnamedContact, UnnamedNeed)
        for field in model._meta.fields
        if field.get_internal_type() in {"CharField", "TextField", "JSONField", "DateTimeField"}
    }
    assert set(texts) == {"topic", "asked"}
    assert all(texts.values()), "every text is a choice of a closed list"
    assert not Line.objects.filter(event="casework.unnamed_counted").exclude(subject=None).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnnamedNeed.objects.create(contact_id=number, asked="Ayşe Zeewind")


def test_a_visit_to_a_meeting_place_leaves_nobodys_record_until_somebody_asks_for_help(lena: Actor) -> None:
    """M-27: only individual service opens a record; the visits before it stay nobody's."""
    place = gate.setting(lena, "'t Salon", gate.kind(lena, "Ontmoetingsplek"))
    for _day in range(3):
        gate.unnamed(lena, place)
    for model in (Identity, Household, ContactMoment, ReachedContact, ReachedPerson, Guidance):
        assert not model._default_manager.exists(), model
    home = household(lena, somebody())
    gate.met(lena, home, place)
    assert ReachedContact.objects.get().household_id == home
    assert UnnamedContact.objects.count() == 3
    assert in_all(lena, TODAY, TODAY + timedelta(days=1))["unnamed"] == 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"adults": 0, "children": 0}, "adults"),
        ({"adults": 100}, "adults"),
        ({"adults": 2, "children": -1}, "children"),
        ({"on_day": TODAY + timedelta(days=1)}, "day"),
    ],
)
def test_a_count_that_cannot_be_is_refused_with_a_reason(lena: Actor, wrong: dict, field: str) -> None:
    place = gate.setting(lena)
    with pytest.raises(NotPossible) as refused:
        gate.unnamed(lena, place, **wrong)
    assert refused.value.field == field


def test_only_a_count_of_today_is_taken_back_and_only_by_who_counted(lena: Actor) -> None:
    place = gate.setting(lena)
    today, earlier = gate.unnamed(lena, place), gate.unnamed(lena, place, on_day=TODAY - timedelta(days=1))
    other = actor(account("bo"), Role.BRIDGE_WORKER)
    assert counted_today(other, on=TODAY) == []
    with pytest.raises(NotFoundHere):
        actions.take_back_unnamed(actor=other, contact_id=today, now=NOW)
    with pytest.raises(NotPossible):
        actions.take_back_unnamed(actor=lena, contact_id=earlier, now=NOW)
    assert [one.number for one in counted_today(lena, on=TODAY)] == [today]
    actions.take_back_unnamed(actor=lena, contact_id=today, now=NOW)
    assert UnnamedContact.objects.get().pk == earlier


def test_a_need_at_the_gate_stands_on_today_of_the_contact_person(lena: Actor) -> None:
    """AC-J3.2: the owner is confirmed at once."""
    home, brug = household(lena), gate.setting(lena)
    mo = colleague("mo", Role.SOCIAL_WORKER)
    registry.become_contact_person(actor=lena, household_id=home, now=NOW)
    giving = {"actor": lena, "household_id": home, "to_staff_id": mo.pk, "now": NOW}
    registry.hand_over_contact(**giving, hidden_too=True)
    gate.met(lena, home, brug, told=told("A father asks", need="A bill of the school", topic=Topic.SCHOOL))
    lines = queries.today_of(actor(mo, Role.SOCIAL_WORKER), on=TODAY, now=NOW).needs
    assert [(line.household_id, line.what) for line in lines] == [(home, "A bill of the school")]
    assert not Guidance.objects.exists()


def test_without_a_contact_person_a_need_signals_the_household_under_its_topic(lena: Actor) -> None:
    home, brug, form = household(lena), gate.setting(lena), uuid.uuid4()
    need = told("A father asks", need="A bill of the school", topic=Topic.SCHOOL)
    for _turn in range(2):
        gate.met(lena, home, brug, told=need, client_id=form)
    signal = Guidance.objects.get()
    assert (signal.state, signal.signal, signal.signal_topic) == ("signalled", need.need, Topic.SCHOOL)
    other = household(lena, somebody("Ina"))
    gate.met(lena, other, brug, told=replace(need, layer=Layer.HIDDEN))
    gate.met(lena, other, brug, told=told("Just a talk"))
    assert Guidance.objects.count() == 1, "what is hidden, or asks nothing, signals nothing"


def test_a_need_of_a_household_in_guidance_goes_the_existing_way(lena: Actor) -> None:
    home = guided(lena)
    gate.met(lena, home, gate.setting(lena), told=told("x", need="A coat", topic=Topic.SCHOOL))
    assert Guidance.objects.get().state == "guided"


def test_own_settings_are_proposed_first_and_leads_alone_arrange_them(lena: Actor) -> None:
    schools = gate.kind(lena)
    gate.setting(lena, "De Boom", schools)
    own = gate.setting(lena, "De Zon", schools)
    gate.works(lena, own, "0.5", TODAY)
    assert [name for _number, name in settings_to_choose(lena, on=TODAY)] == ["De Zon", "De Boom"]
    bo = actor(account("bo"), Role.BRIDGE_WORKER)
    for refused in (lambda: gate.kind(bo), lambda: gate.setting(bo, kind_id=schools)):
        with pytest.raises(Refused):
            refused()
    with pytest.raises(Refused):
        reach_of(actor(account("vol"), Role.VOLUNTEER), town=TOWN, from_on=BEGIN, until_on=END)
    with pytest.raises(NotPossible):
        report(lena, END, BEGIN)


def test_presets_follow_each_other_without_a_gap() -> None:
    for today in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 1, 1), date(2026, 12, 31)):
        periods = {one.code: one for one in presets(today)}
        for last, this in (
            ("vorige-maand", "maand"),
            ("vorig-schooljaar", "schooljaar"),
            ("vorig-jaar", "jaar"),
        ):
            assert periods[last].until_on == periods[this].from_on
            assert periods[this].from_on <= today < periods[this].until_on
    assert {one.code: one for one in presets(date(2026, 8, 31))}["schooljaar"].from_on == date(2025, 9, 1)
