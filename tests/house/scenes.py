"""One object of each kind in each relation to somebody, for the walk over all routes (access.toml).

To add a kind: write a function that takes the `Stage` and a relation, makes the object, and returns the
parts of the address that name it; None where the relation cannot be. Put it into SCENES under the name that
`about` uses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from nabij.casework import actions as casework
from nabij.casework.models import (
    AgreedFeedback,
    CaseProposal,
    Handover,
    Participation,
    Programme,
    Setting,
    SettingKind,
    Transfer,
)
from nabij.casework.types import Move, RightState, TransferReason
from nabij.kernel.actors import SYSTEM, Actor
from nabij.registry import actions as registry
from nabij.registry.actions import list_files, lists
from nabij.registry.models import ListCollection, ListInvitation, Stay
from nabij.registry.models import Membership as RegistryMembership
from nabij.registry.policies import LEADS
from nabij.registry.types import Layer, Topic
from nabij.registry.types.lists import NewCollection
from nabij.rights.actions import town_rights
from nabij.rights.queries.decided import Said
from nabij.rights.queries.results import key_of_right
from nabij.staff.actions.invitations import new_link
from nabij.staff.models import Membership, Team, TownGrant, User
from nabij.staff.queries import actor_of
from nabij.staff.types import InvitationKind, Role
from nabij_methods.tables.cells import Cell, Table
from nabij_methods.tables.rows import ReadChild, ReadRow
from tests.audit.scenes import breach, hold, removal, request_of_somebody
from tests.campaigns.door_scenes import door_note, held, own_stop
from tests.campaigns.pack_scenes import (
    package,
    package_campaign,
    package_door,
    package_order,
    package_pair,
    package_quota,
)
from tests.campaigns.round_scenes import goes_with_packages, planning, walked_round
from tests.campaigns.scenes import campaign, follow_up, paper, worry
from tests.campaigns.scenes_chain import letter_batch, mailing
from tests.casework.desk import a_goal, a_need, a_signal, guided, note, told
from tests.casework.given import given_task
from tests.casework.outside import a_filed_letter, a_visit, visit_letter
from tests.casework.paper import a_letter
from tests.casework.referral_desk import move, sent, told_to_town
from tests.casework.register_desk import LIVING_WAGE, moved
from tests.directory import offers
from tests.registry import people
from tests.rights import town_right

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
HERE, ELSEWHERE = "zonnedam", "kortrijk"
RELATIONS = ["own", "team", "town", "organisation", "elsewhere"]
Address = dict[str, Any]


@dataclass
class Stage:
    """Somebody with one role, and the teams around."""

    user: User
    teams: dict[str, Team]


def set_stage(role: str | None) -> Stage:
    """Make somebody with this role who works in, and leads, a team; beside it the teams of others."""
    teams = {
        "team": Team.objects.create(name="Noord", town=HERE),
        "town": Team.objects.create(name="Zuid", town=HERE),
        "organisation": Team.objects.create(name="Vzw", town=HERE, organisation="Vzw Bij Ons"),
        "elsewhere": Team.objects.create(name="Noord", town=ELSEWHERE),
    }
    user = an_account("own", HERE)
    if role is not None:
        user.role_grants.create(role=role)
    Membership.objects.create(user=user, team=teams["team"], from_on=LONG_AGO, is_lead=True)
    return Stage(user, teams)


def an_account(name: str, *towns: str) -> User:
    """An account without a password, so that a thousand of them cost nothing."""
    account = User(email=f"{name}@zonnedam.example", name=name, created_at=NOW)
    account.set_unusable_password()
    account.save()
    TownGrant.objects.bulk_create(TownGrant(user=account, town=town) for town in towns)
    return account


def colleague(stage: Stage, relation: str) -> Address | None:
    """Somebody else's account, or the own one."""
    if relation == "own":
        return {"number": stage.user.pk}
    other = an_account("other", ELSEWHERE if relation == "elsewhere" else HERE)
    Membership.objects.create(user=other, team=stage.teams[relation], from_on=LONG_AGO)
    return {"number": other.pk}


