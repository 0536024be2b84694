"""What the rounds of a campaign came to: doors for each person, and how long rounds are beside each other."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, F, Q

from nabij.campaigns.models import Campaign, Round, Stop
from nabij.campaigns.types import shown, shown_alone


def spread_of(minutes: list[int]) -> int | None:
    """By how many per cent the shortest round is shorter than the longest; None with fewer than two."""
    return round(100 * (1 - min(minutes) / max(minutes))) if len(minutes) > 1 and max(minutes) else None


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """What rounds of a campaign came to: doors and stops for each round, and how they differ in time."""

    rounds: int
    people: int
    stops: int
    done: int
    mean_minutes: int | None
    spread: int | None

    @property
    def stops_each(self) -> float | None:
        """Stops per person, to one decimal: 950 doors for 35 people are 27.1 each."""
        return round(self.stops / self.people, 1) if self.people else None


def figures_in_report(campaign: Campaign) -> dict[str, Any]:
    """The figures for the report, kept ones when the people were erased; a small number as None.

    For a page that asked already whether somebody may see the report of this campaign.
    """
    kept = (campaign.figures or {}).get("rounds") if campaign.cleaned_at else None
    found = RoundFigures(**kept) if kept else round_figures(campaign.pk)
    if found is None:
        return {"rounds": None}
    counts = shown({"done": found.done, "open": found.stops - found.done})
    return {"rounds": found, "stops": shown_alone(found.stops), "done": counts["done"]}


def kept_figures(campaign_id: int) -> dict[str, Any] | None:
    """The figures as they are kept when the people of a campaign are erased."""
    found = round_figures(campaign_id)
    return asdict(found) if found else None


def round_figures(campaign_id: int) -> RoundFigures | None:
    """Figures of the rounds of a campaign; None when it has none. Nobody is compared: only totals."""
    # What was planned when the campaign ended, and taken off with it, was planned all the same.
    planned = Q(taken_off_at=None) | Q(taken_off_at=F("round__campaign__ended_at"))
    standing = Stop.objects.filter(planned, round__campaign=campaign_id)
    counted = standing.aggregate(
        stops=Count("pk"), done=Count("done_at"), people=Count("round__goer", distinct=True)
    )
    if not counted["stops"]:
        return None
    used = Round.objects.filter(pk__in=standing.values("round"))
    took = used.order_by().annotate(took=F("ends_at") - F("begins_at")).values_list("took", flat=True)
    minutes = [round(one.total_seconds() / 60) for one in took]
    return RoundFigures(
        rounds=len(minutes),
        people=counted["people"],
        stops=counted["stops"],
        done=counted["done"],
        mean_minutes=round(sum(minutes) / len(minutes)),
        spread=spread_of(minutes),
    )
