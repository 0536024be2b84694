"""Roles of people who work here, and what goes with logging in."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

FULL_TIME = 100
"""A full-time job, in hundredths."""


class Role(models.TextChoices):
    """What somebody does here. A role says which policies allow, never more than that."""

    EDITOR = "editor", _("Editor")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    CASE_MANAGER = "case_manager", _("Case manager")
    BRIDGE_WORKER = "bridge_worker", _("Bridge worker")
    FAMILY_COACH = "family_coach", _("Family coach")
    COMMUNITY_WORKER = "community_worker", _("Community worker")
    OCCUPATIONAL_THERAPIST = "occupational_therapist", _("Occupational therapist")
    YOUTH_WORKER = "youth_worker", _("Youth worker")
    STREET_WORKER = "street_worker", _("Street worker")
    CALLER = "caller", _("Caller")
    VOLUNTEER = "volunteer", _("Volunteer")
    VOLUNTEER_COORDINATOR = "volunteer_coordinator", _("Volunteer coordinator")
    DOORSTEP_VISITOR = "doorstep_visitor", _("Doorstep visitor")
    DELIVERER = "deliverer", _("Deliverer")
    PACKAGE_COORDINATOR = "package_coordinator", _("Package coordinator")
    CAMPAIGN_LEAD = "campaign_lead", _("Campaign lead")
    PARTNER = "partner", _("Partner")
    THERAPIST = "therapist", _("Speech therapist or psychologist")
    PROVISION_DESK = "provision_desk", _("Desk for provisions")
    PLAYGROUND_PLANNER = "playground_planner", _("Playground planner")
    FUND_DECIDER = "fund_decider", _("Decides on a fund")
    FINANCE = "finance", _("Finance")
    TEAM_LEAD = "team_lead", _("Team lead")
    DIRECTOR = "director", _("Director")
    POLICY_READER = "policy_reader", _("Reads totals for policy")
    RESEARCHER = "researcher", _("Researcher")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    SECURITY_AUDITOR = "security_auditor", _("Security auditor")
    ADMINISTRATOR = "administrator", _("Administrator")

    @property
    def description(self) -> str:
        """One sentence on what this role may do, for the person who hands it out."""
        return str(_DESCRIPTIONS.get(self, ""))


_DESCRIPTIONS = {
    Role.EDITOR: _(
        "Reads what visitors report as wrong, and writes the texts and rules of rights; sees no households."
    ),
    Role.SOCIAL_WORKER: _(
        "Looks for rights with the households of the own team, and keeps their facts and requests up to date."
    ),
    Role.CASE_MANAGER: _(
        "Follows households of the own team from beginning to end: opens the dossier, makes the plan, "
        "brings helpers together."
    ),
    Role.BRIDGE_WORKER: _(
        "Meets households at school or in child care, writes down their question, "
        "and follows those of the own team."
    ),
    Role.FAMILY_COACH: _(
        "Supports some households at home, and sees and keeps the plan and the talks of those households."
    ),
    Role.COMMUNITY_WORKER: _(
        "Works with groups in a neighbourhood and passes questions on; "
        "sees the summary of households of the own team, not the dossier."
    ),
    Role.OCCUPATIONAL_THERAPIST: _(
        "Comes to look at the house of somebody: sees the own tasks and the address, "
        "and passes on what is needed."
    ),
    Role.YOUTH_WORKER: _(
        "Works with young people, writes down their question, and sees what was entrusted to the own team."
    ),
    Role.STREET_WORKER: _(
        "Meets people on the street, may write down a nickname only, and "
        "follows those people together with the team."
    ),
    Role.CALLER: _(
        "Calls the people on the own list of a phone round, one at a time; sees name, language and number, "
        "and nothing of a dossier."
    ),
    Role.VOLUNTEER: _(
        "Helps one household at a time with homework or small things; sees "
        "what was agreed on, and the first name."
    ),
    Role.VOLUNTEER_COORDINATOR: _(
        "Brings volunteers and questions for help together; sees the question "
        "and the address, not the dossier."
    ),
    Role.DOORSTEP_VISITOR: _(
        "Rings at the doors of the own round and writes down who was at home and what was asked; "
        "never sees why a door is on it."
    ),
    Role.DELIVERER: _(
        "Brings packages of the own tour; sees name, address and number of "
        "packages for as long as the tour lasts."
    ),
    Role.PACKAGE_COORDINATOR: _(
        "Puts lists of partners together for packages, says who delivers and plans those rounds; sees who "
        "gets one from lists for which it was named, not the dossier, and no phone or doorstep round."
    ),
    Role.CAMPAIGN_LEAD: _(
        "Plans phone rounds and rounds along doors, shares out the work and sees the progress; "
        "sees people of the own campaigns only."
    ),
    Role.PARTNER: _(
        "Works for a partner organisation: hands in own lists and referrals, and sees the answers to those; "
        "never sees what others handed in."
    ),
    Role.THERAPIST: _(
        "Treats people and keeps reserved notes; sees of others what those "
        "shared within professional secrecy."
    ),
    Role.PROVISION_DESK: _(
        "Lends laptops and books study spots and outings; sees whether somebody qualifies, not why."
    ),
    Role.PLAYGROUND_PLANNER: _(
        "Plans where the mobile playground stands; sees figures per neighbourhood and no persons."
    ),
    Role.FUND_DECIDER: _(
        "Decides on requests to a fund; sees the request and what it rests on, for as long as it is open."
    ),
    Role.FINANCE: _(
        "Pays what was decided and follows the budget; sees amount, payee and decision, not the story."
    ),
    Role.TEAM_LEAD: _(
        "Leads a team: shares out households, arranges who stands in, invites colleagues, "
        "and looks along in dossiers of the own team."
    ),
    Role.DIRECTOR: _("Leads the service: sees the load of all teams and all figures, and opens no dossier."),
    Role.POLICY_READER: _("Reads totals for policy, with small numbers hidden; sees no persons."),
    Role.RESEARCHER: _(
        "Reads totals for research under an agreement, with small numbers hidden; sees no persons."
    ),
    Role.PRIVACY_OFFICER: _(
        "Watches over privacy: reads who looked at what and why, reviews exceptional access, "
        "and handles requests of residents."
    ),
    Role.SECURITY_AUDITOR: _(
        "Checks the settings and the record of what was done; sees numbers in place of names."
    ),
    Role.ADMINISTRATOR: _("Invites people, gives roles and teams and closes accounts; sees no households."),
}


class StandInReason(models.TextChoices):
    """Why somebody stands in; never more precise, because the absence of "
    "a colleague may tell of an illness."""

    PLANNED = "planned", _("An absence that was planned")
    UNPLANNED = "unplanned", _("An absence that was not planned")
    LEFT = "left", _("The colleague left, and somebody takes over")
    HELP = "help", _("Help for a team with too much work")