def team(stage: Stage, relation: str) -> Address | None:
    """A team; nobody owns one."""
    return None if relation == "own" else {"number": stage.teams[relation].pk}


def invitation(stage: Stage, relation: str) -> Address | None:
    """The open link of somebody who was invited; whoever has it has it."""
    invited = an_account("invited", HERE)
    return {"token": new_link(invited, InvitationKind.WELCOME, actor=SYSTEM, now=NOW)}


def draft(stage: Stage, relation: str) -> Address | None:
    """A draft of a right of the own town, or of another one. Towns have no teams for this."""
    if relation not in {"own", "elsewhere"}:
        return None
    town = HERE if relation == "own" else ELSEWHERE
    writer = an_account("writer", town)
    writer.role_grants.create(role=Role.EDITOR)
    written = {**town_right.document(), "town": town, "id": f"{town}_schooluitstap"}
    made = town_rights.import_draft(actor=actor_of(writer, on=NOW.date()), document=written, now=NOW)
    return {"number": made.pk}


def household(stage: Stage, relation: str) -> Address | None:
    """A household of the own team, or of another one, opened by somebody who works there."""
    if relation == "own":
        return None
    team = stage.teams[relation]
    worker = an_account("worker", team.town)
    worker.role_grants.create(role=Role.SOCIAL_WORKER)
    Membership.objects.create(user=worker, team=team, from_on=LONG_AGO)
    by = actor_of(worker, on=NOW.date())
    members = (people.somebody(), people.child("Mo"))
    return {"household_id": people.household(by, *members, town=team.town, team_id=team.pk)}


def stay(stage: Stage, relation: str) -> Address | None:
    """The place of such a household."""
    home = household(stage, relation)
    return {**home, "number": Stay.objects.get(household=home["household_id"]).pk} if home else None


def member(stage: Stage, relation: str) -> Address | None:
    """Somebody who belongs to such a household; not the one whom we write to."""
    home = household(stage, relation)
    if home is None:
        return None
    persons = RegistryMembership.objects.filter(household=home["household_id"])
    return {**home, "person_id": persons.latest("pk").person_id}


def pair(stage: Stage, relation: str) -> Address | None:
    """Two persons of such a household."""
    home = household(stage, relation)
    if home is None:
        return None
    persons = RegistryMembership.objects.filter(household=home["household_id"]).order_by("pk")
    first, second = persons.values_list("person", flat=True)
    return {"first_id": first, "second_id": second}


def collection(stage: Stage, relation: str) -> Address | None:
    """Lists that somebody puts together: the own ones, or those of a colleague or of another town."""
    if relation not in {"own", "town", "elsewhere"}:
        return None
    return {"number": _begun(stage, relation).pk}


def _begun(stage: Stage, relation: str) -> ListCollection:
    town = ELSEWHERE if relation == "elsewhere" else HERE
    lead = stage.user
    if relation != "own" or not lead.role_grants.filter(role__in=LEADS).exists():
        lead = an_account("lead", town)
        lead.role_grants.create(role=Role.CAMPAIGN_LEAD)
    new = NewCollection("Winter", town, "Een pakket", "Besluit 2026-031", NOW.date(), date(2027, 1, 31))
    return lists.begin_collection(actor=actor_of(lead, on=NOW.date()), new=new, now=NOW)


def _asked(stage: Stage, relation: str) -> tuple[ListInvitation, Actor] | None:
    """A list that the actor was asked for, or somebody else, with whoever brings it."""
    if relation not in {"own", "town", "elsewhere"}:
        return None
    begun = _begun(stage, "town" if relation == "own" else relation)
    leading = {"actor": actor_of(begun.lead, on=NOW.date()), "now": NOW}
    owner = stage.user if relation == "own" else an_account("owner", begun.town)
    asked = lists.add_partner(**leading, collection=begun.pk, name="buurthuis", is_foster=False)
    lists.name_member(**leading, invitation=asked.pk, user_id=owner.pk)
    return asked, actor_of(owner, on=NOW.date())


def own_list(stage: Stage, relation: str) -> Address | None:
    """A list that somebody was asked for."""
    found = _asked(stage, relation)
    return None if found is None else {"number": found[0].pk}


