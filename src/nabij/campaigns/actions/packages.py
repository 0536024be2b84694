"""A package campaign from its first day to its last: prepare, say which packages, start, close."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.actions.ending_rounds import leave_rounds
from nabij.campaigns.actions.preparing import CampaignPlan, move
from nabij.campaigns.actions.running import begin, finish
from nabij.campaigns.models import Campaign, PackagePart, PackagePlan, PackageVariant, Target
from nabij.campaigns.queries.packages import led_packages, named_packages
from nabij.campaigns.types import (
    CARD_LENGTH,
    CARD_SIGNS,
    CLEANED_AFTER_DAYS,
    MOST_CENTS,
    MOST_HALVES,
    CampaignState,
    Channel,
    CloseBecause,
    TargetState,
    band_in_words,
    cents_of,
    telling_word,
)
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.actions import once
from nabij.registry.queries.frozen_doors import frozen_lists
from nabij.registry.types import NotPossible, clean_text
from nabij.rights.types import TargetGroup
from nabij.staff import queries as staff


@dataclass(frozen=True, slots=True)
class PackagesPlan:
    """A package campaign as it is prepared. At least one of `collection_id` and `from_register` is given."""

    name: str
    purpose: str
    legal_basis: str
    sender_name: str
    from_on: date
    until_on: date
    reference_on: date
    duty_team_id: int
    budget: Decimal
    card_phone: str
    card_place: str = ""
    collection_id: int | None = None
    from_register: bool = False
    children_in_town: int | None = None
    neighbourhoods: tuple[str, ...] = ()
    max_attempts: int = 3

    def campaign(self) -> CampaignPlan:
        """What it shares with other campaigns."""
        return CampaignPlan(
            name=self.name,
            purpose=self.purpose,
            legal_basis=self.legal_basis,
            sender_name=self.sender_name,
            from_on=self.from_on,
            until_on=self.until_on,
            reference_on=self.reference_on,
            duty_team_id=self.duty_team_id,
            group=TargetGroup(age_under=MOST_HALVES // 2, neighbourhoods=self.neighbourhoods),
            channel=Channel.PACKAGE,
            max_attempts=self.max_attempts,
            is_oldest_first=False,
        )

    def budget_cents(self) -> int:
        """The budget in cents. Raises NotPossible."""
        if not 0 <= cents_of(self.budget) <= MOST_CENTS:
            raise NotPossible(_("Give an amount from 0 euro on."), field="budget")
        return cents_of(self.budget)

    def card(self) -> dict[str, str]:
        """What stands on the card. Raises NotPossible for a word that tells too much."""
        phone = clean_text(self.card_phone, longest=40, field="card_phone")
        place = clean_text(self.card_place, longest=120, field="card_place")
        if not phone:
            raise NotPossible(_("Fill in the number that people can call."), field="card_phone")
        if word := telling_word(place, "nl"):
            raise NotPossible(
                _(
                    "The word “%(word)s” tells others that somebody is poor or followed. "
                    "Nothing was saved yet. Choose another word."
                )
                % {"word": word},
                field="card_place",
            )
        return {"card_phone": phone, "card_place": place}


def prepare_packages(*, actor: Actor, town: str, plan: PackagesPlan, client_id: UUID, now: datetime) -> int:
    """Prepare a package campaign of a town; returns its number. Nobody is chosen yet.

    Raises Refused, NotFoundHere for another town, NotPossible, ClientIdReused.
    """
    require(policies.may_lead_packages(actor))
    if town not in actor.towns:
        raise NotFoundHere
    columns, budget, card = plan.campaign().columns(), plan.budget_cents(), plan.card()
    if plan.duty_team_id not in {one.team_id for one in staff.teams_of_towns({town})}:
        raise NotPossible(_("Choose a team of the town that takes worries."), field="duty_team")
    if plan.collection_id is None and not plan.from_register:
        raise NotPossible(_("Choose a list, the register, or both: else nobody gets a package."))
    if plan.collection_id is not None:
        check_list(actor, town, plan.collection_id, until_on=plan.until_on)

    def work() -> int:
        made = Campaign.objects.create(town=town, made_at=now, made_by_id=worker(actor), **columns)
        PackagePlan.objects.create(
            campaign=made,
            collection_id=plan.collection_id,
            from_register=plan.from_register,
            children_in_town=plan.children_in_town,
            budget_cents=budget,
            card_code=_new_code(),
            **card,
        )
        record("campaigns.prepared", actor=actor, at=now, detail={"campaign": made.pk})
        return made.pk

    content = {"town": town, **asdict(plan)}
    with transaction.atomic():
        return once(
            "campaigns.packages", actor=actor, client_id=client_id, content=content, now=now, work=work
        )


def check_list(actor: Actor, town: str, collection_id: int, *, until_on: date) -> None:
    """A frozen list that this actor may use, and that is there as long as a campaign keeps its people.

    Raises NotPossible.
    """
    found = {one.collection_id: one for one in frozen_lists(actor, town)}.get(collection_id)
    if found is None:
        raise NotPossible(_("Choose a list that is frozen and that you were named for."), field="collection")
    if found.until_on < until_on + timedelta(days=CLEANED_AFTER_DAYS):
        raise NotPossible(
            _(
                "That list is destroyed on %(day)s. A campaign keeps its people for %(days)d days after its "
                "last day: choose an earlier last day."
            )
            % {"day": found.until_on.strftime("%d/%m/%Y"), "days": CLEANED_AFTER_DAYS},
            field="collection",
        )


def _new_code() -> str:
    """A code that says nothing and that nobody has; in the hand of one family it names a campaign only."""
    while True:
        code = "".join(secrets.choice(CARD_SIGNS) for _sign in range(CARD_LENGTH))
        if not PackagePlan.objects.filter(card_code=code).exists():
            return code


@dataclass(frozen=True, slots=True)
class NewVariant:
    """A kind of package as it is filled in: ages in half years, what is in it beside the base."""

    letter: str
    name: str
    from_half: int
    under_half: int
    parts: tuple[NewPart, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPart:
    """Something in a package, and what comes in its place for whoever may not have it."""

    name: str
    number: int = 1
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Composition:
    """All packages of a campaign: what is in each, and the kinds by age."""

    variants: tuple[NewVariant, ...]
    base: tuple[NewPart, ...] = field(default=())

    def checked(self) -> Composition:
        """The same in the order of ages. Raises NotPossible for ages or letters that do not fit together."""
        if not self.variants:
            raise NotPossible(_("Give at least one kind of package."))
        ordered = tuple(sorted(self.variants, key=lambda one: one.from_half))
        letters = [one.letter for one in ordered]
        if len(set(letters)) != len(letters):
            raise NotPossible(_("Give each kind of package its own letter."))
        for one in ordered:
            if not one.name or not one.letter:
                raise NotPossible(_("Give each kind of package a letter and a name."))
            if not 0 <= one.from_half < one.under_half <= MOST_HALVES:
                raise NotPossible(
                    _("The ages of “%(name)s” do not go up. Change one of the two.") % {"name": one.name}
                )
        for before, after in pairwise(ordered):
            if after.from_half < before.under_half:
                raise NotPossible(
                    _("“%(one)s” and “%(other)s” are both for the same ages: %(ages)s. Change one of them.")
                    % {
                        "one": before.name,
                        "other": after.name,
                        "ages": band_in_words(after.from_half, min(before.under_half, after.under_half)),
                    }
                )
        for parts in (self.base, *(one.parts for one in ordered)):
            _check_parts(parts)
        return Composition(ordered, self.base)


def _check_parts(parts: Sequence[NewPart]) -> None:
    names = [one.name for one in parts]
    if len(set(names)) != len(names):
        raise NotPossible(_("The same part stands twice in one package. Give the number instead."))
    if any(not one.name or len(one.name) > 80 or len(one.instead) > 80 for one in parts):
        raise NotPossible(_("A part has a name of 80 signs at most."))
    if any(not 1 <= one.number <= 20 for one in parts):
        raise NotPossible(_("Of one part 1 to 20 go into a package."))


@transaction.atomic
def compose(
    *, actor: Actor, campaign_id: int, composition: Composition, base_version: int, now: datetime
) -> None:
    """Say which packages there are, in place of what was said before; only before the list is fixed.

    Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn when a colleague was first.
    """
    campaign = led_packages(actor, campaign_id)
    composition = composition.checked()
    received = _received(campaign)
    move(campaign, (CampaignState.PREPARED,), base_version)
    PackagePart.objects.filter(campaign=campaign).delete()
    PackageVariant.objects.filter(campaign=campaign).delete()
    for part in composition.base:
        _keep_part(campaign, None, part, received)
    for one in composition.variants:
        made = PackageVariant.objects.create(
            campaign=campaign,
            letter=one.letter,
            name=one.name,
            from_half=one.from_half,
            under_half=one.under_half,
        )
        for part in one.parts:
            _keep_part(campaign, made, part, received)
    record("campaigns.packages_composed", actor=actor, at=now, detail={"campaign": campaign_id})


Received = dict[tuple[str, str], tuple[int, int]]


def _received(campaign: Campaign) -> Received:
    """What came in already stays, by letter and name of the part."""
    rows = PackagePart.objects.filter(campaign=campaign).select_related("variant")
    return {
        (one.variant.letter if one.variant else "", one.name): (one.received, one.instead_received)
        for one in rows
    }


def _keep_part(campaign: Campaign, variant: PackageVariant | None, part: NewPart, received: Received) -> None:
    came, instead_came = received.get((variant.letter if variant else "", part.name), (0, 0))
    PackagePart.objects.create(
        campaign=campaign,
        variant=variant,
        name=part.name,
        number=part.number,
        instead=part.instead,
        received=came,
        instead_received=instead_came if part.instead else 0,
    )


@transaction.atomic
def start_packages(
    *, actor: Actor, campaign_id: int, base_version: int, because: str = "", now: datetime
) -> None:
    """Let people go out. Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn."""
    begin(led_packages(actor, campaign_id), base_version, because=because, actor=actor, now=now)


@transaction.atomic
def close_open_doors(*, actor: Actor, campaign_id: int, because: CloseBecause, now: datetime) -> int:
    """End every door that is still open, with a reason; returns how many. Reserved ones are ended too.

    Raises Refused, NotFoundHere, NotPossible before it runs.
    """
    campaign = led_packages(actor, campaign_id)
    if campaign.state != CampaignState.RUNNING:
        raise NotPossible(_("This campaign is not running, so no door is open."))
    number = close_doors(Target.objects.filter(campaign=campaign), because, now)
    _doors_closed(campaign, number, actor, now)
    return number


@transaction.atomic
def close_door(*, actor: Actor, target_id: int, because: CloseBecause, now: datetime) -> None:
    """End one door with a reason; one that is not open any more stays as it is.

    Raises Refused, NotFoundHere.
    """
    target = Target.objects.filter(pk=target_id).first()
    if target is None:
        raise NotFoundHere
    campaign = named_packages(actor, target.campaign_id)
    if close_doors(Target.objects.filter(pk=target_id), because, now):
        _doors_closed(campaign, 1, actor, now)


def close_doors(rows: QuerySet[Target], because: CloseBecause, now: datetime) -> int:
    """End these doors where they are open, and take them off their rounds: whoever comes back with an outcome
    afterwards is told so.
    """
    ending = rows.filter(state=TargetState.OPEN)
    numbers = list(ending.values_list("pk", flat=True))
    closed = ending.update(
        state=TargetState.ENDED,
        passed_because=because.value,
        held_by=None,
        held_until=None,
        hold=None,
        paper=None,
    )
    leave_rounds(numbers, now)
    return closed


def _doors_closed(campaign: Campaign, number: int, actor: Actor, now: datetime) -> None:
    detail = {"campaign": campaign.pk, "doors": number}
    record("campaigns.doors_closed", actor=actor, at=now, detail=detail)


@transaction.atomic
def close_packages(*, actor: Actor, campaign_id: int, base_version: int, now: datetime) -> None:
    """Close a campaign of which every door was delivered or closed with a reason.

    Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn.
    """
    finish(led_packages(actor, campaign_id), base_version, actor=actor, now=now)
