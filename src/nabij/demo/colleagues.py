"""Who works in Zonnedam: twelve locations with 178 full-time equivalents, of which 77 are social workers.

Until September there were 54 of those; 23 came. Nobody of them can log in: they have no password.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING

from nabij.demo.partner_lists.names import ORIGINS
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.staff import actions
from nabij.staff.queries import account_with_address
from nabij.staff.queries.people import teams
from nabij.staff.types import AlreadyOpen, Role

if TYPE_CHECKING:
    from nabij.staff.models import Team, User

FIRST_DAY = date(2026, 1, 5)
GROWN_ON = date(2026, 9, 1)
"""The day on which the social service went from 54 to 77 full-time equivalents."""

SOCIAL_WORKERS = (100,) * 8 + (80, 80, 90, 50)
"""The hundredths of a full-time job of the social workers of one location: eleven full-time equivalents."""
OTHERS_IN_A_TEAM = (100,) * 6 + (50,) * 4
OTHERS_ELSEWHERE = (100,) * 7 + (50,) * 4
OTHER_ROLES = (
    Role.BRIDGE_WORKER,
    Role.COMMUNITY_WORKER,
    Role.FAMILY_COACH,
    Role.CASE_MANAGER,
    Role.STREET_WORKER,
    Role.YOUTH_WORKER,
    Role.OCCUPATIONAL_THERAPIST,
)


@dataclass(frozen=True)
class Location:
    """A place where people work, for which districts, and how many social workers came in September."""

    name: str
    place: str
    districts: tuple[str, ...] = ()
    organisation: str = ""
    came_later: int = 0
    has_social_workers: bool = True


LOCATIONS = (
    Location("Wijkteam Oude Haven", "Kaai 1", ("oude-haven",), came_later=3),
    Location("Wijkteam Centrum", "Sluisplein 4", ("centrum",), came_later=3),
    Location("Wijkteam Dijkzicht", "Duinroosstraat 12", ("dijkzicht",), came_later=3),
    Location("Wijkteam Kaaien", "Pakhuisstraat 3", ("kaaien",), came_later=3),
    Location("Wijkteam Molenwijk", "Wiekstraat 20", ("molenwijk",), came_later=3),
    Location("Wijkteam Zonneveld", "Zomerstraat 8", ("zonneveld",), came_later=4),
    Location("Sociaal Huis", "Stadhuisstraat 1", came_later=4),
    Location("Huis van het Kind", "Gasthuislaan 2", has_social_workers=False),
    Location("Dienstencentrum De Meeuw", "Klokstraat 30", has_social_workers=False),
    Location(
        "Buurthuis ’t Anker", "Havenstraat 40", organisation="vzw Bij de Haven", has_social_workers=False
    ),
    Location("Straathoekwerk", "Marktstraat 5", organisation="vzw Op Straat", has_social_workers=False),
    Location("Woonwinkel", "Dijkstraat 9", organisation="vzw Onder Dak", has_social_workers=False),
)


def load_colleagues(*, administrator: Actor, now: datetime) -> dict[str, tuple[Team, tuple[User, ...]]]:
    """Open the locations and invite who works there; gives per district the team and its social workers."""
    standing = {team.name: team for team in teams(administrator, on=day_of(now))}
    followed: dict[str, tuple[Team, tuple[User, ...]]] = {}
    for location in LOCATIONS:
        team = standing.get(location.name) or _opened(location, administrator, now)
        workers = tuple(_people_of(location, team, administrator, now))
        followed |= {district: (team, workers) for district in location.districts}
    return followed


def _opened(location: Location, administrator: Actor, now: datetime) -> Team:
    return actions.open_team(
        actor=administrator,
        name=location.name,
        town="zonnedam",
        location=location.place,
        organisation=location.organisation,
        codes=[f"zonnedam-{district}" for district in location.districts],
        now=now,
    )


def _people_of(location: Location, team: Team, administrator: Actor, now: datetime) -> Iterator[User]:
    """Everybody of a location; gives its social workers."""
    random = Random(location.name)
    own = SOCIAL_WORKERS if location.has_social_workers else ()
    for turn, hundredths in enumerate(own):
        begins = GROWN_ON if turn < location.came_later else FIRST_DAY
        yield _somebody(random, Role.SOCIAL_WORKER, hundredths, begins, team, administrator, now)
    others = OTHERS_IN_A_TEAM if location.has_social_workers else OTHERS_ELSEWHERE
    for turn, hundredths in enumerate(others):
        role = OTHER_ROLES[turn % len(OTHER_ROLES)]
        _somebody(random, role, hundredths, FIRST_DAY, team, administrator, now)


def _somebody(
    random: Random,
    role: Role,
    hundredths: int,
    begins: date,
    team: Team,
    administrator: Actor,
    now: datetime,
) -> User:
    """One colleague, who works this share of a full-time job in this team from a day on."""
    origin = random.choice(ORIGINS)
    given, family = random.choice(origin.parents).own, random.choice(origin.surnames).own
    email = f"{team.pk}-{random.randrange(10**6):06d}@zonnedam.example"
    if (standing := account_with_address(email)) is not None:
        return standing
    account, _link = actions.invite(
        actor=administrator,
        email=email,
        name=f"{given} {family}",
        roles=[role],
        teams=(),
        towns=[team.town],
        now=now,
    )
    with suppress(AlreadyOpen):
        actions.join_team(
            actor=administrator, account=account, team=team, from_on=begins, is_lead=False, now=now
        )
    actions.note_work_time(
        actor=administrator, account=account, fte_hundredths=hundredths, from_on=begins, now=now
    )
    return account
