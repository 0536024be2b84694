"""Lists of partners go when their period is over, or when somebody on them asks; the numbers stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.audit.actions import record
from nabij.audit.types import Due, Outcome, Part
from nabij.kernel.actors import SYSTEM
from nabij.kernel.days import day_of
from nabij.registry.actions.list_files import list_changed
from nabij.registry.models import FrozenDoor, ListCollection, ListInvitation, ListRow, ListUpload

HELD_IN = ("registry.FrozenDoor", "registry.ListRow")


def past_period(on: date) -> list[int]:
    """The collections of which the last day has passed while something of the lists is still there."""
    ended = ListCollection.objects.filter(until_on__lt=on)
    held = set(
        ListRow.objects.filter(invitation__collection__in=ended).values_list(
            "invitation__collection", flat=True
        )
    )
    held |= set(FrozenDoor.objects.filter(collection__in=ended).values_list("collection", flat=True))
    held |= set(
        ListUpload.objects.filter(invitation__collection__in=ended).values_list(
            "invitation__collection", flat=True
        )
    )
    return sorted(held)


@transaction.atomic
def remove_lists(collections: Iterable[int], *, now: datetime) -> int:
    """Take the rows, files and doors of these collections away; returns how many rows went.

    The collection itself stays, with its aim and its numbers: nobody can be known from those.
    """
    removed = 0
    for number in collections:
        invitations = ListInvitation.objects.filter(collection=number)
        removed += FrozenDoor.objects.filter(collection=number).delete()[0]
        removed += ListRow.objects.filter(invitation__in=invitations).delete()[0]
        removed += ListUpload.objects.filter(invitation__in=invitations).delete()[0]
        record("registry.lists_removed", actor=SYSTEM, at=now, detail={"collection": number})
    return removed


def end_lists(now: datetime) -> str:
    """The nightly work: take away what is past its period, and say how much it was."""
    ended = past_period(day_of(now))
    remove_lists(ended, now=now)
    return ngettext(
        "Lists of %(number)d collection were taken away.",
        "Lists of %(number)d collections were taken away.",
        len(ended),
    ) % {"number": len(ended)}


def due_lists(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """The same for the overview of what is past its term."""
    for number in [one for one in past_period(on) if one > int(after or 0)][:limit]:
        rows = ListRow.objects.filter(invitation__collection=number).values_list("identity", flat=True)
        until_on = ListCollection.objects.values_list("until_on", flat=True).get(pk=number)
        yield Due(str(number), tuple(dict.fromkeys(rows)), until_on)


def remove_due_lists(keys: Iterable[str], *, now: datetime) -> int:
    """Take these collections' lists away; returns how many rows went."""
    return remove_lists([int(key) for key in keys], now=now)


def rows_of_subject(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """What partners brought about a family: every row under its number, also what was corrected since."""
    rows = ListRow.objects.filter(identity=subject).select_related(
        "invitation__partner", "invitation__collection"
    )
    records = [
        {
            "collection": row.invitation.collection.name,
            "partner": row.invitation.partner.name,
            "added_at": row.added_at.isoformat(),
            "said": _flat(row.said),
        }
        for row in rows
    ]
    if records:
        labels = {
            "collection": _("For which campaign"),
            "partner": _("Who brought it"),
            "added_at": _("Added"),
            "said": _("What stood on the list"),
        }
        yield Part("registry.lists", _("Lists of partners"), labels, tuple(records))


def erase_rows(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Take a family off every list, and its door off lists that were frozen."""
    for label, found in (
        ("registry.ListRow", ListRow.objects.filter(identity=subject)),
        ("registry.FrozenDoor", FrozenDoor.objects.filter(subject=subject)),
    ):
        number = found.count()
        if not only_look:
            _compare_again(subject)
            found.delete()
        yield Outcome(label, number)


def _compare_again(subject: UUID) -> None:
    """What the lists came to, with this family on them, is no longer so."""
    lists = ListInvitation.objects.filter(rows__identity=subject, collection__frozen_at=None)
    for number in lists.values_list("collection_id", flat=True).distinct():
        list_changed(number)


def _flat(said: object) -> str:
    """What a row says, as text: its names, address and telephones."""
    if isinstance(said, dict):
        return "; ".join(f"{key}: {_flat(value)}" for key, value in said.items() if value)
    if isinstance(said, list):
        return ", ".join(_flat(one) for one in said)
    return str(said)
