"""What the rights have in common that each town makes for itself, when we do not know what it made.

Nobody gets a no, except by a hard fact: who lives outside Flanders, who has no child, who gives and gets no
care. A town with a file of its own says so under ``own_rules`` in its ``town.toml``.
"""

from nabij_rights.authoring import *
from nabij_rights.towns.packs import towns

ARTICLE = "Regulation of the town"


def in_flanders() -> Condition:
    """The towns whose regulations were read are Flemish ones."""
    return condition("in_flanders", lives_in_flanders(), ARTICLE)


def no_own_page(right_id: str) -> Condition:
    """The own town did not write its own rule here: then that rule counts, and not this page."""
    with_own = [lives_in(town_id) for town_id, town in towns().items() if right_id in town.own_rules]
    return condition("town_has_no_own_page", ~one_of(*with_own) if with_own else ALWAYS, ARTICLE)


def town_grants_it() -> Condition:
    """Left open until somebody of the town decides."""
    return any_way("town_grants_it", person_decides("town_decides", ARTICLE), article=ARTICLE)


def child_here() -> Node:
    """Of each person: a child of the family that lives here, whatever its age."""
    return lives_under_roof() & is_("relation_to_reference", *CHILD_KINDS)
