"""Who may do what in the registry. What depends on one household is asked with the sight into it."""

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.registry.types import TASK_ROLES, TEAM_ROLES, Sight


def may_search_households(actor: Actor) -> Decision:
    """Whoever follows households, or has tasks in some, may look them up."""
    if not actor.roles & TASK_ROLES:
        return refuse(_("Your role does not follow households. Ask your team lead when you need to."))
    return allow()


def may_list_households(actor: Actor) -> Decision:
    """The same people have a list of the households that they see."""
    return may_search_households(actor)


def may_add_households(actor: Actor) -> Decision:
    """Whoever follows households may add one."""
    if not actor.roles & TEAM_ROLES:
        return refuse(_("Your role does not add households. Ask a social worker of the team."))
    return allow()


def may_open_household(actor: Actor, *, town: str, team_id: int | None) -> Decision:
    """In a town that the account works for, for a team that it is in."""
    if not (decision := may_add_households(actor)).allowed:
        return decision
    if town not in actor.towns:
        return refuse(_("Your account does not work for this town. Ask your administrator."))
    if team_id is not None and team_id not in actor.team_ids:
        return refuse(_("You are not in this team. Choose a team of your own."))
    return allow()


def may_change_household(actor: Actor, sight: Sight) -> Decision:
    """Contact person, stand-in, team or task. Exceptional access is for reading."""
    if not sight.relations - {"exception"}:
        return refuse(_("You opened this household for once, to read. Ask the contact person to change it."))
    return allow()