def own_row(stage: Stage, relation: str) -> Address | None:
    """A family on such a list."""
    if (found := _asked(stage, relation)) is None:
        return None
    row = ReadRow(row=0, children=(ReadChild("Emre", "Zeewind", "2019-03-12"),), street="Kaai", number="4")
    kept = list_files.type_row(actor=found[1], invitation=found[0].pk, client_id=uuid4(), row=row, now=NOW)
    return {"number": found[0].pk, "identity": kept.identity}


def own_file(stage: Stage, relation: str) -> Address | None:
    """A file of such a list, of which nobody said yet what its columns hold."""
    if (found := _asked(stage, relation)) is None:
        return None
    lines = (("Voornaam", "Familienaam"), ("Emre", "Zeewind"))
    cells = tuple(tuple(Cell(text) for text in line) for line in lines)
    received = list_files.receive_file(
        actor=found[1],
        invitation=found[0].pk,
        client_id=uuid4(),
        name="lijst.csv",
        content=b"Voornaam;Familienaam",
        table=Table(cells),
        now=NOW,
    )
    return {"number": received.pk}


def service(stage: Stage, relation: str) -> Address | None:
    """An entry of the directory of the own town, or of another one. No team has one of its own."""
    if relation not in {"own", "elsewhere"}:
        return None
    return {"number": offers.service(town=HERE if relation == "own" else ELSEWHERE).pk}


def _in_guidance(stage: Stage, relation: str) -> tuple[Actor, int] | None:
    """A household in guidance with its worker, who is contact person."""
    found = household(stage, relation)
    if found is None:
        return None
    worker = User.objects.get(email="worker@zonnedam.example")
    by = actor_of(worker, on=NOW.date())
    number = guided(by, number=found["household_id"], now=NOW)
    return by, number


def guidance(stage: Stage, relation: str) -> Address | None:
    """A household in guidance, of the own team or of another one."""
    made = _in_guidance(stage, relation)
    return {"household_id": made[1]} if made else None


def contact(stage: Stage, relation: str) -> Address | None:
    """A contact that everybody who sees the household may read."""
    made = _in_guidance(stage, relation)
    return {"contact_id": note(*made, told(layer=Layer.SUMMARY))} if made else None


def goal(stage: Stage, relation: str) -> Address | None:
    """A goal about leisure, the topic that most roles see."""
    made = _in_guidance(stage, relation)
    return {"goal_id": a_goal(*made)} if made else None


def need(stage: Stage, relation: str) -> Address | None:
    """A need about leisure, the topic that most roles see."""
    made = _in_guidance(stage, relation)
    return {"need_id": a_need(*made)} if made else None


def handover(stage: Stage, relation: str) -> Address | None:
    """A household that went from one worker of such a team to another, who did not accept it yet."""
    made = _in_guidance(stage, relation)
    return {"handover_id": _given_on(stage, relation, *made).pk} if made else None


def transfer(stage: Stage, relation: str) -> Address | None:
    """Households of such a team that changed hands together, which was taken back already."""
    made = _in_guidance(stage, relation)
    if made is None:
        return None
    given = _given_on(stage, relation, *made)
    giver = given.from_staff_id
    whole = Transfer.objects.create(
        from_staff_id=giver,
        reason=TransferReason.AWAY,
        at=NOW,
        by_id=giver,
        undone_at=NOW,
        undone_by_id=giver,
    )
    Handover.objects.filter(pk=given.pk).update(transfer=whole)
    return {"transfer_id": whole.pk}


def _given_on(stage: Stage, relation: str, by: Actor, number: int) -> Handover:
    receiver = an_account("receiver", stage.teams[relation].town)
    receiver.role_grants.create(role=Role.SOCIAL_WORKER)
    registry.hand_over_contact(
        actor=by, household_id=number, to_staff_id=receiver.pk, hidden_too=False, now=NOW
    )
    return Handover.objects.get(household=number)


def visit(stage: Stage, relation: str) -> Address | None:
    """A planned visit to such a household."""
    made = _in_guidance(stage, relation)
    return {"visit_id": a_visit(made[0], made[1], now=NOW)} if made else None


