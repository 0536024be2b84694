"""Who may do what in casework. What depends on one household is asked with the sight into it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.registry import policies as registry
from nabij.registry.types import CONTACT_ROLES, TASK_ONLY_ROLES, TEAM_ROLES, Layer, Sight, Topic
from nabij.rights import policies as rights
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


def may_send_signal(actor: Actor) -> Decision:
    """Whoever comes to households tells a team what was seen, also of a household nobody knows yet."""
    if not actor.roles & (TEAM_ROLES | TASK_ONLY_ROLES):
        return refuse(_("Your role does not follow households. Tell a social worker what you saw."))
    return allow()


def may_see_signals_in_menu(actor: Actor) -> Decision:
    """Whoever has a list of the day finds signals there; the bar of a phone has room for five entries."""
    if may_open_today(actor).allowed:
        return refuse(_("Your signals stand under Today."))
    return may_send_signal(actor)


def may_triage(actor: Actor) -> Decision:
    """Team leads decide on the signals for the teams that they lead; which ones, the query decides."""
    if Role.TEAM_LEAD not in actor.roles:
        return refuse(_("Only a team lead decides on signals. Your own signals stand under Signals."))
    return allow()


def may_read_signal(actor: Actor, sight: Sight) -> Decision:
    """Whoever follows the household says that a signal was read: the contact person or the stand-in."""
    if not sight.relations & {"contact_person", "stand_in"}:
        return refuse(_("The contact person reads this signal. Ask them."))
    return allow()


def may_plan_call(actor: Actor, sight: Sight) -> Decision:
    """Whoever follows the household or has a task in it plans a call or visit, and agrees on a rhythm."""
    return registry.may_change_household(actor, sight)


def may_end_call(actor: Actor, sight: Sight, *, planned_by: int) -> Decision:
    """Whoever planned it, the contact person and the stand-in say what became of a planned call."""
    if planned_by != actor.staff_id and not sight.relations & {"contact_person", "stand_in"}:
        return refuse(_("Only whoever planned this, or the contact person, ends it. Ask one of them."))
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


def may_open_given_tasks(actor: Actor) -> Decision:
    """Whoever takes up tasks without following households has a list of them, with the address of each."""
    if not actor.roles & (TASK_ONLY_ROLES | {Role.COMMUNITY_WORKER}):
        return refuse(_("Your tasks stand on the page of each household. Open it from your list."))
    return allow()


def may_bring(actor: Actor) -> Decision:
    """Whatever a device still holds is taken from anybody who logs in: a role that ended loses nothing."""
    if not actor.is_known:
        return refuse(_("Log in first. What waits on this device stays there."))
    return allow()


def may_remove_document(actor: Actor, sight: Sight, *, filed_by: int) -> Decision:
    """Whoever filed it, the contact person and the stand-in take away what was filed wrongly."""
    if filed_by != actor.staff_id and not sight.relations & {"contact_person", "stand_in"}:
        return refuse(_("Only whoever filed this, or the contact person, takes it away. Ask one of them."))
    return registry.may_change_household(actor, sight)


def may_open_referrals(actor: Actor) -> Decision:
    """Whoever follows households, and partners: each sees what it sent or was sent."""
    if not actor.roles & (CONTACT_ROLES | {Role.PARTNER}):
        return refuse(
            _("Your role sends and receives no referrals. Ask the contact person of the household.")
        )
    return allow()


def may_write_referrals(actor: Actor) -> Decision:
    """Whoever follows households refers one; the household decides further on."""
    if not actor.roles & CONTACT_ROLES:
        return refuse(_("Your role refers no households. Tell the contact person what you saw."))
    return allow()


def may_refer_to_town(actor: Actor) -> Decision:
    """Partners refer somebody to the town."""
    if Role.PARTNER not in actor.roles:
        return refuse(
            _("Only a partner organisation refers somebody here. Signal the household on its page.")
        )
    return allow()


def may_refer(actor: Actor, sight: Sight, *, topic: Topic) -> Decision:
    """Whoever guides a household refers it, about a topic that they see."""
    if not (decision := may_guide(actor, sight)).allowed:
        return decision
    if topic not in sight.topics:
        return refuse(_("You do not see this topic in this household. Ask the contact person to refer."))
    return allow()


def may_see_register(actor: Actor, sight: Sight) -> Decision:
    """How the rights of a household stand tells of every topic at once: only for whoever sees them all."""
    return rights.may_see_rights(actor, sight)


def may_keep_register(actor: Actor, sight: Sight) -> Decision:
    """Whoever follows the household and sees every topic writes down how its rights stand."""
    if not (decision := may_see_register(actor, sight)).allowed:
        return decision
    if not sight.relations & {"contact_person", "stand_in", "team"}:
        return refuse(_("You do not follow this household. Tell its contact person what was decided."))
    return registry.may_change_household(actor, sight)


def may_settle_proposals(actor: Actor) -> Decision:
    """Editors of the rules look at decisions that differed, and at how often the rules were right."""
    if Role.EDITOR not in actor.roles:
        return refuse(_("Only an editor of the rules looks at decisions that differed from them."))
    return allow()


# ---------------------------------------------------------------------------- reach, settings and programmes
def may_open_reach(actor: Actor) -> Decision:
    """Totals without persons: for whoever follows households, leads the service or reads totals."""
    if not actor.roles & (TEAM_ROLES | {Role.DIRECTOR, Role.POLICY_READER}):
        return refuse(_("Your role reads no totals of bridge workers. Ask a team lead."))
    return allow()


def may_meet_people(actor: Actor) -> Decision:
    """Whoever follows households counts contacts without a dossier and works in programmes."""
    if not actor.roles & TEAM_ROLES:
        return refuse(_("Your role meets no families in a setting. Ask a bridge worker."))
    return allow()


def may_arrange_reach(actor: Actor) -> Decision:
    """Team leads add kinds, settings and programmes, and say who works where."""
    if Role.TEAM_LEAD not in actor.roles:
        return refuse(_("Only a team lead arranges settings and programmes. Ask your team lead."))
    return allow()


def may_ask_for_copy(actor: Actor, sight: Sight) -> Decision:
    """Whoever sits at the table with a household passes on that somebody asks for the own copy."""
    if not sight.relations & {"contact_person", "stand_in", "team"}:
        return refuse(_("You do not follow this household. Ask the contact person."))
    return registry.may_change_household(actor, sight)


def may_read_school_sentences(actor: Actor) -> Decision:
    """Partners open the page of a school; which sentences stand there, the query decides."""
    if Role.PARTNER not in actor.roles:
        return refuse(_("Only a school reads this page. What was agreed stands with the household."))
    return allow()


def may_agree_feedback(actor: Actor, sight: Sight) -> Decision:
    """Whoever is in the team of the household writes down what the family agreed that a school may read."""
    return may_signal(actor, sight)


def may_take_part(actor: Actor, sight: Sight, *, topic: Topic, written_by: int | None = None) -> Decision:
    """Taking part in a programme is for whoever sees its topic in this household."""
    if not (decision := registry.may_change_household(actor, sight)).allowed:
        return decision
    if not sees_words(sight, topic, written_by=written_by):
        return refuse(_("This programme is about another topic than yours. Ask the contact person."))
    return allow()


def sees_small_numbers(actor: Actor) -> bool:
    """Whether totals of 1 to 4 are shown: to whoever works with families, not to who reads totals."""
    return bool(actor.roles & TEAM_ROLES)


def may_bring_partners(actor: Actor) -> Decision:
    """An administrator lets organisations and their people in with a list."""
    if Role.ADMINISTRATOR not in actor.roles:
        return refuse(_("Only an administrator lets partners in with a list. Ask the one of your town."))
    return allow()


def may_bring_partners_to(actor: Actor, town: str) -> Decision:
    """And only to the own towns."""
    if not (decision := may_bring_partners(actor)).allowed:
        return decision
    if town not in actor.towns:
        return refuse(_("Your account does not work for this town."))
    return allow()


def sees_budget(sight: Sight) -> bool:
    """The budget of a household lies under money and debts: whole, or not at all."""
    return sight.sees(Layer.TOPIC, topic=Topic.MONEY)


def may_keep_budget(actor: Actor, sight: Sight) -> Decision:
    """Whoever guides the household and sees its money writes down what the family says."""
    if not sees_budget(sight):
        return refuse(_("You do not see the money of this household. Ask the contact person."))
    return may_guide(actor, sight)
