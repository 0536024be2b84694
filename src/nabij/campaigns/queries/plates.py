"""Names and places of targets, whether they are households of the register or doors of a frozen list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from nabij.campaigns.models import Target, TargetPerson
from nabij.kernel.actors import Actor
from nabij.registry.queries.frozen_doors import plates_of_doors
from nabij.registry.queries.outreach_names import Doorplate, people_to_write_to


@transaction.atomic
def plates_of(
    actor: Actor,
    rows: Collection[Target],
    *,
    event: str,
    now: datetime,
    meant: Mapping[int, Collection[int]] | None = None,
) -> dict[int, Doorplate]:
    """Names and address by target; each person of the register and each listed family is in the log, once.

    For whoever may see these targets: which those are, the caller decides. `meant` names fewer persons of a
    target than are on the list.
    """
    persons: Mapping[int, Collection[int]] = persons_of(rows)
    if meant is not None:
        persons = {one.home_id: meant[one.pk] for one in rows if one.household_id is not None}
    homes = people_to_write_to(actor, persons, event=event, now=now)
    listed = [one.door_id for one in rows if one.door_id is not None]
    doors = plates_of_doors(actor, listed, event=event, now=now) if listed else {}
    return {one.pk: doors[one.door_id] if one.door_id is not None else homes[one.home_id] for one in rows}


def persons_of(rows: Iterable[Target]) -> dict[int, list[int]]:
    """The persons of these targets, by household; listed doors have none."""
    registered = [one for one in rows if one.household_id is not None]
    meant = persons_meant(registered)
    return {one.home_id: meant[one.pk] for one in registered}


def persons_meant(targets: Iterable[Target]) -> dict[int, list[int]]:
    """The persons who are meant, by target."""
    found: dict[int, list[int]] = {one.pk: [] for one in targets}
    rows = TargetPerson.objects.filter(target__in=list(found)).order_by("pk")
    for target, person in rows.values_list("target_id", "person_id"):
        found[target].append(person)
    return found
