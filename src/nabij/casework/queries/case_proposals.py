"""What editors of the rules learn from decisions: proposed cases, and how often the rules were right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from nabij.casework import policies
from nabij.casework.models import CaseProposal, RightMove
from nabij.casework.queries.register import RightView, right_in_register
from nabij.casework.types import FEWEST_SHOWN, Feedback, ProposalState, RightState
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.rights.queries import decided
from nabij.rights.queries.anonymous_case import (
    AnonymousCase,
    anonymous_case,
    case_as_toml,
    says_of_case,
)
from nabij.rights.queries.decided import YES

MOST = 100
"""Proposals that were settled, shown below those that wait."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that differs, as it would be sent: with what the rules said of the household itself."""

    view: RightView
    case: AnonymousCase
    engine_said: str
    """The group in which the rules put it when it was applied for or decided."""
    text: str
    """The case as it would stand in a file, so that whoever sends it reads every word."""


@transaction.atomic
def case_to_propose(actor: Actor, household_id: int, key: str, *, on: date, now: datetime) -> Draft:
    """A decision of this household as a case without anybody in it; nothing is sent.

    The household is read as it is known on the day `on`. Raises NotFoundHere when there is no decision that
    differs, or somebody chose already.
    """
    view = right_in_register(actor, household_id, key, on=on, now=now)
    held = view.held
    if held is None or held.feedback != Feedback.DIFFERS or not view.may_keep:
        raise NotFoundHere
    is_granted = held.state != RightState.REFUSED
    fits = view.card.right.period in _FITS.get(held.amount_per or "", ())
    case = anonymous_case(
        view.rights, view.right_id, is_granted=is_granted, amount_cents=held.amount_cents if fits else None
    )
    return Draft(view, case, held.engine_said, case_as_toml(view.right_id, case.case))


_FITS: Mapping[str, tuple[str, ...]] = {
    "month": ("month",),
    "quarter": ("quarter",),
    "year": ("year", "school year"),
    "once": ("once",),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed case as an editor sees it. `says_now` is what the rules of today say of it."""

    number: int
    right_id: str
    right: str
    month: str
    is_granted: bool
    amount: str
    engine_said: str
    state: ProposalState
    because: str
    says_now: str = ""
    text: str = ""


@transaction.atomic
def proposals(actor: Actor) -> tuple[Proposal, ...]:
    """Proposed cases, those that wait in front. They are about nobody, so nobody is named in the log.

    Raises Refused.
    """
    require(policies.may_settle_proposals(actor))
    waiting = list(CaseProposal.objects.filter(state=ProposalState.NEW))
    settled = CaseProposal.objects.exclude(state=ProposalState.NEW).order_by("-settled_at", "-pk")[:MOST]
    return tuple(_proposal(one) for one in [*waiting, *settled])


@transaction.atomic
def proposal(actor: Actor, number: int) -> Proposal:
    """One proposed case with its file. Raises Refused, NotFoundHere."""
    require(policies.may_settle_proposals(actor))
    if (found := CaseProposal.objects.filter(pk=number).first()) is None:
        raise NotFoundHere
    return _proposal(found, whole=True)


def _proposal(one: CaseProposal, *, whole: bool = False) -> Proposal:
    expect: dict[str, Any] = one.case["expect"]
    # Two cases of one file may not have the same name.
    named = {**one.case, "name": f"{one.case['name']} ({one.month}, {one.pk})"}
    return Proposal(
        number=one.pk,
        right_id=one.right_id,
        right=decided.name_of(one.right_id),
        month=one.month,
        is_granted=expect["answer"] == "yes",
        amount=expect.get("amount", ""),
        engine_said=one.engine_said,
        state=ProposalState(one.state),
        because=one.because,
        says_now=says_of_case(one.right_id, one.case) if whole else "",
        text=case_as_toml(one.right_id, named) if whole else "",
    )


# --------------------------------------------------------------------------- how often the rules were right


@dataclass(frozen=True, slots=True)
class Precision:
    """What became of a right of which the rules said yes. A count below five is None: it is not shown."""

    right_id: str
    right: str
    granted: int | None
    refused: int | None
    other: int | None


@transaction.atomic
def precision(actor: Actor, *, from_on: date, until_on: date) -> tuple[Precision, ...]:
    """Per right how decisions went in a period (the last day not included) in which the rules had said yes.

    In the towns of whoever asks; by name, never per worker or household. Of each right of a household only
    the last decision counts. "Other" is what the family did not want after all. Raises Refused.
    """
    require(policies.may_settle_proposals(actor))
    ends = (RightState.GRANTED, RightState.RUNNING, RightState.REFUSED, RightState.DECLINED)
    rows = (
        RightMove.objects.filter(
            Q(to_state__in=ends, happened_on__gte=from_on, happened_on__lt=until_on, engine_said=YES),
            right__household__town__in=sorted(actor.towns),
        )
        .order_by("recorded_at", "pk")
        .values_list("right", "right__right_id", "to_state")
    )
    last = {held: (right_id, RightState(state)) for held, right_id, state in rows}
    counts: dict[str, list[int]] = {}
    for right_id, state in last.values():
        counts.setdefault(right_id, [0, 0, 0])[_column(state)] += 1
    found = [_shown(right_id, numbers) for right_id, numbers in counts.items()]
    return tuple(sorted(found, key=lambda one: one.right))


def _column(state: RightState) -> int:
    return {RightState.REFUSED: 1, RightState.DECLINED: 2}.get(state, 0)


def _shown(right_id: str, numbers: list[int]) -> Precision:
    shown = [number if number >= FEWEST_SHOWN else None for number in numbers]
    return Precision(right_id, decided.name_of(right_id), *shown)
