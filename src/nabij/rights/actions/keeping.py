"""What this app keeps about people: their own copy of it, erasing it, and for how long."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.registry import queries as registry
from nabij.rights.models import Fact
from nabij.rights.models.facts import FactQuerySet
from nabij.rights.queries.told import value_in_words
from nabij.rights.queries.wording import fact_text
from nabij.rights.types import FactSource


def facts_of_subject(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """Every fact that was ever recorded about somebody, also what another one took the place of."""
    labels = {
        "fact": _("What it is about"),
        "value": _("What we noted"),
        "from_on": _("True from"),
        "until_on": _("Until"),
        "source": _("How we know"),
        "proof": _("Proof"),
        "recorded_at": _("Noted on"),
        "replaced": _("Something newer took its place"),
        "key": _("Name in the rules"),
        "written": _("As the rules read it"),
    }
    records = [
        {
            "fact": str(fact_text(fact.key)),
            "value": _("Not known any more")
            if fact.value is None
            else str(value_in_words(fact.key, fact.value)),
            "from_on": fact.from_on.isoformat(),
            "until_on": fact.until_on.isoformat() if fact.until_on else None,
            "source": str(FactSource(fact.source).label),
            "proof": fact.proof,
            "recorded_at": fact.recorded_at.isoformat(),
            "replaced": hasattr(fact, "replaced"),
            "key": fact.key,
            "written": json.dumps(fact.value, ensure_ascii=False, sort_keys=True),
        }
        for fact in _about(subject).select_related("replaced")
    ]
    if records:
        yield Part("rights.facts", _("Facts for your rights"), labels, tuple(records))


def erase_facts(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase every fact about somebody: nothing asks us to keep them, a decision keeps its own grounds."""
    found = _about(subject)
    number = found.count()
    if not only_look:
        found.delete()
    yield Outcome("rights.Fact", number)


def _about(subject: UUID) -> FactQuerySet:
    person, household = registry.behind(subject)
    if person is not None:
        return Fact.objects.filter(person=person).order_by("recorded_at", "pk")
    if household is not None:
        return Fact.objects.filter(household=household).order_by("recorded_at", "pk")
    return Fact.objects.none()


TERM_MONTHS = 60
"""How long a fact stays after it stopped counting, in months: as long as support can be looked at again."""


def facts_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Facts that something newer took the place of, or whose person or household left us, so long ago."""
    last = on.replace(year=on.year - TERM_MONTHS // 12, day=min(on.day, 28))
    stopped = Q(replaced__at__date__lte=last) | Q(household__ended_on__lte=last) | Q(until_on__lte=last)
    found = Fact.objects.filter(stopped, pk__gt=int(after or 0)).select_related("replaced").order_by("pk")
    for fact in found[:limit]:
        since = fact.replaced.at.date() if hasattr(fact, "replaced") else fact.until_on or last
        yield Due(str(fact.pk), (_subject_of(fact),), since)


def remove_facts(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these facts; returns how many rows went."""
    return Fact.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]


def _subject_of(fact: Fact) -> UUID:
    if fact.person_id is not None:
        return registry.number_of_person(fact.person_id)
    return registry.number_of_household(fact.household_id or 0)
