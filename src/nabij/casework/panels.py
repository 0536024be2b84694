"""What this app hangs on the page of a household, and on the extension points of the apps below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.casework import policies, queries
from nabij.casework.actions.drafts import end_drafts
from nabij.casework.actions.referral_moves import withdraw_without_consent
from nabij.casework.actions.register import begin_renewals
from nabij.casework.actions.signals import end_rejected
from nabij.casework.queries.budget import budget_of
from nabij.casework.queries.feedback import feedback_of
from nabij.casework.queries.letters import letters_of
from nabij.casework.queries.programmes import taking_part_of
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry import policies as registry
from nabij.registry import policies as registry_policies
from nabij.registry.types import Layer, Sight, Topic

MOST_CONTACTS = 5
MOST_DOCUMENTS = 4
MOST_LETTERS = 3


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
    found = queries.plan_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now, in_short=True)
    return {"anchor": "plan", "title": _("Plan"), "household_id": household_id, "plan": found}


def budget(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """What is left a week; None for who does not see money."""
    if not policies.sees_budget(sight):
        return None
    found = budget_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    return {"anchor": "budget", "title": _("Budget"), "household_id": household_id, "budget": found}


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


def calls(actor: Actor, household_id: int, sight: Sight, on: date, now: datetime) -> Mapping[str, Any] | None:
    """Who plans to call or visit when, for which service; never what it is about."""
    found = queries.calls_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    return {"anchor": "calls", "title": _("Planned contact"), "household_id": household_id, "calls": found}


def nightly_signals(now: datetime) -> str:
    """Erase signals that were rejected 30 days ago; says how many, and how many wait too long."""
    erased, late = end_rejected(now), queries.late_signals(now=now)
    return _("Rejected signals erased: %(erased)d. Signals that wait too long: %(late)d.") % {
        "erased": erased,
        "late": late,
    }


def rights_register(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """How the rights stand in short, with the first day that is due; None for who may not see them."""
    if not policies.may_see_register(actor, sight).allowed:
        return None
    found = queries.register_in_short(actor, household_id, on=on, now=now)
    return {"anchor": "register", "title": _("Rights register"), "household_id": household_id, "short": found}


def nightly_renewals(now: datetime) -> str:
    """Begin the renewal of what ends within 60 days; says how many."""
    number = begin_renewals(now)
    return ngettext("%(number)d right is to renew.", "%(number)d rights are to renew.", number) % {
        "number": number
    }


def school(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """What a school may read, and who takes part in which programme."""
    told = feedback_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    return {
        "anchor": "school",
        "title": _("School and programmes"),
        "household_id": household_id,
        "sentences": [one for one in told.sentences if not one.is_withdrawn],
        "may_agree": told.may_agree,
        "taking_part": taking_part_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now),
        "may_register": registry_policies.may_change_household(actor, sight).allowed,
    }


def letters(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """The last letters, and what there is to take along: the plan, the view for at the table, the drawing."""
    found = letters_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now, most=MOST_LETTERS)
    return {
        "anchor": "letters",
        "title": _("Letters and papers"),
        "household_id": household_id,
        "letters": found,
        "sees_all": policies.sees_whole_story(sight),
        "may_write": registry.may_change_household(actor, sight).allowed,
    }


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


def referrals(
    actor: Actor, household_id: int, sight: Sight, on: date, now: datetime
) -> Mapping[str, Any] | None:
    """The referrals of a household in short, and the way to make one."""
    found = queries.referrals_of_household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    may_refer = policies.may_guide(actor, sight).allowed
    return {
        "anchor": "referrals",
        "title": _("Referrals"),
        "household_id": household_id,
        "referrals": found,
        "may_refer": may_refer,
    }


def nightly_referrals(now: datetime) -> str:
    """Withdraw what rests on a consent that was taken back; says how many. Reminders need no night."""
    number = withdraw_without_consent(now)
    return ngettext(
        "%(number)d referral ended because its consent was taken back.",
        "%(number)d referrals ended because their consent was taken back.",
        number,
    ) % {"number": number}
