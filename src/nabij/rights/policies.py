"""Who may do what with reports of visitors, and with the rights of the own town."""

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.staff.types import Role


def may_handle_reports(actor: Actor) -> Decision:
    """Editors read what visitors report, and follow it up."""
    if Role.EDITOR not in actor.roles:
        return refuse(_("Only an editor reads what visitors report. Ask your team lead for that role."))
    return allow()


def may_edit_rights(actor: Actor) -> Decision:
    """Editors write the rights of their town, and look at which amounts are to be reviewed."""
    if Role.EDITOR not in actor.roles:
        return refuse(_("Only an editor works on the rights of the town. Ask your team lead for that role."))
    return allow()


def may_publish(actor: Actor, *, written_by: int | None) -> Decision:
    """A second editor publishes: never the one who wrote the last change."""
    if not (decision := may_edit_rights(actor)).allowed:
        return decision
    if actor.staff_id == written_by:
        return refuse(_("Whoever wrote a right does not publish it. Ask a colleague who is an editor."))
    return allow()
