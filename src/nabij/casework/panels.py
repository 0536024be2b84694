"""What this app hangs on the page of a household, and on the extension points of the apps below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.casework import policies, queries
from nabij.casework.actions.drafts import end_drafts
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry.types import Layer, Sight, Topic

MOST_CONTACTS = 5
MOST_DOCUMENTS = 4


def next_step(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """How guidance stands: the next step with its day, or what can be begun."""
    found = queries.guidance_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    return {
        "anchor": "guidance",
        "title": _("Guidance"),
        "household_id": household_id,
        "guidance": found,
    }


def contacts(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """The last contacts that this worker sees."""
    found = queries.timeline(actor, household_id, purpose=Purpose.HELP, on=on, now=now, size=MOST_CONTACTS)
    topic = next(iter(sorted(sight.topics)), Topic.FAMILY)
    may_write = policies.may_write_contact(actor, sight, layer=Layer.TOPIC, topic=Topic(topic)).allowed
    return {
        "anchor": "contacts",
        "title": _("Contacts"),
        "household_id": household_id,
        "timeline": found,
        "may_write": may_write,
    }


def plan(actor: Actor, household_id: int, sight: Sight, on: date, now: datetime) -> Mapping[str, Any] | None:
    """Open needs, goals and steps in short."""
    found = queries.plan_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    return {"anchor": "plan", "title": _("Plan"), "household_id": household_id, "plan": found}


def visits(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """Planned visits and whoever is inside now; only for who may go there."""
    if not policies.may_plan_visit(actor, sight).allowed:
        return None
    found = queries.visits_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    return {"anchor": "visits", "title": _("Visits"), "household_id": household_id, "visits": found}


def documents(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """The last letters and proofs that this worker sees."""
    found = queries.documents_of(
        actor, household_id, purpose=Purpose.HELP, on=on, now=now, size=MOST_DOCUMENTS
    )
    return {"anchor": "documents", "title": _("Documents"), "household_id": household_id, "documents": found}


def nightly_check(now: datetime) -> str:
    """Look for households in guidance where something lacks, and clear old drafts; says what was found."""
    found = queries.lacking(now=now)
    drafts = end_drafts(now)
    sentence = ngettext(
        "%(number)d household in guidance; %(alone)d without contact person, %(stuck)d without next step.",
        "%(number)d households in guidance; %(alone)d without contact person, %(stuck)d without next step.",
        found.in_guidance,
    ) % {
        "number": found.in_guidance,
        "alone": len(found.without_contact_person),
        "stuck": len(found.without_next_step),
    }
    return sentence + (" " + _("Old drafts removed: %(number)d.") % {"number": drafts} if drafts else "")
