"""What this app hangs on the page of a household: its rights, and what is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from nabij.directory.types import TownWords
from nabij.directory.types.ipdc import area_code
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry.types import Sight
from nabij.rights import policies
from nabij.rights.queries import results
from nabij.rights.queries.household import household_rights
from nabij.rights.queries.household_facts import HouseholdFacts
from nabij_rights.answers import Group
from nabij_rights.towns.packs import towns

MOST_RIGHTS = 12
MOST_FACTS = 12


def rights_and_facts(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """The rights in short, the question to ask first, and what is known; None for who may not see them."""
    if not policies.may_see_rights(actor, sight).allowed:
        return None
    found = household_rights(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    facts = HouseholdFacts(found)
    numbers = results.counts(found.found)
    known = facts.known
    return {
        "anchor": "rights",
        "title": _("Rights"),
        "household_id": household_id,
        "number_of_likely": numbers[Group.YES],
        "number_of_maybe": numbers[Group.MAYBE],
        "cards": results.first_cards(found.found, most=MOST_RIGHTS),
        "has_questions": any(outcome.missing for outcome in found.found.answers.outcomes),
        "facts": known[:MOST_FACTS],
        "number_of_facts": len(known),
        "may_record": policies.may_record_facts(actor, sight, keys=()).allowed,
    }


def towns_in_words() -> Mapping[str, TownWords]:
    """How towns are called, for pages of the apps below."""
    return {
        one.id: TownWords(one.name, one.is_fictional, area_code(one.nis_code, one.province))
        for one in towns().values()
    }
