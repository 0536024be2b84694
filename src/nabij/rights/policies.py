"""Who may do what with reports of visitors."""

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.staff.types import Role


def may_handle_reports(actor: Actor) -> Decision:
    """Editors read what visitors report, and follow it up."""
    if Role.EDITOR not in actor.roles:
        return refuse(_("Only an editor reads what visitors report. Ask your team lead for that role."))
    return allow()
