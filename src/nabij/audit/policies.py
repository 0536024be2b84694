"""Who may read the log, and who handles requests, holds, erasing and keeping.

The names of roles are the codes of `staff.types.Role`; a test holds them beside each other.
"""

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, Refused, allow, refuse

PRIVACY_OFFICER = "privacy_officer"
SECURITY_AUDITOR = "security_auditor"
DIRECTOR = "director"


def known_staff(actor: Actor) -> int:
    """Return the account of an actor. Raises Refused for a visitor and for the system itself."""
    if actor.staff_id is None:
        raise Refused(refuse(_("Log in first.")))
    return actor.staff_id


def may_read_log(actor: Actor) -> Decision:
    """The privacy officer reads all of the log; the security auditor all but whom it is about."""
    if actor.roles & {PRIVACY_OFFICER, SECURITY_AUDITOR}:
        return allow()
    return refuse(_("Only the privacy officer and the security auditor read the log. Ask them."))


def may_see_subjects(actor: Actor) -> Decision:
    """Only the privacy officer sees in the log whom a line is about."""
    if PRIVACY_OFFICER in actor.roles:
        return allow()
    return refuse(
        _("Only the privacy officer sees in the log whom a line is about. Ask the privacy officer.")
    )


def may_handle_requests(actor: Actor) -> Decision:
    """The privacy officer registers and handles requests, holds and erasing."""
    if PRIVACY_OFFICER in actor.roles:
        return allow()
    return refuse(_("Only the privacy officer handles requests of people. Pass the request on today."))


def may_oversee_retention(actor: Actor) -> Decision:
    """The privacy officer or the director prepares what goes, and another of them approves."""
    if actor.roles & {PRIVACY_OFFICER, DIRECTOR}:
        return allow()
    return refuse(_("Only the privacy officer and the director decide what is removed after its term."))


def may_approve_removal(actor: Actor, *, prepared_by: int) -> Decision:
    """A second person approves: never who prepared it."""
    if not (decision := may_oversee_retention(actor)).allowed:
        return decision
    if actor.staff_id == prepared_by:
        return refuse(_("You prepared this yourself. Ask a second person to approve it."))
    return allow()


def may_look_at_odd_reading(actor: Actor) -> Decision:
    """The privacy officer looks at reading that asks for a question."""
    if PRIVACY_OFFICER in actor.roles:
        return allow()
    return refuse(_("Only the privacy officer looks at this. Ask the privacy officer."))


def may_close_odd_reading(actor: Actor, *, staff_id: int) -> Decision:
    """The privacy officer says what it was, but never about the own reading."""
    if not (decision := may_look_at_odd_reading(actor)).allowed:
        return decision
    if actor.staff_id == staff_id:
        return refuse(_("This is about your own reading. Ask the director to talk about it with you."))
    return allow()


def may_search_persons_for_log(actor: Actor) -> Decision:
    """The privacy officer finds somebody by name, to read in the log who looked."""
    if PRIVACY_OFFICER in actor.roles:
        return allow()
    return refuse(
        _("Only the privacy officer sees in the log whom a line is about. Ask the privacy officer.")
    )


def may_keep_breaches(actor: Actor) -> Decision:
    """The privacy officer and the director keep the record of breaches."""
    if actor.roles & {PRIVACY_OFFICER, DIRECTOR}:
        return allow()
    return refuse(
        _("Only the privacy officer and the director keep this record. Tell them at once what happened.")
    )
