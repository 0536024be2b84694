"""Who may do what in casework. What depends on one household is asked with the sight into it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.registry import policies as registry
from nabij.registry.types import CONTACT_ROLES, TEAM_ROLES, Layer, Sight, Topic
from nabij.staff.types import Role


def may_open_today(actor: Actor) -> Decision:
    """Whoever may be contact person has a list of the day."""
    if not actor.roles & CONTACT_ROLES:
        return refuse(_("Your role follows no households itself, so there is no list of the day for you."))
    return allow()


def may_open_board(actor: Actor) -> Decision:
    """Team leads see how their teams stand."""
    if Role.TEAM_LEAD not in actor.roles:
        return refuse(_("Only a team lead opens the board of a team. Your own work stands under Today."))
    return allow()


def may_write_contacts(actor: Actor) -> Decision:
    """Whoever sees households may open the form; the household decides further on."""
    return registry.may_search_households(actor)


def may_guide(actor: Actor, sight: Sight) -> Decision:
    """Signal, start, next step and closing: for whoever may be contact person and follows the household."""
    if not actor.roles & CONTACT_ROLES:
        return refuse(_("Your role does not guide households. Ask the contact person or a social worker."))
    if not sight.relations & {"contact_person", "stand_in", "team"}:
        return refuse(_("You have a task in this household, no guidance. Ask the contact person."))
    return registry.may_change_household(actor, sight)


def may_signal(actor: Actor, sight: Sight) -> Decision:
    """Whoever is in the team of a household may say that it needs somebody."""
    if not actor.roles & TEAM_ROLES:
        return refuse(_("Your role does not follow households. Tell the contact person what you saw."))
    return registry.may_change_household(actor, sight)


def may_write_contact(actor: Actor, sight: Sight, *, layer: Layer, topic: Topic) -> Decision:
    """A member of the team writes under every topic what it heard; somebody with a task under its own."""
    if not (decision := registry.may_change_household(actor, sight)).allowed:
        return decision
    if sight.relations & {"contact_person", "stand_in", "team"}:
        return allow()
    if layer == Layer.HIDDEN or topic not in sight.topics:
        return refuse(_("Your task here is about another topic. Tell the contact person what you heard."))
    return allow()


def may_change_contact(actor: Actor, sight: Sight, *, recorded_by: int) -> Decision:
    """Whoever wrote it, the contact person and the stand-in put a contact right."""
    if recorded_by != actor.staff_id and not sight.relations & {"contact_person", "stand_in"}:
        return refuse(
            _("Only whoever wrote this, or the contact person, changes it. Add a contact of your own.")
        )
    return registry.may_change_household(actor, sight)


def sees_words(sight: Sight, topic: str, *, written_by: int | None) -> bool:
    """Whether words under a topic (empty: under none) may be read with this sight."""
    if not topic or (written_by is not None and written_by == sight.staff_id):
        return sight.sees_summary
    return sight.sees(Layer.TOPIC, topic=Topic(topic))


def sees_whole_story(sight: Sight) -> bool:
    """Whether every topic is open: how guidance closed and what the family thought of it need that."""
    return all(sight.sees(Layer.TOPIC, topic=topic) for topic in Topic)


def may_assign(actor: Actor) -> Decision:
    """Team leads share households out among their teams."""
    if Role.TEAM_LEAD not in actor.roles:
        return refuse(_("Only a team lead shares households out. Ask the lead of your team."))
    return allow()


def may_see_handover(actor: Actor, sight: Sight) -> Decision:
    """Whoever follows the household; not whoever has only a task in it or opened it for once."""
    if not sight.relations & {"contact_person", "stand_in", "team"}:
        return refuse(_("You do not follow this household. Ask the contact person."))
    return allow()


def may_prepare_handover(actor: Actor, sight: Sight, *, giver_id: int) -> Decision:
    """Whoever gave the household, who has it now, the stand-in and the team lead fill in the checklist."""
    is_lead = Role.TEAM_LEAD in actor.roles and "team" in sight.relations
    if actor.staff_id != giver_id and not sight.relations & {"contact_person", "stand_in"} and not is_lead:
        return refuse(_("This hand-over is between two colleagues. Tell one of them what you know."))
    return may_see_handover(actor, sight)


def may_accept_handover(actor: Actor, sight: Sight, *, receiver_id: int) -> Decision:
    """Only whoever got the household accepts it or asks back."""
    if actor.staff_id != receiver_id:
        return refuse(_("Only the colleague who gets the household accepts it or asks something back."))
    return may_see_handover(actor, sight)


def sees_handover_words(sight: Sight, *, written_by: int | None) -> bool:
    """What colleagues tell one another at a hand-over may be about anything: for whoever sees every topic."""
    return sees_whole_story(sight) or (written_by is not None and written_by == sight.staff_id)
