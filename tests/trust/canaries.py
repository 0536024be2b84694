"""A made-up town in which every text about a person is a canary: a word that stands nowhere else.

`plant` builds it by the ordinary actions, once for all tests here. Each canary knows whose it is and of
which kind; `need_to_know.toml` says who may read that kind. A table about people in which no canary stands
fails (test_canaries.py): plant one here, by the action that writes that table.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from nabij.audit import actions as audit
from nabij.audit.types.oversight import RequestKind, RequestState
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry import actions, queries
from nabij.registry.types import (
    BirthDate,
    ConsentGiven,
    ConsentPurpose,
    ContactKind,
    Door,
    LanguageLevel,
    Naming,
    NewPerson,
    Place,
    Relation,
    StayKind,
    Topic,
    WishKind,
)
from nabij.rights.actions.facts import Telling, Told, record_facts
from nabij.rights.types import FactSource
from nabij.staff.models import Membership as TeamMembership
from nabij.staff.models import Team, User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from tests.house.scenes import LONG_AGO, an_account, set_stage

TEAMS = ("team", "town", "organisation", "elsewhere")
EXTRA = {"contact": "town", "task": "town", "exception": "town", "shut": "team"}
"""Households of a team in which something is else than in the one that is named after the team."""

FACTS = {
    Topic.HOUSING: ("tenure", "private_tenant", False),
    Topic.MONEY: ("net_work_income_eur_month", "1780.40", True),
    Topic.CARE: ("disability_pct", 66, True),
    Topic.WORK: ("is_registered_jobseeker", True, True),
    Topic.FAMILY: ("needs_lawyer", True, True),
}
LETTERS = "bcdfghjklmnpqrstvwz"
IMPOSSIBLE_SERIAL = 999
"""Never given out: a national number with it belongs to nobody."""


@dataclass(frozen=True)
class Canary:
    """A word that stands for something about somebody: `home` and `person` say of whom, `kind` what."""

    token: str
    kind: str
    home: str
    person: str
    spot: str


@dataclass
class Town:
    """What was planted, and who is there to look."""

    now: datetime
    canaries: dict[str, Canary] = field(default_factory=dict)
    within: list[str] = field(default_factory=list)
    """The canaries that may stand inside other figures or letters; all others are words of their own."""
    subjects: dict[UUID, tuple[str, str]] = field(default_factory=dict)
    """Number for the log -> of which home, and of whom in it (empty: the household itself)."""
    users: dict[str, User] = field(default_factory=dict)
    homes: dict[str, int] = field(default_factory=dict)
    persons: dict[tuple[str, str], int] = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    """Kind of object -> the numbers under which addresses name it."""
    identities: list[UUID] = field(default_factory=list)
    births: dict[str, int] = field(default_factory=dict)

    def word(self, kind: str, home: str, person: str = "", spot: str = "") -> str:
        """A new canary: eight letters that no word has."""
        seed = f"{kind} {home} {person} {spot} {len(self.canaries)}"
        for turn in itertools.count():  # of thousands of words two may be the same by chance
            digest = hashlib.sha256(f"{seed}{turn or ''}".encode()).digest()
            token = "zq" + "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:6])
            if token not in self.canaries:
                break
        return self._keep(Canary(token, kind, home, person, spot))

    def figures(self, kind: str, home: str, person: str = "") -> str:
        """A new canary in figures, the last nine of a telephone number that nobody has."""
        return self._keep(Canary(f"4990{len(self.canaries):05}", kind, home, person, ""))

    def known(self, token: str, kind: str, home: str, person: str = "") -> str:
        """Something that was made elsewhere, and counts as a canary too."""
        return self._keep(Canary(token, kind, home, person, ""))

    def _keep(self, canary: Canary) -> str:
        assert canary.token not in self.canaries
        self.canaries[canary.token] = canary
        if canary.token.isdigit() or canary.kind == "sealed":
            self.within.append(canary.token)
        return canary.token

    def actor(self, name: str) -> Actor:
        """Who is at work, by role or name."""
        return actor_of(self.users[name], on=day_of(self.now))


def plant(now: datetime) -> Town:
    """Build the town. Runs inside a transaction that the caller undoes."""
    town = Town(now)
    stage = set_stage(None)
    stage.user.delete()
    for team in TEAMS:
        town.users[f"worker {team}"] = _worker(f"worker-{team}", stage.teams[team])
    for role in Role.values:
        user = an_account(role.replace("_", "-"), "zonnedam")
        user.role_grants.create(role=role)
        TeamMembership.objects.create(
            user=user, team=stage.teams["team"], from_on=LONG_AGO, is_lead=role == Role.TEAM_LEAD
        )
        town.users[role] = user
    for home in (*TEAMS, *EXTRA):
        _household(town, home, stage.teams[EXTRA.get(home, home)])
    _of_each_app(town)
    town.numbers |= {
        "household": list(town.homes.values()),
        "colleague": [town.users[one].pk for one in ("worker team", "worker elsewhere", "team_lead")],
        "team": [team.pk for team in stage.teams.values()],
    }
    return town


def _of_each_app(town: Town) -> None:
    """What each app keeps about the households of the town."""
    from tests.trust.planted_access import plant_access
    from tests.trust.planted_campaigns import plant_campaign
    from tests.trust.planted_chain import plant_chain
    from tests.trust.planted_door import plant_door
    from tests.trust.planted_given_tasks import plant_given_task
    from tests.trust.planted_lists import plant_lists
    from tests.trust.planted_packages import plant_packages
    from tests.trust.planted_referrals import plant_arrival
    from tests.trust.planted_rounds import plant_round
    from tests.trust.planted_signals import plant_decided

    plant_decided(town)
    plant_access(town)
    plant_given_task(town)
    _requests(town)
    plant_lists(town)
    plant_arrival(town)
    plant_campaign(town)
    plant_door(town)
    plant_round(town)
    plant_chain(town)
    plant_packages(town)


def _worker(name: str, team: Team) -> User:
    user = an_account(name, team.town)
    user.role_grants.create(role=Role.SOCIAL_WORKER)
    TeamMembership.objects.create(user=user, team=team, from_on=LONG_AGO)
    return user


def _household(town: Town, home: str, team: Team) -> None:
    """A household with an adult and a child, and everything that the registry can keep of them."""
    by = town.actor(f"worker {EXTRA.get(home, home)}")
    year = 1950 + len(town.homes)
    town.births[home] = year
    persons = [
        _new(town, home, "adult", BirthDate(year, 3, 2), Relation.REFERENCE),
        _new(town, home, "child", BirthDate(year + 60, 5, 9), Relation.CHILD),
    ]
    where = _where(home)
    place = Place(
        door=Door(town.word(where, home, spot="street"), "4", postcode="9901", municipality="Zonnedam")
    )
    number = actions.open_household(
        actor=by,
        town=team.town,
        team_id=team.pk,
        persons=persons,
        place=place,
        from_on=day_of(town.now) - timedelta(days=300),
        client_id=uuid4(),
        now=town.now - timedelta(days=300),
    )
    town.homes[home] = number
    _numbers(town, home, number)
    actions.become_contact_person(actor=by, household_id=number, now=town.now - timedelta(days=300))
    _belongings(town, home, number, by)
    _hidden(town, home, number, by)
    _facts(town, home, number, by)
    _stories(town, home, by, team)


def _stories(town: Town, home: str, by: Actor, team: Team) -> None:
    """What casework keeps, piece by piece: each plants its own words."""
    from tests.trust.planted_budget import plant_budget
    from tests.trust.planted_casework import plant_casework
    from tests.trust.planted_given_tasks import plant_task_words
    from tests.trust.planted_letters import plant_letters
    from tests.trust.planted_reach import plant_reach
    from tests.trust.planted_referrals import plant_referrals
    from tests.trust.planted_register import plant_register
    from tests.trust.planted_signals import plant_signals
    from tests.trust.planted_team import plant_team
    from tests.trust.planted_visits import plant_visits
    from tests.trust.planted_visits_along import plant_visits_along

    plant_casework(town, home, by)
    for plant in (plant_letters, plant_reach, plant_register, plant_signals):
        plant(town, home, by)
    plant_referrals(town, home, by, team)
    plant_visits(town, home, by)
    plant_visits_along(town, home, by)
    plant_budget(town, home, by)
    plant_task_words(town, home, by)
    plant_team(town, home, by)


def _where(home: str) -> str:
    """Of which kind the place of a household is: that of somebody who may not be found is another one."""
    return "shelter" if home == "shut" else "place"


def _new(town: Town, home: str, person: str, birth: BirthDate, relation: Relation) -> NewPerson:
    naming = Naming(
        given=town.word("name", home, person, "given").title(),
        family=town.word("name", home, person, "family").title(),
        called=town.word("name", home, person, "called").title(),
        nickname=town.word("name", home, person, "nickname").title(),
    )
    because = town.word("unlike", home, person)
    return NewPerson(naming, birth, relation=relation, unlike_because=because)


def _numbers(town: Town, home: str, number: int) -> None:
    from nabij.registry.models import Membership

    for membership in Membership.objects.filter(household=number):
        person = "adult" if membership.relation == Relation.REFERENCE else "child"
        town.persons[home, person] = membership.person_id
        town.subjects[queries.number_of_person(membership.person_id)] = (home, person)
    town.subjects[queries.number_of_household(number)] = (home, "")


def _belongings(town: Town, home: str, number: int, by: Actor) -> None:
    """Telephones, wishes, consents, languages, a national number, and what stood there before."""
    now, today = town.now, day_of(town.now)
    adult, child = town.persons[home, "adult"], town.persons[home, "child"]

    def common(person: int | None) -> dict[str, Any]:
        return {"actor": by, "household_id": number, "person_id": person, "now": now, "client_id": uuid4()}

    for whose, person in (("adult", adult), ("", None)):
        phone, label = town.figures("reach", home, whose), town.word("reach", home, whose, "label")
        actions.add_contact_point(
            **common(person), kind=ContactKind.PHONE, typed=f"0{phone}", label=label, is_shared=False
        )
        mail = f"{town.word('reach', home, whose, 'mail')}@zonnedam.example"
        actions.add_contact_point(**common(person), kind=ContactKind.EMAIL, typed=mail)
        detail = town.word("wish", home, whose)
        actions.set_wish(**common(person), kind=WishKind.TIMES, detail=detail)
    actions.give_consent(
        **common(adult),
        purpose=ConsentPurpose.SHARE_WITH_PARTNER,
        partner=town.word("consent", home, "adult"),
        given=ConsentGiven.SPOKEN,
        from_on=today,
        until_on=None,
    )
    actions.set_language(
        actor=by, household_id=number, person_id=child, code="ti", level=LanguageLevel.WELL, now=now
    )
    _corrected(town, home, number, by)
    _national_number(town, home, number, by)
    _team_chosen(town, home, number, by)
    actions.give_task(
        actor=by,
        household_id=number,
        staff_id=by.staff_id or 0,
        topic=Topic.CARE,
        reason=town.word("task.care", home),
        until_at=None,
        client_id=uuid4(),
        now=now,
    )


def _corrected(town: Town, home: str, number: int, by: Actor) -> None:
    """A place was put right for a reason. The child gets another name, and somebody else tries the same from
    the page of before.
    """
    from nabij.registry.models import Identity, Revision, Stay

    stay = Stay.objects.filter(household=number).earliest("pk")
    town.numbers.setdefault("stay", []).append(stay.pk)
    Stay.objects.filter(pk=stay.pk).update(version=2)
    Revision.objects.create(
        household_id=number,
        record=Stay._meta.label_lower,
        record_id=stay.pk,
        version=2,
        fields={"spot": ["", town.word("earlier", home, "", "place before")]},
        reason=town.word("earlier", home, "", "why a place was put right"),
        at=town.now,
        by_id=by.staff_id,
    )
    child = town.persons[home, "child"]
    identity = Identity.objects.get(pk=child)
    before = next(
        one
        for one in town.canaries.values()
        if (one.home, one.person, one.spot) == (home, "child", "nickname")
    )
    town.canaries[before.token] = Canary(before.token, "earlier", home, "child", "nickname")
    for kind in ("name", "conflict"):
        word = town.word(kind, home, "child", "nickname later").title()
        naming = Naming(identity.given, identity.family, identity.called, word)
        actions.correct_identity(
            actor=by,
            household_id=number,
            person_id=child,
            base_version=1,
            naming=naming,
            birth=identity.birth,
            is_expected=False,
            now=town.now,
        )


def _team_chosen(town: Town, home: str, number: int, by: Actor) -> None:
    """They lived in the area of another team once, and stayed where they were for a reason."""
    from nabij.registry.models import Household, TeamChoice

    team = Household.objects.get(pk=number).team_id
    if team is not None:
        TeamChoice.objects.create(
            household_id=number,
            neighbourhood=town.word("team choice", home, "", "where"),
            team_id=team,
            from_team_id=team,
            reason=town.word("team choice", home),
            at=town.now,
            by_id=by.staff_id,
        )


def _national_number(town: Town, home: str, number: int, by: Actor) -> None:
    """Serial 999 is never given out. Also what is sealed, and the hash by which it is found, are secrets."""
    from nabij.registry.models import NationalNumber

    adult = town.persons[home, "adult"]
    first = f"{town.births[home] % 100:02}0302{IMPOSSIBLE_SERIAL}"
    digits = first + f"{97 - int(first) % 97:02}"
    keeping = {"actor": by, "household_id": number, "person_id": adult, "now": town.now}
    assert actions.keep_national_number(**keeping, typed=digits, in_spite_of_oddities=True).is_kept
    town.known(digits, "national_number", home, "adult")
    row = NationalNumber.objects.get(person=adult)
    town.known(row.sealed.lower(), "sealed", home, "adult")
    town.known(row.lookup.lower(), "sealed", home, "adult")
    reason = f"aanvraag {town.word('reveal', home, 'adult')}"
    assert actions.reveal_national_number(**keeping, reason=reason) == digits


def _hidden(town: Town, home: str, number: int, by: Actor) -> None:
    """A child in foster care and a secret place: for whoever wrote it, and nobody else."""
    service = town.word("hidden", home, "child", "foster service")
    actions.place_foster_child(
        actor=by, household_id=number, person_id=town.persons[home, "child"], service=service, now=town.now
    )
    for kind, place in (
        (
            StayKind.TEMPORARY,
            {"door": Door(town.word("hidden", home, spot="secret street"), "9", postcode="9901")},
        ),
        (StayKind.CARE, {"spot": town.word("hidden", home, spot="secret spot")}),
    ):
        _move(town, number, by, Place(kind=kind, is_hidden=True, **place))
    _move(
        town, number, by, Place(kind=StayKind.MEETING_SPOT, spot=town.word(_where(home), home, spot="spot"))
    )


def _move(town: Town, number: int, by: Actor, place: Place) -> None:
    actions.move_household(
        actor=by, household_id=number, place=place, from_on=day_of(town.now), client_id=uuid4(), now=town.now
    )


def _facts(town: Town, home: str, number: int, by: Actor) -> None:
    """One fact of each topic, with its proof as canary."""
    for topic, (key, value, about_person) in FACTS.items():
        person = "adult" if about_person else ""
        proof = town.word(f"proof.{topic}", home, person)
        record_facts(
            actor=by,
            household_id=number,
            told=[Told(key, value, town.persons[home, person] if person else None)],
            telling=Telling(day_of(town.now) - timedelta(days=20), FactSource.DOCUMENT, proof=proof),
            client_id=uuid4(),
            now=town.now,
        )


def _requests(town: Town) -> None:
    """Requests of the adult of the own team, open and answered, and a hold on somebody else."""
    officer, today = town.actor(Role.PRIVACY_OFFICER), day_of(town.now)
    subject = queries.number_of_person(town.persons["team", "adult"])
    town.numbers["request"] = []
    for spot in ("open", "answered"):
        made = audit.register_request(
            actor=officer,
            sent_id=uuid4(),
            kind=RequestKind.ACCESS,
            subject=subject,
            received_on=today,
            identity_checked=town.word("request", "team", "adult", f"checked {spot}"),
            asked=town.word("request", "team", "adult", f"asked {spot}"),
            now=town.now,
        )
        longer = town.word("request", "team", "adult", f"longer {spot}")
        audit.take_longer(actor=officer, number=made.pk, because=longer, now=town.now)
        town.numbers["request"].append(made.pk)
    audit.answer_request(
        actor=officer,
        number=made.pk,
        state=RequestState.DONE,
        answer=town.word("request", "team", "adult", "answer"),
        now=town.now,
    )
    hold = audit.place_hold(
        actor=officer,
        subject=queries.number_of_person(town.persons["town", "adult"]),
        reason=town.word("hold", "town", "adult"),
        until_on=today + timedelta(days=90),
        on=today,
        now=town.now,
    )
    town.numbers["hold"] = [hold.pk]
