"""Packages: for whom, by age, fixed once; what is delivered; nothing on a bag that tells of a family."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from nabij.audit.models import Line
from nabij.campaigns import actions, queries
from nabij.campaigns.actions import Composition, NewVariant
from nabij.campaigns.actions.upkeep import close_and_clean
from nabij.campaigns.models import Campaign, Package, PackagePart, PackageVariant, Target
from nabij.campaigns.queries.list_names import plates_for_lead
from nabij.campaigns.queries.target_doors import doors_of_targets, packages_to
from nabij.campaigns.types import CampaignMovedOn, CloseBecause, TargetState
from nabij.demo.households import load_places
from nabij.demo.partner_lists.town import made_up_doors
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry.actions.places import keep_door
from nabij.registry.models import FrozenDoor, ListCollection
from nabij.registry.types import BirthDate, Door, NotPossible
from nabij.staff.types import Role
from tests.campaigns.packs import (
    CHRISTMAS_EVE,
    KINDS,
    NOW,
    Packs,
    a_coordinator,
    a_list,
    a_plan,
    fixed,
    packs,
    prepared,
    running,
)
from tests.campaigns.town import Round, a_senior
from tests.registry.people import TOWN, account, actor, child, somebody

pytestmark = pytest.mark.django_db

YILDIZ = (
    "Aylin Yildiz",
    "Vaartstraat 14",
    [("Emre", "Yildiz", "2019-03-12"), ("Lina", "Yildiz", "2022-08-04")],
)
DE_SMET = ("Katrien De Smet", "Kerkstraat 3", [("Jef", "De Smet", "2016-12-25")])


def on_record(event: str) -> set[uuid.UUID]:
    """Whom the log names for this event."""
    return set(Line.objects.filter(event=event).exclude(subject=None).values_list("subject", flat=True))


def letters(at: Packs) -> list[str]:
    rows = Package.objects.filter(campaign=at.campaign_id).order_by("target__rank", "pk")
    return [one or "?" for one in rows.values_list("variant__letter", flat=True)]


def test_the_numbers_of_the_winter_come_out() -> None:
    at = packs()
    doors = made_up_doors(Random("families 20261122"), separated=0.0)
    families = [
        (
            "Ouder",
            f"Straat {turn}",
            [(str(one.first), str(one.last), f"{one.born_on}") for one in door.children],
        )
        for turn, door in enumerate(doors)
    ]
    a_list(at, *families)
    everybody = Composition((NewVariant("A", "Peuters", 0, 8), NewVariant("B", "Ouder", 8, 40)))
    assert fixed(at, composition=everybody) == 2159
    page = queries.packages_page(at.lead, at.campaign_id)
    assert (page.figures.doors, page.figures.children) == (950, 2159)
    assert sum(one.listed for one in page.stock.variants) + page.stock.asked == 2159
    assert (page.mean_children, page.coverage) == (Decimal("2.27"), Decimal("19.6"))
    assert page.money.budget_each == 1853


def test_an_age_is_in_from_its_day_on_and_thirteen_is_out() -> None:
    at = packs()
    births = ("2013-12-24", "2013-12-25", "2024-06-24", "2024-06-25", "2020-12-24", "2020-12-25")
    a_list(at, ("Ouder", "Kaai 1", [(f"Kind {birth}", "Peerdam", birth) for birth in births]))
    assert fixed(at) == 4
    given = dict(Package.objects.values_list("child__birth", "variant__letter"))
    assert given == {"2013-12-25": "L", "2024-06-24": "K", "2020-12-24": "L", "2020-12-25": "K"}
    assert at.campaign.left_out == {"no_package": 2}


def test_half_a_birth_date_is_asked_unless_every_day_gives_the_same() -> None:
    at = packs()
    births = ("", "2020", "2018", "2020-12", "2013-12")
    a_list(at, ("Ouder", "Kaai 1", [(f"Kind{turn}", "Peerdam", one) for turn, one in enumerate(births)]))
    fixed(at)
    given = dict(Package.objects.values_list("child__birth", "variant__letter"))
    assert given == {"": None, "2020": None, "2018": "L", "2020-12": None, "2013-12": None}
    asked = Package.objects.get(child__birth="2020")
    actions.set_package(actor=at.lead, package_id=asked.pk, variant_id=at.kind("K"), without=[], now=NOW)
    page = queries.packages_page(at.lead, at.campaign_id)
    assert (page.stock.asked, page.stock.listed) == (3, 5)


def test_a_list_is_one_target_for_a_door_and_fixed_once() -> None:
    at = packs()
    a_list(at, YILDIZ, DE_SMET)
    assert fixed(at) == 3
    assert Target.objects.count() == 2
    assert letters(at) == ["L", "K", "L"]
    assert on_record("campaigns.list_fixed") == set(FrozenDoor.objects.values_list("subject", flat=True))
    with pytest.raises(CampaignMovedOn):
        actions.fix_packages(actor=at.lead, campaign_id=at.campaign_id, base_version=2, now=NOW)


def test_siblings_placed_apart_are_two_doors_and_nothing_tells_of_foster_care() -> None:
    at = packs()
    placed = ("Familie Zeehoek", "Duinstraat 9", [("Lina", "Yildiz", "2022-08-04")])
    home = ("Aylin Yildiz", "Vaartstraat 14", [("Emre", "Yildiz", "2019-03-12")])
    a_list(at, home, placed, foster=True)
    running(at)
    page = queries.undelivered(at.lead, at.campaign_id, page=1, now=NOW)
    assert [one.plate.place[0] for one in page.lines] == ["Vaartstraat 14", "Duinstraat 9"]
    assert "Pleegzorg" not in str(page)
    labels = queries.labels_of(at.campaign)
    assert [(one.door, one.packages) for one in labels] == [("0001", ("L",)), ("0002", ("K",))]
    assert "Yildiz" not in str(labels)


def test_the_register_and_a_list_together_give_a_child_one_package() -> None:
    at = packs()
    noor = desk_worker(at)
    a_senior(noor, somebody("Aylin", "Yildiz"), child("Emre", "Yildiz", birth=BirthDate(2019, 3, 12)))
    a_senior(noor, somebody("Jo", "Kaaiman"), child("Mila", "Kaaiman", birth=BirthDate(2018, 1, 5)))
    a_list(at, YILDIZ)
    assert fixed(at, from_register=True) == 3
    assert at.campaign.left_out["already"] == 1
    assert Target.objects.filter(household__isnull=False).count() == 1
    assert Package.objects.get(person__isnull=False).variant_id == at.kind("L")


def desk_worker(at: Packs) -> Round:
    worker = actor(account("noor"), Role.SOCIAL_WORKER, teams=(at.team,))
    return Round(at.team, worker, at.lead, [])


def test_who_comes_later_is_a_line_of_their_own() -> None:
    at = packs()
    a_list(at, YILDIZ)
    running(at)
    later = a_list(at, YILDIZ, DE_SMET, name="Nakomers")
    added = actions.add_list(
        actor=at.lead, campaign_id=at.campaign_id, collection_id=later.pk, because="Kwam later", now=NOW
    )
    assert added == 1
    page = queries.packages_page(at.lead, at.campaign_id)
    assert (page.fixed_doors, page.fixed_children) == (1, 2)
    assert [(one.doors, one.children, one.because) for one in page.additions] == [(1, 1, "Kwam later")]
    with pytest.raises(NotPossible, match="zit al"):
        actions.add_list(
            actor=at.lead, campaign_id=at.campaign_id, collection_id=later.pk, because="Weer", now=NOW
        )


def test_kinds_for_the_same_age_are_refused() -> None:
    at = packs()
    a_list(at, YILDIZ)
    prepared(at)
    double = replace(KINDS, variants=(*KINDS.variants, NewVariant("Z", "Zes", 11, 13)))
    with pytest.raises(NotPossible, match="dezelfde leeftijden"):
        actions.compose(
            actor=at.lead, campaign_id=at.campaign_id, composition=double, base_version=2, now=NOW
        )
    assert PackageVariant.objects.count() == 2


def test_stock_says_what_lacks_before_anybody_goes_out() -> None:
    at = packs()
    a_list(at, YILDIZ, DE_SMET)
    fixed(at)
    part = PackagePart.objects.get(name="Stiften")
    actions.receive_part(
        actor=at.lead, campaign_id=at.campaign_id, part_id=part.pk, number=1, is_instead=False, now=NOW
    )
    stock = queries.stock_of(at.campaign)
    older = next(one for one in stock.variants if one.variant.letter == "L")
    line = next(one for one in older.parts if one.part.name == "Stiften")
    assert (line.needed, line.part.received, line.short, older.short) == (4, 1, 3, 2)
    assert stock.is_short
    with pytest.raises(NotPossible, match="zijn er niet"):
        actions.receive_part(
            actor=at.lead, campaign_id=at.campaign_id, part_id=part.pk, number=-2, is_instead=False, now=NOW
        )


def test_what_a_child_may_not_have_is_swapped_in_the_stock() -> None:
    at = packs()
    a_list(at, YILDIZ)
    fixed(at)
    chocolate, package = PackagePart.objects.get(name="Chocolade"), Package.objects.earliest("pk")
    actions.set_package(
        actor=at.lead, package_id=package.pk, variant_id=at.kind("K"), without=[chocolate.pk], now=NOW
    )
    line = queries.stock_of(at.campaign).base[0]
    assert (line.part.name, line.needed, line.instead_needed) == ("Chocolade", 1, 1)
    assert queries.labels_of(at.campaign)[0].swaps == 1


def test_the_list_of_what_is_not_delivered_is_right_and_on_record() -> None:
    at = packs()
    a_list(at, YILDIZ, DE_SMET)
    running(at)
    first = Target.objects.earliest("rank")
    Target.objects.filter(pk=first.pk).update(state=TargetState.REACHED)
    page = queries.undelivered(at.lead, at.campaign_id, page=1, now=NOW)
    assert [(one.plate.names, one.code, one.packages) for one in page.lines] == [
        (("Katrien De Smet",), "0002", "L")
    ]
    still = FrozenDoor.objects.get(pk=Target.objects.latest("rank").door_id)
    assert on_record("campaigns.undelivered_read") == {still.subject}


def test_a_campaign_closes_when_every_door_has_an_end() -> None:
    at = packs()
    a_list(at, YILDIZ, DE_SMET)
    running(at)
    with pytest.raises(NotPossible, match="2 deuren"):
        actions.close_packages(actor=at.lead, campaign_id=at.campaign_id, base_version=4, now=NOW)
    first, second = Target.objects.order_by("rank")
    actions.close_door(actor=at.lead, target_id=first.pk, because=CloseBecause.MOVED, now=NOW)
    Target.objects.filter(pk=second.pk).update(state=TargetState.REACHED)
    assert (
        actions.close_open_doors(
            actor=at.lead, campaign_id=at.campaign_id, because=CloseBecause.TOO_LATE, now=NOW
        )
        == 0
    )
    actions.close_packages(actor=at.lead, campaign_id=at.campaign_id, base_version=4, now=NOW)
    found = queries.package_figures(at.campaign)
    assert (found.delivered_doors, found.delivered_children, dict(found.closed)) == (
        1,
        1,
        {"moved_or_died": 1},
    )


def test_after_the_end_the_lists_are_gone_and_the_counts_stay() -> None:
    at = packs()
    used = a_list(at, YILDIZ, DE_SMET)
    running(at)
    actions.close_open_doors(
        actor=at.lead, campaign_id=at.campaign_id, because=CloseBecause.TOO_LATE, now=NOW
    )
    actions.close_packages(actor=at.lead, campaign_id=at.campaign_id, base_version=4, now=NOW)
    assert close_and_clean(NOW + timedelta(days=31)) == (0, 1)
    assert not Target.objects.exists()
    assert not FrozenDoor.objects.filter(collection=used).exists()
    page = queries.packages_page(at.lead, at.campaign_id)
    assert (page.figures.doors, page.figures.children, page.mean_children) == (2, 3, Decimal("1.50"))


def test_a_list_that_another_campaign_still_uses_stays() -> None:
    at = packs()
    used = a_list(at, YILDIZ)
    running(at)
    first = at.campaign_id
    prepared(at, name="Lentepret")
    at.campaign_id = first
    actions.close_open_doors(actor=at.lead, campaign_id=first, because=CloseBecause.TOO_LATE, now=NOW)
    actions.close_packages(actor=at.lead, campaign_id=first, base_version=4, now=NOW)
    close_and_clean(NOW + timedelta(days=31))
    assert FrozenDoor.objects.filter(collection=used).count() == 1


def test_counts_are_kept_before_a_list_goes_on_its_own_last_day() -> None:
    at = packs()
    used = a_list(at, YILDIZ)
    running(at)
    actions.close_open_doors(
        actor=at.lead, campaign_id=at.campaign_id, because=CloseBecause.TOO_LATE, now=NOW
    )
    actions.close_packages(actor=at.lead, campaign_id=at.campaign_id, base_version=4, now=NOW)
    ListCollection.objects.filter(pk=used.pk).update(until_on=date(2026, 11, 23))
    close_and_clean(NOW + timedelta(days=1))
    assert queries.packages_page(at.lead, at.campaign_id).figures.children == 2


def test_a_list_that_goes_too_early_is_refused() -> None:
    at = packs()
    a_list(at, YILDIZ, until_on=CHRISTMAS_EVE)
    with pytest.raises(NotPossible, match="24/12/2026"):
        prepared(at)
    assert not Campaign.objects.exists()


def test_campaigns_are_compared_in_counts_that_point_at_nobody() -> None:
    at = packs()

    def people(first: int, last: int) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
        return [
            (f"Ouder {n}", f"Kaai {n}", [("Kind", f"Naam{chr(97 + n % 26)}{n}", "2018-05-05")])
            for n in range(first, last)
        ]

    a_list(at, *people(0, 40))
    spring = fixed_of(at, name="Lentepret", from_on=date(2026, 11, 24), until_on=date(2026, 12, 1))
    at.lists.insert(0, a_list(at, *people(15, 66)))
    winter = fixed_of(at)
    found = queries.compared(at.lead, winter, spring)
    assert (found.earlier.pk, found.before, found.after) == (spring, 40, 51)
    assert (found.again, found.new, found.gone, found.growth) == (25, 26, 15, Decimal("27.5"))
    at.lists.insert(0, a_list(at, *people(38, 80)))
    third = queries.compared(at.lead, fixed_of(at, from_on=date(2026, 12, 2)), spring)
    assert (third.again, third.new, third.gone) == (None, None, None)


def fixed_of(at: Packs, **more: object) -> int:
    fixed(at, **more)
    return at.campaign_id


def test_growth_from_1700_to_2159_is_27_per_cent() -> None:
    from nabij.campaigns.types import percent

    assert percent(2159 - 1700, 1700) == Decimal("27.0")


def test_who_was_not_named_for_the_list_sees_numbers_and_no_family() -> None:
    at = packs()
    a_list(at, YILDIZ)
    running(at)
    other = a_coordinator("els")
    assert queries.packages_page(other, at.campaign_id).figures.children == 2
    door, package = Target.objects.get(), Package.objects.earliest("pk")
    for asked in (
        lambda: queries.undelivered(other, at.campaign_id, page=1, now=NOW),
        lambda: queries.children_page(other, at.campaign_id, page=1, now=NOW),
        lambda: actions.close_door(actor=other, target_id=door.pk, because=CloseBecause.MOVED, now=NOW),
        lambda: actions.set_package(
            actor=other, package_id=package.pk, variant_id=at.kind("K"), without=[], now=NOW
        ),
    ):
        with pytest.raises(NotFoundHere):
            asked()


def test_another_town_and_another_role_see_nothing() -> None:
    at = packs()
    a_list(at, YILDIZ)
    fixed(at)
    elsewhere = replace(at.lead, towns=frozenset({"elders"}))
    with pytest.raises(NotFoundHere):
        queries.packages_page(elsewhere, at.campaign_id)
    with pytest.raises(Refused):
        queries.packages_page(actor(account("rik"), Role.CALLER), at.campaign_id)
    with pytest.raises(Refused):
        actions.prepare_packages(
            actor=at.finance, town=TOWN, plan=a_plan(at), client_id=uuid.uuid4(), now=NOW
        )


def test_a_listed_door_is_planned_where_its_address_says_with_all_its_packages() -> None:
    """A door that the register knows is exact, else its street; an unknown street has no point."""
    load_places()
    door = Door("Kaai", "4", postcode="9901", municipality="Zonnedam", latitude=51.36, longitude=2.91)
    keep_door(TOWN, door)
    at = packs()
    families = (
        ("Aylin Yildiz", "Kaai 4", YILDIZ[2]),
        ("Katrien De Smet", "Kaai 9", DE_SMET[2]),
        ("Nel Duin", "Nergensstraat 1", [("Bo", "Duin", "2018-05-02")]),
    )
    for one in a_list(at, *families).doors.all():
        said = one.said["addresses"][0]
        said["value"] = said["value"].replace("8599", "9901")
        one.save(update_fields=["said"])
    running(at)
    campaign = Campaign.objects.get(pk=at.campaign_id)
    targets = list(Target.objects.filter(campaign=campaign).order_by("door__number"))
    doors = doors_of_targets(campaign, [one.pk for one in targets], now=NOW)
    found = [doors[one.pk] for one in targets]
    assert all(one.is_welcome for one in found)
    assert [one.point.is_exact if one.point else None for one in found] == [True, False, None]
    assert found[0].neighbourhood == found[1].neighbourhood == "zonnedam-kaaien"
    assert [packages_to(campaign)[one.pk] for one in targets] == [2, 1, 1]


def test_whoever_leads_campaigns_sees_no_family_of_a_list_for_which_nobody_named_them() -> None:
    """Pages of campaigns and rounds follow the rule of the package pages: the role alone is not enough."""
    at = packs()
    a_list(at, YILDIZ)
    running(at)
    campaign = Campaign.objects.get(pk=at.campaign_id)
    rows = list(Target.objects.filter(campaign=campaign))
    other = actor(account("lea"), Role.CAMPAIGN_LEAD)
    event = "campaigns.round_read"
    hidden = plates_for_lead(other, campaign, rows, event=event, now=NOW)
    assert [one.names for one in hidden.values()] == [()]
    assert on_record(event) == set()
    shown = plates_for_lead(at.lead, campaign, rows, event=event, now=NOW)
    assert [one.names for one in shown.values()] == [("Aylin Yildiz",)]
    assert on_record(event) == {one.door.subject for one in rows if one.door is not None}
