"""Who is on the list of a campaign, and who of its group is not, with the reason. Nobody is named here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nabij.campaigns.models import Campaign
from nabij.campaigns.types import AGAINST, Channel, LeftOut
from nabij.casework.queries.outreach import households_met
from nabij.kernel.days import day_of
from nabij.registry.queries.outreach import Resident, TownHome, homes_of_town
from nabij.rights.queries.target_groups import Candidate, CandidateHome, Chosen, choose
from nabij.rights.types import Composition, TargetGroup


@dataclass(frozen=True, slots=True)
class Listed:
    """A household on the list: who of it is meant, and the facts for which it is there."""

    household_id: int
    person_ids: tuple[int, ...]
    language: str
    born_first: date | None
    has_phone: bool
    because: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as it would be fixed now, and how many people are left out, by reason."""

    targets: tuple[Listed, ...]
    left_out: Mapping[str, int]

    @property
    def persons(self) -> int:
        """How many people are meant."""
        return sum(len(one.person_ids) for one in self.targets)

    @property
    def without_phone(self) -> int:
        """How many households have no known number."""
        return sum(not one.has_phone for one in self.targets)


def group_of(kept: Mapping[str, Any]) -> TargetGroup:
    """The group as it is kept with a campaign."""
    days = {name: date.fromisoformat(kept[name]) for name in ("contact_from", "contact_until") if kept[name]}
    return TargetGroup(
        age_from=kept["age_from"],
        age_under=kept["age_under"],
        lives_independently=kept["lives_independently"],
        neighbourhoods=tuple(kept["neighbourhoods"]),
        contact_from=days.get("contact_from"),
        contact_until=days.get("contact_until"),
        composition=Composition(kept["composition"]),
    )


def kept_group(group: TargetGroup) -> dict[str, Any]:
    """The group as it is kept with a campaign, in JSON."""
    return {
        "age_from": group.age_from,
        "age_under": group.age_under,
        "lives_independently": group.lives_independently,
        "neighbourhoods": list(group.neighbourhoods),
        "contact_from": group.contact_from.isoformat() if group.contact_from else None,
        "contact_until": group.contact_until.isoformat() if group.contact_until else None,
        "composition": str(group.composition),
    }


def listing_of(campaign: Campaign, *, now: datetime) -> Listing:
    """Work the list of a campaign out from what is known at this moment; ages count on its reference date.

    Nobody is shown to anybody here: whoever fixes the list puts everybody on record.
    """
    group, channel, reference_on = group_of(campaign.group), Channel(campaign.channel), campaign.reference_on
    homes = list(homes_of_town(campaign.town, on=day_of(now)))
    met: frozenset[int] = frozenset()
    if group.contact_from is not None and group.contact_until is not None:
        met = households_met(from_on=group.contact_from, until_on=group.contact_until)
    chosen = _chosen(group, homes, met, reference_on)
    left_out: Counter[str] = Counter()
    listed: list[Listed] = []
    seen: set[int] = set()
    for home in homes:
        meant: list[Resident] = []
        for one in home.residents:
            if one.person_id not in chosen.certain and one.person_id not in chosen.unsure:
                continue
            reason = _why_not(one, home, channel, seen, is_sure=one.person_id in chosen.certain)
            if reason is None:
                meant.append(one)
            else:
                left_out[reason] += 1
            seen.add(one.person_id)
        if meant:
            listed.append(_listed(home, meant, group, reference_on))
    if campaign.is_oldest_first:
        listed.sort(key=lambda one: (one.born_first or date.max, one.household_id))
    return Listing(tuple(listed), {str(reason): left_out[reason] for reason in LeftOut if left_out[reason]})


def _chosen(group: TargetGroup, homes: Sequence[TownHome], met: frozenset[int], on: date) -> Chosen:
    """Who belongs to a group. Only the living count in who lives together: a widow lives alone.

    Whoever died is chosen as if they still lived there, so that the list can say why they are not on it.
    """
    living = choose(group, [_candidates(home, home.living, met, on) for home in homes], on=on)
    mourning = [home for home in homes if len(home.living) < len(home.residents)]
    before = choose(group, [_candidates(home, home.residents, met, on) for home in mourning], on=on)
    died = {one.person_id for home in mourning for one in home.residents if one.has_died}
    return Chosen(living.certain | (before.certain & died), living.unsure | (before.unsure & died))


def _candidates(
    home: TownHome, residents: Sequence[Resident], met: frozenset[int], on: date
) -> CandidateHome:
    return CandidateHome(
        persons=[Candidate(one.person_id, one.born.earliest, one.born.latest) for one in residents],
        neighbourhood=home.neighbourhood,
        lives_independently=home.lives_independently,
        had_contact=home.household_id in met,
        child_before_school=home.has_child_before_school(residents, on=on),
    )


def _why_not(
    one: Resident, home: TownHome, channel: Channel, seen: set[int], *, is_sure: bool
) -> LeftOut | None:
    """Why somebody of the group is not on the list: the first reason that holds. None when they are."""
    against = {str(kind) for kind in AGAINST[channel]}
    reasons = (
        (LeftOut.DIED, one.has_died),
        (LeftOut.MOVED, home.is_in_town is False),
        (LeftOut.PROTECTED, home.is_protected),
        (LeftOut.SECRET, home.is_secret),
        (LeftOut.REFUSED, bool(against & (one.wishes | home.wishes))),
        (LeftOut.ALREADY, one.person_id in seen),
        (LeftOut.UNSURE, not is_sure),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _listed(home: TownHome, meant: Sequence[Resident], group: TargetGroup, on: date) -> Listed:
    births = [one.born.earliest for one in meant if one.born.earliest is not None]
    return Listed(
        household_id=home.household_id,
        person_ids=tuple(one.person_id for one in meant),
        language=_language(meant),
        born_first=min(births, default=None),
        has_phone=home.has_phone,
        because=_because(home, meant, group, on),
    )


def _language(meant: Iterable[Resident]) -> str:
    """One call serves them all: Dutch when somebody speaks it, else the language of the first."""
    spoken = [one.language for one in meant if one.language]
    return "nl" if "nl" in spoken else (spoken[0] if spoken else "")


def _because(home: TownHome, meant: Sequence[Resident], group: TargetGroup, on: date) -> dict[str, Any]:
    """The facts that put a household on the list: only those that were asked for."""
    found: dict[str, Any] = {}
    if group.age_from is not None or group.age_under is not None:
        found["ages"] = sorted(ages[0] for one in meant if (ages := one.born.ages(on)) is not None)
    if group.lives_independently:
        found["lives_independently"] = True
    if group.neighbourhoods:
        found["neighbourhood"] = home.neighbourhood
    if group.contact_from is not None:
        found["contact"] = True
    if group.composition != Composition.ANY:
        found["composition"] = str(group.composition)
    return found