class InvitationKind(models.TextChoices):
    """What a link is for."""

    WELCOME = "welcome", _("A new colleague")
    RECOVERY = "recovery", _("A new start, after a second step was lost")


class TryKind(enum.StrEnum):
    """What is guessed: the password, or the code of the second step."""

    PASSWORD = "password"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a try comes from: the network, and whether the browser logged in to this account before."""

    network: str
    device: str = ""


class TooManyTries(Exception):
    """No try is left. `minutes` says after how many minutes there is one again."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class LinkNotOpen(LookupError):
    """This link was used, withdrawn or is too old, or never existed."""


class AlreadyOpen(Exception):
    """What was asked for is there already: an account with this address, a membership, a request."""


class AreaTaken(Exception):
    """Another team of the town follows a neighbourhood already: each address lies in one area."""

    def __init__(self, code: str, team: str) -> None:
        super().__init__(code, team)
        self.code, self.team = code, team


class NoSuchAccount(LookupError):
    """No account has this e-mail address."""


SecondStepListener = Callable[[str], None]
second_step_listeners: list[SecondStepListener] = []
"""Called with the e-mail address when an account is asked for its code. The demonstration shows it there."""


def register_second_step_listener(listener: SecondStepListener) -> None:
    """Let a higher app know when somebody is asked for the second step."""
    second_step_listeners.append(listener)
