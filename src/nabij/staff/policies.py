"""Who may do what with accounts."""

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse


def may_open_work(actor: Actor) -> Decision:
    """Anyone who works here may open the start page of the work side."""
    if not actor.is_known:
        return refuse(_("Log in first."))
    return allow()
