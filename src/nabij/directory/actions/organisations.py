"""Organisations and known spots of a town."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.directory import policies
from nabij.directory.actions.writing import check_reaching
from nabij.directory.models import Change, Landmark, Organisation
from nabij.directory.types import ChangedMeanwhile, NotPossible, OrganisationKind, Point, differences
from nabij.directory.types.words import folded
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require


@dataclass(frozen=True, slots=True)
class OrganisationContent:
    """An organisation in words."""

    name: str
    kind: OrganisationKind
    description: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""

    def as_json(self) -> dict[str, str]:
        """The same as plain values."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "description": self.description,
            "phone": self.phone,
            "email": self.email,
            "website": self.website,
        }


def add_organisation(*, actor: Actor, town: str, content: OrganisationContent, now: datetime) -> int:
    """Add an organisation; returns its number. Raises Refused, and NotPossible for a name that is there."""
    require(policies.may_add_organisation(actor, town))
    _check(content)
    try:
        with transaction.atomic():
            house = Organisation.objects.create(
                town=town, folded=folded(content.name)[:200], created_at=now, **content.as_json()
            )
            _keep(house, "organisation_added", differences({}, content.as_json()), actor, now)
    except IntegrityError:
        raise NotPossible(
            _("“{name}” is in the directory already. Open that one, or write another name.").format(
                name=content.name
            ),
            field="name",
        ) from None
    return house.pk


def change_organisation(
    *, actor: Actor, number: int, version: int, content: OrganisationContent, now: datetime
) -> None:
    """Change an organisation. Raises Refused, NotFoundHere, NotPossible, ChangedMeanwhile."""
    require(policies.may_edit(actor))
    _check(content)
    try:
        with transaction.atomic():
            found = Organisation.objects.select_for_update().filter(town__in=actor.towns, pk=number).first()
            if found is None:
                raise NotFoundHere
            if found.version != version:
                raise ChangedMeanwhile
            before = {name: getattr(found, name) for name in content.as_json()}
            if not (changed := differences(before, content.as_json())):
                return
            for name, value in content.as_json().items():
                setattr(found, name, value)
            found.folded = folded(content.name)[:200]
            found.version += 1
            found.save()
            _keep(found, "organisation_changed", changed, actor, now)
    except IntegrityError:
        raise NotPossible(_("Another organisation has this name already."), field="name") from None


def _check(content: OrganisationContent) -> None:
    if not folded(content.name):
        raise NotPossible(_("Give it a name, as people call it."), field="name")
    if len(content.name) > 200:
        raise NotPossible(_("A name has at most 200 signs. Shorten it."), field="name")
    check_reaching(content.email, content.website)


def _keep(
    house: Organisation, event: str, changed: dict[str, list[object]], actor: Actor, at: datetime
) -> None:
    Change.objects.create(organisation=house, event=event, changed=changed, at=at, staff_id=actor.staff_id)
    record(f"directory.{event}", actor=actor, at=at, detail={"organisation": house.pk})


def read_landmarks(file: Path) -> list[tuple[str, Point]]:
    """Read a CSV with name, latitude and longitude. Raises NotPossible with the line that cannot be read."""
    found = []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                found.append(
                    (str(row["name"]).strip(), Point(float(row["latitude"]), float(row["longitude"])))
                )
            except (KeyError, TypeError, ValueError):
                raise NotPossible(
                    _(
                        "Line {number} of {file} has no name, latitude and longitude. Nothing was loaded. "
                        "The first line names the columns: name,latitude,longitude."
                    ).format(number=number, file=file.name)
                ) from None
    return found


@transaction.atomic
def load_landmarks(*, town: str, landmarks: Iterable[tuple[str, Point]], now: datetime, actor: Actor) -> int:
    """Keep streets, neighbourhoods and spots of a town with their point; returns how many."""
    rows = {
        folded(name)[:120]: Landmark(
            town=town,
            name=name[:120],
            folded=folded(name)[:120],
            latitude=point.latitude,
            longitude=point.longitude,
        )
        for name, point in landmarks
        if folded(name)
    }
    Landmark.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["town", "folded"],
        update_fields=["name", "latitude", "longitude"],
    )
    record("directory.landmarks_loaded", actor=actor, at=now, detail={"number": len(rows), "town": town})
    return len(rows)
