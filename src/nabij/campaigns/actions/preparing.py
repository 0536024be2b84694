"""Preparing a campaign: why, for whom, in which words, with which needs, and who goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.models import AskedNeed, Campaign, CampaignCaller, CampaignText
from nabij.campaigns.queries.campaigns import campaign_of
from nabij.campaigns.queries.going import arranged_campaign_of
from nabij.campaigns.queries.listing import kept_group
from nabij.campaigns.types import (
    ATTEMPTS,
    GOES_AS,
    MOST_ATTEMPTS,
    NEED_TOPICS,
    CampaignMovedOn,
    CampaignState,
    Channel,
    NeedCode,
    NextWay,
    telling_word,
)
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text
from nabij.rights.types import TargetGroup
from nabij.staff import queries as staff
from nabij.staff.queries.callers import with_role

LONGEST_TEXT = 3000
EDITABLE = (CampaignState.PREPARED,)


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """A campaign as it is prepared. `needs` gives the team of each need that may be asked."""

    name: str
    purpose: str
    legal_basis: str
    sender_name: str
    from_on: date
    until_on: date
    reference_on: date
    duty_team_id: int
    group: TargetGroup
    channel: Channel = Channel.PHONE
    max_attempts: int | None = None
    is_oldest_first: bool = True
    has_fixed_caller: bool = False
    again_after_days: int | None = None
    next_way: NextWay = NextWay.LETTER
    texts: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[NeedCode, int] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """The columns that it fills. Raises NotPossible for what lacks or tells too much, with the field."""
        self._check_days()
        tries = ATTEMPTS[self.channel] if self.max_attempts is None else self.max_attempts
        if not 1 <= tries <= MOST_ATTEMPTS:
            raise NotPossible(
                _("Try somebody once at least and %(most)d times at most.") % {"most": MOST_ATTEMPTS},
                field="max_attempts",
            )
        if self.again_after_days is not None and not 1 <= self.again_after_days <= 92:
            raise NotPossible(_("Give a number of days from 1 to 92."), field="again_after_days")
        _check_group(self.group)
        return {
            "name": _said(self.name, "name", longest=100),
            "purpose": _filled(self.purpose, "purpose", longest=300),
            "legal_basis": _filled(self.legal_basis, "legal_basis", longest=300),
            "sender_name": _said(self.sender_name, "sender_name", longest=80),
            "channel": self.channel,
            "from_on": self.from_on,
            "until_on": self.until_on,
            "reference_on": self.reference_on,
            "duty_team_id": self.duty_team_id,
            "group": kept_group(self.group),
            "max_attempts": tries,
            "is_oldest_first": self.is_oldest_first,
            "has_fixed_caller": self.has_fixed_caller,
            "again_after_days": self.again_after_days,
            "next_way": self.next_way,
        }

    def checked_texts(self) -> dict[str, str]:
        """The texts that say something, by language. Raises NotPossible with the word that tells too much."""
        kept: dict[str, str] = {}
        for language, words in self.texts.items():
            # Lines are kept: a script is read line by line.
            lines = [clean_text(line, longest=LONGEST_TEXT) for line in words.splitlines()]
            text = "\n".join(lines).strip()
            if len(text) > LONGEST_TEXT:
                raise NotPossible(
                    _("This text is too long: %(most)d signs at most. Make it shorter.")
                    % {"most": LONGEST_TEXT},
                    field=f"text_{language}",
                )
            if text:
                refuse_telling(text, language, f"text_{language}")
                kept[language] = text
        if "nl" not in kept:
            raise NotPossible(_("Write what is said in Dutch; other languages are extra."), field="text_nl")
        return kept

    def _check_days(self) -> None:
        if self.until_on < self.from_on:
            raise NotPossible(
                _("The last day lies before the first. Change one of the two."), field="until_on"
            )
        if (self.until_on - self.from_on).days > 366:
            raise NotPossible(
                _("A campaign takes a year at most. Choose an earlier last day."), field="until_on"
            )


def _check_group(group: TargetGroup) -> None:
    if group == TargetGroup():
        raise NotPossible(
            _("Choose at least one condition: nobody goes to everybody in a town."), field="age_from"
        )
    low, high = group.age_from, group.age_under
    if low is not None and high is not None and high <= low:
        raise NotPossible(
            _("Nobody is that old and younger than that. Change one of the two."), field="age_under"
        )
    first, until = group.contact_from, group.contact_until
    if (first is None) != (until is None):
        raise NotPossible(_("Give both days of the period, or neither."), field="contact_last")
    if first is not None and until is not None and until <= first:
        raise NotPossible(
            _("The last day lies before the first. Change one of the two."), field="contact_last"
        )


def _filled(text: str, name: str, *, longest: int) -> str:
    words = clean_text(text, longest=longest, field=name)
    if not words:
        raise NotPossible(
            _("Fill this in. Nothing was saved yet; what you typed still stands here."), field=name
        )
    return words


def _said(text: str, name: str, *, longest: int) -> str:
    """Words that people hear or read: none of them tells that somebody is poor."""
    words = _filled(text, name, longest=longest)
    refuse_telling(words, "nl", name)
    return words


def refuse_telling(text: str, language: str, name: str) -> None:
    if word := telling_word(text, language):
        raise NotPossible(
            _(
                "The word “%(word)s” tells others that somebody is poor or followed. "
                "Nothing was saved yet. Choose another word."
            )
            % {"word": word},
            field=name,
        )


@transaction.atomic
def prepare_campaign(*, actor: Actor, town: str, plan: CampaignPlan, client_id: UUID, now: datetime) -> int:
    """Prepare a campaign of a town; returns its number. Nobody is chosen yet.

    Raises Refused, NotFoundHere for another town, NotPossible, ClientIdReused.
    """
    require(policies.may_lead_campaigns(actor))
    if town not in actor.towns:
        raise NotFoundHere
    columns, texts = plan.columns(), plan.checked_texts()
    _check_teams(town, plan)

    def work() -> int:
        made = Campaign.objects.create(town=town, made_at=now, made_by_id=worker(actor), **columns)
        _write_parts(made.pk, texts, plan.needs)
        record("campaigns.prepared", actor=actor, at=now, detail={"campaign": made.pk})
        return made.pk

    content = {"town": town, **asdict(plan)}
    return once("campaigns.prepare", actor=actor, client_id=client_id, content=content, now=now, work=work)


@transaction.atomic
def change_campaign(
    *, actor: Actor, campaign_id: int, plan: CampaignPlan, base_version: int, now: datetime
) -> None:
    """Change a campaign of which the list is not fixed yet.

    Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn when a colleague was first.
    """
    campaign = campaign_of(actor, campaign_id)
    columns, texts = plan.columns(), plan.checked_texts()
    _check_teams(campaign.town, plan)
    move(campaign, EDITABLE, base_version, **columns)
    CampaignText.objects.filter(campaign=campaign_id).delete()
    AskedNeed.objects.filter(campaign=campaign_id).delete()
    _write_parts(campaign_id, texts, plan.needs)
    record("campaigns.changed", actor=actor, at=now, detail={"campaign": campaign_id})


def _check_teams(town: str, plan: CampaignPlan) -> None:
    teams = {one.team_id for one in staff.teams_of_towns({town})}
    if plan.duty_team_id not in teams:
        raise NotPossible(_("Choose a team of the town that takes worries."), field="duty_team")
    for code, team in plan.needs.items():
        if team not in teams:
            raise NotPossible(_("Choose a team of the town that takes this."), field=f"need_{code}")


def _write_parts(campaign_id: int, texts: Mapping[str, str], needs: Mapping[NeedCode, int]) -> None:
    CampaignText.objects.bulk_create(
        CampaignText(campaign_id=campaign_id, language=language, words=words)
        for language, words in texts.items()
    )
    AskedNeed.objects.bulk_create(
        AskedNeed(campaign_id=campaign_id, code=code, topic=NEED_TOPICS[code], team_id=needs[code])
        for code in NeedCode
        if code in needs
    )


def move(campaign: Campaign, stands: tuple[CampaignState, ...], version: int, /, **fields: Any) -> None:
    """Change a campaign that still stands as it was seen. Raises CampaignMovedOn."""
    standing = Campaign.objects.filter(pk=campaign.pk, state__in=stands, version=version)
    if not standing.update(**fields, version=F("version") + 1):
        raise CampaignMovedOn


@transaction.atomic
def add_caller(*, actor: Actor, campaign_id: int, staff_id: int, now: datetime) -> None:
    """Let somebody call for a campaign that did not end. Twice changes nothing.

    Raises Refused, NotFoundHere, NotPossible for whoever is no caller of the town.
    """
    campaign = arranged_campaign_of(actor, campaign_id)
    role = GOES_AS[Channel(campaign.channel)]
    if staff_id not in dict(with_role(role, town=campaign.town)):
        raise NotPossible(
            _("Choose somebody of this town with this role: %(role)s.") % {"role": role.label}, field="staff"
        )
    if campaign.state in (CampaignState.STOPPED, CampaignState.CLOSED):
        raise CampaignMovedOn
    try:
        with transaction.atomic():
            CampaignCaller.objects.create(
                campaign_id=campaign_id, staff_id=staff_id, added_at=now, added_by_id=worker(actor)
            )
    except IntegrityError:
        return  # calls for it already
    record("campaigns.caller_added", actor=actor, at=now, detail={"campaign": campaign_id, "staff": staff_id})


@transaction.atomic
def remove_caller(*, actor: Actor, campaign_id: int, staff_id: int, now: datetime) -> None:
    """Let somebody call no more for a campaign; whom they hold can still be told of. Twice changes nothing.

    Raises Refused, NotFoundHere.
    """
    arranged_campaign_of(actor, campaign_id)
    standing = CampaignCaller.objects.filter(campaign=campaign_id, staff=staff_id, ended_at=None)
    if standing.update(ended_at=now):
        detail = {"campaign": campaign_id, "staff": staff_id}
        record("campaigns.caller_removed", actor=actor, at=now, detail=detail)
