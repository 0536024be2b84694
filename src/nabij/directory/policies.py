"""Who may see, suggest, check and change what stands in the directory.

The names of roles are the codes of `staff.types.Role`; a test holds them beside each other.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, Refused, allow, refuse

EDITORS = frozenset({"editor", "team_lead"})
CHECKERS = EDITORS | {
    "social_worker",
    "case_manager",
    "bridge_worker",
    "family_coach",
    "community_worker",
    "provision_desk",
}


def known_staff(actor: Actor) -> int:
    """Return the account of an actor. Raises Refused for a visitor and for the system itself."""
    if actor.staff_id is None:
        raise Refused(refuse(_("Log in first.")))
    return actor.staff_id


def may_see_directory(actor: Actor) -> Decision:
    """Everybody who works here sees the directory of the own towns, with how to refer."""
    return allow() if actor.is_known else refuse(_("Log in first."))


def may_suggest(actor: Actor) -> Decision:
    """Everybody who works here may say that an entry is wrong."""
    return may_see_directory(actor)


def may_check(actor: Actor) -> Decision:
    """Who works with households may say that an entry is still right."""
    if actor.roles & CHECKERS:
        return allow()
    return refuse(
        _(
            "Only who follows households, an editor or a team lead confirms an entry. "
            "Send a suggestion instead."
        )
    )


def may_edit(actor: Actor) -> Decision:
    """Editors and team leads write the entries."""
    if actor.roles & EDITORS:
        return allow()
    return refuse(_("Only an editor or a team lead changes an entry. Send a suggestion instead."))


def may_edit_in(actor: Actor, town: str) -> Decision:
    """Editors and team leads write the entries of their own towns."""
    if not (decision := may_edit(actor)).allowed:
        return decision
    if town in actor.towns:
        return allow()
    return refuse(_("Your account does not work for this town."))


def may_add_organisation(actor: Actor, town: str) -> Decision:
    """Who edits adds organisations, and an administrator those whose people are let in here."""
    if "administrator" in actor.roles and town in actor.towns:
        return allow()
    return may_edit_in(actor, town)


def may_import(actor: Actor, town: str) -> Decision:
    """A command on the server, an editor or a team lead takes over a file for a town."""
    return allow() if "system" in actor.roles else may_edit_in(actor, town)
