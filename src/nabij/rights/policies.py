"""Who may do what with reports of visitors, and with the rights of the own town."""

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.staff.types import Role
from nabij_rights.towns.packs import towns


def may_handle_reports(actor: Actor) -> Decision:
    """Editors read what visitors report, and follow it up."""
    if Role.EDITOR not in actor.roles:
        return refuse(_("Only an editor reads what visitors report. Ask your team lead for that role."))
    return allow()


def may_edit_rights(actor: Actor) -> Decision:
    """Editors open the pages of the rights of their town, and look at which amounts are to be reviewed."""
    if Role.EDITOR not in actor.roles:
        return refuse(_("Only an editor works on the rights of the town. Ask your team lead for that role."))
    return allow()


def may_edit_rights_of(actor: Actor, *, town: str) -> Decision:
    """Editors write the rights of the towns that they work for, and of no other."""
    if not (decision := may_edit_rights(actor)).allowed:
        return decision
    if not actor.towns:
        return refuse(_("Your account works for no town yet. Ask the administrator to add your town."))
    if town not in actor.towns:
        own = ", ".join(sorted(_town_name(one) for one in actor.towns))
        return refuse(
            _("This is a right of %(town)s, and you work for %(own)s. Ask an editor of %(town)s.")
            % {"town": _town_name(town), "own": own}
        )
    return allow()


def _town_name(town_id: str) -> str:
    """The name of a town, or its id when it has no folder here."""
    return towns()[town_id].name if town_id in towns() else town_id


def may_publish(actor: Actor, *, written_by: int | None, town: str) -> Decision:
    """A second editor of the town publishes: never the one who wrote the last change."""
    if not (decision := may_edit_rights_of(actor, town=town)).allowed:
        return decision
    if actor.staff_id == written_by:
        return refuse(_("Whoever wrote a right does not publish it. Ask a colleague who is an editor."))
    return allow()
