"""Before a campaign starts: what may be asked, against the hours of the teams that take it."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pytest

from nabij.campaigns import actions
from nabij.campaigns.actions.capacity import launch_campaign, note_cost, set_follow_up_times, withdraw_cost
from nabij.campaigns.models import Campaign, FollowUp, ShortLaunch, Target
from nabij.campaigns.queries.capacity import capacity_of, free_minutes
from nabij.campaigns.queries.report_chain import costs_of, earlier_campaigns
from nabij.campaigns.queries.yields import yields_for
from nabij.campaigns.types import CampaignMovedOn, Channel, NeedCode, Outcome
from nabij.campaigns.types.capacity import DAY_MINUTES, CostKind
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry.types import NotPossible
from nabij.staff.models import Absence, Membership, RoleGrant, Team, User, WorkTime
from nabij.staff.types import Role
from tests.campaigns.town import Round, a_senior, a_town, call, fixed, later, prepared, senior
from tests.registry.people import NOW, TOWN, account, actor

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


def in_the_team(at: Round, *, fte: int | None = 100, name: str = "") -> User:
    """Somebody who takes questions in the team of the campaign."""
    user = account(name) if name else User.objects.get(pk=at.worker.staff_id)
    RoleGrant.objects.get_or_create(user=user, role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=user, team=at.team, from_on=date(2020, 1, 1))
    if fte is not None:
        WorkTime.objects.create(user=user, fte_hundredths=fte, from_on=date(2020, 1, 1))
    return user


def twelve(at: Round) -> None:
    for turn in range(12):
        a_senior(at, senior(f"P{turn}", year=1930 + turn))


def test_a_list_that_is_too_long_for_the_team_asks_for_a_reason_which_stays() -> None:
    at = a_town()
    twelve(at)
    fixed(at)
    for caller in at.callers:
        actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=caller.staff_id, now=NOW)
    found = capacity_of(at.lead, at.campaign_id, now=NOW)
    assert (found.tried, found.talks) == (12, 12)
    assert [one.name for one in found.short] == [at.team.name]  # nobody works in the team
    start = {"actor": at.lead, "campaign_id": at.campaign_id, "base_version": 2, "now": NOW}
    with pytest.raises(NotPossible) as problem:
        launch_campaign(**start)
    assert problem.value.field == "because"
    assert at.team.name in str(problem.value)
    assert at.campaign.state == "frozen"
    launch_campaign(**start, because="Wij lenen twee collega's")
    assert at.campaign.state == "running"
    kept = ShortLaunch.objects.get()
    assert (kept.because, kept.by_id) == ("Wij lenen twee collega's", at.lead.staff_id)
    assert kept.minutes_short == found.minutes_short


def test_a_team_with_hours_enough_starts_without_a_reason() -> None:
    at = a_town()
    in_the_team(at)
    twelve(at)
    fixed(at)
    actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=at.callers[0].staff_id, now=NOW)
    launch_campaign(actor=at.lead, campaign_id=at.campaign_id, base_version=2, now=NOW)
    assert at.campaign.state == "running"
    assert ShortLaunch.objects.count() == 0


def test_free_hours_are_working_days_by_working_time_less_days_away() -> None:
    at = a_town()
    half = in_the_team(at, fte=50)
    assert free_minutes([at.team.pk], MONDAY, FRIDAY, now=NOW) == ({at.team.pk: 5 * DAY_MINUTES // 2}, set())
    until = FRIDAY + timedelta(days=3)  # the weekend counts for nothing
    assert free_minutes([at.team.pk], MONDAY, until - timedelta(days=1), now=NOW)[0] == {
        at.team.pk: 5 * DAY_MINUTES // 2
    }
    Absence.objects.create(user=half, from_on=MONDAY, until_on=date(2026, 11, 25))
    assert free_minutes([at.team.pk], MONDAY, FRIDAY, now=NOW)[0] == {at.team.pk: 3 * DAY_MINUTES // 2}


def test_who_never_had_a_working_time_counts_as_full_time_and_that_is_said() -> None:
    at = a_town()
    in_the_team(at, fte=None)
    assert free_minutes([at.team.pk], MONDAY, FRIDAY, now=NOW) == (
        {at.team.pk: 5 * DAY_MINUTES},
        {at.team.pk},
    )


def test_somebody_in_two_teams_gives_half_to_each() -> None:
    at = a_town()
    user = in_the_team(at)
    other = Team.objects.create(name="Tweede", town=TOWN)
    Membership.objects.create(user=user, team=other, from_on=date(2020, 1, 1))
    found, _guessed = free_minutes([at.team.pk], MONDAY, FRIDAY, now=NOW)
    assert found == {at.team.pk: 5 * DAY_MINUTES // 2}


def test_what_waits_already_and_what_was_set_as_time_both_count() -> None:
    at = a_town()
    twelve(at)
    fixed(at)
    before = capacity_of(at.lead, at.campaign_id, now=NOW)
    set_follow_up_times(
        actor=at.lead,
        campaign_id=at.campaign_id,
        minutes={NeedCode.SHOPPING: 240, NeedCode.COMPANY: 240},
        now=NOW,
    )
    after = capacity_of(at.lead, at.campaign_id, now=NOW)
    assert after.teams[0].minutes_needed > 3 * before.teams[0].minutes_needed
    FollowUp.objects.create(
        campaign=at.campaign,
        household_id=Target.objects.filter(campaign=at.campaign_id).values_list("household", flat=True)[0],
        kind="check",
        topic="care",
        team=at.team,
        made_at=NOW,
        made_by_id=at.lead.staff_id,
    )
    assert capacity_of(at.lead, at.campaign_id, now=NOW).teams[0].minutes_waiting == 60
    with pytest.raises(NotPossible):
        set_follow_up_times(actor=at.lead, campaign_id=at.campaign_id, minutes={NeedCode.MEAL: 30}, now=NOW)


def test_a_few_households_are_not_told_about() -> None:
    at = a_town()
    a_senior(at)
    prepared(at)
    found = capacity_of(at.lead, at.campaign_id, now=NOW)
    assert (found.talks, found.needs) == (None, ())


def test_the_numbers_of_real_rounds_come_with_their_source() -> None:
    at = a_town()
    prepared(at)
    phone = yields_for(at.campaign)
    assert phone is not None
    assert phone.talks == pytest.approx(1)
    assert phone.needs == pytest.approx(18 / 748)
    assert all(one.address.startswith("https://") for one in phone.sources)
    door = yields_for(Campaign(town=TOWN, channel=Channel.DOOR))
    assert door is not None
    assert door.talks == pytest.approx(238 / 367)
    assert door.needs == pytest.approx(567 / 1157)
    assert yields_for(Campaign(town=TOWN, channel=Channel.PACKAGE)) is None


def closed_before(at: Round, *, targets: int, reached: int, needs: dict[str, int]) -> Campaign:
    """A campaign of the same town that ended, with the counts that are kept of it."""
    prepared(at)
    one = at.campaign
    Campaign.objects.filter(pk=one.pk).update(
        state="closed",
        frozen_at=NOW,
        frozen_by=at.lead.staff_id,
        ended_at=NOW,
        cleaned_at=NOW,
        figures={"targets": targets, "reached": reached, "needs": needs, "passed": {"no_number": 20}},
    )
    return one


def test_the_own_history_counts_as_soon_as_a_campaign_is_closed() -> None:
    at = a_town()
    closed_before(at, targets=120, reached=80, needs={"shopping": 30, "company": 10})
    prepared(at)
    own = yields_for(at.campaign)
    assert own is not None
    assert own.is_own
    assert own.talks == pytest.approx(0.8)  # 80 of the 100 who had a number
    assert own.needs == pytest.approx(0.5)
    asked = [NeedCode.SHOPPING, NeedCode.COMPANY]
    assert own.share(NeedCode.SHOPPING, asked) == pytest.approx(0.75)


def test_small_numbers_of_an_own_campaign_cannot_be_read_from_an_estimate() -> None:
    at = a_town()
    closed_before(at, targets=120, reached=80, needs={"shopping": 3, "company": 4})
    prepared(at)
    own = yields_for(at.campaign)
    assert own is not None
    assert own.needs == pytest.approx(18 / 748)  # as elsewhere: seven questions are not told
    closed_before(at, targets=120, reached=80, needs={"shopping": 30, "company": 3, "meal": 9})
    prepared(at)
    mixed = yields_for(at.campaign)
    assert mixed is not None
    assert mixed.by_kind is not None
    assert mixed.by_kind["company"] != 7
    assert mixed.by_kind["company"] == mixed.by_kind["meal"]


def test_costs_are_exact_to_the_cent_and_told_for_a_household() -> None:
    at = a_town()
    twelve(at)
    fixed(at)
    given = {"actor": at.lead, "campaign_id": at.campaign_id, "now": NOW}
    hours = {**given, "kind": CostKind.WORK, "what": "Bellen", "hour_hundredths": 33, "rate_cents": 3001}
    number = note_cost(**hours, client_id=uuid.uuid4())
    note_cost(**given, kind=CostKind.PRINT, what="Brieven", cents=1, client_id=uuid.uuid4())
    found = costs_of(at.lead, at.campaign_id)
    assert [one.cents for one in found.lines] == [990, 1]  # 0.33 x 30.01 = 9.9033
    assert (found.cents, found.cents_a_household, found.cents_a_talk) == (991, 83, None)
    withdraw_cost(actor=at.lead, campaign_id=at.campaign_id, cost_id=number, now=NOW)
    assert costs_of(at.lead, at.campaign_id).cents == 1
    with pytest.raises(NotPossible):
        note_cost(**given, kind=CostKind.WORK, what="x", cents=100, client_id=uuid.uuid4())
    with pytest.raises(NotPossible):
        note_cost(**given, kind=CostKind.OTHER, what="", cents=100, client_id=uuid.uuid4())


def test_the_cost_for_a_talk_is_hidden_where_it_would_tell_a_small_number() -> None:
    at = a_town()
    twelve(at)
    fixed(at)
    actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=at.callers[0].staff_id, now=NOW)
    launch_campaign(actor=at.lead, campaign_id=at.campaign_id, base_version=2, because="x", now=NOW)
    for _turn in range(11):
        call(at.callers[0])
    note_cost(
        actor=at.lead,
        campaign_id=at.campaign_id,
        kind=CostKind.OTHER,
        what="Koffie",
        cents=1100,
        client_id=uuid.uuid4(),
        now=NOW,
    )
    assert costs_of(at.lead, at.campaign_id).cents_a_talk is None  # one household was not spoken with
    call(at.callers[0])
    assert costs_of(at.lead, at.campaign_id).cents_a_talk == 92


def test_earlier_campaigns_stand_beside_with_small_numbers_hidden() -> None:
    at = a_town()
    closed_before(at, targets=120, reached=80, needs={})
    closed_before(at, targets=40, reached=35, needs={})
    prepared(at)
    first, second = sorted(earlier_campaigns(at.lead, at.campaign_id), key=lambda one: one.number)
    assert (first.targets, first.share_reached) == (120, 67)
    assert (second.targets, second.share_reached) == (40, None)  # five were not reached


def test_only_a_lead_of_the_town_sees_and_sets_this() -> None:
    at = a_town()
    prepared(at)
    stranger = actor(account("ver"), Role.CAMPAIGN_LEAD, towns=("kortrijk",))
    with pytest.raises(NotFoundHere):
        capacity_of(stranger, at.campaign_id, now=NOW)
    with pytest.raises(NotFoundHere):
        costs_of(stranger, at.campaign_id)
    with pytest.raises(Refused):
        capacity_of(at.worker, at.campaign_id, now=NOW)
    moment = datetime(2026, 12, 1, 9, tzinfo=BRUSSELS)
    with pytest.raises(NotFoundHere):
        set_follow_up_times(actor=stranger, campaign_id=at.campaign_id, minutes={}, now=moment)


def test_times_are_not_changed_once_it_runs(django_assert_max_num_queries) -> None:
    at = a_town()
    in_the_team(at)
    twelve(at)
    fixed(at)
    with django_assert_max_num_queries(26):
        capacity_of(at.lead, at.campaign_id, now=NOW)
    actions.add_caller(actor=at.lead, campaign_id=at.campaign_id, staff_id=at.callers[0].staff_id, now=NOW)
    launch_campaign(actor=at.lead, campaign_id=at.campaign_id, base_version=2, now=NOW)
    call(at.callers[0], Outcome.NO_ANSWER)
    with pytest.raises(CampaignMovedOn):
        set_follow_up_times(actor=at.lead, campaign_id=at.campaign_id, minutes={}, now=later(hours=1))


def ended_before(at: Round, channel: Channel, **counts: object) -> Campaign:
    """A campaign of the same town by another way that ended, with the counts that are kept of it."""
    one = closed_before(at, targets=200, reached=90, needs={"company": 20, "meal": 10})
    Campaign.objects.filter(pk=one.pk).update(
        channel=channel, figures={**Campaign.objects.get(pk=one.pk).figures, "passed": {}, **counts}
    )
    return one


def test_packages_and_doors_of_the_own_town_count_as_soon_as_there_are_some() -> None:
    """Of packages a door that opened counts, whether anybody talked or not; of doors a talk."""
    at = a_town()
    before = ended_before(at, Channel.PACKAGE, states={"reached": 150, "ended": 50}, reached=4)
    packages = yields_for(Campaign(town=TOWN, channel=Channel.PACKAGE))
    assert packages is not None
    assert packages.is_own
    assert [one.where for one in packages.sources] == [before.name]
    assert packages.talks == pytest.approx(0.75)
    assert packages.needs == pytest.approx(30 / 150)
    doors = yields_for(Campaign(town=TOWN, channel=Channel.DOOR))
    assert doors is not None
    assert not doors.is_own  # packages say nothing of a doorstep round: the real rounds elsewhere remain
    ended_before(at, Channel.DOOR)
    doors = yields_for(Campaign(town=TOWN, channel=Channel.DOOR))
    assert doors is not None
    assert doors.is_own
    assert doors.talks == pytest.approx(0.45)
    assert yields_for(Campaign(town="elders", channel=Channel.PACKAGE)) is None


def test_few_packages_are_not_told_through_an_estimate() -> None:
    at = a_town()
    ended_before(at, Channel.PACKAGE, states={"reached": 9, "ended": 191})
    assert yields_for(Campaign(town=TOWN, channel=Channel.PACKAGE)) is None
