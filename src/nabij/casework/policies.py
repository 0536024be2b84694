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


def may_visit(actor: Actor) -> Decision:
    """Whoever follows households in a team visits them."""
    if not actor.roles & TEAM_ROLES:
        return refuse(_("Your role visits no households. Ask the contact person to plan a visit."))
    return allow()


def may_plan_visit(actor: Actor, sight: Sight) -> Decision:
    """A visit is planned by whoever goes, and only to a household that one follows."""
    if not (decision := may_visit(actor)).allowed:
        return decision
    if not sight.relations & {"contact_person", "stand_in", "team"}:
        return refuse(_("You have a task in this household, no guidance. Ask the contact person."))
    return registry.may_change_household(actor, sight)


def may_remove_document(actor: Actor, sight: Sight, *, filed_by: int) -> Decision:
    """Whoever filed it, the contact person and the stand-in take away what was filed wrongly."""
    if filed_by != actor.staff_id and not sight.relations & {"contact_person", "stand_in"}:
        return refuse(_("Only whoever filed this, or the contact person, takes it away. Ask one of them."))
    return registry.may_change_household(actor, sight)
