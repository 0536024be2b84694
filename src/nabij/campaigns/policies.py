"""Who may do what in campaigns. Which campaign and which people, the query or action decides."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.registry.types import TEAM_ROLES
from nabij.staff.types import Role


def may_lead_campaigns(actor: Actor) -> Decision:
    """Campaign leads prepare campaigns of their towns, share work out, stop them and see who is on them."""
    if Role.CAMPAIGN_LEAD not in actor.roles:
        return refuse(
            _("Only a campaign lead works with campaigns. Ask who leads the campaigns of your town.")
        )
    return allow()


def may_call(actor: Actor) -> Decision:
    """Callers get one person at a time; of which campaigns, their coordinator decides."""
    if Role.CALLER not in actor.roles:
        return refuse(
            _("Only a caller of a phone round gets people to call. Ask the coordinator of the round.")
        )
    return allow()


def may_go(actor: Actor) -> Decision:
    """Visitors at the door and deliverers see the doors of their own round of today."""
    if not actor.roles & {Role.DOORSTEP_VISITOR, Role.DELIVERER}:
        return refuse(
            _("Only a doorstep visitor or a deliverer gets doors. Ask the coordinator of the round.")
        )
    return allow()


def may_bring(actor: Actor) -> Decision:
    """Whatever a phone still holds is taken from anybody who logs in: a role that ended loses nothing."""
    if not actor.is_known:
        return refuse(_("Log in first. What waits on this phone stays there."))
    return allow()


def may_follow_up(actor: Actor) -> Decision:
    """Whoever follows households in a team takes up what was asked in a campaign, for the own teams."""
    if not actor.roles & TEAM_ROLES:
        return refuse(_("Your role takes no questions from campaigns. Ask a social worker."))
    return allow()


def may_see_worries(actor: Actor) -> Decision:
    """Whoever can be called by a worry: the duty team, team leads, and at last whoever leads campaigns."""
    if not actor.roles & (TEAM_ROLES | {Role.CAMPAIGN_LEAD}):
        return refuse(_("Worries of callers go to the duty team. Call it when somebody is in danger."))
    return allow()


PACKERS: frozenset[str] = frozenset({Role.PACKAGE_COORDINATOR, Role.CAMPAIGN_LEAD})


def may_lead_packages(actor: Actor) -> Decision:
    """Package coordinators and campaign leads work with packages, for the towns that they work for."""
    if not actor.roles & PACKERS:
        return refuse(_("Only a package coordinator or a campaign lead works with packages."))
    return allow()


def may_plan_rounds(actor: Actor) -> Decision:
    """Campaign leads say who goes and plan rounds; package coordinators those of packages only."""
    if not actor.roles & PACKERS:
        return refuse(
            _("Only a campaign lead plans rounds, and a package coordinator those of its packages.")
        )
    return allow()


def may_see_orders(actor: Actor) -> Decision:
    """Whoever works with packages orders; finance sees orders too, and releases what passes the budget."""
    if not actor.roles & (PACKERS | {Role.FINANCE}):
        return refuse(_("Only finance and whoever works with packages sees orders."))
    return allow()


def may_release(actor: Actor) -> Decision:
    """Finance releases what passes a budget; who ordered it does not, whatever the roles."""
    if Role.FINANCE not in actor.roles:
        return refuse(_("Only finance releases what passes the budget."))
    return allow()


def may_hand_out(actor: Actor) -> Decision:
    """Partners tell how many packages they gave; of which campaign, the quota says."""
    if Role.PARTNER not in actor.roles:
        return refuse(_("Only a partner who has packages of a campaign hands them out here."))
    return allow()


def may_give_packages(actor: Actor) -> Decision:
    """A partner itself, or whoever leads the packages on its behalf."""
    if may_lead_packages(actor).allowed:
        return allow()
    return may_hand_out(actor)


def may_count_cards(actor: Actor) -> Decision:
    """Whoever has an account may be called by somebody with a card in the hand."""
    if not actor.is_known:
        return refuse(_("Log in first."))
    return allow()


STREET_ROLES = frozenset({Role.STREET_WORKER, Role.YOUTH_WORKER, Role.COMMUNITY_WORKER})
"""Whoever meets people where they are: in the street, on a square."""


def may_note_street_contacts(actor: Actor) -> Decision:
    """Street, youth and community workers count talks in the street."""
    if not actor.roles & STREET_ROLES:
        return refuse(_("Talks in the street are counted by whoever works there. Your role does not."))
    return allow()


def may_see_street_counts(actor: Actor) -> Decision:
    """The counts are for whoever notes talks, leads campaigns, or reads totals for policy."""
    if not actor.roles & (STREET_ROLES | {Role.CAMPAIGN_LEAD, Role.POLICY_READER}):
        return refuse(_("These counts are not for your role. Ask the campaign lead of your town."))
    return allow()
