"""Orders within a budget, to the cent; and partners who hand packages out without a name."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from nabij.campaigns import actions, queries
from nabij.campaigns.models import HandOut, PackageOrder, PackagePlan
from nabij.campaigns.types import CampaignMovedOn, OrderState, cents_of, per_piece
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry.types import ClientIdReused, NotPossible
from nabij.staff.types import Role
from tests.campaigns.packs import (
    NOW,
    Packs,
    a_coordinator,
    a_list,
    a_partner,
    order,
    packs,
    prepared,
    running,
)
from tests.campaigns.test_packages import DE_SMET, YILDIZ
from tests.registry.people import account, actor

pytestmark = pytest.mark.django_db


def ordered(at: Packs) -> tuple[int, int]:
    """Committed and released cents."""
    return at.plan.committed_cents, at.plan.released_cents


def a_campaign() -> Packs:
    at = packs()
    a_list(at, YILDIZ, DE_SMET)
    prepared(at)
    return at


def test_cents_are_exact() -> None:
    assert cents_of(Decimal("0.10")) + cents_of(Decimal("0.20")) == cents_of(Decimal("0.30")) == 30
    assert per_piece(cents_of(Decimal("40000.00")), 2159) == 1853


def test_the_last_cent_of_the_budget_fits_and_one_more_waits() -> None:
    at = a_campaign()
    order(at, "39999.99")
    order(at, "0.01")
    late = PackageOrder.objects.get(pk=order(at, "0.01"))
    assert late.state == OrderState.WAITS
    assert ordered(at) == (4_000_000, 0)


def test_who_ordered_does_not_release_and_finance_releases_what_is_needed() -> None:
    at = a_campaign()
    order(at, "39000.00")
    both = replace(at.lead, roles=frozenset({Role.PACKAGE_COORDINATOR, Role.FINANCE}))
    late = order(at, "1500.50", by=both)
    with pytest.raises(NotPossible, match="zelf besteld"):
        actions.release_order(actor=both, order_id=late, now=NOW)
    with pytest.raises(Refused):
        actions.release_order(actor=at.lead, order_id=late, now=NOW)
    actions.release_order(actor=at.finance, order_id=late, now=NOW)
    assert ordered(at) == (4_050_050, 50_050)
    with pytest.raises(CampaignMovedOn):
        actions.release_order(actor=at.finance, order_id=late, now=NOW)
    assert PackageOrder.objects.get(pk=order(at, "0.01")).state == OrderState.WAITS


def test_the_database_refuses_to_pass_the_budget_and_to_release_for_oneself() -> None:
    at = a_campaign()
    with pytest.raises(IntegrityError), transaction.atomic():
        PackagePlan.objects.filter(pk=at.campaign_id).update(committed_cents=4_000_001)
    late = PackageOrder.objects.get(pk=order(at, "40000.01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        PackageOrder.objects.filter(pk=late.pk).update(released_by=late.ordered_by_id, released_at=NOW)


def test_what_is_cancelled_or_cheaper_comes_back() -> None:
    at = a_campaign()
    first = order(at, "30000.00")
    second = order(at, "10000.00")
    over = order(at, "500.00")
    actions.release_order(actor=at.finance, order_id=over, now=NOW)
    actions.cancel_order(actor=at.lead, order_id=second, now=NOW)
    assert ordered(at) == (3_050_000, 0)
    with pytest.raises(NotPossible, match="hoger"):
        actions.keep_invoice(actor=at.lead, order_id=first, number="F-1", amount=Decimal("30000.01"), now=NOW)
    actions.keep_invoice(actor=at.lead, order_id=first, number="F-1", amount=Decimal("29999.95"), now=NOW)
    assert ordered(at) == (3_049_995, 0)
    with pytest.raises(CampaignMovedOn):
        actions.cancel_order(actor=at.lead, order_id=first, now=NOW)


def test_an_order_sent_twice_is_one() -> None:
    at, same = a_campaign(), uuid.uuid4()
    assert order(at, "10.00", client_id=same) == order(at, "10.00", client_id=same)
    assert ordered(at) == (1000, 0)
    with pytest.raises(ClientIdReused):
        order(at, "11.00", client_id=same)


def test_how_much_is_bought_near_by() -> None:
    at = a_campaign()
    order(at, "300.00")
    order(at, "100.00", supplier="Ver Weg nv", is_local=False)
    order(at, "99999.00", supplier="Ver Weg nv", is_local=False)  # waits, so it is not bought
    _campaign, money = queries.money_of(at.finance, at.campaign_id)
    assert (money.local_share, money.left_cents, money.waits) == (Decimal("75.0"), 3_960_000, 1)


def test_finance_sees_orders_of_its_own_town_only() -> None:
    at = a_campaign()
    late = order(at, "40000.01")
    elsewhere = replace(at.finance, towns=frozenset({"elders"}))
    for asked in (
        lambda: queries.money_of(elsewhere, at.campaign_id),
        lambda: actions.release_order(actor=elsewhere, order_id=late, now=NOW),
    ):
        with pytest.raises(NotFoundHere):
            asked()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_who_order_at_once_never_pass_the_budget() -> None:
    at = a_campaign()
    people = [a_coordinator(f"wie{turn}") for turn in range(6)]
    together = Barrier(len(people))

    def one(by: Actor) -> None:
        together.wait(timeout=20)
        try:
            for _turn in range(5):
                order(at, "1999.99", by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(one, people))
    states = list(PackageOrder.objects.values_list("state", flat=True))
    assert (states.count("committed"), states.count("waits")) == (20, 10)
    assert ordered(at) == (20 * 199_999, 0)


# ------------------------------------------------------------------------------------ partners


def at_a_partner(**numbers: int) -> tuple[Packs, int, Actor]:
    at = packs()
    a_list(at, YILDIZ, DE_SMET)
    running(at)
    partner, member = a_partner()
    wanted = {at.kind(letter): number for letter, number in (numbers or {"K": 60, "L": 60}).items()}
    quota = actions.give_quota(
        actor=at.lead, campaign_id=at.campaign_id, partner_id=partner, numbers=wanted, now=NOW
    )
    return at, quota, member


def give(by: Actor, quota: int, families: int, counts: dict[int, int], **more: object) -> int:
    return actions.hand_out(
        actor=by,
        quota_id=quota,
        families=families,
        counts=counts,
        mark=str(more.get("mark", "")),
        is_again=bool(more.get("is_again")),
        client_id=uuid.uuid4(),
        now=NOW,
    )


def test_a_partner_tells_38_families_and_81_children_by_band() -> None:
    at, quota, member = at_a_partner()
    give(member, quota, 30, {at.kind("K"): 25, at.kind("L"): 40})
    give(member, quota, 8, {at.kind("K"): 10, at.kind("L"): 6})
    (page,) = queries.own_quotas(member)
    assert (page.families, page.children) == (38, 81)
    assert [(one.letter, one.handed, one.left) for one in page.lines] == [("K", 35, 25), ("L", 46, 14)]
    figures = queries.package_figures(at.campaign)
    assert (figures.partner_families, figures.partner_children, figures.children) == (38, 81, 3)
    assert queries.stock_of(at.campaign).total == 123


def test_a_partner_gives_no_more_than_it_has() -> None:
    at, quota, member = at_a_partner(K=3)
    give(member, quota, 1, {at.kind("K"): 2})
    with pytest.raises(NotPossible, match="nog maar 1"):
        give(member, quota, 1, {at.kind("K"): 2})
    with pytest.raises(NotPossible, match="al meer"):
        actions.give_quota(
            actor=at.lead,
            campaign_id=at.campaign_id,
            partner_id=queries.quota_page(member, quota).quota.partner_id,
            numbers={at.kind("K"): 1},
            now=NOW,
        )
    assert queries.quota_page(member, quota).children == 2


def test_the_same_family_twice_is_asked_and_only_a_hash_is_kept() -> None:
    at, quota, member = at_a_partner()
    give(member, quota, 1, {at.kind("K"): 1}, mark="Dossier 12")
    with pytest.raises(NotPossible, match="al pakketten") as problem:
        give(member, quota, 1, {at.kind("K"): 1}, mark="dossier12")
    assert problem.value.field == "is_again"
    give(member, quota, 1, {at.kind("K"): 1}, mark="dossier12", is_again=True)
    assert "12" not in {one.mark for one in HandOut.objects.all()}
    assert len({one.mark for one in HandOut.objects.all()}) == 1
    with pytest.raises(NotPossible, match="één gezin"):
        give(member, quota, 2, {at.kind("K"): 2}, mark="Dossier 13")


def test_only_the_partner_itself_and_the_coordinator_see_a_quota() -> None:
    at, quota, _member = at_a_partner()
    other = actor(account("iemand"), Role.PARTNER)
    with pytest.raises(NotFoundHere):
        queries.quota_page(other, quota)
    with pytest.raises(NotFoundHere):
        give(other, quota, 1, {at.kind("K"): 1})
    assert queries.own_quotas(other) == []
    assert queries.quota_page(at.lead, quota).families == 0


def test_a_card_is_counted_for_its_campaign_by_its_code() -> None:
    at = a_campaign()
    code = at.plan.card_code
    typed = f" {code[:3].lower()} {code[3:].lower()}"
    actions.count_card(actor=at.finance, code=typed, is_visit=False, now=NOW)
    actions.count_card(actor=at.finance, code=code, is_visit=True, now=NOW)
    assert (at.plan.card_calls, at.plan.card_visits) == (1, 1)
    with pytest.raises(NotPossible, match="Geen campagne"):
        actions.count_card(actor=at.finance, code="XXXXXX", is_visit=False, now=NOW)
