"""Whom a campaign is for: counted before anyone is named, fixed once, and in words that betray nobody."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime

import pytest

from nabij.audit.models import Line
from nabij.campaigns import actions, queries
from nabij.campaigns.models import Campaign, Target, TargetPerson
from nabij.campaigns.types import (
    CampaignMovedOn,
    PassedBecause,
    TargetState,
    telling_word,
)
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry.models import ContactWish, Membership, Person, Stay
from nabij.registry.queries import number_of_person
from nabij.registry.types import (
    BirthDate,
    Naming,
    NewPerson,
    NotPossible,
    Relation,
    StayKind,
    WishKind,
)
from nabij.rights.types import Composition, TargetGroup
from nabij.staff.types import Role
from tests.campaigns.town import (
    a_plan,
    a_senior,
    a_town,
    fixed,
    partner,
    prepared,
    senior,
)
from tests.casework.desk import note, told
from tests.registry.people import NOW, TOWN, account, actor, child, somebody

pytestmark = pytest.mark.django_db


def on_the_list() -> set[int]:
    return set(TargetPerson.objects.values_list("person_id", flat=True))


def members(household_id: int) -> list[int]:
    return list(
        Membership.objects.filter(household=household_id).order_by("pk").values_list("person", flat=True)
    )


def test_a_couple_is_one_call_a_care_home_is_out_and_a_day_too_young_is_out() -> None:
    at = a_town()
    couple = a_senior(at, senior(year=1950), partner(year=1951))
    in_care = a_senior(at, senior("Maria", "Zeehoek"))
    Stay.objects.filter(household=in_care).update(kind=StayKind.CARE)
    a_senior(at, senior("Jef", "Klapstoel", birth=BirthDate(1956, 11, 21)))  # 69 years and 364 days
    on_the_day = a_senior(at, senior("Nel", "Klapstoel", birth=BirthDate(1956, 11, 20)))
    assert fixed(at) == 3
    assert set(Target.objects.values_list("household", flat=True)) == {couple, on_the_day}
    assert on_the_list() == {*members(couple), *members(on_the_day)}
    assert Target.objects.get(household=couple).because == {"ages": [75, 76], "lives_independently": True}


def test_a_year_of_birth_alone_is_not_sure_and_said_so() -> None:
    at = a_town()
    a_senior(at)
    a_senior(at, senior("Half", "Geweten", birth=BirthDate(1956)))
    a_senior(at, senior("Niets", "Geweten", birth=BirthDate()))
    assert fixed(at) == 1
    assert at.campaign.left_out == {"unsure": 2}


def test_each_reason_to_leave_somebody_out_is_counted() -> None:
    at = a_town()
    stays = a_senior(at)
    died = a_senior(at, senior("Dood", "Peerdam"))
    Person.objects.filter(pk=members(died)[0]).update(died_on=date(2026, 6, 1))
    moved = a_senior(at, senior("Weg", "Peerdam"), place=None)
    from nabij.registry.types import Door, Place

    away = Place(door=Door("Verreweg", "1", postcode="8000", municipality="Brugge"))
    gone = a_senior(at, senior("Verhuisd", "Peerdam"), place=away)
    refused = a_senior(at, senior("Nee", "Peerdam"))
    ContactWish.objects.create(household_id=refused, kind=WishKind.NO_CALLS, set_at=NOW)
    hidden = a_senior(at, senior("Geheim", "Peerdam"))
    Stay.objects.filter(household=hidden).update(layer="hidden", owner=at.worker.staff_id)
    assert {stays, died, moved, gone, refused, hidden}
    assert fixed(at) == 1
    assert at.campaign.left_out == {"died": 1, "moved": 1, "secret": 1, "refused": 1, "unsure": 1}
    assert set(Target.objects.values_list("household", flat=True)) == {stays}


def test_contact_until_midnight_on_the_last_day_counts_and_a_minute_later_does_not() -> None:
    """M-49: days are days in Belgium, and a household with two contacts is on the list once."""
    at = a_town()
    group = TargetGroup(contact_from=date(2026, 1, 1), contact_until=date(2026, 10, 1))
    met = []
    for turn, moment in enumerate(
        (
            datetime(2026, 9, 30, 23, 59, tzinfo=BRUSSELS),
            datetime(2026, 10, 1, 0, 0, tzinfo=BRUSSELS),
            datetime(2026, 1, 1, 0, 0, tzinfo=BRUSSELS),
            datetime(2025, 12, 31, 23, 59, tzinfo=BRUSSELS),
        )
    ):
        number = a_senior(at, senior(f"P{turn}", "Peerdam"))
        note(at.worker, number, told(happened_at=moment))
        met.append(number)
    note(at.worker, met[0], told(happened_at=datetime(2026, 5, 5, 12, tzinfo=BRUSSELS)))
    assert fixed(at, group=group) == 2
    assert set(Target.objects.values_list("household", flat=True)) == {met[0], met[2]}


def test_single_parents_are_chosen_and_not_their_children() -> None:
    at = a_town()
    alone = a_senior(at, somebody("Ayşe", "Zeewind"), child("Mo"))
    a_senior(at, somebody("Jan", "Duin"), partner("Els", 1985), child("Bo", "Duin"))
    a_senior(at, somebody("Solo", "Duin"))
    assert fixed(at, group=TargetGroup(composition=Composition.SINGLE_PARENT)) == 1
    assert on_the_list() == {members(alone)[0]}


def test_counting_shows_no_number_below_ten_and_names_nobody() -> None:
    at = a_town()
    for turn in range(3):
        a_senior(at, senior(f"P{turn}", year=1930 + turn))
    prepared(at)
    before = Line.objects.filter(subject__isnull=False).count()
    found = queries.counted(at.lead, at.campaign_id, now=NOW)
    assert (found.persons, found.is_empty) == (None, False)
    assert Line.objects.filter(subject__isnull=False).count() == before
    for turn in range(9):
        a_senior(at, senior(f"Q{turn}", year=1940 + turn))
    assert queries.counted(at.lead, at.campaign_id, now=NOW).persons == 12


def test_fixing_the_list_puts_everybody_on_record_and_happens_once() -> None:
    at = a_town()
    home = a_senior(at, senior(), partner())
    fixed(at)
    lines = Line.objects.filter(event="campaigns.list_fixed")
    assert {line.subject for line in lines} == {number_of_person(one) for one in members(home)}
    with pytest.raises(CampaignMovedOn):
        actions.fix_list(actor=at.lead, campaign_id=at.campaign_id, base_version=1, now=NOW)
    a_senior(at, senior("Later"))
    assert TargetPerson.objects.count() == 2  # the denominator stays what it was


def test_who_has_no_number_goes_to_the_next_way() -> None:
    at = a_town()
    a_senior(at, phone="")
    fixed(at)
    target = Target.objects.get()
    assert (target.state, target.passed_because) == (TargetState.PASSED_ON, PassedBecause.NO_NUMBER)
    (line,) = queries.passed_on(at.lead, at.campaign_id, page=1, now=NOW).lines
    assert line.plate.names == ("Godelieve Peerdam",)
    assert line.plate.place == ("Kaai 4", "9901 Zonnedam")


@pytest.mark.parametrize(
    ("field", "words", "word"),
    [
        ("sender_name", "Dienst Kansarmoede", "Kansarmoede"),
        ("texts", {"nl": "Wij bellen kwetsbare mensen."}, "kwetsbare"),
        ("texts", {"nl": "Dag", "fr": "Nous aidons les personnes vulnérables"}, "vulnérables"),
        ("texts", {"nl": "Dag", "en": "A call for poor people"}, "poor"),
        ("name", "Actie voor arme gezinnen", "arme gezinnen"),
    ],
)
def test_a_word_that_betrays_poverty_is_refused_and_named(field: str, words: object, word: str) -> None:
    at = a_town()
    with pytest.raises(NotPossible, match=word):
        prepared(at, **{field: words})
    assert Campaign.objects.count() == 0


def test_plain_words_are_no_telling_words() -> None:
    assert telling_word("Dag, hoe gaat het? Is er iets waar wij bij kunnen helpen?", "nl") == ""
    assert telling_word("Een warme groet van armbandjes", "nl") == ""


def test_a_campaign_without_a_condition_or_with_odd_days_is_refused() -> None:
    at = a_town()
    for plan in ({"group": TargetGroup()}, {"until_on": date(2026, 1, 1)}, {"texts": {"fr": "Bonjour"}}):
        with pytest.raises(NotPossible):
            prepared(at, **plan)
    other = actor(account("els"), Role.CAMPAIGN_LEAD, towns=("kortrijk",))
    with pytest.raises(NotFoundHere):
        actions.prepare_campaign(actor=other, town=TOWN, plan=a_plan(at), client_id=uuid.uuid4(), now=NOW)
    with pytest.raises(Refused):
        actions.prepare_campaign(actor=at.worker, town=TOWN, plan=a_plan(at), client_id=uuid.uuid4(), now=NOW)


def test_of_two_leads_who_change_a_campaign_the_second_hears_of_it() -> None:
    at = a_town()
    prepared(at)
    change = {"actor": at.lead, "campaign_id": at.campaign_id, "base_version": 1, "now": NOW}
    actions.change_campaign(plan=a_plan(at, name="Eerste"), **change)
    with pytest.raises(CampaignMovedOn):
        actions.change_campaign(plan=a_plan(at, name="Tweede"), **change)
    assert at.campaign.name == "Eerste"


def test_whoever_lost_a_partner_lives_alone_and_raises_the_children_alone() -> None:
    """The memberships of whoever died stay; a list must not count them among who lives there."""
    at = a_town()
    widow = a_senior(at, senior(), partner())
    parent = a_senior(at, somebody("Ayşe", "Zeewind"), partner("Els", 1985), child("Mo"))
    dead = [members(widow)[1], members(parent)[1]]
    Person.objects.filter(pk__in=dead).update(died_on=date(2026, 6, 1))
    assert fixed(at, group=TargetGroup(composition=Composition.ALONE)) == 1
    assert on_the_list() == {members(widow)[0]}
    assert fixed(at, group=TargetGroup(composition=Composition.SINGLE_PARENT)) == 1
    assert set(Target.objects.filter(campaign=at.campaign_id).values_list("household", flat=True)) == {parent}


def test_whoever_died_is_left_out_with_that_reason_also_when_the_partner_stays_on_the_list() -> None:
    at = a_town()
    home = a_senior(at, senior(), partner())
    Person.objects.filter(pk=members(home)[1]).update(died_on=date(2026, 6, 1))
    assert fixed(at) == 1
    assert at.campaign.left_out == {"died": 1}


def test_no_attempts_at_all_is_refused_and_not_read_as_the_usual_number() -> None:
    at = a_town()
    with pytest.raises(NotPossible, match="één keer"):
        replace(a_plan(at), max_attempts=0).columns()


def test_a_child_that_does_not_go_to_school_yet_is_certain_not_known_or_expected() -> None:
    """M-18 as a condition of a group: the adults are meant; what is not known is left out and counted."""
    at = a_town()
    adult = {"birth": BirthDate(1990, 5, 5)}
    baby = a_senior(at, senior("Ann", **adult), child("Mo", birth=BirthDate(2025, 3, 1)))
    due = NewPerson(Naming(), BirthDate(2027, 2), is_expected=True, relation=Relation.CHILD)
    waiting = a_senior(at, senior("Bea", **adult), due)
    a_senior(at, senior("Cis", **adult), child("Lot", birth=BirthDate(2023, 3, 1)))  # three: not known
    entered = a_senior(at, senior("Dis", **adult), child("Wim", birth=BirthDate(2023, 3, 2)))
    Person.objects.filter(pk=members(entered)[1]).update(school_from=date(2026, 11, 13))
    a_senior(at, senior("Eef", **adult), child("Sam", birth=BirthDate(2021, 12, 31)))
    lost = a_senior(at, senior("Fien", **adult), child("Bo", birth=BirthDate(2025, 3, 3)))
    Person.objects.filter(pk=members(lost)[1]).update(died_on=date(2026, 6, 1))
    group = TargetGroup(composition=Composition.WITH_CHILD_BEFORE_SCHOOL)
    assert fixed(at, group=group) == 2
    assert on_the_list() == {members(baby)[0], members(waiting)[0]}
    assert at.campaign.left_out == {"unsure": 1}
