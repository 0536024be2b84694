"""Partners with packages: how many they get, and how many they gave, without a name of a family."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.models import (
    HandOut,
    PackagePlan,
    PackageVariant,
    PartnerQuota,
    QuotaLine,
)
from nabij.campaigns.queries.handing_out import seen_quota
from nabij.campaigns.queries.packages import led_packages
from nabij.campaigns.types import CampaignMovedOn, CampaignState
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.registry.actions import once
from nabij.registry.queries.list_partners import partners_of_town
from nabij.registry.types import NotPossible, clean_text

MOST = 100_000
ON_ITS_WAY = (CampaignState.FROZEN, CampaignState.RUNNING)


@transaction.atomic
def give_quota(
    *, actor: Actor, campaign_id: int, partner_id: int, numbers: Mapping[int, int], now: datetime
) -> int:
    """Say how many packages of each kind a partner has (variant -> number); returns the number of its quota.

    Given again it stands in place of what it was. Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn.
    """
    campaign = led_packages(actor, campaign_id)
    if campaign.ended_at is not None:
        raise CampaignMovedOn
    if partner_id not in dict(partners_of_town(campaign.town)):
        raise NotPossible(_("Choose a partner of the town."), field="partner")
    kinds = set(PackageVariant.objects.filter(campaign=campaign).values_list("pk", flat=True))
    given = {kind: number for kind, number in numbers.items() if kind in kinds}
    if not any(given.values()) or any(not 0 <= number <= MOST for number in given.values()):
        raise NotPossible(_("Give a number from 0 on for each kind, and at least one package."))
    quota, _made = PartnerQuota.objects.get_or_create(
        campaign=campaign,
        partner_id=partner_id,
        defaults={"made_at": now, "made_by_id": worker(actor)},
    )
    for kind, number in given.items():
        _give(quota, kind, number)
    detail = {"campaign": campaign_id, "quota": quota.pk}
    record("campaigns.quota_given", actor=actor, at=now, detail=detail)
    return quota.pk


def _give(quota: PartnerQuota, kind: int, number: int) -> None:
    if QuotaLine.objects.filter(quota=quota, variant=kind, handed__lte=number).update(number=number):
        return
    if QuotaLine.objects.filter(quota=quota, variant=kind).exists():
        raise NotPossible(_("This partner gave more than that already. Nothing was changed."))
    QuotaLine.objects.create(quota=quota, variant_id=kind, number=number)


@transaction.atomic
def hand_out(
    *,
    actor: Actor,
    quota_id: int,
    families: int,
    counts: Mapping[int, int],
    mark: str,
    is_again: bool,
    client_id: UUID,
    now: datetime,
) -> int:
    """Tell that packages were given: to how many families, how many of each kind (variant -> number).

    `mark` is the partner's own sign for one family: when it comes a second time, `is_again` has to say that
    this is right. Only a keyed hash of it is kept. Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    quota = seen_quota(actor, quota_id)
    if quota.campaign.state not in ON_ITS_WAY:
        raise CampaignMovedOn
    counts = {kind: number for kind, number in counts.items() if number}
    if not 1 <= families <= MOST:
        raise NotPossible(_("Say to how many families."), field="families")
    if any(not 0 < number <= MOST for number in counts.values()) or sum(counts.values()) < families:
        raise NotPossible(_("Each family gets at least one package. Look at the numbers again."))
    sign = clean_text(mark, longest=40, field="mark")
    if sign and families != 1:
        raise NotPossible(
            _("An own sign goes with one family. Leave it empty, or give the families one by one."),
            field="mark",
        )
    hashed = mark_of(quota.campaign_id, sign) if sign else ""

    def work() -> int:
        _refuse_twice(quota, hashed, is_again)
        for kind, number in counts.items():
            _hand(quota, kind, number)
        try:
            with transaction.atomic():
                made = HandOut.objects.create(
                    quota=quota,
                    families=families,
                    counts={str(kind): number for kind, number in sorted(counts.items())},
                    mark=hashed,
                    is_again=bool(hashed and is_again),
                    at=now,
                    by_id=worker(actor),
                )
        except IntegrityError:
            raise _Twice from None
        detail = {"campaign": quota.campaign_id, "quota": quota.pk}
        record("campaigns.packages_handed_out", actor=actor, at=now, detail=detail)
        return made.pk

    content = {"quota": quota_id, "families": families, "counts": counts, "mark": hashed, "again": is_again}
    return once("campaigns.handout", actor=actor, client_id=client_id, content=content, now=now, work=work)


class _Twice(NotPossible):
    """The same family was there before."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This family got packages before, in this campaign. Nothing was saved yet. "
                "Tick this when it is right that it gets more."
            ),
            field="is_again",
        )


def mark_of(campaign_id: int, sign: str) -> str:
    """A partner's own sign for a family as it is kept: a keyed hash, of use in this campaign only."""
    folded = sign.casefold().replace(" ", "")
    return salted_hmac(f"campaigns.handout.{campaign_id}", folded, algorithm="sha256").hexdigest()


def _refuse_twice(quota: PartnerQuota, hashed: str, is_again: bool) -> None:
    """Also when another partner gave it: the campaign is one."""
    before = HandOut.objects.filter(quota__campaign=quota.campaign_id, mark=hashed)
    if hashed and not is_again and before.exists():
        raise _Twice


def _hand(quota: PartnerQuota, kind: int, number: int) -> None:
    """Take packages of a partner: one guarded update, so that it never gives more than it has."""
    rows = QuotaLine.objects.filter(quota=quota, variant=kind)
    if rows.filter(handed__lte=F("number") - number).update(handed=F("handed") + number):
        return
    line = rows.select_related("variant").first()
    left = line.number - line.handed if line else 0
    name = line.variant.name if line else ""
    raise NotPossible(
        _("You have only %(left)d of “%(name)s” left. Nothing was saved: ask the coordinator for more.")
        % {"left": left, "name": name}
    )


@transaction.atomic
def count_card(*, actor: Actor, code: str, is_visit: bool, now: datetime) -> None:
    """Count a call or a visit of somebody with a card: for the campaign of its code. Nothing of who it was.

    Raises NotPossible for a code of no campaign in the towns of this actor.
    """
    typed = "".join(code.upper().split())
    column = "card_visits" if is_visit else "card_calls"
    found = PackagePlan.objects.filter(card_code=typed, campaign__town__in=actor.towns)
    if not typed or not found.update(**{column: F(column) + 1}):
        raise NotPossible(_("No campaign has this code. Ask for the signs once more."), field="code")
    detail = {"campaign": found.values_list("pk", flat=True)[0]}
    record("campaigns.card_counted", actor=actor, at=now, detail=detail)
