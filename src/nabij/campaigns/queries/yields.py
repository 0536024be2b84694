"""What rounds come to: closed ones of the own town, or else real ones elsewhere, with their source."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from nabij.campaigns.models import Campaign
from nabij.campaigns.queries.report import figures_of
from nabij.campaigns.types import SMALL, CampaignState, Channel, NeedCode, PassedBecause, TargetState, shown

_FILE = Path(__file__).resolve().parents[1] / "yields" / "rounds.toml"
MOST_CAMPAIGNS = 10
"""So many of a town's own campaigns count, the latest first: older ones were other years."""


@dataclass(frozen=True, slots=True)
class Source:
    """A round that the numbers come from, with its address where it is one elsewhere."""

    where: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Yields:
    """Talks for each household that is tried, and questions for each talk, with where that comes from.

    With packages a door that opened counts as a talk. `by_kind` gives the share of each kind among all
    questions, where a town has its own numbers.
    """

    talks: float
    needs: float
    sources: tuple[Source, ...]
    is_own: bool = False
    by_kind: Mapping[str, float] | None = None

    def share(self, code: NeedCode, asked: Collection[NeedCode]) -> float:
        """Which part of all questions is of this kind, among those that are asked."""
        if self.by_kind is None or not (known := sum(self.by_kind.get(one, 0) for one in asked)):
            return 1 / len(asked)
        return self.by_kind.get(code, 0) / known


@lru_cache(maxsize=1)
def _kept() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def follow_up_minutes() -> int:
    """How long one question takes a team, where a campaign says nothing else."""
    return int(_kept()["follow_up"]["minutes"])


def follow_up_source() -> str:
    """The address of where that comes from."""
    return str(_kept()["follow_up"]["source"])


def followed_by_a_full_time_job() -> int:
    """Households, not in intensive guidance, that fill a full-time job."""
    return int(_kept()["follows"]["households_a_full_time_job"])


def read_on() -> date:
    """When the pages of the real rounds were read."""
    found: date = _kept()["read_on"]
    return found


def yields_for(campaign: Campaign) -> Yields | None:
    """What to expect of a campaign: own closed ones first, else real rounds; None when neither is there."""
    return _own(campaign) or _elsewhere(Channel(campaign.channel))


def _elsewhere(channel: Channel) -> Yields | None:
    rounds = [one for one in _kept()["round"] if one["way"] == channel]
    tried, heard = sum(one["tried"] for one in rounds), sum(one["heard"] for one in rounds)
    if not tried or not heard:
        return None
    return Yields(
        talks=sum(one["talked"] for one in rounds) / tried,
        needs=sum(one["needs"] for one in rounds) / heard,
        sources=tuple(Source(one["where"], one["source"]) for one in rounds),
    )


def _own(campaign: Campaign) -> Yields | None:
    """The closed campaigns of this town by the same way; stopped ones say nothing of a whole round."""
    before = Campaign.objects.filter(
        town=campaign.town, channel=campaign.channel, state=CampaignState.CLOSED, figures__isnull=False
    )
    rows = list(before.exclude(pk=campaign.pk).order_by("-ended_at", "-pk")[:MOST_CAMPAIGNS])
    counts = [figures_of(one) for one in rows]
    tried, talked = _tried(counts), sum(_met(one, Channel(campaign.channel)) for one in counts)
    if tried < SMALL or talked < SMALL:
        return None
    kinds = {code: sum(one["needs"].get(code, 0) for one in counts) for code in NeedCode.values}
    needs = sum(kinds.values())
    elsewhere = _elsewhere(Channel(campaign.channel))
    if needs < SMALL and elsewhere is None:
        return None
    # Fewer than ten questions are not told, also not through an estimate: then those of elsewhere count.
    is_told = needs >= SMALL
    assert is_told or elsewhere is not None
    return Yields(
        talks=talked / tried,
        needs=needs / talked if is_told or elsewhere is None else elsewhere.needs,
        sources=tuple(Source(one.name) for one in rows),
        is_own=True,
        by_kind=_by_kind(kinds) if is_told else None,
    )


def _tried(counts: Sequence[Mapping[str, Any]]) -> int:
    """Households that were tried: those without a number never were."""
    without = sum(one["passed"].get(PassedBecause.NO_NUMBER, 0) for one in counts)
    return int(sum(one["targets"] for one in counts)) - int(without)


def _met(counts: Mapping[str, Any], channel: Channel) -> int:
    """Households with whom somebody spoke; with packages those whose door opened for one, talk or not."""
    if channel == Channel.PACKAGE:
        return int(counts["states"].get(TargetState.REACHED, 0))
    return int(counts["reached"])


def _by_kind(kinds: Mapping[str, int]) -> dict[str, float]:
    """The number of each kind; where it is hidden in the report, an equal part of what is hidden together."""
    told = shown(kinds)
    hidden = [code for code, number in told.items() if number is None]
    part = sum(kinds[code] for code in hidden) / len(hidden) if hidden else 0.0
    return {code: part if number is None else float(number) for code, number in told.items()}
