"""Who may do what with reports of visitors, the rights of the own town, and the facts of a household."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Decision, allow, refuse
from nabij.registry import policies as registry
from nabij.registry.types import Layer, Sight, Topic
from nabij.staff.types import Role
from nabij_rights.facts.vocabulary import vocabulary
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


_TOPIC_OF_CHAPTER = {
    "a_home": Topic.FAMILY,
    "b_statuses": Topic.MONEY,
    "c_work_study": Topic.WORK,
    "d_income": Topic.MONEY,
    "e_possessions": Topic.MONEY,
    "f_housing": Topic.HOUSING,
    "g_energy_water": Topic.HOUSING,
    "h_health_care": Topic.CARE,
    "i_children_rights_debts": Topic.FAMILY,
}


def topic_of(fact_key: str) -> Topic:
    """The domain of life under which a fact lies. Raises KeyError for a fact outside the vocabulary."""
    return _TOPIC_OF_CHAPTER[vocabulary()[fact_key.partition("@")[0]].chapter]


def sees_fact(sight: Sight, fact_key: str) -> bool:
    """Whether somebody with this sight into a household sees what is known under this key."""
    return sight.sees(Layer.TOPIC, topic=topic_of(fact_key))


def may_see_rights(actor: Actor, sight: Sight) -> Decision:
    """The list of rights tells of every topic at once: only for whoever sees them all."""
    if not all(sight.sees(Layer.TOPIC, topic=topic) for topic in set(_TOPIC_OF_CHAPTER.values())):
        return refuse(
            _("The rights of this household are looked at by its contact person or a social worker.")
        )
    return allow()


def may_record_facts(actor: Actor, sight: Sight, *, keys: Iterable[str]) -> Decision:
    """Whoever may change the household records what lies under the own topics."""
    if not (decision := registry.may_change_household(actor, sight)).allowed:
        return decision
    if not all(sees_fact(sight, key) for key in keys):
        return refuse(_("This question is asked by the contact person or a social worker of the team."))
    return allow()
