"""What a campaign came to, in counts. Small numbers are hidden, with a second one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from nabij.campaigns.models import Attempt, Campaign, DoorTold, FollowUp, Target, TargetPerson, Worry
from nabij.campaigns.queries.campaigns import campaign_of, left_out_in_words
from nabij.campaigns.queries.round_figures import kept_figures
from nabij.campaigns.types import (
    TOLD,
    FollowUpKind,
    NeedCode,
    Outcome,
    PassedBecause,
    TargetState,
    shown,
    shown_alone,
)
from nabij.campaigns.types.channel_words import outcome_in_words, passed_in_words, state_in_words
from nabij.kernel.actors import Actor

Lines = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of one campaign; None is a number that is hidden because it is small, or would tell one."""

    campaign: Campaign
    persons: int | None
    targets: int | None
    reached_persons: int | None
    states: Lines
    outcomes: Lines
    passed: Lines
    needs: Lines
    needs_without_consent: Lines
    """What people asked at their door who do not want to be contacted about it: nobody follows it up."""
    left_out: Lines
    attempts: int | None
    worries: int | None
    follow_up_done: int | None

    @property
    def share_reached(self) -> int | None:
        """Per cent of the people on the list who were spoken with; None when either number is hidden."""
        if not self.persons or self.reached_persons is None:
            return None
        return round(100 * self.reached_persons / self.persons)


def figures_of(campaign: Campaign) -> dict[str, Any]:
    """The exact counts of a campaign as they are kept when its people are erased."""
    if campaign.cleaned_at is not None and campaign.figures is not None:
        return dict(campaign.figures)
    targets, attempts = Target.objects.filter(campaign=campaign), Attempt.objects.filter(campaign=campaign)
    people = TargetPerson.objects.filter(campaign=campaign)
    talked = attempts.filter(outcome=Outcome.TALKED).values("target")
    todo = FollowUp.objects.filter(campaign=campaign)
    return {
        "persons": people.count(),
        "targets": targets.count(),
        "reached": targets.filter(pk__in=talked).count(),
        "reached_persons": people.filter(target__in=talked).count(),
        "states": _by(targets, "state"),
        "outcomes": _by(attempts, "outcome"),
        "passed": _by(targets.exclude(passed_because=""), "passed_because"),
        "needs": _by(todo.filter(kind=FollowUpKind.NEED), "code"),
        "needs_without_consent": needs_without_consent(campaign),
        "attempts": attempts.exclude(outcome=Outcome.LET_GO).count(),
        "worries": Worry.objects.filter(campaign=campaign).count(),
        "follow_up_done": todo.filter(done_at__isnull=False).count(),
        "rounds": kept_figures(campaign.pk),
    }


def needs_without_consent(campaign: Campaign) -> dict[str, int]:
    """How often each thing was asked by people who do not want to be contacted about it: counts, nobody."""
    counts: dict[str, int] = {}
    rows = DoorTold.objects.visits().filter(target__campaign=campaign, may_contact=False)
    for codes in rows.order_by().values_list("needs", flat=True):
        for code in codes:
            counts[code] = counts.get(code, 0) + 1
    return counts


def _by(rows: Any, column: str) -> dict[str, int]:
    return {one[column]: one["n"] for one in rows.order_by().values(column).annotate(n=Count("pk"))}


def report_of(actor: Actor, campaign_id: int) -> Report:
    """The report of a campaign. Raises Refused, NotFoundHere."""
    campaign = campaign_of(actor, campaign_id)
    found = figures_of(campaign)
    people = shown(
        {"reached": found["reached_persons"], "others": found["persons"] - found["reached_persons"]}
    )

    def by_way(in_words: Callable[[str, str], str]) -> Callable[[str], str]:
        return lambda code: in_words(code, campaign.channel)

    return Report(
        campaign=campaign,
        persons=shown_alone(found["persons"]),
        targets=shown_alone(found["targets"]),
        reached_persons=people["reached"],
        states=_lines(TargetState.values, found["states"], by_way(state_in_words)),
        outcomes=_lines([str(one) for one in TOLD], found["outcomes"], by_way(outcome_in_words)),
        passed=_lines(PassedBecause.values, found["passed"], by_way(passed_in_words)),
        needs=_lines(NeedCode.values, found["needs"], _need_in_words),
        # Figures that were kept before this was counted do not have it.
        needs_without_consent=_lines(NeedCode.values, found.get("needs_without_consent", {}), _need_in_words),
        left_out=left_out_in_words(campaign.left_out),
        attempts=shown_alone(found["attempts"]),
        worries=shown_alone(found["worries"]),
        follow_up_done=shown_alone(found["follow_up_done"]),
    )


def _need_in_words(code: str) -> str:
    return str(NeedCode(code).label)


def _lines(codes: Sequence[str], numbers: Mapping[str, int], in_words: Callable[[str], str]) -> Lines:
    """Every code that occurs, in the order of its list; small numbers hidden, with a second one."""
    found = [one for one in codes if numbers.get(one)]
    kept = shown({one: numbers[one] for one in found})
    return tuple((in_words(one), kept[one]) for one in found)
