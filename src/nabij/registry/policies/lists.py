"""Who may put lists together, and who may bring one."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.staff.types import Role

LEADS: frozenset[str] = frozenset({Role.PACKAGE_COORDINATOR, Role.CAMPAIGN_LEAD})


def may_lead_lists(actor: Actor) -> Decision:
    """Package coordinators and campaign leads put lists together."""
    if not actor.roles & LEADS:
        return refuse(
            _("Only a package coordinator or a campaign lead puts lists together. Ask your team lead.")
        )
    return allow()


def may_begin_collection(actor: Actor, *, town: str) -> Decision:
    """They begin one for a town that they work for."""
    if not (decision := may_lead_lists(actor)).allowed:
        return decision
    if town not in actor.towns:
        return refuse(_("Your account does not work for this town. Ask the administrator to add it."))
    return allow()


def may_see_collection(actor: Actor, *, town: str, lead_id: int, viewers: Collection[int]) -> Decision:
    """The lead of a collection and those who were named see it all; the role alone is not enough."""
    if not (decision := may_begin_collection(actor, town=town)).allowed:
        return decision
    if actor.staff_id != lead_id and actor.staff_id not in viewers:
        return refuse(_("You were not named for this collection. Ask its lead."))
    return allow()


def may_bring_lists(actor: Actor) -> Decision:
    """Whoever has an account may be asked for a list; which ones, the invitation says."""
    if not actor.is_known:
        return refuse(_("Log in first."))
    return allow()
