"""Whom the packages go to: fixed once from a frozen list and the register, and what came later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.actions.packages import check_list
from nabij.campaigns.actions.preparing import move
from nabij.campaigns.models import (
    Addition,
    Campaign,
    Package,
    PackagePart,
    PackagePlan,
    PackageVariant,
    Target,
    TargetPerson,
)
from nabij.campaigns.queries.listing import Listing, listing_of
from nabij.campaigns.queries.packages import led_packages, named_packages
from nabij.campaigns.types import HALF, CampaignMovedOn, CampaignState, LeftOut
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.queries.frozen_doors import (
    ChildKey,
    FrozenFamily,
    births_of_persons,
    families_of,
    keys_of_persons,
)
from nabij.registry.types import BirthDate, NotPossible, clean_text
from nabij.rights.queries.age_bands import possible_bands, written_bands
from nabij.rights.queries.target_groups import Candidate

ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class _Meant:
    """A child that gets a package: somebody of the register or of a list, and which kind (None: ask)."""

    person_id: int | None
    child_id: int | None
    variant_id: int | None


@dataclass(frozen=True, slots=True)
class _Door:
    """A door with the children that are meant there."""

    household_id: int | None
    door_id: int | None
    subject: UUID | None
    language: str
    because: dict[str, object]
    meant: tuple[_Meant, ...]


class _Ages:
    """Which kind of package each child gets: by the rule, on the reference date; never guessed."""

    def __init__(self, campaign: Campaign) -> None:
        self.variants = list(PackageVariant.objects.filter(campaign=campaign))
        self.on = campaign.reference_on
        self.bands = [(HALF * one.from_half, HALF * one.under_half) for one in self.variants]
        if not self.variants:
            raise NotPossible(_("Say first which packages there are and for which ages. Nothing was fixed."))

    def kinds(self, births: Sequence[BirthDate]) -> list[tuple[int | None, bool]]:
        """For each birth the kind and whether there is a package at all; (None, True) is to be asked."""
        persons = [Candidate(0, one.earliest, one.latest) for one in births]
        found: list[tuple[int | None, bool]] = []
        for places, is_sure in possible_bands(persons, self.bands, on=self.on):
            certain = is_sure and len(places) == 1
            found.append((self.variants[min(places)].pk if certain else None, bool(places)))
        return found


@transaction.atomic
def fix_packages(*, actor: Actor, campaign_id: int, base_version: int, now: datetime) -> int:
    """Fix the list of a package campaign: one target for a door, one package for a child. Returns how many.

    Everybody on it is on record. Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn.
    """
    campaign = led_packages(actor, campaign_id)
    plan, ages, left_out = campaign.plan, _Ages(campaign), Counter[str]()
    seen: set[ChildKey] = set()
    doors: list[_Door] = []
    if plan.collection_id is not None:
        check_list(actor, campaign.town, plan.collection_id, until_on=campaign.until_on)
        doors += _listed(families_of(plan.collection_id), ages, seen, left_out)
    if plan.from_register:
        doors += _registered(campaign, ages, seen, left_out, now)
    if not doors:
        raise NotPossible(
            _("Nobody is on this list. Nothing was fixed: look at the conditions, and at who is left out.")
        )
    move(
        campaign,
        (CampaignState.PREPARED,),
        base_version,
        state=CampaignState.FROZEN,
        frozen_at=now,
        frozen_by=worker(actor),
        tree=written_bands(ages.bands, on=campaign.reference_on),
        left_out={str(reason): left_out[reason] for reason in LeftOut if left_out[reason]},
    )
    return _write(campaign, doors, 0, actor, now)


def _listed(
    families: Iterator[FrozenFamily], ages: _Ages, seen: set[ChildKey], left_out: Counter[str]
) -> Iterator[_Door]:
    """The doors of a frozen list; a child that is on the campaign already, or too old, is not on it."""
    rows = list(families)
    kinds = iter(ages.kinds([birth for one in rows for _child, birth, _key in one.children]))
    for one in rows:
        meant: list[_Meant] = []
        for child, _birth, key in one.children:
            variant, has_package = next(kinds)
            if key is not None and key in seen:
                left_out[LeftOut.ALREADY] += 1
            elif not has_package:
                left_out[LeftOut.NO_PACKAGE] += 1
            else:
                meant.append(_Meant(None, child, variant))
        # Twins of one name on one list were looked at by people: only another list makes a child "already".
        if meant:
            code = one.language if len(one.language) == 2 else ""
            yield _Door(None, one.door_id, one.subject, code, {"listed": True}, tuple(meant))
    seen.update(key for one in rows for _child, _birth, key in one.children if key is not None)


def _registered(
    campaign: Campaign, ages: _Ages, seen: set[ChildKey], left_out: Counter[str], now: datetime
) -> Iterator[_Door]:
    """The households of the register in the group of the campaign, without who is on the list already."""
    listing: Listing = listing_of(campaign, now=now)
    left_out.update(listing.left_out)
    persons = [person for one in listing.targets for person in one.person_ids]
    births, keys = births_of_persons(persons), keys_of_persons(persons)
    kinds = dict(zip(persons, ages.kinds([births.get(one, BirthDate()) for one in persons]), strict=True))
    for one in listing.targets:
        meant: list[_Meant] = []
        for person in one.person_ids:
            variant, has_package = kinds[person]
            if keys.get(person) in seen:
                left_out[LeftOut.ALREADY] += 1
            elif not has_package:
                left_out[LeftOut.NO_PACKAGE] += 1
            else:
                meant.append(_Meant(person, None, variant))
        if meant:
            because = dict(one.because)
            yield _Door(one.household_id, None, None, one.language, because, tuple(meant))


def _write(campaign: Campaign, doors: Sequence[_Door], after: int, actor: Actor, now: datetime) -> int:
    """Keep targets and packages, and put everybody on record; returns how many packages."""
    due_at = max(now, datetime.combine(campaign.from_on, time(9), tzinfo=BRUSSELS))
    rows = [
        Target(
            campaign=campaign,
            household_id=one.household_id,
            door_id=one.door_id,
            rank=rank,
            language=one.language,
            because=one.because,
            due_at=due_at,
        )
        for rank, one in enumerate(doors, start=after + 1)
    ]
    made = list(zip(Target.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE), doors, strict=True))
    persons = TargetPerson.objects.bulk_create(
        (
            TargetPerson(target=target, campaign=campaign, person_id=one.person_id)
            for target, door in made
            for one in door.meant
            if one.person_id is not None
        ),
        batch_size=ROWS_AT_ONCE,
    )
    row_of = {one.person_id: one.pk for one in persons}
    packages = [
        Package(
            campaign=campaign,
            target=target,
            person_id=row_of[one.person_id] if one.person_id is not None else None,
            child_id=one.child_id,
            variant_id=one.variant_id,
        )
        for target, door in made
        for one in door.meant
    ]
    Package.objects.bulk_create(packages, batch_size=ROWS_AT_ONCE)
    _on_record(campaign, doors, list(row_of), actor, now)
    return len(packages)


def _on_record(
    campaign: Campaign, doors: Sequence[_Door], persons: Sequence[int], actor: Actor, now: datetime
) -> None:
    about = [one.subject for one in doors if one.subject is not None]
    for at in range(0, len(persons), ROWS_AT_ONCE):
        about += registry.numbers_of_persons(persons[at : at + ROWS_AT_ONCE])
    record(
        "campaigns.list_fixed",
        actor=actor,
        about=about,
        purpose=Purpose.OUTREACH,
        at=now,
        detail={"campaign": campaign.pk},
    )


@transaction.atomic
def add_list(*, actor: Actor, campaign_id: int, collection_id: int, because: str, now: datetime) -> int:
    """Add the doors of a later frozen list to a campaign whose list is fixed; returns how many doors.

    Children who are on it already are not added again. They are a line of their own: what was fixed stays.
    Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn.
    """
    campaign = led_packages(actor, campaign_id)
    because = clean_text(because, longest=200, field="because")
    if not because:
        raise NotPossible(_("Say in a few words why they come later."), field="because")
    if campaign.state not in (CampaignState.FROZEN, CampaignState.RUNNING):
        raise CampaignMovedOn
    check_list(actor, campaign.town, collection_id, until_on=campaign.until_on)
    if collection_id in lists_of(campaign.plan):
        raise NotPossible(_("This list is in the campaign already."), field="collection")
    seen = _keys_of(campaign)
    doors = list(_listed(families_of(collection_id), _Ages(campaign), seen, Counter()))
    if not doors:
        raise NotPossible(
            _("Everybody on this list is in the campaign already. Nothing was added."), field="collection"
        )
    try:
        with transaction.atomic():
            Addition.objects.create(
                campaign=campaign,
                collection_id=collection_id,
                because=because,
                doors=len(doors),
                children=sum(len(one.meant) for one in doors),
                at=now,
                by_id=worker(actor),
            )
    except IntegrityError:
        raise NotPossible(_("This list is in the campaign already."), field="collection") from None
    last = Target.objects.filter(campaign=campaign).aggregate(last=Max("rank"))["last"] or 0
    _write(campaign, doors, last, actor, now)
    return len(doors)


def lists_of(plan: PackagePlan) -> set[int]:
    """The frozen lists that a campaign took people from."""
    later = Addition.objects.filter(campaign=plan.campaign_id).values_list("collection_id", flat=True)
    return {*later} | ({plan.collection_id} if plan.collection_id is not None else set())


def _keys_of(campaign: Campaign) -> set[ChildKey]:
    """What the children of a campaign are recognised by."""
    on_it = set(
        Package.objects.filter(campaign=campaign, child__isnull=False).values_list("child_id", flat=True)
    )
    listed = {
        key
        for number in lists_of(campaign.plan)
        for one in families_of(number)
        for child, _birth, key in one.children
        if key is not None and child in on_it
    }
    persons = TargetPerson.objects.filter(campaign=campaign).values_list("person_id", flat=True)
    return listed | set(keys_of_persons(list(persons)).values())


@transaction.atomic
def set_package(
    *, actor: Actor, package_id: int, variant_id: int, without: Collection[int], now: datetime
) -> None:
    """Say which package a child gets, after asking the age, and what it may not have.

    Raises Refused, NotFoundHere, NotPossible.
    """
    package = Package.objects.select_related("campaign").filter(pk=package_id).first()
    if package is None:
        raise NotFoundHere
    campaign = named_packages(actor, package.campaign_id)
    if campaign.ended_at is not None:
        raise CampaignMovedOn
    if not PackageVariant.objects.filter(campaign=campaign, pk=variant_id).exists():
        raise NotPossible(_("Choose a package of this campaign."), field="variant")
    allowed = set(
        PackagePart.objects.filter(campaign=campaign, pk__in=list(without)).values_list("pk", flat=True)
    )
    Package.objects.filter(pk=package_id).update(variant=variant_id)
    package.without.set(allowed)
    record("campaigns.package_set", actor=actor, at=now, detail={"campaign": campaign.pk})
