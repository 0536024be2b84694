"""What the privacy officer asks of the registry: somebody by name, and who near to a reader was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nabij.audit.actions import record_read
from nabij.audit.policies import may_search_persons_for_log
from nabij.audit.types import FoundPerson
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.kernel.purposes import Purpose
from nabij.registry.models import Household, Identity, Membership
from nabij.registry.queries.search import found_in_scope
from nabij.registry.types import NotPossible
from nabij.staff.queries import names_in_use
from nabij_methods.linkage.normal import folded

MOST_FOUND = 10


@transaction.atomic
def persons_for_oversight(actor: Actor, text: str, *, now: datetime) -> Iterable[FoundPerson]:
    """Who is called so in the towns of the privacy officer, at most ten; each is on record as searched.

    No address and no telephone is told. Text that cannot be read finds nobody. Raises Refused.
    """
    require(may_search_persons_for_log(actor))
    towns = Household.objects.filter(town__in=actor.towns)
    try:
        hits = found_in_scope(towns, text, now=now, first=MOST_FOUND)
    except NotPossible:
        hits = []
    about = [hit.subject for hit in hits]
    record_read("registry.searched_for_log", actor=actor, about=about, purpose=Purpose.OVERSIGHT, at=now)
    return [FoundPerson(hit.subject, hit.naming.shown, str(hit.birth)) for hit in hits]


def towns_of_subjects(subjects: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """In which towns these people and households are known, also from before; who was erased is left out.

    For the limits of what a privacy officer sees; it tells of nobody who they are.
    """
    wanted = list(subjects)
    of_persons = Membership.objects.filter(person__subject__in=wanted).order_by()
    of_households = Household.objects.filter(subject__in=wanted).order_by()
    told = of_persons.values_list("person__subject", "household__town").union(
        of_households.values_list("subject", "town")
    )
    found: dict[UUID, frozenset[str]] = {}
    for number, town in told:
        found[number] = found.get(number, frozenset()) | {town}
    return found


def own_circle(staff_id: int, subjects: Collection[UUID]) -> tuple[int, int]:
    """Of these people: how many bear the surname of an account, and how many are called as a colleague.

    For the rules on odd reading, which keep numbers only; no line in the log, for nobody sees it.
    """
    names = {number: folded(name) for number, name in names_in_use().items()}
    own = names.pop(staff_id, "")
    colleagues = frozenset(names.values())
    surname = called = 0
    for given, family in Identity.objects.filter(person__subject__in=list(subjects)).values_list(
        "given", "family"
    ):
        folded_family = folded(family)
        surname += bool(folded_family) and f" {own}".endswith(f" {folded_family}")
        called += f"{folded(given)} {folded_family}".strip() in colleagues
    return surname, called
