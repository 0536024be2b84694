"""The instruction of a campaign: whoever goes ticks it once, and once more when it changes (M-46)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.models import Instruction, InstructionTick
from nabij.campaigns.queries.door import rounds_to_walk
from nabij.campaigns.queries.going import arranged_campaign_of
from nabij.campaigns.types import CampaignMovedOn
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.types import NotPossible

LONGEST = 3000


@transaction.atomic
def write_instruction(*, actor: Actor, campaign_id: int, words: str, base_version: int, now: datetime) -> int:
    """Give whoever goes a new instruction; returns its version. The same words stay the same version.

    `base_version` is the one that was changed, 0 for the first. Raises Refused, NotFoundHere, NotPossible
    without words, CampaignMovedOn when a colleague changed it meanwhile.
    """
    campaign = arranged_campaign_of(actor, campaign_id)
    words = "\n".join(line.strip() for line in words.strip().splitlines())
    if not words:
        raise NotPossible(_("Write what whoever goes has to know. Nothing was changed."), field="words")
    if len(words) > LONGEST:
        raise NotPossible(
            _("This text has %(length)d signs; %(longest)d is the most. Make it shorter.")
            % {"length": len(words), "longest": LONGEST},
            field="words",
        )
    last = Instruction.objects.filter(campaign=campaign).order_by("-version").first()
    if last is not None and last.words == words:
        return last.version
    if (last.version if last else 0) != base_version:
        raise CampaignMovedOn
    try:
        with transaction.atomic():
            Instruction.objects.create(
                campaign=campaign,
                version=base_version + 1,
                words=words,
                made_at=now,
                made_by_id=worker(actor),
            )
    except IntegrityError as problem:
        raise CampaignMovedOn from problem
    detail: dict[str, str | int | bool] = {"campaign": campaign_id, "version": base_version + 1}
    record("campaigns.instruction_written", actor=actor, at=now, detail=detail)
    return base_version + 1


@transaction.atomic
def tick_instruction(*, actor: Actor, instruction_id: int, now: datetime) -> None:
    """“I read this and do so.” Of a campaign of which one walks a round today.

    A repeat changes nothing. Raises Refused, NotFoundHere; NotPossible when a newer one stands.
    """
    require(policies.may_go(actor))
    mine = {one.campaign_id for one in rounds_to_walk(actor, now=now)}
    found = Instruction.objects.filter(pk=instruction_id, campaign__in=mine).first()
    if found is None:
        raise NotFoundHere
    if Instruction.objects.filter(campaign=found.campaign_id, version__gt=found.version).exists():
        raise NotPossible(_("The instruction changed meanwhile. Read the new one."))
    _made, is_new = InstructionTick.objects.get_or_create(
        instruction=found, staff_id=worker(actor), defaults={"ticked_at": now}
    )
    if is_new:
        detail: dict[str, str | int | bool] = {"campaign": found.campaign_id, "version": found.version}
        record("campaigns.instruction_ticked", actor=actor, at=now, detail=detail)
