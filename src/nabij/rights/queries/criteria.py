"""The six criteria of Kind & Gezin as a worker fills them in with a family. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.rights.queries.wording import Wording, fact_text, marked, page_language, value_text
from nabij.staff import policies
from nabij_rights.deprivation import CRITERIA, WEAK_CRITERIA_TO_FLAG, Deprivation, deprivation_of
from nabij_rights.facts.vocabulary import vocabulary

NOT_KNOWN = "unknown"


@dataclass(frozen=True)
class Criterion:
    """One of the six: its question, what it looks at, and the answers to choose from."""

    fact_id: str
    label: Wording
    question: Wording
    help: Wording
    options: tuple[tuple[str, Wording], ...]


def criteria(actor: Actor) -> list[Criterion]:
    """The six criteria, what a worker mostly knows already first. Raises Refused."""
    require(policies.may_open_work(actor))
    return [_criterion(fact_id) for fact_id in CRITERIA]


def _criterion(fact_id: str) -> Criterion:
    fact = vocabulary()[fact_id]
    texts = (marked(fact.text(kind, page_language()), fact.text(kind, "nl")) for kind in ("question", "help"))
    question, help_text = texts
    options = tuple((value, value_text(fact_id, value)) for value in fact.values)
    return Criterion(fact_id, fact_text(fact_id), question, help_text, options)


@dataclass(frozen=True)
class Said:
    """What the six say together, and which one to ask next."""

    found: Deprivation
    needed: int
    to_ask: Wording | None


def said_by(filled_in: Mapping[str, str]) -> Said:
    """What follows from the criteria that were filled in; the others are unknown, never "not weak"."""
    household = {}
    for fact_id, value in filled_in.items():
        mask = 1 << vocabulary()[fact_id].position(value)
        household[fact_id] = (mask, mask)
    found = deprivation_of(household)
    return Said(found, WEAK_CRITERIA_TO_FLAG, fact_text(found.to_ask) if found.to_ask else None)


def filled_in(given: Mapping[str, str]) -> dict[str, str]:
    """The criteria with one of their own values; anything else counts as not known."""
    return {
        fact_id: value
        for fact_id in CRITERIA
        if (value := given.get(fact_id, "")) in vocabulary()[fact_id].values
    }
