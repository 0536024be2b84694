"""Who may do what in the registry. What depends on one household is asked with the sight into it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.registry.types import CONTACT_ROLES, SIGHT_ROLES, TEAM_ROLES, Sight
from nabij.staff.types import Role


def may_search_households(actor: Actor) -> Decision:
    """Whoever follows households, or has tasks in some, may look them up."""
    if not actor.roles & SIGHT_ROLES:
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


def may_take_contact(actor: Actor, sight: Sight) -> Decision:
    """Whoever follows the household with a role for it may become contact person, or hand that over."""
    if not actor.roles & CONTACT_ROLES:
        return refuse(_("Your role cannot be contact person. Ask a social worker of the team."))
    return may_change_household(actor, sight)


def may_hand_over_contact(actor: Actor, sight: Sight) -> Decision:
    """The contact person, the stand-in and the team lead give a household to a colleague."""
    if "contact_person" in sight.relations or "stand_in" in sight.relations:
        return allow()
    if Role.TEAM_LEAD in actor.roles and "team" in sight.relations:
        return allow()
    return refuse(_("Only the contact person or the team lead hands this household over. Ask one of them."))


def may_give_task(actor: Actor, sight: Sight) -> Decision:
    """The contact person, the stand-in and the team lead give a colleague a task in a household."""
    return may_hand_over_contact(actor, sight)


def may_protect(actor: Actor, sight: Sight) -> Decision:
    """Whoever follows the household may say that somebody may not be found: safety does not wait."""
    return may_change_household(actor, sight)


def may_end_protection(actor: Actor, sight: Sight) -> Decision:
    """Only contact person and team lead take that away."""
    if not sight.sees_protected:
        return refuse(_("Only the contact person or the team lead ends this. Ask one of them."))
    return may_change_household(actor, sight)


def may_see_places(actor: Actor, sight: Sight, *, is_protected: bool) -> Decision:
    """Where a household is, whoever sees it sees; of who may not be found only contact person and lead."""
    if is_protected and not sight.sees_protected:
        return refuse(
            _(
                "Somebody in this household may not be found. Only the contact person and the team lead see "
                "where they are. That you tried is on record."
            )
        )
    return allow()


def may_decide_on_pair(actor: Actor, sights: Collection[Sight]) -> Decision:
    """Whoever may change both households says whether two persons are one."""
    if not actor.roles & CONTACT_ROLES:
        return refuse(_("Your role does not decide this. Ask a social worker of the team."))
    for sight in sights:
        if not (decision := may_change_household(actor, sight)).allowed:
            return decision
    return allow()


def may_open_exceptionally(actor: Actor) -> Decision:
    """Whoever follows households may open one for once, with a reason that is read by others."""
    if not actor.roles & TEAM_ROLES:
        return refuse(_("Your role has no exceptional access. Ask the team of the household."))
    return allow()


def may_review_exceptions(actor: Actor) -> Decision:
    """Team leads and the privacy officer review exceptional access."""
    if not actor.roles & {Role.TEAM_LEAD, Role.PRIVACY_OFFICER}:
        return refuse(_("Only a team lead or the privacy officer reviews this."))
    return allow()


def may_review_exception(actor: Actor, *, staff_id: int, town: str, team_id: int | None) -> Decision:
    """The lead of the team of the household, or the privacy officer of the town; never whoever opened it."""
    if not (decision := may_review_exceptions(actor)).allowed:
        return decision
    if staff_id == actor.staff_id:
        return refuse(_("This was your own access. Somebody else reviews it."))
    is_officer = Role.PRIVACY_OFFICER in actor.roles and town in actor.towns
    if not is_officer and team_id not in actor.team_ids:
        return refuse(_("This household is of another team. Its team lead reviews it."))
    return allow()


def may_reveal_national_number(actor: Actor, sight: Sight) -> Decision:
    """Contact person and stand-in, for a reason that goes on record."""
    if not sight.relations & {"contact_person", "stand_in"}:
        return refuse(_("Only the contact person sees the national number. Ask them."))
    return allow()


# ---------------------------------------------------------------------------- lists of partners
LEADS: frozenset[str] = frozenset({Role.PACKAGE_COORDINATOR, Role.CAMPAIGN_LEAD})
BRINGERS: frozenset[str] = frozenset(
    {Role.PARTNER, Role.BRIDGE_WORKER, Role.SOCIAL_WORKER, Role.COMMUNITY_WORKER, Role.YOUTH_WORKER}
)


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


def may_see_lists_in_menu(actor: Actor) -> Decision:
    """The menu shows lists to who puts them together, and to partners; whoever else was asked gets the
    address."""
    if actor.roles & (LEADS | BRINGERS):
        return allow()
    return refuse(_("You have no lists."))
