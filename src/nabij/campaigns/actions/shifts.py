"""Who goes out when: filling shifts in, and taking them off."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns.models import Campaign, CampaignCaller, Planning, Round, Shift, Stop
from nabij.campaigns.queries.going import going_campaign_of
from nabij.campaigns.types import CampaignMovedOn, CampaignState, Channel, DayPart, GoingMode
from nabij.casework.types import worker
from nabij.directory.queries import KnownPlace, known_places
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.actions import once
from nabij.registry.types import NotPossible
from nabij.staff import queries as staff

MOST_CAPACITY = 500
MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class ShiftWish:
    """Somebody goes out on these days in these parts of them. Places are keys of known places of the town."""

    staff_id: int
    days: tuple[date, ...]
    parts: tuple[DayPart, ...]
    mode: GoingMode
    start_key: str
    end_key: str = ""
    """Empty: back to where it began."""
    capacity: int | None = None
    team_id: int | None = None


@transaction.atomic
def add_shifts(*, actor: Actor, campaign_id: int, wish: ShiftWish, client_id: UUID, now: datetime) -> int:
    """Fill in when somebody goes out; returns how many half days. All of them, or none.

    Raises Refused, NotFoundHere, NotPossible (also when they go out then already), ClientIdReused.
    """
    campaign = going_campaign(actor, campaign_id)
    start, end = _check(campaign, wish, now)

    def work() -> int:
        made = _made(campaign, wish, start, end, actor, now)
        detail = {"campaign": campaign_id, "staff": wish.staff_id, "shifts": made}
        record("campaigns.shifts_added", actor=actor, at=now, detail=detail)
        return made

    content = {"campaign": campaign_id, **asdict(wish)}
    return once("campaigns.shifts", actor=actor, client_id=client_id, content=content, now=now, work=work)


def going_campaign(actor: Actor, campaign_id: int) -> Campaign:
    """A campaign that goes to doors and did not end, of whoever plans its rounds.

    Raises Refused, NotFoundHere, CampaignMovedOn.
    """
    campaign = going_campaign_of(actor, campaign_id)
    if campaign.state in (CampaignState.STOPPED, CampaignState.CLOSED):
        raise CampaignMovedOn
    return campaign


def _check(campaign: Campaign, wish: ShiftWish, now: datetime) -> tuple[KnownPlace, KnownPlace]:
    goers = CampaignCaller.objects.filter(campaign=campaign.pk, staff=wish.staff_id, ended_at=None)
    if not goers.exists():
        raise NotPossible(_("Choose somebody who goes for this campaign."), field="staff")
    if not wish.days or not wish.parts:
        raise NotPossible(_("Choose at least one day, and one part of it."), field="from_on")
    first, last = max(campaign.from_on, day_of(now)), campaign.until_on
    if len(wish.days) > MOST_DAYS or any(not first <= day <= last for day in wish.days):
        raise NotPossible(_("Choose days of this campaign, from today on, and 31 at most."), field="from_on")
    if wish.capacity is not None and not 1 <= wish.capacity <= MOST_CAPACITY:
        raise NotPossible(
            _("Give a number from %(least)d to %(most)d.") % {"least": 1, "most": MOST_CAPACITY},
            field="capacity",
        )
    teams = {one.team_id for one in staff.teams_of_towns({campaign.town})}
    if wish.team_id is not None and wish.team_id not in teams:
        raise NotPossible(_("Choose a team of the town."), field="team")
    places = {one.key: one for one in known_places(campaign.town)}
    start, end = places.get(wish.start_key), places.get(wish.end_key or wish.start_key)
    if start is None or end is None:
        raise NotPossible(
            _("Choose a place of the town where it begins."), field="start" if start is None else "end"
        )
    return start, end


def _made(
    campaign: Campaign, wish: ShiftWish, start: KnownPlace, end: KnownPlace, actor: Actor, now: datetime
) -> int:
    rows = [
        Shift(
            campaign=campaign,
            staff_id=wish.staff_id,
            team_id=wish.team_id,
            day=day,
            part=part,
            mode=wish.mode,
            start_name=start.name,
            start_latitude=start.latitude,
            start_longitude=start.longitude,
            end_name=end.name,
            end_latitude=end.latitude,
            end_longitude=end.longitude,
            capacity=wish.capacity if campaign.channel == Channel.PACKAGE else None,
            added_at=now,
            added_by_id=worker(actor),
        )
        for day in wish.days
        for part in wish.parts
    ]
    try:
        with transaction.atomic():
            return len(Shift.objects.bulk_create(rows))
    except IntegrityError as error:
        raise NotPossible(
            _(
                "This person goes out already in one of these half days, perhaps for another campaign. "
                "Nothing was saved. Take that off first, or choose other days."
            ),
            field="staff",
        ) from error


@transaction.atomic
def remove_shift(*, actor: Actor, campaign_id: int, shift_id: int, now: datetime) -> int:
    """Take a half day off. Its doors are free for the next planning; returns how many. Twice changes nothing.

    Raises Refused, NotFoundHere, NotPossible while rounds are planned, or when somebody is on the way.
    """
    going_campaign(actor, campaign_id)
    Campaign.objects.select_for_update().get(pk=campaign_id)
    if Planning.objects.filter(campaign=campaign_id, ended_at=None).exists():
        raise NotPossible(_("Rounds are being planned with this now. Wait for those, or stop that first."))
    shift = Shift.objects.select_for_update().filter(pk=shift_id, campaign=campaign_id).first()
    if shift is None:
        return 0
    rounds = Round.objects.open().filter(shift=shift)
    if rounds.filter(begins_at__lte=now).exists():
        raise NotPossible(
            _("This round has begun. Nothing was changed: what is not done today is free again tomorrow.")
        )
    numbers = list(rounds.values_list("pk", flat=True))
    freed = Stop.objects.open().filter(round__in=numbers).update(taken_off_at=now)
    Round.objects.filter(pk__in=numbers).update(closed_at=now)
    gone, day = shift.staff_id, shift.day.isoformat()
    shift.delete()
    record(
        "campaigns.shift_removed",
        actor=actor,
        at=now,
        detail={"campaign": campaign_id, "staff": gone, "day": day, "doors": freed},
    )
    return freed