def referral(stage: Stage, relation: str) -> Address | None:
    """Of a partner to a team of the town; `own`: of the town to the organisation that one works for."""
    if relation in {"own", "organisation"}:
        receiver = stage.teams["organisation"]
        if relation == "own":
            Membership.objects.create(user=stage.user, team=receiver, from_on=LONG_AGO)
        home = household(stage, "town")
        assert home is not None
        worker = actor_of(User.objects.get(email="worker@zonnedam.example"), on=NOW.date())
        return {"referral_id": sent(worker, home["household_id"], receiver, now=NOW, facts=("name",))}
    team = stage.teams[relation]
    team.neighbourhoods.create(code="N1")
    lead = an_account("lead", team.town)
    lead.role_grants.create(role=Role.TEAM_LEAD)
    Membership.objects.create(user=lead, team=team, from_on=LONG_AGO, is_lead=True)
    _theirs, by = _partner(team.town)
    return {"referral_id": told_to_town(by, now=NOW, neighbourhood="N1")}


def _partner(town: str) -> tuple[Team, Actor]:
    """An organisation that works in here, with somebody of it."""
    partner = an_account("partner", town)
    partner.role_grants.create(role=Role.PARTNER)
    theirs = Team.objects.create(name="Kast", town=town, organisation="Kast vzw")
    Membership.objects.create(user=partner, team=theirs, from_on=LONG_AGO)
    return theirs, actor_of(partner, on=NOW.date())


def returned_referral(stage: Stage, relation: str) -> Address | None:
    """One that a partner gave back, about leisure, the topic that most roles see."""
    if (home := household(stage, relation)) is None:
        return None
    worker = actor_of(User.objects.get(email="worker@zonnedam.example"), on=NOW.date())
    theirs, partner = _partner(stage.teams[relation].town)
    number = sent(worker, home["household_id"], theirs, now=NOW, facts=("name",), topic=Topic.LEISURE)
    move(partner, number, Move.DECLINE, now=NOW)
    return {"referral_id": number}


def signal(stage: Stage, relation: str) -> Address | None:
    """What somebody saw, for the lead of a team."""
    if relation == "own":
        return None
    team = stage.teams[relation]
    worker = an_account("sender", team.town)
    worker.role_grants.create(role=Role.COMMUNITY_WORKER)
    Membership.objects.create(user=worker, team=team, from_on=LONG_AGO)
    return {"signal_id": a_signal(actor_of(worker, on=NOW.date()), team.pk, now=NOW)}


def held_right(stage: Stage, relation: str) -> Address | None:
    """A right that was refused to a household, against what the rules said."""
    home = household(stage, relation)
    if home is None:
        return None
    by = actor_of(User.objects.get(email="worker@zonnedam.example"), on=NOW.date())
    moved(by, home["household_id"], RightState.REFUSED, now=NOW, said=Said("yes"))
    return {**home, "key": key_of_right(LIVING_WAGE)}


def case_proposal(stage: Stage, relation: str) -> Address | None:
    """A proposed case; it is about nobody, so nobody is nearer to it than another."""
    case = {"name": "a decision: refused", "on": "2026-11-01", "persons": [{}], "expect": {"answer": "no"}}
    made = CaseProposal.objects.create(right_id=LIVING_WAGE, case=case, engine_said="yes", month="2026-11")
    return {"number": made.pk}


def _in_a_town(relation: str) -> str | None:
    """The town of something that no team has: the own one or another one."""
    return {"own": HERE, "elsewhere": ELSEWHERE}.get(relation)


def a_setting(town: str) -> Setting:
    """A school of a town."""
    return Setting.objects.create(
        kind=SettingKind.objects.create(town=town, name="Scholen", counts="households"), name="De Brug"
    )


def a_programme(town: str) -> Programme:
    """A programme about leisure, the topic that most roles see."""
    return Programme.objects.create(town=town, name="Op stap", topic=Topic.LEISURE)


def setting(stage: Stage, relation: str) -> Address | None:
    """A school of the own town, or of another one."""
    town = _in_a_town(relation)
    return {"setting_id": a_setting(town).pk} if town else None


