"""Partners that work in here: their teams, and whether an address has an account already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.db.models.functions import Lower

from nabij.staff.models import Membership, Team, User


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """A team of a town as it stands, also one that closed; `organisation` is empty for the town itself."""

    team_id: int
    name: str
    organisation: str
    is_open: bool


def teams_standing(town: str) -> list[TeamStanding]:
    """Every team of a town, also those that closed: a name is taken all the same."""
    found = Team.objects.filter(town=town).order_by("name", "pk")
    return [TeamStanding(one.pk, one.name, one.organisation, one.is_open) for one in found]


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """An account as an administrator meets it in a list: for which teams, and whether it is used."""

    account_id: int
    is_active: bool
    came_in: bool
    """Somebody chose a password with an invitation."""
    team_ids: frozenset[int]


def accounts_standing(addresses: Collection[str], *, on: date) -> dict[str, AccountStanding]:
    """The accounts with these e-mail addresses, by the address in small letters."""
    wanted = {one.lower() for one in addresses}
    found = (
        User.objects.annotate(small=Lower("email"))
        .filter(small__in=wanted)
        .prefetch_related(Prefetch("memberships", Membership.objects.on(on)))
    )
    return {
        one.email.lower(): AccountStanding(
            one.pk,
            one.is_active,
            one.has_usable_password(),
            frozenset(membership.team_id for membership in one.memberships.all()),
        )
        for one in found
    }


def accounts_numbered(numbers: Collection[int]) -> dict[int, User]:
    """These accounts, to send somebody a new link. Whoever asks has decided that it may."""
    return {
        one.pk: one
        for one in User.objects.filter(pk__in=numbers).prefetch_related(
            "role_grants", "town_grants", "memberships"
        )
    }
