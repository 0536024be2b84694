"""Roles of people who work here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
        "Reads what visitors report as wrong, and follows it up in the texts and rules of rights."
    ),
}


class NoSuchAccount(LookupError):
    """No account has this e-mail address."""