def programme(stage: Stage, relation: str) -> Address | None:
    """A programme of the own town, or of another one."""
    town = _in_a_town(relation)
    return {"programme_id": a_programme(town).pk} if town else None


def session(stage: Stage, relation: str) -> Address | None:
    """A session of such a programme."""
    town = _in_a_town(relation)
    return {"session_id": a_programme(town).sessions.create(on_day=NOW.date()).pk} if town else None


def feedback(stage: Stage, relation: str) -> Address | None:
    """A sentence that a family agreed a school may read."""
    home = household(stage, relation)
    if home is None:
        return None
    worker = User.objects.get(email="worker@zonnedam.example")
    kept = AgreedFeedback.objects.create(
        household_id=home["household_id"],
        person=RegistryMembership.objects.filter(household=home["household_id"]).latest("pk").person,
        setting=a_setting(stage.teams[relation].town),
        sentence="Mo eet op school",
        agreed_with="moeder",
        agreed_on=NOW.date(),
        agreed_by=worker,
    )
    return {"feedback_id": kept.pk}


def participation(stage: Stage, relation: str) -> Address | None:
    """Somebody of a household takes part in a programme about leisure."""
    home = household(stage, relation)
    if home is None:
        return None
    taking = Participation.objects.create(
        programme=a_programme(stage.teams[relation].town),
        household_id=home["household_id"],
        person=RegistryMembership.objects.filter(household=home["household_id"]).latest("pk").person,
        registered_on=NOW.date(),
        registered_by=User.objects.get(email="worker@zonnedam.example"),
        consent_of="parent",
    )
    return {"participation_id": taking.pk}


def letter(stage: Stage, relation: str) -> Address | None:
    """A letter about leisure, the topic that most roles see."""
    made = _in_guidance(stage, relation)
    return {"letter_id": a_letter(*made, topic=Topic.LEISURE)} if made else None


def document(stage: Stage, relation: str) -> Address | None:
    """A letter of such a household that everybody who follows it may read."""
    made = _in_guidance(stage, relation)
    return {"document_id": a_filed_letter(made[0], made[1], now=NOW, layer=Layer.SUMMARY)} if made else None


def feed(stage: Stage, relation: str) -> Address | None:
    """The secret address of somebody's calendar; whoever has it has it."""
    reader = an_account("reader", HERE)
    reader.role_grants.create(role=Role.SOCIAL_WORKER)
    return {"token": casework.make_feed(actor=actor_of(reader, on=NOW.date()), now=NOW)}


SCENES: dict[str, Callable[[Stage, str], Address | None]] = {
    "breach": breach,
    "campaign": campaign,
    "goes_with_packages": goes_with_packages,
    "planning": planning,
    "round": walked_round,
    "stop": own_stop,
    "door_note": door_note,
    "held": held,
    "letter_batch": letter_batch,
    "mailing": mailing,
    "package": package,
    "package_campaign": package_campaign,
    "package_door": package_door,
    "package_order": package_order,
    "package_pair": package_pair,
    "package_quota": package_quota,
    "paper": paper,
    "follow_up": follow_up,
    "worry": worry,
    "collection": collection,
    "handover": handover,
    "hold": hold,
    "own_file": own_file,
    "own_list": own_list,
    "own_row": own_row,
    "removal": removal,
    "request": request_of_somebody,
    "colleague": colleague,
    "contact": contact,
    "document": document,
    "draft": draft,
    "feed": feed,
    "given_task": given_task,
    "goal": goal,
    "guidance": guidance,
    "letter": letter,
    "household": household,
    "invitation": invitation,
    "member": member,
    "pair": pair,
    "service": service,
    "signal": signal,
    "stay": stay,
    "need": need,
    "feedback": feedback,
    "participation": participation,
    "programme": programme,
    "session": session,
    "setting": setting,
    "held_right": held_right,
    "case_proposal": case_proposal,
    "referral": referral,
    "returned_referral": returned_referral,
    "team": team,
    "visit": visit,
    "visit_letter": visit_letter,
    "transfer": transfer,
}
